// What a reader sees when the plan changes: what moved, came and went, kept with one press or taken back; and what becomes of the notes of the hour after.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office, atDesk } from "./desk.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

const TODAY = "2026-11-18";
const TOLD = { rounds: [{ date: "2026-11-17", said: { kind: "date", date: "2026-11-27" }, form: "video", people: [{ name: "Maya Okafor", cared_about: "how we hand work over" }] }], place: "GB", organisation: "Example Labs" };

const at = atDesk(() => office, { today: TODAY });

/** @param {Desk} desk */
const changed = (desk) => desk.page.getByRole("region", { name: "What changed" });

/** The day that they named becomes another. @param {Desk} desk @param {string} day */
async function nameAnotherDay(desk, day) {
  await desk.reader.press(desk.page.getByRole("link", { name: "Change: Which day did they name?" }));
  await desk.page.keyboard.type(day);
}

describe("the keyboard's way through the answers", { skip: SKIP, concurrency: 2 }, () => {
  at("goes on from each answer to the next: nothing is planned again, and the caret is not lost, because it moves", async (desk) => {
    await desk.reader.press(desk.page.getByRole("button", { name: "Yesterday", exact: true }));
    await desk.page.getByRole("combobox", { name: "In which country is the employer?" }).selectOption({ label: "Japan" });
    const links = desk.page.getByRole("link", { name: /^Change: / });
    await links.nth(1).waitFor({ timeout: 60_000 });
    await desk.page.waitForTimeout(500);
    await desk.page.evaluate(() => {
      document.addEventListener("planned", () => document.body.setAttribute("data-planned-again", ""), true);
    });
    await links.first().focus();
    for (const way of ["Tab", "Shift+Tab", "Tab", "Shift+Tab"]) {
      await desk.page.keyboard.press(way);
      await desk.page.waitForTimeout(250);
      assert.match((await desk.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "", /^Change: /);
    }
    assert.equal(await desk.page.locator("[data-planned-again]").count(), 0);
  });
});

describe("a changed answer", { skip: SKIP, concurrency: 2 }, () => {
  for (const way of /** @type {const} */ (["mouse", "keyboard", "narrow"])) {
    at(`shows how many steps moved and which, is kept with one press, and “Undo” brings the plan before back (${way})`, async (desk) => {
      await desk.answering.all(TOLD);
      assert.equal(await changed(desk).isVisible(), false, "a first answer is no change");
      const first = await desk.dates();
      await nameAnotherDay(desk, "30");
      await changed(desk).getByText(/steps? moved/).waitFor({ state: "attached" });
      const box = changed(desk);
      await desk.reader.press(box.getByText("Show each step"));
      assert.match(await box.getByRole("list").innerText(), /Check in once: Moved from Tuesday 1 December 2026 to Wednesday 2 December 2026\./);
      await desk.reader.press(box.getByRole("button", { name: "Undo" }));
      await box.waitFor({ state: "hidden" });
      assert.deepEqual(await desk.dates(), first);
      await nameAnotherDay(desk, "30");
      await box.waitFor({ state: "visible" });
      await desk.reader.press(box.getByRole("button", { name: "Keep it so" }));
      await box.waitFor({ state: "hidden" });
      assert.notDeepEqual(await desk.dates(), first);
      await desk.isTheEngines();
    }, { way });
  }

  at("is none while there was no step yet: an hour and a zone that came before the day do not make every step new", async (desk) => {
    await desk.answering.all({ rounds: [{ date: "2026-11-30", time: "10:30", zone: "Europe/Madrid", form: "in_person", travel_minutes: 40 }], place: "ES", region: "MD", organisation: "Example Labs" });
    assert.equal(await changed(desk).isVisible(), false);
  });

  at("after what happened, what changed stands before the next step and has the caret", async (desk) => {
    await desk.answering.all(TOLD);
    await desk.reader.press(desk.page.getByRole("button", { name: "They said no" }));
    await changed(desk).waitFor();
    assert.ok(await changed(desk).evaluate((one) => one === document.activeElement));
    assert.match(await changed(desk).innerText(), /[0-9] steps are no longer needed\./);
  });

  at("an offer that was told is not asked for once more: its box is ticked, also after a reload, and only the last day to answer is open", async (desk) => {
    const box = desk.page.getByRole("checkbox", { name: desk.office.words.show["offer"] });
    const [came, until] = [desk.page.getByRole("group", { name: desk.office.words.labels["offer.received"] }), desk.page.getByRole("group", { name: desk.office.words.labels["offer.deadline"] })];
    await desk.answering.all(TOLD);
    await desk.reader.tick(box);
    await came.waitFor();
    await desk.reader.press(desk.page.getByRole("button", { name: "They made me an offer", exact: true }));
    await came.waitFor({ state: "hidden" });
    await until.waitFor();
    await desk.isTheEngines();
    await desk.page.reload();
    await desk.page.waitForSelector("follow-up-planner[data-planned]", { timeout: 60_000 });
    assert.equal(await box.isChecked(), true);
    await until.waitFor({ state: "attached" });
    assert.equal(await came.isVisible(), false);
  });

  at("what was done is said at the foot of the screen, with a way back", async (desk) => {
    await desk.answering.all(TOLD);
    await desk.reader.press(desk.plan.getByRole("button", { name: /^Done/ }).first());
    const said = desk.page.getByRole("status").filter({ hasText: "Your plan has changed" });
    await said.waitFor();
    const undo = desk.page.getByRole("button", { name: "Undo the last change" });
    for (const part of [said, undo]) {
      const box = await part.boundingBox();
      assert.ok(box && box.y > 0 && box.y + box.height <= 720, JSON.stringify(box));
    }
    await desk.reader.press(undo);
    await desk.page.getByRole("status").filter({ hasText: "Taken back." }).waitFor();
    await desk.plan.getByRole("button", { name: /^Not done yet/ }).waitFor({ state: "detached" });
  }, { way: "narrow" });
});

describe("a step for another day", { skip: SKIP, concurrency: 2 }, () => {
  for (const way of /** @type {const} */ (["mouse", "keyboard"])) {
    at(`goes to no day that has passed; a day that is not understood is said in words that fit, and a day ahead is taken (${way})`, async (desk) => {
      await desk.answering.all(TOLD);
      const step = desk.plan.locator(".timeline__step").filter({ hasText: "Check in once" });
      await desk.reader.press(step.getByText("More", { exact: true }));
      await desk.reader.press(step.getByRole("button", { name: /^Another day/ }));
      const [field, take] = [desk.page.getByRole("textbox", { name: "Or name a day" }), desk.page.getByRole("button", { name: "Move it to this day" })];
      for (const [text, said] of /** @type {const} */ ([["yesterday", "That day has passed."], ["whenever", "Try “next Friday” or “4 December 2026”."]])) {
        await desk.reader.type(field, text);
        await desk.page.getByRole("status").filter({ hasText: said }).waitFor();
        assert.equal(await take.isVisible(), false, text);
        await desk.page.keyboard.press("Enter");
        assert.ok(await field.isVisible(), `${text} was taken`);
      }
      await desk.reader.type(field, "next Friday");
      await desk.reader.press(take);
      await desk.plan.getByText("You chose Friday 27 November instead.").waitFor({ state: "attached" });
    }, { way });
  }
});

describe("an interview that they moved", { skip: SKIP, concurrency: 2 }, () => {
  at("moves to the day they named, and is prepared for anew; without a day, times are offered", async (desk) => {
    const { page, answering } = desk;
    await answering.all({ rounds: [{ date: "2026-11-20" }], place: "GB" });
    await desk.reader.press(page.getByRole("button", { name: "They moved the interview", exact: true }));
    await desk.plan.getByText("Agree a new time").first().waitFor({ timeout: 30_000 });
    const day = page.getByRole("region", { name: "What happened since?" }).getByRole("group", { name: "Which day did they name?" });
    for (const [part, text] of [["Day", "27"], ["Month", "November"], ["Year", "2026"]]) await day.getByRole("textbox", { name: part, exact: true }).fill(/** @type {string} */ (text));
    await desk.plan.getByText("Agree a new time").first().waitFor({ state: "detached", timeout: 30_000 });
    const { document, plan } = await desk.isTheEngines();
    assert.deepEqual(document["rounds"][0].date, { day: "27", month: "November", year: "2026" });
    assert.ok(plan.actions.some((/** @type {{step: string, due: string}} */ { step, due }) => step === "during/ask-what-happens-next" && due === "2026-11-27"));
  });

  at("corrected afterwards, takes the day they named with it", async (desk) => {
    const { page, answering } = desk;
    await answering.all({ rounds: [{ date: "2026-11-20" }], place: "GB" });
    await desk.reader.press(page.getByRole("button", { name: "They moved the interview", exact: true }));
    const day = page.getByRole("region", { name: "What happened since?" }).getByRole("group", { name: "Which day did they name?" });
    for (const [part, text] of [["Day", "27"], ["Month", "November"], ["Year", "2026"]]) await day.getByRole("textbox", { name: part, exact: true }).fill(/** @type {string} */ (text));
    await page.locator("[id='rounds.0.date.day']").evaluate((/** @type {HTMLInputElement} */ field) => {
      field.value = "30";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await desk.plan.getByText("Monday 30 November").first().waitFor({ state: "attached", timeout: 30_000 });
    const { document } = await desk.isTheEngines();
    assert.deepEqual([document["rounds"][0].date.day, document["events"][0].date.day], ["30", "30"]);
  });
});

describe("one’s own wording", { skip: SKIP, concurrency: 2 }, () => {
  at("a phrase that adds little gets a hint, said once and not at every key, and is kept all the same", async (desk) => {
    await desk.answering.all(TOLD);
    const step = desk.plan.getByRole("listitem").filter({ hasText: "Check in once" });
    await step.getByText(/^Draft/).click();
    await step.getByRole("button", { name: /^Edit the draft/ }).click();
    const hint = step.getByRole("status");
    const area = step.getByRole("textbox", { name: "Your own wording" });
    assert.equal(await hint.innerText(), "", "our own drafts hold no such phrase");
    await area.fill("");
    await hint.evaluate((one) => {
      /** @type {any} */ (globalThis).told = [];
      new MutationObserver(() => /** @type {any} */ (globalThis).told.push(one.textContent)).observe(one, { childList: true, characterData: true, subtree: true });
    });
    await area.pressSequentially("Hello, I am just checking in about the job.");
    await hint.filter({ hasText: "“just checking in” adds little" }).waitFor();
    assert.equal((await desk.page.evaluate(() => /** @type {any} */ (globalThis).told)).length, 1);
    await step.getByRole("button", { name: "Keep my wording" }).click();
    await desk.plan.getByText("just checking in about").waitFor({ state: "attached" });
  });

  at("does not go out with a gap unasked, also when the answer was given after it was kept; “Fill them first” leads to where it is edited", async (desk) => {
    await desk.answering.all({ ...TOLD, role: "Planner", me: { name: "Sam" } });
    const step = desk.plan.getByRole("listitem").filter({ hasText: "Check in once" });
    await step.getByText(/^Draft/).click();
    await step.getByRole("button", { name: /^Edit the draft/ }).click();
    await step.getByRole("textbox", { name: "Your own wording" }).fill("Hello Maya, is there news?\n[your phone number]");
    await step.getByRole("button", { name: "Keep my wording" }).click();
    await desk.page.getByRole("textbox", { name: "Your phone number" }).fill("0123");
    await step.locator(".draft--own mark", { hasText: "[your phone number]" }).waitFor();
    await desk.page.waitForTimeout(1000);
    await step.getByRole("button", { name: /^Copy the draft/ }).click();
    await step.getByText(/gaps? (is|are) left in this draft/).waitFor();
    await step.getByRole("button", { name: "Fill them first" }).click();
    assert.match((await desk.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "", /^Edit the draft/);
  });
});

describe("the first plan", { skip: SKIP, concurrency: 2 }, () => {
  for (const scrolled of [0, 60, 127]) {
    at(`comes above the questions, and none of them moves from under the finger (scrolled by ${scrolled})`, async (desk) => {
      const { page } = desk;
      const quick = page.getByRole("button", { name: "Today", exact: true }).first();
      await page.getByRole("textbox", { name: "It begins at" }).fill("11:00");
      await page.evaluate((y) => scrollTo({ top: y, behavior: "instant" }), scrolled);
      const before = await quick.boundingBox();
      assert.equal(await page.locator("[data-now]").isVisible(), false, "the plan came too early");
      await page.locator("[data-planned]").waitFor({ timeout: 60_000 });
      await page.waitForTimeout(200);
      assert.ok(before && Math.abs(((await quick.boundingBox())?.y ?? 0) - before.y) < 2, `${(await quick.boundingBox())?.y} and not ${before?.y}`);
      assert.match((await page.locator("[data-now]").textContent()) ?? "", /First, the day of your interview\./);
    }, { way: "narrow" });
  }

  at("leaves a reader who has gone on to another question where they are, however late it comes", async (desk) => {
    const { page, reader } = desk;
    /** @type {() => void} */
    let arrive = () => {};
    const late = new Promise((resolve) => (arrive = () => resolve(undefined)));
    await page.route(/\/python-[0-9a-f]+\.zip$/, async (route) => (await late, route.continue()));
    await reader.press(page.getByRole("button", { name: "Today", exact: true }).first());
    const field = page.getByRole("textbox", { name: "Who is the employer?" });
    await reader.type(field, "Example Labs");
    const [before, planned] = [await field.boundingBox(), page.evaluate(() => new Promise((done) => document.addEventListener("planned", done, { capture: true, once: true })).then(() => {}))];
    arrive();
    await planned;
    await page.waitForTimeout(200);
    const after = await field.boundingBox();
    assert.ok(before && after && Math.abs(after.y - before.y) < 40, `${before?.y} ${after?.y}`);
  }, { way: "narrow", sparing: true });
});

describe("the hour after", { skip: SKIP, concurrency: 2 }, () => {
  for (const way of /** @type {const} */ (["narrow", "keyboard"])) {
    at(`one button shows only what fades first; what is written reaches the draft and the paper (${way})`, async (desk) => {
      const { page, reader, answering } = desk;
      await reader.press(page.getByRole("button", { name: "Just out? Two-minute notes" }));
      assert.ok(await page.getByRole("heading", { name: "Two minutes, while you still know it" }).evaluate((one) => one === document.activeElement));
      const asked = await page.evaluate(() => [...document.querySelectorAll(".planner__form [data-ask]")].filter((one) => one.checkVisibility()).map((one) => one.getAttribute("data-ask")));
      assert.ok(asked.includes("rounds.0.people.0.cared_about") && asked.includes("debrief.asked") && !asked.includes("place"), String(asked));
      assert.ok(asked.length <= 12, `${asked.length} questions`);
      await reader.press(page.getByRole("button", { name: "Today", exact: true }));
      await reader.type(page.getByRole("textbox", { name: "Name", exact: true }), "Maya Okafor");
      await reader.type(page.getByRole("textbox", { name: "One thing they said or cared about" }), "how we hand work over");
      await reader.tick(page.getByRole("checkbox", { name: "I promised to send something" }));
      await reader.type(page.getByRole("textbox", { name: "What did you promise to send?" }), "the shift rota");
      await reader.type(page.getByRole("textbox", { name: "What did they ask?" }), "How I plan a shift");
      await reader.type(page.getByRole("textbox", { name: "What went well?" }), "The rota example");
      await answering.make();
      assert.equal(await page.getByRole("heading", { name: "Two minutes, while you still know it" }).isVisible(), false);
      const { document, forms } = await desk.isTheEngines();
      assert.deepEqual(document["debrief"], { asked: "How I plan a shift", went_well: "The rota example" });
      assert.match(forms["html"], /how we hand work over/);
      assert.match(forms["html"], /the shift rota/);
    }, { way });
  }

  at("its address opens it, and a question from elsewhere brings the whole form back", async (desk) => {
    const { page } = desk;
    await page.evaluate(() => (location.hash = "debrief"));
    const title = page.getByRole("heading", { name: "Two minutes, while you still know it" });
    await title.waitFor();
    await page.getByRole("button", { name: "Today", exact: true }).click();
    await desk.answering.make();
    await page.getByRole("button", { name: "Just out? Two-minute notes" }).click();
    await page.getByRole("link", { name: "Change: When is or was the interview?" }).click();
    assert.equal(await title.isVisible(), false);
    assert.ok(await page.getByRole("combobox", { name: "In which country is the employer?" }).isVisible());
  });
});
