// On every page: the chosen entry of the menu is in view; links that change a wish keep the place in the report; a file that was chosen is named.

// the strip is scrolled by itself, so that the page stays where it is
const chosen = document.querySelector("nav.main [aria-current]");
if (chosen) {
  const strip = chosen.parentElement;
  const [a, b] = [chosen.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollBy(a.x + a.width / 2 - (b.x + b.width / 2), 0);
}

for (const link of document.querySelectorAll("a[data-keep-hash]")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

for (const name of document.querySelectorAll("[data-picked]")) {
  const input = name.parentElement.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    if (input.files.length) name.textContent = input.files[0].name;
  });
}
