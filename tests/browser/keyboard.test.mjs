// By keyboard and by ear: a short way out of the long form, a caret that is never lost nor out of sight, and dates that are spoken well.
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
const MOST_STOPS = 20;

const at = atDesk(() => office, { today: TODAY });

/** The plan of an interview yesterday, with the caret on it. @param {Desk} desk */
async function planned({ page, answering }) {
  await page.getByRole("button", { name: "Yesterday", exact: true }).click();
  await answering.make();
}

/** What has the caret: its words, and how much of it is in sight. @param {Desk} desk */
const caret = ({ page }) => page.evaluate(() => {
  const one = /** @type {HTMLElement} */ (document.activeElement);
  const { top, bottom } = one.getBoundingClientRect();
  const name = one.getAttribute("aria-label") ?? one.innerText.trim().replace(/\s+/g, " ");
  return { name, seen: one !== document.body && bottom > 60 && top < innerHeight - 60 };
});

/** @param {Desk} desk @param {RegExp} name of a button of the plan */
async function press(desk, name) {
  const button = desk.plan.getByRole("button", { name }).first();
  await button.focus();
  await desk.page.keyboard.press("Enter");
  await button.waitFor({ state: "detached", timeout: 30_000 });
}

describe("the long form by keyboard", { skip: SKIP, concurrency: 2 }, () => {
  at("from each of its parts a link that is seen with the focus leads to “Make my plan”, which makes it", async ({ page, answering }) => {
    await page.getByRole("button", { name: "Yesterday", exact: true }).focus();
    const make = answering.form.getByRole("button", { name: "Make my plan" }).last();
    let [stops, links, longest] = [0, 0, 0];
    while (!(await make.evaluate((one) => one === document.activeElement))) {
      await page.keyboard.press("Tab");
      const skip = await page.evaluate(() => document.activeElement?.getAttribute("href") === "#make" && getComputedStyle(document.activeElement).clipPath === "none");
      stops = skip ? 0 : stops + 1;
      links += Number(skip);
      longest = Math.max(longest, stops);
      assert.ok(longest <= MOST_STOPS, `${longest} stops without a way out`);
    }
    assert.ok(links >= 5, `${links} links`);
    await page.getByRole("link", { name: "Skip to “Make my plan”" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "make", undefined, { polling: 100 });
  });

  at("the button of the day that is typed is pressed, and no other", async ({ page }) => {
    const pressed = () => page.locator("[data-quick] [aria-pressed=true]").allInnerTexts();
    await page.getByRole("button", { name: "Today", exact: true }).click();
    await page.locator("[data-quick] [aria-pressed=true]").waitFor();
    assert.deepEqual(await pressed(), ["Today"]);
    await page.getByRole("textbox", { name: "Day", exact: true }).first().fill("17");
    await page.getByRole("button", { name: "Yesterday", exact: true, pressed: true }).waitFor();
    assert.deepEqual(await pressed(), ["Yesterday"]);
    await page.getByRole("textbox", { name: "Day", exact: true }).first().fill("1");
    await page.getByRole("button", { name: "Yesterday", exact: true, pressed: false }).waitFor();
    assert.deepEqual(await pressed(), []);
  });
});

for (const way of /** @type {const} */ (["keyboard", "narrow"])) {
  describe(`the caret after a step was changed (${way})`, { skip: SKIP, concurrency: 2 }, () => {
    at("the next step is done: it is on the step that is next now, in sight", async (desk) => {
      await planned(desk);
      await press(desk, /^Done: Write it down/);
      const { name, seen } = await caret(desk);
      assert.match(name, /^Your next step Send a thank-you note/);
      assert.ok(seen);
    }, { way });

    at("a later step is sent: it is on that step, which stays in sight though its draft is gone", async (desk) => {
      await planned(desk);
      for (const draft of await desk.plan.getByText(/^Draft/).all()) await draft.click();
      await press(desk, /^I sent it: Check in once/);
      assert.deepEqual(await caret(desk), { name: "Not done yet: Check in once, the person who arranged it", seen: true });
    }, { way });

    at("a later step is put aside: it is on the one below it", async (desk) => {
      await planned(desk);
      await desk.plan.locator("summary").filter({ hasText: /^More/ }).nth(-2).click();
      await press(desk, /^Not for me: Check in a second/);
      const { name, seen } = await caret(desk);
      assert.match(name, /^Close the file gently/);
      assert.ok(seen);
    }, { way });
  });
}

describe("the caret after other actions", { skip: SKIP, concurrency: 2 }, () => {
  at("after printing it is back on the button, not in a frame that nobody sees", async (desk) => {
    await planned(desk);
    await desk.sheet();
    await desk.page.locator("iframe[data-sheet]").evaluate((/** @type {HTMLIFrameElement} */ frame) => frame.contentWindow?.dispatchEvent(new Event("afterprint")));
    assert.ok(await desk.tool("print").evaluate((one) => one === document.activeElement));
  });

  at("a message at the foot of the screen does not cover it", async (desk) => {
    const { page } = desk;
    await planned(desk);
    await desk.reader.press(page.getByRole("button", { name: "They named a new day" }));
    await page.locator("[data-said-now][data-fresh]").filter({ hasText: "Your plan has changed" }).waitFor({ timeout: 30_000 });
    const { caret: end, message } = await page.evaluate(() => ({ caret: document.activeElement?.matches("input") ? document.activeElement.getBoundingClientRect().bottom : NaN, message: document.querySelector("[data-said-now]")?.getBoundingClientRect().top ?? NaN }));
    assert.ok(end <= message, `${end} under ${message}`);
  }, { way: "narrow" });

  at("nor does it cover the button at the foot of the questions that leads to the plan", async (desk) => {
    const { page, answering } = desk;
    await planned(desk);
    await desk.reader.press(page.getByRole("button", { name: "Change my answers" }));
    await page.locator("[data-said-now][data-fresh]").filter({ hasText: "Your plan is ready" }).waitFor();
    const [message, back] = await Promise.all([page.locator("[data-said-now]").boundingBox(), answering.form.getByRole("button", { name: "See my plan" }).boundingBox()]);
    assert.ok(message && back && message.y + message.height <= back.y, JSON.stringify({ message, back }));
    const foot = () => page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight - 4)?.closest("button, p, li, a, follow-up-planner")?.className);
    assert.match((await foot()) ?? "", /planner__back/);
    await page.evaluate(() => document.querySelector("[data-plan]")?.scrollIntoView({ block: "start", behavior: "instant" }));
    assert.equal(await foot(), "planner", "nor does the plan show below it, further down the page");
  }, { way: "narrow" });

  at("on a small screen the way back to the plan is in sight from every question", async (desk) => {
    const { page, answering } = desk;
    await planned(desk);
    await desk.reader.press(page.getByRole("button", { name: "Change my answers" }));
    const back = answering.form.getByRole("button", { name: "See my plan" });
    for (const name of ["Which role is it?", "Your name"]) {
      await page.getByRole("textbox", { name }).scrollIntoViewIfNeeded();
      const box = await back.boundingBox();
      assert.ok(box && box.y > 0 && box.y + box.height <= 720, name);
    }
    await back.tap();
    await page.waitForFunction(() => document.activeElement?.matches("section[data-plan]"), undefined, { polling: 100 });
  }, { way: "narrow" });

  at("“Show me first” begins with what would change, and the buttons follow", async (desk) => {
    const { page } = desk;
    await planned(desk);
    await page.getByRole("checkbox", { name: "Show me first what would change" }).check();
    await page.getByRole("button", { name: "They made me an offer" }).click();
    const question = page.getByRole("group", { name: /^This is what would change after “They made me an offer”/ });
    await question.waitFor({ timeout: 30_000 });
    assert.ok(await question.evaluate((one) => one === document.activeElement));
    // Steps that go for one reason are told of together.
    const told = await question.getByRole("listitem").allInnerTexts();
    assert.equal(told.filter((line) => line.includes("you are not waiting for their answer any more")).length, 1, told.join(" | "));
    assert.ok(told.some((line) => line.startsWith("Keep applying while you wait, ") && line.includes("Check in once")), told.join(" | "));
    await page.keyboard.press("Tab");
    assert.equal((await caret(desk)).name, "Take it");
    await page.keyboard.press("Escape");
    assert.equal((await caret(desk)).name, "They made me an offer");
  }, { way: "narrow" });
});

