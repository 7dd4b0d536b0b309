// Every state of the planner for everybody: no violation that axe knows, no scrolling two ways, focus in sight, targets large enough.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office } from "./desk.mjs";
import { takePicture } from "./pictures.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TODAY = "2026-11-18";
const PEOPLE = [{ name: "Ana Ruiz", cared_about: "how we hand work over", lead: true }, { name: "Ben Hall" }];

/** @type {Office} */
let office;
/** @type {Record<string, {[key: string]: any}>} */
let cases;
before(async () => {
  if (SKIP) return;
  office = await Office.open();
  ({ cases } = await office.host.ask({ read: "cases" }));
});
after(() => office?.close());

/** The states a reader meets, one after the other on one page. @param {Desk} desk @returns {AsyncGenerator<string>} */
async function* states(desk) {
  const { page, answering, reader } = desk;
  const press = (/** @type {string | RegExp} */ name) => reader.press(page.getByRole("button", { name }).first());
  yield "nothing answered";
  const first = page.getByRole("group", { name: "When is or was the interview?" });
  for (const [part, text] of [["Day", "31"], ["Month", "June"], ["Year", "2026"]]) await first.getByRole("textbox", { name: part, exact: true }).fill(/** @type {string} */ (text));
  await reader.press(answering.form.getByRole("button", { name: "Make my plan" }).last());
  await page.getByRole("alert").waitFor({ timeout: 60_000 });
  yield "a mistake and its summary";
  await reader.press(page.getByRole("button", { name: "Today", exact: true }));
  await answering.one(page.getByRole("group", { name: /^Interview/ }).first(), "people", "rounds.people", PEOPLE);
  await answering.make();
  yield "a plan";
  for (const draft of await desk.plan.locator("summary").all()) await draft.click();
  yield "drafts opened";
  await press(/^Copy the draft.*[Tt]hank/);
  await page.getByRole("group", { name: /gaps? (is|are) left/ }).waitFor();
  yield "asked before copying";
  await press("Fill them first");
  await press(/^Change my answers|^Make my plan/);
  for (const box of await answering.form.getByRole("checkbox").all()) if (await box.isVisible()) await box.check();
  await answering.form.getByRole("radio", { name: "In person" }).check();
  yield "every question shown";
  await answering.make();
  await press(/^Not for me/);
  await desk.plan.getByRole("button", { name: /For me after all|for me/i }).last().waitFor();
  await press(/^Done/);
  yield "a step ticked, a step put aside";
  for (const what of ["They named a new day", "They made me an offer"]) await press(what);
  await reader.press(page.getByRole("button", { name: "Delete everything" }));
  await page.getByRole("group", { name: /Delete all/ }).waitFor();
  yield "events, and asked before deleting";
  for (const part of ["months", "drawing", "agenda", "code", "recipes"]) await reader.press(page.getByText(office.words.plan[part], { exact: true }).first());
  await page.getByRole("table").first().waitFor({ timeout: 60_000 });
  await page.getByRole("heading", { name: "What a colleague would see" }).waitFor({ timeout: 60_000 });
  await page.getByRole("img", { name: "Timeline of the plan" }).waitFor({ timeout: 60_000 });
  yield "months, drawing, agenda, code and recipes opened";
  await page.evaluate(() => void (location.hash = "#plan=eJyrVipKzUktSVWyUlAqSy0qzszPU7JSMFSqBQBW_wcM"));
  await page.getByRole("status").filter({ hasText: office.words.say.no_link }).waitFor({ timeout: 60_000 });
  yield "an address that holds no plan";
}

/** @param {import("playwright-core").Page} page */
async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const found = await page.evaluate(async (rules) => {
    const { axe } = /** @type {any} */ (globalThis);
    const options = { runOnly: rules, resultTypes: ["violations"] };
    // A message in passing lies over the page for some seconds: it is looked at by itself, then the page without it.
    const passing = document.querySelector("[data-fresh]");
    const itself = passing ? (await axe.run(passing, options)).violations : [];
    passing?.removeAttribute("data-fresh");
    return [...itself, ...(await axe.run(document, options)).violations];
  }, RULES);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 120)} (${failureSummary.replace(/\s+/g, " ").slice(0, 200)})`).slice(0, 3).join("; ")}`);
}

