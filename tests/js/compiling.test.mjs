// The second worker: who asks whom for what, and that the engine can do without it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

/** A module that exports an empty function under the name of an act, and imports a function and a global as Pyodide's does. */
const [name, act] = ["halves", "rehearse a fresh start"].map((text) => [text.length, ...new TextEncoder().encode(text)]);
const TINY = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 4, 1, 0x60, 0, 0],
  ...[2, 1 + 2 * ((name ?? []).length + 2) + 3 + 2, 2, ...(name ?? []), 1, 0x66, 0, 0, ...(name ?? []), 1, 0x67, 3, 0x7f, 1],
  ...[3, 2, 1, 0],
  ...[7, 1 + (act ?? []).length + 2, 1, ...(act ?? []), 0, 1],
  ...[10, 6, 1, 4, 0, 0x10, 0, 0x0b],
);

class FakeWorker extends EventTarget {
  ended = false;
  /** @type {any[]} */
  heard = [];
  /** @type {FakeWorker[]} */
  static made = [];

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  /** @param {any} message */
  postMessage(message) {
    this.heard.push(message);
  }

  /** @param {object} data */
  say(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  terminate() {
    this.ended = true;
  }
}

const here = /** @type {any} */ (globalThis);
here.Worker = FakeWorker;
here.location = { href: "blob:x" };
Object.defineProperty(here, "navigator", { value: { userAgentData: {} }, configurable: true });
const { Beside, assist } = await import("../../overrides/planner/compiling.mjs");
const WANTED = { address: "https://example.org/python.wasm", options: {}, bytes: TINY.length, sha256: createHash("sha256").update(TINY).digest("hex") };
const served = async () => new Response(TINY, { headers: { "content-type": "application/wasm" } });
const none = () => Promise.reject(new Error("Nobody should fetch this here."));

test("the second worker is asked to compile, and what it downloads is counted", async () => {
  let counted = 0;
  const second = new Beside();
  const compiled = second.compiled(WANTED, none, (bytes) => void (counted += bytes));
  const [worker] = FakeWorker.made.splice(0);
  assert.deepEqual(worker?.heard, [{ compile: WANTED }]);
  worker?.say({ bytes: 3 });
  worker?.say({ bytes: 4 });
  const module = new WebAssembly.Module(TINY);
  worker?.say({ module });
  assert.equal(await compiled, module);
  assert.equal(counted, 7);
  second.rehearse("rehearse a restored one");
  assert.deepEqual(worker?.heard.at(-1), { act: "rehearse a restored one" });
});

for (const how of ["fault", "error"]) {
  test(`${how}: the first worker compiles itself, and what the second had downloaded does not count`, async () => {
    let counted = 0;
    const second = new Beside();
    const compiled = second.compiled(WANTED, served, (bytes) => void (counted += bytes));
    const [worker] = FakeWorker.made.splice(0);
    worker?.say({ bytes: 5 });
    if (how === "fault") worker?.say({ fault: "404" });
    else worker?.dispatchEvent(new Event("error"));
    assert.ok((await compiled) instanceof WebAssembly.Module);
    assert.deepEqual([counted, worker?.ended], [0, true]);
    second.rehearse("rehearse a fresh start");
    assert.equal(worker?.heard.length, 1, "a worker that has ended was asked for more");
  });
}

test("a browser that compiles in another way has no second worker", async () => {
  Object.defineProperty(here, "navigator", { value: {}, configurable: true });
  const { Beside: Alone } = await import(`../../overrides/planner/compiling.mjs?${Date.now()}`);
  const module = await new Alone().compiled(WANTED, served, () => {});
  assert.ok(module instanceof WebAssembly.Module);
  assert.deepEqual(FakeWorker.made, []);
});

test("what compiles, but is not the build's, is told as a fault", async () => {
  /** @type {any[]} */
  const told = [];
  here.postMessage = (/** @type {object} */ message) => told.push(message);
  await assist({ compile: { ...WANTED, sha256: "0".repeat(64) } }, () => served);
  await new Promise((done) => setTimeout(done, 50));
  assert.deepEqual(told, [{ fault: "Error: Other bytes than the build's: " }]);
});

test("what it is asked, it compiles, tells and rehearses, and then it ends", async () => {
  /** @type {any[]} */
  const told = [];
  let ended = 0;
  let entered = 0;
  here.postMessage = (/** @type {object} */ message) => told.push(message);
  here.close = () => ++ended;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ ((/** @type {WebAssembly.Module} */ module, /** @type {any} */ imports) => instantiate(module, { halves: { ...imports.halves, f: () => ++entered } }));
  try {
    /** @type {Parameters<typeof assist>[1]} */
    const counted = (count) => async () => (count(TINY.length), served());
    await assist({ compile: WANTED }, counted);
    await assist({ act: "rehearse a fresh start" }, counted);
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  assert.deepEqual(told.map(({ bytes, module, fault }) => bytes ?? fault ?? module instanceof WebAssembly.Module), [TINY.length, true]);
  assert.deepEqual([entered, ended], [1, 1]);
});

test("a file that is not there is told as a fault, and the worker ends all the same when it is to rehearse", async () => {
  /** @type {any[]} */
  const told = [];
  let ended = 0;
  here.postMessage = (/** @type {object} */ message) => told.push(message);
  here.close = () => ++ended;
  const missing = () => async () => Promise.reject(new Error("404 python.wasm"));
  await assist({ compile: WANTED }, missing);
  await assist({ act: "rehearse a fresh start" }, missing);
  assert.deepEqual([told, ended], [[{ fault: "Error: 404 python.wasm" }], 1]);
});
