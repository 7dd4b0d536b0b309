// Calendar files: read by two libraries with the same events, valid by the standard, and imported again without doubles.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";
import { Host } from "./host.mjs";
import { check, imported, read } from "./ical.mjs";

const COUNT = process.env["LONG"] ? 10_000 : process.env["CI"] ? 2_000 : 300;
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

describe("in the browser", { skip: SKIP, concurrency: 2 }, () => {
  /** @type {Office} */
  let office;
  before(async () => void (office = await Office.open()));
  after(() => office?.close());

  test("the file of a changed plan updates the events of the first, also when it is made at once; titles are discreet until the reader chooses otherwise, and then each event leads back to its step", async () => {
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      await desk.answering.all({ rounds: [{ date: "2026-11-17", said: { kind: "nothing" } }], organisation: "Example Labs" });
      const first = await desk.downloaded(desk.tool("calendar"));
      assert.doesNotMatch(first.text, /Example Labs/);
      for (const { summary, description } of read(first.text)) {
        assert.match(summary, /^(Appointment|Follow-up \d+ of \d+)$/, "a colleague would see what it is about");
        assert.match(description, /^(A reminder to myself\. The details are in my own notes\.)?$/, "a colleague would see what it is about");
      }
      const drafts = desk.page.getByRole("checkbox", { name: office.words.plan.with_drafts });
      assert.equal(await drafts.isVisible(), false, "drafts are offered for a discreet calendar");
      await desk.reader.tick(desk.page.getByRole("checkbox", { name: office.words.labels["name_firm"] }));
      const second = await desk.downloaded(desk.tool("calendar"));
      imported(read(first.text), read(second.text));
      await desk.page.getByRole("textbox", { name: "Your name" }).fill("Sam Example");
      const { forms } = await desk.isTheEngines();
      const events = check(forms.ics, await office.host.ask({ read: "events", ics: forms.ics }));
      assert.match(events.map(({ summary }) => summary).join(), /Example Labs/);
      assert.equal(imported(read(second.text), events).length, events.length);
      const inside = events.map(({ description }) => /My plan: (\S+#step=\S+)$/.exec(description)?.[1] ?? "").filter(Boolean);
      assert.ok(inside.length > 3 && inside.length === events.length - 1, "an event does not lead back to its step");
      await desk.page.goto("about:blank");
      await desk.page.goto(/** @type {string} */ (inside.at(-1)));
      await desk.page.waitForFunction((slug) => /** @type {HTMLElement} */ (document.activeElement).dataset["slug"] === slug, inside.at(-1)?.split("#step=")[1]);
      /** @type {Error[]} */
      const faults = [];
      desk.page.on("pageerror", (fault) => void faults.push(fault));
      await desk.page.goto("about:blank");
      await desk.page.goto(`${inside.at(-1)?.split("#")[0]}#step=%`);
      await desk.page.waitForSelector("follow-up-planner[data-planned] [data-slug]");
      assert.deepEqual(faults, [], "an address that somebody cut short is a fault");
    } finally {
      await desk.close();
    }
  });

  test("what any earlier file held and the plan no longer does is withdrawn in one file, listed for deleting by hand, and then done with", async () => {
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      const kind = desk.page.getByRole("group", { name: office.words.labels["rounds.said.kind"] });
      await desk.answering.all({ rounds: [{ date: "2026-11-17", said: { kind: "nothing" } }] });
      const first = read((await desk.downloaded(desk.tool("calendar"))).text);
      await desk.reader.choose(kind, office.words.choices["rounds.said.kind"].do_not_contact);
      await desk.isTheEngines();
      await desk.reader.choose(kind, office.words.choices["rounds.said.kind"].nothing);
      const event = office.words.choices["events.what"].rejected;
      await desk.reader.press(desk.page.getByRole("button", { name: event, exact: true }));
      await desk.plan.getByText("Reply to a rejection").first().waitFor({ timeout: 60_000 }).catch(() => {});
      const last = read((await desk.isTheEngines()).forms["ics"]);
      const here = new Set(last.map(({ uid }) => uid));
      const dropped = first.filter(({ uid }) => !here.has(uid));
      assert.ok(dropped.length > 1, "nothing was dropped");
      const listed = desk.page.getByText("If your calendar still shows them, delete them by hand");
      await listed.waitFor();
      const file = await desk.downloaded(desk.tool("withdraw"));
      assert.equal(file.name, "follow-up-withdraw.ics");
      const cancelled = new Set(read(file.text).map(({ uid }) => uid));
      for (const { uid } of dropped) assert.ok(cancelled.has(uid), `${uid} stays in the calendar`);
      assert.deepEqual([...cancelled].filter((uid) => here.has(uid)), []);
      assert.equal(await desk.page.locator("[data-gone] li").count(), cancelled.size);
      assert.equal((await desk.downloaded(desk.tool("withdraw"))).text, file.text, "the same file is not to be had again");
      await desk.downloaded(desk.tool("calendar"));
      // The file is there a moment before the list is gone.
      await listed.waitFor({ state: "detached" });
      await desk.reader.press(desk.tool("withdraw"));
      await desk.page.getByRole("status").filter({ hasText: office.words.say.withdraw_none }).waitFor();
      desk.isQuiet();
    } finally {
      await desk.close();
    }
  });

  test("what others see is shown with three links for each event, the interview’s with its hour; nothing is opened until one is pressed", async () => {
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      await desk.answering.all({ rounds: [{ date: "2026-11-24", time: "14:00", ends: "15:00", zone: "America/New_York" }], place: "US" });
      await desk.reader.press(desk.page.getByText(office.words.plan.agenda, { exact: true }));
      const first = desk.page.getByRole("link", { name: "Google Calendar: Interview, Tuesday 24 November 2026", exact: true });
      await first.waitFor({ timeout: 60_000 });
      assert.match((await first.getAttribute("href")) ?? "", /dates=20261124T190000Z\/20261124T200000Z$/);
      const events = read((await desk.isTheEngines()).forms["ics"]);
      for (const name of ["Google Calendar", "Outlook.com", "Outlook at work or school"]) {
        assert.equal(await desk.page.locator("[data-agenda]").getByRole("link", { name: new RegExp(`^${name}: `) }).count(), events.length);
      }
      desk.isQuiet();
    } finally {
      await desk.close();
    }
  });

  test("the months are tables whose days are read in words, lead to their steps by keyboard, fit into 320 pixels, and print", async () => {
    for (const way of /** @type {const} */ (["keyboard", "narrow"])) {
      const desk = await office.desk({ today: "2026-11-18", way });
      try {
        await desk.answering.all({ rounds: [{ date: "2026-11-17" }], place: "GB" });
        await desk.reader.press(desk.page.getByText(office.words.plan.months, { exact: true }));
        const table = desk.page.getByRole("table", { name: "November 2026" });
        await table.waitFor({ timeout: 60_000 });
        assert.deepEqual(await table.getByRole("columnheader").allTextContents(), ["MonMonday", "TueTuesday", "WedWednesday", "ThuThursday", "FriFriday", "SatSaturday", "SunSunday"]);
        const today = table.getByRole("link", { name: /^Wednesday 18 November 2026, today: / });
        await desk.reader.press(today);
        assert.equal(await desk.page.evaluate(() => !!document.querySelector(":target")?.getClientRects().length), true, "the link leads nowhere");
        assert.ok(await desk.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "the page scrolls sideways");
        await desk.page.emulateMedia({ media: "print" });
        assert.ok(await table.isVisible());
        desk.isQuiet();
      } finally {
        await desk.close();
      }
    }
  });
});
