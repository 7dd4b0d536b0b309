/**
 * Requests that touch every form the engine writes. The build runs them to see which modules the engine loads; what they miss is on the
 * allow-list in runtime.py, and the engine's tests, run inside the finished archive, show that nothing is missing.
 */

const CASE = {
  schema: 1,
  id: "k3x9",
  revision: 1,
  language: "en",
  organisation: "Zażółć & Co.",
  role: "Editor",
  place: "GB",
  region: "ENG",
  kind: "company",
  arranged_by: "employer",
  tone: "plain",
  length: "full",
  referred_by: "Sam Lee",
  me: { name: "Alex Kim", phone: "01632 960 001", place: "GB" },
  rounds: [
    {
      date: "2026-11-18",
      time: "14:00",
      ends: "15:00",
      zone: "Europe/London",
      form: "video",
      final: true,
      said: { kind: "words", words: "early next week" },
      people: [{ name: "Ms Okafor", role: "Head of desk", email: "okafor@example.org", cared_about: "short words", lead: true }],
      my_point: "the style guide",
      promised: [{ what: "two articles" }],
    },
    { date: { day: "30", month: "November", year: "2026" }, form: "in_person", said: { kind: "date", date: "4 December 2026" } },
  ],
  referees: [{ name: "Jo Park", told: null }],
  days_off: [{ date: "2026-11-24" }],
  events: [{ what: "thanked", on: "2026-11-18", to: "Ms Okafor", channel: "email" }],
  marks: [],
  own_steps: [{ id: "own-1", title: "Read the advert again", date: "2026-11-27", note: "" }],
};
const PLACE = {
  code: "GB",
  name: "United Kingdom",
  weekend: [5, 6],
  years: [2026, 2027],
  holidays: { "2026-12-25": "Christmas Day", "2026-12-28": "Boxing Day (observed)" },
  half_days: {},
  workdays: [],
  regions: { ENG: { name: "England", holidays: { "2026-08-31": "Late Summer Bank Holiday" } } },
};
const TODAY = { today: "2026-11-22", now: "14:05" };

/** @param {string[]} forms */
const plan = (forms, given = {}) => ({ do: "plan", case: { ...CASE, ...given }, place: PLACE, page: "https://example.org/guide/planner/", before: null, forms, ...TODAY });

const reading = [
  plan(["json", "html", "text", "sheet"]),
  plan(["json", "html", "text", "sheet"], { tone: "warm", length: "short", kind: "public", rounds: [] }),
  // Letters of every width that Python keeps, and more of them than fit on a line.
  plan(["json", "html", "text", "sheet"], { organisation: "😀 株式会社 مرحبا", role: "é".repeat(300), revision: 2 ** 40 }),
  plan(["json"], { organisation: 7, place: "??", rounds: [{ date: "31 Febuary" }], surprise: true }),
  { do: "understand", text: "next friday", place: PLACE, ...TODAY },
  plan(["json", "html", "sheet-blank", "sheet-large", "agenda", "events", "timeline", "file", "link"], { rounds: [{ date: "2026-11-20" }] }),
  { do: "understand", text: "the 40th of Julember", place: null, ...TODAY },
  { do: "understand", text: "ΑΣ ＮＥＸＴ friday İ", place: null, ...TODAY },
  { do: "case", case: CASE },
  { do: "case", link: "no link at all" },
  { do: "day", cases: [CASE, CASE], places: { GB: PLACE }, forms: ["html"], ...TODAY },
  { do: "nothing" },
];
const calendar = [plan(["ics"])];

/** Groups in order: what every plan needs, then what only a calendar file needs. */
export const REQUESTS = [[...reading.map((request) => JSON.stringify(request)), "{"], calendar.map((request) => JSON.stringify(request))];

/** What a reader who only tells the day of an interview makes a page ask first. */
export const FIRST = [reading[4], plan(["html"], { rounds: [{ date: "2026-11-20" }] })].map((request) => JSON.stringify(request));
