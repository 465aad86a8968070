// A centre's own text while it is written: how it looks filled in, how long it can get. The server decides.
import "./once.js";
import { ALONE, length, parts, unwise } from "./text_length.js";

const form = document.querySelector("[data-wording]");
const field = form.elements.words;
const values = JSON.parse(form.dataset.values);
const count = form.querySelector("[data-count]");

const fill = (words, given) => words.replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);

function filled(words, given) {
  const whole = fill(words, given);
  // what a centre says of itself is left out where there is no room
  return length(whole) <= ALONE ? whole : fill(words, { ...given, says: "" });
}

function show() {
  const words = field.value.trim().replace(/\s+/g, " ");
  for (const [name, given] of Object.entries(values)) {
    const text = filled(words, given);
    form.querySelector(`[data-preview=${name}]`).textContent = text;
    form.querySelector(`[data-length=${name}]`).textContent = `${length(text)} of ${ALONE} characters`;
  }
  const longest = filled(words, values.longest);
  const excess = length(longest) - ALONE;
  const found = unwise(words, form.dataset.unwise);
  const says = [`${length(longest)} characters where it is longest, ${parts(longest)} text${parts(longest) > 1 ? "s" : ""}.`];
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
