/** The calendar: one file for the whole plan, another that takes back what the last one held and the plan no longer does, a look at both before. */
import { download, put } from "./results.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./planning.mjs").Planning} Planning
 * @typedef {{case: {[key: string]: unknown}, today: string, today_here?: string, now: string, withdrawn?: string}} Made what the last calendar file was made of
 */

const TYPE = "text/calendar;charset=utf-8";

/** @param {Planning} planning */
export async function calendarFile(planning) {
  const before = await planning.keeping.store.loadCalendar().catch(() => undefined);
  const form = /** @type {HTMLInputElement | null} */ (planning.root.querySelector("[data-with-drafts]"))?.checked ? "ics-drafts" : "ics";
  const moment = planning.moment(await planning.place());
  const made = await planning.forms([form, ...(before ? ["withdraw"] : [])], since(before));
  const file = made?.[form];
  if (!made || file === undefined) return;
  download(file, TYPE, `${say(planning.words, "file_name")}.ics`);
  const gone = made["withdraw"]?.includes("BEGIN:VEVENT") ? made["withdraw"] : before?.withdrawn;
  await planning.keeping.store.saveCalendar({ case: planning.document(), ...moment, ...(gone ? { withdrawn: gone } : {}) }).catch(() => {});
  offerWithdrawal(planning, true);
  planning.tell(say(planning.words, gone ? "calendar_gone" : "calendar_made"));
}

/** @param {Made | undefined} before */
const since = (before) => (before ? { before: before.case, before_today: before.today, before_today_here: before.today_here, before_now: before.now } : {});

/** A file that withdraws dropped steps. @param {Planning} planning */
export async function withdrawalFile(planning) {
  const before = await planning.keeping.store.loadCalendar().catch(() => undefined);
  const made = before && (await planning.forms(["withdraw"], since(before)));
  const file = made?.["withdraw"]?.includes("BEGIN:VEVENT") ? made["withdraw"] : before?.withdrawn;
  if (!file) return planning.tell(say(planning.words, "withdraw_none"));
  download(file, TYPE, `${say(planning.words, "file_withdraw")}.ics`);
  planning.tell(say(planning.words, "withdraw_made"));
}

/** @param {Planning} planning @param {boolean} possible */
export function offerWithdrawal(planning, possible) {
  planning.root.querySelectorAll("[data-withdraw]").forEach((part) => part.toggleAttribute("hidden", !possible));
}

/** What others would see in the calendar, and a link for each step; again with each new plan while it is open. @param {Planning} planning */
export async function showAgenda(planning) {
  await showForm(planning, "agenda", "[data-agenda]");
}

/** The dates as a drawing. @param {Planning} planning */
export async function showDrawing(planning) {
  await showForm(planning, "timeline", "[data-drawing]");
}

/** @param {Planning} planning @param {string} form @param {string} place */
async function showForm(planning, form, place) {
  const part = planning.root.querySelector(place);
  const made = part && (await planning.forms([form]));
  if (part && made?.[form]) put(part, made[form]);
}

/** Parts that are made only once they are opened. @param {Planning} planning */
export function listenToParts(planning) {
  for (const [name, show] of /** @type {[string, (planning: Planning) => Promise<void>][]} */ ([["agenda", showAgenda], ["drawing", showDrawing]])) {
    const part = /** @type {HTMLDetailsElement | null} */ (planning.root.querySelector(`details[data-part="${name}"]`));
    const make = () => part?.open && void show(planning).catch(() => {});
    part?.addEventListener("toggle", make);
    planning.root.addEventListener("planned", make);
  }
}
