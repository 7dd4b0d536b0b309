/** Where the site is, and the engine as this page starts it. */
import { Engine, blobWorker } from "./engine.mjs";

export const BASE = new URL("../../", import.meta.url).href;

/** What starts Pyodide: put into the page by the build, else fetched. @returns {Promise<import("./engine.mjs").Setup>} */
async function setup() {
  const inPage = document.getElementById("engine-manifest")?.textContent;
  const response = inPage ? undefined : await fetch(`${BASE}engine/manifest.json`);
  if (response && !response.ok) throw new Error(`${response.status} ${response.url}`);
  return { base: BASE, manifest: inPage ? JSON.parse(inPage) : await response?.json() };
}

/** @param {ConstructorParameters<typeof Engine>[2]} tell */
export const engineFor = (tell) => new Engine(() => blobWorker(new URL("worker.mjs", import.meta.url).href), setup, tell);
