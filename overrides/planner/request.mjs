/** What the engine is asked for: plans of a case at this moment, in the forms that are wanted. */
import { PAGE } from "./base.mjs";
import { momentAt } from "./days.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./planning.mjs").Planning} Planning
 * @typedef {import("./places.mjs").Place} Place
 */

// What tells an hour in all zones: the zones come with the calendar's archive.
const CALENDAR = /^(ics|withdraw|agenda)/;

/** What day it is at the employer's place, and the day and the time of this device: every request is made with them. @param {Place | null} place */
export const moment = (place) => momentAt(new Date(), place?.zones ?? []);

/** The one request for a plan. @param {Planning} planning @param {string[]} forms @param {{place?: Place | null, [key: string]: unknown}} [more] @returns {Promise<any>} */
export async function askPlan(planning, forms, more = {}) {
  const place = more.place === undefined ? await planning.place() : more.place;
  const request = { do: "plan", case: planning.document(), ...moment(place), page: PAGE, forms, ...more, place };
  return planning.engine.ask(request, forms.some((form) => CALENDAR.test(form)));
}

/** Further forms of the plan. @param {Planning} planning @param {string[]} forms @param {{[key: string]: unknown}} [more] @returns {Promise<Record<string, string> | undefined>} */
export async function furtherForms(planning, forms, more = {}) {
  await planning.keeping.save();
  const answer = await askPlan(planning, forms, more);
  if (!answer.ok) planning.tell(say(planning.words, "mistakes"));
  return answer.ok ? answer.forms : undefined;
}
