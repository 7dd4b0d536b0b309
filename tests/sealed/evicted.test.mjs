// A browser may throw away what it kept for the guide and leave the service worker: the reader is not told, and afterwards the guide is on the device again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { SITE, SKIP, kept, open } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { keptFiles } from "../browser/weights.mjs";
import { makePlan } from "./planner.mjs";

/** @typedef {import("playwright-core").Page} Page */

const files = keptFiles(SITE);
// The list of its files lies in each group too.
const WHOLE = { reading: files.reading.length + 1, engine: files.engine.length + 1 };
const OPTIONS = { skip: SKIP, timeout: 120_000 };

/** @type {import("../browser/server.mjs").Options["faults"]} */
const faults = {};
/** @type {Awaited<ReturnType<typeof serve>>} */
let served;
/** @type {import("playwright-core").BrowserContext} one profile, in which the tests follow each other */
let context;
/** @type {Page} */
let page;
before(async () => {
  if (SKIP) return;
  [served, context] = await Promise.all([serve(SITE, { faults, compress: false }), open()]);
  page = await context.newPage();
  await page.goto(served.url("planner/"));
  await makePlan(page);
  await isWhole("reading", "engine");
});
beforeEach(async () => void (SKIP || (page = await context.newPage())));
afterEach(() => page?.close());
after(async () => {
  await context?.close();
  await served?.close();
});

/** How many files are kept of a group, in all builds. @param {string} group */
const count = (group) => page.evaluate(async (begin) => {
  const names = (await caches.keys()).filter((name) => name.startsWith(begin));
  return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((sum, one) => sum + one, 0);
}, `follow-up / ${group}`);

/** Wait until all of these groups is on the device. @param {("reading" | "engine")[]} kinds */
async function isWhole(...kinds) {
  for (const kind of kinds) {
    let there = 0;
    for (let left = 300; left > 0 && (there = await count(kind)) !== WHOLE[kind]; left--) await page.waitForTimeout(100);
    assert.equal(there, WHOLE[kind], kind);
  }
}

/** What the browser does when it needs room; from an address without a script, so that nothing else is asked for. @param {string} begin */
async function evict(begin) {
  const beside = await context.newPage();
  await beside.goto(served.url("schema/plan-1.json"));
  await kept(beside);
  const gone = await beside.evaluate(async (start) => {
    const names = (await caches.keys()).filter((name) => name.startsWith(start));
    await Promise.all(names.map((name) => caches.delete(name)));
    return [names.length, !!navigator.serviceWorker.controller];
  }, begin);
  assert.ok(gone[0] && gone[1], `nothing to evict, or no worker stayed: ${gone}`);
  await beside.close();
}

/** A visit that makes a plan and in which nothing is said to be wrong. @param {string} day */
async function plans(day) {
  await page.goto(served.url("planner/"));
  await makePlan(page, day);
  assert.equal(await page.locator("[data-state]").getAttribute("data-state"), "ready");
  assert.ok(await page.isHidden("[data-again]"));
}

for (const [what, begin] of /** @type {const} */ ([["its engine", "follow-up / engine "], ["its pages", "follow-up / reading "], ["everything", ""]])) {
  test(`${what} evicted between two visits: the plan comes, nothing is said to be wrong, and afterwards all of the guide is on the device again`, OPTIONS, async () => {
    await evict(begin);
    await plans("13");
    await isWhole("engine", "reading");
  });
}

test("what has come back reads and plans with the server stopped", OPTIONS, async () => {
  const { port } = new URL(served.origin);
  await served.close();
  try {
    assert.equal((await page.goto(served.url("after/check-in/")))?.status(), 200);
    await plans("14");
  } finally {
    served = await serve(SITE, { faults, compress: false, port: Number(port) });
  }
});

test("the pages were evicted and somebody only reads: the first page brings them all back", OPTIONS, async () => {
  await evict("follow-up / reading ");
  await page.goto(served.url("after/check-in/"));
  await isWhole("reading");
});

test("the pages were evicted and the server has a newer build: its pages are not kept as those of the older one", OPTIONS, async () => {
  const worker = readFileSync(join(SITE, "sw.js"), "utf8");
  const [, version = ""] = /"reading":\s*\{"version":\s*"(\w+)"/.exec(worker) ?? [];
  const newer = worker.replace(version, "newer");
  assert.notEqual(newer, worker);
  await evict("follow-up / reading ");
  faults["/sw.js"] = (_, response) => !!response.writeHead(200, { "content-type": "text/javascript", "cache-control": "no-cache" }).end(newer);
  await page.goto(served.url("?from=start"));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (!registration.waiting) await new Promise((soon) => setTimeout(soon, 50));
  });
  assert.deepEqual([await count("reading newer"), await count("reading")], [WHOLE.reading, WHOLE.reading]);
});
