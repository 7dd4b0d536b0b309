/**
 * The dates that most plans have, for when the engine cannot be had: counted from the day of the interview, or from the day that they named. Weekends
 * are left out. Holidays are not known here.
 *
 * @typedef {{name: string, title: string, from: string, days: number, promised: number | null}} Step working days after the interview or an earlier step; `promised`: after the day that they named
 * @typedef {{steps: Step[], first: string, last: string}} Usual the steps in their order, and the quiet time at the turn of the year as MM-DD
 * @typedef {{title: string, name: string, day: string}} Dated
 */
import { daysAfter, weekday } from "./days.mjs";

const FRIDAY = 4;
// After the quiet time the engine lets a whole working week pass. Where that begins depends on holidays.
const CALM = 14;
// Any other answer may move a date, or forbid it: "please do not contact us" does.
const NEUTRAL = /^(?:rounds\.0\.(?:date\.\w+|over|said\.kind|said\.date\.\w+|people\.\d+\.(?:name|email|role|cared_about))|organisation|role|me\.\w+)$/;

/** @param {string} day YYYY-MM-DD @param {number} days */
function workingDaysAfter(day, days) {
  let end = day;
  for (let left = days; left > 0;) {
    end = daysAfter(end, 1);
    if (weekday(end) <= FRIDAY) left--;
  }
  return end;
}

/** @param {string} day @param {Usual} usual */
const isQuiet = (day, { first, last }) => [day, daysAfter(day, -CALM)].some((one) => one.slice(5) >= first || one.slice(5) <= last);

/**
 * The dates that are still to come, up to the first that is not as usual: one near the turn of the year waits for longer, and what follows a step whose
 * day has passed depends on whether it was done.
 * @param {{interview: string, promised?: string, today: string}} told days as YYYY-MM-DD
 * @param {Usual} usual
 * @returns {Dated[]}
 */
export function usualDates({ interview, promised = "", today }, usual) {
  /** @type {Record<string, string>} */
  const days = { interview };
  /** @type {Dated[]} */
  const found = [];
  for (const { name, title, from, days: count, promised: after } of usual.steps) {
    const start = days[from];
    if (!start) break;
    // A day at the weekend that they named counts as the Monday.
    const day = promised >= interview && after !== null ? workingDaysAfter(daysAfter(promised, -1), after + 1) : workingDaysAfter(start, count);
    if (isQuiet(day, usual)) break;
    if (day < today) continue;
    days[name] = day;
    found.push({ name, title, day });
  }
  return found;
}

/** The usual dates for what the form says now; none without the day of the interview, nor beside an answer that they do not know. @param {Map<string, string>} values @param {string} today @param {import("./words.mjs").Words} words */
export function usualFor(values, today, { months, usual }) {
  const interview = dayGiven(values, "rounds.0.date", months);
  const kind = values.get("rounds.0.said.kind") ?? "";
  const promised = kind === "date" ? dayGiven(values, "rounds.0.said.date", months) : "";
  const isUsual = ["", "date"].includes(kind) && [...values].every(([name, value]) => !value || NEUTRAL.test(name));
  return interview && isUsual ? usualDates({ interview, promised, today }, usual) : [];
}

/** A day that was given in numbers, or with the month's name; nothing for any other. @param {Map<string, string>} values @param {string} path @param {string[]} months */
function dayGiven(values, path, months) {
  const [date = 0, month = 0, year = 0] = ["day", "month", "year"].map((part) => numberOf(values.get(`${path}.${part}`)?.trim() ?? "", months));
  const day = [String(year).padStart(4, "0"), ...[month, date].map((one) => String(one).padStart(2, "0"))].join("-");
  // Of a day that there is not, such as 30 February, another would be made.
  return year > 999 && daysAfter(day, 0) === day ? day : "";
}

/** @param {string} text @param {string[]} months */
const numberOf = (text, months) => (/^\d+$/.test(text) ? Number(text) : 1 + months.findIndex((name) => name.toLowerCase() === text.toLowerCase()));
