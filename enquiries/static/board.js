// Keeps the board as it is now: asks every two seconds whether anything changed, and puts in what did.
import "./once.js";
import { tick } from "./clocks.js";

const EVERY = 2000; // milliseconds
const SLOWEST = 15000;
const live = document.querySelector("[data-live]");
const news = document.querySelector("[data-news]");
const lost = document.querySelector("[data-lost]");
const title = document.title;
let seen = "";
let pause = EVERY;
let pressed = false;
let waiting = idsWaiting();

function idsWaiting() {
  return new Set([...live.querySelectorAll("#waiting .card")].map((card) => card.id));
}

function wanted(name) {
  return localStorage.getItem(name) === "yes";
}

function choice(name) {
  const button = document.querySelector(`[data-${name}]`);
  const show = () => button.setAttribute("aria-pressed", String(wanted(name)));
  button.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem(name, wanted(name) ? "no" : "yes");
    show();
    if (name === "sound" && wanted(name)) ring();
    count();
  });
  show();
}

function ring() {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 880;
  volume.gain.setValueAtTime(0.2, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.6);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.6);
}

function count() {
  document.title = wanted("count") && waiting.size ? `(${waiting.size}) ${title}` : title;
}

function announce() {
  const now = idsWaiting();
  const fresh = [...now].filter((id) => !waiting.has(id)).length;
  waiting = now;
  count();
  if (!fresh) return;
  news.textContent = fresh === 1 ? "One more is waiting." : `${fresh} more are waiting.`;
  if (wanted("sound")) ring();
}

// What is written in a section, but for its clocks, which run.
function written(section) {
  return section.outerHTML.replace(/(<time[^>]*>)[^<]*/g, "$1").replaceAll("wait late", "wait");
}

// Only what is different is put in, so that what you are about to press stays where it is.
function put(page) {
  const fresh = document.createElement("div");
  fresh.innerHTML = page;
  const focused = document.activeElement?.id;
  const [before, after] = [live, fresh].map((root) => root.querySelectorAll("section, .columns, .columns > div"));
  const same = before.length === after.length && [...before].every((each, place) => each.id === after[place].id);
  if (same) {
    before.forEach((each, place) => {
      if (each.matches("section") && written(each) !== written(after[place])) each.replaceWith(after[place]);
    });
  } else {
    live.replaceChildren(...fresh.childNodes);
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  tick();
  announce();
}

async function look() {
  try {
    const headers = { "X-Requested-With": "fetch", ...(seen && { "If-None-Match": seen }) };
    const answer = await fetch(live.dataset.live, { headers, cache: "no-store" });
    if (answer.status === 401) return say("You’re signed out. Reload this page to sign in.");
    if (!answer.ok && answer.status !== 304) throw new Error(answer.status);
    if (answer.status === 200) {
      const page = await answer.text();
      while (pressed) await new Promise((done) => setTimeout(done, 50));
      seen = answer.headers.get("ETag");
      put(page);
    }
    lost.hidden = true;
    pause = EVERY;
  } catch {
    pause = Math.min(pause * 2, SLOWEST);
    say("No connection: this board may be out of date. Alerts by text are not affected.");
  }
  setTimeout(look, document.hidden ? SLOWEST / 3 : pause);
}

function say(words) {
  lost.textContent = words;
  lost.hidden = false;
}

addEventListener("pointerdown", () => (pressed = true));
for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => setTimeout(() => (pressed = false), 80));
choice("sound");
choice("count");
setInterval(tick, 1000);
setTimeout(look, EVERY);
