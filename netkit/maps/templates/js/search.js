// Finds actors by any part of their name; letters with and without accents are alike.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const LISTED = 60;

function showActor(i) {
  clearSearch();
  drawn.goTo?.(i);
  if (marks.actor[i]) moveTo(marks.actor[i]);
  openPanel("actor", i);
}

function clearSearch() {
  find("search").value = "";
  search();
}

function search() {
  const wanted = folded(find("search").value.trim());
  const hits = wanted ? actors.map((_, i) => i).filter((i) => folded(actors[i].name).includes(wanted)) : [];
  const entries = hits.slice(0, LISTED).map((i) => {
    const item = make("li");
    const button = make("button", actors[i].name);
    button.type = "button";
    button.addEventListener("click", () => showActor(i));
    item.append(button);
    return item;
  });
  find("found").replaceChildren(...entries);
  find("found").hidden = !hits.length;
  if (hits.length > LISTED) entries.push(make("li", `and ${hits.length - LISTED} more: type on`));
  marks.actor.forEach((mark, i) => mark.classList.toggle("found", hits.includes(i)));
  say(wanted ? `${many(hits.length, "actor", "actors")} found` : "");
  return hits;
}

function prepareSearch() {
  find("search").addEventListener("input", search);
  find("search").addEventListener("keydown", (event) => {
    const [first] = event.key === "Enter" ? search() : [];
    if (first !== undefined) showActor(first);
  });
  // What is found lies over the map: it is put away when one goes on to something else.
  document.querySelector(".finder").addEventListener("focusout", ({ currentTarget, relatedTarget }) => {
    if (!currentTarget.contains(relatedTarget)) find("found").hidden = true;
  });
  find("search").addEventListener("focus", search);
  document.querySelector(".finder").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { clearSearch(); find("search").focus(); }
  });
}
