/**
 * Times the start in one engine, side by side with what others send: `node tests/browser/bench.mjs SITE ASKED.json` prints JSON; see tests/bench.py.
 * ASKED: {"engine": "chromium", "runs": 3, "lines": [1.6, 10], "bytes": true}; engines are in tests/bench/, lines in megabits a second, beside the
 * fast one.
 */
import { readFileSync } from "node:fs";

const [, , site = "site", file = ""] = process.argv;
process.env["SITE"] = site;
const { OURS, PEERS, bench, fileOf, measureFirst, measureOurs, measurePeer } = await import("../bench/peers.mjs");
const { sentForFirstPlan, weighAll } = await import("../start/weighing.mjs");

/** @type {{engine?: string, runs?: number, lines?: number[], bytes?: boolean}} */
const { engine: chosen = "chromium", runs = 3, lines = [], bytes: weighs = false } = file ? JSON.parse(readFileSync(file, "utf8")) : {};
/** @type {{engine: import("../bench/peers.mjs").Engine}} */
const { engine } = await import(`../bench/${chosen}.mjs`);
const { name, missing, forgets } = engine;
if (missing) {
  console.log(JSON.stringify({ missing }));
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
  if (megabits) for (const path of await everything(on)) await fetch(on.origin + path, { headers: { "accept-encoding": "br" } }).then((one) => one.arrayBuffer());
  // By turns, so that what else the machine does falls on all alike.
  for (let run = 0; run < times; run++) {
    for (const peer of PEERS) if (!megabits || peer.name !== PEERS.at(-1)?.name) note(peer.name, await measurePeer(engine, on, peer));
    if (forgets) {
      note(OURS.first, await measureFirst(engine, on));
      continue;
    }
    const ours = await measureOurs(engine, on);
    if (!ours.heard.includes("restoring")) process.stderr.write(`${name}: the later visit did not start from the snapshot.\n`);
    note(OURS.first, ours.first);
    note(OURS.later, ours.later);
    note(OURS.kept, ours.kept);
  }
  const weigh = (/** @type {import("../bench/peers.mjs").Peer} */ peer) => weighAll((asked[peer.name] ?? []).map((path) => fileOf(on, path)).filter(isThere));
  const bytes = weighs && !megabits ? Object.fromEntries(PEERS.map((peer) => [peer.name, weigh(peer)])) : {};
  await on.close();
  return { times: Object.fromEntries(Object.entries(found).map(([one, all]) => [one, median(all)])), bytes };
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
for (const megabits of lines) slow[megabits] = (await round(megabits, runs)).times;
const bytes = weighs ? { ...fast.bytes, [OURS.first]: await sentForFirstPlan(site) } : {};
const unmeasured = forgets ? { [OURS.later]: forgets, [OURS.kept]: forgets } : {};
console.log(JSON.stringify({ name, times: fast.times, unmeasured, slow, bytes }));
process.exit(0);
