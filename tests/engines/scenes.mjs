/**
 * What every engine of browsers must show on the planner's page, written for whatever drives it: open, plan, calendar, paper, reload, sealed.
 *
 * @typedef {object} Driven
 * @property {(url: string) => Promise<void>} go
 * @property {() => Promise<void>} reload
 * @property {(code: string, ...given: unknown[]) => Promise<any>} run the body of an asynchronous function, run in the page
 */
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "../browser/server.mjs";
import { SITE } from "../browser/chromium.mjs";

export const LONG = 120_000;
const PLANNER = 'document.querySelector("follow-up-planner")';
const PROBE = `
  const blocked = async (what) => { try { await what(); return "allowed"; } catch { return "blocked"; } };
  onmessage = async ({ data }) => postMessage([
    await blocked(() => eval("1")),
    await blocked(() => fetch(data, { mode: "no-cors" })),
    await blocked(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
  ]);
  postMessage("up");
`;

/** A site to look at, and another origin that nothing may reach. */
export async function sites() {
  const probe = (/** @type {unknown} */ _, /** @type {import("node:http").ServerResponse} */ response) => {
    response.writeHead(200, { "content-type": "text/javascript" }).end(PROBE);
    return true;
  };
  return { served: await serve(SITE, { faults: { "/probe.mjs": probe } }), foreign: await serve(SITE) };
}

/** What the scenes need of a tab that Puppeteer drives. @param {import("puppeteer-core").Page} tab @returns {Driven} */
export const drivenBy = (tab) => ({
  go: async (url) => void (await tab.goto(url)),
  reload: async () => void (await tab.reload()),
  run: (code, ...given) => tab.evaluate(/** @type {any} */ (`(async function () { ${code} })(...${JSON.stringify(given)})`)),
});

/** @param {Driven} page @param {string} condition @param {string} name @param {number} [longest] */
export async function until(page, condition, name, longest = LONG) {
  const end = Date.now() + longest;
  for (;;) {
    const found = await page.run(`return ${condition}`);
    if (found) return found;
    if (Date.now() > end) assert.fail(`not within ${longest / 1000} seconds: ${name}; ${await page.run('return document.querySelector("[data-state-words]")?.textContent')}`);
    await pause(200);
  }
}

/** Open the planner; what its worker says is noted. @param {Driven} page @param {string} url @param {string} [idle] */
export async function open(page, url, idle = "999999") {
  await page.go(url);
  await until(page, `!!${PLANNER}?.hasAttribute("data-ready")`, "the planner's page");
  await page.run(`document.documentElement.setAttribute("data-limits", "start=${LONG} ask=${LONG} restore=${LONG} keep=${LONG} idle=${idle}")`);
}

/** @param {Driven} page @param {string} [day] */
export async function plan(page, day = "12") {
  await page.run(`
    const soon = new Date(Date.now() + 40 * 86400000);
    for (const [part, value] of [["day", arguments[0]], ["month", soon.getMonth() + 1], ["year", soon.getFullYear()]]) ${PLANNER}.querySelector('[id="rounds.0.date.' + part + '"]').value = value;
    ${PLANNER}.querySelector("form").requestSubmit();
  `, day);
  await until(page, `!!${PLANNER}.planning.plan`, "a plan");
  assert.match(await page.run(`return ${PLANNER}.querySelector("[data-rendered]").textContent`), /As of/);
}

/** The calendar file that its button hands out. @param {Driven} page */
export async function calendar(page) {
  await page.run(`
    const usual = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      if (blob.type.startsWith("text/calendar")) void blob.text().then((text) => (globalThis.handedOut = text));
      return usual.call(URL, blob);
    };
    document.querySelector("[data-tool=calendar]").click();
  `);
  const text = await until(page, "globalThis.handedOut", "the calendar file");
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.match(text, /BEGIN:VEVENT/);
}

/** The sheet for paper. @param {Driven} page */
export async function paper(page) {
  await page.run(`
    globalThis.print = () => {};
    new MutationObserver((records) => {
      for (const frame of records.flatMap(({ addedNodes }) => [...addedNodes])) if (frame instanceof HTMLIFrameElement) frame.addEventListener("load", () => frame.contentWindow && (frame.contentWindow.print = () => frame.setAttribute("data-printed", "")), { capture: true });
    }).observe(document.body, { childList: true });
    document.querySelector("[data-tool=print]").click();
  `);
  await until(page, '!!document.querySelector("iframe[data-sheet][data-printed]")', "the sheet");
  assert.ok((await page.run('return document.querySelector("iframe[data-sheet]").contentDocument.body.textContent')).length > 100);
}

/** The answers are there again after a reload, and the plan. @param {Driven} page @param {string} [day] */
export async function again(page, day = "12") {
  await page.reload();
  await until(page, `${PLANNER}?.hasAttribute("data-ready") && ${PLANNER}.querySelector('[id="rounds.0.date.day"]').value === "${day}"`, "the answers of before");
  await until(page, `!!${PLANNER}.planning.plan && ${PLANNER}.planning.engine.state === "ready"`, "the plan of before");
}

/** Neither the page nor a worker can evaluate text or reach another origin. @param {Driven} page @param {import("../browser/server.mjs").Served} served @param {import("../browser/server.mjs").Served} foreign */
export async function sealed(page, served, foreign) {
  const inPage = await page.run(`
    await new Promise((done) => setTimeout(done, 10));
    const blocked = async (what) => { try { await what(); return "allowed"; } catch { return "blocked"; } };
    return [await blocked(() => eval("1")), await blocked(() => fetch(arguments[0], { mode: "no-cors" }))];
  `, foreign.url());
  const inWorker = await page.run(`
    const worker = new Worker(URL.createObjectURL(new Blob(["import " + JSON.stringify(arguments[0])], { type: "text/javascript" })), { type: "module" });
    const next = () => new Promise((done, failed) => { worker.onmessage = ({ data }) => done(data); worker.onerror = () => failed(new Error("the worker stopped")); });
    await next();
    worker.postMessage(arguments[1]);
    return next();
  `, served.url("probe.mjs"), foreign.url());
  assert.deepEqual(inWorker, ["blocked", "blocked", "allowed"]);
  assert.deepEqual(inPage, ["blocked", "blocked"]);
  assert.deepEqual(foreign.log, []);
}

/** @param {Driven} page @param {string[]} parts of the names of caches */
export async function kept(page, ...parts) {
  await until(page, `await (async () => {
    const names = await caches.keys();
    const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return ${JSON.stringify(parts)}.every((part) => names.some((name, n) => name.includes(part) && counts[n] > 1 - part.startsWith("follow-up snapshot")));
  })()`, `kept: ${parts.join(", ")}`);
}
