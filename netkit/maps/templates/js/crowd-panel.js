// The panel of a sector, and of what goes from one to another.
const SOME = 20;

function betweenEntry(t, other) {
  const item = make("li");
  const button = make("button", sectors[other].name);
  button.type = "button";
  button.addEventListener("click", () => openPanel("between", t));
  item.append(button, ` ${many(between[t].count, "tie", "ties")}: ${verdicts(between[t])}`);
  return item;
}

function centralEntry(i) {
  const item = make("li");
  const button = make("button", actors[i].name);
  button.type = "button";
  button.addEventListener("click", () => showActor(i));
  const { out_degree: tells, in_degree: hears, betweenness } = actors[i].figures || {};
  const told = actors[i].figures ? ` tells ${tells}, hears from ${hears}; betweenness ${betweenness.toFixed(0)}` : "";
  item.append(button, told);
  return item;
}

function opener(i) {
  const button = make("button", `Open this ${aSector}`);
  button.type = "button";
  button.addEventListener("click", () => { openSector(i); openPanel("sector", i); });
  return opened === i ? [] : [button];
}

function sectorSlots(i) {
  const sector = withinOf(sectors[i]);
  const rows = between.map((_, t) => t);
  const out = rows.filter((t) => between[t].source === i);
  const back = rows.filter((t) => between[t].target === i);
  return {
    title: sector.name,
    size: many(sector.size, "actor", "actors"),
    within: sector.count ? `; ${many(sector.count, "tie", "ties")} within: ${verdicts(sector)}` : "; no ties within",
    across: `${many(sector.sent, "tie", "ties")} to other ${severalSectors}, ${sector.got} from them.`,
    opener: opener(i),
    leaders: Boolean(sector.central),
    central: (sector.central || []).map(centralEntry),
    passes: out.length > 0,
    out: out.map((t) => betweenEntry(t, between[t].target)),
    gets: back.length > 0,
    in: back.map((t) => betweenEntry(t, between[t].source)),
  };
}

function betweenSlots(t) {
  const { source, target, count, state } = between[t];
  const inside = data.crowd.order.ties.filter(
    (k) => partOf[ties[k].source] === source && partOf[ties[k].target] === target && shownTies[k],
  );
  const some = inside.slice(0, SOME).map((k) => {
    const item = make("li");
    const button = make("button", namesOf(ties[k]));
    button.type = "button";
    button.addEventListener("click", () => openPanel("tie", k));
    item.append(button, ` ${[words.state[ties[k].state], accountsOf(ties[k])].filter(Boolean).join(", ")}`);
    return item;
  });
  const verdict = { works: "More than half work", partly: "Mixed", fails: "More than half do not work" };
  return {
    title: `${sectors[source].name} to ${sectors[target].name}`,
    verdict: verdict[state],
    counts: `; ${many(count, "tie", "ties")}: ${verdicts(between[t])}`,
    some: some.length > 0,
    heading: inside.length > SOME ? `The first ${SOME} of ${inside.length}, as in the table` : "These ties",
    ties: some,
  };
}

Object.assign(slotsOf, { sector: sectorSlots, between: betweenSlots });
