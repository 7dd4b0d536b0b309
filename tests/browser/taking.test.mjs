// What a reader takes along or takes back: three ways to print, everything as text, a message noted as sent, a draft of one's own.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office, atDesk, bare } from "./desk.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */

/** @type {Office} */
let office;
/** @type {import("playwright-core").Page} */
let paper;
before(async () => {
  if (SKIP) return;
  office = await Office.open();
  paper = await office.sheet();
});
after(() => office?.close());

const at = atDesk(() => office, { today: "2026-11-18" });
const TOLD = { rounds: [{ date: "2026-11-17", said: { kind: "date", date: "2026-11-27" }, people: [{ name: "Maya Okafor", cared_about: "how we hand work over" }] }], place: "GB", organisation: "Example Labs" };
const [ASIDE, TICKED] = ["Put your plan into your calendar", "Write it down within the hour"];

/** What a button hands to the printer, as text of its PDF. @param {Desk} desk @param {string} button */
async function printed({ page, reader, tool }, button) {
  await page.evaluate(() => document.querySelector("iframe[data-sheet]")?.remove());
  await reader.press(page.getByRole("button", { name: office.words.plan[button], exact: true }));
  const frame = page.locator("iframe[data-sheet]");
  await frame.waitFor({ state: "attached", timeout: 60_000 });
  await paper.setContent((await frame.getAttribute("srcdoc")) ?? "", { waitUntil: "load" });
  const pdf = await paper.pdf({ format: "A4" });
  return bare((await office.host.ask({ read: "pdf_text", pdf: pdf.toString("base64") })).text);
}

