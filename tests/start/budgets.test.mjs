// The start keeps to its budgets: bytes exactly, time as a share of what stock Pyodide takes in the same run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { engine } from "../bench/chromium.mjs";
import { PEERS, bench, measureOurs, measurePeer } from "../bench/peers.mjs";
import { SITE, SKIP } from "../browser/chromium.mjs";
import { sentForFirstPlan } from "./weighing.mjs";

/** @type {Record<string, number>} */
const budgets = JSON.parse(readFileSync(new URL("budgets.json", import.meta.url), "utf8"));
const most = (/** @type {string} */ name) => budgets[name] ?? NaN;
const STOCK = /** @type {import("../bench/peers.mjs").Peer} */ (PEERS[0]);

test("a first plan takes at most 2.65 MB, packed with brotli: the page, its scripts, the worker and the engine", { skip: SKIP, timeout: 300_000 }, async () => {
  const sent = await sentForFirstPlan(SITE);
  assert.ok(sent.engine.br <= most("engine_brotli"), `engine: ${sent.engine.br}`);
  assert.ok(sent.br <= most("first_plan_brotli"), `in all: ${sent.br}`);
});

test("a first and a later plan take their share of stock Pyodide's time, in the same run", { skip: SKIP, timeout: 600_000 }, async () => {
  const on = await bench();
  /** @type {string[]} */
  const found = [];
  try {
    // A machine that does other things meanwhile may spoil a run, not all of them.
    for (let left = most("tries"); left > 0; left--) {
      const stock = await measurePeer(engine, on, STOCK);
      const { first, later, heard } = await measureOurs(engine, on);
      assert.deepEqual([...new Set(heard)], ["restoring"], "the later visit did not start from the snapshot");
      const [one, two] = [first.first / stock.first, later.first / stock.first];
      found.push(`${one.toFixed(2)} and ${two.toFixed(2)} of ${stock.first.toFixed(0)} ms`);
      if (one <= most("first_of_stock") && two <= most("later_of_stock")) return;
    }
    assert.fail(found.join("; "));
  } finally {
    console.log(found.join("; "));
    await on.close();
  }
});
