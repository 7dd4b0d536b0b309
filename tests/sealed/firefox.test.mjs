// The same in Firefox: after one plan the planner, pages and search work with the server stopped, and the policy binds a blob's worker.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { test } from "node:test";
import { SITE } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { keptFiles } from "../browser/weights.mjs";
import { FIREFOX, MISSING, firefox } from "../engines/firefox.mjs";

if (!FIREFOX && process.env["CI"] === "true") throw new Error(MISSING);
const SKIP = FIREFOX ? false : MISSING;

/** @param {import("puppeteer-core").Page} page @param {string} day */
async function plan(page, day) {
  await page.waitForSelector("[id='rounds.0.date.day']");
  await page.evaluate((chosen, year) => {
    for (const [part, value] of Object.entries({ day: chosen, month: "1", year })) {
      const field = /** @type {HTMLInputElement} */ (document.getElementById(`rounds.0.date.${part}`));
      field.value = value;
    }
    const planner = document.querySelector("follow-up-planner");
    planner?.addEventListener("planned", () => planner.setAttribute("data-test-planned", ""), { once: true });
    planner?.querySelector("form")?.requestSubmit();
  }, day, String(new Date().getFullYear() + 1));
  await page.waitForSelector("follow-up-planner[data-test-planned]", { timeout: 60_000 });
}

test("Firefox: planner, pages and search with the server stopped; eval and another origin blocked", { skip: SKIP, timeout: 240_000 }, async () => {
  const served = await serve({ "/guide/": SITE });
  const foreign = await serve(SITE);
  const { tab: page, close } = await firefox();
  try {
    await page.goto(served.url("planner/"));
    await plan(page, "12");
    const wanted = keptFiles(SITE).engine.length;
    const kept = () => page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.includes(" engine "));
      return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((sum, n) => sum + n, 0);
    });
    for (let left = 240; left > 0 && (await kept()) <= wanted; left--) await pause(250);
    await served.close();
    await page.goto(served.url("planner/"));
    await plan(page, "13");
    await page.goto(served.url("after/check-in/"));
    await page.evaluate(() => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector("[data-md-component=search-query]"));
      field.focus();
      field.value = "reference";
      field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    });
    await page.waitForSelector(".md-search-result__item");
    const tried = await page.evaluate((elsewhere) => {
      const code = `onmessage = async ({ data }) => {
        const blocked = async (what) => { try { await what(); return "allowed"; } catch { return "blocked"; } };
        postMessage([await blocked(() => eval("1")), await blocked(() => fetch(data, { mode: "no-cors" })), await blocked(() => import(data + "x.mjs"))]);
      }`;
      const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
      worker.postMessage(elsewhere);
      return new Promise((done) => worker.addEventListener("message", ({ data }) => done(data)));
    }, foreign.url());
    assert.deepEqual(tried, ["blocked", "blocked", "blocked"]);
    assert.deepEqual(foreign.log, []);
  } finally {
    await close();
    await served.close().catch(() => {});
    await foreign.close();
  }
});
