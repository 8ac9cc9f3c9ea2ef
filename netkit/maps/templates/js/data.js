// What the page shows, as plain data, and the few ways of putting it on the page: text only.
const data = JSON.parse(document.getElementById("data").textContent);
const { vocabularies, words } = data;
const [actors, ties, evidence] = ["actors", "ties", "evidence"].map((name) => rowsOf(data[name]));
for (const actor of actors) actor.label ??= actor.name;
const whenReady = [];
const SVG = "http://www.w3.org/2000/svg";

// Rows come as names once and values after: what is empty is null or left off the end.
// What all rows have alike comes once, frequent texts by their place in a list, mappings without keys.
function rowsOf({ names, rows, same = {}, lists = {}, keys = {} }) {
  const read = (name, value = null) => {
    if (value !== null && name in lists) return lists[name][value];
    if (value === null || !(name in keys)) return value;
    return Object.fromEntries(keys[name].map((key, k) => [key, value[k]]));
  };
  return rows.map((row) => {
    const item = { ...same };
    names.forEach((name, i) => { item[name] = read(name, row[i]); });
    return item;
  });
}

const find = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function draw(tag, marks, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(marks)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
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
