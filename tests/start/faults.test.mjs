// Whatever is wrong with the engine's files, the reader is told what still works and how to go on, within the time limit; nothing typed is lost.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { SITE, SKIP } from "../browser/chromium.mjs";
import { Clinic, ILLNESSES, PATIENT, engine } from "./planner.mjs";

const START = ["loader", "glue", "wasm", "python"];
// The type of these does not matter to a start: it is forgiven.
const FORGIVEN = ["wasm", "python"];
const HURRIED = "start=2500 ask=2500 idle=999999";

/** @type {Clinic} */
let clinic;
before(async () => void (SKIP || (clinic = await Clinic.open())));
after(() => clinic?.close());

describe("a file of the engine is ill", { skip: SKIP }, () => {
  for (const illness of ILLNESSES) {
    for (const name of START) {
      const path = () => /** @type {{path: string}} */ (engine()[name]).path;
      if (illness === "wrong type" && FORGIVEN.includes(name)) {
        if (name !== "wasm") continue;
        test("wasm and archive of the wrong type: the plan comes all the same", () => clinic.reader(async (reader) => {
          for (const one of FORGIVEN) clinic.sicken(/** @type {{path: string}} */ (engine()[one]).path, illness);
          await reader.visit();
          await reader.ask();
          await reader.planned();
        }));
        continue;
      }
      test(`${name} ${illness}: the planner says that it could not start`, () => clinic.reader(async (reader) => {
        clinic.sicken(path(), illness);
        // Only what is stalled needs its time limit; all else is known at once.
        await reader.visit(illness === "stalled" ? "start=1500 idle=999999" : undefined);
        await reader.ask();
        await reader.seesFailure();
        assert.equal(await reader.page.inputValue('[id="rounds.0.date.day"]'), "12");
        // “Try again” is proven once for each illness, and for each file.
        if (START.indexOf(name) !== ILLNESSES.indexOf(illness) % START.length) return;
        clinic.heal();
        await reader.tryAgain();
      }));
    }
  }

  test("what fails once in the worker that compiles is fetched again by the engine's own, and the plan comes", () => clinic.reader(async (reader) => {
    const path = `/${engine()["wasm"]?.path}`;
    let asked = 0;
    clinic.faults[path] = (_, response) => ++asked === 1 && !!response.writeHead(500).end();
    await reader.visit();
    await reader.ask();
    await reader.planned();
    assert.equal(asked, 2);
  }));

  for (const [what, name] of /** @type {const} */ ([["archive", "python"], ["WebAssembly", "wasm"]])) {
    test(`one bit of the ${what} is another: the planner says that it could not start, and “Try again” gets the right bytes`, () => clinic.reader(async (reader) => {
      clinic.sicken(/** @type {{path: string}} */ (engine()[name]).path, "one bit");
      await reader.visit();
      await reader.ask();
      await reader.seesFailure();
      clinic.heal();
      await reader.tryAgain();
    }));
  }

  test("a failure is said within the limit, also when it fails a second time; then it works", () => clinic.reader(async (reader) => {
    clinic.sicken(/** @type {{path: string}} */ (engine()["wasm"]).path, "stalled");
    await reader.visit(HURRIED);
    await reader.ask();
    const begun = Date.now();
    await reader.seesFailure();
    assert.ok(Date.now() - begun < 2500 + 5000, `${Date.now() - begun} ms`);
    await reader.page.click("[data-again]");
    await reader.state("downloading");
    await reader.seesFailure();
    clinic.heal();
    await reader.tryAgain();
  }));
});