describe("for everybody", { skip: SKIP, concurrency: 2 }, () => {
  for (const colours of /** @type {const} */ (["light", "dark", "forced"])) {
    test(`in ${colours} colours axe finds nothing in any state, and the ends of all journeys`, { timeout: 300_000 }, async () => {
      const faults = [];
      const desk = await office.desk({ today: TODAY, colours, csp: false });
      try {
        for await (const state of states(desk)) for (const one of await violations(desk.page)) faults.push(`${state}: ${one}`);
      } finally {
        await desk.close();
      }
      const end = await office.desk({ today: TODAY, colours, csp: false });
      try {
        for (const name of ["still-to-come", "e-8-agency", "e-7-another-offer", "rejected", "next-round", "panel-alike", "two-check-ins-unanswered", "offer"]) {
          const { case: document, today, now } = /** @type {any} */ (cases[name]);
          await end.page.clock.setFixedTime(new Date(`${today}T${now ?? "17:30"}:00Z`));
          await end.page.locator("input[type=file]:not([multiple])").setInputFiles({ name: "case.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) });
          await end.page.getByRole("status").filter({ hasText: "The plan is open." }).waitFor({ timeout: 60_000 });
          for (const one of await violations(end.page)) faults.push(`${name}: ${one}`);
        }
      } finally {
        await end.close();
      }
      assert.deepEqual(faults, []);
    });
  }
});

test("at 320 pixels nothing scrolls two ways, every target has 24 pixels, main ones 44, and help is in one place, in every state, also with wide text spacing; at 400 % zoom more than half of the screen is free", { skip: SKIP, timeout: 300_000 }, async () => {
  const faults = [];
  const helped = new Set();
  const desk = await office.desk({ today: TODAY, way: "narrow" });
  const [whole, low] = [desk.page.viewportSize() ?? { width: 320, height: 720 }, { width: 320, height: 256 }];
  try {
    for await (const state of states(desk)) {
      const { wide, small } = await desk.page.evaluate(measured);
      const drawn = await takePicture(desk.page, `320 pixels ${state}`);
      if (wide > 320 || drawn > 320) faults.push(`${state}: ${wide} pixels wide, ${drawn} in its picture`);
      for (const one of small) faults.push(`${state}: ${one}`);
      helped.add(await desk.page.evaluate(helpAt));
      // A window of 1280 × 1024 pixels at 400 % zoom.
      await desk.page.setViewportSize(low);
      const { wide: zoomed, covered } = await desk.page.evaluate(coveredAt);
      if (zoomed > 320) faults.push(`${state}: ${zoomed} pixels wide at 400 %`);
      if (covered.length * 2 > low.height) faults.push(`${state}: ${covered.length} of ${low.height} lines are covered at 400 %`);
      await desk.page.setViewportSize(whole);
      for (const one of await desk.page.evaluate(spaced)) faults.push(`${state}: with the text spacing of WCAG 1.4.12: ${one}`);
    }
    assert.equal(helped.size, 1, [...helped].join(" | "));
    desk.isQuiet();
  } finally {
    await desk.close();
  }
  assert.deepEqual([...new Set(faults)], []);
});

test("at 400 % zoom a page of the guide scrolls one way only, and nothing stands over what is read", { skip: SKIP, timeout: 60_000 }, async () => {
  const context = await office.browser.newContext({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, serviceWorkers: "block" });
  const page = await context.newPage();
  try {
    for (const path of ["", "after/send-a-thank-you-note/", "situations/countries/", "about/sources/"]) {
      await page.goto(office.served.url(path));
      await page.evaluate(() => scrollTo({ top: innerHeight, behavior: "instant" }));
      const { wide, covered } = await page.evaluate(coveredAt);
      assert.deepEqual([wide, covered], [320, []], path);
      assert.equal(await takePicture(page, `400 percent ${path || "home"}`), 4 * 320, path);
    }
  } finally {
    await context.close();
  }
});

/** How wide the page is, and the lines of the screen over which something stands that does not scroll along. */
function coveredAt() {
  const fixed = (/** @type {Element | null} */ one) => {
    for (let part = one; part; part = part.parentElement) if (["fixed", "sticky"].includes(getComputedStyle(part).position)) return true;
    return false;
  };
  const lines = Array.from({ length: innerHeight }, (_, line) => line);
  return { wide: document.documentElement.scrollWidth, covered: lines.filter((line) => fixed(document.elementFromPoint(innerWidth / 2, line))) };
}

/** Where the page's one link to help stands, and where it leads. */
function helpAt() {
  const links = [...document.querySelectorAll("main a")].filter((one) => one.textContent === "Help" && one.checkVisibility());
  return links.map((one) => `${one.getAttribute("href")?.replace(/^.*(?=about)/, "")} ${Math.round(one.getBoundingClientRect().left)}, ${Math.round(one.getBoundingClientRect().top + scrollY)}`).join(" and ");
}

/** What does not fit with the distances that WCAG 1.4.12 names between lines, words, letters and paragraphs: too wide a page, text that is cut off. */
function spaced() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
  document.adoptedStyleSheets.push(sheet);
  const cut = [...document.querySelectorAll("follow-up-planner *")].filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return one.clientWidth > 1 && ((overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1) || (overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1));
  });
  const wide = document.documentElement.scrollWidth;
  document.adoptedStyleSheets.pop();
  return [...(wide > 320 ? [`${wide} pixels wide`] : []), ...cut.map((one) => `cut off: ${one.outerHTML.slice(0, 100)}`)];
}

