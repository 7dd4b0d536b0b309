// The guide's pages for everybody: what axe finds in light, dark and the system's own colours, and with letters twice as large.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// One page of each kind.
const PAGES = ["", "waiting/", "after/send-a-thank-you-note/", "situations/", "situations/countries/", "situations/may-i-write-today/", "about/evidence/", "examples/panel-of-four/", "sheets/checklist/", "404.html"];
const COLOURS = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "the system's own": { forcedColors: "active" } };

describe("the guide's pages", { skip: SKIP }, () => {
  /** @type {Office} */
  let office;
  before(async () => void (office = await Office.open()));
  after(() => office?.close());

  for (const [name, how] of Object.entries(COLOURS)) {
    test(`one of each kind, in ${name} colours: axe finds nothing`, async () => {
      const faults = [];
      const context = await office.browser.newContext({ .../** @type {{}} */ (how), reducedMotion: "reduce", serviceWorkers: "block", bypassCSP: true });
      const page = await context.newPage();
      for (const path of PAGES) {
        await page.goto(office.served.url(path));
        await page.evaluate(AXE);
        for (const width of name === "light" ? [1280, 320] : [320]) {
          await page.setViewportSize({ width, height: 800 });
          const found = await page.evaluate(async (rules) => (await /** @type {any} */ (globalThis).axe.run(document, { runOnly: rules, resultTypes: ["violations"] })).violations, RULES);
          for (const { id, nodes } of found) faults.push(`${path} at ${width}: ${id}: ${nodes[0].html.slice(0, 120)}`);
        }
      }
      await context.close();
      assert.deepEqual(faults, []);
    });
  }

  test("with letters twice as large no page scrolls sideways on a small laptop, and no word is cut off", async () => {
    const faults = [];
    const page = await office.browser.newPage({ serviceWorkers: "block", viewport: { width: 1024, height: 768 } });
    for (const path of PAGES) {
      await page.goto(office.served.url(path));
      await page.evaluate(() => void (document.documentElement.style.fontSize = "200%"));
      const { wide, cut } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth > innerWidth,
        cut: [...document.querySelectorAll("article *")].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden" && one.clientWidth > 1).map((one) => one.outerHTML.slice(0, 80)),
      }));
      if (wide || cut.length) faults.push(`${path}: ${wide ? "wide" : ""} ${cut.join("; ")}`);
    }
    assert.deepEqual(faults, []);
  });
});
