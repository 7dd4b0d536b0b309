// The keyboard alone, from the open page to a draft that is copied and sent, a step put off, the calendar file and the paper: the caret is never lost.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office, atDesk } from "./desk.mjs";

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

const at = atDesk(() => office, { today: "2026-11-18" });
const GAPS = { "[the role, as in the advert]": "Shift planner", "[their name]": "Maya Okafor", "[one thing they said that stayed with you]": "how we hand work over", "[one thing you bring, in a line]": "ten years of shifts", "[your name]": "Sam Example" };

/** What has the caret, in words, once the page stands still; it must be in sight and under nothing. @param {import("./desk.mjs").Desk} desk */
async function caret({ page }) {
  await page.waitForTimeout(900);
  const { name, seen } = await page.evaluate(() => {
    const one = /** @type {HTMLElement} */ (document.activeElement);
    const { left, top, bottom } = one.getBoundingClientRect();
    const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    const found = document.elementFromPoint(left + 15, from + Math.min(15, (to - from) / 2));
    return { name: one.getAttribute("aria-label") ?? one.innerText.replace(/\s+/g, " ").trim(), seen: one !== document.body && to > from && !!found && (one.contains(found) || found.contains(one)) };
  });
  assert.ok(seen, `the caret is lost or hidden, on “${name.slice(0, 60)}”`);
  return name;
}

describe("by keyboard alone", { skip: SKIP }, () => {
  at("a draft is filled, copied and sent, a step is put off, the calendar file and the paper are made, and each leaves the caret where one goes on", async (desk) => {
    const { page, plan, reader, answering } = desk;
    const key = (/** @type {string} */ name) => page.keyboard.press(name);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await reader.press(page.getByRole("button", { name: "Yesterday", exact: true }));
    await answering.make();
    assert.equal(await caret(desk), "Your plan");
    await reader.press(plan.getByRole("button", { name: /^Done: Write it down/ }));
    assert.match(await caret(desk), /^Your next step Send a thank-you note/);

    await reader.tabTo(plan.getByRole("link", { name: Object.keys(GAPS)[0] ?? "" }).first());
    for (const [gap, text] of Object.entries(GAPS)) {
      assert.equal(await caret(desk), gap);
      await key("Enter");
      await page.keyboard.type(text);
      await key("Enter");
    }
    assert.equal(await caret(desk), "[your phone number]");
    await key("Enter");
    await key("Escape");
    assert.equal(await caret(desk), "[your phone number]", "a field that is left leads back to its gap");

    await reader.press(plan.getByRole("button", { name: /^Copy the draft/ }).first());
    assert.equal(await caret(desk), "Fill them first");
    await key("Shift+Tab");
    assert.equal(await caret(desk), "Copy all the same");
    await key("Enter");
    assert.match(await caret(desk), /^Copy the draft: Send a thank-you note/);
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Thank you – Shift planner interview[^]*Maya Okafor[^]*Sam Example/);

    await reader.press(plan.getByRole("button", { name: /^I sent it: Send a thank-you note/ }));
    assert.match(await caret(desk), /^Your next step Put your plan into your calendar/);
    await reader.press(plan.getByRole("button", { name: /^Another day: Put your plan/ }).first());
    assert.equal(await caret(desk), "Thursday 19 November 2026");
    await key("Escape");
    assert.match(await caret(desk), /^Another day: Put your plan/);
    await key("Enter");
    await key("Enter");
    assert.match(await caret(desk), /^Your next step (?!Put your plan)/);

    assert.match((await desk.downloaded(desk.tool("calendar"))).text, /^BEGIN:VCALENDAR/);
    assert.equal(await caret(desk), "Calendar file");
    await desk.sheet();
    await page.locator("iframe[data-sheet]").evaluate((/** @type {HTMLIFrameElement} */ frame) => frame.contentWindow?.dispatchEvent(new Event("afterprint")));
    assert.equal(await caret(desk), "Print my checklist");
    desk.isQuiet();
  }, { way: "keyboard" });
});
