// The reader: claims lit in the text, the list beside it; choosing either lights the other.

import { Card } from "./card.js";
import { bindKeys } from "./keys.js";
import { KINDS, Lit } from "./lit.js";
import { review } from "./review.js";
import { Rooms } from "./rooms.js";
import { characterAt, light, rangesOf, readBlocks, unitsOf } from "./text.js";

const PARTS = ["actor", "place", "source", "whole", "thing"];
const blocks = readBlocks();
const lit = new Lit(blocks);
const { hidden } = lit;
const rooms = new Rooms(arrived);
const card = new Card(document.getElementById("card"), (n) => rooms.bring(n));
const menu = document.getElementById("here");
const sheet = document.getElementById("sheet");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let data;
let claims;
let items;
let bars;
let barNow;
let nearNow = -1;
let chosen = -1;
let unreadAt = -1;

const visible = (n) => !hidden.has(claims[n].kind);
const rangesFor = (claim, [start, end]) => rangesOf(blocks, claim.part, start, end);

// Lights claim n as the one that is pointed at, none for -1.
function lightNear(n) {
  if (n === nearNow) return;
  nearNow = n;
  light("near", n < 0 ? [] : rangesFor(claims[n], claims[n].at), 3);
}

function lightChosen() {
  const claim = claims[chosen];
  light("chosen", claim ? rangesFor(claim, claim.at) : [], 5);
  light("trigger", claim ? rangesFor(claim, claim.trigger) : [], 6);
  PARTS.forEach((part, i) => {
    const spans = claim ? claim.evidence.filter(([p]) => p === part) : [];
    light(part, spans.flatMap(([, s, e]) => rangesOf(blocks, claim.part, s, e)), 7 + i);
  });
}

// Chooses claim n (or none for -1); `bring` says which sides are scrolled to it.
export function choose(n, bring = { text: true, list: true }) {
  mark(items[chosen], false);
  chosen = n;
  light("linked", [], 4);
  lightChosen();
  const claim = claims[n];
  barNow?.classList.remove("now");
  barNow = claim && claim.part === "text" ? bars.findLast((bar) => bar.dataset.n <= n && bar.classList.contains(`k-${claim.kind}`)) : null;
  barNow?.classList.add("now");
  if (claim && bring.text) bringText(rangesFor(claim, claim.at)[0]);
  if (claim) history.replaceState(null, "", `${location.pathname}${location.search}#c=${claims[n].points.join("-")}`);
  if (claim && !items[n]) rooms.bring(n).then(() => n === chosen && showChosen(bring), () => {});
  else showChosen(bring);
  acts.chose(n);
}

// Shows the chosen claim in the list and on its sheet.
function showChosen(bring) {
  const item = items[chosen];
  item?.closest("details")?.setAttribute("open", "");
  mark(item, true);
  if (item && bring.list && !narrow()) bringItem(item);
  showSheet(item);
}

function mark(item, yes) {
  item?.classList.toggle("chosen", yes);
  item?.querySelector(".choose").setAttribute("aria-pressed", String(yes));
}

const narrow = () => matchMedia("(max-width: 60rem)").matches;
const motion = () => (calm.matches ? "auto" : "smooth");

// Scrolls the list alone, never the page.
function bringItem(item) {
  const side = item.closest(".side");
  const box = item.getBoundingClientRect();
  const top = side.getBoundingClientRect().top + side.querySelector(".side-head").offsetHeight;
  const bottom = Math.min(side.getBoundingClientRect().bottom, innerHeight);
  const by = box.top < top ? box.top - top : box.bottom > bottom ? Math.min(box.bottom - bottom, box.top - top) : 0;
  if (by) side.scrollBy({ top: by, behavior: motion() });
}

function bringText(range, again = 4) {
  const box = range?.getBoundingClientRect();
  if (!box || (box.top > 90 && box.bottom < innerHeight * (narrow() ? 0.5 : 0.85))) return;
  const far = Math.abs(box.top) > 3 * innerHeight; // on the way there paragraphs of a long text are laid out, and what is sought moves
  scrollBy({ top: box.top - innerHeight * 0.3, behavior: far ? "auto" : motion() });
  if (far && again) requestAnimationFrame(() => bringText(range, again - 1));
}

function showSheet(item) {
  document.body.classList.toggle("picked", Boolean(item));
  sheet.classList.toggle("filled", Boolean(item));
  if (!item) sheet.querySelector(".sheet-body").replaceChildren();
  if (item) card.fill(sheet, sheet.querySelector(".sheet-body"), Number(item.dataset.n));
}

const inText = (n) => n >= 0 && visible(n) && claims[n].part === "text";

// Chooses the next claim of the text (-1: the one before), with `open` the next that is not yet decided; around the end to the beginning.
function step(by, open = false) {
  const many = claims.length;
  const from = inText(chosen) ? chosen : by > 0 ? -1 : many;
  for (let i = 1; i <= many; i += 1) {
    const n = (from + by * i + many) % many;
    if (inText(n) && (n === chosen ? !open : !open || !claims[n].settled)) {
      choose(n);
      return true;
    }
  }
  return false;
}

function nextUnread() {
  if (!data.unread.length) return;
  unreadAt = (unreadAt + 1) % data.unread.length;
  const [, start, end] = data.unread[unreadAt];
  lightStretch(rangesOf(blocks, "text", start, end));
}

function lightStretch(ranges) {
  choose(-1);
  light("linked", ranges, 4);
  bringText(ranges[0]);
}

function letGo() {
  menu.hidden = true;
  card.hide();
  choose(-1);
  history.replaceState(null, "", location.pathname + location.search);
}

