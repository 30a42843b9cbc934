// A quote that grows or shrinks by a word or a letter, and what is selected in the text. Offsets are UTF-16 units of the part.

// The stretch with one end moved: `by` 1 makes it longer, -1 shorter; it never leaves its paragraphs nor lets go of its anchor.
export function grown(blocks, claim, [start, end], { by, start: atStart = false, letter = false }) {
  const own = blocks.filter((b) => b.part === claim.part);
  const block = own.find((b) => (atStart ? b.start <= start && start < b.end : b.start < end && end <= b.end)) ?? own[0];
  const stops = edges(block, letter);
  if (atStart) {
    const to = by > 0 ? stops.findLast((s) => s.begin < start)?.begin ?? block.start : stops.find((s) => s.begin > start)?.begin ?? start;
    return [Math.min(to, claim.trigger[0]), end];
  }
  const to = by > 0 ? stops.find((s) => s.end > end)?.end ?? block.end : stops.findLast((s) => s.end < end)?.end ?? end;
  return [start, Math.max(to, claim.trigger[1])];
}

function edges(block, letter) {
  const cut = new Intl.Segmenter("ar", { granularity: letter ? "grapheme" : "word" });
  return [...cut.segment(block.node.data)]
    .filter((s) => letter || s.isWordLike)
    .map((s) => ({ begin: block.start + s.index, end: block.start + s.index + s.segment.length }));
}

// What is selected in the report's text, without the blanks around it: {text, points: [start, end]} in code points; null where nothing is.
export function selected(blocks) {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  const text = blocks.filter((b) => b.part === "text");
  const [first, last] = range ? [place(text, range.startContainer, range.startOffset), place(text, range.endContainer, range.endOffset)] : [];
  if (first === undefined || last === undefined || first >= last) return null;
  const whole = text.map((b) => b.node.data.slice(Math.max(first - b.start, 0), Math.max(last - b.start, 0))).filter(Boolean).join("\n");
  const lead = whole.length - whole.trimStart().length;
  const trail = whole.length - whole.trimEnd().length;
  return first + lead >= last - trail ? null : { text: whole.trim(), points: [codePoints(text, first + lead), codePoints(text, last - trail)] };
}

function place(blocks, node, offset) {
  const block = blocks.find((b) => b.node === node);
  return block && block.start + offset;
}

function codePoints(blocks, units) {
  const wide = blocks.map((b) => (b.node.data.slice(0, Math.max(units - b.start, 0)).match(/[\ud800-\udbff]/g) ?? []).length);
  return units - wide.reduce((a, b) => a + b, 0);
}
