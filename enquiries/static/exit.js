// Leaves the page at once: by the link, or by pressing Shift three times. What was typed is cleared first, so that
// the back button does not show it, and our server forgets the session meanwhile.
const exit = document.querySelector("[data-exit]");
const WITHIN = 5000; // milliseconds
let presses = [];
let isOver = false; // left, or sent: what a browser kept of this page is not to be shown again

function leave(event) {
  event?.preventDefault();
  isOver = true;
  document.body.hidden = true;
  document.title = "";
  for (const form of document.forms) clear(form);
  navigator.sendBeacon(exit.pathname);
  location.replace(exit.dataset.exit);
}

function clear(form) {
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
}

exit.addEventListener("click", leave);
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  presses = [...presses, event.timeStamp].filter((at) => at > event.timeStamp - WITHIN);
  if (presses.length >= 3) leave();
});
document.addEventListener("submit", () => {
  isOver = true;
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted && isOver) location.reload();
});
