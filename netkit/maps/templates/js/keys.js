// The map is one tab stop; within it the arrows go from mark to mark.
let current = null;

// Each actor is followed by the ties that leave it, so that going down reaches everything.
function everyMark() {
  const shown = (mark) => !mark.classList.contains("off");
  return marks[drawn.node].flatMap((mark, i) => [
    mark,
    ...marks[drawn.arc].filter((arc, t) => drawn.arcs[t].source === i && shown(arc)),
  ]);
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
  if (current?.classList.contains("actor")) return neighbour(marks[drawn.node], step);
  const { source, target } = drawn.arcs[Number(current.dataset.i)];
  return marks[drawn.node][step > 0 ? target : source];
}

function nextBeginning(letter) {
  const list = marks[drawn.node];
  const from = list.indexOf(current);
  const order = [...list.slice(from + 1), ...list.slice(0, from + 1)];
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
  openPanel(kindOf(mark), Number(mark.dataset.i));
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
  [current] = marks[drawn.node];
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
  whenFiltered.push(() => {
    // A tie that only the comparison drew is gone with it.
    if (!current || (current.isConnected && !current.classList.contains("off"))) return;
    current.setAttribute("tabindex", "-1");
    [current] = marks[drawn.node];
    current.setAttribute("tabindex", "0");
  });
}
