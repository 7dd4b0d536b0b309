// Names and notes that would break out of their place if anything let them: through page, draft, mail link, calendar, sheet, text and saved file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT, SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";
import { check } from "./ical.mjs";

/** What a reader might type or paste. What would run sets `broken`. @type {Record<string, string>} */
const AWKWARD = {
  "quotes and apostrophes": `O’Neill "Bob" 'x' \`y\` & Söhne`,
  "an image that runs a script": `<img src=x onerror="globalThis.broken=1">`,
  "a script, and the end of one": `</script><script>globalThis.broken=1</script></style></title><svg onload=globalThis.broken=1>`,
  "an attribute's end": `x" autofocus onfocus="globalThis.broken=1" data-do="done" data-step="x`,
  "a template's own signs": "{{ 7 * 7 }} {% for x in y %} {# z #} ${1}",
  "a script's address": "javascript:globalThis.broken=1//",
  "a table's formula": `=HYPERLINK("https://example.org","x")`,
  "a calendar's own words": "END:VEVENT; BEGIN:VTODO, SUMMARY:x\\nDTSTART:20200101",
  "headers of a mail": "x&cc=boss@example.org?bcc=a%0D%0ABcc: b@example.org",
  "right to left": "שלום חברים (ABC) شركة الأمثلة",
  "marks that turn the direction": "abc\u202Eevil\u202C \u2066x\u2069 \u200Fy",
  "emoji and letters of four bytes": "👩‍👩‍👧‍👦 𝔘𝔫𝔦 e\u0301 日本語",
  "two hundred letters without a gap": "W".repeat(200),
};
const MINE = "[data-rendered] :is(script, img, svg, iframe, object, style, form, input, [onerror], [onload], [onfocus], [autofocus], a[href^='javascript' i])";
const TURNS = /[\u202a-\u202e\u2066-\u2069]/u;

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

/** What was typed, as it can be found in a text whose lines may have been cut. @param {string} text */
const bare = (text) => text.replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, "");

test("nothing runs and nothing breaks out of its place, whatever is typed", { skip: SKIP, timeout: 300_000 }, async () => {
  const desk = await office.desk({ today: "2026-11-18" });
  const { page, answering, reader } = desk;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  try {
    await answering.all({ rounds: [{ date: "2026-11-17", people: [{ name: "Ana" }], my_point: "x", promised: [{ what: "x" }] }], own_steps: [{ title: "x", date: "2026-11-20", note: "x" }], organisation: "x", role: "x", me: { name: "x" } });
    await reader.tick(page.getByRole("checkbox", { name: office.words.labels["name_firm"] }));
    const fields = [...["organisation", "role", "me.name", "rounds.people.cared_about", "rounds.my_point", "rounds.promised.what", "own_steps.title"].map((path) => page.getByRole("textbox", { name: office.words.labels[path], exact: true })), page.getByRole("group", { name: "Person" }).getByRole("textbox", { name: "Name", exact: true })];
    for (const [name, text] of Object.entries(AWKWARD)) {
      for (const field of fields) await field.fill(text);
      const { document, plan, forms } = await desk.isTheEngines();
      assert.equal(document.organisation, text, name);
      assert.equal(document.rounds[0].people[0].name, text, name);
      // The page: the text is there as text, and nothing of it became part of the page.
      assert.equal(await page.locator(MINE).count(), 0, name);
      assert.ok(bare(await desk.plan.innerText()).includes(bare(text)), name);
      // The text and the files hold it, and no mark that turns what follows.
      const { forms: more } = await desk.expected(document, "text");
      for (const made of [forms.html, forms.sheet, forms.ics, more["text"]]) assert.doesNotMatch(made, TURNS, name);
      assert.ok(bare(more["text"]).includes(bare(text)), name);
      // The calendar has as many events as the plan has steps, beside the interview.
      const events = check(forms.ics, await office.host.ask({ read: "events", ics: forms.ics }));
      assert.equal(events.length, plan.actions.length + 1, name);
      // The sheet is a page without scripts, frames or pictures.
      const sheet = await page.evaluate((html) => {
        const parsed = new DOMParser().parseFromString(html, "text/html");
        return { strange: parsed.querySelectorAll("script, img, svg, iframe, [onload], [onerror], [onfocus], a").length, text: parsed.body.textContent ?? "" };
      }, forms.sheet.replace(/<style>[^]*?<\/style>/, ""));
      assert.equal(sheet.strange, 0, name);
      assert.ok(bare(sheet.text).includes(bare(text).slice(0, 30)), name);
      // A draft with it, copied, is the draft and no more.
      const thanks = plan.actions.find(({ draft, state }) => draft?.ready && state !== "done") ?? plan.actions.find(({ draft }) => draft);
      const copy = desk.plan.locator(`[data-do="copy"][data-step="${thanks.id}"]`);
      await reader.press(copy);
      if (thanks.draft.gaps.length) await reader.press(page.getByRole("button", { name: "Copy all the same" }));
      const subject = thanks.draft.subject.map(({ text: part }) => part).join("");
      const body = thanks.draft.body.map(({ text: part }) => part).join("");
      const copied = subject ? `${subject}\n\n${body}` : body;
      // Not `waitForFunction`, to which a promise is as good as true.
      while (!(await page.evaluate(async (wanted) => (await navigator.clipboard.readText()).replace(/\r\n/g, "\n") === wanted, copied))) await page.waitForTimeout(50);
      // Where there are mail links, each has a subject and a body and nothing else, and is short enough for every mail program.
      for (const link of await page.locator("a[href^='mailto:']").all()) {
        const address = (await link.getAttribute("href")) ?? "";
        assert.ok(address.length <= 1500, `${address.length} characters`);
        assert.deepEqual([...new URL(address).searchParams.keys()].filter((key) => !["subject", "body"].includes(key)), []);
        assert.doesNotMatch(decodeURIComponent(address.split("?")[0] ?? ""), /[\s,;<>]/);
      }
      assert.equal(await page.evaluate(() => "broken" in globalThis), false, name);
    }
    desk.isQuiet();
  } finally {
    await desk.close();
  }
});

