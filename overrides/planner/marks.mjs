/**
 * What the reader did with a step, as the case keeps it: the last mark of an id wins.
 *
 * @typedef {{id: string, state: string, on: string, due: string}} Mark
 */

const STATES = /** @type {Record<string, string>} */ ({ done: "done", "not-for-me": "not_for_me" });

/**
 * The marks after a button was pressed; "back" takes those of the step away. Edited drafts are kept.
 * @param {unknown} marks
 * @param {{do: string, step: string, due: string, today: string}} pressed
 * @returns {Mark[]}
 */
export function marksAfter(marks, pressed) {
  const all = Array.isArray(marks) ? /** @type {Mark[]} */ (marks) : [];
  const others = all.filter((mark) => mark.id !== pressed.step || mark.state === "edited");
  const state = STATES[pressed.do];
  return state ? [...others, { id: pressed.step, state, on: pressed.today, due: pressed.due }] : others;
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
