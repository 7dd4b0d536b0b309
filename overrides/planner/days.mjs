/** Days as the reader's own calendar has them: never in universal time, which is another day in the evening. */

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** The device's calendar day as YYYY-MM-DD. @param {Date} now */
export const localDay = (now) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

/**
 * The calendar day at a place with these time zones; undefined where they do not share one day now, or the device does not know them.
 * @param {Date} now
 * @param {string[]} zones
 */
export function dayThere(now, zones) {
  try {
    const days = new Set(zones.map((timeZone) => dayIn(now, timeZone)));
    return days.size === 1 ? [...days][0] : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Date} now @param {string} timeZone */
function dayIn(now, timeZone) {
  const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", calendar: "gregory", numberingSystem: "latn" });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

/** The time of day as HH:MM. @param {Date} now */
export const localTime = (now) => `${two(now.getHours())}:${two(now.getMinutes())}`;

/**
 * So many days after a day.
 * @param {string} day YYYY-MM-DD
 * @param {number} days
 */
export function daysAfter(day, days) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** The weekday, Monday being 0. @param {string} day YYYY-MM-DD */
export const weekday = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Today first, then its neighbours, then the days of the week behind and ahead. */
export const NEAR = [0, -1, 1, -4, -3, -2, 2, 3, 4];

/**
 * Whether a day lies ahead, is today or is over.
 * @param {string} day
 * @param {string} today
 */
export const when = (day, today) => (day > today ? "ahead" : day < today ? "over" : "today");

/** The day at a place with these zones, where it is known, and the day and the time here. @param {Date} now @param {string[]} zones */
export const momentAt = (now, zones) => ({ today: dayThere(now, zones) ?? localDay(now), today_here: localDay(now), now: localTime(now) });
