// An answer that is changed from the list of all: the way back leads to that list, the other answers stay, and what counts no more is said.
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
const TOLD = { rounds: [{ date: "2026-11-17", said: { kind: "date", date: "2026-11-27" }, form: "video" }], place: "GB", organisation: "Example Labs" };
const SAID = "What did they say about when you will hear?";
const BACK = "Back to my answers";
const WAYS = /** @type {const} */ (["mouse", "keyboard", "narrow"]);

const at = atDesk(() => office, { today: TODAY });

/** The plan of a case, asked in one pace or the other. @param {Desk} desk @param {string} pace */
async function planned({ answering, page, reader }, pace) {
  await answering.all(TOLD);
  if (pace === "long form") return;
  await reader.press(page.getByRole("button", { name: "One question at a time" }));
  await answering.form.getByText(/^Question \d+ of \d+$/).waitFor();
}

/** @param {Desk} desk @param {string} label */
const change = ({ page, reader }, label) => reader.press(page.getByRole("link", { name: `Change: ${label}` }));

/** The way back, as the reader sees it; there is one. @param {Desk} desk */
async function goBack({ page, reader }) {
  const back = page.getByRole("button", { name: BACK });
  assert.equal(await back.count(), 1);
  await reader.press(back);
}

/** The caret is on an answer's link in the list, and in sight. @param {Desk} desk @param {string} label */
async function isBackAt({ page }, label) {
  const link = page.getByRole("region", { name: "Check your answers" }).getByRole("link", { name: `Change: ${label}` });
  await page.waitForFunction((name) => document.activeElement?.getAttribute("aria-label") === name, `Change: ${label}`, { timeout: 30_000, polling: 100 });
  // The list may be made anew by a plan that comes a moment later.
  await link.waitFor();
  await page.waitForFunction(() => {
    const { top, bottom, height } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
    return height > 0 && top > 60 && bottom < innerHeight;
  }, undefined, { timeout: 30_000 });
}

for (const pace of ["long form", "one question at a time"]) {
  for (const way of WAYS) {
    describe(`an answer changed from the list (${pace}, ${way})`, { skip: SKIP, concurrency: 2 }, () => {
      at("leads back to the list, with the caret where it was; what it made impossible is said, and all else is kept", async (desk) => {
        const { page, reader, answering } = desk;
        await planned(desk, pace);
        await change(desk, SAID);
        await reader.choose(answering.form.getByRole("group", { name: SAID }), "They named no time");
        await goBack(desk);
        await isBackAt(desk, SAID);
        const list = page.getByRole("region", { name: "Check your answers" });
        await list.getByText("They named no time").waitFor();
        assert.match(await list.getByRole("status").innerText(), /^After this change, one answer does not count any more: “Which day did they name\?” Friday 27 November 2026/);
        const { document } = await desk.isTheEngines();
        assert.equal(document["rounds"][0].said.date, undefined);
        assert.deepEqual([document["rounds"][0].form, document["place"], document["organisation"]], ["video", "GB", "Example Labs"]);
      }, { way });

      at("that brings a question leads to it first, and then back to the list", async (desk) => {
        const { page, reader, answering } = desk;
        await planned(desk, pace);
        await change(desk, "What form does it take?");
        await reader.choose(answering.form.getByRole("group", { name: "What form does it take?" }), "A task to do at home");
        await goBack(desk);
        const opened = answering.form.getByRole("group", { name: "By which day must you hand it in?" });
        await page.getByRole("status").filter({ hasText: "one more question" }).waitFor({ timeout: 30_000 });
        assert.ok(await opened.evaluate((one) => one.contains(document.activeElement)));
        await reader.type(opened.getByRole("textbox", { name: "Day", exact: true }), "20");
        await reader.type(opened.getByRole("textbox", { name: "Month", exact: true }), "November");
        await reader.type(opened.getByRole("textbox", { name: "Year", exact: true }), "2026");
        await goBack(desk);
        await isBackAt(desk, "What form does it take?");
        assert.equal(await page.getByRole("region", { name: "Check your answers" }).getByRole("status").innerText(), "");
        assert.equal((await desk.saved())["rounds"][0].closing.day, "20");
      }, { way });
    });
  }
}

describe("the way back to the list", { skip: SKIP, concurrency: 2 }, () => {
  at("leads to the question that the change has opened, also when the form goes on changing", async (desk) => {
    const { page, answering } = desk;
    await planned(desk, "long form");
    await change(desk, "When is or was the interview?");
    // The day that opens the question, the way back at once, and then changes that each ask for a plan.
    await page.evaluate((back) => {
      const form = document.getElementById("planner-form");
      const press = (/** @type {string} */ text) => [...(form?.querySelectorAll("button") ?? [])].find((one) => one.textContent?.trim() === text)?.click();
      ["Today", back].forEach(press);
      let left = 12;
      const timer = setInterval(() => {
        form?.dispatchEvent(new Event("change", { bubbles: true }));
        if (!--left) clearInterval(timer);
      }, 35);
    }, BACK);
    await page.getByRole("status").filter({ hasText: "one more question" }).waitFor({ timeout: 10_000 });
    assert.ok(await answering.form.getByRole("group", { name: "Is it over already?" }).evaluate((one) => one.contains(document.activeElement)));
  });

  at("is the Enter key’s as well", async (desk) => {
    const { page } = desk;
    await desk.answering.all(TOLD);
    await change(desk, "Who is the employer?");
    await page.keyboard.type("Sample Works");
    await page.keyboard.press("Enter");
    await isBackAt(desk, "Who is the employer?");
    await desk.plan.getByRole("heading", { name: "Follow-up plan: Sample Works" }).waitFor();
  }, { way: "keyboard" });

  at("does not hide a mistake: the summary of it comes first, and the list once it is mended", async (desk) => {
    const { page, reader } = desk;
    await desk.answering.all(TOLD);
    await change(desk, "When is or was the interview?");
    await page.keyboard.type("32");
    await goBack(desk);
    await page.getByRole("alert").waitFor({ timeout: 30_000 });
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert", undefined, { polling: 100 });
    await reader.type(page.getByRole("textbox", { name: "Day", exact: true }).first(), "16");
    await goBack(desk);
    await isBackAt(desk, "When is or was the interview?");
    assert.equal(await page.getByRole("alert").count(), 0);
  }, { way: "narrow" });

  at("is gone once the reader has gone another way", async (desk) => {
    const { page, answering, reader } = desk;
    await desk.answering.all(TOLD);
    await change(desk, "Who is the employer?");
    await answering.make();
    await reader.press(page.getByRole("button", { name: "Change my answers" }));
    assert.equal(await page.getByRole("button", { name: BACK }).count(), 0);
    assert.ok(await answering.form.getByRole("button", { name: "See my plan" }).isVisible());
  }, { way: "narrow" });
});
