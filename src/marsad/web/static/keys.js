// The reader's keys, by physical key (event.code), so that they work under any layout. Arrows go in the direction of reading.

import { learn } from "./layout.js";

export function bindKeys({ step, nextUnread, letGo, legend, acts, forward }) {
  const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const plain = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    [forward]: () => step(1),
    [backward]: () => step(-1),
    KeyW: nextUnread,
    KeyA: acts.accept,
    Enter: acts.enter,
    KeyX: acts.reject,
    KeyE: acts.edit,
    KeyN: acts.add,
    KeyS: acts.split,
    KeyM: acts.merge,
    KeyG: acts.grade,
    KeyU: acts.undo,
    KeyD: acts.done,
    KeyL: acts.why,
    Escape: () => acts.escape() || letGo(),
  };
  const shifted = { KeyJ: () => step(1, true), KeyK: () => step(-1, true), KeyA: acts.screen, KeyU: acts.redo };
  document.addEventListener("keydown", (event) => {
    learn(event);
    if (event.ctrlKey || event.metaKey || legend.open || event.target.closest("input, select, textarea, dialog")) return;
    const act = isQuestion(event) ? () => legend.showModal() : acts.digit(event) ?? bracket(event, acts) ?? chosen(event, plain, shifted);
    if (!act || (event.code === "Enter" && event.target.closest("button, a, summary") && !event.target.closest("li.claim.chosen"))) return;
    event.preventDefault();
    act();
  });
}

const chosen = (event, plain, shifted) => (event.altKey ? null : (event.shiftKey ? shifted : plain)[event.code]);
const isQuestion = (event) => event.key === "?" || event.key === "؟" || (event.shiftKey && event.code === "Slash");

// [ and ] move the end of the quote, with Shift its beginning, with Alt by a letter.
function bracket(event, acts) {
  if (event.code !== "BracketRight" && event.code !== "BracketLeft") return null;
  return () => acts.stretch({ by: event.code === "BracketRight" ? 1 : -1, start: event.shiftKey, letter: event.altKey });
}
