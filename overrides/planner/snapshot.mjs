/**
 * A copy of the started engine's memory, which this device keeps for the next visit.
 *
 * It lies in Cache Storage with a checksum, under the name of the engine that it belongs to. Pages of memory that hold only zeros are left out. It
 * is not compressed: to unpack it took as long as all the rest.
 *
 * @typedef {import("./engine.mjs").Setup} Setup
 * @typedef {{answer: string, size: number, pages: number[], state: number}} Head what stands before all else: the answer to a test question, the size of the memory, which of its pages follow, and how long Pyodide's own state is
 * @typedef {Omit<Head, "state"> & {state: Uint8Array<ArrayBuffer>, memory: Uint8Array<ArrayBuffer>, sound: Promise<boolean>}} Snapshot
 */

const FORMAT = 3;
const PAGE = 4096;

// Python's surroundings are closed later; what this module needs it keeps.
const store = /** @type {CacheStorage | undefined} */ (globalThis.caches);
const { subtle } = globalThis.crypto;

/** Neighbours on the same origin keep things too. @param {Setup} setup */
const nameOf = ({ base }) => `follow-up snapshot ${new URL(base).pathname}`;

/** @param {Setup} setup */
const addressOf = ({ base, manifest }) => `${base}${manifest.files["python"]?.path}?snapshot=${FORMAT}`;

/** Whether this browser can keep one. */
export const canKeep = () => !!store && !!subtle;

/** What this browser, in this version, has kept of this engine. @param {Setup} setup @returns {Promise<Response | undefined>} */
export async function kept(setup) {
  const found = await store?.match(addressOf(setup), { cacheName: nameOf(setup) }).catch(() => undefined);
  return found?.headers.get("made-by") === navigator.userAgent ? found : undefined;
}

/** @param {Setup} setup */
export const forget = (setup) => store?.delete(nameOf(setup)).catch(() => false);

/** Keep one, in place of all others. @param {Setup} setup @param {Uint8Array<ArrayBuffer>} snapshot as Pyodide makes it @param {string} answer */
export async function save(setup, snapshot, answer) {
  const cache = await /** @type {CacheStorage} */ (store).open(nameOf(setup));
  for (const old of await cache.keys()) await cache.delete(old);
  const body = new Blob(pack(snapshot, answer));
  const sha256 = await digest(await body.arrayBuffer());
  await cache.put(addressOf(setup), new Response(body, { headers: { "made-by": navigator.userAgent, sha256 } }));
}

/** @param {Uint8Array<ArrayBuffer>} snapshot Pyodide's state, whose length is its second word, and the memory @param {string} answer @returns {BlobPart[]} */
function pack(snapshot, answer) {
  const words = new Uint32Array(snapshot.buffer, snapshot.byteOffset, snapshot.length >> 2);
  const [, start = 0] = words;
  const size = snapshot.length - start;
  /** @type {number[]} */
  const pages = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  for (let page = 0; page * PAGE < size; page++) {
    const [from, to] = [start + page * PAGE, start + (page + 1) * PAGE];
    if (!words.subarray(from >> 2, to >> 2).some(Boolean)) continue;
    pages.push(page);
    parts.push(snapshot.subarray(from, to));
  }
  const head = new TextEncoder().encode(JSON.stringify(/** @satisfies {Head} */ ({ answer, size, pages, state: start })));
  return [Uint32Array.of(head.length), head, snapshot.subarray(0, start), ...parts];
}

/** The checksum as the build writes it. @param {BufferSource} data */
export const digest = async (data) => [...new Uint8Array(await subtle.digest("SHA-256", data))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Whether it is sound is known later; meanwhile Pyodide's script can start. @param {Response} response @returns {Promise<Snapshot>} */
export async function unpack(response) {
  const data = new Uint8Array(await response.arrayBuffer());
  const sound = digest(data).then((found) => found === response.headers.get("sha256"));
  const start = 4 + (new Uint32Array(data.buffer, 0, 1)[0] ?? 0);
  /** @type {Head} */
  const { state, ...head } = JSON.parse(new TextDecoder().decode(data.subarray(4, start)));
  return { ...head, state: data.subarray(start, start + state), memory: data.subarray(start + state), sound };
}

/**
 * Have Pyodide put its state back, and the memory page by page: by itself it would copy the zeros as well.
 * @param {any} module of Emscripten, started @param {Snapshot} snapshot
 */
export function putBack(module, { size, pages, state, memory }) {
  const { restoreSnapshot } = module.API;
  module.API.restoreSnapshot = () => {
    // Else what was read, 13 MB, would stay in this function.
    module.API.restoreSnapshot = restoreSnapshot;
    // The memory starts at 30 MiB, and Pyodide makes no room for a larger snapshot (its issue 6254).
    if (module.HEAPU8.length < size) module.growMemory(size);
    /** @type {Uint8Array} */
    const heap = module.HEAPU8;
    let end = 0;
    for (const [at, page] of pages.entries()) {
      heap.fill(0, end, page * PAGE);
      heap.set(memory.subarray(at * PAGE, (at + 1) * PAGE), page * PAGE);
      end = (page + 1) * PAGE;
    }
    heap.fill(0, end);
    return restoreSnapshot(state.slice());
  };
}
