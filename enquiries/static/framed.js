// In the frame on a centre's own site: tells the page around it how high the form is, and when an answer has come.
// It may tell any page: browsers show this one only where the centre allows it, and a height says nothing.
const answered = "answered" in document.currentScript.dataset;
const tell = (what) => parent.postMessage(what, "*");

if (parent !== window) {
  new ResizeObserver(() => tell({ height: document.documentElement.getBoundingClientRect().height })).observe(
    document.documentElement,
  );
  if (answered) {
    tell({ answered });
    // Browsers do not obey `autofocus` in a frame of another site.
    document.querySelector("[data-answer], .summary, .urgent")?.focus({ preventScroll: true });
  }
  // No other page of ours may be framed.
  for (const link of document.querySelectorAll('a[href^="/"]:not([data-exit])')) link.target = "_blank";
}
