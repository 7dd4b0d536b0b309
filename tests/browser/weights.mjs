/**
 * Prints what a first visit of a page sends, gzip and brotli: `node tests/browser/weights.mjs [site] [--files] [--engine]`. The background copy for reading offline
 * is named by itself, since it comes after the page and not to readers who asked for few bytes.
 */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM, SITE, open } from "./chromium.mjs";
import { encoded, serve } from "./server.mjs";

export const PAGES = { home: "", step: "after/send-a-thank-you-note/", planner: "planner/" };

/** @param {string} path */
const withIndex = (path) => (path.endsWith("/") || !path ? `${path}index.html` : path);

/** Bytes of some files as a host sends them. @param {string} site @param {string[]} paths */
export function sent(site, paths) {
  const total = { raw: 0, gzip: 0, br: 0 };
  for (const path of paths) {
    const data = readFileSync(join(site, withIndex(path)));
    total.raw += data.length;
    total.gzip += encoded(path, data, "gzip", 9)[0].length;
    total.br += encoded(path, data, "br", 11)[0].length;
  }
  return total;
}

/** The page has nothing to do, and then some time went by. */
const rest = () => new Promise((done) => requestIdleCallback(() => setTimeout(done, 500)));

/** All that the page asks for by itself, be it there or not, without the worker that keeps the guide. @param {string} site @param {string} path */
export async function asked(site, path) {
  const served = await serve(site);
  const context = await open();
  try {
    const page = await context.newPage();
    await page.addInitScript(() => Object.defineProperty(navigator, "serviceWorker", { value: undefined }));
    await page.goto(served.url(path), { waitUntil: "load" });
    // A busy machine leaves the line quiet before all was asked for, so the page has to be at rest as well.
    for (let heard = 0; heard < served.log.length; await page.evaluate(rest)) heard = served.log.length;
    return [...new Set(served.log)].map((one) => one.slice(1));
  } finally {
    await context.close();
    await served.close();
  }
}

/** The files among these that the page is made of; the engine is weighed by itself. @param {string} site @param {string[]} paths */
export const ofPage = (site, paths) => paths.filter((one) => !one.startsWith("engine/") && statSync(join(site, withIndex(one)), { throwIfNoEntry: false })?.isFile());

/** What the page is made of. @param {string} site @param {string} path */
export const requests = async (site, path) => ofPage(site, await asked(site, path));

/** What the worker keeps at its installation. @param {string} site @returns {{reading: string[], engine: string[]}} */
export function keptFiles(site) {
  const line = readFileSync(join(site, "sw.js"), "utf8").split("\n").find((one) => one.startsWith("const GROUPS = ")) ?? "";
  const groups = JSON.parse(line.slice("const GROUPS = ".length, -1));
  const paths = (/** @type {string} */ kind) => groups[kind].files.map(([path]) => path);
  return { reading: paths("reading"), engine: paths("engine") };
}

/** @param {string} name @param {{raw: number, gzip: number, br: number}} bytes @param {number} files */
const line = (name, { raw, gzip, br }, files) => console.log(`${name.padEnd(34)} ${String(files).padStart(4)} files ${[gzip, br, raw].map((n) => `${(n / 1000).toFixed(1).padStart(9)} kB`).join(" ")}`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = process.argv.slice(2).find((one) => !one.startsWith("--")) ?? SITE;
  if (!CHROMIUM) throw new Error("Chromium is missing.");
  console.log(`${" ".repeat(45)}      gzip       brotli       raw`);
  for (const [name, path] of Object.entries(PAGES)) {
    const files = await requests(site, path);
    line(name, sent(site, files), files.length);
    if (process.argv.includes("--files")) for (const file of files) line(`  ${file || "index.html"}`.slice(-34), sent(site, [file]), 1);
  }
  const groups = keptFiles(site);
  line("kept for reading, afterwards", sent(site, groups.reading), groups.reading.length);
  // Takes half a minute.
  if (process.argv.includes("--engine")) line("kept for planning, after a plan", sent(site, groups.engine), groups.engine.length);
}
