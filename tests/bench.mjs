/**
 * Times the built archive: `node tests/bench.mjs SITE ASKED.json` prints milliseconds (medians) and bytes as JSON; see bench.py.
 *
 * ASKED holds the number of runs, a request for one plan, and requests for one day over many cases, the last of them the largest.
 */
import { readFileSync } from "node:fs";

import { start } from "./runtime/archive.mjs";

const [, , site = "site", file = ""] = process.argv;
/** @type {{runs: number, plan: string, many: string[]}} */
const asked = JSON.parse(readFileSync(file, "utf8"));

/** @param {() => unknown} work */
function milliseconds(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** @param {() => unknown} work @param {number} runs */
function median(work, runs) {
  const found = Array.from({ length: runs }, () => milliseconds(work)).sort((a, b) => a - b);
  return found[Math.floor(runs / 2)];
}

const begun = performance.now();
const python = await start(site);
const engine = python.runPython("from guide_engine.api import run; run");
/** @param {string} request */
const run = (request) => {
  const answer = engine(request);
  if (!answer.startsWith('{"ok": true')) throw new Error(answer.slice(0, 300));
};
run(asked.plan);
const first = performance.now() - begun;
const memory = () => python._module.HEAPU8.length;
const before = memory();
const plan = median(() => run(asked.plan), asked.runs);
const many = asked.many.map((request) => median(() => run(request), 3));
process.stdout.write(JSON.stringify({ first, plan, many, before, after: memory() }));
process.exit(0);
