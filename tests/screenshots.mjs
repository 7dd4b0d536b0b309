/**
 * Pictures of ten pages at three widths, light and dark, of two at 400 % zoom, and of two sheets as they print: `node tests/screenshots.mjs FOLDER`.
 * They are there to be looked at, and are kept out of the tree.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { CHROMIUM } from "./browser/chromium.mjs";
import { serve } from "./browser/server.mjs";

const PAGES = ["", "before/", "before/plan-the-journey/", "during/ask-what-happens-next/", "after/send-a-thank-you-note/", "after/check-in/", "situations/", "examples/still-to-come/", "planner/", "about/sources/"];
const WIDTHS = [320, 768, 1280];
// A window of 1280 × 1024 at 400 %: each point of the page is four of the screen's.
const ZOOMED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
const ZOOMED_PAGES = ["planner/", "after/send-a-thank-you-note/"];
const SCHEMES = /** @type {const} */ (["light", "dark"]);

const folder = process.argv[2] ?? "screenshots";
mkdirSync(folder, { recursive: true });
const server = await serve({ "/": "site" });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

/** @param {string} path */
const named = (path) => path.replace(/\/$/, "").replaceAll("/", "-") || "home";

for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: width < 700 ? 640 : 900 }, colorScheme });
    const page = await context.newPage();
    for (const path of PAGES) {
      await page.goto(server.url(path));
      await page.screenshot({ path: join(folder, `${named(path)}-${width}-${colorScheme}.png`), fullPage: path !== "about/sources/" });
    }
    await context.close();
  }
}
for (const colorScheme of SCHEMES) {
  const context = await browser.newContext({ ...ZOOMED, colorScheme });
  const page = await context.newPage();
  for (const path of ZOOMED_PAGES) {
    await page.goto(server.url(path));
    for (const part of [0, 1, 2]) {
      await page.evaluate((screens) => scrollTo({ top: screens * innerHeight, behavior: "instant" }), part);
      await page.screenshot({ path: join(folder, `${named(path)}-zoomed-${part + 1}-${colorScheme}.png`) });
    }
  }
  await context.close();
}
const page = await browser.newPage();
for (const [path, format] of [["sheets/checklist/", "A4"], ["sheets/checklist/", "Letter"]]) {
  await page.goto(server.url(path));
  await page.pdf({ path: join(folder, `${named(path)}-${format}.pdf`), format });
}
await browser.close();
await server.close();
console.log(`${PAGES.length * WIDTHS.length * SCHEMES.length + ZOOMED_PAGES.length * 3 * SCHEMES.length} pictures in ${folder}`);
