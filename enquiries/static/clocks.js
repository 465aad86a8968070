// Lets the clocks of those who wait run, and says who waits longer than is promised.
function spoken(seconds) {
  if (seconds < 60) return `${seconds} s`;
  const [large, small, whole, rest] =
    seconds < 3600
      ? ["min", "s", Math.floor(seconds / 60), seconds % 60]
      : ["h", "min", Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return rest ? `${whole} ${large} ${rest} ${small}` : `${whole} ${large}`;
}

// The server's clock counts: that of a desk may be wrong.
const offset = document.querySelector("[data-now]").dataset.now - Date.now() / 1000; // seconds

export function tick() {
  const now = Date.now() / 1000 + offset;
  for (const clock of document.querySelectorAll("time[data-since]")) {
    const waited = Math.max(0, Math.floor(now - clock.dataset.since));
    clock.textContent = spoken(waited);
    clock.parentElement.classList.toggle("late", waited > clock.dataset.promise);
  }
}
