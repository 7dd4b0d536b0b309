// One day over several applications: files of the reader's own beside the plan on the page, read by the same engine, and not kept.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";

const HERE = { rounds: [{ date: "2026-11-17", said: { kind: "nothing" }, people: [{ name: "Ana Ruiz" }] }], organisation: "Harbour" };
const BETA = { id: "beta", revision: 3, schema: 2, organisation: "Beta", role: "Clerk", place: "GB", rounds: [{ date: "2026-11-17", said: { kind: "nothing" }, people: [{ name: "Ana Ruiz" }] }] };
const OLDER = { ...BETA, revision: 1, organisation: "Beta as it was" };

/** @param {string} name @param {unknown} document */
const file = (name, document) => ({ name, mimeType: "application/json", buffer: Buffer.from(typeof document === "string" ? document : JSON.stringify(document)) });

describe("several applications", { skip: SKIP }, () => {
  /** @type {Office} */
  let office;
  before(async () => void (office = await Office.open()));
  after(() => office?.close());

  test("the day over the plan here and two files is the engine's; of one application the newest counts; it follows the plan here; nothing of the files is kept", async () => {
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      const { words, page } = { words: office.words, page: desk.page };
      await desk.answering.all(HERE);
      const document = await desk.saved();
      await desk.reader.press(page.getByText(words.plan.day_over, { exact: true }));
      const choose = page.getByLabel(words.plan.day_over_files);
      await choose.setInputFiles([file("beta.json", BETA), file("older.json", OLDER)]);
      const day = page.locator("[data-day-over]");
      await day.getByRole("heading", { name: "Your day over 2 applications: Wednesday 18 November 2026" }).waitFor({ timeout: 60_000 });
      assert.ok(await day.evaluate((part) => part === document.activeElement), "the caret is not where the day is");
      const place = await office.host.ask({ read: "place", case: BETA });
      const { forms, overview } = await office.host.ask({ do: "day", cases: [BETA, document], places: { GB: place }, today: "2026-11-18", forms: ["html"] });
      const flat = (/** @type {string} */ text) => text.replace(/<[^>]*>/g, " ").replace(/&#39;/g, "'").replace(/\s+/g, " ").trim();
      assert.equal(flat(await day.innerHTML()), flat(forms.html));
      assert.ok(overview.collisions.length, "two notes to one person on one day are not said");
      assert.doesNotMatch(await day.innerText(), /as it was/);
      await page.getByRole("textbox", { name: words.labels["organisation"], exact: true }).fill("Harbour Ltd");
      await day.getByText("Harbour Ltd: 1 working day since the last contact").waitFor({ timeout: 60_000 });
      const { document: later } = await desk.isTheEngines();
      assert.equal(later.organisation, "Harbour Ltd");
      assert.doesNotMatch(JSON.stringify(await page.evaluate(async () => {
        const open = indexedDB.open((await indexedDB.databases())[0]?.name ?? "");
        await new Promise((done) => (open.onsuccess = done));
        const all = open.result.transaction("documents").objectStore("documents").getAll();
        return new Promise((done) => (all.onsuccess = () => done(all.result)));
      })), /Beta/);
      desk.isQuiet();
    } finally {
      await desk.close();
    }
  });

  test("a file that is no plan is named, and one with a mistake is named with what is wrong; the day that was there stays", async () => {
    const desk = await office.desk({ today: "2026-11-18" });
    try {
      const { words, page } = { words: office.words, page: desk.page };
      await desk.reader.press(page.getByText(words.plan.day_over, { exact: true }));
      const choose = page.getByLabel(words.plan.day_over_files);
      await choose.setInputFiles([file("beta.json", BETA)]);
      const day = page.locator("[data-day-over]");
      await day.getByRole("heading", { name: "Your day with 1 application" }).waitFor({ timeout: 60_000 });
      await choose.setInputFiles([file("beta.json", BETA), file("letter.json", "Dear all")]);
      await page.getByRole("status").filter({ hasText: "“letter.json” is no plan of ours" }).waitFor();
      await choose.setInputFiles([file("wrong.json", { ...BETA, rounds: [{ date: "2026-06-31" }] })]);
      await page.getByRole("status").filter({ hasText: "wrong.json: There is no 31 June 2026" }).waitFor();
      assert.ok(await day.getByRole("heading", { name: "Your day with 1 application" }).isVisible());
      desk.isQuiet();
    } finally {
      await desk.close();
    }
  });
});
