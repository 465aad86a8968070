// How texts are spelt, how long they are, and in how many parts they travel (3GPP TS 23.038).
const GSM7 = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€",
);
const TWICE = /[\f^{}\\[~\]|€]/g;
const PLAIN = { "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", ł: "l", Ł: "L" };

const bare = (letter) => PLAIN[letter] ?? letter.normalize("NFD").replace(/[\p{M}\p{So}\p{Cf}]/gu, "");
const isGsm7 = (words) => [...words].every((letter) => GSM7.has(letter));
const split = (length, alone, part) => (length <= alone ? 1 : Math.ceil(length / part));

// In a language that GSM-7 can write, a letter that it lacks is sent without its accent.
export const spelt = (words, ucs2) =>
  ucs2 ? words.normalize("NFC") : [...words.normalize("NFC")].map((each) => (GSM7.has(each) ? each : bare(each))).join("");
export const length = (words, ucs2) =>
  words.length + (ucs2 || !isGsm7(words) ? 0 : (words.match(TWICE) ?? []).length);
export const parts = (words) => (isGsm7(words) ? split(length(words), 160, 153) : split(words.length, 70, 67));
export const unwise = (words, pattern) => {
  const read = words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return [...new Set(read.match(new RegExp(pattern, "g")) ?? [])];
};
