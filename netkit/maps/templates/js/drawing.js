// The marks of the drawn map: names for those who listen, places to hit, what is lit.
const marks = { actor: [], tie: [], sector: [], between: [] };
// What is drawn: actors and ties, or in a crowd sectors and what goes between them.
const drawn = data.crowd
  ? { node: "sector", arc: "between", arcs: rowsOf(data.crowd.between).slice(0, data.crowd.drawn) }
  : { node: "actor", arc: "tie", arcs: ties };

function prepareMarks() {
  for (const mark of all("#map .actor[data-i], #map .tie[data-i]")) {
    const kind = kindOf(mark);
    marks[kind][Number(mark.dataset.i)] = mark;
    mark.setAttribute("role", "button");
    mark.setAttribute("tabindex", "-1");
  }
  for (const mark of marks[drawn.arc]) widen(mark);
  for (const mark of marks[drawn.node]) surround(mark);
  marks.tie.forEach((mark, i) => mark.setAttribute("aria-label", nameOfTie(ties[i])));
}

const kindOf = (mark) => mark.dataset.kind || (mark.classList.contains("actor") ? "actor" : "tie");

// A stroke is hard to hit: give it a wide, unseen one beneath.
function widen(mark) {
  const hit = document.createElementNS(SVG, "path");
  hit.setAttribute("class", "hit");
  hit.setAttribute("d", mark.querySelector(".line").getAttribute("d"));
  mark.prepend(hit);
}

// A small mark likewise: 24 CSS pixels across on a page where the map is a little smaller than made.
function surround(mark) {
  const box = mark.querySelector(".mark").getBBox();
  const hit = document.createElementNS(SVG, "circle");
  const size = { cx: box.x + box.width / 2, cy: box.y + box.height / 2, r: Math.max(box.width, box.height, 30) / 2 };
  for (const [name, length] of Object.entries(size)) hit.setAttribute(name, length.toFixed(1));
  hit.setAttribute("class", "spot");
  hit.setAttribute("fill", "none");
  hit.setAttribute("pointer-events", "all");
  mark.prepend(hit);
}

function nameOfTie(tie) {
  const parts = [`${namesOf(tie)}: ${words.state[tie.state]}`, accountsOf(tie)];
  if (!data.plain) parts.push(words.level[tie.level]);
  if (tie.was) parts.push(`as it is: ${words.state[tie.was.state]}`);
  return parts.filter(Boolean).join(", ");
}

function labelOf(i) {
  const mark = marks[drawn.node][i];
  const lines = mark ? all("tspan", mark) : [];
  return lines.map((line) => line.textContent).join(" ") || actors[i].label;
}

function nameActors(shown) {
  marks.actor.forEach((mark, i) => {
    const out = ties.filter((tie, t) => shown[t] && tie.source === i).length;
    const back = ties.filter((tie, t) => shown[t] && tie.target === i).length;
    const name = [labelOf(i), actors[i].sector, words.look[actors[i].look]].filter(Boolean).join(", ");
    mark.setAttribute("aria-label", `${name}; ${many(out, "tie", "ties")} out, ${back} in`);
  });
}

function light(kind, i) {
  marks[drawn.arc].forEach((mark, t) => {
    const touches = kind === drawn.node && (drawn.arcs[t].source === i || drawn.arcs[t].target === i);
    mark.classList.toggle("lit", touches || (kind === drawn.arc && t === i));
  });
}

// In a crowd only the most central are labelled: the others while they have the focus.
function labelFor(mark) {
  const box = mark.querySelector(".mark").getBBox();
  const label = document.createElementNS(SVG, "text");
  label.setAttribute("class", "label passing");
  label.setAttribute("x", String(Math.round(box.x + box.width / 2)));
  label.setAttribute("y", String(Math.round(box.y - 5)));
  label.textContent = actors[Number(mark.dataset.i)].label;
  mark.append(label);
}

function labelPassing(mark, there) {
  if (there && !mark.querySelector(".label")) labelFor(mark);
  if (!there) mark.querySelector(".passing")?.remove();
}
