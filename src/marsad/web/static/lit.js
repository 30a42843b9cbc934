// The claims that are lit in the text: those of the stretches near the window, so that a frame costs what is seen, not what the report holds.

import { light, rangesOf, touched } from "./text.js";

export const KINDS = ["incident", "casualties", "ceasefire", "statement", "meeting"];
const NEAR = "25% 0px";

export class Lit {
  constructor(blocks) {
    this.blocks = blocks;
    this.near = new Set();
    this.hidden = new Set();
    this.load([], []);
    this.ready = new Promise((resolve) => this.watch(resolve));
  }

  // Lights anew whenever other paragraphs come near; `first` is called once it is known which are.
  watch(first) {
    const stretches = Map.groupBy(this.blocks, (block) => block.element.closest(".stretch") ?? block.element);
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const block of stretches.get(target)) this.near[isIntersecting ? "add" : "delete"](block);
      }
      this.light();
      first();
    }, { rootMargin: NEAR });
    for (const element of stretches.keys()) watcher.observe(element);
    if (!this.blocks.length) first();
  }

  // Takes the claims and unread words of the page; those of each paragraph are found once.
  load(claims, unread) {
    this.claims = claims;
    this.held = new Map(this.blocks.map((block) => [block, { claims: [], unread: [] }]));
    claims.forEach((c, n) => this.enter(c.part, c.at, (held) => held.claims.push(n)));
    for (const word of unread) this.enter("text", word.slice(1), (held) => held.unread.push(word));
  }

  enter(part, [start, end], add) {
    for (const block of touched(this.blocks, part, start, end)) add(this.held.get(block));
  }

  // What stands in the paragraphs near the window, each thing once.
  around(what) {
    return [...new Set([...this.near].flatMap((block) => this.held.get(block)[what]))];
  }

  light() {
    const near = this.around("claims").sort((a, b) => a - b).map((n) => this.claims[n]).filter((c) => !this.hidden.has(c.kind));
    const ranges = (some) => some.flatMap((c) => rangesOf(this.blocks, c.part, ...c.at));
    for (const kind of KINDS) light(kind, ranges(near.filter((c) => c.kind === kind && c.state !== "rejected")), 1);
    light("struck", ranges(near.filter((c) => c.state === "rejected")), 2);
    const unread = this.around("unread");
    const words = (some) => some.flatMap(([, start, end]) => rangesOf(this.blocks, "text", start, end));
    light("unread", words(unread.filter(([kind]) => kind === "number")), 0);
    light("unread-word", words(unread.filter(([kind]) => kind !== "number")), 0);
  }

  // The claims whose quote holds the character, the shortest (innermost) first.
  under(at) {
    if (!at) return [];
    const length = (n) => this.claims[n].at[1] - this.claims[n].at[0];
    const holds = ({ at: [start, end], kind }) => !this.hidden.has(kind) && start <= at.offset && at.offset < end;
    return this.held.get(at.block).claims.filter((n) => holds(this.claims[n])).sort((a, b) => length(a) - length(b));
  }
}
