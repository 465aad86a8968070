// Clocks, the length of a text while it is written, and words that it should do without.
import "./once.js";
import { tick } from "./clocks.js";
import { length, parts, spelt, unwise } from "./text_length.js";

function measure(field, output) {
  const words = spelt(field.value.trim(), "ucs2" in field.dataset);
  const found = unwise(words, field.dataset.unwise);
  const warning = found.length ? ` Better without: ${found.join(", ")}.` : "";
  const count = parts(words);
  output.textContent = words ? `${length(words)} characters, ${count} text${count > 1 ? "s" : ""}.${warning}` : "";
  output.classList.toggle("wrong", found.length > 0);
}

const form = document.querySelector("[data-text]");
if (form) {
  const field = form.elements.words;
  const output = form.querySelector("[data-segments]");
  field.addEventListener("input", () => {
    form.querySelector("[value=own]").checked = true;
    measure(field, output);
  });
  measure(field, output);
}
setInterval(tick, 1000);