/** How wide the page is, and the targets that are too small; a link within a sentence is as high as its line. */
function measured() {
  const small = [];
  for (const one of document.querySelectorAll("follow-up-planner :is(button, input, select, textarea, summary, a[href])")) {
    if (!(one instanceof HTMLElement) || !one.checkVisibility({ visibilityProperty: true })) continue;
    const inLine = one.matches("a") && one.closest("p, li, .draft__body");
    const label = one instanceof HTMLInputElement && ["checkbox", "radio", "file"].includes(one.type) ? one.labels?.[0] : null;
    const boxes = [one, label].filter((part) => part instanceof Element).map((part) => part.getBoundingClientRect());
    const [width, height] = [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
    const main = one.matches("button") && /^(Make my plan|Today|Yesterday|Tomorrow|Copy the draft|Change my answers)/.test(one.innerText.trim()) && !one.closest(".timeline");
    const least = main ? 44 : 24;
    if (!inLine && (width < least || height < least)) small.push(`${one.tagName} “${(one.innerText || label?.textContent || one.id).trim().slice(0, 40)}” is ${Math.round(width)} × ${Math.round(height)}`);
  }
  return { wide: document.documentElement.scrollWidth, small };
}

test("nothing moves for a reader who asked for less motion, and something may for one who did not", { skip: SKIP, timeout: 120_000 }, async () => {
  for (const [wish, moves] of /** @type {const} */ ([["no-preference", true], ["reduce", false]])) {
    const desk = await office.desk({ today: TODAY });
    try {
      await desk.page.emulateMedia({ reducedMotion: wish });
      await desk.answering.all({ rounds: [{ date: "2026-11-17" }], place: "GB" });
      const moving = await desk.page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
        return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0) || scrollBehavior === "smooth";
      }).length);
      assert.equal(moving > 0, moves, `${moving} parts move`);
    } finally {
      await desk.close();
    }
  }
});

describe("the focus", { skip: SKIP, concurrency: 2 }, () => {
  for (const way of /** @type {const} */ (["mouse", "narrow"])) {
    test(`the Tab key leads through the whole planner with the focus in sight, ${way === "mouse" ? "on a wide screen" : "at 320 pixels"}`, { timeout: 300_000 }, async () => {
      const desk = await office.desk({ today: TODAY, way });
      const faults = new Set();
      try {
        await desk.answering.all({ rounds: [{ date: "2026-11-17", people: PEOPLE }], place: "GB" });
        await desk.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
        let stops = 0;
        for (let last = ""; stops < 500 && last !== "end"; stops++) {
          await desk.page.keyboard.press("Tab");
          const fault = await desk.page.evaluate(focusFault);
          if (fault) faults.add(fault);
          last = await desk.page.evaluate(() => (document.activeElement === document.body ? "end" : ""));
        }
        assert.ok(stops > 30 && stops < 500, `${stops} stops`);
      } finally {
        await desk.close();
      }
      assert.deepEqual([...faults], []);
    });
  }
});

/** What is wrong with the focus as it is seen: hidden behind something, out of view, or unmarked. */
function focusFault() {
  const one = document.activeElement;
  if (!(one instanceof HTMLElement) || one === document.body) return "";
  const name = `${one.tagName} “${(one.innerText || one.getAttribute("aria-label") || one.id).trim().slice(0, 50)}”`;
  const label = one instanceof HTMLInputElement ? one.labels?.[0] : null;
  const shown = label && one.matches("[type=file]") ? label : one;
  const box = shown.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.05, 0.5], [0.95, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x = 0, y = 0]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  if (!points.some((found) => found && (shown.contains(found) || found.contains(shown)) && !found.matches("body, html"))) return `${name} is hidden (${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight})`;
  const marked = [one, label, one.parentElement].some((part) => {
    if (!part) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  });
  return marked ? "" : `${name} shows no focus`;
}
