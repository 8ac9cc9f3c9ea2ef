// Lights one step on the map with its two ends, and its detour; all else steps back.
const BEND = 0.14;

function middleOf(mark) {
  const box = mark.querySelector(".mark").getBBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, r: box.width / 2 + 5 };
}

// What has no tie on the map: a stroke of its own, bent as ties are.
function outline(source, target) {
  const [from, to] = [source, target].map((end) => middleOf(marks.actor[end]));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = { x: from.x + dx / 2 + BEND * dy, y: from.y + dy / 2 - BEND * dx };
  const towards = ({ x, y, r }) => {
    const far = Math.hypot(bend.x - x, bend.y - y) || 1;
    return `${x + ((bend.x - x) * r) / far} ${y + ((bend.y - y) * r) / far}`;
  };
  const ghost = document.createElementNS(SVG, "g");
  ghost.setAttribute("class", "ghost");
  for (const name of ["hit", "line"]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", `M${towards(from)}Q${bend.x} ${bend.y} ${towards(to)}`);
    ghost.append(path);
  }
  find("map").querySelector(".ties").append(ghost);
  return ghost;
}

function lightStep(step, detour = []) {
  const picture = find("map").querySelector("svg");
  picture.classList.toggle("telling", Boolean(step));
  picture.querySelector(".ghost")?.remove();
  const ends = step ? [step.source, step.target] : [];
  const around = ties.map((tie) => detour.some((end, d) => d && end === tie.target && detour[d - 1] === tie.source));
  marks.actor.forEach((mark, i) => {
    mark.classList.toggle("told", ends.includes(i));
    mark.classList.toggle("detour", !ends.includes(i) && detour.includes(i));
    labelPassing(mark, ends.includes(i) || detour.includes(i) || mark === document.activeElement);
  });
  marks.tie.forEach((mark, t) => {
    mark.classList.toggle("told", t === step?.tie);
    mark.classList.toggle("detour", t !== step?.tie && around[t]);
  });
  if (!step) return;
  const there = ends.every((end) => marks.actor[end]);
  const line = marks.tie[step.tie] || (there && outline(step.source, step.target));
  const lit = [...ends, ...detour].map((end) => marks.actor[end]).filter(Boolean);
  marks.actor[ends[1]]?.scrollIntoView({ block: "nearest", inline: "center" });
  standAside(lit, line);
}

// The card takes the corner where it covers least of what is lit.
function standAside(lit, line) {
  const card = find("teller");
  const points = lit.map((mark) => mark.getBoundingClientRect())
    .flatMap(({ left, right, top, bottom }) => [left, right].flatMap((x) => [[x, top], [x, bottom]]));
  if (line) {
    const path = line.querySelector(".line");
    const steps = [1, 2, 3, 4, 5].map((part) => path.getPointAtLength((path.getTotalLength() * part) / 6));
    points.push(...steps.map((at) => at.matrixTransform(path.getScreenCTM())).map(({ x, y }) => [x, y]));
  }
  const covered = (corner) => {
    card.className = corner;
    const { left, right, top, bottom } = card.getBoundingClientRect();
    return points.filter(([x, y]) => x > left && x < right && y > top && y < bottom).length;
  };
  const corners = ["", "left", "low", "left low"].map((corner) => [covered(corner), corner]);
  [[, card.className]] = corners.sort(([one], [other]) => one - other);
}
