// The story of the broken paths: route by route and step by step, told beside the map and lit on it.
// Where routes go comes as data; what is said of a step stands in the printed list and is read there.
const routes = [];
const told = { route: null, step: 0 };
const conditions = ["broken", "unevidenced", "fragile", "intact"].map((kind) => words.route[kind]);

const nameOfEnd = (end) => (typeof end === "number" ? actors[end].name : end);
const wayOf = (ends) => ends.map(nameOfEnd).join(" to ");

function readRoutes() {
  const entries = all("#story .routes li");
  const titles = all("#story .pathway h3").map((title) => title.textContent);
  for (const [pathway, kind, steps, detour] of data.story) {
    const ends = steps.flatMap(([source, target], s) => (s ? [target] : [source, target]));
    const items = steps.map(([source, target, tie, state]) => ({ source, target, tie, state, entry: entries.shift() }));
    const before = routes.filter((route) => route.pathway === pathway).length;
    routes.push({ pathway, kind, detour, steps: items, title: titles[pathway], name: wayOf(ends), number: before + 1 });
  }
}

// The worst first: what is broken, then what is neither evidenced nor firm, then the rest.
const tour = () => [0, 1, 2].flatMap((turn) => routes.filter(({ kind }) => turn === [0, 1, 1, 2][kind]));

function saidOf({ entry }) {
  const copy = entry.cloneNode(true);
  for (const part of all("p, button", copy)) part.remove();
  return copy.textContent.trim();
}

function listRoutes() {
  for (const route of tour()) {
    const option = make("option", `${conditions[route.kind]}: ${route.name} (${route.title}, route ${route.number})`);
    option.value = routes.indexOf(route);
    find("route").append(option);
  }
}

function asideOf({ tie, state, source, target }) {
  const stateName = Object.keys(words.state)[state];
  if (tie !== null && ties[tie].state === stateName) return "";
  if (tie !== null) return `All that is said of this tie together: ${words.state[ties[tie].state]}.`;
  if (![source, target].every((end) => marks.actor[end])) return "This step has an end that is not on the map.";
  const why = stateName === "unspoken" ? "nobody describes it" : "said of the agencies in general alone";
  return `The step is outlined on the map only: ${why}.`;
}

function showStep() {
  const { route, step } = told;
  const last = route.steps.length;
  find("teller-title").textContent = route.title;
  find("route").value = routes.indexOf(route);
  const within = routes.filter(({ pathway }) => pathway === route.pathway).length;
  find("place").textContent = `Route ${route.number} of ${within}: ${conditions[route.kind]}. Step ${step + 1} of ${last}.`;
  find("teller").querySelector("ol").replaceChildren(...route.steps.map((each, s) => {
    const item = make("li", saidOf(each));
    if (s === step) item.setAttribute("aria-current", "step");
    return item;
  }));
  find("aside").textContent = asideOf(route.steps[step]);
  find("detour").hidden = !route.detour.length;
  find("detour").querySelector("span").textContent = `A way round that works: ${wayOf(route.detour)}.`;
  const order = tour();
  find("back-step").setAttribute("aria-disabled", String(route === order[0] && step === 0));
  find("next-step").setAttribute("aria-disabled", String(route === order.at(-1) && step === last - 1));
  lightStep(route.steps[step], route.detour);
}

function tell(route, step, opening = "") {
  Object.assign(told, { route, step });
  showStep();
  say(`${opening}Step ${step + 1} of ${route.steps.length}: ${saidOf(route.steps[step])}`);
}

const openingOf = (route) => `${route.kind ? "Next" : "Next broken"} route: ${route.name}, ${conditions[route.kind]}. `;

function walk(by) {
  const { route, step } = told;
  if (route.steps[step + by]) return tell(route, step + by);
  const order = tour();
  const next = order[order.indexOf(route) + by];
  if (!next) return say(by > 0 ? "This was the last step of the last route." : "This is the first step.");
  return tell(next, by > 0 ? 0 : next.steps.length - 1, by > 0 ? openingOf(next) : `${next.name}. `);
}

function openStory(route, step) {
  closePanel();
  if (find("move")?.getAttribute("aria-pressed") === "true") find("move").click();
  find("teller").hidden = false;
  find("tell").setAttribute("aria-expanded", "true");
  tell(route, step, `${route.name}, ${conditions[route.kind]}. `);
  find("teller-title").focus();
}

function closeStory(back = true) {
  if (find("teller").hidden) return;
  find("teller").hidden = true;
  find("tell").setAttribute("aria-expanded", "false");
  lightStep();
  if (back) find("tell").focus();
}

// In the printed list every step leads to the map; the list is one tab stop, the arrows go through it.
function linkSteps() {
  const buttons = routes.flatMap((route) => route.steps.map((each, step) => {
    const button = make("button", "Show on the map", "scripted");
    button.type = "button";
    button.setAttribute("aria-label", `Show on the map: ${wayOf([each.source, each.target])}`);
    button.addEventListener("click", () => openStory(route, step));
    each.entry.insertBefore(button, each.entry.querySelector("p"));
    return button;
  }));
  const seen = () => buttons.filter((button) => button.checkVisibility());
  const stop = (button) => buttons.forEach((each) => { each.tabIndex = each === button ? 0 : -1; });
  stop(seen()[0]);
  find("story").addEventListener("focusin", ({ target }) => { if (buttons.includes(target)) stop(target); });
  find("story").addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !buttons.includes(event.target)) return;
    event.preventDefault();
    const there = seen();
    there[there.indexOf(event.target) + by]?.focus();
  });
}

function prepareStory() {
  if (!find("tell")) return;
  readRoutes();
  listRoutes();
  linkSteps();
  find("tell").addEventListener("click", () => (find("teller").hidden ? openStory(told.route || tour()[0], told.step) : closeStory()));
  find("route").addEventListener("change", (event) => tell(routes[event.target.value], 0));
  find("next-step").addEventListener("click", () => walk(1));
  find("back-step").addEventListener("click", () => walk(-1));
  find("teller").querySelector(".close").addEventListener("click", () => closeStory());
  // Before the panel hears of it: one press closes one thing.
  document.addEventListener("keydown", (event) => {
    const inside = [find("teller"), find("map")].some((part) => part.contains(document.activeElement));
    if (event.key === "Escape" && find("panel").hidden && inside) closeStory();
  }, true);
  addEventListener("beforeprint", () => closeStory(false));
}

whenReady.push(prepareStory);
