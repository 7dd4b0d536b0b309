/** What files weigh on the line, gzip 9 and brotli 11; the heavy ones are weighed once and remembered by their content. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { ROOT } from "../browser/chromium.mjs";
import { requests } from "../browser/weights.mjs";

/** @typedef {{raw: number, gzip: number, br: number}} Weight */

const KEPT = join(ROOT, ".cache/weights");
const ALREADY = /\.(png|woff2|gz)$/;

/** @param {string} path @returns {Weight} */
export function weigh(path) {
  const data = readFileSync(path);
  const raw = data.length;
  if (ALREADY.test(path)) return { raw, gzip: raw, br: raw };
  const file = join(KEPT, `${createHash("sha256").update(data).digest("hex")}.json`);
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: raw, [constants.BROTLI_PARAM_LGWIN]: 24 };
    const weight = { raw, gzip: gzipSync(data, { level: 9 }).length, br: brotliCompressSync(data, { params }).length };
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(file, JSON.stringify(weight));
    return weight;
  }
}

/** @param {string[]} paths @returns {Weight} */
export function weighAll(paths) {
  const sum = { raw: 0, gzip: 0, br: 0 };
  for (const weight of paths.map(weigh)) for (const kind of /** @type {(keyof Weight)[]} */ (Object.keys(sum))) sum[kind] += weight[kind];
  return sum;
}

/** All that a first plan needs: the planner's page with what it asks for, and the engine. @param {string} site @returns {Promise<Weight & {engine: Weight}>} */
export async function sentForFirstPlan(site) {
  const { files } = JSON.parse(readFileSync(join(site, "engine/manifest.json"), "utf8"));
  const engine = weighAll(["loader", "glue", "wasm", "python"].map((name) => join(site, files[name].path)));
  const page = weighAll((await requests(site, "planner/")).map((path) => join(site, path.endsWith("/") ? `${path}index.html` : path)));
  /** @param {keyof Weight} kind */
  const all = (kind) => engine[kind] + page[kind];
  return { raw: all("raw"), gzip: all("gzip"), br: all("br"), engine };
}