function followHash() {
  const [, start, end] = location.hash.match(/^#c=(\d+)-(\d+)$/)?.map(Number) ?? [];
  if (end === undefined) return;
  const n = claims.findIndex((c) => c.part === "text" && c.points[0] === start && c.points[1] === end);
  if (n >= 0) choose(n);
  else lightStretch(rangesOf(blocks, "text", unitsOf(blocks, "text", start), unitsOf(blocks, "text", end)));
}

async function offer(found, x, y) {
  menu.hidden = found.length < 2;
  if (menu.hidden) return;
  await Promise.all(found.filter((n) => !items[n]).map((n) => rooms.bring(n)));
  menu.replaceChildren(...found.map((n) => menuButton(n)));
  card.place(menu, x, y);
}

function menuButton(n) {
  const button = document.createElement("button");
  button.className = `k-${claims[n].kind}`;
  button.setAttribute("aria-current", String(n === chosen));
  button.append(...[...items[n].querySelector(".top").childNodes].map((c) => c.cloneNode(true)));
  button.addEventListener("click", () => {
    menu.hidden = true;
    choose(n, { text: false, list: true });
  });
  return button;
}

for (const part of document.querySelectorAll("[data-part]")) {
  part.addEventListener("click", (event) => {
    const found = lit.under(characterAt(blocks, event.clientX, event.clientY));
    card.hide();
    const dragged = event.detail < 2 && String(getSelection());
    if (!found.length || dragged) {
      menu.hidden = true;
      return;
    }
    choose(found[0], { text: false, list: true });
    offer(found, event.clientX, event.clientY);
    event.stopPropagation();
  });
  part.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || !menu.hidden) return;
    const found = lit.under(characterAt(blocks, event.clientX, event.clientY));
    part.classList.toggle("over", found.length > 0);
    lightNear(found[0] ?? -1);
    card.offer(found, event.clientX, event.clientY);
  });
  part.addEventListener("pointerleave", () => {
    lightNear(-1);
    card.hide();
  });
}
document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) menu.hidden = true;
});
addEventListener("scroll", () => card.hide(), { passive: true });

function bindItems() {
  const side = document.getElementById("side");
  const over = (event) => Number(event.target.closest?.("li.claim")?.dataset.n ?? -1);
  side.addEventListener("click", (event) => {
    const n = event.target.closest(".choose") ? over(event) : -1;
    if (n >= 0) choose(n === chosen ? -1 : n, { text: true, list: false });
  });
  side.addEventListener("pointerover", (event) => lightNear(over(event)));
  side.addEventListener("pointerleave", () => lightNear(-1));
  for (const bar of bars) bar.addEventListener("click", () => choose(Number(bar.dataset.n)));
  for (const button of document.querySelectorAll("button.kind")) button.addEventListener("click", () => show(button.dataset.kind, hidden.has(button.dataset.kind)));
  document.getElementById("on").addEventListener("click", () => step(1));
  document.getElementById("back").addEventListener("click", () => step(-1));
}

function show(kind, shown) {
  if (shown) hidden.delete(kind);
  else hidden.add(kind);
  document.querySelector(`button.kind[data-kind="${kind}"]`).setAttribute("aria-pressed", String(shown));
  for (const item of items) if (item?.dataset.kind === kind) item.hidden = !shown;
  for (const bar of document.querySelectorAll(`.spectrum rect.k-${kind}`)) bar.classList.toggle("off", !shown);
  lit.light();
  keepHidden();
}

// The address says which kinds are out, so that it gives this view again.
function keepHidden() {
  const asked = new URLSearchParams(location.search);
  if (hidden.size) asked.set("hidden", [...hidden].join("-"));
  else asked.delete("hidden");
  history.replaceState(null, "", `${location.pathname}${asked.size ? `?${asked}` : ""}${location.hash}`);
}

// Takes in claims of the list that are there now.
function arrived(some, values = []) {
  some.forEach((item, i) => {
    const n = Number(item.dataset.n);
    items[n] = item;
    item.hidden = hidden.has(item.dataset.kind);
    if (values[i]) claims[n].values = values[i];
  });
}

// Reads the claims from the page: at the beginning, and after what was drawn anew.
export function load() {
  data = JSON.parse(document.getElementById("lights").textContent);
  claims = data.claims;
  items = [];
  bars = [...document.querySelectorAll(".spectrum rect")];
  arrived(document.querySelectorAll("li.claim"));
  card.items = items;
  rooms.load();
  chosen = nearNow = -1;
  lit.load(claims, data.unread);
  bindItems();
  for (const kind of hidden) show(kind, false);
  lit.light();
}

for (const button of sheet.querySelectorAll("[data-step]")) {
  const by = Number(button.dataset.step);
  button.addEventListener("click", () => (by ? step(by) : letGo()));
}

const legend = document.getElementById("legend");
document.getElementById("keys").addEventListener("click", () => legend.showModal());
const rtl = getComputedStyle(document.querySelector("#text .block") ?? document.body).direction === "rtl";
const acts = review({
  choose, step, load, lit, rangesFor, bringText,
  get claims() { return claims; },
  get items() { return items; },
  get chosen() { return chosen; },
  get data() { return data; },
  blocks, sheet,
});
bindKeys({ step, nextUnread, letGo, legend, acts, forward: rtl ? "ArrowLeft" : "ArrowRight" });
addEventListener("hashchange", followHash);
for (const kind of new URLSearchParams(location.search).get("hidden")?.split("-") ?? []) if (KINDS.includes(kind)) hidden.add(kind);
load();
followHash(); // lit at once; brought to its place when the letters have their widths
Promise.all([document.fonts.ready, lit.ready]).then(followHash).then(() => (document.documentElement.dataset.ready = "reader"));