describe("the dates by ear", { skip: SKIP, concurrency: 2 }, () => {
  at("are a list whose days are headings in words, and each step says its place among all and when it is due", async (desk) => {
    await desk.page.getByRole("button", { name: "Tomorrow", exact: true }).click();
    await desk.answering.make();
    const session = await desk.page.context().newCDPSession(desk.page);
    const { root } = await session.send("DOM.getDocument");
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "ol.timeline" });
    const { nodes } = await session.send("Accessibility.queryAXTree", { nodeId });
    const heard = nodes.filter(({ ignored }) => !ignored);
    const named = (/** @type {string} */ role) => heard.filter((node) => node.role?.value === role).map((node) => String(node.name?.value));
    assert.equal(named("list").length, 1);
    assert.equal(named("listitem").length, named("heading").length);
    for (const day of named("heading")) assert.match(day, /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ 20\d\d( today)?$/);
    const texts = await desk.plan.locator(".timeline__what").evaluateAll((lines) => lines.map((line) => (line.textContent ?? "").replace(/\s+/g, " ").trim()));
    const places = texts.flatMap((text) => /– (\d+) of (\d+), (today|tomorrow|to come|late)/.exec(text)?.slice(1, 3).map(Number) ?? []);
    assert.deepEqual(places, Array.from({ length: places.length }, (_, n) => (n % 2 ? places.length / 2 : n / 2 + 1)));
    assert.ok(texts.some((text) => /– \d+ of \d+, tomorrow$/.test(text)), texts.join(" | "));
    // The place is for ears only; what is heard holds it.
    const place = /** @type {string} */ (/– \d+ of \d+,/.exec(texts.join())?.[0]);
    assert.ok(heard.some((node) => node.role?.value === "StaticText" && node.name?.value === place), place);
    assert.equal(await desk.plan.getByText(place, { exact: true }).evaluate((one) => one.getBoundingClientRect().width <= 1), true);
  });
});

