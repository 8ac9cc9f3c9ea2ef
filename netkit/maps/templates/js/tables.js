// Tables sort by the column whose heading is pressed.
const order = new Intl.Collator("en", { numeric: true });

function compare(a, b) {
  const [x, y] = [parseFloat(a), parseFloat(b)];
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return x - y || order.compare(a, b);
}

// Tables of which only a part is in the page, by their id: each sorts itself.
const pagers = {};

function sortBy(head) {
  const table = head.closest("table");
  const column = head.cellIndex;
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  if (pagers[table.id]) { pagers[table.id].sort(column, down); return; }
  const rows = [...table.tBodies[0].rows];
  const text = (row) => row.cells[column].textContent;
  rows.sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b)));
  table.tBodies[0].append(...rows);
}

function prepareTables() {
  for (const head of all("thead th")) {
    const button = make("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => sortBy(head));
    // A button in a heading does not print: its words stand beside it for paper.
    head.replaceChildren(button, make("span", button.textContent, "onpaper"));
  }
}
