// What the planner says about itself, what it keeps, and what it says of answers that cannot be right.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { SKIP } from "./chromium.mjs";
import { Office, atDesk } from "./desk.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */

/** @type {Office} */
let office;
before(async () => void (SKIP || (office = await Office.open())));
after(() => office?.close());

const TODAY = "2026-11-18";

const at = atDesk(() => office, { today: TODAY });

/** A step of the planner's start, held back until it is let go. @param {Desk} desk @param {string} files */
async function hold(desk, files) {
  /** @type {() => void} */
  let go = () => {};
  const gate = new Promise((resolve) => (go = () => resolve(undefined)));
  await desk.page.context().route(files, async (route) => {
    await gate;
    await route.continue();
  });
  return go;
}

/** @param {Desk} desk */
const begin = (desk) => desk.page.getByRole("button", { name: "Today", exact: true }).click();

/** @param {Desk} desk */
const answered = (desk) => desk.plan.getByText("As of Wednesday 18 November 2026").waitFor({ timeout: 60_000 });

/** What moved on the page since it was opened, each with how much. */
const moved = () => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().map((entry) => JSON.stringify(entry)))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve([]), 300);
});

describe("the planner's states are seen and said", { skip: SKIP }, () => {
  at("while it starts there are words and a named progress bar; then it says that it is ready", async (desk) => {
    const go = await hold(desk, "**/*.wasm");
    await desk.page.getByText("The plan is made on your device").waitFor();
    assert.equal(await desk.page.getByRole("progressbar").isVisible(), false);
    assert.deepEqual(desk.office.served.log.filter((path) => path.endsWith(".wasm")), [], "fetched before anything was touched, by a device that saves bytes");
    await begin(desk);
    await desk.page.getByRole("progressbar", { name: /\w/ }).waitFor();
    await desk.page.getByRole("status").filter({ hasText: /Getting the planner|Starting the planner/ }).waitFor();
    go();
    await answered(desk);
    await desk.page.getByRole("status").filter({ hasText: "The planner is ready." }).waitFor();
    assert.equal(await desk.page.getByRole("progressbar").isVisible(), false);
    desk.isQuiet();
  }, { sparing: true });

  at("while it comes, it is told how many megabytes of how many are there, and the bar shows as much", async (desk) => {
    const { page } = desk;
    const [wasm, python] = [await hold(desk, "**/*.wasm"), await hold(desk, "**/engine/*/python-*.zip")];
    await Promise.all([page.waitForRequest("**/engine/*/python-*.zip"), begin(desk)]);
    python();
    const told = page.getByRole("status").filter({ hasText: /: \d+\.\d of \d+\.\d MB$/ });
    await told.waitFor();
    const [words, value, most] = await told.evaluate((one) => {
      const bar = /** @type {HTMLProgressElement} */ (one.parentElement?.querySelector("progress"));
      return /** @type {const} */ ([one.textContent ?? "", bar.value, bar.max]);
    });
    assert.ok(value > 0 && value < most && most > 1e6, `${value} of ${most}`);
    assert.ok(words.endsWith(`: ${(value / 1e6).toFixed(1)} of ${(most / 1e6).toFixed(1)} MB`), words);
    wasm();
    await answered(desk);
  }, { sparing: true });

  at("on a fast line it is ready before anything is touched", async (desk) => {
    await desk.page.getByRole("status").filter({ hasText: "The planner is ready." }).waitFor({ timeout: 60_000 });
    desk.isQuiet();
  });

  for (const [width, height] of /** @type {[number, number][]} */ ([[320, 640], [360, 640], [412, 823], [768, 1024], [1280, 800]])) {
    at(`nothing on the page moves while it starts, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.reload();
      await page.getByRole("status").filter({ hasText: "The planner is ready." }).waitFor({ state: "attached", timeout: 60_000 });
      assert.deepEqual(await page.evaluate(moved), []);
    });
  }

  at("when it cannot start it says so, leads to reading, tells the usual dates, keeps what was typed, and “Try again” starts it", async (desk) => {
    let broken = true;
    await desk.page.context().route("**/*.wasm", (route) => (broken ? route.abort() : route.continue()));
    await begin(desk);
    await desk.page.getByRole("status").filter({ hasText: /could not start/ }).waitFor({ timeout: 60_000 });
    await desk.page.getByRole("link", { name: "Blank checklist to print" }).waitFor();
    assert.equal(await desk.page.getByRole("textbox", { name: "Day", exact: true }).first().inputValue(), "18");
    const usual = desk.page.getByRole("region", { name: "The usual dates" });
    const days = ["Send a thank-you note: Thursday 19 November 2026", "Check in once: Friday 27 November 2026", "Check in a second and last time: Tuesday 8 December 2026"];
    assert.deepEqual(await usual.getByRole("listitem").allInnerTexts(), days);
    broken = false;
    await desk.page.getByRole("button", { name: "Try again" }).click();
    await answered(desk);
    assert.ok(await usual.isHidden());
  }, { sparing: true });

  /** Where the state's box ends. @param {Desk} desk @param {RegExp} words */
  const foot = async ({ page }, words) => {
    const state = page.locator("[data-state]").filter({ hasText: words });
    await state.waitFor({ timeout: 60_000 });
    const box = await state.boundingBox();
    return box && Math.round(box.y + box.height);
  };

  at("on a small screen, who has answered sees at the foot of it that the planner is on its way, and nothing there once it is ready", async (desk) => {
    const go = await hold(desk, "**/*.wasm");
    await begin(desk);
    assert.equal(await foot(desk, /Getting the planner|Starting the planner/), 720);
    go();
    await answered(desk);
    assert.notEqual(await desk.page.locator("[data-state]").evaluate((one) => getComputedStyle(one).position), "fixed");
  }, { sparing: true, way: "narrow" });

  at("on a small screen, who has answered sees at the foot of it why no plan comes, and can try again there", async (desk) => {
    const { page } = desk;
    await page.context().route("**/*.wasm", (route) => route.abort());
    await begin(desk);
    assert.equal(await foot(desk, /could not start/), 720);
    await page.context().unroute("**/*.wasm");
    await page.getByRole("button", { name: "Try again" }).tap();
    await answered(desk);
  }, { sparing: true, way: "narrow" });

  at("on a small screen, who comes back to a plan sees it at the foot as well, above the button that stands there", async (desk) => {
    const { page, answering } = desk;
    await begin(desk);
    await answered(desk);
    await page.getByText(/Saved in this browser/).waitFor({ state: "attached", timeout: 60_000 });
    await page.context().route("**/*.wasm", (route) => route.abort());
    await page.reload();
    assert.equal(await foot(desk, /could not start/), 720);
    await page.getByRole("button", { name: "Change my answers" }).tap();
    const back = await answering.form.getByRole("button", { name: "See my plan" }).boundingBox();
    const end = await foot(desk, /could not start/);
    assert.ok(back && end && end <= back.y, `${end} over ${back?.y}`);
  }, { way: "narrow" });
});

describe("nothing typed is lost", { skip: SKIP, concurrency: 2 }, () => {
  at("answers and plan are there again after a reload, and say that they are saved", async (desk) => {
    await begin(desk);
    const employer = desk.page.getByRole("textbox", { name: "Who is the employer?" });
    await employer.fill("Example Labs");
    await desk.page.getByText(/Saved in this browser \d\d:\d\d/).waitFor({ timeout: 60_000 });
    await desk.plan.getByRole("heading", { name: "Follow-up plan: Example Labs" }).waitFor({ timeout: 60_000 });
    await desk.page.reload();
    await desk.plan.getByRole("heading", { name: "Follow-up plan: Example Labs" }).waitFor({ timeout: 60_000 });
    assert.equal(await employer.inputValue(), "Example Labs");
    assert.equal(await desk.page.getByRole("textbox", { name: "Year", exact: true }).first().inputValue(), "2026");
    await desk.isTheEngines();
  });

  at("that the interview of today is over is kept over a reload, and counts from the first in an opened file", async (desk) => {
    const over = desk.page.getByRole("group", { name: "Is it over already?" });
    const next = desk.plan.getByText("Write it down within the hour").first();
    await begin(desk);
    await desk.plan.getByText("Answer “Is it over already?”").waitFor({ timeout: 60_000 });
    await over.getByRole("radio", { name: "Yes" }).check();
    await next.waitFor({ timeout: 60_000 });
    // What only matters before an interview is asked no more.
    await desk.page.getByRole("checkbox", { name: "I cannot come on that day" }).waitFor({ state: "hidden" });
    await desk.page.getByText(/Saved in this browser/).waitFor();
    await desk.page.reload();
    await next.waitFor({ timeout: 60_000 });
    assert.ok(await over.getByRole("radio", { name: "Yes" }).isChecked());
    const { document } = await desk.isTheEngines();
    assert.equal(document["rounds"][0].over, "yes");
    // Another day asks nothing of the kind, and keeps nothing of it.
    await desk.page.getByRole("button", { name: "Tomorrow", exact: true }).click();
    await over.waitFor({ state: "hidden" });
    assert.equal((await desk.isTheEngines()).document["rounds"][0].over, undefined);
    const file = { name: "case.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) };
    await desk.page.locator("input[type=file]:not([multiple])").setInputFiles(file);
    await desk.page.getByRole("button", { name: "Open it" }).click();
    await next.waitFor({ timeout: 60_000 });
    assert.ok(await over.getByRole("radio", { name: "Yes" }).isChecked());
    await desk.isTheEngines();
  });

  at("on another day the plan of the last visit is there before the engine, says so, and is then brought up to today", async (desk) => {
    await begin(desk);
    await answered(desk);
    await desk.page.getByText(/Saved in this browser/).waitFor({ timeout: 60_000 });
    const go = await hold(desk, "**/*.wasm");
    await desk.page.clock.setFixedTime(new Date("2026-11-19T09:00:00Z"));
    await desk.page.reload();
    await desk.plan.getByText("This is your plan as you last saw it.").waitFor();
    await answered(desk);
    go();
    await desk.plan.getByText("As of Thursday 19 November 2026").waitFor({ timeout: 60_000 });
    assert.equal(await desk.plan.getByText("This is your plan as you last saw it.").isVisible(), false);
  });

  at("what was typed a moment before a reload is there again", async (desk) => {
    await begin(desk);
    await desk.page.getByText(/Saved in this browser/).waitFor({ timeout: 60_000 });
    await desk.page.getByRole("textbox", { name: "Which role is it?" }).pressSequentially("Shift planner");
    await desk.page.reload();
    await desk.page.getByText(/Saved in this browser/).waitFor({ timeout: 60_000 });
    assert.equal(await desk.page.getByRole("textbox", { name: "Which role is it?" }).inputValue(), "Shift planner");
  });

  at("after reading why, Back leads to the same answers and the same plan", async (desk) => {
    await begin(desk);
    await answered(desk);
    await desk.page.getByRole("textbox", { name: "Your name" }).fill("Sam Example");
    await desk.plan.getByRole("link", { name: /Read why/ }).first().click();
    await desk.page.getByRole("heading", { level: 1 }).waitFor();
    await desk.page.goBack();
    await answered(desk);
    assert.equal(await desk.page.getByRole("textbox", { name: "Your name" }).inputValue(), "Sam Example");
    await desk.isTheEngines();
  });

  at("an answer that cannot be right stays as it was typed, also over a reload", async (desk) => {
    await begin(desk);
    await answered(desk);
    await desk.page.getByRole("textbox", { name: "Month", exact: true }).first().fill("Juneteenth");
    await desk.page.getByText(/Saved in this browser/).waitFor();
    await desk.page.getByText("needs another look").first().waitFor({ timeout: 30_000 });
    await desk.page.reload();
    await desk.page.getByText(/Saved in this browser/).waitFor({ timeout: 60_000 });
    assert.equal(await desk.page.getByRole("textbox", { name: "Month", exact: true }).first().inputValue(), "Juneteenth");
  });
});

describe("wrong and missing answers", { skip: SKIP, concurrency: 2 }, () => {
  at("31 June, a missing year and a wrong email address: all messages at once, beside each field and in a summary that takes the focus", async (desk) => {
    const { page, answering, reader } = desk;
    const first = page.getByRole("group", { name: "When is or was the interview?" });
    for (const [part, text] of [["Day", "31"], ["Month", "June"], ["Year", "2026"]]) await first.getByRole("textbox", { name: part, exact: true }).fill(/** @type {string} */ (text));
    await reader.choose(page.getByRole("group", { name: "What did they say about when you will hear?" }), "A day, or “by” a day");
    const second = page.getByRole("group", { name: "Which day did they name?" });
    await second.getByRole("textbox", { name: "Day", exact: true }).fill("4");
    await second.getByRole("textbox", { name: "Month", exact: true }).fill("December");
    await page.getByRole("group", { name: "Person" }).getByRole("textbox", { name: "Email address" }).fill("maya at example");
    await answering.form.getByRole("button", { name: "Make my plan" }).last().click();

    const summary = page.getByRole("alert");
    await summary.waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert", undefined, { polling: 100 });
    assert.match(await page.title(), /^Error: /);
    const messages = await summary.getByRole("link").allInnerTexts();
    assert.equal(messages.length, 3, messages.join(" | "));
    assert.match(messages.join(" "), /30 days|31 June|June has/i);
    // The same words stand beside the fields, which name them as their description and are marked as invalid.
    for (const [field, message] of [[first, messages[0]], [second, messages[1]]]) {
      assert.ok((await /** @type {any} */ (field).innerText()).includes(message));
      assert.equal(await /** @type {any} */ (field).getByRole("textbox", { name: "Day", exact: true }).getAttribute("aria-invalid"), "true");
    }
    const address = page.getByRole("textbox", { name: "Email address" });
    assert.equal(await address.getAttribute("aria-invalid"), "true");
    assert.equal(await address.evaluate((one) => (one.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim()), messages[2]);
    // A link of the summary leads into its field.
    await summary.getByRole("link", { name: messages[2] ?? "" }).click();
    assert.ok(await address.evaluate((one) => one === document.activeElement));
    assert.equal(await first.getByRole("textbox", { name: "Day", exact: true }).inputValue(), "31");

    // Mended, the plan is made, and nothing is wrong any more.
    await address.fill("maya@example.org");
    await first.getByRole("textbox", { name: "Month", exact: true }).fill("October");
    await second.getByRole("textbox", { name: "Year", exact: true }).fill("2026");
    await answering.make();
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.doesNotMatch(await page.title(), /Error/);
    await desk.isTheEngines();
  });

  at("“I do not know” to every question gives a plan", async (desk) => {
    const { page, answering } = desk;
    await begin(desk);
    const boxes = answering.form.getByRole("checkbox");
    for (let number = 0; number < (await boxes.count()); number++) await boxes.nth(number).check();
    const answers = answering.form.getByRole("radio", { name: /^I do not know/ });
    const groups = answering.form.getByRole("group").filter({ has: page.getByRole("radio") }).filter({ hasNot: page.getByRole("group") });
    assert.equal(await answers.count(), await groups.count(), "a question has no “I do not know”");
    for (let number = 0; number < (await answers.count()); number++) await answers.nth(number).check();
    await answering.make();
    assert.equal(await page.getByRole("alert").count(), 0);
    await desk.isTheEngines();
  });
});

describe("questions appear only when they matter", { skip: SKIP, concurrency: 2 }, () => {
  const AHEAD = ["I need an adjustment for the interview", "I cannot come on that day"];
  const AFTER = ["I promised to send something", "I forgot to say something", "They made me an offer", "They were rude or unfair to me", "After a no, I would like to ask why"];

  at("before the interview nothing is asked about it as over, after it nothing that is too late; what was answered stays in sight", async (desk) => {
    const { page, answering } = desk;
    const shown = async (/** @type {string[]} */ names) => (await Promise.all(names.map((name) => answering.form.getByRole("checkbox", { name, exact: true }).isVisible()))).every(Boolean);
    const day = (/** @type {string} */ name) => page.getByRole("button", { name, exact: true }).click();
    const begins = page.getByRole("textbox", { name: "It begins at" });
    assert.ok((await shown(AFTER)) && (await begins.isVisible()), "while the day is not known, all of it may matter");
    await day("Tomorrow");
    await answering.form.getByRole("checkbox", { name: "I forgot to say something" }).waitFor({ state: "hidden", timeout: 60_000 });
    assert.deepEqual([await shown(AHEAD), await answering.form.getByRole("checkbox", { name: "They made me an offer" }).isVisible(), await begins.isVisible()], [true, false, true]);
    await answering.form.getByRole("checkbox", { name: "I need an adjustment for the interview" }).check();
    await day("Yesterday");
    await begins.waitFor({ state: "hidden" });
    assert.ok(await shown([...AFTER, "I need an adjustment for the interview"]));
    await desk.isTheEngines();
  });

  at("one that has the caret stays until the caret has gone on, and what is pressed then does not move away", async (desk) => {
    const { page, answering } = desk;
    const begins = page.getByRole("textbox", { name: "It begins at" });
    await page.getByRole("button", { name: "Yesterday", exact: true }).click();
    await begins.focus();
    await desk.plan.getByText("As of Wednesday 18 November 2026").waitFor({ timeout: 60_000 });
    await page.waitForTimeout(200);
    assert.ok(await begins.evaluate((one) => one === document.activeElement && one.checkVisibility()));
    await page.keyboard.press("Tab");
    assert.ok(await page.getByRole("textbox", { name: "It ends at" }).evaluate((one) => one === document.activeElement), "the next field of the same part is there as well");
    const final = answering.form.getByRole("checkbox", { name: "This is the last round" });
    await final.click();
    await begins.waitFor({ state: "hidden" });
    assert.ok(await final.isChecked());
  }, { sparing: true });
});

describe("the day at the employer’s place", { skip: SKIP, concurrency: 2 }, () => {
  /** A plan with an interview near the reader's day, for an employer in a country. @param {Desk} desk @param {string} country */
  const employedIn = async (desk, country) => {
    await begin(desk);
    await desk.page.getByRole("combobox", { name: "In which country is the employer?" }).selectOption({ label: country });
    await desk.plan.getByText("No country was chosen").waitFor({ state: "detached", timeout: 60_000 });
    await desk.isTheEngines();
    return desk.plan.getByText("at the employer’s place and");
  };

  for (const [zone, now, country, there] of /** @type {const} */ ([
    ["Europe/London", "23:59", "Japan", "Thursday 19 November"],
    ["Pacific/Kiritimati", "12:00", "United Kingdom", "Tuesday 17 November"],
    ["Etc/GMT+12", "23:00", "New Zealand", "Friday 20 November"],
  ])) {
    at(`at ${now} in ${zone} the plan counts from ${there} in ${country}, and says so`, async (desk) => {
      const said = await employedIn(desk, country);
      assert.match(await said.innerText(), new RegExp(`It is ${there}.* and Wednesday 18 November 2026 with you`));
    }, { zone, now });
  }

  for (const [zone, now, country] of /** @type {const} */ ([["Europe/London", "23:59", "United Kingdom"], ["Europe/London", "06:00", "United States"]])) {
    at(`at ${now} in ${zone} nothing is said of the day in ${country}: it is the same, or not the same everywhere there`, async (desk) => {
      assert.equal(await (await employedIn(desk, country)).count(), 0);
    }, { zone, now });
  }
});

describe("“Delete everything”", { skip: SKIP }, () => {
  at("leaves no database, no storage, no kept planner and no address of ours, and nothing of a neighbour is touched", async (desk) => {
    const { page } = desk;
    await begin(desk);
    await page.getByText(/Saved in this browser/).waitFor({ timeout: 60_000 });
    const ours = `follow-up snapshot ${new URL(".", await page.evaluate(() => document.baseURI.replace("planner/", ""))).pathname}`;
    await page.evaluate(async (names) => {
      for (const name of names) await (await caches.open(name)).put("/x", new Response("x"));
      localStorage.setItem("neighbour", "stays");
    }, [ours, "a neighbour"]);
    await page.getByRole("button", { name: "Delete everything" }).click();
    await page.getByRole("button", { name: "Yes, delete" }).click();
    await page.getByRole("status").filter({ hasText: "deleted from this browser" }).waitFor();
    const left = await page.evaluate(async () => ({
      caches: await caches.keys(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      session: Object.keys(sessionStorage),
      local: Object.keys(localStorage).filter((name) => !name.includes("__")),
      state: history.state,
      hash: location.hash,
    }));
    assert.deepEqual(left, { caches: ["a neighbour"], databases: [], session: [], local: ["neighbour"], state: null, hash: "" });
  });
});
