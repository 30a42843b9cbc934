// On every page: Ctrl+K goes to the search box; links that change a wish keep the place in the report.

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
    event.preventDefault();
    const box = document.getElementById("find");
    box.focus();
    box.select();
  }
});

for (const link of document.querySelectorAll("a[data-keep-hash]")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}
