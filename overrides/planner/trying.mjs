/** "What if?": what an event would change in the plan, said before it is taken. */
import { lines } from "./changes.mjs";
import { askPlan } from "./request.mjs";
import { sure } from "./tools.mjs";
import { say } from "./words.mjs";

/**
 * The case as it would be after an event of today.
 * @param {{[key: string]: unknown}} document
 * @param {string} what
 * @param {string} today
 */
export function supposed(document, what, today) {
  const events = Array.isArray(document["events"]) ? document["events"] : [];
  return { ...document, events: [...events, { what, on: today }] };
}

/**
 * Whether the reader takes an event after seeing what it changes.
 * @param {import("./planning.mjs").Planning} planning
 * @param {HTMLElement} button
 * @param {string} what
 */
export async function tryFirst(planning, button, what) {
  const document = planning.document();
  const answer = await askPlan(planning, ["json"], { case: supposed(document, what, planning.today), before: document });
  if (!answer.ok) return true;
  const said = lines(planning.words, answer.plan.changes ?? []);
  const list = globalThis.document.createElement("ul");
  list.append(...said);
  const question = say(planning.words, said.length ? "try_would" : "try_nothing", { what: button.textContent ?? "" });
  return sure(planning, button, question, say(planning.words, "try_yes"), say(planning.words, "try_no"), false, said.length ? list : undefined);
}
