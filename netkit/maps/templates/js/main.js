// Everything in its order; the page says when it can be used.
function openAddressed() {
  const mark = document.getElementById(location.hash.slice(1));
  const i = marks.tie.indexOf(mark);
  if (i >= 0) openPanel("tie", i);
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
document.documentElement.dataset.ready = "true";
openAddressed();
