// Saves the map as a picture that stands alone, the table of ties for a spreadsheet, and prints.
const LOOK = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "paint-order", "marker-end", "font-family", "font-size", "font-weight", "text-anchor"];
const HEAD = 66;
const FOOT = 34;

function filterLine() {
  const set = all("#filters select, #compare").filter((field) => field.selectedIndex > 0)
    .map((field) => `${field.name || "compared with"}: ${field.selectedOptions[0].textContent}`);
  const left = all("#filters input").filter((box) => !box.checked).map((box) => box.parentElement.textContent.trim());
  if (left.length) set.push(`left out: ${left.join(", ")}`);
  return `${find("shown").textContent}; ${set.length ? `filter: ${set.join("; ")}` : "no filter set"}.`;
}

// What style sheets say of each shape is written on it; what is not seen is left out.
function standAlone(original) {
  const copy = original.cloneNode(true);
  const shapes = all("*", original);
  all("*", copy).forEach((shape, i) => {
    const style = getComputedStyle(shapes[i]);
    const defined = shapes[i].closest("defs");
    if (shape.matches(".hit") && style.stroke === "none") return shape.remove();
    if (!defined && style.display === "none") return shape.remove();
    for (const name of LOOK) {
      const value = style.getPropertyValue(name).replace(/url\("[^"#]*(#[^"]+)"\)/, "url($1)");
      if (value && shape.matches("path, rect, circle, text, tspan")) shape.setAttribute(name, value);
    }
    for (const name of ["class", "role", "tabindex", "aria-label", "data-i", "data-state"]) shape.removeAttribute(name);
  });
  for (const name of ["class", "role", "aria-labelledby", "width", "height"]) copy.removeAttribute(name);
  return copy;
}

// Each entry of the legend, set beside the last, in rows where one is not enough.
function legendOf(width) {
  const legend = draw("g", {});
  let [x, y] = [14, 0];
  for (const entry of all("#legend li")) {
    const room = entry.getBoundingClientRect().width + 24;
    if (x + room > width) [x, y] = [14, y + 20];
    const key = entry.querySelector("svg");
    const text = entry.textContent.trim();
    if (key) {
      const own = standAlone(key);
      for (const [name, value] of Object.entries({ x, y, width: key.viewBox.baseVal.width, height: key.viewBox.baseVal.height })) own.setAttribute(name, value);
      legend.append(own);
    }
    legend.append(draw("text", { x: x + (key ? key.viewBox.baseVal.width + 6 : 0), y: y + 12 }, text));
    x += room;
  }
  return [legend, y + 20];
}

function makePicture() {
  const drawing = find("map").querySelector("svg");
  const { width, height } = drawing.viewBox.baseVal;
  const [legend, deep] = legendOf(width);
  const tall = HEAD + height + deep + FOOT;
  const picture = draw("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${tall}`, width, height: tall,
    "font-family": "Arial, Liberation Sans, Helvetica, sans-serif", "font-size": "13", fill: "#1b1f24" });
  const map = standAlone(drawing);
  for (const [name, value] of Object.entries({ y: HEAD, width, height })) map.setAttribute(name, value);
  legend.setAttribute("transform", `translate(0 ${HEAD + height + 8})`);
  const title = document.querySelector("h1").textContent;
  picture.append(draw("title", {}, title), draw("rect", { width, height: tall, fill: "#ffffff" }),
    draw("text", { x: 14, y: 28, "font-size": "20", "font-weight": "bold" }, title),
    draw("text", { x: 14, y: 50 }, document.querySelector(".edition").textContent.trim().replace(/\s+/g, " ")),
    map, legend, draw("text", { x: 14, y: tall - 12 }, filterLine()));
  return { text: new XMLSerializer().serializeToString(picture), width, height: tall };
}

function hand(blob, ending) {
  const link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = `map.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`Saved as map.${ending}.`);
}

const savePicture = () => hand(new Blob([makePicture().text], { type: "image/svg+xml" }), "svg");

function savePixels() {
  const { text, width, height } = makePicture();
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.addEventListener("load", () => {
    const sheet = make("canvas");
    [sheet.width, sheet.height] = [2 * width, 2 * height];
    sheet.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
    URL.revokeObjectURL(address);
    sheet.toBlob((blob) => hand(blob, "png"), "image/png");
  });
  image.src = address;
}

// A cell that a spreadsheet would take for a formula is made plain text.
function cellOf(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

const textsOf = (row) => [...row.cells].map((cell) => cell.textContent);

function saveTable() {
  const table = find("ties-table");
  const pager = pagers["ties-table"];
  const rows = pager ? pager.kept.map(pager.cells) : [...table.tBodies[0].rows].filter((row) => !row.hidden).map(textsOf);
  const heads = [...table.tHead.rows[0].cells].map((head) => head.querySelector("button").textContent);
  const text = [heads, ...rows].map((line) => `${line.map(cellOf).join(",")}\r\n`).join("");
  hand(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }), "csv");
}

function prepareSaving() {
  const drawn = find("map").querySelector("svg");
  for (const [id, action] of [["save-svg", savePicture], ["save-png", savePixels], ["save-csv", saveTable], ["print", () => print()]]) {
    const button = find(id);
    if (id.match(/svg|png/) && !drawn) button.remove();
    else button.addEventListener("click", action);
  }
}

whenReady.push(prepareSaving);
