// What the page shows, as plain data, and the few ways of putting it on the page: text only.
const data = JSON.parse(document.getElementById("data").textContent);
const { vocabularies, words } = data;
const [actors, ties, evidence] = ["actors", "ties", "evidence"].map((name) => rowsOf(data[name]));
for (const actor of actors) {
  actor.label ??= actor.name;
  actor.figures &&= Object.fromEntries(actor.figures.map((value, i) => [data.figures[i], value]));
}
const whenReady = [];
const SVG = "http://www.w3.org/2000/svg";

// Rows come as names once and values after, some by their place in a list: what is empty is null.
function rowsOf({ names, rows, codes = {} }) {
  const read = (name, value = null) => (codes[name] ? codes[name][value] : value);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, read(name, row[i])])));
}

const find = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function say(text) {
  find("status").textContent = text;
}

const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

function accountsOf(tie) {
  if (tie.withheld) return `fewer than ${many(data.threshold, "account", "accounts")}`;
  return tie.accounts === null ? "" : many(tie.accounts, "account", "accounts");
}

function namesOf(tie) {
  return `${actors[tie.source].name} to ${actors[tie.target].name}`;
}
