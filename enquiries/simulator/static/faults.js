// The switches that break the pretend network.

import { get, post } from "./api.js";

const OFTEN = [[1, "every time"], [0.5, "every other time"], [0.1, "one time in ten"]];

export const PHONE_FAULTS = [
  { kind: "handset_off", name: "Switched off", hint: "Texts to it come back undelivered (30003)." },
  { kind: "landline", name: "Is a landline", hint: "Texts to it are refused (21635)." },
  { kind: "blocked", name: "Blocks us", hint: "Texts to it are refused (21610)." },
];

const NETWORK_FAULTS = [
  { kind: "latency", name: "Slow", hint: "Each request to send waits a second." },
  { kind: "too_many_requests", name: "Too many requests", hint: "Sending is refused with 429 (20429)." },
  { kind: "server_error", name: "Server error", hint: "Sending is refused with 500 (20500)." },
  { kind: "sender_refused", name: "Sender refused", hint: "The sender's number is not in order (21606)." },
  { kind: "suspended", name: "Account suspended", hint: "Texts are taken, then fail (30002)." },
  { kind: "hang", name: "Hang", hint: "Requests to send are neither taken nor answered." },
  { kind: "response_lost", name: "Answer lost", hint: "The text is taken, but the sender never learns of it." },
  { kind: "filtered", name: "Filtered", hint: "The network drops the text as spam (30007)." },
  { kind: "unreachable", name: "Unreachable", hint: "No network can reach the phone (30006)." },
  { kind: "callbacks_dropped", name: "Receipts dropped", hint: "No one is told what became of a text." },
  { kind: "callbacks_doubled", name: "Receipts doubled", hint: "Each receipt comes twice." },
  { kind: "callbacks_reordered", name: "Receipts out of order", hint: "Delivered is reported before sent." },
];

const template = document.getElementById("switch-template");

export function makeSwitch({ name, hint }, turn) {
  const element = template.content.firstElementChild.cloneNode(true);
  element.querySelector(".name").textContent = name;
  element.querySelector(".hint").textContent = hint;
  element.querySelector("input").addEventListener("change", (event) => turn(event.target.checked));
  return element;
}

export function setSwitch(element, on) {
  element.querySelector("input").checked = on;
}

// Turn a fault on or off for one phone and leave it as it is for the others.
export async function turnForPhone(kind, number, on) {
  const fault = (await get("/simulator/faults"))[kind];
  const others = (fault?.to ?? []).filter((each) => each !== number);
  const to = on ? [...others, number] : others;
  return post("faults", { [kind]: to.length ? { to } : false });
}

export class NetworkFaults {
  constructor(list, badge, refresh) {
    this.badge = badge;
    this.rows = NETWORK_FAULTS.map((fault) => {
      const turn = () => post("faults", { [fault.kind]: row.querySelector("input").checked && probability() });
      const row = makeSwitch(fault, () => turn().then(refresh));
      const often = row.querySelector(".often");
      const probability = () => ({ probability: Number(often.value) });
      often.hidden = false;
      often.setAttribute("aria-label", `How often: ${fault.name}`);
      often.append(...OFTEN.map(([value, words]) => new Option(words, value)));
      often.addEventListener("change", () => turn().then(refresh));
      list.append(row);
      return { kind: fault.kind, row, often };
    });
  }

  show(faults) {
    for (const { kind, row, often } of this.rows) {
      setSwitch(row, Boolean(faults[kind]));
      const known = OFTEN.some(([value]) => value === faults[kind]?.probability);
      if (known) often.value = faults[kind].probability;
    }
    const on = this.rows.filter(({ kind }) => faults[kind]).length;
    this.badge.hidden = !on;
    this.badge.textContent = `${on} on`;
  }
}
