// Readers fill in the planner by roles and labels – with a mouse, a keyboard alone, or a finger on 320 pixels – and get the engine's plan.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";

/** @typedef {{[key: string]: any}} Answers */

/** @type {Office} */
let office;
/** @type {Record<string, Answers>} */
let cases;
/** @type {Record<string, Record<string, string>>} */
let expected;
/** @type {Record<string, string>} */
let titles;

before(async () => {
  if (SKIP) return;
  office = await Office.open();
  ({ cases, expected } = await office.host.ask({ read: "cases" }));
  titles = await office.host.ask({ read: "steps" });
});
after(() => office?.close());

const EXAMPLES = ["e-1-window-in-london", "e-2-friday-afternoon-in-the-us", "e-3-thursday-in-riyadh", "e-3-thursday-morning-in-riyadh", "e-4-half-day-friday", "e-5-christmas-eve", "e-6-ontario", "e-7-another-offer", "e-8-agency"];
const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

/** Thursday 19 November 2026 @param {string} day */
const inWords = (day) => new Intl.DateTimeFormat("en-GB", /** @type {Intl.DateTimeFormatOptions} */ (LONG)).format(new Date(day)).replace(",", "");

describe("the worked examples of the research, typed as a reader would", { skip: SKIP, concurrency: 2 }, () => {
  test("every example that states dates is typed here", () => assert.deepEqual(Object.keys(expected).sort(), EXAMPLES));

  for (const name of EXAMPLES) {
    test(`${name} gives the stated dates on the screen`, async () => {
      const { case: answers, today, now } = /** @type {Answers} */ (cases[name]);
      const desk = await office.desk({ today, now, zone: answers.rounds[0].zone });
      try {
        await desk.answering.all(answers);
        await desk.isTheEngines();
        const dates = await desk.dates();
        for (const [step, day] of Object.entries(expected[name] ?? {})) assert.match(dates[inWords(day)] ?? "", new RegExp(/** @type {string} */ (titles[step])), `${step} is not on ${inWords(day)}: ${Object.keys(dates)}`);
      } finally {
        await desk.close();
      }
    });
  }
});

const PANEL = [["Ana Ruiz", "how shifts are planned"], ["Ben Hall", "the new stock system"], ["Chidi Eze", "what went wrong last winter"], ["Dora Weiss", "who trains newcomers"]];

/** The journeys: a case of tests/cases, or one of its own, and what a reader must find in the plan at the end. @type {Record<string, {of?: string, case?: Answers, today?: string, finds: RegExp[]}>} */
const JOURNEYS = {
  "coming up": { of: "still-to-come", finds: [/Know the interview|interview/i] },
  "just over": {
    case: { rounds: [{ date: "2026-11-18", over: true, said: { kind: "words", words: "early next week" }, form: "video", people: [{ name: "Maya Okafor", cared_about: "how we hand work over", email: "maya@example.org" }] }], place: "GB", organisation: "Example Labs", role: "Shift planner", me: { name: "Sam Example" } },
    today: "2026-11-18",
    finds: [/Send a thank-you/i, /Maya Okafor/],
  },
  "waiting past the date": {
    case: { rounds: [{ date: "2026-11-03", said: { kind: "date", date: "2026-11-13" } }], place: "GB", has_address: true, organisation: "Example Labs" },
    today: "2026-11-18",
    finds: [/13 November/],
  },
  "a panel of four": {
    case: { rounds: [{ date: "2026-11-17", time: "13:00", form: "in_person", people: PANEL.map(([name, cared_about]) => ({ name, cared_about })) }], place: "GB", organisation: "Example Labs", role: "Shift planner", me: { name: "Sam Example", phone: "+44 20 7946 0000" } },
    today: "2026-11-17",
    finds: PANEL.map(([name]) => new RegExp(`To ${name}`)),
  },
  "an agency in between": { of: "e-8-agency", finds: [/your recruiter/] },
  "a competing offer": { of: "e-7-another-offer", finds: [/offer/] },
  "rejected": { of: "rejected", finds: [/Tell your referees the result/] },
  "the next round": { of: "next-round", finds: [/3 December/] },
};

for (const way of /** @type {const} */ (["mouse", "keyboard", "narrow"])) {
  describe(`journeys ${{ mouse: "with a mouse", keyboard: "with a keyboard alone", narrow: "with a finger on 320 pixels" }[way]}`, { skip: SKIP, concurrency: 2 }, () => {
    for (const [name, { of, case: own, today, finds }] of Object.entries(JOURNEYS)) {
      test(`${name}: plan, sheet and calendar are the engine's`, async () => {
        const told = /** @type {Answers} */ (of ? cases[of] : { case: own, today });
        const desk = await office.desk({ today: told["today"], now: told["now"], zone: told["case"].rounds[0].zone, way });
        try {
          await desk.answering.all(told["case"]);
          await desk.isTheEngines();
          const text = (await desk.plan.textContent()) ?? "";
          for (const what of finds) assert.match(text, what);
        } finally {
          await desk.close();
        }
      });
    }
  });
}
