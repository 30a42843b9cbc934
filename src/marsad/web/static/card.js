// The card that shows a claim beside the pointer, and its copy in the sheet of small screens. Built from the list's own nodes.

const GAP = 18;

export class Card {
  // `bring` is done when a claim stands in the list.
  constructor(element, bring) {
    this.element = element;
    this.bring = bring;
    this.items = [];
    this.timer = 0;
  }

  // Shows the first of these claims near the point after a moment's rest; the others are named below it.
  offer(found, x, y) {
    clearTimeout(this.timer);
    if (!found.length) {
      this.hide();
      return;
    }
    const timer = setTimeout(async () => {
      for (const n of found) if (!this.items[n]) await this.bring(n);
      if (timer !== this.timer) return;
      this.fill(this.element, this.element, found[0]);
      const more = found.slice(1).map((n) => this.top(n));
      if (more.length) {
        const rest = document.createElement("div");
        rest.className = "more";
        rest.append(...more);
        this.element.append(rest);
      }
      this.element.hidden = false;
      this.place(this.element, x, y);
    }, 140);
    this.timer = timer;
  }

  hide() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.element.hidden = true;
  }

  top(n) {
    const top = this.items[n].querySelector(".top").cloneNode(true);
    top.classList.add(`k-${this.items[n].dataset.kind}`);
    return top;
  }

  // Puts claim n into `body`; `frame` takes the colour of its kind.
  fill(frame, body, n) {
    const detail = [...this.items[n].querySelector(".detail").children].map((part) => part.cloneNode(true));
    for (const kind of [...frame.classList].filter((c) => c.startsWith("k-"))) frame.classList.remove(kind);
    frame.classList.add(`k-${this.items[n].dataset.kind}`);
    body.replaceChildren(this.top(n), ...detail);
  }

  // Places a fixed element near the point, inside the window, in the page's own direction.
  place(element, x, y) {
    if (element.hidden) return;
    const { width, height } = element.getBoundingClientRect();
    const across = getComputedStyle(document.documentElement).direction === "rtl" ? innerWidth - x : x;
    const room = Math.max(8, Math.min(across - width / 3, innerWidth - width - 24));
    const below = y + GAP + height < innerHeight ? y + GAP : Math.max(8, y - GAP - height);
    element.style.setProperty("--x", `${room}px`);
    element.style.setProperty("--y", `${below}px`);
  }
}
