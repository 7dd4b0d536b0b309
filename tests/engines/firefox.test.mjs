// The planner in Firefox, driven through WebDriver BiDi.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { FIREFOX, MISSING, firefox } from "./firefox.mjs";
import { again, calendar, drivenBy, kept, open, paper, plan, sealed, sites, until } from "./scenes.mjs";
import { EVERY, illPagesAreReported, nothingIsReported, watched } from "./walk.mjs";

if (!FIREFOX && process.env["CI"] === "true") throw new Error(MISSING);

/** @type {() => Promise<void>} */
let close;
/** @type {Awaited<ReturnType<typeof sites>>} */
let both;
/** @type {import("./walk.mjs").Watched} */
let walked;
/** What another origin than the two sites was asked for. @type {string[]} */
const elsewhere = [];
/** @type {import("puppeteer-core").Page} */
let tab;
/** @type {import("./scenes.mjs").Driven} */
let page;

describe("Firefox", { skip: FIREFOX ? false : MISSING, timeout: 400_000 }, () => {
  before(async () => {
    if (!FIREFOX) return;
    both = await sites();
    walked = await watched();
    ({ tab, close } = await firefox());
    const local = ["data:", "blob:", "about:", `${both.served.origin}/`, `${walked.served.origin}/`];
    tab.on("request", (request) => void (local.some((start) => request.url().startsWith(start)) || elsewhere.push(request.url())));
    page = drivenBy(tab);
  });
  after(async () => {
    await close?.();
    await Promise.all([both?.served.close(), both?.foreign.close(), walked?.served.close()]);
  });

  test("a first plan, its calendar file and its sheet", async () => {
    await open(page, both.served.url("planner/"), "50");
    await plan(page);
    await calendar(page);
    await paper(page);
  });

  /** Press the button that copies the first draft of the plan, which has no gap, as a reader does. @returns {Promise<string>} the draft */
  const copyDraft = async () => {
    await page.run('for (const one of document.querySelectorAll("[data-rendered] details")) one.open = true; document.querySelector("[data-status]").textContent = ""');
    await (await tab.$("[data-do=copy]"))?.click();
    return page.run('return document.querySelector("[data-draft] .draft__body").textContent');
  };

  test("“Copy the draft” puts it on the clipboard, and says so", async () => {
    const draft = await copyDraft();
    await until(page, 'document.querySelector("[data-status]").textContent === "Copied."', "the message");
    await page.run('document.body.append(Object.assign(document.createElement("textarea"), { id: "pasted" })); document.querySelector("#pasted").focus()');
    await tab.keyboard.down("Control");
    await tab.keyboard.press("v");
    await tab.keyboard.up("Control");
    const pasted = await until(page, 'document.querySelector("#pasted").value', "what was pasted");
    assert.ok(pasted.endsWith(draft), pasted);
    await page.run('document.querySelector("#pasted").remove()');
  });

  test("where Firefox refuses to copy, the draft is there, selected, under words that say so", async () => {
    await page.run('navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"))');
    const draft = await copyDraft();
    await until(page, 'document.activeElement?.matches("[data-text]")', "the draft to select");
    const { text, chosen, words } = await page.run(`
      const area = document.activeElement;
      return { text: area.value, chosen: area.value.slice(area.selectionStart, area.selectionEnd), words: area.labels[0].textContent };
    `);
    assert.ok(text.endsWith(draft), text);
    assert.equal(chosen, text);
    assert.match(words, /did not let us copy/);
  });

  test("eval and another origin are blocked in page and worker", () => sealed(page, both.served, both.foreign));

  test("after a reload the answers and the plan are there, started from the snapshot of the first visit", async () => {
    await kept(page, "follow-up snapshot", " engine ", " reading ");
    await tab.evaluateOnNewDocument(() => {
      const Usual = Worker;
      globalThis.Worker = class extends Usual {
        /** @param {string | URL} address @param {WorkerOptions} [options] */
        constructor(address, options) {
          super(address, options);
          this.addEventListener("message", ({ data }) => data?.restoring && document.documentElement.setAttribute("data-restored", ""));
        }
      };
    });
    await again(page);
    assert.equal(await page.run('return document.documentElement.hasAttribute("data-restored")'), true);
    await calendar(page);
  });

  test("with the server stopped there is a plan as well", async () => {
    await both.served.close();
    await again(page);
    await plan(page, "14");
  });

  test("what the policy forbids is reported, in a page that is loaded and in one that comes in place", () => illPagesAreReported(page, walked, both.foreign));

  test("no page of the site breaks the policy, nor do pages that come in place", () => nothingIsReported(page, walked, EVERY));

  test("in all of this Firefox asked no other origin for anything", async () => {
    assert.equal(elsewhere.join("\n"), "");
    // So that an empty list means something.
    await tab.goto(both.foreign.url());
    assert.ok(elsewhere.includes(both.foreign.url()));
  });
});
