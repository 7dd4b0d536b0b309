// Reading aids on a page of the guide.
import assert from "node:assert/strict";
import { test } from "node:test";

import { SITE, SKIP, open } from "./chromium.mjs";
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
