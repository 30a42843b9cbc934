// Files that are dropped onto the inbox go into its form, where they are sent with the rest.

const box = document.getElementById("drop");
const files = document.querySelector("#bring input[type=file]:not([webkitdirectory])");

for (const name of ["dragenter", "dragover"]) box?.addEventListener(name, (event) => {
  event.preventDefault();
  box.classList.add("over");
});
box?.addEventListener("dragleave", () => box.classList.remove("over"));
box?.addEventListener("drop", (event) => {
  event.preventDefault();
  box.classList.remove("over");
  files.files = event.dataTransfer.files;
  document.getElementById("dropped").textContent = [...files.files].map((f) => f.name).join(" · ");
});
