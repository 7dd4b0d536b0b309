// Who comes back to a guide that lies on the device sees the plan at once: nothing that is to be replaced is shown before it, and nothing stays hidden.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SITE, SKIP, kept, open } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { makePlan } from "./planner.mjs";

// Of a page that is rebuilt before the reader's eyes it is 0.7; the sum that is called good is 0.1.
const MOST_SHIFT = 0.25;
const NARROW = { width: 320, height: 640 };

/** @type {Awaited<ReturnType<typeof serve>>} */
let served;
before(async () => void (SKIP || (served = await serve(SITE))));
after(() => served?.close());

/** Notes for each frame whether questions or the example were in sight before the plan, and how far things moved. */
function watchFrames() {
  const here = /** @type {any} */ (globalThis);
  here.early = 0;
  here.shifted = 0;
  const look = () => {
    const planner = document.querySelector("follow-up-planner");
    if (planner && !planner.hasAttribute("data-planned") && planner.querySelector(".planner__columns")?.checkVisibility()) here.early++;
    requestAnimationFrame(look);
  };
  look();
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => void (here.shifted += /** @type {any} */ (entry).value))).observe({ type: "layout-shift", buffered: true });
}

/** Whether the plan is in the database, which is written after it is shown. @returns {Promise<boolean>} */
function planIsKept() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("follow-up-planner:/");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const asking = opening.result.transaction("documents").objectStore("documents").get("plan");
      asking.onsuccess = () => (opening.result.close(), resolve(!!asking.result));
    };
  });
}

/** @param {(page: import("playwright-core").Page, visit: (prepare: () => void) => Promise<import("playwright-core").Page>) => Promise<void>} work */
async function onDevice(work) {
  const context = await open();
  try {
    const page = await context.newPage();
    await page.setViewportSize(NARROW);
    await page.goto(served.url("planner/"));
    await kept(page);
    await work(page, async (prepare) => {
      const again = await context.newPage();
      await again.setViewportSize(NARROW);
      await again.addInitScript(prepare);
      await again.goto(served.url("planner/"));
      return again;
    });
  } finally {
    await context.close();
  }
}

test("the plan of the last visit is the first thing of the planner in sight, on 320 pixels too, and then the whole form is there", { skip: SKIP, timeout: 120_000 }, () => onDevice(async (page, visit) => {
  await makePlan(page);
  await page.waitForFunction(planIsKept);
  const again = await visit(watchFrames);
  await again.waitForSelector("follow-up-planner[data-planned][data-settled]");
  assert.equal(await again.evaluate(() => /** @type {any} */ (globalThis).early), 0);
  const shifted = await again.evaluate(() => /** @type {any} */ (globalThis).shifted);
  assert.ok(shifted < MOST_SHIFT, String(shifted));
  await again.getByRole("button", { name: "Change my answers" }).click();
  await again.locator("#place").waitFor();
}));

test("who has no plan there gets the questions, and nothing moves", { skip: SKIP, timeout: 120_000 }, () => onDevice(async (_, visit) => {
  const again = await visit(watchFrames);
  await again.waitForSelector("follow-up-planner[data-settled]");
  for (const part of ["[id='rounds.0.date.day']", "#place"]) assert.ok(await again.locator(part).isVisible(), part);
  assert.ok((await again.evaluate(() => /** @type {any} */ (globalThis).shifted)) < 0.05);
}));

test("all of the form comes where the planner's own script does not run", { skip: SKIP, timeout: 120_000 }, () => onDevice(async (_, visit) => {
  const again = await visit(() => void (customElements.define = () => {}));
  assert.ok(await again.evaluate(() => document.documentElement.classList.contains("returns")), "the guide is on the device");
  await again.locator("#place").waitFor({ timeout: 20_000 });
}));
