// From the second visit on the planner starts from a snapshot kept on the device; whatever is wrong with it, a fresh start follows.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SKIP } from "../browser/chromium.mjs";
import { Clinic, PATIENT } from "./planner.mjs";

/** @typedef {import("./planner.mjs").Reader} Reader */

const SECRET = "Zanzibar Lighthouse Company";

/** @type {Clinic} */
let clinic;
/** @type {Reader} one profile, whose snapshot is made once @see {putBack} */
let reader;
/** @type {() => void} */
let leave = () => {};
/** @type {Promise<void>} */
let left;
before(async () => {
  if (SKIP) return;
  clinic = await Clinic.open();
  await new Promise((arrived, failed) => {
    left = clinic.reader((one) => new Promise((gone) => {
      reader = one;
      leave = () => gone();
      arrived(undefined);
    }));
    left.catch(failed);
  });
  await reader.visit(PATIENT.replace(/idle=\d+/, "idle=50"));
  await reader.page.fill("#organisation", SECRET);
  await reader.ask();
  await reader.planned();
  await reader.snapshotIsKept();
  await reader.page.evaluate(async () => {
    const name = (await caches.keys()).find((one) => one.startsWith("follow-up snapshot ")) ?? "";
    const [request] = await (await caches.open(name)).keys();
    const response = request && (await caches.match(request));
    if (response) await (await caches.open(`a copy of ${name}`)).put(request, response);
  });
  await reader.page.close();
});
after(async () => {
  leave();
  await left;
  await clinic?.close();
});

/** A page beside the planner, which has the snapshot as it was made. */
async function putBack() {
  const page = await reader.context.newPage();
  await page.goto(reader.served.url("about/"));
  await page.evaluate(async () => {
    const copy = (await caches.keys()).find((one) => one.startsWith("a copy of ")) ?? "";
    const [request] = await (await caches.open(copy)).keys();
    const response = request && (await caches.match(request, { cacheName: copy }));
    const name = copy.slice("a copy of ".length);
    // Alone: a test may have left another.
    await caches.delete(name);
    if (response) await (await caches.open(name)).put(request, response);
  });
  return page;
}

