// The letters that the keyboard's layout puts on physical keys, for the legend: asked of the browser where it tells, else learnt.

const ARABIC = {
  KeyA: "ش", KeyS: "س", KeyD: "ي", KeyF: "ب", KeyG: "ل", KeyH: "ا", KeyJ: "ت", KeyK: "ن", KeyL: "م", KeyQ: "ض", KeyW: "ص", KeyE: "ث",
  KeyR: "ق", KeyT: "ف", KeyY: "غ", KeyU: "ع", KeyI: "ه", KeyO: "خ", KeyP: "ح", BracketLeft: "ج", BracketRight: "د", KeyZ: "ئ", KeyX: "ء",
  KeyC: "ؤ", KeyV: "ر", KeyB: "لا", KeyN: "ى", KeyM: "ة",
};
const isArabic = (key) => /[\u0621-\u064a]/.test(key);
let letters = {};

const latin = (code) => (code === "BracketLeft" ? "[" : code === "BracketRight" ? "]" : code.replace("Key", ""));
const letter = (code) => (letters[code] ?? latin(code)).toLocaleUpperCase();

function draw() {
  for (const key of document.querySelectorAll("kbd[data-code]")) key.textContent = letter(key.dataset.code);
}

// Fills every `kbd[data-code]` and keeps it true: a key that was pressed tells which layout is active.
export async function showLayout() {
  letters = document.documentElement.lang === "ar" ? ARABIC : {};
  draw();
  try {
    const map = await navigator.keyboard?.getLayoutMap();
    if (map?.size) letters = Object.fromEntries(map);
  } catch {
    // some browsers keep it to themselves
  }
  draw();
}

export function learn(event) {
  if (!event.code.startsWith("Key") || event.key.length > 2) return;
  const active = isArabic(event.key) ? ARABIC : /[a-z]/i.test(event.key) ? {} : letters;
  if (active[event.code] === letters[event.code] && letter(event.code) === event.key.toLocaleUpperCase()) return;
  letters = active;
  draw();
}

export { draw };
