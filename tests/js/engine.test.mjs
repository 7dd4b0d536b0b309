import assert from "node:assert/strict";
import { test } from "node:test";

import { Engine } from "../../overrides/planner/engine.mjs";

/** A worker that does as it is told by the test. */
class FakeWorker extends EventTarget {
  ended = false;
  /** @type {any[]} */
  heard = [];

  /** @param {(message: any, worker: FakeWorker) => void} [behave] */
  constructor(behave = () => {}) {
    super();
    this.behave = behave;
  }

  /** @param {any} message */
  postMessage(message) {
    this.heard.push(message);
    queueMicrotask(() => this.behave(message, this));
  }

  /** @param {object} data */
  say(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  terminate() {
    this.ended = true;
  }
}

/** @type {(message: any, worker: FakeWorker) => void} */
const good = ({ start, id, request }, worker) => {
  if (start) for (const state of ["downloading", "starting", "ready"]) worker.say({ state, loaded: 1, total: 2 });
  else worker.say({ id, answer: request });
};

/** @param {((message: any, worker: FakeWorker) => void)[]} behaviours one for each worker that is made */
function engineWith(...behaviours) {
  /** @type {FakeWorker[]} */
  const workers = [];
  /** @type {string[]} */
  const states = [];
  const make = () => {
    const worker = new FakeWorker(behaviours[workers.length]);
    workers.push(worker);
    return worker;
  };
  const engine = new Engine(/** @type {any} */ (make), async () => /** @type {any} */ ({}), (state) => states.push(state), { start: 30, ask: 30 });
  return { engine, workers, states };
}

test("nothing starts before it is asked for, and then only once", async () => {
  const { engine, workers, states } = engineWith(good);
  assert.equal(engine.state, "idle");
  assert.equal(workers.length, 0);
  await Promise.all([engine.start(), engine.start(), engine.ask({ do: "plan" })]);
  assert.equal(workers.length, 1);
  assert.deepEqual(states, ["downloading", "downloading", "starting", "ready"]);
});

test("a word of the download that comes late does not undo that the engine is ready, nor does its time limit end it", async () => {
  const { engine, workers, states } = engineWith(good);
  await engine.start();
  workers[0]?.say({ state: "starting" });
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(engine.state, "ready");
  assert.equal(states.at(-1), "ready");
  assert.deepEqual(await engine.ask({ do: "plan" }), { do: "plan" });
});

test("answers find their questions, in whatever order they come", async () => {
  /** @type {number[]} */
  const ids = [];
  const { engine } = engineWith((message, worker) => {
    if (message.start) return good(message, worker);
    ids.push(message.id);
    if (ids.length === 2) ids.reverse().forEach((id) => worker.say({ id, answer: JSON.stringify(id) }));
  });
  assert.deepEqual(await Promise.all([engine.ask({}), engine.ask({})]), [1, 2]);
});

test("a start that hangs ends as failed, and its worker with it", async () => {
  const { engine, workers } = engineWith(() => {});
  await assert.rejects(engine.start());
  assert.equal(engine.state, "failed");
  assert.equal(workers[0]?.ended, true);
});

test("a failed start stays failed until it is tried again", async () => {
  const { engine, workers } = engineWith((message, worker) => message.start && worker.say({ state: "failed", why: "404" }), good);
  await assert.rejects(engine.ask({}), /404/);
  await assert.rejects(engine.ask({}), /404/);
  assert.equal(workers.length, 1);
  await engine.again();
  assert.deepEqual(await engine.ask({ a: 1 }), { a: 1 });
  assert.equal(workers.length, 2);
});

test("a worker that dies while it is asked is noticed, and can be started again", async () => {
  const { engine, workers } = engineWith((message, worker) => message.start && good(message, worker), good);
  await assert.rejects(engine.ask({}));
  assert.equal(engine.state, "failed");
  assert.equal(workers[0]?.ended, true);
  await engine.again();
  assert.equal(engine.state, "ready");
});

test("a request that the engine cannot answer fails alone", async () => {
  const { engine } = engineWith((message, worker) => (message.start || message.request === '{"a":2}' ? good(message, worker) : worker.say({ id: message.id, fault: "Traceback" })));
  await assert.rejects(engine.ask({ a: 1 }), /Traceback/);
  assert.deepEqual(await engine.ask({ a: 2 }), { a: 2 });
});

test("only a request for a calendar asks for the calendar's archive", async () => {
  const { engine, workers } = engineWith(good);
  await engine.ask({});
  await engine.ask({}, true);
  assert.deepEqual(workers[0]?.heard.slice(1).map(({ calendar }) => calendar), [false, true]);
});