describe("the rest of Python, which a plan does not need", { skip: SKIP }, () => {
  const rest = () => /** @type {{path: string}} */ (engine()["rest"]).path;
  /** A question that no page asks: so large a number is read by a function that lies in the rest. @param {import("./planner.mjs").Reader} reader */
  const askForIt = ({ page }) => page.evaluate(async () => {
    const { engine } = /** @type {any} */ (document.querySelector("follow-up-planner")).planning;
    return engine.ask({ do: "case", case: { revision: 1e300 } }).then((/** @type {object} */ answer) => JSON.stringify(answer), () => "");
  });

  test("is fetched when it is called for the first time, and not before", () => clinic.reader(async (reader) => {
    const from = clinic.served.log.length;
    await reader.visit();
    await reader.ask();
    await reader.planned();
    assert.equal(clinic.served.log.slice(from).includes(`/${rest()}`), false);
    assert.match(await askForIt(reader), /"ok":/);
    assert.equal(clinic.served.log.slice(from).includes(`/${rest()}`), true);
    await reader.ask("14");
    await reader.state("ready");
  }));

  test("is of the wrong type: it is used all the same, since only its bytes are asked for", () => clinic.reader(async (reader) => {
    clinic.sicken(rest(), "wrong type");
    await reader.visit();
    await reader.ask();
    await reader.planned();
    assert.match(await askForIt(reader), /"ok":/);
    assert.equal(await reader.page.isHidden("[data-again]"), true);
  }));

  for (const illness of ILLNESSES.filter((one) => one !== "wrong type")) {
    test(`is ${illness}: the page says so within the limit, keeps the plan that is there, and goes on after “Try again”`, () => clinic.reader(async (reader) => {
      clinic.sicken(rest(), illness);
      await reader.visit();
      await reader.ask();
      await reader.planned();
      await reader.limits("start=4000 ask=1500 idle=999999");
      assert.equal(await askForIt(reader), "");
      await reader.seesFailure();
      assert.ok(await reader.page.evaluate(() => !!(/** @type {any} */ (document.querySelector("follow-up-planner")).planning.plan)));
      clinic.heal();
      await reader.tryAgain();
      assert.match(await askForIt(reader), /"ok":/);
    }));
  }
});

describe("the calendar archive, which only a calendar file and the look at one need", { skip: SKIP }, () => {
  /** A first plan, while the archive is ill. @param {import("./planner.mjs").Reader} reader @param {import("./planner.mjs").Illness} illness */
  const plannedWithout = async (reader, illness) => {
    clinic.sicken(/** @type {{path: string}} */ (engine()["calendar"]).path, illness);
    await reader.visit();
    await reader.ask();
    await reader.planned();
  };
  /** @param {import("./planner.mjs").Reader} reader */
  const press = ({ page }) => page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-tool="calendar"]')).click());

  for (const illness of /** @type {const} */ (["missing", "cut short", "wrong bytes"])) {
    test(`is ${illness}: the page says that the file could not be made, keeps the planner running, and makes it at the next press`, () => clinic.reader(async (reader) => {
      await plannedWithout(reader, illness);
      await press(reader);
      await reader.page.getByText("That could not be made").waitFor();
      await reader.state("ready");
      clinic.heal();
      const coming = reader.page.waitForEvent("download");
      await press(reader);
      assert.match((await coming).suggestedFilename(), /\.ics$/);
    }));
  }

  test("is missing: the look at what others see, which tells an hour in all zones, says so and is there once it is opened again", () => clinic.reader(async (reader) => {
    await plannedWithout(reader, "missing");
    const open = (/** @type {boolean} */ wanted) => reader.page.evaluate((so) => {
      /** @type {HTMLDetailsElement} */ (document.querySelector('[data-part="agenda"]')).open = so;
    }, wanted);
    await open(true);
    await reader.page.getByText("That could not be made").waitFor();
    clinic.heal();
    await open(false);
    await open(true);
    await reader.page.locator("[data-agenda] li").first().waitFor({ state: "attached" });
  }));

  test("is of the wrong type: the file is made all the same", () => clinic.reader(async (reader) => {
    await plannedWithout(reader, "wrong type");
    const coming = reader.page.waitForEvent("download");
    await press(reader);
    assert.match((await coming).suggestedFilename(), /\.ics$/);
  }));

  test("is stalled: the page says within the limit that the planner stopped, and goes on after “Try again”", () => clinic.reader(async (reader) => {
    await plannedWithout(reader, "stalled");
    await reader.limits("start=4000 ask=1000 idle=999999");
    await press(reader);
    await reader.seesFailure();
    clinic.heal();
    await reader.tryAgain();
  }));
});

