// Calendar files: read by two libraries with the same events, valid by the standard, and imported again without doubles.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";
import { Host } from "./host.mjs";
import { check, imported, read } from "./ical.mjs";

const COUNT = process.env["LONG"] ? 10_000 : 300;
const AT_ONCE = 50;

/** @type {Host} */
let host;
before(() => void (host = new Host()));
after(() => host.close());

test("every case of tests/cases gives a calendar that icalendar and ical.js read alike, one event a step and one an interview", async () => {
  const { cases } = await host.ask({ read: "cases" });
  for (const [name, { case: document, today, now }] of Object.entries(cases)) {
    const { forms, plan } = await host.ask({ do: "plan", case: document, today, now, forms: ["ics"] });
    const events = check(forms.ics, await host.ask({ read: "events", ics: forms.ics }));
    const interviews = (document.rounds ?? []).filter(({ date }) => date).length;
    assert.equal(events.length, plan.actions.filter(({ state }) => state !== "not_for_me").length + interviews, name);
  }
});

test(`${COUNT} generated plans, with emoji, right-to-left names, commas and long names: read alike, and a second import updates`, { timeout: 1_200_000 }, async () => {
  let seen = 0;
  for (let first = 0; first < COUNT; first += AT_ONCE) {
    for (const { seed, ics, events, later, count } of await host.ask({ read: "generated", first, count: AT_ONCE })) {
      try {
        const found = check(ics, events);
        assert.equal(found.length, count);
        assert.equal(imported(found, later).length, found.length);
        seen += 1;
      } catch (fault) {
        throw new Error(`plan ${seed}: ${fault}`, { cause: fault });
      }
    }
  }
  assert.ok(seen > COUNT * 0.9, `only ${seen} of ${COUNT} made a plan`);
});

describe("in the browser", { skip: SKIP }, () => {
  /** @type {Office} */
  let office;
  before(async () => void (office = await Office.open()));
  after(() => office?.close());

  test("the file of a changed plan updates the events of the first, also when it is made at once; titles are discreet until the reader chooses otherwise", async () => {
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      await desk.answering.all({ rounds: [{ date: "2026-11-17", said: { kind: "nothing" } }], organisation: "Example Labs" });
      const first = await desk.downloaded(desk.tool("calendar"));
      assert.doesNotMatch(first.text, /Example Labs/);
      for (const { summary } of read(first.text)) assert.match(summary, /^(Appointment|Follow-up \d+ of \d+)$/, "a colleague would see what it is about");
      await desk.reader.tick(desk.page.getByRole("checkbox", { name: office.words.labels["name_firm"] }));
      const second = await desk.downloaded(desk.tool("calendar"));
      imported(read(first.text), read(second.text));
      await desk.page.getByRole("textbox", { name: "Your name" }).fill("Sam Example");
      const { forms } = await desk.isTheEngines();
      const events = check(forms.ics, await office.host.ask({ read: "events", ics: forms.ics }));
      assert.match(events.map(({ summary }) => summary).join(), /Example Labs/);
      assert.equal(imported(read(second.text), events).length, events.length);
    } finally {
      await desk.close();
    }
  });
});