/** Colours that are neither black, white nor grey, and backgrounds that are not white: a printer without colour would lose them, and browsers leave backgrounds out. @param {string} part */
function coloured(part) {
  const faults = [];
  for (const one of document.querySelectorAll(`${part}, ${part} *`)) {
    if (!one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const sides = ["Top", "Right", "Bottom", "Left"].filter((side) => style.getPropertyValue(`border-${side.toLowerCase()}-width`) !== "0px").map((side) => style.getPropertyValue(`border-${side.toLowerCase()}-color`));
    for (const colour of [style.color, ...sides]) {
      const [red = 0, green = 0, blue = 0, seen = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      if (seen && (red !== green || green !== blue)) faults.push(`${one.tagName} ${one.className} ${colour}`);
    }
    if (!["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(style.backgroundColor) || style.backgroundImage !== "none") faults.push(`${one.tagName} ${one.className} on ${style.backgroundColor}`);
  }
  return faults;
}

describe("on paper", { skip: SKIP }, () => {
  at("the checklist has its ticks, or none where it is printed to use again; on the page what is done is plain; what is not for the reader is nowhere, and one press brings it back", async (desk) => {
    await desk.answering.all(TOLD);
    await desk.reader.press(desk.plan.getByRole("button", { name: `Done: ${TICKED}` }).first());
    await desk.plan.getByRole("button", { name: `Not done yet: ${TICKED}` }).waitFor();
    const looks = await desk.plan.locator(".timeline__step").evaluateAll((all) => all.map((one) => {
      const { fontWeight, textDecorationLine } = getComputedStyle(/** @type {Element} */ (one.querySelector(".timeline__title")));
      return [one.matches(".timeline__step--done"), fontWeight, textDecorationLine].join(" ");
    }));
    assert.deepEqual([...new Set(looks)].sort(), ["false 700 none", "true 400 line-through"], "what is done is plain, what is left stands out");
    const places = () => desk.plan.locator(".for-ears").filter({ hasText: /^– \d+ of \d+,$/ }).count();
    const all = await places();
    const step = desk.plan.locator(".timeline__step, .plan__next").filter({ hasText: ASIDE }).last();
    const more = step.getByText("More", { exact: true });
    if (await more.isVisible()) await desk.reader.press(more);
    await desk.reader.press(desk.plan.getByRole("button", { name: `Not for me: ${ASIDE}` }).first());
    const back = desk.plan.getByRole("button", { name: `Bring back: ${ASIDE}` });
    await back.waitFor();
    assert.equal(await places(), all - 1, "what is not for the reader is counted");
    const [ticked, blank, large] = [await printed(desk, "print"), await printed(desk, "print_blank"), await printed(desk, "print_large")];
    for (const text of [ticked, blank, large]) {
      assert.ok(text.includes(bare(TICKED)) && !text.includes(bare(ASIDE)), text);
      assert.ok(!text.includes(bare("Example Labs")), "the firm is named without being asked for");
    }
    assert.deepEqual([ticked, blank, large].map((text) => text.includes("(done)")), [true, false, true]);
    await desk.reader.press(back);
    await back.waitFor({ state: "detached" });
    assert.equal(await places(), all);
    assert.ok((await printed(desk, "print")).includes(bare(ASIDE)));
    await desk.reader.tick(desk.page.getByRole("checkbox", { name: office.words.labels["name_firm"] }));
    await desk.isTheEngines();
    assert.ok((await printed(desk, "print")).includes(bare("Example Labs")));
  });

  at("nothing of the checklist or of a blank sheet needs colour or a background", async (desk) => {
    await desk.answering.all(TOLD);
    await desk.reader.press(desk.plan.getByRole("button", { name: `Done: ${TICKED}` }).first());
    await desk.plan.getByRole("button", { name: `Not done yet: ${TICKED}` }).waitFor();
    await paper.emulateMedia({ media: "print" });
    await paper.setContent((await desk.sheet()).replace(/<link[^>]*>/, (await desk.expected(await desk.saved(), "sheet")).forms.sheet.match(/<style>[^]*?<\/style>/)?.[0] ?? ""));
    assert.ok((await paper.locator(".box--done").count()) === 1 && (await paper.locator(".box").first().evaluate((box) => parseFloat(getComputedStyle(box).borderTopWidth))) > 0, "the boxes are no borders");
    assert.deepEqual(await paper.evaluate(coloured, "body"), []);
    for (const name of ["checklist", "debrief", "questions", "crib", "referees"]) {
      await paper.goto(office.served.url(`sheets/${name}/`));
      assert.deepEqual(await paper.evaluate(coloured, ".paper"), [], name);
    }
    await paper.emulateMedia({ media: null });
  });
});

describe("as text", { skip: SKIP }, () => {
  at("the whole plan is copied with one press, and shown to be selected where the browser refuses", async (desk) => {
    const { page } = desk;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await desk.answering.all(TOLD);
    const { document } = await desk.isTheEngines();
    const { forms } = await desk.expected(document, "text");
    await desk.reader.press(desk.tool("copy_all"));
    await page.getByRole("status").filter({ hasText: office.words.say.all_copied }).waitFor();
    assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replace(/\r\n/g, "\n"), forms["text"]);
    await page.evaluate(() => void (navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"))));
    await desk.reader.press(desk.tool("copy_all"));
    const shown = page.getByRole("textbox", { name: office.words.plan.manual });
    await shown.waitFor();
    assert.deepEqual(await shown.evaluate((/** @type {HTMLTextAreaElement} */ area) => [area === globalThis.document.activeElement, area.value.slice(area.selectionStart, area.selectionEnd)]), [true, forms["text"]]);
  });
});

describe("a message", { skip: SKIP, concurrency: 2 }, () => {
  at("is noted as sent today, to whom it went; day, person and way can be changed, the tick goes along, and Undo takes it back", async (desk) => {
    const { page, reader } = desk;
    await desk.answering.all(TOLD);
    const sent = desk.plan.getByRole("button", { name: "I sent it: Send a thank-you note, Maya Okafor" }).first();
    await reader.press(sent);
    const event = page.getByRole("region", { name: office.words.form.happened }).getByRole("group", { name: office.words.choices["events.what"].thanked, exact: true });
    await event.waitFor({ state: "attached" });
    const first = (await desk.isTheEngines()).document;
    assert.deepEqual([first["events"].length, first["events"][0].what, first["events"][0].to, first["events"][0].on.day], [1, "thanked", "Maya Okafor", "18"]);
    await desk.answering.one(event, "on", "events.on", "2026-11-17");
    await reader.choose(event.getByRole("group", { name: office.words.labels["events.channel"] }), office.words.choices["events.channel"].linkedin);
    await reader.type(event.getByRole("textbox", { name: office.words.labels["events.to"] }), "Ana Ruiz");
    const { document, plan } = await desk.isTheEngines();
    assert.deepEqual([document["events"][0].to, document["events"][0].channel, document["marks"][0].on.day], ["Ana Ruiz", "linkedin", "17"]);
    assert.equal(plan.actions.filter((/** @type {{id: string, state: string}} */ { id, state }) => id === "send-a-thank-you-note" && state === "done").length, 1);
    for (let press = 0; press < 8 && !(await sent.isVisible()); press++) {
      await reader.press(desk.tool("undo"));
      await page.waitForTimeout(600);
    }
    assert.deepEqual([(await desk.isTheEngines()).document["events"] ?? [], await sent.isVisible()], [[], true]);
  });

  at("of one’s own wording stays when an answer changes, with the fresh one beside it, which one press takes", async (desk) => {
    const { page, reader, plan } = desk;
    await desk.answering.all(TOLD);
    const step = plan.locator(".timeline__step").filter({ hasText: "Check in once" });
    await reader.press(step.getByText(/^Draft/).first());
    await reader.press(step.getByRole("button", { name: /^Edit the draft/ }));
    await step.getByRole("textbox", { name: "Your own wording" }).fill("Hello Maya, is there news?");
    await reader.press(step.getByRole("button", { name: "Keep my wording" }));
    await step.getByText("Your own wording. It stays as it is when the plan changes.").waitFor({ state: "attached" });
    await page.getByRole("textbox", { name: "Your name", exact: true }).fill("Sam Example");
    await plan.getByText("Sam Example").first().waitFor({ state: "attached", timeout: 30_000 });
    assert.equal(await step.locator(".draft--own .draft__body").textContent(), "Hello Maya, is there news?");
    await step.getByText("The fresh draft from your answers").click();
    assert.match((await step.locator("[data-fresh]").textContent()) ?? "", /Sam Example/);
    await reader.press(step.getByRole("button", { name: /^Use the fresh draft/ }));
    await step.locator(".draft--own").waitFor({ state: "detached" });
    assert.match((await step.locator("[data-draft]").textContent()) ?? "", /Sam Example/);
    await desk.isTheEngines();
  });

  at("that is too long for a mail link is copied on the way; the link brings the subject alone", async (desk) => {
    const { page, reader, plan } = desk;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const people = [{ name: "Мая", email: "maya@example.org", cared_about: "как мы передаём друг другу работу ".repeat(5).trim() }];
    await desk.answering.all({ ...TOLD, rounds: [{ ...TOLD.rounds[0], people, my_point: "десять лет ночных смен и план на каждую из них ".repeat(3).trim() }], role: "Shift planner", me: { name: "Sam", phone: "1" } });
    const mail = plan.getByRole("link", { name: "Open in mail, subject only: Send a thank-you note, Мая" }).first();
    const folded = plan.locator(".timeline__step").filter({ hasText: "Send a thank-you note" }).getByText(/^Draft/);
    if (!(await mail.isVisible())) await reader.press(folded.first());
    assert.deepEqual([...new URL((await mail.getAttribute("href")) ?? "").searchParams.keys()], ["subject"]);
    await reader.press(mail);
    await page.getByRole("status").filter({ hasText: office.words.say.mail_copied }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Мая[^]*передаём[^]*Sam/);
  });
});

describe("the calendar", { skip: SKIP }, () => {
  at("is a file of the type that devices open with their calendar", async (desk) => {
    await desk.page.evaluate(() => {
      const usual = URL.createObjectURL;
      // The engine's workers come from a blob too, one of them at a time of its own.
      const types = /** @type {string[]} */ ((/** @type {any} */ (globalThis).types = []));
      URL.createObjectURL = (made) => (types.push(/** @type {Blob} */ (made).type), usual.call(URL, made));
    });
    await desk.answering.all(TOLD);
    assert.equal((await desk.downloaded(desk.tool("calendar"))).name, "follow-up-plan.ics");
    assert.ok((await desk.page.evaluate(() => /** @type {any} */ (globalThis).types)).includes("text/calendar;charset=utf-8"));
  });
});

describe("a step of one’s own", { skip: SKIP }, () => {
  at("is asked for with its day and a note; it stands in the plan, on paper and in the calendar like the rest, and is ticked and put off like the rest", async (desk) => {
    const { page, reader, plan } = desk;
    await desk.answering.all({ ...TOLD, name_firm: true });
    await reader.tick(page.getByRole("checkbox", { name: office.words.labels["name_firm"] }));
    await reader.press(page.getByRole("button", { name: office.words.form.own_add, exact: true }).last());
    const title = page.getByRole("textbox", { name: office.words.labels["own_steps.title"] });
    assert.ok(await title.evaluate((one) => one === document.activeElement));
    await page.keyboard.type("Ring aunt Mo");
    await desk.answering.one(page.getByRole("group", { name: office.words.groups.own_steps }), "date", "own_steps.date", "2026-11-20");
    await reader.type(page.getByRole("textbox", { name: office.words.labels["own_steps.note"] }), "Her number is on the fridge");
    await plan.getByText("Ring aunt Mo").first().waitFor({ timeout: 30_000 });
    const { forms } = await desk.isTheEngines();
    assert.match((await desk.dates())["Friday 20 November 2026"] ?? "", /Ring aunt Mo.*on the fridge/);
    for (const form of ["sheet", "ics"]) assert.match((forms[form] ?? "").replace(/\r\n /g, ""), /Ring aunt Mo[^]*on the fridge/);
    const step = plan.locator(".timeline__step").filter({ hasText: "Ring aunt Mo" });
    await reader.press(step.getByText("More", { exact: true }));
    await reader.press(step.getByRole("button", { name: /^Another day/ }));
    await reader.press(plan.getByRole("button", { name: "Monday 23 November 2026" }));
    await plan.getByRole("listitem").filter({ hasText: "Monday 23 November 2026" }).filter({ hasText: "Ring aunt Mo" }).waitFor({ state: "attached", timeout: 30_000 });
    await reader.press(step.getByRole("button", { name: /^Done/ }));
    await step.getByRole("button", { name: /^Not done yet/ }).waitFor({ timeout: 30_000 });
    await desk.isTheEngines();
  });
});
