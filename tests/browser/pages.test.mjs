// Every page on paper: what Chromium prints holds all its headings and all its text, and nothing that only a screen can use.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { SITE, SKIP } from "./chromium.mjs";
import { Office, bare } from "./desk.mjs";

// What belongs to the screen alone: the way through the site, what is pressed, words for ears that the paper shows as a drawing, and below a
// sheet to fill in its dates of review, which its last line gives.
const SCREEN = "script, style, template, nav, button, .headerlink, .for-ears, .screen-only, .into-plan, .md-button, .foot__spacing, .paper ~ .page-foot, svg title, svg desc";
const PAGES = SKIP ? [] : readdirSync(SITE, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".html") && !/^planner/u.test(path) && /<article/u.test(readFileSync(`${SITE}/${path}`, "utf8")))
  .sort();

// How tall the text of a page is on Letter, the lower of the two sizes, in pixels: 11 inches without two margins of 15 mm.
const LETTER = 11 * 96 - (30 / 25.4) * 96;

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

/** Whether a piece stands on the paper, whole or cut in two where a sheet ends. @param {string} text @param {string} piece */
function stands(text, piece) {
  const cuts = Array.from({ length: piece.length }, (_, number) => number);
  return text.includes(piece) || cuts.some((cut) => cut > 9 && text.includes(piece.slice(0, cut)) && text.includes(piece.slice(cut)));
}

/** Every piece of text of the article that is for readers. @param {string} screen */
function pieces(screen) {
  const article = document.querySelector("article");
  if (!article) return [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const narrow = node.parentElement?.closest("svg");
    const other = narrow && getComputedStyle(narrow).display === "none" && narrow.parentElement?.querySelectorAll("svg").length !== 1;
    if (node.textContent?.trim() && !other && !node.parentElement?.closest(screen)) found.push(node.textContent);
  }
  return found;
}

describe("every page on paper", { skip: SKIP, concurrency: 2 }, () => {
  test("all pages of the guide are looked at", () => {
    assert.ok(PAGES.length > 100, `${PAGES.length} pages`);
  });

  for (const path of PAGES) {
    test(`${path} keeps its headings, all its text and its drawings whole, and loses its navigation`, async () => {
      const page = await office.sheet();
      await page.goto(office.served.url(path));
      assert.ok(await page.locator("article").getByRole("heading").count());
      const wanted = await page.evaluate(pieces, SCREEN);
      const printed = await page.pdf({ format: "A4" });
      const text = bare((await office.host.ask({ read: "pdf_text", pdf: printed.toString("base64") })).text);
      assert.deepEqual(wanted.filter((piece) => !stands(text, bare(piece))), []);
      assert.equal(text.includes(bare(new URL(office.served.origin).host)), false, "the address of a page of ours is spelled out");
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await page.evaluate((most) => [...document.querySelectorAll("article svg")].map((one) => one.getBoundingClientRect().height).filter((tall) => tall > most), LETTER), [], "a drawing is cut in two");
      for (const part of ["navigation", "search", "button"]) assert.equal(await page.getByRole(/** @type {"button"} */ (part)).filter({ visible: true }).count(), 0, part);
      await page.context().close();
    });
  }
});
