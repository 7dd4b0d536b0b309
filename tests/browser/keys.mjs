/**
 * From a key press to the changed plan on screen: a reader with a whole case changes answers, one key at a time, each when the plan before stands
 * still. `node tests/browser/keys.mjs SITE ASKED.json` prints JSON; see tests/bench.py. ASKED: {"runs": 20}, of three keys each.
 *
 * @typedef {{shown: number[], longest: number[]}} Keys milliseconds, a number for each key: until the changed plan is painted, and its longest task on the page's own thread
 */
import { readFileSync } from "node:fs";

const [, , site = "site", file = ""] = process.argv;
process.env["SITE"] = site;
const { SKIP } = await import("./chromium.mjs");
const { Office } = await import("./desk.mjs");

const NAME = "e-1-window-in-london";
const LONG_ENOUGH = 20_000;

/** In the page: the time of each key, of the next paint with another plan, and of the longest task since. */
function watchKeys() {
  const seen = /** @type {any} */ (globalThis);
  seen.keys = { shown: [], longest: [] };
  /** @type {number | undefined} */
  let pressed;
  let longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)))).observe({ type: "longtask" });
  addEventListener("keydown", (event) => ([pressed, longest] = [event.timeStamp, 0]), { capture: true });
  const painted = () => {
    if (pressed === undefined) return;
    const now = performance.now() - pressed;
    pressed = undefined;
    // A long task is told of some time after it has ended.
    setTimeout(() => (seen.keys.shown.push(now), seen.keys.longest.push(longest)), 200);
  };
  // After the frame that shows it: a message that is sent before the paint arrives after it.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = painted;
  new MutationObserver(() => requestAnimationFrame(() => port2.postMessage(0))).observe(/** @type {Node} */ (document.querySelector("[data-rendered]")), { childList: true, subtree: true });
}

/** @param {number} runs @returns {Promise<Keys>} */
async function measure(runs) {
  const office = await Office.open();
  const { cases } = await office.host.ask({ read: "cases" });
  const told = cases[NAME];
  const desk = await office.desk({ today: told.today, now: told.now });
  const { page } = desk;
  await page.locator("input[type=file]:not([multiple])").setInputFiles({ name: "case.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(told.case)) });
  await page.getByRole("status").filter({ hasText: "is open" }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1000);
  await page.evaluate(watchKeys);
  for (let run = 0; run < runs; run++) {
    await oneKey(page, page.getByRole("textbox", { name: "Who is the employer?" }), "x");
    await oneKey(page, page.getByRole("textbox", { name: "Day", exact: true }).first(), run % 2 ? "2" : "9", true);
    await oneKey(page, page.getByRole("checkbox", { name: "I am not sure I still want the job" }), "Space");
  }
  const keys = await page.evaluate(() => /** @type {any} */ (globalThis).keys);
  await desk.close();
  await office.close();
  return keys;
}

/** @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} field @param {string} key @param {boolean} [whole] whether it takes the place of what is there */
async function oneKey(page, field, key, whole = false) {
  const before = await page.evaluate(() => /** @type {any} */ (globalThis).keys.shown.length);
  await field.focus();
  if (whole) await field.evaluate((one) => /** @type {HTMLInputElement} */ (one).select());
  await page.waitForTimeout(600);
  await page.keyboard.press(key);
  await page.waitForFunction((count) => /** @type {any} */ (globalThis).keys.shown.length > count, before, { timeout: LONG_ENOUGH });
}

const { runs } = JSON.parse(readFileSync(file, "utf8"));
console.log(JSON.stringify(SKIP ? { skipped: SKIP } : await measure(runs)));
process.exit(0);
