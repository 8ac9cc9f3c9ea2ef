// One filter for map, table and the second view.
let shownTies = ties.map((tie) => tie.level !== "general");
const whenFiltered = [];

function chosen(name) {
  const field = find("filters").querySelector(`select[name="${name}"]`);
  return field && field.value !== "" ? Number(field.value) : null;
}

function ticked(name) {
  return new Set(all(`#filters input[name="${name}"]:checked`).map((box) => box.value));
}

function levels() {
  const set = data.plain ? new Set(["named", "unnamed"]) : ticked("level");
  if (find("general")?.checked) set.add("general");
  return set;
}

function applyFilters() {
  const [sector, relation, channel] = ["sector", "relations", "channels"].map(chosen);
  const [states, evidenceLevels] = [ticked("state"), levels()];
  const inSector = (i) => actors[i].sector_number === sector;
  shownTies = ties.map(
    (tie) =>
      states.has(tie.filed || tie.state) &&
      (evidenceLevels.has(tie.level) || (tie.was && tie.level === "general")) &&
      (sector === null || inSector(tie.source) || inSector(tie.target)) &&
      (relation === null || tie.relations?.includes(relation)) &&
      (channel === null || tie.channels?.includes(channel)),
  );
  marks.tie.forEach((mark, i) => mark.classList.toggle("off", !shownTies[i]));
  if (!data.crowd) for (const row of all("#ties-table tbody tr")) row.hidden = !shownTies[Number(row.dataset.i)];
  const count = shownTies.filter(Boolean).length;
  find("shown").textContent = `${count} of ${many(ties.length, "tie", "ties")} shown`;
  nameActors(shownTies);
  for (const follow of whenFiltered) follow(shownTies);
}

function prepareFilters() {
  const form = find("filters").querySelector("form");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", applyFilters);
  form.addEventListener("reset", () => {
    if (find("general")) find("general").checked = false;
    setTimeout(applyFilters);
  });
  find("general")?.addEventListener("change", applyFilters);
}

// A tie that is asked for by name is shown, whatever the filters say.
function reveal(i) {
  if (shownTies[i]) return;
  find("filters").querySelector("form").reset();
  if (ties[i].level === "general") setTimeout(() => { find("general").checked = true; applyFilters(); });
}