/** Change what is kept: its bytes, who made it, and what it was made of. @param {"flip" | "cut" | "empty" | "zeros" | "older browser" | "other engine" | "other format" | "gone"} how */
async function spoil(how) {
  const page = await putBack();
  const changed = await page.evaluate(async (wanted) => {
    const name = (await caches.keys()).find((one) => one.startsWith("follow-up snapshot ")) ?? "";
    const cache = await caches.open(name);
    const [request] = await cache.keys();
    const response = request && (await cache.match(request));
    if (!response) return false;
    let data = new Uint8Array(await response.arrayBuffer());
    let by = response.headers.get("made-by") ?? "";
    let sha256 = response.headers.get("sha256") ?? "";
    if (wanted === "gone") return caches.delete(name);
    if (wanted === "older browser") by = "Another browser";
    if (wanted === "flip") data[data.length >> 1] = (data[data.length >> 1] ?? 0) ^ 1;
    if (wanted === "cut") data = data.subarray(0, data.length >> 1);
    if (wanted === "empty") data = new Uint8Array();
    if (wanted === "zeros") {
      // A true checksum and a true head over memory that holds nothing.
      data = data.fill(0, data.length >> 2);
      sha256 = [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    // The address names the engine by its hash, and the format.
    const address = wanted === "other engine" ? request.url.replace(/[0-9a-f]{16}/, "0123456789abcdef") : wanted === "other format" ? request.url.replace(/\d+$/, "0") : request.url;
    if ((address === request.url) === wanted.startsWith("other ")) return false;
    await cache.delete(request);
    await cache.put(address, new Response(data, { headers: { "made-by": by, sha256 } }));
    return true;
  }, how);
  assert.ok(changed);
  await page.close();
}

describe("a snapshot on the device", { skip: SKIP, timeout: 240_000 }, () => {
  test("the second visit starts from it, plans the same, and makes calendar files too", async () => {
    await (await putBack()).close();
    const heard = await reader.visitAgain();
    assert.ok(heard.includes("restoring"), heard.join(" "));
    assert.equal(heard.at(-1), "ready");
    const [calendar, same] = await reader.page.evaluate(async () => {
      const { planning } = /** @type {any} */ (document.querySelector("follow-up-planner"));
      const asked = { do: "plan", case: { id: "x", rounds: [{ date: "2026-11-20" }] }, today: "2026-11-22", place: null, forms: ["html", "text", "ics", "sheet", "timeline"] };
      const answer = JSON.stringify(await planning.engine.ask(asked, true));
      // Another engine of the page, started afresh.
      const other = new planning.engine.constructor(planning.engine.make, planning.engine.setup, () => {}, { start: 120_000, ask: 120_000 });
      const name = (await caches.keys()).find((one) => one.startsWith("follow-up snapshot ")) ?? "";
      await caches.delete(name);
      return [JSON.parse(answer).forms.ics, answer === JSON.stringify(await other.ask(asked, true))];
    });
    assert.match(calendar, /^BEGIN:VCALENDAR/);
    assert.ok(same, "a restored engine answers otherwise than a fresh one");
    await reader.page.close();
  });

  test("ten reloads in a row, some in the middle of the start, end in a plan", async () => {
    await (await putBack()).close();
    await reader.visitAgain();
    for (let n = 0; n < 10; n++) {
      await reader.page.reload();
      await reader.page.waitForSelector("follow-up-planner[data-ready]", { state: "attached" });
      await reader.ask(String(10 + n));
      if (n % 3 === 0) await reader.planned();
    }
    await reader.state("ready");
    await reader.planned();
    assert.deepEqual(reader.seen.errors, []);
    await reader.page.close();
  });

  test("it is made once, holds nothing that the reader typed, and no more than 13 MB", async () => {
    const page = await putBack();
    const { count, size, found } = await page.evaluate(async (secret) => {
      const name = (await caches.keys()).find((one) => one.startsWith("follow-up snapshot ")) ?? "";
      const cache = await caches.open(name);
      const all = await cache.keys();
      const bytes = new Uint8Array((await (await cache.match(/** @type {Request} */ (all[0])))?.arrayBuffer()) ?? []);
      const texts = ["latin1", "utf-16le"].map((name) => new TextDecoder(name).decode(bytes));
      return { count: all.length, size: bytes.length, found: texts.some((text) => text.includes(secret)) };
    }, SECRET);
    await page.close();
    assert.equal(count, 1);
    assert.ok(size > 1_000_000 && size < 13_000_000, `${size} bytes`);
    assert.equal(found, false, "an answer of the reader is in the snapshot");
  });

  test("two restores give different random numbers, leave no second copy of the memory, and show Python nothing of the browser", async () => {
    const page = await putBack();
    const numbers = await page.evaluate(async () => {
      const setup = { base: `${location.origin}/`, manifest: await (await fetch("../engine/manifest.json")).json() };
      const code = `
        import { kept, unpack } from "${setup.base}source/snapshot.mjs";
        import { fetchFiles, restored } from "${setup.base}source/starting.mjs";
        const get = fetch.bind(globalThis);
        onunhandledrejection = ({ reason }) => postMessage(String(reason));
        onmessage = async ({ data }) => {
          const found = await kept(data);
          const { python } = await restored(data, fetchFiles(data, get), unpack(found));
          // Pyodide was given nothing to keep, and its own function, which takes a snapshot, is in its place again.
          const copy = python._api.config._loadSnapshot.length > 0 || python._api.restoreSnapshot.length !== 1;
          const seen = python.runPython("import js; ' '.join(n for n in ('fetch', 'globalThis', 'self', 'navigator', 'WorkerGlobalScope', 'XMLHttpRequest', 'indexedDB', 'caches') if hasattr(js, n))");
          postMessage([python.runPython("import random; random.random()"), copy, seen]);
        };
      `;
      const one = () => new Promise((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
        worker.onmessage = ({ data }) => (worker.terminate(), resolve(data));
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(setup);
      });
      return [await one(), await one()];
    });
    await page.close();
    assert.notEqual(numbers[0][0], numbers[1][0]);
    assert.deepEqual(numbers.map(([, copy, seen]) => [copy, seen]), [[false, ""], [false, ""]]);
  });
});

describe("a snapshot that cannot be used", { skip: SKIP, timeout: 240_000 }, () => {
  for (const how of /** @type {const} */ (["flip", "cut", "empty", "zeros", "older browser", "other format", "gone"])) {
    test(`${how}: the planner starts afresh, and the reader sees nothing of it`, async () => {
      await spoil(how);
      const heard = await reader.visitAgain();
      assert.equal(heard.at(-1), "ready");
      // Of another browser or format, or gone: it is not even tried.
      assert.equal(heard.includes("restoring"), !["older browser", "other format", "gone"].includes(how), heard.join(" "));
      assert.equal(await reader.page.isHidden("[data-again]"), true);
      await reader.page.close();
    });
  }

  test("of another engine: it is not even tried, the reader sees nothing of it, and the next one takes its place", async () => {
    await spoil("other engine");
    const heard = await reader.visitAgain(PATIENT.replace(/idle=\d+/, "idle=50"));
    assert.deepEqual([heard.includes("restoring"), heard.at(-1)], [false, "ready"]);
    assert.equal(await reader.page.isHidden("[data-again]"), true);
    await reader.snapshotIsKept();
    await reader.page.close();
  });

  test("it takes too long: after its time limit the planner starts afresh", async () => {
    await (await putBack()).close();
    const heard = await reader.visitAgain(PATIENT.replace(/restore=\d+/, "restore=1"));
    assert.ok(heard.includes("restoring"), heard.join(" "));
    assert.equal(heard.at(-1), "ready");
  });
});
