/** Phrases that add nothing to a message, or press its reader: said as a hint while one's own wording is typed, never in its way. */
import { say } from "./words.mjs";

const PAUSE = 1200;

/**
 * The phrases of a list that stand in a text, wherever its lines break and whichever apostrophe it has.
 * @param {string} text
 * @param {string[]} phrases
 */
export function fillers(text, phrases) {
  const flat = ` ${text.replaceAll("’", "'").toLowerCase().replace(/[^\p{L}\p{N}_']+/gu, " ")} `;
  return phrases.filter((phrase) => flat.includes(` ${phrase} `));
}

/**
 * Say it when the reader rests, not at every key.
 * @param {import("./words.mjs").Words} words
 * @param {HTMLTextAreaElement} area
 * @param {Element | null} line
 */
export function hintAtFillers(words, area, line) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const hint = () => {
    clearTimeout(timer);
    const found = fillers(area.value, words.avoid);
    const text = found.length ? say(words, "filler", { n: found.length, phrases: found.map((phrase) => `“${phrase}”`).join(", ") }) : "";
    if (line && line.textContent !== text) line.textContent = text;
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(hint, PAUSE);
  });
  area.addEventListener("blur", hint);
  hint();
}
