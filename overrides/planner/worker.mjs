/**
 * The engine's worker: starts Pyodide from our own archive, answers one request after the other, and gives Python no way to network or store.
 *
 * @typedef {import("./engine.mjs").Setup} Setup
 * @typedef {import("./starting.mjs").Get} Get
 * @typedef {{start?: Setup, keep?: Setup, fresh?: boolean, again?: boolean, id?: number, request?: string, calendar?: boolean}} Order
 */
import { fetchCalendar, fetchFiles, forget, fresh, keep, kept, restored, unpack } from "./starting.mjs";

/** @type {{postMessage: (message: object) => void, fetch: typeof fetch}} */
const here = /** @type {any} */ (globalThis);
/** @type {Get} */
const get = here.fetch.bind(globalThis);
const CLOSED = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "importScripts", "indexedDB", "caches", "BroadcastChannel", "Worker"];
// Milliseconds; what comes sooner is not worth a word.
const SAY_EVERY = 100;

/** @type {any} */
let python;
/** @type {(request: string) => string} */
let run;
/** @type {Setup | undefined} */
let setup;
/** @type {Promise<void> | undefined} */
let calendar;
let missed = false;
let turn = Promise.resolve();

/** @param {unknown} fault */
const failed = (fault) => here.postMessage({ state: "failed", why: String(fault) });

/** Fetch that tells how far the download is, and fails on an answer that is no file. @param {number} total @returns {Get} */
function counting(total) {
  let loaded = 0;
  let said = performance.now();
  /** @param {Response} copy */
  const count = async (copy) => {
    const reader = copy.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      loaded += part.value.length;
      if (loaded < total && performance.now() - said < SAY_EVERY) continue;
      said = performance.now();
      here.postMessage(loaded < total ? { state: "downloading", loaded, total } : { state: "starting" });
    }
  };
  return async (address, options) => {
    const response = await checked(address, options);
    count(response.clone()).catch(failed);
    return response;
  };
}

/** @type {Get} */
async function checked(address, options) {
  const response = await get(address, options);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response;
}

/** @param {Order} order */
async function start({ start: given, fresh: told = false, again = false }) {
  setup = /** @type {Setup} */ (given);
  const { wasm, python: archive } = setup.manifest.files;
  if (told) await forget(setup);
  // Asked for at once: a start from a snapshot needs the same files.
  const files = fetchFiles(setup, counting((wasm?.bytes ?? 0) + (archive?.bytes ?? 0)), again);
  const snapshot = told ? undefined : await kept(setup);
  // From here on the page gives it less time, and starts afresh when it fails.
  if (snapshot) here.postMessage({ restoring: true });
  ({ python, run } = await (snapshot ? restored(setup, files, unpack(snapshot)) : fresh(setup, files)));
  close();
  here.postMessage({ state: "ready" });
}

/** What Python code could use to reach out is taken away; what we need is kept in our modules. */
function close() {
  for (const name of CLOSED) Object.defineProperty(globalThis, name, { value: undefined, configurable: true });
}

async function addCalendar() {
  python.FS.writeFile("/lib/calendar.zip", await fetchCalendar(/** @type {Setup} */ (setup), checked, missed));
  python.runPython('import sys; sys.path.append("/lib/calendar.zip")');
}

/** The engine answers whatever it is asked; when it does not, it is broken, and the page is told so. @param {Order} order */
async function answer({ id, request = "", calendar: wanted }) {
  try {
    if (wanted) await (calendar ??= addCalendar());
  } catch (fault) {
    calendar = undefined;
    missed = true;
    return here.postMessage({ id, fault: String(fault) });
  }
  try {
    here.postMessage({ id, answer: run(request) });
  } catch (fault) {
    failed(fault);
  }
  return undefined;
}

/** @param {Setup} given */
async function keepFor(given) {
  here.postMessage({ kept: await keep(given, checked).catch(() => false) });
}

globalThis.addEventListener("message", (event) => {
  const order = /** @type {MessageEvent<Order>} */ (event).data;
  if (order.start) start(order).catch(failed);
  else if (order.keep) void keepFor(order.keep);
  else turn = turn.then(() => answer(order));
});
