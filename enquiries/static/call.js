// Logs the dial, and opens the phone once that is done. If the person has asked meanwhile not to be rung, the page is
// shown again instead. The link takes the place of the button that does the same without script. Without a network
// the phone opens all the same: a call that is not logged is better than none.
const button = document.querySelector("[data-dial-button]");
const link = document.querySelector("[data-dial-link]");

if (button && link) {
  button.hidden = true;
  link.hidden = false;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ beacon: "1" });
    const answer = await fetch(location.pathname, { method: "POST", body, keepalive: true }).catch(() => null);
    if (answer && answer.status >= 400 && answer.status < 500) {
      location.reload();
    } else {
      location.href = link.href;
    }
  });
}
