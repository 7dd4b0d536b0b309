/**
 * The planner's page under test: opened at a given time, and compared with what the engine on the host says to the case that the page saves.
 *
 * @typedef {import("playwright-core").Browser} Browser
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("./reader.mjs").Way} Way
 * @typedef {{[key: string]: any}} Answers
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { Answering } from "./answering.mjs";
import { CHROMIUM, SITE, watch } from "./chromium.mjs";
import { Host } from "./host.mjs";
import { Reader, WAYS } from "./reader.mjs";
import { serve } from "./server.mjs";

/** Letters only: line breaks and columns are the printer's, and a picture for which a machine has no font cannot be read back from paper. @param {string} text */
export const bare = (text) => text.normalize("NFKC").replace(/[\s\u200b\u00ad\p{Extended_Pictographic}]+/gu, "");

/** One browser, one server and one Python for a test file. */
export class Office {
  static async open() {
    const office = new Office();
    const options = CHROMIUM ? { executablePath: CHROMIUM } : {};
    // Each reader has an engine of their own for a plan or two: to make its code faster in the background takes longer than it saves.
    const args = ["--js-flags=--no-wasm-tier-up", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
    [office.browser, office.served] = await Promise.all([chromium.launch({ ...options, args }), serve(SITE)]);
    office.host = new Host();
    office.words = await office.host.ask({ read: "words" });
    return office;
  }

  /** @type {Browser} */
  browser = /** @type {any} */ (undefined);
  /** @type {import("./server.mjs").Served} */
  served = /** @type {any} */ (undefined);
  /** @type {Host} */
  host = /** @type {any} */ (undefined);
  /** @type {Answers} */
  words = {};

  /**
   * The planner's page, as it is at a day and a time of the reader's device.
   * @param {{today: string, now?: string | null, zone?: string, way?: Way, path?: string, colours?: "light" | "dark" | "forced", csp?: boolean, sparing?: boolean}} how; `sparing`: a device that was told to save bytes
   */
  async desk({ today, now, zone = "Europe/London", way = "mouse", path = "planner/", colours = "light", csp = true, sparing = false }) {
    const context = await this.browser.newContext({ ...WAYS[way], timezoneId: zone, locale: "en-GB", acceptDownloads: true, serviceWorkers: "block", colorScheme: colours === "dark" ? "dark" : "light", forcedColors: colours === "forced" ? "active" : "none", bypassCSP: !csp });
    const seen = await watch(context, this.served.origin);
    const page = await context.newPage();
    await page.clock.setFixedTime(atZone(today, now ?? "17:30", zone));
    // Paper comes from the sheet itself; the dialog of the device is not opened here.
    await page.addInitScript(() => void (globalThis.print = () => {}));
    if (sparing) await page.addInitScript(() => void Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } }));
    await page.goto(this.served.url(path));
    const desk = new Desk(this, page, way, seen, { today, now: now ?? "17:30", zone });
    await page.locator("follow-up-planner[data-ready]").waitFor({ state: "attached" });
    return desk;
  }

  /** @type {{elsewhere: string[]}[]} what pages for paper asked for */
  #papers = [];

  /** A page for what is only printed. */
  async sheet() {
    const context = await this.browser.newContext({ serviceWorkers: "block" });
    this.#papers.push(await watch(context, this.served.origin));
    return context.newPage();
  }

  /** Leave; nothing that was printed asked for anything from elsewhere. */
  async close() {
    this.host.close();
    await this.browser.close();
    await this.served.close();
    assert.deepEqual(this.#papers.flatMap(({ elsewhere }) => elsewhere), [], "paper asked for something from elsewhere");
  }
}

/** Tests at a desk of their own, which is left however they end. @param {() => Office} office @param {{today: string}} usual */
export const atDesk = (office, usual) => (/** @type {string} */ name, /** @type {(desk: Desk) => Promise<void>} */ body, how = {}) => test(name, async () => {
  const desk = await office().desk({ ...usual, ...how });
  try {
    await body(desk);
  } finally {
    await desk.close();
  }
});

/** The moment at which a clock in a zone shows a day and a time. @param {string} day @param {string} time @param {string} zone */
function atZone(day, time, zone) {
  const asIfUtc = new Date(`${day}T${time}:00Z`);
  const shown = new Date(`${asIfUtc.toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T")}Z`);
  return new Date(asIfUtc.getTime() - (shown.getTime() - asIfUtc.getTime()));
}

export class Desk {
  /** @param {Office} office @param {Page} page @param {Way} way @param {{elsewhere: string[], violations: string[], errors: string[]}} seen @param {{today: string, now: string, zone: string}} at */
  constructor(office, page, way, seen, at) {
    this.office = office;
    this.page = page;
    this.seen = seen;
    this.at = at;
    this.reader = new Reader(page, way);
    this.answering = new Answering(this.reader, office.words, at.today);
    this.plan = page.getByRole("region", { name: office.words.plan.region });
  }

  /** @param {string} name of a button of the tools, by the words' key */
  tool(name) {
    return this.page.getByRole("button", { name: this.office.words.plan[name], exact: true });
  }

