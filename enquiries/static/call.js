// Logs the dial while the phone opens. The link takes the place of the button that does the same without script.
const button = document.querySelector("[data-dial-button]");
const link = document.querySelector("[data-dial-link]");

if (button && link) {
  button.hidden = true;
  link.hidden = false;
  link.addEventListener("click", () => {
    navigator.sendBeacon(location.pathname, new URLSearchParams({ beacon: "1" }));
  });
}
