// A form is sent once, however often its button is pressed.
const AGAIN_AFTER = 5000; // milliseconds: by then the answer has come, or never will
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, AGAIN_AFTER);
});
// the page comes back as it was left when one goes back to it
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
