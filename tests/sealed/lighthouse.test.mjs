// Lighthouse on its mobile settings: nothing to find in accessibility, best practices and search; what keeps the speed from 100 is printed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { CHROMIUM, SITE, SKIP } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";

const PAGES = { home: "", "a step": "after/check-in/", planner: "planner/" };
const WHOLE = ["accessibility", "best-practices", "seo"];

describe("Lighthouse", { skip: SKIP, timeout: 300_000 }, () => {
  /** @type {import("../browser/server.mjs").Served} */
  let served;
  /** @type {import("chrome-launcher").LaunchedChrome} */
  let chrome;
  before(async () => {
    served = await serve(SITE);
    chrome = await launch({ ...(CHROMIUM && { chromePath: CHROMIUM }), chromeFlags: ["--headless=new", "--no-sandbox"] });
  });
  after(async () => {
    chrome.kill();
    await served.close();
  });

  for (const [name, path] of Object.entries(PAGES)) {
    test(`${name}: 100 in accessibility, best practices and search; nothing shifts while it loads`, async (context) => {
      const found = await lighthouse(served.url(path), { port: chrome.port, onlyCategories: [...WHOLE, "performance"], logLevel: "silent" });
      const { categories, audits } = /** @type {import("lighthouse").RunnerResult} */ (found).lhr;
      const short = Object.values(audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== "informative");
      context.diagnostic(`${name}: performance ${Math.round((categories["performance"]?.score ?? 0) * 100)}; short of 1: ${short.map(({ id, displayValue = "" }) => `${id} ${displayValue}`.trim()).join(", ") || "nothing"}`);
      for (const category of WHOLE) {
        const refs = categories[category]?.auditRefs.map(({ id }) => audits[id]).filter((audit) => audit?.score === 0).map((audit) => `${audit?.id}: ${JSON.stringify(audit?.details).slice(0, 600)}`);
        assert.equal(categories[category]?.score, 1, `${category}: ${refs?.join("\n")}`);
      }
      assert.ok((audits["cumulative-layout-shift"]?.numericValue ?? 1) < 0.01, audits["cumulative-layout-shift"]?.displayValue);
    });
  }
});
