// One visit: the theme changes pages in place, and the planner's engine is started once for all of them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SITE, SKIP, open, violations, watch } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { makePlan } from "./planner.mjs";

const STEP = "after/send-a-thank-you-note/";

for (const path of ["/", "/guide/"]) {
  describe(`from page to page under ${path}`, { skip: SKIP, timeout: 180_000 }, () => {
    /** @type {import("../browser/server.mjs").Served} */
    let served;
    /** @type {import("../browser/chromium.mjs").Context} */
    let context;
    /** @type {import("../browser/chromium.mjs").Page} */
    let page;
    /** @type {Awaited<ReturnType<typeof watch>>} */
    let seen;
    before(async () => {
      served = await serve({ [path]: SITE });
      context = await open();
      seen = await watch(context, served.origin);
      await context.addInitScript(() => {
        const here = /** @type {any} */ (globalThis);
        here.starts = 0;
        const Usual = Worker;
        globalThis.Worker = class extends Usual {
          /** @param {any} message @param {any} [more] */
          postMessage(message, more) {
            if (message?.start) here.starts++;
            super.postMessage(message, more);
          }
        };
      });
      page = await context.newPage();
    });
    after(async () => {
      await context.close();
      await served.close();
    });

    /** Follow a link as a reader does; the page must not be loaded anew. @param {string} selector @param {RegExp} to */
    async function follow(selector, to) {
      await page.evaluate(() => ((/** @type {any} */ (globalThis)).same = true));
      await page.click(selector);
      await page.waitForURL(to);
      await page.waitForFunction(() => document.activeElement?.matches("h1, h1 *") || location.hash);
      assert.ok(await page.evaluate(() => (/** @type {any} */ (globalThis)).same), "the page was loaded anew");
    }

    test("the next page comes in place of this one, its heading has the focus, and the title is its own", async () => {
      await page.goto(served.url(STEP));
      await page.waitForFunction(() => "document$" in globalThis);
      // What pages may come in place is read from the map of the site.
      await page.waitForLoadState("networkidle");
      await follow('a[href$="/privacy/"]', /privacy/);
      assert.match(await page.title(), /^(?=.*[Pp]rivacy)/);
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
      await page.goBack();
      await page.waitForURL(new RegExp(`${STEP}$`));
    });

    test("the planner's engine is started once, and what was answered is there again after other pages", async () => {
      await page.waitForSelector("own-date");
      assert.match(await page.innerText("own-date a"), /^Put it in my plan$/);
      await follow('own-date a[href*="planner/"]', /planner/);
      await makePlan(page);
      await follow('.foot a[href$="/privacy/"]', /privacy/);
      await page.waitForSelector('.foot a[href$="planner/"]');
      await follow('.foot a[href$="planner/"]', /planner\/$/);
      await page.waitForFunction(() => !!(/** @type {any} */ (document.querySelector("follow-up-planner"))?.planning?.plan));
      assert.equal(await page.evaluate(() => (/** @type {any} */ (globalThis)).starts), 1);
      assert.notEqual(await page.inputValue('[id="rounds.0.date.day"]'), "");
    });

    test("a step's page that comes in place shows the reader's own date, with its state in words, and leads to that step", async () => {
      await follow('[data-rendered] a[href*="after/send-a-thank-you-note/"]', /thank-you-note/);
      await page.waitForSelector("own-date [data-own-date]:not([hidden])");
      assert.match(await page.innerText("[data-own-date]"), /^In your plan: [A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ 20\d\d, (today|late: do it today|still to come)\.$/);
      assert.match(await page.innerText("own-date a"), /^See it in my plan$/);
      await follow("own-date a", /#step=after\/send-a-thank-you-note$/);
      await page.waitForFunction(() => /** @type {HTMLElement | null} */ (document.activeElement)?.dataset["slug"] === "after/send-a-thank-you-note");
    });

    test("nothing went elsewhere, and no page broke the policy", async () => {
      assert.deepEqual([seen.elsewhere, seen.violations, seen.errors, await violations(page)], [[], [], [], []]);
    });
  });
}
