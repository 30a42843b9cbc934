// A long table as one: pages of it are fetched as they come near the window and let go as they leave it. Without a script its pages are links.

const table = document.querySelector("table[data-total]");
const size = Number(table?.dataset.size);
const total = Number(table?.dataset.total);
const first = Number(table?.dataset.page);
const pages = Math.ceil(total / size);
const NEAR = "1500px 0px";
const grouped = "grouped" in (table?.dataset ?? {}); // a row holds several of those that are counted: rows have no numbers
const slots = new Map();
let high = 0;

const address = (page) => {
  const asked = new URL(location.href);
  if (page > 1) asked.searchParams.set("page", String(page));
  else asked.searchParams.delete("page");
  return asked;
};

// A page as a document of its own: it is never made from strings here.
function ask(page) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.open("GET", address(page));
    request.onload = () => (request.status === 200 ? resolve(request.response.querySelector("table[data-total] > tbody")) : reject(new Error(request.statusText)));
    request.onerror = () => reject(new Error("offline"));
    request.send();
  });
}

const rowsOf = (page) => (page === pages ? total - (pages - 1) * size : size);

// The room that a page's rows take while they are not here.
function room(page) {
  const row = document.createElement("tr");
  const cell = row.appendChild(document.createElement("td"));
  row.className = "room";
  cell.colSpan = table.tHead.rows[0].cells.length;
  cell.style.blockSize = `${slots.get(page)?.high || rowsOf(page) * high}px`;
  return row;
}

function number(page, rows) {
  if (grouped) return;
  rows.forEach((row, n) => row.setAttribute("aria-rowindex", String((page - 1) * size + n + 2)));
}

async function come(slot) {
  if (slot.here || slot.coming) return;
  slot.coming = true;
  try {
    const body = await ask(slot.page);
    if (slot.near) {
      slot.body.replaceChildren(...document.importNode(body, true).rows);
      number(slot.page, [...slot.body.rows]);
      slot.here = true;
    }
  } catch {
    slot.failed = true; // the room stays; coming near again asks again
  }
  slot.coming = false;
}

function go(slot) {
  if (!slot.here || slot.body.contains(document.activeElement)) return;
  slot.high = slot.body.getBoundingClientRect().height;
  slot.body.replaceChildren(room(slot.page));
  slot.here = false;
}

function tell() {
  const line = innerHeight / 3;
  const seen = [...slots.values()].find((slot) => slot.body.getBoundingClientRect().bottom > line);
  if (seen) history.replaceState(null, "", address(seen.page));
}

function build() {
  const own = table.tBodies[0];
  high = own.getBoundingClientRect().height / Math.max(rowsOf(first), 1);
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const slot = slots.get(Number(entry.target.dataset.page));
      slot.near = entry.isIntersecting;
      if (slot.near) come(slot);
      else go(slot);
    }
  }, { rootMargin: NEAR });
  for (let page = 1; page <= pages; page += 1) {
    const body = page === first ? own : document.createElement("tbody");
    slots.set(page, { page, body, here: page === first, near: page === first });
    body.dataset.page = String(page);
    if (page !== first) body.append(room(page));
    table.append(body);
    watch.observe(body);
  }
  number(first, [...own.rows]);
  table.classList.add("rolling");
  if (!grouped) table.setAttribute("aria-rowcount", String(total + 1));
  document.querySelector("nav.pager")?.setAttribute("hidden", "");
  if (first > 1) own.scrollIntoView({ block: "start" });
  let waiting = 0;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 150);
  }, { passive: true });
  document.documentElement.dataset.ready = "rows";
}

if (table && pages > 1) build();
