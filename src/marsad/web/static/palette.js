// The palette: Ctrl+K opens a search over everything; arrows choose, Enter goes there. Without a script the box leads to /search.

const WAIT = 140;
const dialog = document.getElementById("palette");
const words = JSON.parse(dialog.dataset.words);
const find = document.getElementById("find");
let list;
let box;
let timer = 0;
let asked = 0;

function build() {
  if (box) return;
  box = document.createElement("input");
  Object.assign(box, { type: "search", autocomplete: "off", dir: "auto", placeholder: find.placeholder });
  box.setAttribute("aria-label", dialog.getAttribute("aria-label"));
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", "palette-found");
  box.setAttribute("aria-expanded", "true");
  list = document.createElement("div");
  list.id = "palette-found";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", dialog.getAttribute("aria-label"));
  dialog.append(box, list);
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  box.addEventListener("keydown", go);
}

async function look() {
  const mine = (asked += 1);
  const q = box.value.trim();
  if (!q) return list.replaceChildren();
  const answer = await fetch(`/api/search?q=${encodeURIComponent(q)}`, { headers: { accept: "application/json" } });
  if (!answer.ok || mine !== asked) return undefined;
  return draw(await answer.json());
}

function draw(found) {
  const groups = ["records", "reports", "claims", "actors", "places"].filter((kind) => found[kind]);
  list.replaceChildren(...groups.map((kind) => group(kind, found[kind])));
  if (!groups.length) {
    const none = document.createElement("p");
    none.textContent = words.none;
    list.append(none);
  }
  choose(0);
}

function group(kind, found) {
  const part = document.createElement("div");
  part.setAttribute("role", "group");
  part.setAttribute("aria-label", words[kind]);
  const title = document.createElement("p");
  title.className = "palette-kind";
  title.textContent = words[kind];
  title.setAttribute("aria-hidden", "true");
  part.append(title, ...found.slice(0, 6).map((one) => option(one)));
  return part;
}

function option(one) {
  const link = document.createElement("a");
  link.href = one.url;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  const name = document.createElement("bdi");
  name.textContent = one.words;
  const about = document.createElement("small");
  about.textContent = one.about;
  link.append(name, about);
  return link;
}

const options = () => [...list.querySelectorAll("[role=option]")];

function choose(n) {
  options().forEach((link, i) => {
    link.setAttribute("aria-selected", String(i === n));
    link.id = i === n ? "palette-chosen" : "";
    if (i === n) link.scrollIntoView({ block: "nearest" });
  });
  if (options().length) box.setAttribute("aria-activedescendant", "palette-chosen");
  else box.removeAttribute("aria-activedescendant");
}

function go(event) {
  const every = options();
  const at = every.findIndex((link) => link.getAttribute("aria-selected") === "true");
  if (event.code === "ArrowDown") choose(Math.min(at + 1, every.length - 1));
  else if (event.code === "ArrowUp") choose(Math.max(at - 1, 0));
  else if (event.code === "Enter") {
    if (every[at]) location.assign(every[at].href);
    else location.assign(`/search?q=${encodeURIComponent(box.value)}`);
    dialog.close();
  } else return;
  event.preventDefault();
}

export function openPalette() {
  build();
  if (!dialog.open) dialog.showModal();
  box.value = find.value;
  box.focus();
  box.select();
  look();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
    event.preventDefault();
    openPalette();
  }
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
