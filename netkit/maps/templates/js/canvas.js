// What any drawing by vis-network needs: the library itself, and keys that move the view.
let moving = null;

// The bundle stands in the page as text; put back as a script, it runs under its own hash.
function loadBundle() {
  const bundle = find("bundle");
  bundle.type = "text/javascript";
  document.head.append(bundle);
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
