// Who comes back to a guide that lies on the device sees the plan at once: nothing that is to be replaced is shown before it, and nothing stays hidden.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SITE, SKIP, kept, open } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { makePlan } from "./planner.mjs";

// Of a page that is rebuilt before the reader's eyes it is 0.7; the sum that is called good is 0.1. A line that tells a day in words may come in.
const MOST_SHIFT = 0.01;
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 800 };
const SIZES = [NARROW, { width: 768, height: 1024 }, WIDE];

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

/** How far things moved until the engine was there too. @param {import("playwright-core").Page} page @returns {Promise<number>} */
async function shifted(page) {
  await page.locator(".planner__state[data-state=ready]").waitFor({ state: "attached" });
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(/** @type {any} */ (globalThis).shifted), 100))));
}

/** @param {(page: import("playwright-core").Page, visit: (prepare: () => void, size?: {width: number, height: number}) => Promise<import("playwright-core").Page>) => Promise<void>} work */
async function onDevice(work) {
  const context = await open();
  try {
    const page = await context.newPage();
    await page.setViewportSize(NARROW);
    await page.goto(served.url("planner/"));
    await kept(page);
    await work(page, async (prepare, size = NARROW) => {
      const again = await context.newPage();
      await again.setViewportSize(size);
      await again.addInitScript(prepare);
      await again.goto(served.url("planner/"));
      return again;
    });
  } finally {
    await context.close();
  }
}

test("the plan of the last visit is the first thing of the planner in sight, nothing moves, and then the whole form is there", { skip: SKIP, timeout: 120_000 }, () => onDevice(async (page, visit) => {
  await makePlan(page);
  // Not `waitForFunction`, to which a promise is as good as true.
  while (!(await page.evaluate(planIsKept))) await page.waitForTimeout(50);
  for (const size of SIZES) {
    const again = await visit(watchFrames, size);
    await again.waitForSelector("follow-up-planner[data-planned][data-settled]");
    assert.equal(await again.evaluate(() => /** @type {any} */ (globalThis).early), 0);
    const far = await shifted(again);
    assert.ok(far < MOST_SHIFT, `${far} at ${size.width}`);
    if (size !== WIDE) await again.getByRole("button", { name: "Change my answers" }).click();
    await again.locator("#place").waitFor();
    await again.close();
  }
}));

test("who has no plan there gets the questions, and nothing moves", { skip: SKIP, timeout: 120_000 }, () => onDevice(async (_, visit) => {
  for (const size of [NARROW, WIDE]) {
    const again = await visit(watchFrames, size);
    await again.waitForSelector("follow-up-planner[data-settled]");
    for (const part of ["[id='rounds.0.date.day']", "#place"]) assert.ok(await again.locator(part).isVisible(), part);
    const far = await shifted(again);
    assert.ok(far < MOST_SHIFT, `${far} at ${size.width}`);
    await again.close();
  }
}));

test("all of the form comes where the planner's own script does not run", { skip: SKIP, timeout: 120_000 }, () => onDevice(async (_, visit) => {
  const again = await visit(() => void (customElements.define = () => {}));
  assert.ok(await again.evaluate(() => document.documentElement.classList.contains("returns")), "the guide is on the device");
  await again.locator("#place").waitFor({ timeout: 20_000 });
}));
