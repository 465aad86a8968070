// One phone: its texts, the box to type in, and the marks for what has not been read.

import { attempt, post } from "./api.js";
import { fillBubble, makeBubble } from "./bubble.js";
import { dialled, spoken } from "./numbers.js";
import { makeSwitch, setSwitch, turnForPhone, PHONE_FAULTS } from "./faults.js";

const template = document.getElementById("phone-template");

export class Phone {
  constructor({ number, name, side }, refresh) {
    Object.assign(this, { number, refresh, bubbles: new Map(), unread: new Set(), chosen: false });
    this.element = template.content.firstElementChild.cloneNode(true);
    this.talk = this.find(".talk");
    this.list = this.find(".talk ol");
    this.words = this.find("textarea");
    this.find(".own").textContent = spoken(number);
    this.find(".renumber input").value = spoken(number);
    this.rename(name, side);
    this.addSwitches();
    this.listen();
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  rename(name, side) {
    this.name = name;
    this.side = side;
    this.element.dataset.side = side;
    const shown = name === this.number ? spoken(name) : name;
    this.find("h2").textContent = shown;
    this.element.setAttribute("aria-label", `Phone: ${shown}`);
    this.talk.setAttribute("aria-label", `Texts on the phone of ${shown}`);
    this.words.setAttribute("aria-label", `Text from ${shown}`);
  }

  addSwitches() {
    this.switches = PHONE_FAULTS.map((fault) => {
      const element = makeSwitch(fault, (on) => turnForPhone(fault.kind, this.number, on).then(this.refresh));
      this.find(".switches").append(element);
      return element;
    });
  }

  listen() {
    const { element, words } = this;
    for (const event of ["focusin", "pointerdown"]) element.addEventListener(event, () => this.read());
    words.addEventListener("input", () => fit(words));
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.find(".compose").requestSubmit();
    });
    this.find(".to select").addEventListener("change", () => (this.chosen = true));
    this.find(".compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.find(".picture").addEventListener("click", () => this.send([{ type: "image/png" }]));
    this.find(".renumber").addEventListener("submit", (event) => this.renumber(event));
  }

  async send(media = []) {
    const body = this.words.value.trim();
    if (!body && !media.length) return;
    this.words.value = "";
    fit(this.words);
    const text = { from: this.number, to: this.find(".to select").value, body, media };
    setTimeout(this.refresh, 60);
    const sent = await attempt(this.find(".compose"), () => post("inbound", text));
    if (!sent && !this.words.value) this.words.value = body;
    this.refresh();
  }

  async renumber(event) {
    event.preventDefault();
    const number = dialled(event.target.elements.number.value);
    const phone = { number, name: this.name, side: this.side, replaces: this.number };
    if (await attempt(event.target, () => post("phones", phone))) this.refresh();
  }

  // Offer the service's numbers to text; the last one that texted this phone, until a choice is made.
  offer(numbers) {
    const select = this.find(".to select");
    const offered = [...select.options].map((option) => option.value);
    if (offered.join() === numbers.join()) return;
    const kept = select.value;
    select.replaceChildren(...numbers.map((number) => new Option(spoken(number), number)));
    if (numbers.includes(kept)) select.value = kept;
  }

  show(message, fresh) {
    const mine = message.direction === "inbound";
    const atEnd = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 80;
    let bubble = this.bubbles.get(message.sid);
    if (!bubble) {
      bubble = makeBubble();
      bubble.dataset.id = message.id;
      this.bubbles.set(message.sid, bubble);
      this.place(bubble, message.id);
      if (!mine && fresh) this.unread.add(message.sid);
    }
    fillBubble(bubble, message, mine);
    if (!mine && !this.chosen) this.find(".to select").value = message.from;
    if (atEnd || mine) this.talk.scrollTop = this.talk.scrollHeight;
    if (this.element.contains(document.activeElement) && document.hasFocus()) this.read();
    this.mark();
  }

  place(bubble, id) {
    const after = [...this.list.children].reverse().find((other) => Number(other.dataset.id) < id);
    if (after) after.after(bubble);
    else this.list.prepend(bubble);
  }

  setFaults(faults) {
    for (const [index, { kind }] of PHONE_FAULTS.entries()) {
      const fault = faults[kind];
      const on = Boolean(fault) && (!fault.to.length || fault.to.includes(this.number));
      setSwitch(this.switches[index], on);
      this.element.classList.toggle(kind, on);
    }
  }

  read() {
    this.unread.clear();
    this.mark();
  }

  mark() {
    const badge = this.find(".unread");
    badge.hidden = !this.unread.size;
    badge.textContent = `${this.unread.size} new`;
  }
}

// A text box grows with what is typed, as on a phone.
function fit(words) {
  words.rows = Math.min(5, Math.max(1, words.value.split("\n").length, Math.ceil(words.value.length / 30)));
}
