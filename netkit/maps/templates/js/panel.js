// The panel beside the map: one actor or one tie with all that stands behind it.
let cameFrom = null;

function fill(root, slots) {
  for (const place of all("[data-slot]", root)) {
    const content = slots[place.dataset.slot];
    if (content === undefined || content === "" || content === null) continue;
    if (Array.isArray(content)) place.replaceChildren(...content);
    else if (content !== true) place.textContent = content;
  }
  for (const place of all("[data-slot]", root)) {
    const content = slots[place.dataset.slot];
    const empty = content === undefined || content === "" || content === false || content === null;
    if (empty || (Array.isArray(content) && !content.length)) place.remove();
  }
}

function tieEntry(t, other) {
  const item = make("li");
  const button = make("button", actors[other].name);
  button.type = "button";
  button.addEventListener("click", () => openPanel("tie", t));
  const said = [words.state[ties[t].state], accountsOf(ties[t])];
  if (ties[t].level === "general") said.push(words.level.general);
  item.append(button, ` ${said.filter(Boolean).join(", ")}`);
  return item;
}

function saidEntry(entry) {
  const item = make("li", `${entry.barrier ? `${entry.barrier}: ` : ""}${entry.summary}`);
  const place = [entry.who, entry.place].filter(Boolean).join("; ");
  if (place) item.append(" ", make("span", `(${place})`, "place"));
  return item;
}

function actorSlots(i) {
  const actor = actors[i];
  const out = ties.map((_, t) => t).filter((t) => ties[t].source === i);
  const back = ties.map((_, t) => t).filter((t) => ties[t].target === i);
  const figures = actor.figures || {};
  return {
    title: actor.name,
    what: [words.kind[actor.kind], actor.sector, words.look[actor.look]].filter(Boolean).join("; "),
    description: actor.description,
    figures: actor.figures !== null,
    ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, String(value)])),
    passes: out.length > 0,
    out: out.map((t) => tieEntry(t, ties[t].target)),
    gets: back.length > 0,
    in: back.map((t) => tieEntry(t, ties[t].source)),
    inside: Boolean(actor.conditions),
    conditions: (actor.conditions || []).map(saidEntry),
  };
}

function tieSlots(i) {
  const tie = ties[i].was || ties[i];
  const [support, low, high] = (tie.support || []).map((figure) => figure.toFixed(2));
  const listed = (name) => (tie[name] || []).map((number) => vocabularies[name][number]);
  const statements = (numbers) => (numbers || []).map((number) => saidEntry(evidence[number]));
  const who = tie.accounts === 1 ? "the account says" : "accounts say";
  const told = data.plain ? "" : words.condition[tie.condition];
  return {
    title: namesOf(tie),
    state: words.state[tie.state],
    condition: told ? `; ${who} ${told}` : "",
    there: data.compare ? comparedSaid(i) : "",
    described: data.plain ? "" : [`Described: ${words.level[tie.level]}`, accountsOf(tie)].filter(Boolean).join("; "),
    relations: listed("relations").join("; "),
    channels: listed("channels").join("; "),
    held: Boolean(tie.support),
    support, low, high,
    range: true,
    dot: true,
    firm: Number.isFinite(tie.firmness),
    firmness: Number.isFinite(tie.firmness) ? `${Math.round(100 * tie.firmness)} %` : "",
    why: Boolean(tie.barriers),
    barriers: listed("barriers").map((title) => make("li", title)),
    said: Boolean(tie.evidence),
    evidence: statements(tie.evidence),
    besides: Boolean(tie.general),
    general: statements(tie.general),
  };
}

function plot(root, { support, firmness }) {
  const along = (figure) => 10 + 200 * figure;
  root.querySelector(".share")?.setAttribute("d", `M10 14H${along(firmness)}`);
  if (!support) return;
  root.querySelector("[data-slot=range]")?.setAttribute("d", `M${along(support[1])} 14H${along(support[2])}`);
  root.querySelector(".dot")?.setAttribute("cx", String(along(support[0])));
}

const slotsOf = { actor: actorSlots, tie: tieSlots };

function openPanel(kind, i) {
  const panel = find("panel");
  const content = find(`${kind}-panel`).content.cloneNode(true);
  fill(content, slotsOf[kind](i));
  if (kind === "tie") plot(content, ties[i]);
  if (kind === "tie") reveal(i);
  const close = make("button", "×", "close");
  close.type = "button";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", closePanel);
  panel.replaceChildren(close, content);
  panel.hidden = false;
  cameFrom = marks[kind][i] || document.activeElement;
  light(kind, i);
  makeWay(cameFrom);
  cameFrom.scrollIntoView({ block: "nearest", inline: "center" });
  panel.scrollTop = 0;
  find("panel-title").focus();
}

// The panel lies over the map, on the side where the mark is not.
function makeWay(mark) {
  const [place, stage] = [mark, find("panel").parentElement].map((e) => e.getBoundingClientRect());
  const right = place.left + place.width / 2 > stage.left + stage.width / 2;
  find("panel").classList.toggle("left", right);
}

function closePanel() {
  if (find("panel").hidden) return;
  find("panel").hidden = true;
  light("", -1);
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
}

function preparePanel() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || find("panel").hidden) return;
    const inside = find("panel").contains(document.activeElement);
    if (inside || find("map").contains(document.activeElement)) closePanel();
  });
}
