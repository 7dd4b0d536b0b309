// How the form asks: nothing is filled in before the reader does it, one answer is enough, a day may be pressed, typed or said, and without scripts there is paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office, atDesk } from "./desk.mjs";

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

const at = atDesk(() => office, { today: "2026-11-18" });

describe("the form", { skip: SKIP, concurrency: 2 }, () => {
  at("holds no answer before the reader gives one, and its first plan takes one", async (desk) => {
    const { page } = desk;
    const given = () => page.evaluate(() => {
      const all = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("#planner-form :is(input, textarea, select), [form=planner-form]")]);
      return all.filter((one) => (["checkbox", "radio"].includes(one.type) ? one.checked : one.value)).map(({ name, value }) => `${name} ${value}`);
    });
    assert.deepEqual(await given(), []);
    await page.getByRole("button", { name: "Yesterday", exact: true }).click();
    await desk.plan.getByText("As of Wednesday 18 November 2026").waitFor({ timeout: 60_000 });
    assert.deepEqual(await given(), ["rounds.0.date.day 17", "rounds.0.date.month November", "rounds.0.date.year 2026"]);
    const { plan } = await desk.isTheEngines();
    const steps = plan.actions.map((/** @type {{step: string}} */ { step }) => step.split("/")[1]);
    assert.deepEqual(["write-it-down", "send-a-thank-you-note", "check-in", "close-the-file"].filter((step) => !steps.includes(step)), []);
    assert.ok(plan.notices.some((/** @type {{code: string}} */ { code }) => code === "guess"));
  });

  at("takes a day that is said, once it is echoed with weekday and distance; what is no day is said so and taken by nobody", async (desk) => {
    const { page, reader } = desk;
    const first = page.getByRole("group", { name: "When is or was the interview?" });
    const [say, use] = [first.getByRole("textbox", { name: office.words.date.say }), first.getByRole("button", { name: office.words.date.use })];
    await reader.type(say, "whenever pigs fly");
    await first.getByRole("status").filter({ hasText: "We do not know which day that is." }).waitFor({ timeout: 60_000 });
    assert.equal(await use.isVisible(), false);
    await reader.type(say, "two weeks ago");
    await first.getByRole("status").filter({ hasText: "Wednesday 4 November 2026, 10 working days ago" }).waitFor({ timeout: 60_000 });
    assert.equal(await first.getByRole("textbox", { name: "Day", exact: true }).inputValue(), "", "it counts before the reader says so");
    await reader.press(use);
    const parts = await Promise.all(["Day", "Month", "Year"].map((name) => first.getByRole("textbox", { name, exact: true }).inputValue()));
    assert.deepEqual(parts, ["4", "November", "2026"]);
    await desk.plan.getByText("As of Wednesday 18 November 2026").waitFor({ timeout: 60_000 });
    assert.equal((await desk.isTheEngines()).document["rounds"][0].date.month, "November");
  });

  for (const month of ["12", "december", "Dec"]) {
    at(`echoes the day of three fields with weekday and distance; the month may be written as ${month}`, async (desk) => {
      const first = desk.page.getByRole("group", { name: "When is or was the interview?" });
      for (const [part, text] of [["Day", "4"], ["Month", month], ["Year", "2026"]]) await first.getByRole("textbox", { name: part, exact: true }).fill(/** @type {string} */ (text));
      await first.getByRole("status").filter({ hasText: "Friday 4 December 2026, in 12 working days" }).waitFor({ timeout: 60_000 });
    });
  }

  for (const way of /** @type {const} */ (["keyboard", "narrow"])) {
    at(`asks one question at a time where the reader chose so: one is seen, “Next question” leads through all of the long form, and at its end there is the plan (${way})`, async (desk) => {
      const { page, reader, answering } = desk;
      await reader.press(page.getByRole("button", { name: "Yesterday", exact: true }));
      await desk.plan.getByText("As of Wednesday 18 November 2026").waitFor({ state: "attached", timeout: 60_000 });
      const seen = () => page.evaluate(() => {
        const units = [...document.querySelectorAll(".planner__form :is([data-ask], .planner__applies)")].filter((one) => one.checkVisibility() && !one.parentElement?.closest(".planner__applies"));
        return units.map((one) => one.getAttribute("data-ask") ?? "boxes");
      });
      const all = await seen();
      await reader.press(page.getByRole("button", { name: "One question at a time" }));
      const next = answering.form.getByRole("button", { name: "Next question" });
      const before = answering.form.getByRole("button", { name: "Question before" });
      const asked = [];
      for (let number = 2; number <= all.length; number++) {
        await answering.form.getByText(`Question ${number} of ${all.length}`, { exact: true }).waitFor();
        const one = await seen();
        assert.equal(one.length, 1, one.join());
        if (number === 4) {
          await before.click();
          assert.deepEqual(await seen(), [asked.at(-1)]);
          await next.click();
        }
        asked.push(one[0]);
        await next.click();
      }
      assert.deepEqual(asked, all.slice(1), "the first was answered");
      await page.waitForFunction(() => document.activeElement?.matches("section[data-plan]"), undefined, { timeout: 60_000, polling: 100 });
      await reader.press(page.getByRole("button", { name: "One question at a time" }));
      assert.deepEqual(await seen(), all);
    }, { way });
  }

  test("without scripts leads to the blank checklist, which is there", async () => {
    const page = await office.browser.newPage({ javaScriptEnabled: false });
    await page.goto(office.served.url("planner/"));
    // Playwright looks for no text in this element.
    const said = page.locator("noscript p");
    assert.ok(await said.isVisible());
    assert.match((await said.textContent()) ?? "", /The planner needs JavaScript/);
    await said.locator("a").click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.match(page.url(), /sheets\/checklist\/$/);
    assert.ok((await page.locator(".paper--checklist").innerText()).length > 500);
    await page.close();
  });
});
