// Brushing the period: dragging over the bars asks for those days. A click on a bar, a link of its own, asks for its days without a script too.

const figure = document.getElementById("period");
const bars = figure ? [...figure.querySelectorAll("a[data-first]")] : [];
let from = null;
let dragged = false;

const at = (x) => bars.filter((bar) => {
  const box = bar.querySelector(".hit").getBoundingClientRect();
  return box.x <= Math.max(x, from) && box.x + box.width >= Math.min(x, from);
});

function paint(chosen) {
  for (const bar of bars) bar.classList.toggle("out", chosen.length > 0 && !chosen.includes(bar));
}

figure?.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  from = event.clientX;
  dragged = false;
});
figure?.addEventListener("pointermove", (event) => {
  if (from === null || Math.abs(event.clientX - from) < 6) return;
  dragged = true;
  paint(at(event.clientX));
});
addEventListener("pointerup", (event) => {
  if (from !== null && dragged) {
    const days = at(event.clientX).flatMap((bar) => [bar.dataset.first, bar.dataset.last]).sort();
    const address = new URL(location.href);
    if (days.length) {
      address.pathname = figure.dataset.address;
      address.searchParams.set("since", days[0]);
      address.searchParams.set("until", days.at(-1));
      location.assign(address);
    }
  }
  from = null;
});
figure?.addEventListener("click", (event) => dragged && event.preventDefault(), true);
figure?.addEventListener("dragstart", (event) => event.preventDefault());
