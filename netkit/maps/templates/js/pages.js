// Tables of a crowd: a page of rows at a time, sorted and filtered over all rows.
const turns = { first: () => 0, back: (at) => at - data.crowd.rows, next: (at) => at + data.crowd.rows, last: (at, count) => count - 1 };

function figure(value, digits) {
  if (value === null || value === undefined) return "–";
  return digits === undefined ? String(value) : value.toFixed(digits);
}

function tieCells(t) {
  const tie = ties[t];
  const listed = (name) => (tie[name] || []).map((number) => vocabularies[name][number]).join("; ");
  const cells = [actors[tie.source].name, actors[tie.target].name, words.state[tie.state]];
  if (vocabularies.relations.length > 1) cells.push(listed("relations"));
  if (data.plain) return cells;
  const accounts = tie.withheld ? `fewer than ${data.threshold}` : figure(tie.accounts);
  const [support, low, high] = (tie.support || []).map((share) => share.toFixed(2));
  const held = tie.support ? `${support} (${low} to ${high})` : "";
  const barriers = (tie.barriers || []).map((number) => data.crowd.barriers[number]).join("; ");
  return [...cells, words.level[tie.level], accounts, words.condition[tie.condition] || "", held, barriers];
}

function actorCells(i) {
  const { name, sector, figures, look } = actors[i];
  const counts = ["out_degree", "in_degree", "reach_out", "reach_in"].map((key) => figure(figures?.[key]));
  return [name, sector || "", ...counts, figure(figures?.betweenness, 2), words.look[look] || ""];
}

function rowOf(i, cells, state) {
  const row = make("tr");
  row.dataset.i = String(i);
  if (state) row.dataset.state = state;
  cells.forEach((text, place) => {
    const cell = make(place ? "td" : "th", text);
    if (!place) cell.scope = "row";
    row.append(cell);
  });
  return row;
}

// Numbers of all rows in their order; which of them are wanted; where the page begins.
class Pager {
  constructor(name, order, cells, wanted) {
    Object.assign(this, { name, order: [...order], cells, wanted, start: 0 });
    this.foot = find(`${name}-turning`);
    for (const button of all("button", this.foot)) {
      button.addEventListener("click", () => this.turn(button.dataset.turn));
    }
    this.kept = this.order.filter(wanted);
    this.tell();
  }

  turn(where) {
    const start = turns[where](this.start, this.kept.length);
    this.show(Math.max(0, start - (start % data.crowd.rows)));
    say(this.foot.querySelector("[data-slot]").textContent);
  }

  sort(column, down) {
    const keyed = this.order.map((i) => [this.cells(i)[column], i]);
    keyed.sort(([a], [b]) => (down ? -1 : 1) * compare(a, b));
    this.order = keyed.map(([, i]) => i);
    this.filter();
  }

  filter() {
    this.kept = this.order.filter(this.wanted);
    this.show(0);
  }

  show(start) {
    this.start = start;
    const part = this.kept.slice(start, start + data.crowd.rows);
    const rows = part.map((i) => rowOf(i, this.cells(i), this.name === "ties" ? ties[i].state : ""));
    find(`${this.name}-table`).tBodies[0].replaceChildren(...rows);
    this.tell();
  }

  tell() {
    const count = this.kept.length;
    const last = Math.min(this.start + data.crowd.rows, count);
    const picked = this.order.length === count ? "" : ` that are chosen, of ${this.order.length}`;
    this.foot.querySelector("[data-slot]").textContent =
      `${count ? this.start + 1 : 0} to ${last} of ${count} ${this.name}${picked}.`;
    for (const button of all("button", this.foot)) {
      const back = ["first", "back"].includes(button.dataset.turn);
      button.setAttribute("aria-disabled", String(back ? this.start === 0 : last >= count));
    }
  }
}

function preparePages() {
  const { order } = data.crowd;
  const place = () => chosen("sector");
  const inSector = (i) => opened === null ? place() === null || actors[i].sector_number === place() : data.crowd.part[i] === opened;
  const within = (t) => shownTies[t] && (opened === null || [ties[t].source, ties[t].target].some(inSector));
  pagers["ties-table"] = new Pager("ties", order.ties, tieCells, within);
  pagers["actors-table"] = new Pager("actors", order.actors, actorCells, inSector);
  whenFiltered.push(filterPages);
}

function filterPages() {
  for (const pager of Object.values(pagers)) pager.filter();
}

whenReady.push(preparePages);
