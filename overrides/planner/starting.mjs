/**
 * The ways Pyodide starts in the worker: fresh from our archive, or from a snapshot of its memory that this device kept at an earlier visit.
 *
 * A snapshot is made by a worker of its own, which never sees an answer of the reader. It is kept in Cache Storage with a checksum, under the name of
 * the engine that it belongs to. Pages of memory that hold only zeros are left out. It is not compressed: to unpack it took as long as all the rest.
 *
 * @typedef {import("./engine.mjs").Setup} Setup
 * @typedef {(address: string, options?: RequestInit) => Promise<Response>} Get
 * @typedef {{answer: string, size: number, pages: number[]}} Head what stands before the memory: the answer to a test question, the size, which pages follow
 * @typedef {{answer: string, memory: Uint8Array<ArrayBuffer>, sound: Promise<boolean>}} Snapshot
 * @typedef {{python: any, run: (request: string) => string}} Started
 * @typedef {ReturnType<typeof fetchFiles>} Files
 */

import { joined } from "./halves.mjs";

const FORMAT = 2;
const PAGE = 4096;
// What the snapshot has done once already, so that the first plan after it is quick; and a question whose answer shows that it is sound.
const WARMING = JSON.stringify({ do: "plan", case: { rounds: [{ date: "2026-11-20" }] }, today: "2026-11-22", now: "09:00", place: null, forms: ["html"], before: null });
const QUESTION = JSON.stringify({ do: "understand", text: "next friday", today: "2026-11-18", place: null });
const RUN = "from guide_engine.api import run; run";

// Python's surroundings are closed later; what this module needs it keeps.
const store = /** @type {CacheStorage | undefined} */ (globalThis.caches);
const { subtle } = globalThis.crypto;
const Request = globalThis.XMLHttpRequest;

/** Neighbours on the same origin keep things too. @param {Setup} setup */
const nameOf = ({ base }) => `follow-up snapshot ${new URL(base).pathname}`;

/** @param {Setup} setup */
const addressOf = ({ base, manifest }) => `${base}${manifest.files["python"]?.path}?snapshot=${FORMAT}`;

/** What makes the browser refuse any other bytes, where it can. @param {string} hex @returns {RequestInit} */
function whole(hex) {
  const bytes = (hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16));
  return subtle ? { integrity: `sha256-${btoa(String.fromCharCode(...bytes))}` } : {};
}

/** A host that does not know wasm is forgiven; the browser keeps no compiled code then. @param {Response} response */
function compile(response) {
  const known = response.headers.get("content-type")?.startsWith("application/wasm");
  return WebAssembly.compileStreaming(known ? response : new Response(response.body, { headers: { "content-type": "application/wasm" } }));
}

/**
 * All that comes over the line, asked for at once; Pyodide alone would ask for one file after the other.
 * @param {Setup} setup @param {Get} get @param {boolean} [again] whether to use nothing that an earlier try has left
 */
export function fetchFiles({ base, manifest }, get, again) {
  const { loader, glue, wasm, rest, python } = manifest.files;
  if (!loader || !glue || !wasm || !rest || !python) throw new Error("The manifest names no engine.");
  const end = again ? `?${Date.now()}` : "";
  /** @type {RequestInit} */
  const options = { cache: again ? "reload" : "force-cache", credentials: "same-origin" };
  const coming = {
    // The small ones first: they have work to do while the large ones come.
    loader: import(base + loader.path + end),
    glue: import(base + glue.path + end),
    wasm: get(base + wasm.path, options).then(compile),
    python: get(base + python.path, { ...options, ...whole(python.sha256) }),
  };
  // Whoever uses a file hears of its fault; until then nobody does.
  for (const file of Object.values(coming)) file.catch(() => {});
  return { coming, rest: () => fetchAtOnce(base + rest.path + end) };
}

/** The archive that only calendar files, and the look at them before, need. @param {Setup} setup @param {Get} get @param {boolean} again whether an earlier try may have left wrong bytes */
export async function fetchCalendar({ base, manifest }, get, again) {
  const { calendar } = manifest.files;
  if (!calendar) throw new Error("The manifest names no calendar archive.");
  const response = await get(base + calendar.path, { cache: again ? "reload" : "default", ...whole(calendar.sha256) });
  return new Uint8Array(await response.arrayBuffer());
}

