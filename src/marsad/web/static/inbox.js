// Files that are dropped onto the inbox go into its form, where they are sent with the rest; what was chosen is named below.

const box = document.getElementById("drop");
const inputs = [...document.querySelectorAll("#bring input[type=file]")];
const told = document.getElementById("dropped");
const SHOWN = 6;

function tell() {
  const names = inputs.flatMap((input) => [...input.files].map((file) => file.name));
  const rest = names.length - SHOWN;
  told.textContent = [...names.slice(0, SHOWN), ...(rest > 0 ? [told.dataset.more.replace("{n}", rest)] : [])].join(" · ");
}

for (const input of inputs) input.addEventListener("change", tell);
for (const name of ["dragenter", "dragover"]) box?.addEventListener(name, (event) => {
  event.preventDefault();
  box.classList.add("over");
});
box?.addEventListener("dragleave", () => box.classList.remove("over"));
box?.addEventListener("drop", (event) => {
  event.preventDefault();
  box.classList.remove("over");
  inputs[0].files = event.dataTransfer.files;
  tell();
});
tell();
