/**
 * The engine's worker: starts Pyodide from our own archive, answers one request after the other, and gives Python no way to network or store.
 *
 * @typedef {import("./engine.mjs").Setup} Setup
 * @typedef {{start?: Setup, id?: number, request?: string, calendar?: boolean}} Order
 */

/** @type {{postMessage: (message: object) => void, fetch: typeof fetch}} */
const here = /** @type {any} */ (globalThis);
const get = here.fetch.bind(globalThis);
const CLOSED = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "importScripts", "indexedDB", "caches", "BroadcastChannel", "Worker"];

/** @type {any} */
let python;
/** @type {(request: string) => string} */
let run;
/** @type {Setup | undefined} */
let setup;
/** @type {Promise<void> | undefined} */
let calendar;
let turn = Promise.resolve();

/** @param {unknown} fault */
const failed = (fault) => here.postMessage({ state: "failed", why: String(fault) });

/** Fetch that tells how far the download is, and fails on an answer that is no file. @param {number} total */
function counting(total) {
  let loaded = 0;
  /** @param {Response} copy */
  const count = async (copy) => {
    const reader = copy.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      loaded += part.value.length;
      here.postMessage(loaded < total ? { state: "downloading", loaded, total } : { state: "starting" });
    }
  };
  /** @type {typeof fetch} */
  return async (input, options) => {
    try {
      const response = await get(input, options);
      if (!response.ok) throw new Error(`${response.status} ${response.url}`);
      count(response.clone()).catch(failed);
      return response;
    } catch (fault) {
      // Pyodide only warns of a missing wasm file, and then waits for ever.
      failed(fault);
      throw fault;
    }
  };
}

/** @param {Setup} given */
async function start(given) {
  setup = given;
  const { base, manifest } = given;
  const { loader, wasm, python: archive } = manifest.files;
  if (!loader || !wasm || !archive) throw new Error("The manifest names no engine.");
  here.fetch = counting(wasm.bytes + archive.bytes);
  const { loadPyodide } = await import(base + loader.path);
  python = await loadPyodide({
    indexURL: base + manifest.folder,
    packageBaseUrl: base + manifest.folder,
    stdLibURL: base + archive.path,
    lockFileContents: JSON.stringify(manifest.lock),
    jsglobals: Object.freeze({}),
    env: { HOME: "/tmp", TERM: "dumb" },
  });
  close();
  run = python.runPython("from guide_engine.api import run; run");
  here.postMessage({ state: "ready" });
}

/** What Python code could use to reach out is taken away; what we need is kept in this module. */
function close() {
  for (const name of CLOSED) Object.defineProperty(globalThis, name, { value: undefined, configurable: true });
}

async function addCalendar() {
  const file = setup?.manifest.files["calendar"];
  if (!setup || !file) throw new Error("The manifest names no calendar archive.");
  const response = await get(setup.base + file.path);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  python.FS.writeFile("/lib/calendar.zip", new Uint8Array(await response.arrayBuffer()));
  python.runPython('import sys; sys.path.append("/lib/calendar.zip")');
}

/** @param {Order} order */
async function answer({ id, request = "", calendar: wanted }) {
  try {
    if (wanted) await (calendar ??= addCalendar());
    here.postMessage({ id, answer: run(request) });
  } catch (fault) {
    if (wanted) calendar = undefined;
    here.postMessage({ id, fault: String(fault) });
  }
}

globalThis.addEventListener("message", (event) => {
  const order = /** @type {MessageEvent<Order>} */ (event).data;
  if (order.start) start(order.start).catch(failed);
  else turn = turn.then(() => answer(order));
});
