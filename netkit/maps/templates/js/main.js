// Everything in its order; the page says when it can be used.

// The browser goes to the tie itself, after us: the panel is brought into the window once it has.
function showPanel() {
  if (!find("panel").hidden && find("panel").getBoundingClientRect().top < 0) find("map").scrollIntoView();
}

function openAddressed() {
  const mark = document.getElementById(location.hash.slice(1));
  const i = marks.tie.indexOf(mark);
  if (i < 0) return;
  openPanel("tie", i);
  showPanel();
}

prepareMarks();
prepareFilters();
preparePanel();
prepareSearch();
prepareTables();
prepareKeys();
applyFilters();
for (const ready of whenReady) ready();
addEventListener("hashchange", openAddressed);
addEventListener("beforeprint", () => {
  for (const part of all("#story details")) part.open = true;
});
// On a narrow screen the map is wider than its box: begin in its middle, where most is drawn.
find("map").scrollLeft = (find("map").scrollWidth - find("map").clientWidth) / 2;
document.documentElement.dataset.ready = "true";
openAddressed();
addEventListener("load", () => setTimeout(showPanel));
