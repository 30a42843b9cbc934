// The form that corrects or makes a claim: one control a field, made from the book; Tab goes on, Enter keeps, Esc lets go.

const book = JSON.parse(document.getElementById("book").textContent);
const FEW = 6;
const COMMA = /\s*[;؛\n]\s*/;

// Shows the form and calls `kept` with the fields that changed (all that are told for a new claim), and the kind.
export function ask(form, options, kept) {
  const { words } = options;
  form.replaceChildren();
  form.hidden = false;
  if (options.reason) form.append(labelled(words.reason, text("reason", "")), note(options.reason));
  else fill(form, options);
  form.append(buttons(words));
  form.onsubmit = (event) => {
    event.preventDefault();
    leave(form);
    if (options.reason) kept({ reason: form.elements.reason.value.trim() });
    else kept(changes(form, options), form.elements.kind?.value ?? options.kind);
  };
  form.onkeydown = (event) => {
    if (event.key === "Escape") leave(form);
    else if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
    else form.requestSubmit();
    event.preventDefault();
    event.stopPropagation();
  };
  const first = form.querySelector("input, select");
  first?.focus();
  first?.select?.();
}

// Hides the form; the keys are the page's again at once, not only when the browser next looks for the focus.
export function leave(form) {
  if (form.contains(document.activeElement)) document.activeElement.blur();
  form.hidden = true;
}

function fill(form, options) {
  const draw = (kind) => {
    for (const row of [...form.querySelectorAll(".edit-row:not(.of-kind)")]) row.remove();
    const fields = book[kind].fields.map((field) => control(field, options.values[field.name], options));
    form.append(...fields);
    if (form.lastElementChild.className !== "edit-buttons") form.append(...form.querySelectorAll(".edit-buttons"));
  };
  if (options.kinds) {
    const kinds = select("kind", Object.entries(book).map(([code, { label }]) => [code, label]), options.kind);
    kinds.addEventListener("change", () => draw(kinds.value));
    const row = labelled(options.words.kind, kinds);
    row.classList.add("of-kind");
    form.append(row);
  }
  draw(options.kind);
}

function control(field, value, options) {
  const given = Array.isArray(value) ? value.join("؛ ") : value ?? "";
  const by = {
    code: () => select(field.name, field.name === book[options.kind]?.typed ? field.options : [["", "–"], ...field.options], value ?? ""),
    codes: () => many(field, value ?? []),
    number: () => text(field.name, given, "numeric"),
    day: () => dated(field.name, given),
    days: () => days(field.name, value),
    names: () => text(field.name, given),
    text: () => text(field.name, given),
  };
  const row = labelled(field.label, by[field.sort]());
  row.dataset.sort = field.sort;
  row.dataset.name = field.name;
  return row;
}

function labelled(words, input) {
  const label = document.createElement("label");
  label.className = "edit-row";
  const name = document.createElement("span");
  name.textContent = words;
  label.append(name, input);
  return label;
}

function text(name, value, mode = "text") {
  const input = document.createElement("input");
  Object.assign(input, { name, value, dir: "auto", autocomplete: "off", inputMode: mode });
  return input;
}

function dated(name, value) {
  const input = text(name, value);
  input.type = "date";
  return input;
}

function days(name, value) {
  const box = document.createElement("span");
  box.className = "edit-days";
  box.append(dated(`${name}.0`, value?.[0] ?? ""), dated(`${name}.1`, value?.[1] ?? ""));
  return box;
}

function select(name, options, chosen) {
  const box = document.createElement("select");
  box.name = name;
  for (const [code, label] of options) box.append(new Option(label, code, false, code === chosen));
  return box;
}

function many(field, chosen) {
  const box = select(field.name, field.options, null);
  box.multiple = true;
  box.size = Math.min(field.options.length, FEW);
  for (const option of box.options) option.selected = chosen.includes(option.value);
  return box;
}

function note(words) {
  const p = document.createElement("p");
  p.className = "within";
  p.textContent = words;
  return p;
}

function buttons(words) {
  const row = document.createElement("p");
  row.className = "edit-buttons";
  const keep = document.createElement("button");
  keep.textContent = words.keep;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = words.cancel;
  drop.addEventListener("click", () => leave(row.parentElement));
  row.append(keep, drop);
  return row;
}

const DIGITS = "٠١٢٣٤٥٦٧٨٩";
const western = (value) => value.replace(/[٠-٩]/g, (d) => DIGITS.indexOf(d));

function changes(form, options) {
  const found = {};
  for (const row of form.querySelectorAll(".edit-row[data-name]")) {
    const { name, sort } = row.dataset;
    const value = read(form, row, name, sort);
    const before = options.values[name] ?? (sort === "names" || sort === "codes" ? [] : null);
    const told = Array.isArray(value) ? value.length : value !== null;
    if (options.all ? told : JSON.stringify(value) !== JSON.stringify(before)) found[name] = value;
  }
  return figures(found, options);
}

function read(form, row, name, sort) {
  if (sort === "codes") return [...row.querySelector("select").selectedOptions].map((o) => o.value);
  if (sort === "days") {
    const [first, last] = [...row.querySelectorAll("input")].map((i) => i.value);
    return first ? [first, last || first] : null;
  }
  const value = form.elements[name].value.trim();
  if (sort === "names") return value.split(COMMA).filter(Boolean);
  if (sort === "number") return value === "" ? null : Number.parseInt(western(value), 10);
  return value || null;
}

// An exact figure stays one: where only its least was written, its most goes along.
function figures(found, { values }) {
  const exact = (values.approx ?? "exact") === "exact" && values.min === values.max;
  if ("min" in found && !("max" in found) && !("approx" in found) && exact) found.max = found.min;
  return found;
}
