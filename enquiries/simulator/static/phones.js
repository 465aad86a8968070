// The page: asks every moment what is new, and hands it to the phones.

import { attempt, get, post } from "./api.js";
import { NetworkFaults } from "./faults.js";
import { dialled } from "./numbers.js";
import { Phone } from "./phone.js";

const EVERY = 700; // milliseconds
const shelf = document.getElementById("phones");
const trouble = document.getElementById("trouble");
const network = new NetworkFaults(
  document.querySelector("#faults ul"), document.getElementById("faults-on"), () => refresh(),
);
const phones = new Map(); // by number
const texts = new Map(); // by SID: all that was ever seen, for phones that appear later
const numbers = new Set(); // the service's own
let seen = { epoch: "", version: 0 };
let asking = null;

async function refresh() {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

async function ask() {
  try {
    const state = await get(`/state.json?epoch=${seen.epoch}&since=${seen.version}`);
    trouble.hidden = true;
    if (state.epoch !== seen.epoch) startAfresh();
    if (state.messages) show(state, seen.epoch === state.epoch);
    seen = { epoch: state.epoch, version: state.version };
  } catch {
    trouble.textContent = "The stand-in does not answer. Trying again …";
    trouble.hidden = false;
  }
}

function startAfresh() {
  shelf.replaceChildren();
  for (const kept of [phones, texts, numbers]) kept.clear();
}

function show(state, fresh) {
  showGuide(state.guide);
  network.show(state.faults);
  showPhones(state.phones);
  for (const number of state.numbers) numbers.add(number);
  for (const message of state.messages) {
    texts.set(message.sid, message);
    if (message.direction !== "inbound") numbers.add(message.from);
  }
  for (const phone of phones.values()) {
    phone.offer([...numbers]);
    phone.setFaults(state.faults);
  }
  for (const message of state.messages) phones.get(holder(message))?.show(message, fresh);
}

function countUnread() {
  const unread = [...phones.values()].reduce((sum, phone) => sum + phone.unread.size, 0);
  document.title = unread ? `(${unread}) Phones` : "Phones";
}

function holder({ direction, from, to }) {
  return direction === "inbound" ? from : to;
}

// Phones keep their place and what is being typed on them; only what is new or gone changes.
function showPhones(declared) {
  const wanted = new Set(declared.map(({ number }) => number));
  for (const [number, phone] of phones) {
    if (wanted.has(number)) continue;
    phone.element.remove();
    phones.delete(number);
  }
  declared.forEach((each, place) => {
    const phone = phones.get(each.number) ?? addPhone(each);
    phone.rename(each.name, each.side);
    if (shelf.children[place] !== phone.element) shelf.insertBefore(phone.element, shelf.children[place] ?? null);
  });
}

function addPhone(declared) {
  const phone = new Phone(declared, refresh);
  phones.set(declared.number, phone);
  for (const message of texts.values()) if (holder(message) === declared.number) phone.show(message, false);
  return phone;
}

function showGuide(lines) {
  const guide = document.getElementById("guide");
  guide.hidden = !lines.length;
  guide.replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line.replace(/^\d+[.)]?\s+/, "");
    return item;
  }));
}

document.getElementById("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const phone = { number: dialled(form.elements.number.value), name: form.elements.name.value, side: "public" };
  if (await attempt(form, () => post("phones", phone))) form.elements.number.value = "";
  refresh();
});

document.getElementById("next-visitor").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await attempt(event.target, () => post("next-visitor", {}))) await refresh();
  shelf.querySelector('[data-side="public"] textarea')?.focus({ preventScroll: false });
});

document.querySelector("#afresh form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await attempt(event.target, () => post("start-afresh", {}))) document.getElementById("afresh").open = false;
  refresh();
});

async function goOn() {
  await refresh();
  countUnread();
  setTimeout(goOn, document.hidden ? 3 * EVERY : EVERY);
}

goOn();