  /** What a button gives to download. @param {import("playwright-core").Locator} button @returns {Promise<{name: string, text: string}>} */
  async downloaded(button) {
    const [download] = await Promise.all([this.page.waitForEvent("download", { timeout: 180_000 }), this.reader.press(button)]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }

  /** The case as the page saves it to a file. @returns {Promise<Answers>} */
  async saved() {
    return JSON.parse((await this.downloaded(this.tool("save_file"))).text);
  }

  /** What the engine on the host says to a case. @param {Answers} document @param {...string} forms */
  async expected(document, ...forms) {
    const { today, now, zone } = this.at;
    const there = await this.office.host.ask({ read: "day_there", case: document, now: atZone(today, now, zone).toISOString() });
    const answer = await this.office.host.ask({ do: "plan", case: document, today: there ?? today, today_here: today, now, page: this.office.served.url("planner/"), forms });
    assert.ok(answer.ok, JSON.stringify(answer.problems));
    return answer;
  }

  /** The plan on the page, the sheet and the calendar are those that the engine makes of the saved case. */
  async isTheEngines() {
    const { document, plan, forms } = await this.#settled();
    const calendar = await this.downloaded(this.tool("calendar"));
    assert.match(calendar.name, /\.ics$/);
    isSame(calendar.text, forms["ics"], "the calendar file");
    isSame(unstyled(await this.sheet()), unstyled(forms["sheet"]), "the sheet");
    this.isQuiet();
    return { document, plan, forms };
  }

  /** The saved case, once nothing is on its way any more, and the plan on the page, once it is the engine's. */
  async #settled() {
    for (let document = await this.saved(); ; ) {
      const { plan, forms } = await this.expected(document, "html", "sheet", "ics");
      const same = await this.#shows(forms["html"]);
      const later = await this.saved();
      if (JSON.stringify(later) !== JSON.stringify(document)) document = later;
      else if (same) return { document, plan, forms };
      else {
        const [shown, wanted] = await this.page.evaluate(markup, forms["html"]);
        isSame(shown ?? "", wanted ?? "", "the plan on the page");
      }
    }
  }

  /** Whether the page shows this plan, or will before long. @param {string} html */
  async #shows(html) {
    for (const until = Date.now() + 10_000; Date.now() < until; await this.page.waitForTimeout(100)) {
      const [shown, wanted] = await this.page.evaluate(markup, html);
      if (shown === wanted) return true;
    }
    return false;
  }

  /** The sheet as the page hands it to the printer. */
  async sheet() {
    await this.page.evaluate(() => document.querySelector("iframe[data-sheet]")?.remove());
    await this.reader.press(this.tool("print"));
    const frame = this.page.locator("iframe[data-sheet]");
    await frame.waitFor({ state: "attached", timeout: 180_000 });
    return (await frame.getAttribute("srcdoc")) ?? "";
  }

  /** Nothing went elsewhere, broke the policy, or logged an error. */
  isQuiet() {
    assert.deepEqual(this.seen, { elsewhere: [], violations: [], errors: [] });
  }

  /** The dates on the page, as they are read there: each day in words and what stands under it. @returns {Promise<Record<string, string>>} */
  async dates() {
    return this.plan.evaluate((plan) => Object.fromEntries([...plan.querySelectorAll("h4")].map((day) => [(day.querySelector("time")?.textContent ?? "").trim(), day.closest("li")?.textContent?.replace(/\s+/g, " ") ?? ""])));
  }

  /** Leave; whatever went wrong at this desk, nothing was asked for from elsewhere. */
  async close() {
    await this.page.context().close();
    // A mail link that the reader pressed leads to the device's mail program, not over the line.
    assert.deepEqual(this.seen.elsewhere.filter((address) => !address.startsWith("mailto:")), [], "the page asked for something from elsewhere");
  }
}

/** The same text; where it is not, only the place is shown. @param {string} found @param {string} wanted @param {string} what */
function isSame(found, wanted, what) {
  if (found === wanted) return;
  let at = 0;
  while (found[at] === wanted[at]) at++;
  const [here, there] = [found, wanted].map((text) => text.slice(Math.max(0, at - 100), at + 150));
  assert.fail(`${what} is not the engine's.\nFound:  …${here}…\nWanted: …${there}…`);
}

/** @param {string} sheet */
const unstyled = (sheet) => sheet.replace(/<style>[^]*?<\/style>|<link rel="stylesheet"[^>]*>/, "");

/**
 * The plan on the page and the engine's, as markup; what the page adds – links in the gaps, what is open, what it asks – is left out.
 * @param {string} html
 * @returns {string[]}
 */
function markup(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  const shown = document.createElement("template");
  shown.innerHTML = document.querySelector("[data-rendered]")?.innerHTML ?? "";
  return [shown, made].map(({ content }) => {
    for (const link of content.querySelectorAll("[data-gap] > a")) link.replaceWith(...link.childNodes);
    for (const one of content.querySelectorAll("[data-asked]")) one.remove();
    for (const one of content.querySelectorAll("details")) one.removeAttribute("open");
    // The theme makes addresses whole.
    for (const link of content.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", location.href).href);
    // The theme marks where the keyboard is.
    for (const one of content.querySelectorAll("[class]")) {
      one.classList.remove("focus-visible");
      one.removeAttribute("data-focus-visible-added");
      if (!one.className) one.removeAttribute("class");
    }
    const whole = document.createElement("div");
    whole.append(content);
    return whole.innerHTML.replace(/\s+/g, " ").trim();
  });
}
