// The guide opens from a folder, without any server: every page, every link, no complaint from the browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ROOT, SITE, SKIP, open, violations, watch } from "../browser/chromium.mjs";

const scratch = mkdtempSync(join(tmpdir(), "folder-"));
after(() => rmSync(scratch, { recursive: true, force: true }));
const PYTHON = process.env["PYTHON"] ?? join(ROOT, ".venv/bin/python");
execFileSync(PYTHON, ["-m", "zipfile", "-e", join(SITE, "follow-up-guide.zip"), scratch]);
const folder = join(scratch, "follow-up-guide");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html")).sort();

test("the folder holds every page but the one for what is not there, and no engine", () => {
  const built = readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html") && path !== "404.html").sort();
  assert.deepEqual(pages, built);
  assert.ok(!existsSync(join(folder, "engine")) && !existsSync(join(folder, "sw.js")));
});

test("every link and every file that a page names is in the folder", () => {
  const missing = [];
  for (const page of pages) {
    const html = readFileSync(join(folder, page), "utf8");
    for (const [, address = ""] of html.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"#?]+)/g)) {
      if (/^[a-z]+:|^\/\//.test(address) || address.endsWith("follow-up-guide.zip")) continue;
      const target = resolve(folder, dirname(page), decodeURIComponent(address));
      // A link that leads nowhere on the site itself is found by the tests of the site.
      if (!existsSync(resolve(SITE, dirname(page), decodeURIComponent(address))) && /\.\w+$/.test(address)) continue;
      if (!existsSync(target) || !/\.\w+$/.test(target)) missing.push(`${page}: ${address}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("pages open from the folder without an error or a violation, styled, and links lead on", { skip: SKIP }, async () => {
  const context = await open();
  try {
    const seen = await watch(context, "file:");
    const page = await context.newPage();
    for (const name of ["index.html", "after/check-in/index.html", "sheets/checklist/index.html", "situations/index.html", "planner/index.html", "about/check-it-yourself/index.html"]) {
      await page.goto(pathToFileURL(join(folder, name)).href);
      assert.deepEqual(await violations(page), [], name);
      assert.deepEqual(seen, { elsewhere: [], violations: [], errors: [] }, name);
      assert.match(await page.evaluate(() => getComputedStyle(document.body).fontFamily), /Atkinson/, name);
    }
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    await page.click(".doors__door >> nth=2");
    await page.waitForURL(/right-after\/index\.html$/);
    assert.ok(existsSync(fileURLToPath(page.url().split("#")[0] ?? "")));
    assert.equal(await page.isVisible("[data-opens=__search]"), false);
  } finally {
    await context.close();
  }
});
