/**
 * The engine's worker: starts Pyodide from our own archive, answers one request after the other, and gives Python no way to network or store.
 *
 * @typedef {import("./engine.mjs").Setup} Setup
 * @typedef {import("./starting.mjs").Get} Get
 * @typedef {{start?: Setup, keep?: Setup, fresh?: boolean, again?: boolean, id?: number, request?: string, calendar?: boolean} & import("./compiling.mjs").Order} Order
 */
import { Beside, assist } from "./compiling.mjs";
import { forget, kept, unpack } from "./snapshot.mjs";
import { fetchCalendar, fetchFiles, fresh, keep, restored } from "./starting.mjs";

/** @type {{postMessage: (message: object) => void, fetch: typeof fetch}} */
const here = /** @type {any} */ (globalThis);
/** @type {Get} */
const get = here.fetch.bind(globalThis);
// To the network, to a store, to another worker, and what leads to one of these.
const CLOSED = [
  ...["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "importScripts", "FontFace", "fonts"],
  ...["indexedDB", "caches", "webkitRequestFileSystem", "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL"],
  ...["BroadcastChannel", "Worker", "navigator"],
];
// Milliseconds. What comes sooner is not worth a word: it lies on this device, or the line is fast.
const SAY_FIRST = 500;
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

/** Tells how far the download is. @param {number} total @returns {(bytes: number) => void} to be told of each part that came */
function progress(total) {
  let loaded = 0;
  let next = performance.now() + SAY_FIRST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const say = () => {
    timer = undefined;
    next = performance.now() + SAY_EVERY;
    here.postMessage({ state: "downloading", loaded, total });
  };
  return (bytes) => {
    loaded += bytes;
    // Told a while later, and not with the next part: there may be none for long.
    if (loaded < total) timer ??= setTimeout(say, next - performance.now());
    else {
      clearTimeout(timer);
      timer = undefined;
      here.postMessage({ state: "starting" });
    }
  };
}

/** @param {Response} copy @param {(bytes: number) => void} count */
async function counting(copy, count) {
  const reader = copy.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) count(part.value.length);
}

/** Fetch that fails on an answer that is no file, and counts what comes. @param {(bytes: number) => void} count @returns {Get} */
const counted = (count) => async (address, options) => {
  const response = await checked(address, options);
  counting(response.clone(), count).catch(failed);
  return response;
};

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
  const count = progress((wasm?.bytes ?? 0) + (archive?.bytes ?? 0));
  const second = new Beside();
  const files = fetchFiles(setup, counted(count), again, { second, count });
  const snapshot = told ? undefined : await kept(setup);
  second.rehearse(snapshot ? "rehearse a restored one" : "rehearse a fresh start");
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
  if (order.compile || order.act) void assist(order, counted);
  else if (order.start) start(order).catch(failed);
  else if (order.keep) void keepFor(order.keep);
  else turn = turn.then(() => answer(order));
});
