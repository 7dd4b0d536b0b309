/**
 * The sentences and names that scripts show; they stand in the page as data.
 *
 * @typedef {object} Words
 * @property {number} schema of a case
 * @property {Record<string, string | {one: string, other: string}>} say
 * @property {string[]} avoid phrases that add nothing to a message
 * @property {string[]} months
 * @property {string[]} monthsShort
 * @property {string[]} weekdays
 * @property {string[]} weekdaysShort
 * @property {string[]} dates paths of the answers that are days
 * @property {Record<string, Record<string, string>>} standIns
 * @property {Record<string, string>} events the event that a step's message counts as, by the step's name
 * @property {Record<string, string>} gaps where a gap of a draft is filled in
 * @property {import("./usual.mjs").Usual} usual what dates without the engine are counted with
 */
import { weekday } from "./days.mjs";

/** @returns {Words} */
export const wordsOf = (/** @type {Document} */ page) => JSON.parse(/** @type {HTMLTemplateElement | null} */ (page.getElementById("planner-words"))?.content.textContent ?? "{}");

/**
 * A sentence with its blanks filled in; one with two forms is chosen by `n`.
 * @param {Words} words
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(words, key, values = {}) {
  const found = words.say[key];
  if (found === undefined) throw new Error(`No words for ${key}`);
  const text = typeof found === "string" ? found : values["n"] === 1 ? found.one : found.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** A day that nobody can misread: Thursday 19 November 2026. @param {Words} words @param {string} day YYYY-MM-DD */
export function dayWords(words, day) {
  const [year = "", month = 1, date = ""] = day.split("-").map(Number);
  return say(words, "day", { weekday: words.weekdays[weekday(day)] ?? "", day: date, month: words.months[month - 1] ?? "", year });
}
