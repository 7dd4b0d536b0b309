/**
 * The planner's page as these tests use it: opened in a fresh profile, on a server that can be told to be ill.
 *
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").BrowserContext} Context
 * @typedef {import("node:http").ServerResponse} Response
 * @typedef {"missing" | "cut short" | "wrong type" | "wrong bytes" | "stalled"} Illness what each file may have
 * @typedef {(response: Response, data: Buffer, type: string) => void} Ill
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { CHROMIUM, ROOT, SITE, watch } from "../browser/chromium.mjs";
import { TYPES, serve } from "../browser/server.mjs";

const LONG = 120_000;
/** Time enough on a busy machine; what shall fail soon is given less. */
export const PATIENT = `start=${LONG} ask=${LONG} restore=${LONG} keep=${LONG} idle=999999`;

/** @type {Record<Illness, Ill>} */
const ILL = {
  missing: (response) => void response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not here</h1>"),
  "cut short": (response, data, type) => {
    response.writeHead(200, { "content-type": type, "content-length": data.length, "cache-control": "no-store" });
    response.write(data.subarray(0, data.length >> 1), () => setTimeout(() => response.destroy(), 50));
  },
  "wrong type": (response, data) => void response.writeHead(200, { "content-type": "text/html", "cache-control": "no-store" }).end(data),
  "wrong bytes": (response, data, type) => void response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(Buffer.alloc(data.length, "(")),
  stalled: (response, data, type) => {
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
    response.write(data.subarray(0, 1000));
  },
};
export const ILLNESSES = /** @type {Illness[]} */ (Object.keys(ILL));

/** What only a checksum shows: one bit in the middle is another. @type {Ill} */
const oneBit = (response, data, type) => {
  const middle = data.length >> 1;
  data[middle] = (data[middle] ?? 0) ^ 1;
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(data);
};

/** One browser and one server for a test file. */
export class Clinic {
  static async open() {
    const clinic = new Clinic();
    const options = CHROMIUM ? { executablePath: CHROMIUM } : {};
    clinic.browser = await chromium.launch({ ...options, args: ["--no-sandbox"] });
    clinic.served = await serve({ "/": SITE, "/source/": join(ROOT, "overrides/planner") }, { faults: clinic.faults });
    return clinic;
  }

  /** @type {import("playwright-core").Browser} */
  browser = /** @type {any} */ (undefined);
  /** @type {import("../browser/server.mjs").Served} */
  served = /** @type {any} */ (undefined);
  /** @type {NonNullable<import("../browser/server.mjs").Options["faults"]>} */
  faults = {};

  /** @param {string} path @param {Illness | "one bit"} illness */
  sicken(path, illness) {
    const file = path.split("?")[0] ?? "";
    this.faults[`/${file}`] = (_, response) => {
      const ill = illness === "one bit" ? oneBit : ILL[illness];
      ill(response, readFileSync(join(SITE, file)), TYPES[file.slice(file.lastIndexOf("."))] ?? "");
      return true;
    };
  }

  heal() {
    for (const path of Object.keys(this.faults)) delete this.faults[path];
  }

  /** A reader with a profile of their own. The service worker has tests of its own in tests/sealed. @param {(reader: Reader) => Promise<void>} visit */
  async reader(visit) {
    const context = await this.browser.newContext({ serviceWorkers: "block" });
    const seen = await watch(context, this.served.origin);
    try {
      await visit(new Reader(context, this.served, seen));
    } finally {
      this.heal();
      await context.close();
    }
    assert.deepEqual([seen.elsewhere, seen.violations], [[], []]);
  }

  async close() {
    await this.browser.close();
    await this.served.close();
  }
}

export class Reader {
  /** @param {Context} context @param {import("../browser/server.mjs").Served} served @param {{elsewhere: string[], violations: string[], errors: string[]}} seen */
  constructor(context, served, seen) {
    this.context = context;
    this.served = served;
    this.seen = seen;
  }

  /** @type {Page} */
  page = /** @type {any} */ (undefined);

  /** @param {string} [limits] as the engine's time limits are given in the page */
  async visit(limits = PATIENT) {
    this.page = await this.context.newPage();
    await this.page.addInitScript((given) => {
      // As soon as there is anything: the engine may start before the page is read to its end.
      new MutationObserver(() => document.querySelector("html:not([data-limits])")?.setAttribute("data-limits", given)).observe(document, { childList: true });
    }, limits);
    await this.page.goto(this.served.url("planner/"));
    await this.page.waitForSelector("follow-up-planner[data-ready]", { state: "attached" });
    return this.page;
  }

