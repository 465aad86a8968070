// Clocks, the length of a text while it is written, and words that it should do without.
import "./once.js";
import { tick } from "./clocks.js";

const TWICE = /[\f^{}\\[~\]|€]/g; // these take two places in a text (3GPP TS 23.038)
const [ALONE, PART] = [160, 153];

function measure(field, output) {
  const words = field.value.trim();
  const length = words.length + (words.match(TWICE) ?? []).length;
  const parts = length <= ALONE ? 1 : Math.ceil(length / PART);
  const unwise = [...new Set(words.toLowerCase().match(new RegExp(field.dataset.unwise, "g")) ?? [])];
  const warning = unwise.length ? ` Better without: ${unwise.join(", ")}.` : "";
  output.textContent = words ? `${length} characters, ${parts} text${parts > 1 ? "s" : ""}.${warning}` : "";
  output.classList.toggle("wrong", unwise.length > 0);
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
