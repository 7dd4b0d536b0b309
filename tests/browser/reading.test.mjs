// Reading on a small screen: nothing scrolls in two ways, wide tables stack and stay tables, and the reading aids.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { SITE, SKIP, open } from "./chromium.mjs";
import { Office } from "./desk.mjs";
import { serve } from "./server.mjs";

test("wider spacing is one button at the foot, kept over a reload, and nothing scrolls sideways at 320 pixels", { skip: SKIP }, async () => {
  const server = await serve(SITE);
  const context = await open();
  try {
    const page = await context.newPage();
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(server.url("after/check-in/"));
    const spacing = () => page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector(".md-typeset p"))).letterSpacing);
    assert.equal(await spacing(), "normal");
    await page.getByRole("button", { name: "Wider spacing" }).click();
    assert.notEqual(await spacing(), "normal");
    await page.reload();
    assert.equal(await page.getByRole("button", { name: "Wider spacing" }).getAttribute("aria-pressed"), "true");
    assert.notEqual(await spacing(), "normal");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  } finally {
    await context.close();
    await server.close();
  }
});

describe("a phone that is turned", { skip: SKIP }, () => {
  /** @type {Office} */
  let office;
  before(async () => void (office = await Office.open()));
  after(() => office?.close());

  for (const [path, name] of /** @type {const} */ ([["after/check-in/", "Common mistakes"], ["planner/", "Who is the employer?"]])) {
    test(`shows the part of ${path} that was read, and the same when it is turned back`, async () => {
      const context = await office.browser.newContext({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, serviceWorkers: "block" });
      try {
        const page = await context.newPage();
        await page.goto(office.served.url(path));
        const part = path === "planner/" ? page.getByRole("textbox", { name }) : page.getByRole("heading", { name });
        await part.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
        if (path === "planner/") await part.focus();
        else await page.evaluate(() => scrollBy({ top: 120, behavior: "instant" }));
        for (const [width, height] of /** @type {const} */ ([[640, 320], [320, 640]])) {
          await page.waitForTimeout(400);
          await page.setViewportSize({ width, height });
          await page.waitForTimeout(400);
          const { top } = await part.evaluate((one) => one.getBoundingClientRect());
          assert.ok(top > 0 && top < height, `at ${width} × ${height} it is at ${top}`);
        }
      } finally {
        await context.close();
      }
    });
  }
});

const PAGES = SKIP ? [] : readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("index.html")).sort();

/** What scrolls sideways, the page itself or a part of it. */
function sideways() {
  const parts = [...document.querySelectorAll(".md-content *")].filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && /auto|scroll/u.test(getComputedStyle(one).overflowX));
  const found = parts.map((one) => `${one.tagName.toLowerCase()} “${(one.textContent ?? "").trim().slice(0, 40)}”`);
  return document.documentElement.scrollWidth > innerWidth ? [`page ${document.documentElement.scrollWidth}`, ...found] : found;
}

for (const javaScriptEnabled of [true, false]) {
  describe(`at 320 pixels ${javaScriptEnabled ? "with" : "without"} scripts`, { skip: SKIP }, () => {
    /** @type {Office} */
    let office;
    /** @type {import("playwright-core").Page} */
    let page;
    before(async () => {
      office = await Office.open();
      page = await office.browser.newPage({ javaScriptEnabled, serviceWorkers: "block", viewport: { width: 320, height: 640 } });
    });
    after(() => office?.close());

    test("no page scrolls in two ways, and no table or part of a page does", async () => {
      const found = [];
      for (const path of PAGES) {
        await page.goto(office.served.url(path));
        for (const one of await page.evaluate(sideways)) found.push(`${path}: ${one}`);
      }
      assert.ok(PAGES.length > 100, `${PAGES.length} pages`);
      assert.deepEqual(found, []);
    });

    test("each country is a block of its own, whose parts carry the names of the columns", async () => {
      await page.goto(office.served.url("situations/countries/"));
      const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Japan" }) });
      const boxes = await row.getByRole("cell").evaluateAll((cells) => cells.map((cell) => ({ left: cell.getBoundingClientRect().left, label: getComputedStyle(cell, "::before").content })));
      assert.deepEqual(boxes.map(({ label }) => label.split('"')[1]), ["Working week: ", "A note of thanks: ", "Asking for news: ", "Good to know: "]);
      assert.equal(new Set(boxes.map(({ left }) => left)).size, 1);
    });

    test("stacked, it is still a table for a screen reader: rows, names of rows and of columns, and no name said twice", async () => {
      await page.goto(office.served.url("situations/countries/"));
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const roles = nodes.filter((node) => !node.ignored).map((node) => node.role?.value);
      const counted = Object.fromEntries(["table", "row", "columnheader", "rowheader"].map((role) => [role, roles.filter((one) => one === role).length]));
      assert.deepEqual(counted, { table: 1, row: 31, columnheader: 5, rowheader: 30 });
      assert.deepEqual(nodes.filter((node) => !node.ignored && /^(Working week|Asking for news): /u.test(String(node.name?.value))), []);
    });
  });
}
