// Maps: country outlines, and every place drawn as exactly as it is known. Choosing a row or a mark lights the other.
// A map whose box names another (data-beside) moves with it, so that two periods or two sources are seen over the same ground.
// Where a hand moved it to and the place that is chosen stand in the address (#map=ZOOM/LAT/LNG&place=ID), which gives this view again.

import { countries } from "./topology.js";

const { L } = window;
const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "[]");
const boxes = [...document.querySelectorAll("[data-map]")];
const drawn = new Map();
const VIEW = /^(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/;
const asked = new URLSearchParams(location.hash.slice(1));
let chosen = null;

function draw(box, shapes, ground, land) {
  const map = L.map(box, { attributionControl: false, zoomSnap: 0.25, worldCopyJump: true, maxZoom: 13 });
  frame(map, ground);
  L.geoJSON(land, { interactive: false, style: { className: "land", color: null, weight: 1, fill: true } }).addTo(map);
  for (const area of read(`${box.id}-outlines`)) L.polygon(area, { interactive: false, className: "outline", color: null, weight: 1, fill: false }).addTo(map);
  const marks = new Map(below(shapes).map((shape) => [shape.id, mark(map, shape)]));
  drawn.set(box.id, { map, marks });
  name(map, shapes, marks);
}

function frame(map, shapes) {
  if (!shapes.length) return map.setView([33, 40], 4);
  const bounds = L.latLngBounds(main(shapes).map((s) => s.at)).pad(0.15);
  for (const s of shapes.filter((one) => one.near)) bounds.extend(s.feature ? L.geoJSON(s.feature).getBounds() : L.latLng(s.at).toBounds(2 * s.metres));
  return map.fitBounds(bounds, { maxZoom: Number(map.getContainer().dataset.zoom) });
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
  const kind = `k-${shape.kind}${shape.part ? ` part-${shape.part}` : ""}`;
  const paint = { className: `at ${shape.shape} ${kind}`, color: null, fillColor: null };
  const core = L.circleMarker(shape.at, { ...paint, radius: shape.shape === "point" ? size : 3, className: `at ${shape.shape === "point" ? "point" : "core"} ${kind}` });
  const around = shape.shape === "point" ? [] : [extent(shape, paint)];
  const group = L.featureGroup([...around, core]).addTo(map);
  group.on("click", () => {
    choose(shape.id);
    keep("place", shape.id);
  });
  group.on("mouseover", () => light(group, true));
  group.on("mouseout", () => light(group, shape.id === chosen));
  return group;
}

function light(group, on) {
  for (const layer of group?.getLayers() ?? []) {
    if (layer.getLayers) light(layer, on);
    else layer.getElement()?.classList.toggle("on", on);
  }
}

// A country stands where its outline does; one that has none here is left out.
function placed(shapes, land) {
  const outlines = new Map(land.features.map((feature) => [feature.properties.name, feature]));
  return shapes.flatMap((shape) => {
    if (shape.at) return [shape];
    const feature = outlines.get(shape.outline);
    if (!feature) return [];
    const middle = L.geoJSON(feature).getBounds().getCenter();
    return [{ ...shape, at: [middle.lat, middle.lng], feature }];
  });
}

// An area whose boundary was imported is hatched within it; any other is the ring that the place may lie in.
function extent(shape, paint) {
  if (shape.feature) return L.geoJSON(shape.feature, { style: { ...paint, className: `${paint.className} country` } });
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

// The view that the address asks for, on one map; those beside it follow.
function look(map) {
  const [, zoom, ...at] = VIEW.exec(asked.get("map") ?? "") ?? [];
  if (zoom) map.setView(at.map(Number), Number(zoom), { animate: false });
}

function keepView(map) {
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    keep("map", [map.getZoom(), lat.toFixed(4), lng.toFixed(4)].join("/"));
  });
}

function keep(name, value) {
  asked.set(name, value);
  history.replaceState(null, "", `#${[...asked].map((pair) => pair.map(encodeURI).join("=")).join("&")}`);
}

function choose(id) {
  for (const { marks } of drawn.values()) {
    light(marks.get(chosen), false);
    light(marks.get(id), true);
  }
  chosen = id;
  for (const row of document.querySelectorAll("[data-place]")) {
    row.classList.toggle("on", row.dataset.place === id);
    if (row.dataset.place === id) row.scrollIntoView({ block: "nearest" });
  }
}

// A row leads to its place on every map that has it.
function bindRows(shapes) {
  for (const row of document.querySelectorAll("[data-place]")) {
    const shape = shapes.find((s) => s.id === row.dataset.place);
    if (!shape) continue;
    row.querySelector("button.place")?.addEventListener("click", () => {
      choose(shape.id);
      keep("place", shape.id);
      for (const { map } of drawn.values()) map.setView(shape.at, Math.max(map.getZoom(), shape.shape === "area" ? 7 : 10));
    });
  }
}

// Two maps move as one: whichever a hand moves takes the other along.
function together(one, other) {
  let led = null;
  const follow = (leader, follower) => () => {
    if (led === follower) return;
    led = leader;
    follower.setView(leader.getCenter(), leader.getZoom(), { animate: false });
    led = null;
  };
  one.on("move", follow(one, other));
  other.on("move", follow(other, one));
}

if (boxes.length) {
  const answer = await fetch("/static/vendor/world-atlas/countries-50m.json");
  const land = countries(await answer.json());
  const given = new Map(boxes.map((box) => [box, placed(read(`${box.id}-shapes`), land)]));
  const every = [...given.values()].flat();
  for (const [box, shapes] of given) draw(box, shapes, box.dataset.beside || boxes.some((b) => b.dataset.beside === box.id) ? every : shapes, land);
  for (const box of boxes) if (box.dataset.beside) together(drawn.get(box.id).map, drawn.get(box.dataset.beside).map);
  bindRows(every);
  const [first] = drawn.values();
  look(first.map);
  if (every.some((shape) => shape.id === asked.get("place"))) choose(asked.get("place"));
  keepView(first.map);
  document.documentElement.dataset.ready = "map";
}
