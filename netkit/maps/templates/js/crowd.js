// A crowd: its sectors are drawn, and what goes between them; one of them can be opened.
const sectors = rowsOf(data.crowd.sectors);
const between = rowsOf(data.crowd.between);
const partOf = data.crowd.part;
const [aSector, severalSectors] = data.crowd.nouns;
let opened = null;

const verdicts = ({ works, partly, fails }) =>
  `${many(works, "works", "work")}, ${partly} partly, ${many(fails, "does not", "do not")}`;
const withinOf = (sector) => ({ ...sector, count: sector.works + sector.partly + sector.fails });

function nameOfBetween(t) {
  const row = between[t];
  return `${sectors[row.source].name} to ${sectors[row.target].name}: ${many(row.count, "tie", "ties")}, ${verdicts(row)}`;
}

function nameSectors() {
  marks.sector.forEach((mark, i) => {
    const { sent, got } = sectors[i];
    const { count } = withinOf(sectors[i]);
    mark.setAttribute("aria-label", `${labelOf(i)}; ${many(count, "tie", "ties")} within, ${sent} out, ${got} in`);
  });
  marks.between.forEach((mark, t) => mark.setAttribute("aria-label", nameOfBetween(t)));
}

// A line stays while one of its ties is shown.
function followFilters(shown) {
  const held = new Set();
  ties.forEach((tie, t) => {
    if (shown[t]) held.add(`${partOf[tie.source]} ${partOf[tie.target]}`);
  });
  marks.between.forEach((mark, t) => {
    mark.classList.toggle("off", !held.has(`${between[t].source} ${between[t].target}`));
  });
}

function openSector(i) {
  opened = i;
  find("back").hidden = false;
  filterPages();
  if (find("canvas")) drawInside(i);
  say(`${sectors[i].name} is open: ${many(sectors[i].size, "actor", "actors")}. The tables hold it alone.`);
}

function closeSector() {
  const last = opened;
  if (last === null) return;
  opened = null;
  find("back").hidden = true;
  filterPages();
  if (find("canvas")) leaveInside();
  closePanel();
  say(`All ${severalSectors} are shown`);
  moveTo(marks.sector[last]);
}

function prepareCrowd() {
  nameSectors();
  whenFiltered.unshift(followFilters);
  find("back").addEventListener("click", closeSector);
  drawn.goTo = (i) => {
    if (opened !== partOf[i]) openSector(partOf[i]);
    if (find("canvas")) chooseInside(i);
  };
  addEventListener("beforeprint", () => { if (find("between")) find("between").open = true; });
}

whenReady.push(prepareCrowd);
