// The plan as one page of the reader's own: it opens with no network and no script, says what the plan says, and is read back in.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";

const CASE = { rounds: [{ date: "2026-11-17", people: [{ name: "Ana </script><b>Ruiz" }], my_point: "the night shift" }], organisation: "Harbour & Söhne", place: "GB", debrief: { asked: "Why here?\nAnd why now?" } };
const FOLDER = SKIP ? "" : mkdtempSync(join(tmpdir(), "saved-"));

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(async () => {
  await office?.close();
  if (FOLDER) rmSync(FOLDER, { recursive: true });
});

test("the saved page opens without network and script, holds every step and draft, asks for nothing, and comes back as the same plan", { skip: SKIP, timeout: 180_000 }, async () => {
  const first = await office.desk({ today: "2026-11-18" });
  const path = join(FOLDER, "plan.html");
  let document, plan;
  try {
    await first.answering.all(CASE);
    const file = await first.downloaded(first.tool("save_page"));
    assert.equal(file.name, "follow-up-plan.html");
    writeFileSync(path, file.text);
    document = await first.saved();
    ({ plan } = await first.expected(document));
    first.isQuiet();
  } finally {
    await first.close();
  }
  const context = await office.browser.newContext({ offline: true, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => void asked.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
    for (const { title, draft } of plan.actions) {
      assert.ok(text.includes(title), title);
      const body = (draft?.body ?? []).map((/** @type {{text: string}} */ part) => part.text).join("").replace(/\s+/g, " ").trim();
      assert.ok(text.includes(body), body);
    }
    assert.deepEqual(asked, [pathToFileURL(path).href]);
  } finally {
    await context.close();
  }
  const second = await office.desk({ today: "2026-11-18" });
  try {
    await second.page.locator("input[type=file]:not([multiple])").setInputFiles(path);
    await second.page.getByRole("status").filter({ hasText: office.words.say.opened }).waitFor({ timeout: 60_000 });
    const { revision: _, ...again } = (await second.isTheEngines()).document;
    const { revision: __, ...whole } = document;
    assert.deepEqual(again, whole);
  } finally {
    await second.close();
  }
});
