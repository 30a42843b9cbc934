// Judging claims: accept, reject, correct, move the quote, split, merge, add, undo. Every stroke goes to the ledger.

import { ask } from "./form.js";
import { showLayout } from "./layout.js";
import { grown, selected } from "./quote.js";
import { busy, fetched, send } from "./send.js";
import { light } from "./text.js";

const SIGN = { accept: "accepted", reject: "rejected" };
const SWAPPED = ["strip", "side", "lights"];
const words = JSON.parse(document.getElementById("words").textContent);
const said = document.getElementById("said");
const address = location.pathname;
const second = new URLSearchParams(location.search).get("second") === "true";

export function review(reader) {
  let pending = null; // the quote as it is being moved: {n, at}
  let merging = -1;
  let digits = null; // what a digit does next: {most, act}
  let drawing = false;
  const sent = new Map(); // what was decided and is not yet answered: id -> state
  const form = document.getElementById("edit");
  const reasons = document.getElementById("reasons");
  const quoting = document.getElementById("quote-edit");
  const may = Boolean(reasons);

  const claim = () => reader.claims[reader.chosen];
  const judged = () => (may && claim()?.id && reader.items[reader.chosen] ? claim() : null); // what is not shown is not judged
  const tell = (text) => (said.textContent = text);

  // Shows what was decided before the ledger has it; `load` puts right what it says otherwise.
  function shown(n, state) {
    const item = reader.items[n];
    reader.claims[n].state = state;
    reader.claims[n].settled = state !== "unreviewed" && state !== "ask";
    if (item) marked(item, state);
    reader.lit.light();
    count();
  }

  function marked(item, state) {
    const mark = item.querySelector(".review-mark");
    const sample = document.querySelector(`#legend .r-${state}`);
    mark.className = `review-mark r-${state}`;
    if (sample) mark.firstElementChild.replaceWith(sample.firstElementChild.cloneNode(true));
    mark.lastElementChild.textContent = words.states[state] ?? state;
    item.className = item.className.replace(/is-\w+/, `is-${state}`);
  }

  function count() {
    const text = reader.claims.filter((c) => c.part === "text");
    const left = text.filter((c) => !c.settled).length;
    const meter = document.querySelector("#progress .meter-done");
    meter?.setAttribute("width", String((100 * (text.length - left)) / Math.max(text.length, 1)));
    document.getElementById("progress").firstChild.textContent = left ? words.left.replace("0", number(left)) : words.none_left;
  }

  const number = (n) => (document.documentElement.dataset.digits === "arab" ? String(n).replace(/\d/g, (d) => "٠١٢٣٤٥٦٧٨٩"[d]) : String(n));

  const stroke = (steps, again = "") => busy(() => struck(steps, again));

  async function struck(steps, again) {
    const ids = steps.map((step) => step.id).filter(Boolean);
    for (const id of ids) sent.set(id, reader.claims.find((c) => c.id === id)?.state);
    const { ok, status, told } = await send(address, () => ({ steps, again, second, as_of: reader.data.as_of }));
    for (const id of ids) sent.delete(id);
    if (!ok) {
      tell(status === 409 ? words.meanwhile : told.error || words.not_sent);
      await drawn();
      return false;
    }
    reader.data.as_of = told.as_of;
    document.getElementById("undo").disabled = !told.undo;
    document.getElementById("redo").disabled = !told.redo;
    if (told.changed.length) await drawn();
    return told;
  }

  // The page as the server has it now, drawn in place.
  async function drawn() {
    if (drawing) return;
    drawing = true;
    try {
      let page = await fetched(location.pathname + location.search);
      for (let more = 5; more && asOf(page) < reader.data.as_of; more -= 1) page = await fetched(location.pathname + location.search);
      const at = claim()?.id; // where the person is by now
      const scroll = document.getElementById("side").scrollTop;
      for (const id of SWAPPED) document.getElementById(id).replaceWith(document.importNode(page.getElementById(id), true));
      reader.load();
      document.getElementById("side").scrollTop = scroll;
      reader.claims.forEach((c, i) => sent.has(c.id) && shown(i, sent.get(c.id)));
      const n = reader.claims.findIndex((c) => c.id === at && c.id);
      reader.choose(n, { text: false, list: false });
      showLayout();
    } catch {
      tell(words.not_sent);
    }
    drawing = false;
  }

  const onward = () => reader.step(1, true) || tell(words.all_done);

  function judge(verb, given = {}) {
    const one = judged();
    if (!one) return;
    const n = reader.chosen;
    close();
    shown(n, second ? "seconded" : one.state === "corrected" && verb === "accept" ? "corrected" : SIGN[verb]);
    onward();
    tell("");
    stroke([{ verb, id: one.id, given }]);
  }

  function close() {
    for (const box of [form, reasons, quoting]) if (box) box.hidden = true;
    digits = null;
    if (pending) {
      pending = null;
      light("moved", [], 12);
    }
  }

  function choices(list, act) {
    digits = { most: list.children.length, act };
    list.hidden = false;
  }

  const acts = {
    chose() {
      if (!drawing) close();
      if (merging >= 0) tell(words.merge_with);
    },
    accept: () => (pending ? acts.keep() : judge("accept")),
    enter: () => (pending ? acts.keep() : judge("accept")),
    reject() {
      if (!judged()) return;
      close();
      choices(reasons, (n) => judge("reject", { because: reasons.querySelectorAll("[data-because]")[n - 1].dataset.because }));
    },
    digit(event) {
      const n = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]);
      return digits && n <= digits.most ? () => digits.act(n) : null;
    },
    edit() {
      const one = judged();
      if (!one) return;
      close();
      ask(form, { kind: one.kind, values: one.values, words }, async (given) => {
        if (!Object.keys(given).length) return judge("accept");
        const n = reader.chosen;
        shown(n, second ? "seconded" : "corrected");
        onward();
        return stroke([{ verb: "correct", id: one.id, given }]);
      });
    },
    stretch({ by, start, letter }) {
      const one = judged();
      if (!one) return;
      const at = grown(reader.blocks, one, pending?.at ?? one.at, { by, start, letter });
      close();
      pending = { at, one };
      light("moved", reader.rangesFor(one, at), 12);
      document.getElementById("quote-now").textContent = reader.rangesFor(one, at).map(String).join("\n");
      quoting.hidden = false;
    },
    keep() {
      const { one, at } = pending;
      close();
      const given = points(one, at);
      shown(reader.chosen, "corrected");
      onward();
      stroke([{ verb: "correct", id: one.id, given }]);
    },
    add() {
      const at = may && selected(reader.blocks);
      if (!at) return tell(words.select_first);
      close();
      const kind = /[0-9٠-٩]/.test(at.text) ? "casualties" : "incident";
      reader.sheet.classList.add("filled");
      return made({ kind, values: {} }, { start: at.points[0], end: at.points[1] }, true);
    },
    split() {
      const one = judged();
      if (!one) return;
      const at = selected(reader.blocks);
      close();
      const span = at ?? { points: one.points };
      made(one, { start: span.points[0], end: span.points[1], ...(at ? {} : { trigger: one.anchor }) }, false);
    },
    merge() {
      const one = judged();
      if (!one) return;
      const other = reader.claims[merging];
      if (merging < 0 || other.kind !== one.kind || other === one) {
        merging = merging === reader.chosen ? -1 : reader.chosen;
        tell(merging < 0 ? "" : words.merge_with);
        return;
      }
      const span = { start: Math.min(one.points[0], other.points[0]), end: Math.max(one.points[1], other.points[1]) };
      merging = -1;
      tell("");
      stroke([{ verb: "correct", id: other.id, given: span }, { verb: "reject", id: one.id, given: { because: "duplicate" } }]);
    },
    grade() {
      const one = judged();
      if (!one) return;
      close();
      tell(words.grades.map(([, label], i) => `${i + 1} ${label}`).join(" · "));
      digits = { most: words.grades.length, act: (n) => {
        digits = null;
        tell(words.grades[n - 1][1]);
        stroke([{ verb: "grade", id: one.id, given: { scale: "airwars", code: words.grades[n - 1][0] } }]);
      } };
    },
    undo: () => stroke([], "undo"),
    redo: () => stroke([], "redo"),
    screen() {
      const side = document.getElementById("side").getBoundingClientRect();
      const low = Math.max(side.top, 0);
      const high = Math.min(side.bottom, innerHeight - document.getElementById("bar").offsetHeight);
      const seen = reader.claims.map((c, n) => [c, n, reader.items[n]?.getBoundingClientRect()])
        .filter(([c, n, box]) => box)
        .filter(([c, n, box]) => may && c.id && !c.settled && !reader.items[n].hidden && box.height && box.top >= low && box.bottom <= high);
      if (!seen.length) return tell(words.nothing_open);
      for (const [, n] of seen) shown(n, second ? "seconded" : "accepted");
      onward();
      tell(words.on_screen.replace("0", number(seen.length)));
      return stroke(seen.map(([c]) => ({ verb: "accept", id: c.id })));
    },
    async done() {
      const left = reader.claims.filter((c) => c.id && !c.settled).length;
      const unread = reader.data.unread.filter(([kind]) => kind === "number").length;
      let reason = "";
      if (left || unread) {
        reason = await why(`${words.left.replace("0", number(left))} · ${words.unread.replace("0", number(unread))}`);
        if (!reason) return;
      }
      if (await stroke([{ verb: "done", reason }])) location.assign(`/next?after=${encodeURIComponent(reader.data.key)}`);
    },
    why: () => reader.sheet.querySelector(".sheet-body .explain")?.click(),
    escape() {
      const busy = pending || digits || !form.hidden || merging >= 0;
      merging = -1;
      tell("");
      close();
      return Boolean(busy);
    },
  };

  function made(like, base, free) {
    const options = { kind: like.kind, values: like.values, words, all: true, kinds: free };
    ask(form, options, async (given, kind) => {
      await stroke([{ verb: "add", given: { ...given, ...base, kind } }]);
    });
  }

  function why(question) {
    return new Promise((resolve) => {
      ask(form, { reason: question, words }, (given) => {
        resolve(given.reason);
      });
      reader.sheet.classList.add("filled");
    });
  }

  // From UTF-16 units of the part to the code points that claims count in, by what was moved.
  function points(one, at) {
    const text = reader.blocks.filter((b) => b.part === one.part);
    return { start: one.points[0] + moved(text, one.at[0], at[0]), end: one.points[1] + moved(text, one.at[1], at[1]) };
  }

  for (const button of document.querySelectorAll("[data-do]")) {
    const act = { undo: "undo", redo: "redo", "let-go": "escape", new: "add" }[button.dataset.do] ?? button.dataset.do;
    const extra = { grow: { by: 1 }, shrink: { by: -1 } }[act];
    button.addEventListener("click", () => (extra ? acts.stretch(extra) : acts[act]()));
  }
  for (const button of document.querySelectorAll("[data-because]")) button.addEventListener("click", () => judge("reject", { because: button.dataset.because }));
  const lights = JSON.parse(document.getElementById("lights").textContent);
  for (const id of ["undo", "redo"]) {
    const button = document.getElementById(id);
    if (button) button.disabled = !lights[id];
  }
  showLayout();
  return acts;
}

const asOf = (page) => JSON.parse(page.getElementById("lights").textContent).as_of;

// How many code points lie from one unit to another of these paragraphs, negative where it went back.
function moved(blocks, from, to) {
  const [low, high] = from < to ? [from, to] : [to, from];
  let count = high - low;
  for (const block of blocks) {
    const piece = block.node.data.slice(Math.max(low - block.start, 0), Math.max(high - block.start, 0));
    count -= (piece.match(/[\ud800-\udbff]/g) ?? []).length;
  }
  return from < to ? count : -count;
}
