// "Move things about": the same ties by vis-network, loaded and drawn only when it is opened.

// What differs in a comparison looks as it does there; the rest as it was made.
function lookOf(id, edge) {
  const { was, state, change, source, target } = ties[id];
  const { color, width, dashes = false, label = "" } = edge || {};
  if (!was) return { color, width, dashes, label };
  const ink = getComputedStyle(document.documentElement).getPropertyValue(`--${change === "other" ? state : { gained: "gained", lost: "fails" }[change]}`);
  const dash = { works: false, partly: [9, 5], fails: [2, 5] }[state] ?? [2, 9];
  return { from: source, to: target, color: ink, width: 3, dashes: dash, label: signs[change] };
}

function drawMoving() {
  loadBundle();
  const { nodes, options } = data.view;
  const given = (edge) => Object.fromEntries(Object.entries(edge).filter(([, value]) => value !== null));
  const edges = rowsOf(data.view.edges).map(given);
  const set = { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) };
  const network = new vis.Network(find("canvas"), set, options);
  // vis gives its frame a tab stop without a name; the canvas' own holder is the one to use.
  network.canvas.frame.tabIndex = -1;
  network.on("click", ({ nodes: [actor], edges: [tie] }) => {
    if (actor !== undefined) openPanel("actor", actor);
    else if (tie !== undefined) openPanel("tie", tie);
  });
  const follow = (shown) => {
    set.edges.remove(set.edges.getIds({ filter: ({ id }) => id >= shown.length }));
    set.edges.update(shown.map((on, id) => ({ id, hidden: !on, ...lookOf(id, edges[id]) })));
  };
  follow(shownTies);
  whenFiltered.push(follow);
  return network;
}

function toggleMoving() {
  const open = find("move").getAttribute("aria-pressed") !== "true";
  find("move").setAttribute("aria-pressed", String(open));
  find("moved").hidden = !open;
  find("map").hidden = open && marks.actor.length > 0;
  if (!open || moving) return;
  moving = drawMoving();
  find("canvas").addEventListener("keydown", steer);
  find("springs").addEventListener("change", (event) => {
    moving.setOptions({ physics: { enabled: event.target.checked } });
    if (event.target.checked) moving.once("stabilized", () => moving.fit());
  });
}

function prepareMoving() {
  find("move")?.addEventListener("click", toggleMoving);
  if (find("move") && !find("map").querySelector("svg")) toggleMoving();
}

whenReady.push(prepareMoving);
