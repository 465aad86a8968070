// A centre's own text while it is written: how it looks filled in, how long it can get. The server decides.
import "./once.js";
import { length, parts, spelt, unwise } from "./text_length.js";

const form = document.querySelector("[data-wording]");
const field = form.elements.words;
const values = JSON.parse(form.dataset.values);
const most = Number(form.dataset.most);
const ucs2 = "ucs2" in form.dataset;
const count = form.querySelector("[data-count]");

const long = (words) => length(words, ucs2);
const fill = (words, given) => words.replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);

function filled(words, given) {
  const whole = fill(words, given);
  // what a centre says of itself is left out where there is no room
  return long(whole) <= most ? whole : fill(words, { ...given, says: "" });
}

function show() {
  const words = spelt(field.value.trim().replace(/\s+/g, " "), ucs2);
  for (const [name, given] of Object.entries(values)) {
    const text = filled(words, given);
    form.querySelector(`[data-preview=${name}]`).textContent = text;
    form.querySelector(`[data-length=${name}]`).textContent = `${long(text)} of ${most} characters`;
  }
  const longest = filled(words, values.longest);
  const excess = long(longest) - most;
  const found = unwise(words, form.dataset.unwise);
  const says = [`${long(longest)} characters where it is longest, ${parts(longest)} text${parts(longest) > 1 ? "s" : ""}.`];
  const strange = (words.match(/\{\w+\}/g) ?? []).filter((each) => !(each.slice(1, -1) in values.longest));
  if (strange.length) says.push(`Nothing fills in ${strange.join(", ")}.`);
  if (excess > 0) says.push(`Shorten it by ${excess}.`);
  if (found.length) says.push(`Take out: ${found.join(", ")}.`);
  count.textContent = says.join(" ");
  count.classList.toggle("wrong", says.length > 1);
}

field.addEventListener("input", show);
form.querySelector("[value=preview]").hidden = true;
show();
