// The map is one tab stop; within it the arrows go from mark to mark.
let current = null;

// Each actor is followed by the ties that leave it, so that going down reaches everything.
function everyMark() {
  return actors.flatMap((_, i) => [
    marks.actor[i],
    ...ties.map((tie, t) => (tie.source === i && shownTies[t] ? marks.tie[t] : null)),
  ]).filter(Boolean);
}

function moveTo(mark) {
  if (!mark) return;
  current?.setAttribute("tabindex", "-1");
  current = mark;
  current.setAttribute("tabindex", "0");
  current.focus();
}

function neighbour(list, step) {
  const place = list.indexOf(current);
  return list[(place + step + list.length) % list.length];
}

function nextActor(step) {
  if (current?.classList.contains("actor")) return neighbour(marks.actor, step);
  const { source, target } = ties[Number(current.dataset.i)];
  return marks.actor[step > 0 ? target : source];
}

function nextBeginning(letter) {
  const from = marks.actor.indexOf(current);
  const order = [...marks.actor.slice(from + 1), ...marks.actor.slice(0, from + 1)];
  return order.find((mark) => labelOf(Number(mark.dataset.i)).toLowerCase().startsWith(letter));
}

const moves = {
  ArrowRight: () => nextActor(1),
  ArrowLeft: () => nextActor(-1),
  ArrowDown: () => neighbour(everyMark(), 1),
  ArrowUp: () => neighbour(everyMark(), -1),
  Home: () => everyMark()[0],
  End: () => everyMark().at(-1),
};

function openMark(mark) {
  openPanel(mark.classList.contains("actor") ? "actor" : "tie", Number(mark.dataset.i));
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") openMark(current);
  else if (event.key in moves) moveTo(moves[event.key]());
  else if (event.key.length === 1) moveTo(nextBeginning(event.key.toLowerCase()));
  else return;
  event.preventDefault();
}

function prepareKeys() {
  const picture = find("map").querySelector("svg");
  if (!picture) return;
  [current] = marks.actor;
  current?.setAttribute("tabindex", "0");
  picture.addEventListener("keydown", pressed);
  picture.addEventListener("click", (event) => {
    const mark = event.target.closest(".actor[data-i], .tie[data-i]");
    if (mark) { moveTo(mark); openMark(mark); }
  });
  picture.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".actor[data-i]");
    if (mark) labelPassing(mark, true);
    if (!find("panel").hidden) makeWay(event.target);
  });
  picture.addEventListener("focusout", (event) => {
    const mark = event.target.closest(".actor[data-i]");
    if (mark) labelPassing(mark, false);
  });
  whenFiltered.push((shown) => {
    const gone = current?.classList.contains("tie") && !shown[Number(current.dataset.i)];
    if (!gone) return;
    current.setAttribute("tabindex", "-1");
    [current] = marks.actor;
    current.setAttribute("tabindex", "0");
  });
}
