// The square code on the sheet: read by a library of its own, as large as a phone needs it, and what it says opens the same plan elsewhere.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import jsqr from "jsqr";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";

const TODAY = "2026-11-18";
const MILLIMETRE = 96 / 25.4;
// Names are left out unless they are wanted; with several people the code then says how many there are.
const CASE = { rounds: [{ date: "2026-11-17", people: [{ name: "Ana Ruiz" }], said: { kind: "words", words: "early next week" } }], place: "GB", organisation: "Harbour & Söhne", own_steps: [] };

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

/** @param {import("./desk.mjs").Desk} desk @param {boolean} [names] */
async function wanted(desk, names = false) {
  await desk.reader.press(desk.page.getByText(office.words.plan.code, { exact: true }));
  await desk.reader.tick(desk.page.getByRole("checkbox", { name: office.words.plan.with_code }));
  if (names) await desk.reader.tick(desk.page.getByRole("checkbox", { name: office.words.plan.code_names }));
}

/** What a camera sees of a sheet: its code at 300 dots to the inch, read; and its size on paper. @param {string} sheet */
async function seen(sheet) {
  const context = await office.browser.newContext({ deviceScaleFactor: 300 / 96, viewport: { width: 703, height: 1000 }, bypassCSP: true });
  try {
    const page = await context.newPage();
    const { href } = new URL("planner/assets/sheet.css", office.served.url());
    await page.goto(office.served.url("404.html"));
    await page.setContent(sheet.replace(/href="[^"]*sheet.css"/, `href="${href}"`), { waitUntil: "load" });
    await page.emulateMedia({ media: "print" });
    const figure = page.getByRole("figure");
    const svg = figure.locator("svg");
    const box = await svg.boundingBox();
    assert.ok(box);
    const picture = (await svg.screenshot()).toString("base64");
    const { data, width, height } = await page.evaluate(async (png) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.drawImage(image, 0, 0);
      return { data: [...context.getImageData(0, 0, image.width, image.height).data], width: image.width, height: image.height };
    }, picture);
    const read = /** @type {any} */ (jsqr)(Uint8ClampedArray.from(data), width, height);
    assert.ok(read, "the code cannot be read");
    return { address: new URL(read.data), width: box.width / MILLIMETRE, words: await figure.innerText() };
  } finally {
    await context.close();
  }
}

/** The plan as another browser opens it from an address. @param {URL} address @param {Record<string, any>} [first] what was there before */
async function opened(address, first) {
  const desk = await office.desk({ today: TODAY, path: first ? "planner/" : `planner/${address.hash}` });
  try {
    if (first) {
      await desk.answering.all(first);
      await desk.page.evaluate((hash) => void (location.hash = hash), address.hash);
    }
    const asked = desk.page.getByRole("group", { name: /^Open “/ });
    await asked.waitFor({ timeout: 60_000 });
    const question = (await asked.locator("p").innerText()).trim();
    assert.equal(new URL(desk.page.url()).hash, "", "the plan stays in the address");
    const before = first && (await desk.saved());
    await desk.reader.press(asked.getByRole("button", { name: office.words.say.open_yes, exact: true }));
    const { document, plan } = await desk.isTheEngines();
    return { question, document, plan, before };
  } finally {
    await desk.close();
  }
}

describe("the code on the sheet", { skip: SKIP, concurrency: 2 }, () => {
  test("it is there only when wanted, with words; without names it leads to the same steps and days, and holds no name", { timeout: 300_000 }, async () => {
    const desk = await office.desk({ today: TODAY });
    try {
      await desk.answering.all(CASE);
      assert.doesNotMatch(await desk.sheet(), /<svg/);
      await wanted(desk);
      const code = await seen(await desk.sheet());
      assert.ok(code.width >= 25, `${code.width} mm`);
      assert.match(code.words, /camera/);
      assert.equal(code.address.origin + code.address.pathname, office.served.url("planner/"));
      const document = await desk.saved();
      const { plan } = await desk.expected(document);
      desk.isQuiet();
      const there = await opened(code.address);
      assert.deepEqual(there.plan.actions.map(outline), plan.actions.map(outline));
      assert.doesNotMatch(JSON.stringify(there.document), /Ana|Harbour/);
      assert.match(there.question, new RegExp(`${plan.actions.length} steps`));
      assert.equal(there.document.id, document.id, "its calendar file would not update the first one's");
    } finally {
      await desk.close();
    }
  });

  test("with names it is the whole plan, and it asks before it takes the place of another one", { timeout: 300_000 }, async () => {
    const desk = await office.desk({ today: TODAY });
    try {
      await desk.answering.all({ ...CASE, own_steps: [{ title: "Buy bread 🥖, <b>two</b>", date: "2026-11-20" }] });
      await wanted(desk);
      await desk.reader.press(desk.tool("print"));
      await desk.page.getByRole("group", { name: office.words.say.code_names_needed }).waitFor();
      await desk.page.keyboard.press("Escape");
      await desk.reader.tick(desk.page.getByRole("checkbox", { name: office.words.plan.code_names }));
      const { address } = await seen(await desk.sheet());
      const { revision: _, ...document } = await desk.saved();
      desk.isQuiet();
      const { document: there, question } = await opened(address, { rounds: [{ date: "2026-11-16" }], organisation: "Another" });
      const { revision: __, ...rest } = there;
      assert.deepEqual(rest, document);
      assert.match(question, /takes the place/);
    } finally {
      await desk.close();
    }
  });

  test("a plan that is too long for a code is said to be so, and the sheet prints without one", { timeout: 120_000 }, async () => {
    const desk = await office.desk({ today: TODAY });
    try {
      const noise = Array.from({ length: 900 }, (_, at) => ((at * 7919 + at * at * 31) % 1296).toString(36)).join(" ");
      await desk.answering.all({ rounds: [{ date: "2026-11-17" }], debrief: { asked: noise.slice(0, 1900) } });
      await wanted(desk, true);
      await desk.reader.press(desk.tool("print"));
      const asked = desk.page.getByRole("group", { name: office.words.say.code_too_large });
      await asked.waitFor();
      await desk.reader.press(asked.getByRole("button", { name: office.words.say.code_without, exact: true }));
      const frame = desk.page.locator("iframe[data-sheet]");
      await frame.waitFor({ state: "attached" });
      assert.doesNotMatch((await frame.getAttribute("srcdoc")) ?? "", /<svg/);
      desk.isQuiet();
    } finally {
      await desk.close();
    }
  });

  test("an address that holds no plan, or only part of one, is said to be so and changes nothing", { timeout: 120_000 }, async () => {
    for (const hash of ["#plan=", "#plan=abc", "#plan=%3Cimg%20src=x%20onerror=alert(1)%3E", `#plan=${"A".repeat(5000)}`, "#plan=eJyrVipKzUktSVWyUlAqSy0qzszPU7JSMFSqBQBW_wcM"]) {
      const desk = await office.desk({ today: TODAY, path: `planner/${hash}` });
      try {
        await desk.page.getByRole("status").filter({ hasText: office.words.say.no_link }).waitFor({ timeout: 60_000 });
        assert.equal(await desk.plan.getByText(office.words.plan.example, { exact: true }).count(), 1, hash);
        desk.isQuiet();
      } finally {
        await desk.close();
      }
    }
  });
});

/** @param {{id: string, due: string, state: string}} action */
const outline = ({ id, due, state }) => ({ id, due, state });
