// Inside a sector: its actors by vis-network at places worked out here, nothing moves by itself.
const DRAWN_INSIDE = 400;
const LABELLED_INSIDE = 18;
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const tiesAt = (i) => (actors[i].figures?.out_degree ?? 0) + (actors[i].figures?.in_degree ?? 0);
let inner = null;

// Places in pixels, on ellipses: the most tied in the middle with room for their names, the others
// round them as the seeds of a sunflower, outside them the other sectors.
function roomFor(count) {
  const reach = Math.max(300, find("canvas").clientWidth / 2 - 64);
  const inner = reach - 82;
  const core = Math.min(0.75 * inner, 54 * Math.sqrt(LABELLED_INSIDE));
  const apart = Math.min(44, Math.sqrt((inner ** 2 - core ** 2) / Math.max(1, count - LABELLED_INSIDE)));
  return { reach, core, apart, flat: 218 / reach };
}

function sunflower(turn, { core, apart, flat }) {
  const angle = turn * Math.PI * (3 - Math.sqrt(5));
  const named = core * Math.sqrt((turn + 0.3) / LABELLED_INSIDE);
  const beyond = turn - LABELLED_INSIDE + 3;
  const far = beyond < 3 ? named : Math.hypot(core, apart * Math.sqrt(beyond));
  return { x: far * Math.cos(angle), y: flat * far * Math.sin(angle) };
}

function arcOf(ends, count, id, dense) {
  const most = ["works", "fails"].find((state) => 2 * count[state] > count.works + count.partly + count.fails) || "partly";
  const arc = { id, ...ends, color: ink(most), width: dense ? 0.7 : 1.6 };
  if (data.view.dashes[most]) arc.dashes = data.view.dashes[most];
  if (dense) Object.assign(arc, { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.35 } } });
  else if (most === "fails") arc.label = "×";
  return arc;
}

const countOf = (tie) => ({ works: 0, partly: 0, fails: 0, [tie.state]: 1 });

// Each actor's ties to another sector are one line.
function arcsOutward(shown) {
  const sums = new Map();
  ties.forEach((tie, t) => {
    if (!shownTies[t]) return;
    const [from, to] = [tie.source, tie.target].map((i) => (shown.has(i) ? i : partOf[i] === opened ? null : `s${partOf[i]}`));
    if (from === null || to === null || (typeof from === typeof to)) return;
    const key = `${from}>${to}`;
    if (!sums.has(key)) sums.set(key, { ends: { from, to }, works: 0, partly: 0, fails: 0 });
    sums.get(key)[tie.state] += 1;
  });
  return [...sums].map(([key, sum]) => ({ ...arcOf(sum.ends, sum, key, true), hidden: !find("outward").checked }));
}

function arcsInside(shown) {
  const rows = ties.map((_, t) => t).filter((t) => shown.has(ties[t].source) && shown.has(ties[t].target));
  return rows.map((t) => ({ ...arcOf({ from: ties[t].source, to: ties[t].target }, countOf(ties[t]), t, rows.length > 200), hidden: !shownTies[t] }));
}

function nodesInside(central, room) {
  const { shapes } = data.view;
  const most = Math.max(1, tiesAt(central[0]));
  const least = Math.max(4, Math.min(8, 0.34 * room.apart));
  return central.map((i, turn) => {
    const node = { id: i, shape: shapes[opened], size: least * (1 + 0.8 * Math.sqrt(tiesAt(i) / most)), ...sunflower(turn, room) };
    node.color = { background: actors[i].look === "solid" ? sectors[opened].colour : "#ffffff", border: ink("text") };
    if (turn < LABELLED_INSIDE) node.label = actors[i].name;
    return node;
  });
}

function nodesOutside({ reach, flat }) {
  const others = sectors.map((_, s) => s).filter((s) => s !== opened);
  return others.map((s, turn) => {
    const angle = (2 * Math.PI * turn) / others.length - Math.PI / 2;
    const place = { x: reach * Math.cos(angle), y: flat * reach * Math.sin(angle) };
    const color = { background: sectors[s].colour, border: ink("text") };
    return { id: `s${s}`, label: sectors[s].label, shape: data.view.shapes[s], size: 17, color, ...place };
  });
}

function drawInside(i) {
  const members = data.crowd.order.actors.filter((k) => partOf[k] === i);
  const central = members.slice(0, DRAWN_INSIDE);
  const shown = new Set(central);
  find("map").hidden = true;
  find("moved").hidden = false;
  document.querySelector(".stage").classList.add("opened");
  find("outward").checked = central.length <= 60;
  const inside = arcsInside(shown);
  find("inside").textContent = members.length > DRAWN_INSIDE
    ? `${DRAWN_INSIDE} of ${members.length} actors are drawn, the ones with most working ties; the table holds all.`
    : `${many(members.length, "actor", "actors")}, ${many(inside.length, "tie", "ties")} within. The ${Math.min(LABELLED_INSIDE, members.length)} with most working ties are named.`;
  if (!moving) prepareCanvas();
  const room = roomFor(central.length);
  inner = { shown, inside: new vis.DataSet([...inside, ...arcsOutward(shown)]), nodes: new vis.DataSet([...nodesInside(central, room), ...nodesOutside(room)]) };
  moving.setData({ nodes: inner.nodes, edges: inner.inside });
  moving.moveTo({ position: { x: 0, y: 10 }, scale: 1 });
}

function prepareCanvas() {
  loadBundle();
  moving = new vis.Network(find("canvas"), { nodes: [], edges: [] }, data.view.options);
  moving.canvas.frame.tabIndex = -1;
  moving.on("click", ({ nodes: [node], edges: [arc] }) => {
    if (typeof node === "number") openPanel("actor", node);
    else if (node !== undefined) openPanel("sector", Number(node.slice(1)));
    else if (typeof arc === "number") openPanel("tie", arc);
  });
  find("canvas").addEventListener("keydown", steer);
  find("outward").addEventListener("change", redrawArcs);
  whenFiltered.push(() => { if (opened !== null) redrawArcs(); });
}

function redrawArcs() {
  inner.inside.clear();
  inner.inside.add([...arcsInside(inner.shown), ...arcsOutward(inner.shown)]);
}

// The one that is looked for is named and marked, though it be one of many.
function chooseInside(i) {
  if (!inner.nodes.get(i)) return;
  inner.nodes.update({ id: i, label: actors[i].name });
  moving.selectNodes([i]);
}

function leaveInside() {
  find("moved").hidden = true;
  find("map").hidden = false;
  document.querySelector(".stage").classList.remove("opened");
}
