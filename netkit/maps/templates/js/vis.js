// "Move things about": the same ties by vis-network, loaded and drawn only when it is opened.
let moving = null;

// The bundle stands in the page as text; put back as a script, it runs under its own hash.
function loadBundle() {
  const bundle = find("bundle");
  bundle.type = "text/javascript";
  document.head.append(bundle);
}

function drawMoving() {
  loadBundle();
  const { nodes, edges, options } = data.view;
  const set = { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) };
  const network = new vis.Network(find("canvas"), set, options);
  // vis gives its frame a tab stop without a name; the canvas' own holder is the one to use.
  network.canvas.frame.tabIndex = -1;
  network.on("click", ({ nodes: [actor], edges: [tie] }) => {
    if (actor !== undefined) openPanel("actor", actor);
    else if (tie !== undefined) openPanel("tie", tie);
  });
  const follow = (shown) => set.edges.update(shown.map((on, id) => ({ id, hidden: !on })));
  follow(shownTies);
  whenFiltered.push(follow);
  return network;
}

function steer(event) {
  const { x, y } = moving.getViewPosition();
  const scale = moving.getScale();
  const step = 60 / scale;
  const views = {
    ArrowLeft: { position: { x: x - step, y } },
    ArrowRight: { position: { x: x + step, y } },
    ArrowUp: { position: { x, y: y - step } },
    ArrowDown: { position: { x, y: y + step } },
    "+": { scale: scale * 1.2 },
    "-": { scale: scale / 1.2 },
  };
  if (!(event.key in views)) return;
  event.preventDefault();
  moving.moveTo(views[event.key]);
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

if (!data.crowd) whenReady.push(prepareMoving);