  /** @param {string} limits */
  limits(limits) {
    return this.page.evaluate((given) => document.documentElement.setAttribute("data-limits", given), limits);
  }

  /** Give the date of an interview and ask for the plan. @param {string} [day] */
  async ask(day = "12") {
    const soon = new Date(Date.now() + 40 * 86_400_000);
    const parts = { day, month: String(soon.getMonth() + 1), year: String(soon.getFullYear()) };
    for (const [part, value] of Object.entries(parts)) await this.page.fill(`[id="rounds.0.date.${part}"]`, value);
    await this.page.evaluate(() => document.querySelector("follow-up-planner form") instanceof HTMLFormElement && document.querySelector("form[id], follow-up-planner form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })));
  }

  /** Wait until there is a plan of the reader's own. @param {number} [timeout] */
  planned(timeout = LONG) {
    return this.page.waitForFunction(() => !!(/** @type {any} */ (document.querySelector("follow-up-planner")).planning.plan), undefined, { timeout });
  }

  /** @param {string} state @param {number} [timeout] */
  async state(state, timeout = LONG) {
    await this.page.waitForSelector(`[data-state="${state}"]`, { timeout }).catch(async (fault) => {
      const { state: is, words } = await this.page.evaluate(() => ({ state: document.querySelector("[data-state]")?.getAttribute("data-state"), words: document.querySelector("[data-state-words]")?.textContent }));
      throw new Error(`the page is not “${state}” but “${is}”: ${words}`, { cause: fault });
    });
  }

  /** The reader reads that it failed, what still works and how to go on; what was typed is there. */
  async seesFailure(timeout = 20_000) {
    await this.state("failed", timeout);
    assert.match((await this.page.textContent("[data-state-words]")) ?? "", /could not start.*Reading.*still work.*answers are safe/);
    assert.ok(await this.page.isVisible("[data-again]"), "no button to try again");
    assert.ok(await this.page.isVisible("[data-reading]"), "nothing says what still works");
    assert.ok(await this.page.isHidden("[data-progress]"), "a bar still moves");
  }

  async tryAgain() {
    await this.limits(PATIENT);
    await this.page.click("[data-again]");
    await this.planned();
    await this.state("ready");
  }

  /** Wait until the visit has left a snapshot of this engine on the device, and nothing beside it. */
  async snapshotIsKept() {
    for (let left = LONG; left > 0; left -= 100) {
      const there = await this.page.evaluate(async (path) => {
        const name = (await caches.keys()).find((one) => one.startsWith("follow-up snapshot "));
        const all = name ? await (await caches.open(name)).keys() : [];
        return all.length === 1 && !!all[0]?.url.includes(path);
      }, engine()["python"]?.path ?? "");
      if (there) return;
      await pause(100);
    }
    assert.fail("no snapshot was made");
  }

  /** Begin a further visit; what the worker says at its start is noted. @param {string} [limits] */
  async visitAgain(limits = PATIENT) {
    const noted = () => {
      if ("heard" in globalThis) return;
      const Usual = Worker;
      /** @type {string[]} */
      const heard = ((/** @type {any} */ (globalThis)).heard = []);
      globalThis.Worker = class extends Usual {
        /** @param {string | URL} address @param {WorkerOptions} [options] */
        constructor(address, options) {
          super(address, options);
          this.addEventListener("message", ({ data }) => void (data?.restoring ? heard.push("restoring") : data?.state && heard.at(-1) !== data.state && heard.push(data.state)));
        }
      };
    };
    await this.context.addInitScript(noted);
    await this.visit(limits);
    await this.ask("13");
    await this.state("ready");
    await this.planned();
    return this.heard();
  }

  /** @returns {Promise<string[]>} */
  heard() {
    return this.page.evaluate(() => /** @type {any} */ (globalThis).heard);
  }
}

/** The files that a start needs, by what they are. */
/** @returns {Record<string, {path: string}>} */
export const engine = () => JSON.parse(readFileSync(join(SITE, "engine/manifest.json"), "utf8")).files;
