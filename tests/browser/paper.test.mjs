// Paper: what Chromium prints to A4 and to Letter at 100 %, measured from the PDF.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { correction, generate } from "lean-qr";
import { SITE, SKIP } from "./chromium.mjs";
import { Office, bare } from "./desk.mjs";

const CASES = 30;
const FORMATS = { A4: 186, Letter: 191.9 };
const SMALLEST = 10;
const MILLIMETRE = 96 / 25.4;
// What stands above the list in the text.
const DATES = "Your dates";

/** @type {Office} */
let office;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  if (SKIP) return;
  office = await Office.open();
  page = await office.sheet();
});
after(() => office?.close());

/** @param {"A4" | "Letter"} format @returns {Promise<{text: string, smallest: number, box: number[]}[]>} */
async function printed(format) {
  const pdf = await page.pdf({ format, scale: 1, margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" } });
  return (await office.host.ask({ read: "pdf", pdf: pdf.toString("base64") })).pages;
}

/** A sheet with its code, as large as the page draws it; as it is where no code can hold the plan. @param {string} sheet @param {string} link @param {Record<string, string>} words */
function coded(sheet, link, words) {
  try {
    const { size } = generate(`https://example.org/guide/planner/#plan=${link}`, { maxVersion: 25, minCorrectionLevel: correction.L });
    const side = `${Math.max(30, (size + 8) * 0.4)}mm`;
    return sheet.replace("<!-- code -->", `<figure class="code"><svg width="${side}" height="${side}"></svg><figcaption>${words["code_lead"]} ${words["code_care"]}</figcaption></figure>`);
  } catch {
    return sheet;
  }
}

/** What stands outside its box or the paper when this width is printed on. @param {number} width in millimetres */
async function clipped(width) {
  await page.setViewportSize({ width: Math.floor(width * MILLIMETRE), height: 900 });
  await page.emulateMedia({ media: "print" });
  const found = await page.evaluate(() => {
    // A box that reaches out of its step is cut in two where a column ends.
    const boxes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".steps .box")]);
    const cut = boxes.filter((one) => one.offsetTop < 0 || one.offsetTop + one.offsetHeight > (one.parentElement?.clientHeight ?? 0)).map((one) => `the box of ${one.parentElement?.textContent}`);
    const over = [...document.querySelectorAll("body *")].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const outside = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width && (box.right > document.documentElement.clientWidth + 1 || box.left < -1)) outside.push(node.textContent);
    }
    return [...cut, ...over.map((one) => one.textContent), ...outside];
  });
  await page.emulateMedia({ media: null });
  return found;
}

/** The smallest letters that this part of the page has on paper, in points. @param {string} part */
async function smallest(part) {
  await page.emulateMedia({ media: "print" });
  const found = await page.locator(part).evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let least = Infinity;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.textContent?.trim() && node.parentElement?.getClientRects().length) least = Math.min(least, parseFloat(getComputedStyle(node.parentElement).fontSize) * 0.75);
    }
    return least;
  });
  await page.emulateMedia({ media: null });
  return found;
}

describe("the personal checklist", { skip: SKIP }, () => {
  test(`${CASES} cases print on exactly one page of either size, in letters of 10 points or more, every step in full view; and with their code`, { timeout: 300_000 }, async () => {
    const { cases } = await office.host.ask({ read: "cases" });
    const long = await office.host.ask({ read: "longest", among: 300, count: CASES });
    const all = [...Object.entries(cases), ...long.map((told, number) => [`longest ${number}`, told])].slice(0, CASES);
    assert.equal(all.length, CASES);
    const faults = [];
    for (const [name, { case: document, today, now }] of all) {
      const { plan, forms } = await office.host.ask({ do: "plan", case: document, today, now, forms: ["sheet", "link-names"] });
      await page.setContent(forms.sheet);
      const steps = plan.actions.filter(({ state }) => state !== "not_for_me");
      for (const [format, width] of /** @type {["A4" | "Letter", number][]} */ (Object.entries(FORMATS))) {
        const pages = await printed(format);
        const where = `${name} on ${format} (${steps.length} steps)`;
        if (pages.length !== 1) faults.push(`${where}: ${pages.length} pages`);
        const text = bare(pages.map((one) => one.text).join(""));
        for (const { title } of steps) if (!text.includes(bare(title.length > 110 ? title.slice(0, 90) : title))) faults.push(`${where}: “${title}” is missing`);
        const smallest = Math.min(...pages.map((one) => one.smallest));
        if (smallest < SMALLEST - 0.05) faults.push(`${where}: letters of ${smallest} points`);
        for (const one of await clipped(width)) faults.push(`${where}: clipped: ${one}`);
      }
      await page.setContent(coded(forms.sheet, forms["link-names"], office.words["plan"]));
      const withCode = await printed("Letter");
      if (withCode.length !== 1) faults.push(`${name} with a code on Letter (${steps.length} steps): ${withCode.length} pages`);
    }
    assert.deepEqual(faults, []);
  });

  test("large print is in letters of 18 points, in the order of the text, on two pages at most for up to ten steps", async () => {
    const { cases } = await office.host.ask({ read: "cases" });
    for (const [name, { case: document, today, now }] of Object.entries(cases)) {
      const { plan, forms } = await office.host.ask({ do: "plan", case: document, today, now, forms: ["sheet-large", "text"] });
      await page.setContent(forms["sheet-large"]);
      const pages = await printed("Letter");
      assert.ok(Math.min(...pages.map((one) => one.smallest)) >= 18 - 0.05, name);
      if (plan.actions.length <= 10) assert.ok(pages.length <= 2, `${name}: ${pages.length} pages`);
      const [sheet, text] = [pages.map((one) => one.text).join(""), forms.text.slice(forms.text.indexOf(`\n${DATES}`))].map(bare);
      for (const given of /** @type {string[]} */ ([sheet, text])) {
        let at = 0;
        for (const { title, state } of plan.actions.filter((/** @type {any} */ one) => one.state !== "not_for_me")) {
          at = given.indexOf(bare(title), at);
          assert.ok(at >= 0, `${name}: “${title}” (${state}) is not in its place`);
          at += bare(title).length;
        }
      }
    }
  });

  test("the page prints the engine's sheet, with its looks from the page's own style sheet", async () => {
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      await desk.answering.all({ rounds: [{ date: "2026-11-17" }], place: "GB" });
      const sheet = await desk.sheet();
      await page.setContent(sheet, { waitUntil: "load" });
      const [linked] = await printed("A4");
      const { forms } = await desk.expected(await desk.saved(), "sheet");
      await page.setContent(forms.sheet);
      const [own] = await printed("A4");
      assert.deepEqual(linked, own);
      desk.isQuiet();
    } finally {
      await desk.close();
    }
  });
});

describe("the blank sheets", { skip: SKIP }, () => {
  for (const name of SKIP ? [] : readdirSync(`${SITE}/sheets`, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name)) {
    const wanted = name === "pack" ? 5 : 1;
    test(`${name} prints on ${wanted === 1 ? "one page" : `${wanted} pages`} of either size, nothing clipped, its words in letters of 10 points or more`, async () => {
      await page.goto(office.served.url(`sheets/${name}/`));
      assert.ok((await smallest(`.paper--${name}`)) >= SMALLEST - 0.05);
      for (const [format, width] of /** @type {["A4" | "Letter", number][]} */ (Object.entries(FORMATS))) {
        const pages = await printed(format);
        assert.equal(pages.length, wanted, `${format}: ${pages.length} pages`);
        assert.deepEqual(await clipped(width), []);
      }
    });
  }
});
