// The reader's keys, by physical key (event.code), so that they work under an Arabic layout too.

export function bindKeys({ step, nextUnread, letGo, legend, forward }) {
  const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const acts = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    [forward]: () => step(1),
    [backward]: () => step(-1),
    KeyU: nextUnread,
    Escape: letGo,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || legend.open || event.target.closest("input, select, textarea")) return;
    const act = isQuestion(event) ? () => legend.showModal() : event.shiftKey ? null : acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

const isQuestion = (event) => event.key === "?" || event.key === "؟" || (event.shiftKey && event.code === "Slash");
