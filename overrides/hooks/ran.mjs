/**
 * Notes which functions of Pyodide's WebAssembly run when the engine starts and answers: `node ran.mjs job.json`, with a module that tells so
 * (halves.py). What a browser does beside that is found by the tests in browsers, which fail when the rest is fetched for a plan.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { boot } from "./compile.mjs";
import { REQUESTS } from "./engine_cases.mjs";

const RUN = "from guide_engine.api import run; run";

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

/** @param {any} python */
function note({ _module: module }) {
  const place = module._malloc(job.functions);
  /** @type {(place: number) => void} */ (instance?.exports["write_ran"])(place);
  module.HEAPU8.subarray(place, place + job.functions).forEach((/** @type {number} */ has, /** @type {number} */ n) => has && ran.add(n));
  module._free(place);
}

/** @param {object} [more] options of loadPyodide */
const started = (more) => boot(job.pyodide, job.python, { jsglobals: Object.freeze({}), env: { HOME: "/tmp", TERM: "dumb" }, ...more });

/** As the worker does it: every form of the plan, then the calendar. */
async function answering() {
  const python = await started();
  const run = python.runPython(RUN);
  for (const [at, group] of REQUESTS.entries()) {
    if (at) python.FS.writeFile("/lib/calendar.zip", readFileSync(job.calendar));
    if (at) python.runPython('import sys; sys.path.append("/lib/calendar.zip")');
    for (const request of group) run(request);
  }
  note(python);
}

/** A snapshot made and used; see starting.mjs. */
async function keeping() {
  const python = await started({ _makeSnapshot: true, _sysExecutable: "/engine" });
  const run = python.runPython(`import random; ${RUN}`);
  run(REQUESTS[0]?.[0]);
  run.destroy();
  python.runPython("import gc; random.seed(0); gc.collect()");
  const snapshot = python.makeMemorySnapshot();
  note(python);
  const again = await started({ _loadSnapshot: snapshot });
  again.runPython("import random; random.seed()");
  again.runPython(RUN)(REQUESTS[0]?.[0]);
  note(again);
}

try {
  await answering();
  await keeping();
  writeFileSync(join(job.folder, "ran.json"), JSON.stringify([...ran].sort((one, two) => one - two)));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