test("a saved file with all of it, lines and all, comes back as it was", { skip: SKIP, timeout: 120_000 }, async () => {
  const all = Object.values(AWKWARD).join("\n");
  const first = await office.desk({ today: "2026-11-18" });
  let saved;
  try {
    await first.answering.all({ rounds: [{ date: "2026-11-17" }], debrief: { asked: all, went_well: "line one\n\nline three" }, own_steps: [{ title: "x", date: "2026-11-20", note: AWKWARD["quotes and apostrophes"] }] });
    saved = await first.saved();
    assert.equal(saved["debrief"].asked, all);
    first.isQuiet();
  } finally {
    await first.close();
  }
  const second = await office.desk({ today: "2026-11-18" });
  try {
    await second.page.locator("input[type=file]:not([multiple])").setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(saved)) });
    await second.page.getByRole("status").filter({ hasText: "The plan is open." }).waitFor({ timeout: 60_000 });
    const { revision: _, ...again } = await second.saved();
    const { revision: __, ...before } = saved;
    assert.deepEqual(again, before);
    second.isQuiet();
  } finally {
    await second.close();
  }
});

test("ten thousand characters in a line: said beside the field, kept as typed, and nothing slows to a halt", { skip: SKIP, timeout: 120_000 }, async () => {
  const desk = await office.desk({ today: "2026-11-18" });
  try {
    const long = "Long name, ".repeat(910);
    await desk.reader.press(desk.page.getByRole("button", { name: "Today", exact: true }));
    const field = desk.page.getByRole("textbox", { name: "Who is the employer?" });
    await field.fill(long);
    await desk.answering.form.getByRole("button", { name: "Make my plan" }).last().click();
    await desk.page.getByRole("alert").getByRole("link").waitFor({ timeout: 60_000 });
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(await field.inputValue(), long);
    await field.fill("Example Labs");
    await desk.answering.make();
    await desk.isTheEngines();
  } finally {
    await desk.close();
  }
});

test("files that are no plans of ours – empty, a picture, HTML, a list, five megabytes – are refused in words, and what was there stays", { skip: SKIP, timeout: 120_000 }, async () => {
  const desk = await office.desk({ today: "2026-11-18" });
  try {
    await desk.answering.all({ rounds: [{ date: "2026-11-17" }], organisation: "Example Labs" });
    const wrong = { empty: Buffer.alloc(0), picture: readFileSync(join(ROOT, "docs/assets/img/icon-180.png")), html: Buffer.from("<script>globalThis.broken=1</script>"), list: Buffer.from("[1]"), large: Buffer.alloc(5_000_000, 32), date: Buffer.from('{"rounds":[{"date":"31 June 2026"}]}') };
    for (const [name, buffer] of Object.entries(wrong)) {
      await desk.page.locator("input[type=file]:not([multiple])").setInputFiles({ name: `${name}.json`, mimeType: "application/json", buffer });
      await desk.page.getByRole("status").filter({ hasText: /no plan of ours|too large/ }).waitFor({ timeout: 60_000 });
      await desk.page.evaluate(() => document.querySelectorAll("[data-status]").forEach((one) => (one.textContent = "")));
    }
    assert.equal(await desk.page.evaluate(() => "broken" in globalThis), false);
    assert.equal(await desk.page.getByRole("textbox", { name: "Who is the employer?" }).inputValue(), "Example Labs");
    await desk.isTheEngines();
  } finally {
    await desk.close();
  }
});