describe("the dates by eye", { skip: SKIP, concurrency: 2 }, () => {
  at("are nowhere without weekday, month in words and year: on buttons, in headings, tables and answers", async (desk) => {
    const { page, reader, answering } = desk;
    const near = page.getByRole("group", { name: "Days near today" }).first().getByRole("button");
    await near.first().waitFor();
    const titles = await near.evaluateAll((all) => all.map((one) => one.getAttribute("title") ?? ""));
    assert.deepEqual([titles.length, titles[0]], [9, "Wednesday 18 November 2026"]);
    for (const title of titles) assert.match(title, /^[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ 2026$/);
    await answering.all({ rounds: [{ date: "2026-11-17", said: { kind: "date", date: "2026-11-27" } }], place: "GB" });
    await reader.press(page.getByRole("button", { name: "They asked for referees", exact: true }));
    await reader.press(page.getByText("Show each step"));
    await reader.press(page.getByText("The dates by month"));
    await page.getByRole("table").first().waitFor();
    await reader.press(desk.plan.getByText(/^More/).first());
    await reader.press(desk.plan.getByRole("button", { name: /^Another day/ }).nth(1));
    await desk.plan.getByRole("group", { name: /^Another day/ }).getByRole("button", { name: "2026" }).first().waitFor();
    const short = await page.evaluate(() => {
      const said = [...document.querySelectorAll(".planner :is(button, h2, h3, h4, time, td, caption, dd, .echo, .plan__rest)")];
      const texts = said.flatMap((one) => [one, ...one.querySelectorAll("[aria-label]")]).flatMap((one) => [one.textContent ?? "", one.getAttribute("aria-label") ?? "", one.getAttribute("title") ?? ""]);
      const dates = texts.flatMap((text) => text.match(/(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+( \d{4})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/g) ?? []);
      return { all: dates.length, short: [...new Set(dates.filter((date) => !/ \d{4}$/.test(date)))] };
    });
    assert.ok(short.all > 30, `${short.all} dates`);
    assert.deepEqual(short.short, []);
  });
});
