/**
 * Notes which functions of Pyodide's WebAssembly run when the engine starts and answers: `node ran.mjs job.json`, with a module that tells so
 * (halves.py). What a browser does beside that is found by the tests in browsers, which fail when the rest is fetched for a plan.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { boot } from "./compile.mjs";
import { FIRST, REQUESTS } from "./engine_cases.mjs";

const RUN = "guide_engine.api.run";

/** @type {WebAssembly.Instance | undefined} */
let instance;
const usual = WebAssembly.instantiate;
WebAssembly.instantiate = /** @type {any} */ (async (/** @type {BufferSource} */ source, /** @type {any} */ imports) => {
  const made = await usual(source, imports);
  if (made.instance.exports["write_ran"]) ({ instance } = made);
  return made;
});

/** @type {{pyodide: string, python: string, calendar: string, functions: number, folder: string}} */
const job = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
/** @type {Set<number>} */
const ran = new Set();

/** Which functions have run since this Pyodide was started, in the order of their first calls. @param {any} python @returns {number[]} */
function note({ _module: module }) {
  const place = module._malloc(4 * job.functions);
  /** @type {(place: number) => void} */ (instance?.exports["write_ran"])(place);
  /** @type {number[]} */
  const turns = [...module.HEAPU32.subarray(place >> 2, (place >> 2) + job.functions)];
  module._free(place);
  const found = turns.flatMap((turn, n) => (turn ? [{ turn, n }] : [])).sort((one, two) => one.turn - two.turn).map(({ n }) => n);
  for (const n of found) ran.add(n);
  return found;
}

/** Hashes are the same each time, and so is the order in which functions are called. @param {object} [more] options of loadPyodide */
const started = (more) => boot(job.pyodide, job.python, { jsglobals: Object.freeze({}), env: { HOME: "/tmp", TERM: "dumb", PYTHONHASHSEED: "0" }, ...more });

/** As the worker does it: every form of the plan, then the calendar. */
async function answering() {
  const python = await started();
  const run = python.pyimport(RUN);
  for (const request of FIRST) run(request);
  const order = note(python);
  for (const [at, group] of REQUESTS.entries()) {
    if (at) python.FS.writeFile("/lib/calendar.zip", readFileSync(job.calendar));
    if (at) python.runPython('import sys; sys.path.append("/lib/calendar.zip")');
    for (const request of group) run(request);
  }
  note(python);
  return order;
}

/** A snapshot made and used; see starting.mjs. */
async function keeping() {
  const python = await started({ _makeSnapshot: true, _sysExecutable: "/engine" });
  const run = python.pyimport(RUN);
  run(REQUESTS[0]?.[0]);
  run.destroy();
  python.runPython("import gc, random; random.seed(0); gc.collect()");
  const snapshot = python.makeMemorySnapshot();
  note(python);
  const again = await started({ _loadSnapshot: snapshot });
  again.pyimport("random.seed")();
  const answer = again.pyimport(RUN);
  for (const request of FIRST) answer(request);
  return note(again);
}

try {
  const orders = { "rehearse a fresh start": await answering(), "rehearse a restored one": await keeping() };
  writeFileSync(join(job.folder, "ran.json"), JSON.stringify({ ran: [...ran].sort((one, two) => one - two), orders }));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
