/**
 * A second worker, which the engine's own makes of itself. It compiles Pyodide's WebAssembly while the first reads the script around it, and then
 * rehearses the start in a memory of its own (hooks/rehearsal.py): what one of them has compiled, both have. Then it ends.
 *
 * @typedef {import("./starting.mjs").Get} Get
 * @typedef {"rehearse a fresh start" | "rehearse a restored one"} Act
 * @typedef {{address: string, options: RequestInit, bytes: number, sha256: string}} Wanted
 * @typedef {{compile?: Wanted, act?: Act}} Order
 * @typedef {{bytes?: number, module?: WebAssembly.Module, fault?: string}} Heard
 * @typedef {(bytes: number) => void} Count told of each part of a download
 */

import { digest } from "./snapshot.mjs";

// Only Chromium's browsers have this name, and only there a second worker has been seen to save time. A blob's worker is bound by the page's policy, and so is the one that it makes.
const Second = "userAgentData" in globalThis.navigator ? globalThis.Worker : undefined;

// Not there in a page that came over a line which anybody could listen to.
const { subtle } = globalThis.crypto;

// Milliseconds between two words about the download.
const TELL_EVERY = 50;

/** The second worker as the first one sees it. */
export class Beside {
  /** @type {Worker | undefined} */
  #worker = Second && new Second(globalThis.location.href, { type: "module" });

  /** @param {Wanted} wanted @param {Get} get for when there is no second worker, or it fails @param {Count} count @returns {Promise<WebAssembly.Module>} */
  compiled(wanted, get, count) {
    /** @param {RequestInit} options */
    const here = (options) => get(wanted.address, options).then((response) => compiled(response, wanted));
    // The browser may have kept what the second worker failed on, and would give it out again.
    return this.#worker ? this.#asked(this.#worker, wanted, count).catch(() => here({ ...wanted.options, cache: "reload" })) : here(wanted.options);
  }

  /** @param {Act} act */
  rehearse(act) {
    this.#worker?.postMessage(/** @satisfies {Order} */ ({ act }));
  }

  /** @param {Worker} worker @param {Wanted} wanted @param {Count} count @returns {Promise<WebAssembly.Module>} */
  #asked(worker, wanted, count) {
    let counted = 0;
    return new Promise((resolve, reject) => {
      const failed = () => {
        worker.terminate();
        this.#worker = undefined;
        count(-counted);
        reject(new Error("The second worker has failed."));
      };
      worker.addEventListener("error", failed);
      worker.addEventListener("message", ({ data }) => {
        const { bytes = 0, module, fault } = /** @type {Heard} */ (data);
        counted += bytes;
        if (bytes) count(bytes);
        if (module) resolve(module);
        if (fault) failed();
      });
      worker.postMessage(/** @satisfies {Order} */ ({ compile: wanted }));
    });
  }
}

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiling;

/** What the second worker does. @param {Order} order @param {(count: Count) => Get} counted */
export async function assist({ compile: wanted, act }, counted) {
  /** @param {Heard} heard */
  const tell = (heard) => globalThis.postMessage(heard);
  if (wanted) {
    compiling = counted(seldom(wanted.bytes, (bytes) => tell({ bytes })))(wanted.address, wanted.options).then((response) => compiled(response, wanted));
    compiling.then((module) => tell({ module }), (fault) => tell({ fault: String(fault) }));
  }
  // Without a rehearsal the engine starts as well, only later.
  if (act) await compiling?.then((module) => rehearse(module, act)).catch(() => {});
  if (act) globalThis.close();
}

/** Tells not of each part but of what came in a while, and when all is there. @param {number} total @param {Count} tell @returns {Count} */
function seldom(total, tell) {
  let [all, untold, said] = [0, 0, performance.now()];
  return (bytes) => {
    all += bytes;
    untold += bytes;
    if (all < total && performance.now() - said < TELL_EVERY) return;
    tell(untold);
    [untold, said] = [0, performance.now()];
  };
}

/**
 * Compiled while it comes, and had only when all of it has come and is the build's. A browser that is to check it by itself (`integrity`) waits for all
 * of it first.
 * @param {Response} response @param {Pick<Wanted, "sha256">} wanted
 */
export async function compiled(response, { sha256 }) {
  const found = subtle ? response.clone().arrayBuffer().then(digest) : sha256;
  const [module, sum] = await Promise.all([compile(response), found]);
  if (sum !== sha256) throw new Error(`Other bytes than the build's: ${response.url}`);
  return module;
}

/** A host that does not know wasm is forgiven; the browser keeps no compiled code then. @param {Response} response */
function compile(response) {
  const known = response.headers.get("content-type")?.startsWith("application/wasm");
  return WebAssembly.compileStreaming(known ? response : new Response(response.body, { headers: { "content-type": "application/wasm" } }));
}

/** @param {WebAssembly.Module} module @param {Act} act */
async function rehearse(module, act) {
  /** @type {{[module: string]: {[name: string]: any}}} */
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = kind === "function" ? () => 0 : new WebAssembly.Global({ value: "i32", mutable: true }, 0);
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  /** @type {() => void} */ (exports[act])();
}
