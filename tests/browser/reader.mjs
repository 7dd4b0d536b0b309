/**
 * A reader at the page: goes by roles and labels, and has one of three ways to move – a mouse, a keyboard alone, or a finger on 320 pixels.
 *
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Locator} Locator
 * @typedef {"mouse" | "keyboard" | "narrow"} Way
 */
import assert from "node:assert/strict";

/** @type {Record<Way, import("playwright-core").BrowserContextOptions>} */
export const WAYS = {
  mouse: { viewport: { width: 1280, height: 900 } },
  keyboard: { viewport: { width: 1280, height: 900 } },
  narrow: { viewport: { width: 320, height: 720 }, hasTouch: true, isMobile: true },
};
const MOST_STOPS = 700;
const MOST_TAPS = 3;

export class Reader {
  /** @param {Page} page @param {Way} way */
  constructor(page, way) {
    this.page = page;
    this.way = way;
  }

  /** The form is behind a button once the plan is shown on a narrow screen. @param {Locator} control */
  async #reach(control) {
    const back = this.page.getByRole("button", { name: "Change my answers" });
    if (!(await control.isVisible()) && (await back.isVisible())) await this.#act(back);
    await control.waitFor();
  }

  /** @param {Locator} control */
  async #act(control) {
    if (this.way === "narrow") await this.#tap(control);
    else if (this.way === "mouse") await control.click();
    else {
      await this.tabTo(control);
      await this.page.keyboard.press("Enter");
    }
  }

  /**
   * With a finger: when the page moved between the touch and the click that follows it, the finger has fallen beside, and taps again. It may have
   * fallen on the button that leads to the plan: then the reader goes back to the questions first.
   * @param {Locator} control
   */
  async #tap(control) {
    for (let tries = 1; tries < MOST_TAPS; tries++) {
      const clicked = control.evaluate(hearsClick).catch(() => true);
      await control.tap();
      if (await clicked) return;
      if (!(await control.isVisible())) await this.page.getByRole("button", { name: "Change my answers" }).tap();
    }
    await control.tap();
  }

  /** Press a button or follow a link. @param {Locator} control */
  async press(control) {
    await this.#reach(control);
    await this.#act(control);
  }

  /** Type into a field, in place of what is there. @param {Locator} field @param {string} text */
  async type(field, text) {
    await this.#reach(field);
    if (this.way !== "keyboard") return field.fill(text);
    // The Tab key selects what a field holds; coming back to it does so as well.
    if (await field.evaluate((one) => one === document.activeElement)) await this.page.keyboard.press("Shift+Tab");
    await this.tabTo(field);
    await this.page.keyboard.type(text);
    assert.equal(await field.inputValue(), text);
    return undefined;
  }

  /** Choose one of several. @param {Locator} group @param {string} name */
  async choose(group, name) {
    const radio = group.getByRole("radio", { name, exact: true });
    await this.#reach(radio);
    if (this.way === "narrow") return this.#tap(radio);
    if (this.way === "mouse") return radio.check();
    const stop = await radio.evaluateHandle((one) => one);
    await this.#tab((element) => element.evaluate((one) => document.activeElement instanceof HTMLInputElement && document.activeElement.name === /** @type {HTMLInputElement} */ (one).name), radio);
    for (let tries = 0; tries < 12 && !(await stop.evaluate((one) => one === document.activeElement)); tries++) await this.page.keyboard.press("ArrowDown");
    if (!(await radio.isChecked())) await this.page.keyboard.press("Space");
    assert.ok(await radio.isChecked(), name);
    return undefined;
  }

  /** Tick a box. @param {Locator} box */
  async tick(box) {
    await this.#reach(box);
    if (await box.isChecked()) return;
    if (this.way === "keyboard") {
      await this.tabTo(box);
      await this.page.keyboard.press("Space");
    } else await this.#act(box);
    assert.ok(await box.isChecked());
  }

  /** Choose from a list. @param {Locator} list @param {string} name */
  async pick(list, name) {
    await this.#reach(list);
    if (this.way === "keyboard") {
      await this.tabTo(list);
      await this.page.keyboard.type(name);
    } else await list.selectOption({ label: name });
    assert.equal(await list.evaluate((/** @type {HTMLSelectElement} */ one) => one.selectedOptions[0]?.label), name);
  }

  /** Move the caret with the Tab key alone until it is there. @param {Locator} control */
  async tabTo(control) {
    await this.#tab((element) => element.evaluate((one) => one === document.activeElement), control);
  }

  /** @param {(control: Locator) => Promise<boolean>} there @param {Locator} control */
  async #tab(there, control) {
    // Most of the way without looking, the rest stop by stop.
    const far = await control.evaluate(stopsTo);
    for (let stops = 0; stops < Math.abs(far) - 2; stops++) await this.page.keyboard.press(far < 0 ? "Shift+Tab" : "Tab");
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (await there(control)) return;
      await this.page.keyboard.press((await control.evaluate(stopsTo)) < 0 ? "Shift+Tab" : "Tab");
    }
    assert.fail(`the Tab key does not lead to ${control}`);
  }
}

/** Whether a click comes to a control, or to what labels it, before long. @param {Element} control @returns {Promise<boolean>} */
function hearsClick(control) {
  return new Promise((resolve) => {
    control.addEventListener("click", () => resolve(true), { once: true });
    setTimeout(() => resolve(false), 2000);
  });
}

/** About how many stops of the Tab key lie between the caret and a control; below nothing, it stands before the caret. @param {Element} control */
function stopsTo(control) {
  const groups = new Set();
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) => {
    if (one === control || one === document.activeElement) return true;
    if (one.matches(":disabled, [tabindex='-1'], [type=hidden]") || !one.checkVisibility({ visibilityProperty: true })) return false;
    if (!(one instanceof HTMLInputElement) || one.type !== "radio") return true;
    const first = !groups.has(one.name);
    groups.add(one.name);
    return first;
  });
  const at = document.activeElement;
  const from = at ? stops.indexOf(at) : -1;
  const to = stops.indexOf(control);
  if (from >= 0) return to - from;
  const before = at && at !== document.body && !at.contains(control) && at.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_PRECEDING;
  return before ? -1 : 1;
}
