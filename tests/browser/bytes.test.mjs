// The page's own worker answers byte for byte what CPython answers on the machine that built the site.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";

const FORMS = ["json", "text", "html", "sheet", "sheet-blank", "sheet-large", "ics", "ics-drafts", "timeline", "agenda", "agenda-drafts", "months", "events", "file"];
const PHRASES = ["next friday", "early next week", "in 3 working days", "whenever pigs fly", "31 June 2027", "İ", ""];

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

describe("browser and CPython", { skip: SKIP }, () => {
  test("every case of tests/cases, in every form, and phrases and mistakes: the same bytes", { timeout: 300_000 }, async () => {
    const { cases } = await office.host.ask({ read: "cases" });
    const requests = [];
    for (const { case: document, today, now } of Object.values(cases)) requests.push({ do: "plan", case: document, today, now, place: await office.host.ask({ read: "place", case: document }), forms: FORMS });
    requests.push(...PHRASES.map((text) => ({ do: "understand", text, today: "2026-11-18", place: null })));
    requests.push({ do: "plan", case: { rounds: [{ date: "31 June 2026" }], contact: { email: "<b>" }, place: "XX" }, today: "2026-11-18" });
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      for (const request of requests) {
        const there = await desk.page.evaluate(async (asked) => {
          const { engine } = /** @type {any} */ (document.querySelector("follow-up-planner")).planning;
          return JSON.stringify(await engine.ask(asked, !!asked.forms));
        }, /** @type {any} */ (request));
        const here = await office.host.ask({ read: "text", request: JSON.stringify(request) });
        const [found, wanted] = [JSON.parse(there), JSON.parse(here)];
        for (const form of "forms" in request ? FORMS : []) assert.equal(found.forms[form], wanted.forms[form], `${form} of ${JSON.stringify(request).slice(0, 200)}`);
        // What is left is compared as text too: names, order and all.
        assert.equal(there, JSON.stringify(wanted));
      }
      desk.isQuiet();
    } finally {
      await desk.close();
    }
  });
});
