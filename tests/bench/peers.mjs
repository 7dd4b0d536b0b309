/**
 * Starts measured side by side: stock Pyodide with Jinja2, PyScript with Pyodide and with MicroPython, and the planner on a first and on a later
 * visit. Each in a profile of its own, from navigation to the first line that Python made: for the planner, to the first plan of the reader's own.
 * Each visit has a browser that is opened for it and closed after it.
 *
 * @typedef {{first: number, log: string[]}} Measured milliseconds, and the paths that were asked for
 * @typedef {{name: string, page: string}} Peer
 *
 * @typedef {object} Opened a browser with an empty page
 * @property {(path: string, reader: () => void) => Promise<void>} go to a path of the bench, with a reader who is there before anything of the page
 * @property {<Answer>(question: () => Answer | Promise<Answer>) => Promise<Answer>} ask what the page can tell
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Engine
 * @property {string} name
 * @property {string | false} missing what it is not measured for at all
 * @property {string | false} forgets what no later visit is measured for
 * @property {(on: Bench, profile: string) => Promise<Opened>} open
 *
 * @typedef {(path: string, reader: () => void, then?: (page: Opened) => Promise<void>) => Promise<Measured>} Visit
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT, SITE } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { asOnlooker, asReader, asWhoReturns, isKept, noted } from "./readers.mjs";

/** @type {Peer[]} */
export const PEERS = [
  { name: "stock Pyodide with Jinja2", page: "bench/stock.html" },
  { name: "PyScript with Pyodide", page: "bench/pyscript-py.html" },
  { name: "PyScript with MicroPython", page: "bench/pyscript-mpy.html" },
  { name: "floor: compile, copy, worker", page: "bench/floor.html" },
];
export const OURS = { first: "planner, first visit", later: "planner, later visit, a new answer", kept: "planner, later visit, the plan kept" };
const PLANNER = "planner/";
const LONGEST_TO_KEEP = 60_000;
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
  /** @type {NonNullable<import("../browser/server.mjs").Options["faults"]>} */
  const faults = {};
  // On a fast line compressing would be most of what is measured; on a slow one nobody serves without.
  const served = await serve(mounts, { compress: !!megabits, faults });
  const close = async () => {
    await served.close();
    rmSync(scratch, { recursive: true, force: true });
  };
  return { mounts, megabits, origin: served.origin, log: served.log, faults, close };
}

/** @typedef {Awaited<ReturnType<typeof bench>>} Bench */

/** The file behind a path of the bench. @param {Bench} on @param {string} path */
export function fileOf({ mounts }, path) {
  const mount = Object.keys(mounts).filter((one) => path.startsWith(one)).sort((a, b) => b.length - a.length)[0] ?? "/";
  return join(/** @type {Record<string, string>} */ (mounts)[mount] ?? "", path.slice(mount.length)).replace(/\/$/, "/index.html");
}

/** @param {Engine} engine @param {Bench} on @param {Peer} peer */
export const measurePeer = (engine, on, { page }) => inProfile(engine, on, (visit) => visit(page, asOnlooker));

/** A reader who answers as soon as the page can be used. @param {Engine} engine @param {Bench} on */
export const measureFirst = (engine, on) => inProfile(engine, on, (visit) => visit(PLANNER, asReader));

/** The same reader, who comes a second time with the same profile; the third time only to look. @param {Engine} engine @param {Bench} on */
export const measureOurs = (engine, on) => inProfile(engine, on, async (visit) => {
  const first = await visit(PLANNER, asReader, async (page) => {
    for (const end = Date.now() + LONGEST_TO_KEEP; Date.now() < end && !(await page.ask(isKept)); ) await pause(200);
    await pause(1000);
  });
  /** @type {string[]} */
  let heard = [];
  const later = await visit(PLANNER, asReader, async (page) => void (heard = await page.ask(() => /** @type {any} */ (globalThis).heard)));
  const kept = await visit(PLANNER, asWhoReturns);
  return { first, later, kept, heard };
});

/** @template Found @param {Engine} engine @param {Bench} on @param {(visit: Visit) => Promise<Found>} work */
async function inProfile(engine, on, work) {
  const profile = mkdtempSync(join(tmpdir(), "profile-"));
  try {
    return await work(async (path, reader, then) => {
      const from = on.log.length;
      const page = await engine.open(on, profile);
      try {
        await pause(SETTLED);
        await page.go(path, reader);
        const first = await page.ask(noted);
        if (!first) throw new Error(`${engine.name} shows nothing of /${path}`);
        await then?.(page);
        return { first, log: [...new Set(on.log.slice(from))] };
      } finally {
        await page.close();
      }
    });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
