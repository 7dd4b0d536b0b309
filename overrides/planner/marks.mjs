/**
 * What the reader did with a step, as the case keeps it: the last mark of an id wins.
 *
 * @typedef {{id: string, state: string, on: unknown, due: string, text?: string}} Mark
 */

const STATES = /** @type {Record<string, string>} */ ({ done: "done", sent: "done", "not-for-me": "not_for_me", snooze: "snoozed", pin: "pinned", keep: "pinned" });

/**
 * The marks after a button was pressed; "back" takes those of the step away. Edited drafts are kept.
 * @param {unknown} marks
 * @param {{do: string, step: string, due: string, today: string}} pressed
 * @returns {Mark[]}
 */
export function marksAfter(marks, pressed) {
  const others = listed(marks).filter((mark) => mark.id !== pressed.step || mark.state === "edited");
  const state = STATES[pressed.do];
  return state ? [...others, { id: pressed.step, state, on: pressed.today, due: pressed.due }] : others;
}

/** @param {unknown} marks @returns {Mark[]} */
const listed = (marks) => (Array.isArray(marks) ? marks : []);

/** What the reader wrote in place of a draft. @param {unknown} marks @param {string} step */
export const ownWording = (marks, step) => listed(marks).findLast(({ id, state }) => id === step && state === "edited")?.text || undefined;

/**
 * The marks after a draft was written anew; without a text the draft of the plan stands again.
 * @param {unknown} marks
 * @param {{step: string, due: string, today: string, text?: string}} edited
 * @returns {Mark[]}
 */
export function editedAfter(marks, { step, due, today, text }) {
  const others = listed(marks).filter(({ id, state }) => id !== step || state !== "edited");
  return text?.trim() ? [{ id: step, state: "edited", on: today, due, text }, ...others] : others;
}

/**
 * The question that fills a gap: of the person and the round that the step's id names.
 * @param {string | undefined} path the path for the first person of the first round
 * @param {string} step id such as thank-you.r2.p1
 * @param {number} rounds how many interviews there are
 */
export function gapField(path, step, rounds) {
  const person = Number(/\.p(\d+)/.exec(step)?.[1] ?? 1) - 1;
  const round = Number(/\.r(\d+)/.exec(step)?.[1] ?? rounds) - 1;
  return path?.replace("rounds.0", `rounds.${Math.max(0, round)}`).replace("people.0", `people.${person}`);
}
