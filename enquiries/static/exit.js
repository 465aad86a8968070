// Leaves the page at once: by the link, or by pressing Shift three times and nothing else. What was typed is cleared
// first, and our server forgets the session meanwhile.
const exit = document.querySelector("[data-exit]");
const WITHIN = 5000; // milliseconds
let presses = [];
let alone = false; // whether Shift is down and made no capital
let isOver = false; // left, or sent: what a browser kept of this page is not to be shown again

function leave(event) {
  event?.preventDefault();
  isOver = true;
  document.body.hidden = true;
  document.title = "";
  for (const form of document.forms) clear(form);
  navigator.sendBeacon(exit.pathname);
  top.location.replace(exit.dataset.exit); // in a frame, the page around it goes too
}

function clear(form) {
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
}

exit.addEventListener("click", leave);
document.addEventListener("keydown", (event) => {
  alone = event.key === "Shift";
  if (!alone) presses = [];
});
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  presses = [...presses, event.timeStamp].filter((at) => at > event.timeStamp - WITHIN);
  if (presses.length >= 3) leave();
});

// The back button: a page that the browser kept is fetched again, and what it would fill in again is emptied.
document.addEventListener("submit", () => {
  isOver = true;
});
window.addEventListener("pageshow", (event) => {
  const [came] = performance.getEntriesByType("navigation");
  if (event.persisted && isOver) location.replace(location.href);
  else if (!event.persisted && came?.type === "back_forward") {
    for (const form of document.forms) form.reset();
  }
});
