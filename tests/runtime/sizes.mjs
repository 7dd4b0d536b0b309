/** Prints what a first visit has to fetch: `node tests/runtime/sizes.mjs SITE`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { manifest } from "./archive.mjs";

const site = process.argv[2] ?? "site";
const AT_START = ["loader", "glue", "wasm", "python"];

/** @param {Buffer} data */
const brotli = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: data.length, [constants.BROTLI_PARAM_LGWIN]: 24 } });

/** @param {string} name @param {number[]} figures */
const line = (name, figures) => console.log(name.padEnd(10), ...figures.map((figure) => figure.toLocaleString("en").padStart(12)));

const rows = Object.entries(manifest(site).files).map(([name, { path }]) => {
  const data = readFileSync(join(site, path));
  return { name, figures: [data.length, gzipSync(data, { level: 9 }).length, brotli(data).length] };
});
console.log("".padEnd(10), ...["bytes", "gzip 9", "brotli 11"].map((title) => title.padStart(12)));
rows.forEach(({ name, figures }) => line(name, figures));
const first = rows.filter(({ name }) => AT_START.includes(name));
line("first plan", [0, 1, 2].map((column) => first.reduce((sum, { figures }) => sum + figures[column], 0)));
