/**
 * Which functions of Pyodide's WebAssembly each browser here runs beside those that Node has shown, from a first visit to a plan, its calendar, its
 * sheet, the snapshot and a second visit: `node tests/engines/ran.mjs SITE .cache/runtime/ran-….json`. What it prints belongs into IN_BROWSERS of
 * overrides/hooks/trimming.py.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import puppeteer from "puppeteer-core";
import { CHROMIUM, ROOT } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { FIREFOX, firefox } from "./firefox.mjs";
import { again, calendar, drivenBy, open, paper, plan } from "./scenes.mjs";
import { IS_HERE, webkit } from "./webkit.mjs";

const site = process.argv[2] ?? "site";
const PYTHON = process.env["PYTHON"] ?? join(ROOT, ".venv/bin/python");
const MODULE = `
import sys; sys.path.insert(0, "overrides/hooks")
from pathlib import Path
import halves
module = Path("node_modules/pyodide/pyodide.asm.wasm").read_bytes()
sys.stdout.buffer.write(halves.count_functions(module).to_bytes(4) + halves.instrumented(module))
`;
/** @type {import("../runtime/archive.mjs").Manifest} */
const { files } = JSON.parse(readFileSync(join(site, "engine/manifest.json"), "utf8"));
const made = execFileSync(PYTHON, ["-c", MODULE], { cwd: ROOT, maxBuffer: 2 ** 28 });
const [functions, module] = [made.readUInt32BE(), made.subarray(4)];
const TELL = `
  const tell = () => {
    const place = _malloc(${4 * functions});
    instance.exports.write_ran(place);
    postMessage({ ran: [...HEAPU32.slice(place >> 2, (place >> 2) + ${functions})].flatMap((has, n) => (has ? [n] : [])) });
    _free(place);
  };
  for (const after of [3, 6, 10, 15, 25]) setTimeout(tell, after * 1000);
`;
const LISTEN = `
  const Usual = Worker;
  globalThis.Worker = class extends Usual {
    constructor(address, options) {
      super(address, options);
      this.addEventListener("message", ({ data }) => data.ran && fetch("/ran", { method: "POST", body: JSON.stringify(data.ran) }));
    }
  };
`;

/** @param {string} name @param {() => Promise<{page: import("./scenes.mjs").Driven, close: () => Promise<unknown>}>} start */
async function browser(name, start) {
  /** @type {Set<number>} */
  const ran = new Set();
  /** @param {string | Buffer} body @param {string} type @returns {(request: unknown, response: import("node:http").ServerResponse) => boolean} */
  const answer = (body, type) => (_, response) => !!response.writeHead(200, { "content-type": type }).end(body);
  const glue = readFileSync(join(site, files.glue.path), "utf8").replace("function receiveInstance(instance,module){", (text) => text + TELL);
  const visit = readFileSync(join(site, "planner/assets/visit.mjs"), "utf8");
  const served = await serve(site, {
    compress: false,
    faults: {
      [`/${files.wasm.path}`]: answer(module, "application/wasm"),
      [`/${files.glue.path}`]: answer(glue, "text/javascript"),
      "/planner/assets/visit.mjs": answer(`${LISTEN}${visit}`, "text/javascript"),
      "/ran": (request, response) => {
        let body = "";
        request.on("data", (part) => (body += part)).on("end", () => (JSON.parse(body).forEach((/** @type {number} */ n) => ran.add(n)), response.end()));
        return true;
      },
    },
  });
  const { page, close } = await start();
  await open(page, served.url("planner/"), "50");
  await plan(page);
  await calendar(page);
  await paper(page);
  await pause(16_000);
  await again(page);
  await plan(page, "14");
  await pause(8_000);
  await close();
  await served.close();
  process.stderr.write(`${name}: ${ran.size} functions\n`);
  return ran;
}

async function chromium() {
  const launched = await puppeteer.launch({ headless: true, executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
  return { tab: await launched.newPage(), close: () => launched.close() };
}

/** @param {typeof chromium} start */
const driven = (start) => async () => {
  const { tab, close } = await start();
  return { page: drivenBy(tab), close };
};

const all = new Set([
  ...(CHROMIUM ? await browser("Chromium", driven(chromium)) : []),
  ...(FIREFOX ? await browser("Firefox", driven(firefox)) : []),
  ...(IS_HERE ? await browser("WebKitGTK", webkit) : []),
]);
const shown = new Set(JSON.parse(readFileSync(process.argv[3] ?? "", "utf8")).ran);
console.log([...all].filter((n) => !shown.has(n)).sort((one, two) => one - two).join(", "));
process.exit(0);
