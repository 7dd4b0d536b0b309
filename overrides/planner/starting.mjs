/**
 * The ways Pyodide starts in the worker: fresh from our archive, or from a snapshot of its memory that this device kept at an earlier visit. A
 * snapshot is made by a worker of its own, which never sees an answer of the reader.
 *
 * @typedef {import("./engine.mjs").Setup} Setup
 * @typedef {import("./snapshot.mjs").Snapshot} Snapshot
 * @typedef {(address: string, options?: RequestInit) => Promise<Response>} Get
 * @typedef {{python: any, run: (request: string) => string}} Started
 * @typedef {ReturnType<typeof fetchFiles>} Files
 */
import { Beside, compiled } from "./compiling.mjs";
import { joined } from "./halves.mjs";
import { canKeep, kept, putBack, save } from "./snapshot.mjs";

// What the snapshot has done once already, so that the first plan after it is quick; and a question whose answer shows that it is sound.
const WARMING = JSON.stringify({ do: "plan", case: { rounds: [{ date: "2026-11-20" }] }, today: "2026-11-22", now: "09:00", place: null, forms: ["html"], before: null });
const QUESTION = JSON.stringify({ do: "understand", text: "next friday", today: "2026-11-18", place: null });
const RUN = "guide_engine.api.run";

// Python's surroundings are closed later; what this module needs it keeps.
const { subtle } = globalThis.crypto;
const Request = globalThis.XMLHttpRequest;

/** What makes the browser refuse any other bytes, where it can. @param {string} hex @returns {RequestInit} */
function whole(hex) {
  const bytes = (hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16));
  return subtle ? { integrity: `sha256-${btoa(String.fromCharCode(...bytes))}` } : {};
}

/**
 * All that comes over the line, asked for at once; Pyodide alone would ask for one file after the other.
 * @param {Setup} setup @param {Get} get @param {boolean} [again] whether to use nothing that an earlier try has left
 * @param {{second: Beside, count: import("./compiling.mjs").Count}} [beside] who compiles meanwhile, and who counts what it downloads
 */
export function fetchFiles({ base, manifest }, get, again, beside) {
  const { loader, glue, wasm, rest, python } = manifest.files;
  if (!loader || !glue || !wasm || !rest || !python) throw new Error("The manifest names no engine.");
  const end = again ? `?${Date.now()}` : "";
  /** @type {RequestInit} */
  const options = { cache: again ? "reload" : "force-cache", credentials: "same-origin" };
  const binary = { address: base + wasm.path, options, ...wasm };
  const coming = {
    // The small ones first: they have work to do while the large ones come.
    loader: import(base + loader.path + end),
    glue: import(base + glue.path + end),
    wasm: beside ? beside.second.compiled(binary, get, beside.count) : get(binary.address, options).then((response) => compiled(response, binary)),
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
  const options = {
    indexURL: base + manifest.folder,
    packageBaseUrl: base + manifest.folder,
    stdLibURL: `${base}${manifest.files["python"]?.path}`,
    lockFileContents: JSON.stringify(manifest.lock),
    jsglobals: Object.freeze({}),
    env: { HOME: "/tmp", TERM: "dumb", ...(making && { PYTHONHASHSEED: "0" }) },
    createPyodideModule: async (/** @type {any} */ settings) => {
      const module = await create(settings);
      if (snapshot) putBack(module, await sound(await snapshot));
      return module;
    },
    ...(making && { _makeSnapshot: true, _sysExecutable: "/engine" }),
    // Says only that there is one, so that Python does not start by itself.
    ...(snapshot && { _loadSnapshot: new Uint8Array() }),
  };
  return Promise.race([loadPyodide(options), fault]);
}

/** @param {Setup} setup @param {Files} files @returns {Promise<Started>} */
export async function fresh(setup, files) {
  const python = await pyodide(setup, files);
  return { python, run: python.pyimport(RUN) };
}

/** @param {Setup} setup @param {Files} files @param {Promise<Snapshot>} snapshot @returns {Promise<Started>} */
export async function restored(setup, files, snapshot) {
  const python = await pyodide(setup, files, { snapshot });
  // A snapshot repeats itself, and so would its random numbers.
  python.pyimport("random.seed")();
  const run = python.pyimport(RUN);
  const { answer } = await snapshot;
  if (run(QUESTION) !== answer) throw new Error("The snapshot answers otherwise.");
  return { python, run };
}

/** Python must not run from other bytes: it could do so for ever. @param {Snapshot} snapshot */
async function sound(snapshot) {
  if (!(await snapshot.sound)) throw new Error("The snapshot is not sound.");
  return snapshot;
}

/** Make a snapshot of an engine that has made one plan, and keep it. @param {Setup} setup @param {Get} get @returns {Promise<boolean>} whether there is one now */
export async function keep(setup, get) {
  if (!canKeep()) return false;
  if (await kept(setup)) return true;
  const python = await pyodide(setup, fetchFiles(setup, get), { making: true });
  const run = python.pyimport(RUN);
  run(WARMING);
  const answer = run(QUESTION);
  run.destroy();
  python.runPython("import gc, random; random.seed(0); gc.collect()");
  await save(setup, python.makeMemorySnapshot(), answer);
  return true;
}
