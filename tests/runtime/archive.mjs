/**
 * Starts the built archive under Node exactly as the page does: no package index, nothing fetched, no way out of the sandbox, and the calendar
 * archive only when somebody asks for a calendar file.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { joined } from "../../overrides/planner/halves.mjs";

/**
 * @typedef {{path: string, bytes: number, sha256: string}} Sent
 * @typedef {{folder: string, pyodide: string, lock: object, files: Record<"loader" | "glue" | "wasm" | "rest" | "python" | "calendar", Sent>}} Manifest
 */

/**
 * @param {string} site folder that holds engine/manifest.json
 * @returns {Manifest}
 */
export function manifest(site) {
  return JSON.parse(readFileSync(join(site, "engine/manifest.json"), "utf8"));
}

/**
 * @param {string} site
 * @param {Record<string, unknown>} [more] further options of loadPyodide
 */
export async function start(site, more = {}) {
  const { folder, files, lock } = manifest(site);
  const { loadPyodide } = await import(pathToFileURL(join(site, files.loader.path)).href);
  joinHalves(() => new Uint8Array(readFileSync(join(site, files.rest.path))));
  return loadPyodide({
    indexURL: join(site, folder),
    packageBaseUrl: join(site, folder),
    stdLibURL: join(site, files.python.path),
    lockFileContents: JSON.stringify(lock),
    jsglobals: Object.freeze({}),
    env: { HOME: "/tmp", TERM: "dumb" },
    ...more,
  });
}

/**
 * What the page does when a reader first asks for a calendar file.
 * @param {any} python
 * @param {string} site
 */
export function addCalendar(python, site) {
  python.FS.writeFile("/lib/calendar.zip", readFileSync(join(site, manifest(site).files.calendar.path)));
  python.runPython('import sys; sys.path.append("/lib/calendar.zip")');
}

const usual = WebAssembly.instantiate;

/** As the worker does it (overrides/planner/starting.mjs). @param {() => BufferSource} rest */
function joinHalves(rest) {
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {BufferSource} */ source, /** @type {any} */ imports) => {
    if (source instanceof WebAssembly.Module || !imports?.["GOT.func"]) return usual(source, imports);
    const module = await WebAssembly.compile(source);
    return { module, instance: await joined(module, imports, rest) };
  });
}
