/**
 * Times the start in Chromium, side by side with what others send: `node tests/browser/bench.mjs SITE ASKED.json` prints JSON; see tests/bench.py.
 * ASKED: {"runs": 3, "lines": [1.6, 10]}, lines in megabits a second, beside the fast one.
 */
import { readFileSync } from "node:fs";

const [, , site = "site", file = ""] = process.argv;
process.env["SITE"] = site;
const { OURS, PEERS, bench, fileOf, measureOurs, measurePeer } = await import("../bench/peers.mjs");
const { SKIP } = await import("./chromium.mjs");
const { sentForFirstPlan, weighAll } = await import("../start/weighing.mjs");

/** @type {{runs?: number, lines?: number[]}} */
const { runs = 3, lines = [] } = file ? JSON.parse(readFileSync(file, "utf8")) : {};
if (SKIP) {
  console.log(JSON.stringify({ skipped: SKIP }));
  process.exit(0);
}

/** @param {number[]} found */
const median = (found) => [...found].sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? NaN;

/** @param {number | undefined} megabits @param {number} times */
async function round(megabits, times) {
  const on = await bench(megabits);
  /** @type {Record<string, number[]>} */
  const found = {};
  /** @type {Record<string, string[]>} */
  const asked = {};
  /** @param {string} name @param {import("../bench/peers.mjs").Measured} measured */
  const note = (name, { first, log }) => {
    (found[name] ??= []).push(first);
    asked[name] ??= log;
  };
  // On a slow line the packed files are made beforehand: a host has them ready.
  if (megabits) for (const path of await everything(on)) await fetch(on.direct + path, { headers: { "accept-encoding": "br" } }).then((one) => one.arrayBuffer());
  // By turns, so that what else the machine does falls on all alike.
  for (let run = 0; run < times; run++) {
    for (const peer of PEERS) if (!megabits || peer.name !== PEERS.at(-1)?.name) note(peer.name, await measurePeer(on, peer));
    const ours = await measureOurs(on);
    if (!ours.heard.includes("restoring")) process.stderr.write("The later visit did not start from the snapshot.\n");
    note(OURS.first, ours.first);
    note(OURS.later, ours.later);
    note(OURS.kept, ours.kept);
  }
  const bytes = Object.fromEntries(PEERS.map(({ name }) => [name, weighAll((asked[name] ?? []).map((path) => fileOf(on, path)).filter(isThere))]));
  await on.close();
  return { times: Object.fromEntries(Object.entries(found).map(([name, all]) => [name, median(all)])), bytes };
}

/** @param {string} path */
function isThere(path) {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

/** @param {import("../bench/peers.mjs").Bench} on */
async function everything(on) {
  const npm = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"].map((name) => `/npm/pyodide/${name}`);
  const engine = Object.values(JSON.parse(readFileSync(fileOf(on, "/engine/manifest.json"), "utf8")).files).map((one) => `/${/** @type {{path: string}} */ (one).path}`);
  return [...npm, ...engine, "/npm/micropython/micropython.wasm", "/npm/micropython/micropython.mjs", "/made/jinja.zip"];
}

const fast = await round(undefined, runs);
/** @type {Record<string, Record<string, number>>} */
const slow = {};
for (const megabits of lines) slow[megabits] = (await round(megabits, 1)).times;
const bytes = { ...fast.bytes, [OURS.first]: await sentForFirstPlan(site) };
console.log(JSON.stringify({ times: fast.times, slow, bytes }));
process.exit(0);
