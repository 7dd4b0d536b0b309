/** The calendar: one file for the whole plan, another that takes back what any earlier one held and the plan no longer does, a look at both before. */
import { furtherForms } from "./request.mjs";
import { download, put } from "./results.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./planning.mjs").Planning} Planning
 * @typedef {{uid: string, day: string, title: string}} Handed an event that a file held
 * @typedef {{handed?: Handed[], withdrawn?: {file: string, list: string}}} Made every event that was handed out and not taken back since, and the last file that took some back
 */

const TYPE = "text/calendar;charset=utf-8";

/** @param {Planning} planning */
export async function calendarFile(planning) {
  const { handed = [] } = await madeBefore(planning);
  const form = withDrafts(planning, "ics");
  const made = await furtherForms(planning, [form, "events", "withdraw"], { handed });
  const file = made?.[form];
  if (!made || file === undefined) return;
  download(file, TYPE, `${say(planning.words, "file_name")}.ics`);
  const all = new Map([...handed, ...JSON.parse(made["events"] ?? "[]")].map((event) => [event.uid, event]));
  await keep(planning, { handed: [...all.values()] });
  showGone(planning, made["gone"] ?? "");
  offerWithdrawal(planning, true);
  planning.tell(say(planning.words, made["gone"] ? "calendar_gone" : "calendar_made"));
}

/** A file that withdraws dropped steps; the last one again, as long as there is no newer calendar. @param {Planning} planning */
export async function withdrawalFile(planning) {
  const before = await madeBefore(planning);
  const made = await furtherForms(planning, ["withdraw"], { handed: before.handed ?? [] });
  if (!made) return;
  const fresh = made["withdraw"] ? { file: made["withdraw"], list: made["gone"] ?? "" } : before.withdrawn;
  if (!fresh) return planning.tell(say(planning.words, "withdraw_none"));
  download(fresh.file, TYPE, `${say(planning.words, "file_withdraw")}.ics`);
  await keep(planning, { handed: JSON.parse(made["left"] ?? "[]"), withdrawn: fresh });
  showGone(planning, fresh.list);
  planning.tell(say(planning.words, "withdraw_made"));
}

/** @param {Planning} planning @returns {Promise<Made>} */
const madeBefore = async ({ keeping }) => (await keeping.store.loadCalendar().catch(() => undefined)) ?? {};

/** @param {Planning} planning @param {Made} made */
const keep = ({ keeping }, made) => keeping.store.saveCalendar(made).catch(() => {});

/** @param {Planning} planning @param {string} form */
const withDrafts = ({ root }, form) => (/** @type {HTMLInputElement | null} */ (root.querySelector("[data-with-drafts]:enabled"))?.checked ? `${form}-drafts` : form);

/** What is to be deleted by hand where a calendar ignores the file. @param {Planning} planning @param {string} list */
function showGone({ root }, list) {
  const part = root.querySelector("[data-gone]");
  if (part) put(part, list);
}

/** @param {Planning} planning @param {boolean} possible */
export function offerWithdrawal(planning, possible) {
  planning.root.querySelectorAll("[data-withdraw]").forEach((part) => part.toggleAttribute("hidden", !possible));
}

/** What others would see in the calendar, and links for each of its events; again with each new plan while it is open. @param {Planning} planning */
export async function showAgenda(planning) {
  await showForm(planning, withDrafts(planning, "agenda"), "[data-agenda]");
}

/** The dates as a drawing. @param {Planning} planning */
export async function showDrawing(planning) {
  await showForm(planning, "timeline", "[data-drawing]");
}

/** The dates by month, in weeks as the reader's language has them. @param {Planning} planning */
export async function showMonths(planning) {
  await showForm(planning, "months", "[data-months]", { week_start: weekStart() });
}

/** Monday is 0; nothing where the browser does not know. */
function weekStart() {
  const { language } = navigator;
  const locale = /** @type {any} */ (new Intl.Locale(language));
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay;
  return first ? first - 1 : null;
}

/** @param {Planning} planning @param {string} form @param {string} place @param {{[key: string]: unknown}} [more] */
async function showForm(planning, form, place, more = {}) {
  const part = planning.root.querySelector(place);
  const made = part && (await furtherForms(planning, [form], more));
  if (part && made?.[form]) put(part, made[form]);
}

/** Parts that are made only once they are opened. @param {Planning} planning */
export function listenToParts(planning) {
  for (const [name, show] of /** @type {[string, (planning: Planning) => Promise<void>][]} */ ([["agenda", showAgenda], ["drawing", showDrawing], ["months", showMonths]])) {
    const part = /** @type {HTMLDetailsElement | null} */ (planning.root.querySelector(`details[data-part="${name}"]`));
    const make = () => part?.open && void show(planning).catch(() => planning.tell(say(planning.words, "not_made")));
    part?.addEventListener("toggle", make);
    planning.root.addEventListener("planned", make);
  }
}
