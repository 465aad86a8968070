// Shows a password that is being typed, on request. Without script it stays hidden.
for (const button of document.querySelectorAll("[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  button.hidden = false;
  button.addEventListener("click", () => {
    const isShown = field.type === "password";
    field.type = isShown ? "text" : "password";
    button.setAttribute("aria-pressed", isShown);
    field.focus();
  });
  // A browser that remembers what was typed into text fields is not to remember this.
  field.form.addEventListener("submit", () => { field.type = "password"; });
}
