// Puts the form that asks for a call where this script stands, in a frame as high as the form.
//
//   <script src="https://…/embed.js" data-centre="willow-house"></script>
//
// It needs nothing of the page around it, changes nothing there, keeps no cookie, and sends nothing but the language and
// the campaign (utm_source, utm_medium, utm_campaign) that the page was opened with. The language is that of data-lang,
// else of the page (<html lang>), else of the browser.
(() => {
  "use strict";
  const script = document.currentScript;
  const centre = script?.dataset.centre;
  if (!centre) {
    console.error('The form is not shown: its script needs data-centre="…".');
    return;
  }
  const WORDS = {{ words | tojson }};
  const wanted = [script.dataset.lang, document.documentElement.lang, ...navigator.languages];
  const lang = wanted.map((each) => each?.split("-")[0].toLowerCase()).find((each) => Object.hasOwn(WORDS, each)) ?? "en";
  const words = WORDS[lang];
  const LOWEST = 200, HIGHEST = 20000; // pixels: no message makes the frame vanish, or the page endless
  const PATIENCE = 3000; // milliseconds from the frame being there to its first message

  const form = new URL(`embed/${encodeURIComponent(centre)}`, script.src);
  const page = new URL(`callback/${encodeURIComponent(centre)}`, script.src);
  const isLinked = [...document.links].some((each) => each.href.split("?")[0] === page.href);
  for (const each of [form, page]) each.searchParams.set("lang", lang);
  const asked = new URLSearchParams(location.search);
  for (const name of ["utm_source", "utm_medium", "utm_campaign"]) {
    if (asked.has(name)) form.searchParams.set(name, asked.get(name));
  }

  const frame = document.createElement("iframe");
  let heard = false;
  frame.src = form.href;
  frame.title = script.dataset.title || words.title;
  frame.lang = lang;
  frame.referrerPolicy = "no-referrer";
  // Property by property: a strict policy forbids the attribute `style`, and not this.
  frame.style.display = "block";
  frame.style.width = "100%";
  frame.style.border = "0";
  frame.style.colorScheme = "normal";
  // Room is kept from the start, so that nothing below moves while it is being read.
  frame.style.height = `${script.parentElement.clientWidth < 500 ? 3200 : 2400}px`;

  addEventListener("message", (event) => {
    if (event.origin !== form.origin || event.source !== frame.contentWindow) return;
    heard = true;
    const { height, answered } = Object(event.data);
    if (Number.isFinite(height)) {
      frame.style.height = `${Math.min(Math.max(Math.ceil(height), LOWEST), HIGHEST)}px`;
    }
    // What was pressed is far below the words that now stand at the top.
    if (answered === true && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });

  // A frame that is refused, by us or by the page around it, is loaded all the same, and silent.
  frame.addEventListener("load", () => setTimeout(() => heard || frame.replaceWith(instead()), PATIENCE));

  if (!isLinked) script.before(link());
  script.after(frame);

  function instead() {
    const paragraph = document.createElement("p");
    paragraph.lang = lang;
    paragraph.append(words.refused, " ", link());
    return paragraph;
  }

  function link() {
    const made = document.createElement("a");
    made.href = page.href;
    made.lang = lang;
    made.textContent = words.link;
    return made;
  }
})();