/** A file that cannot be waited for. @param {string} address @returns {ArrayBuffer} */
function fetchAtOnce(address) {
  const request = new Request();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${address}`);
  return request.response;
}

/** @param {Setup} setup @param {Files} files @param {{snapshot?: Promise<Snapshot>, making?: boolean}} [how] @returns {Promise<any>} */
async function pyodide(setup, { coming, rest }, { snapshot, making } = {}) {
  /** @type {Promise<never>} */
  const fault = new Promise((_, reject) => void [...Object.values(coming), snapshot].forEach((part) => part?.catch(reject)));
  const { base, manifest } = setup;
  // Pyodide is handed what is on its way already. A wasm that does not compile would only be a warning to it, and then it would wait for ever.
  globalThis.fetch = (input) => (String(input).endsWith(".zip") ? coming.python : Promise.resolve(new Response()));
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await coming.wasm;
    return { module, instance: await joined(module, imports ?? {}, rest) };
  };
  const [{ loadPyodide }, { default: create }] = await Promise.race([Promise.all([coming.loader, coming.glue]), fault]);
  const size = snapshot?.then(({ memory }) => memory.length);
  const options = {
    indexURL: base + manifest.folder,
    packageBaseUrl: base + manifest.folder,
    stdLibURL: `${base}${manifest.files["python"]?.path}`,
    lockFileContents: JSON.stringify(manifest.lock),
    jsglobals: Object.freeze({}),
    env: { HOME: "/tmp", TERM: "dumb", ...(making && { PYTHONHASHSEED: "0" }) },
    // The memory starts at 30 MiB; a snapshot that is larger needs the room before it is put there (Pyodide issue 6254).
    createPyodideModule: async (/** @type {any} */ settings) => {
      const room = await size;
      return create({ ...settings, preRun: [...settings.preRun, ...(room ? [(/** @type {any} */ module) => module.growMemory(room)] : [])] });
    },
    ...(making && { _makeSnapshot: true, _sysExecutable: "/engine" }),
    ...(snapshot && { _loadSnapshot: snapshot.then(({ memory }) => memory) }),
  };
  return Promise.race([loadPyodide(options), fault]);
}

/** @param {Setup} setup @param {Files} files @returns {Promise<Started>} */
export async function fresh(setup, files) {
  const python = await pyodide(setup, files);
  return { python, run: python.runPython(RUN) };
}

/** @param {Setup} setup @param {Files} files @param {Promise<Snapshot>} snapshot @returns {Promise<Started>} */
export async function restored(setup, files, snapshot) {
  const python = await pyodide(setup, files, { snapshot });
  // Else these 30 MB would stay.
  delete python._api.config._loadSnapshot;
  // A snapshot repeats itself, and so would its random numbers.
  python.runPython("import random; random.seed()");
  const run = python.runPython(RUN);
  const { answer, sound } = await snapshot;
  if (!(await sound) || run(QUESTION) !== answer) throw new Error("The snapshot is not sound.");
  return { python, run };
}

/** Make a snapshot of an engine that has made one plan, and keep it. @param {Setup} setup @param {Get} get @returns {Promise<boolean>} whether there is one now */
export async function keep(setup, get) {
  if (!store || !subtle) return false;
  const cache = await store.open(nameOf(setup));
  if (await kept(setup)) return true;
  const python = await pyodide(setup, fetchFiles(setup, get), { making: true });
  const run = python.runPython(`import random; ${RUN}`);
  run(WARMING);
  const answer = run(QUESTION);
  run.destroy();
  python.runPython("import gc; random.seed(0); gc.collect()");
  for (const old of await cache.keys()) await cache.delete(old);
  const body = new Blob(pack(python.makeMemorySnapshot(), answer));
  const sha256 = await digest(await body.arrayBuffer());
  await cache.put(addressOf(setup), new Response(body, { headers: { "made-by": navigator.userAgent, sha256 } }));
  return true;
}

/** What this browser, in this version, has kept of this engine. @param {Setup} setup @returns {Promise<Response | undefined>} */
export async function kept(setup) {
  const found = await store?.match(addressOf(setup), { cacheName: nameOf(setup) }).catch(() => undefined);
  return found?.headers.get("made-by") === navigator.userAgent ? found : undefined;
}

/** @param {Setup} setup */
export const forget = (setup) => store?.delete(nameOf(setup)).catch(() => false);

/** @param {Uint8Array} memory @param {string} answer @returns {BlobPart[]} */
function pack(memory, answer) {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  /** @type {number[]} */
  const pages = [];
  for (let page = 0; page * PAGE < memory.length; page++) if (words.subarray((page * PAGE) >> 2, ((page + 1) * PAGE) >> 2).some(Boolean)) pages.push(page);
  const head = new TextEncoder().encode(JSON.stringify(/** @satisfies {Head} */ ({ answer, size: memory.length, pages })));
  const parts = pages.map((page) => /** @type {Uint8Array<ArrayBuffer>} */ (memory.subarray(page * PAGE, (page + 1) * PAGE)));
  return [Uint32Array.of(head.length), head, ...parts];
}

/** @param {BufferSource} data */
const digest = async (data) => [...new Uint8Array(await subtle.digest("SHA-256", data))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Whether it is sound is known later: meanwhile it can be put where it belongs. @param {Response} response @returns {Promise<Snapshot>} */
export async function unpack(response) {
  const data = new Uint8Array(await response.arrayBuffer());
  const sound = digest(data).then((found) => found === response.headers.get("sha256"));
  const start = 4 + (new Uint32Array(data.buffer, 0, 1)[0] ?? 0);
  /** @type {Head} */
  const { answer, size, pages } = JSON.parse(new TextDecoder().decode(data.subarray(4, start)));
  const memory = new Uint8Array(size);
  pages.forEach((page, at) => memory.set(data.subarray(start + at * PAGE, Math.min(start + (at + 1) * PAGE, data.length)), page * PAGE));
  return { answer, memory, sound };
}
