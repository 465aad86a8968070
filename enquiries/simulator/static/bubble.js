// One text as a bubble: its words with links that open, the time, and how far it has come.

const TICKS = { waiting: "○", sent: "✓", done: "✓✓", failed: "✕" };
const template = document.getElementById("bubble-template");

export function makeBubble() {
  return template.content.firstElementChild.cloneNode(true);
}

export function fillBubble(bubble, message, mine) {
  const [stage, words] = mine ? upStage(message) : downStage(message);
  bubble.className = `bubble ${mine ? "mine" : "theirs"} ${stage}`;
  const text = bubble.querySelector(".words");
  if (text.dataset.body !== message.body) {
    text.dataset.body = message.body;
    text.replaceChildren(...linked(message.body));
  }
  text.hidden = !message.body && message.media.length > 0;
  showMedia(bubble.querySelector(".media"), message.media);
  const time = bubble.querySelector("time");
  time.dateTime = message.created;
  time.textContent = new Date(message.created).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  bubble.querySelector(".tick").textContent = TICKS[stage];
  bubble.querySelector(".status").textContent = words;
}

// What goes with the words: pictures as such, anything else by its type.
function showMedia(place, media) {
  const shown = media.map(({ address }) => address).join();
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  place.replaceChildren(...media.map(({ type, address }) => (type.startsWith("image/") ? picture(address) : type)));
}

function picture(address) {
  const image = new Image();
  image.src = address;
  image.alt = "A picture";
  return image;
}

// A text from the service to this phone.
function downStage({ status, error_code: code, error_message: reason }) {
  if (status === "undelivered" || status === "failed") return ["failed", `not delivered: ${reason} (${code})`];
  if (status === "delivered") return ["done", "delivered"];
  return [status === "sent" ? "sent" : "waiting", status];
}

// A text from this phone to the service: what its webhook, then its fallback answered.
function upStage({ callbacks }) {
  if (!callbacks.length) return ["waiting", "sending"];
  const taken = callbacks.findIndex(({ answer }) => answer >= 200 && answer < 300);
  if (taken >= 0) return ["done", taken ? "delivered to the fallback" : "delivered"];
  const { answer } = callbacks[callbacks.length - 1];
  return ["failed", `not delivered: ${answer ? `the service answered ${answer}` : "the service did not answer"}`];
}

// The words as text nodes and links; never as HTML, since anybody may text anything.
function linked(body) {
  return body.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const link = document.createElement("a");
    link.href = part;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = part;
    return link;
  });
}