describe("the browser is ill", { skip: SKIP }, () => {
  test("wasm is blocked: the planner says that it could not start", async () => {
    const html = readFileSync(join(SITE, "planner/index.html"), "utf8").replaceAll("'wasm-unsafe-eval'", "").replaceAll("&#39;wasm-unsafe-eval&#39;", "");
    const context = await clinic.browser.newContext({ serviceWorkers: "block" });
    try {
      await context.route("**/planner/", (route) => route.fulfill({ body: html, contentType: "text/html" }));
      const { Reader } = await import("./planner.mjs");
      const reader = new Reader(context, clinic.served, { elsewhere: [], violations: [], errors: [] });
      await reader.visit();
      await reader.ask();
      await reader.seesFailure();
    } finally {
      await context.close();
    }
  });

  test("the worker is killed between its order and its answer: the page says so, nothing typed is lost, and “Try again” plans; a plan that is there stays", () => clinic.reader(async (reader) => {
    await reader.context.addInitScript(() => {
      const here = /** @type {any} */ (globalThis);
      const { postMessage } = Worker.prototype;
      here.killed = 0;
      /** @param {any} message @param {any} more */
      Worker.prototype.postMessage = function (message, more) {
        postMessage.call(this, message, more);
        if (!here.spared && message?.request && JSON.parse(message.request).do === "plan") here.killed += 1, this.terminate();
      };
    });
    const plan = () => reader.page.evaluate(() => /** @type {any} */ (document.querySelector("follow-up-planner")).planning.plan);
    const spare = (/** @type {boolean} */ so) => reader.page.evaluate((value) => void (/** @type {any} */ (globalThis).spared = value), so);
    /** @param {string} day @param {number} killed */
    const fails = async (day, killed) => {
      await reader.limits(PATIENT.replace(/ask=\d+/, "ask=1000"));
      await reader.ask(day);
      await reader.seesFailure(60_000);
      assert.equal(await reader.page.evaluate(() => /** @type {any} */ (globalThis).killed), killed);
      assert.deepEqual([await reader.page.inputValue('[id="rounds.0.date.day"]'), await reader.page.inputValue("#organisation")], [day, "Zanzibar Lighthouse Company"]);
    };
    await reader.visit();
    await reader.page.fill("#organisation", "Zanzibar Lighthouse Company");
    await fails("12", 1);
    assert.ok(!(await plan()), "a plan without an answer");
    await spare(true);
    await reader.tryAgain();
    const first = await plan();
    await spare(false);
    await fails("14", 2);
    assert.deepEqual(await plan(), first);
    await spare(true);
    await reader.tryAgain();
    await reader.page.waitForFunction((before) => JSON.stringify(/** @type {any} */ (document.querySelector("follow-up-planner")).planning.plan) !== before, JSON.stringify(first));
  }));

  test("the worker died before it was asked again: the page says so, keeps the plan that is there, and goes on after “Try again”", () => clinic.reader(async (reader) => {
    await reader.context.addInitScript(() => {
      const made = ((/** @type {any} */ (globalThis)).made = /** @type {Worker[]} */ ([]));
      const Usual = Worker;
      globalThis.Worker = class extends Usual {
        /** @param {string | URL} address @param {WorkerOptions} [options] */
        constructor(address, options) {
          super(address, options);
          made.push(this);
        }
      };
    });
    await reader.visit();
    await reader.ask();
    await reader.planned();
    await reader.limits("start=4000 ask=1000 idle=999999");
    await reader.page.evaluate(() => /** @type {any} */ (globalThis).made.forEach((/** @type {Worker} */ worker) => worker.terminate()));
    await reader.ask("14");
    await reader.seesFailure();
    assert.ok(await reader.page.evaluate(() => !!(/** @type {any} */ (document.querySelector("follow-up-planner")).planning.plan)));
    assert.equal(await reader.page.inputValue('[id="rounds.0.date.day"]'), "14");
    await reader.tryAgain();
  }));
});
