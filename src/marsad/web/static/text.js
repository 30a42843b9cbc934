// From offsets to characters on the page and back. All offsets are UTF-16 units of the part (`text` or `title`) they stand in.

const REACH = 24;

// The paragraphs of every part: one text node each, in order.
export function readBlocks(root = document) {
  const blocks = [];
  for (const part of root.querySelectorAll("[data-part]")) {
    for (const element of part.querySelectorAll(".block")) {
      element.normalize();
      const node = element.firstChild;
      if (!node) continue;
      const start = Number(element.dataset.start);
      blocks.push({ part: part.dataset.part, node, element, start, end: start + node.data.length });
    }
  }
  return blocks;
}

// The paragraphs that the stretch [start, end) of a part touches; those of a part stand together, in order.
export function touched(blocks, part, start, end) {
  let low = blocks.findIndex((block) => block.part === part);
  let high = blocks.findLastIndex((block) => block.part === part) + 1;
  if (low < 0) return [];
  const last = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  let beyond = low;
  while (beyond < last && blocks[beyond].start < end) beyond += 1;
  return blocks.slice(low, beyond);
}

// One Range for each of them.
export function rangesOf(blocks, part, start, end) {
  const found = [];
  for (const block of touched(blocks, part, start, end)) {
    const range = new Range();
    range.setStart(block.node, Math.max(start, block.start) - block.start);
    range.setEnd(block.node, Math.min(end, block.end) - block.start);
    found.push(range);
  }
  return found;
}

// The character under a point of the window, as {part, offset, block}; null where there is none.
export function characterAt(blocks, x, y) {
  const caret = caretAt(x, y);
  const block = caret && blocks.find((b) => b.node === caret.node);
  if (!block) return null;
  for (const offset of outward(caret.offset)) {
    if (offset >= 0 && offset < block.node.data.length && covers(block.node, offset, x, y)) {
      return { part: block.part, offset: block.start + offset, block };
    }
  }
  return null;
}

// Where digits stand in Arabic, the caret beside a digit may be counted at the far end of its run: so look further out.
function* outward(offset) {
  for (let by = 0; by < REACH; by += 1) yield* [offset + by, offset - by - 1];
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const at = document.caretPositionFromPoint(x, y);
    return at && { node: at.offsetNode, offset: at.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

function covers(node, offset, x, y) {
  const low = isTrail(node.data, offset) ? offset - 1 : offset;
  const range = new Range();
  range.setStart(node, low);
  range.setEnd(node, Math.min(node.data.length, isLead(node.data, low) ? low + 2 : low + 1));
  return [...range.getClientRects()].some((r) => x >= r.left - 1 && x <= r.right + 1 && y >= r.top - 2 && y <= r.bottom + 2);
}

const isLead = (text, i) => (text.charCodeAt(i) & 0xfc00) === 0xd800;
const isTrail = (text, i) => (text.charCodeAt(i) & 0xfc00) === 0xdc00;

// The UTF-16 offset of a code-point offset of the text, counted through its paragraphs.
export function unitsOf(blocks, part, points) {
  let wide = 0;
  for (const block of blocks.filter((b) => b.part === part)) {
    const startPoints = block.start - wide;
    if (points < startPoints) break;
    let left = points - startPoints;
    for (let i = 0; i < block.node.data.length && left > 0; i += 1, left -= 1) {
      if (isLead(block.node.data, i)) {
        wide += 1;
        i += 1;
      }
    }
    if (left <= 0) break;
  }
  return points + wide;
}

// Puts these ranges into the page's highlight of this name; a higher priority is painted above.
export function light(name, ranges, priority) {
  if (!("highlights" in CSS) || (!ranges.length && !CSS.highlights.get(name)?.size)) return; // a change of any draws all anew
  const highlight = new Highlight(...ranges);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}
