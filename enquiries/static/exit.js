// Leaves the page at once: by the button, or by pressing Shift three times. What was typed is cleared first, so
// that the back button does not show it.
const exit = document.querySelector("[data-exit]");
const WITHIN = 5000; // milliseconds
let presses = [];

function leave(event) {
  event?.preventDefault();
  document.body.hidden = true;
  for (const field of document.querySelectorAll("input:not([type=hidden]), textarea")) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
  top.location.replace(exit.href); // in a frame, the page around it goes too
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
