// The map: country outlines, and every place drawn as exactly as it is known. Choosing a row or a mark lights the other.

import { countries } from "./topology.js";

const { L } = window;
const box = document.getElementById("map");

async function draw(shapes) {
  const map = L.map(box, { attributionControl: false, zoomSnap: 0.25, worldCopyJump: true, maxZoom: 13 });
  map.fitBounds(L.latLngBounds(main(shapes).map((s) => s.at)).pad(0.15), { maxZoom: 9 });
  const answer = await fetch("/static/vendor/world-atlas/countries-50m.json");
  L.geoJSON(countries(await answer.json()), { interactive: false, style: { className: "land", color: null, weight: 1, fill: true } }).addTo(map);
  for (const area of outlines) L.polygon(area, { interactive: false, className: "outline", color: null, weight: 1, fill: false }).addTo(map);
  marks = new Map(below(shapes).map((shape) => [shape.id, mark(map, shape)]));
  name(map, shapes, marks);
  bindRows(map, shapes, marks);
  document.documentElement.dataset.ready = "map";
}

// What is drawn first lies below: wide areas, then narrow ones, then places, those named most on top.
function below(shapes) {
  const wide = (s) => (s.shape === "area" ? s.metres : 0);
  return shapes.toReversed().toSorted((a, b) => wide(b) - wide(a));
}

// The first view shows the places of nine in ten claims, nearest to the middle of all; a far meeting place is left to a row or a drag.
function main(shapes) {
  const middle = [0, 1].map((axis) => median(shapes.flatMap((s) => Array(s.total).fill(s.at[axis]))));
  const total = shapes.reduce((sum, s) => sum + s.total, 0);
  let seen = 0;
  const near = shapes.toSorted((a, b) => away(a, middle) - away(b, middle));
  return near.filter((s) => (seen += s.total) - s.total < 0.9 * total);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function away(shape, middle) {
  return Math.hypot(shape.at[0] - middle[0], shape.at[1] - middle[1]);
}

function mark(map, shape) {
  const size = 4 + Math.min(8, Math.sqrt(shape.total));
  const paint = { className: `at ${shape.shape} k-${shape.kind}`, color: null, fillColor: null };
  const core = L.circleMarker(shape.at, { ...paint, radius: shape.shape === "point" ? size : 3, className: `at ${shape.shape === "point" ? "point" : "core"} k-${shape.kind}` });
  const around = shape.shape === "point" ? [] : [extent(shape, paint)];
  const group = L.featureGroup([...around, core]).addTo(map);
  group.on("click", () => choose(shape.id));
  group.on("mouseover", () => light(group, true));
  group.on("mouseout", () => light(group, shape.id === chosen));
  return group;
}

function light(group, on) {
  for (const layer of group?.getLayers() ?? []) layer.getElement()?.classList.toggle("on", on);
}

// An area whose boundary was imported is hatched within it; any other is the ring that the place may lie in.
function extent(shape, paint) {
  return shape.shape === "area" && shape.polygons.length ? L.polygon(shape.polygons, paint) : L.circle(shape.at, { ...paint, radius: shape.metres });
}

// Every place carries its name; those named most come first, and a name that would cover another is left out.
function name(map, shapes, marks) {
  const labels = shapes.map((shape) => {
    const text = document.createElement("bdi");
    text.textContent = shape.name;
    const core = marks.get(shape.id).getLayers().at(-1);
    core.bindTooltip(text, { permanent: true, direction: "top", offset: [0, -4] });
    return core.getTooltip();
  });
  const sort = () => thin(labels.map((label) => label.getElement()).filter(Boolean));
  map.on("zoomend moveend", sort);
  sort();
}

function thin(elements) {
  const taken = [];
  for (const element of elements) {
    element.classList.remove("covered");
    const box = element.getBoundingClientRect();
    const free = taken.every((t) => box.right < t.left || box.left > t.right || box.bottom < t.top || box.top > t.bottom);
    if (free) taken.push(box);
    else element.classList.add("covered");
  }
}

function choose(id) {
  light(marks.get(chosen), false);
  light(marks.get(id), true);
  chosen = id;
  for (const row of document.querySelectorAll("tr[data-place]")) {
    row.classList.toggle("on", row.dataset.place === id);
    if (row.dataset.place === id) row.scrollIntoView({ block: "nearest" });
  }
}

function bindRows(map, shapes, marks) {
  for (const shape of shapes) {
    const row = document.querySelector(`tr[data-place="${CSS.escape(shape.id)}"]`);
    if (!row) continue;
    row.querySelector("button").addEventListener("click", () => {
      choose(shape.id);
      map.setView(shape.at, Math.max(map.getZoom(), shape.shape === "area" ? 7 : 10));
    });
  }
}

let marks = new Map();
let chosen = null;
const outlines = JSON.parse(document.getElementById("outlines")?.textContent ?? "[]");
const shapes = JSON.parse(document.getElementById("shapes")?.textContent ?? "[]");
if (shapes.length) draw(shapes);
