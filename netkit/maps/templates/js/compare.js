// The map held against another phase or a scenario: places stay, what differs is marked.
const { alternatives } = data.compare;
const onlyThere = rowsOf(data.compare.there);
const own = ties.length;
const signs = { gained: "+", lost: "−", other: "±" };
const putBack = [];

function setFor(element, name, value) {
  const before = element.getAttribute(name);
  putBack.push(() => {
    if (before === null) element.removeAttribute(name);
    else element.setAttribute(name, before);
  });
  element.setAttribute(name, value);
}

function textFor(element, text) {
  const before = element.textContent;
  putBack.push(() => { element.textContent = before; });
  element.textContent = text;
}

function addTo(parent, element) {
  parent.append(element);
  putBack.push(() => element.remove());
}

// Ties that only the alternative has come after the map's own while it is looked at.
function addTie(number) {
  const { path, ...tie } = onlyThere[number - own];
  const i = ties.push({ accounts: null, support: null, firmness: null, ...tie }) - 1;
  putBack.push(() => { ties.length = i; });
  const layer = document.querySelector("#map .ties");
  if (layer) {
    const mark = draw("g", { class: "tie", "data-i": i, role: "button", tabindex: "-1" });
    mark.append(draw("path", { class: "line", d: path }));
    widen(mark);
    marks.tie[i] = mark;
    putBack.push(() => { marks.tie.length = i; });
    addTo(layer, mark);
  }
  addTo(find("ties-table").tBodies[0], rowFor(i));
  return i;
}

function rowFor(i) {
  const row = make("tr");
  const tie = ties[i];
  row.dataset.i = i;
  row.append(make("th", actors[tie.source].name), make("td", actors[tie.target].name), make("td", words.state[tie.state]));
  row.firstChild.scope = "row";
  if (vocabularies.relations.length > 1) {
    row.append(make("td", (tie.relations || []).map((number) => vocabularies.relations[number]).join("; ")));
  }
  row.append(make("td", words.level[tie.level]));
  const columns = find("ties-table").tHead.rows[0].cells.length;
  while (row.cells.length < columns) row.append(make("td", ""));
  return row;
}

function markTie(i, change) {
  const [here, element] = [ties[i], marks.tie[i]];
  const filed = ["works", "partly", "fails"].includes(change.state) ? change.state : here.state;
  ties[i] = { ...here, ...change, withheld: null, filed, was: here };
  if (i < own) putBack.push(() => { ties[i] = here; });
  const row = find("ties-table").querySelector(`tr[data-i="${i}"]`);
  setFor(row, "data-state", change.state);
  textFor(row.cells[2], `${words.state[change.state]} (as it is: ${words.state[here.state]})`);
  if (!element) return;
  setFor(element, "data-state", change.state);
  setFor(element, "data-change", change.change);
  element.classList.add("changed");
  putBack.push(() => element.classList.remove("changed"));
  const line = element.querySelector(".line");
  const at = (part) => line.getPointAtLength(part * line.getTotalLength());
  const { x, y } = at(change.state === "fails" ? 0.36 : 0.5);
  const sign = draw("text", { class: "sign", x: x.toFixed(1), y: y.toFixed(1) });
  sign.textContent = signs[change.change];
  if (change.state === "fails") addTo(element, crossAt(at(0.5)));
  addTo(element, sign);
}

function crossAt({ x, y }) {
  const [left, top] = [(x - 5).toFixed(1), (y - 5).toFixed(1)];
  return draw("path", { class: "cross there", d: `M${left} ${top}l10 10m0-10l-10 10` });
}

// A body that has ended in the map stands as one that meets where it does, and the other way round.
function turn(i, look) {
  const before = actors[i].look;
  actors[i].look = look;
  putBack.push(() => { actors[i].look = before; });
  const element = marks.actor[i];
  if (!element) return;
  setFor(element, "class", `actor ${look}`);
  const said = all(".label tspan", element).findLast((line) => line.textContent.endsWith("(ended)"));
  if (look === "solid" && said) textFor(said, said.textContent.slice(0, -"(ended)".length).trim());
}

function compareWith(choice) {
  find("panel").hidden = true;
  light("", -1);
  while (putBack.length) putBack.pop()();
  const alike = choice < 0;
  const { changes = [], meet = [], end = [] } = alternatives[choice] || {};
  const numbered = new Map();
  const place = (number) => (number < own ? number : numbered.get(number));
  for (const { ties: numbers } of changes) {
    for (const number of numbers) if (number >= own) numbered.set(number, addTie(number));
  }
  for (const { state, change, ties: numbers, accounts = {} } of changes) {
    for (const number of numbers) markTie(place(number), { state, change, accounts: accounts[number] ?? null });
  }
  for (const i of meet) turn(i, "solid");
  for (const i of end) turn(i, "ended");
  if (!alike) setFor(find("map"), "data-compared", "");
  const said = alike ? "The map as it is" : all("#compared li")[choice].textContent.trim();
  find("difference").hidden = alike;
  find("difference").firstElementChild.textContent = said;
  marks.tie.forEach((element, i) => element.setAttribute("aria-label", nameOfTie(ties[i])));
  applyFilters();
  say(said);
}

function comparedSaid(i) {
  const { selectedIndex: chosen, selectedOptions: [{ text }] } = find("compare");
  if (!chosen) return "";
  const said = [words.state[ties[i].state], accountsOf(ties[i])].filter(Boolean).join(", ");
  return `${text}: ${ties[i].was ? said : "the same"}.`;
}

whenReady.push(() => {
  find("compare").addEventListener("change", ({ target }) => compareWith(target.selectedIndex - 1));
});
