// The length of a text in septets, and in how many parts it travels (3GPP TS 23.038).
const TWICE = /[\f^{}\\[~\]|€]/g;
const PART = 153;

export const ALONE = 160;

export const length = (words) => words.length + (words.match(TWICE) ?? []).length;
export const parts = (words) => (length(words) <= ALONE ? 1 : Math.ceil(length(words) / PART));
export const unwise = (words, pattern) => [...new Set(words.toLowerCase().match(new RegExp(pattern, "g")) ?? [])];
