/**
 * Starts measured side by side: stock Pyodide with Jinja2, PyScript with Pyodide and with MicroPython, and the planner on a first and on a later
 * visit. Each in a profile of its own, from navigation to the first line that Python made: for the planner, to the first plan of the reader's own.
 *
 * @typedef {{first: number, log: string[]}} Measured milliseconds, and the paths that were asked for
 * @typedef {{name: string, page: string}} Peer
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT, SITE, open } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { slow } from "./line.mjs";

/** @type {Peer[]} */
export const PEERS = [
  { name: "stock Pyodide with Jinja2", page: "bench/stock.html" },
  { name: "PyScript with Pyodide", page: "bench/pyscript-py.html" },
  { name: "PyScript with MicroPython", page: "bench/pyscript-mpy.html" },
  { name: "floor: compile, copy, worker", page: "bench/floor.html" },
];
export const OURS = { first: "planner, first visit", later: "planner, later visit", kept: "planner, later visit, the plan kept" };
const LONGEST = 240_000;
// A browser that has just been opened is busy with its own surface for some seconds; nobody's page is measured meanwhile.
const SETTLED = 4_000;
const PYTHON = process.env["PYTHON"] ?? join(ROOT, ".venv/bin/python");
const JINJA = 'import sys; sys.path.insert(0, "overrides/hooks"); from archives import package_files, write_zip; from pathlib import Path; Path(sys.argv[1]).write_bytes(write_zip(package_files("jinja2") | package_files("markupsafe")))';

/** The site, the peers from their npm packages, and what has to be made for them, on one server. @param {number} [megabits] of the line; without it as fast as it goes */
export async function bench(megabits) {
  const scratch = mkdtempSync(join(tmpdir(), "bench-"));
  execFileSync(PYTHON, ["-c", JINJA, join(scratch, "jinja.zip")], { cwd: ROOT });
  const npm = join(ROOT, "node_modules");
  const mounts = {
    "/": SITE,
    "/bench/": join(ROOT, "tests/bench"),
    "/made/": scratch,
    "/npm/pyodide/": join(npm, "pyodide"),
    "/npm/pyscript/": join(npm, "@pyscript/core/dist"),
    "/npm/micropython/": join(npm, "@micropython/micropython-webassembly-pyscript"),
  };
  // On a fast line compressing would be most of what is measured; on a slow one nobody serves without.
  const served = await serve(mounts, { compress: !!megabits });
  const line = megabits ? await slow(served.origin, megabits) : { origin: served.origin, close: async () => {} };
  const close = async () => {
    await line.close();
    await served.close();
    rmSync(scratch, { recursive: true, force: true });
  };
  return { mounts, origin: line.origin, direct: served.origin, log: served.log, close };
}

/** @typedef {Awaited<ReturnType<typeof bench>>} Bench */

/** The file behind a path of the bench. @param {Bench} on @param {string} path */
export function fileOf({ mounts }, path) {
  const mount = Object.keys(mounts).filter((one) => path.startsWith(one)).sort((a, b) => b.length - a.length)[0] ?? "/";
  return join(/** @type {Record<string, string>} */ (mounts)[mount] ?? "", path.slice(mount.length)).replace(/\/$/, "/index.html");
}

/** @param {Bench} on @param {Peer} peer @returns {Promise<Measured>} */
export function measurePeer(on, { page: path }) {
  return inProfile(async (visit) => {
    const from = on.log.length;
    const first = await visit(`${on.origin}/${path}`, () => {
      new MutationObserver((_, observer) => {
        if (!document.getElementById("line")?.textContent) return;
        observer.disconnect();
        (/** @type {any} */ (globalThis)).first = performance.now();
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    return { first, log: [...new Set(on.log.slice(from))] };
  });
}

/** A reader who answers as soon as the page can be used; the second time in a browser that was closed between; the third time only to look. @param {Bench} on @returns {Promise<{first: Measured, later: Measured, kept: Measured, heard: string[]}>} */
export function measureOurs(on) {
  return inProfile(async (visit, restart) => {
    let from = on.log.length;
    const first = await visit(`${on.origin}/planner/`, asReader, async (page) => {
      for (let left = 60_000; left > 0; left -= 200) {
        const kept = await page.evaluate(async () => {
          const names = await caches.keys();
          const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
          return ["follow-up snapshot ", " engine ", " reading "].every((part) => names.some((name, n) => name.includes(part) && (counts[n] ?? 0) > 0));
        });
        if (kept) break;
        await pause(200);
      }
      await pause(1000);
    });
    const firstLog = [...new Set(on.log.slice(from))];
    await restart();
    from = on.log.length;
    /** @type {string[]} */
    let heard = [];
    const later = await visit(`${on.origin}/planner/`, asReader, async (page) => void (heard = await page.evaluate(() => /** @type {any} */ (globalThis).heard)));
    const laterLog = on.log.slice(from);
    await restart();
    const kept = await visit(`${on.origin}/planner/`, asWhoReturns);
    return { first: { first, log: firstLog }, later: { first: later, log: [...new Set(laterLog)] }, kept: { first: kept, log: [] }, heard };
  });
}

/** Runs in the page: answers at once, and notes when the plan is there and whether the engine came from a snapshot. */
function asReader() {
  const here = /** @type {any} */ (globalThis);
  here.heard = [];
  const Usual = Worker;
  globalThis.Worker = class extends Usual {
    /** @param {string | URL} address @param {WorkerOptions} [options] */
    constructor(address, options) {
      super(address, options);
      this.addEventListener("message", ({ data }) => void (data?.restoring && here.heard.push("restoring")));
    }
  };
  new MutationObserver((_, observer) => {
    const planner = document.querySelector("follow-up-planner[data-ready]");
    const day = planner?.querySelector('[id="rounds.0.date.day"]');
    if (!planner || !day) return;
    observer.disconnect();
    document.documentElement.setAttribute("data-limits", "start=240000 ask=240000 restore=240000 keep=240000 idle=300");
    planner.addEventListener("planned", () => (here.first ??= performance.now()));
    const soon = new Date(Date.now() + 40 * 86_400_000);
    for (const [part, value] of Object.entries({ day: 12 + here.heard.length, month: soon.getMonth() + 1, year: soon.getFullYear() })) {
      const field = /** @type {HTMLInputElement | null} */ (planner.querySelector(`[id="rounds.0.date.${part}"]`));
      if (field) field.value = String(value);
    }
    planner.querySelector("form")?.requestSubmit();
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Runs in the page: answers nothing, and notes when the plan of the last visit is there. */
function asWhoReturns() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector("follow-up-planner[data-planned]")) return;
    observer.disconnect();
    (/** @type {any} */ (globalThis)).first = performance.now();
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

/**
 * @template T
 * @param {(visit: (url: string, prepare: () => void, then?: (page: import("playwright-core").Page) => Promise<void>) => Promise<number>, restart: () => Promise<void>) => Promise<T>} work
 */
async function inProfile(work) {
  const profile = mkdtempSync(join(tmpdir(), "profile-"));
  let context = await open(profile);
  try {
    return await work(
      async (url, prepare, then) => {
        const page = await context.newPage();
        await pause(SETTLED);
        await page.addInitScript(prepare);
        await page.goto(url, { waitUntil: "commit" });
        await page.waitForFunction(() => /** @type {any} */ (globalThis).first, undefined, { timeout: LONGEST, polling: 50 });
        const first = await page.evaluate(() => /** @type {any} */ (globalThis).first);
        await then?.(page);
        await page.close();
        return first;
      },
      async () => {
        await context.close();
        context = await open(profile);
      },
    );
  } finally {
    await context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
