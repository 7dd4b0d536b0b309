/** One question at a time, at the reader's choice: the same form, of which only one question is seen. */
import { goTo } from "./fields.mjs";
import { say } from "./words.mjs";

const UNITS = "[data-ask], .planner__applies";

export class OneAtATime {
  /** @param {import("./planning.mjs").Planning} planning */
  constructor(planning) {
    this.planning = planning;
    this.root = planning.root;
    planning.root.addEventListener("planned", () => this.on && this.#show(this.#current()));
  }

  get on() {
    return this.root.hasAttribute("data-one");
  }

  /** The questions that matter now, in the form's order; the boxes of one list are one question. @returns {HTMLElement[]} */
  units() {
    const all = /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll(`.planner__form :is(${UNITS})`)]);
    return all.filter((unit) => !unit.hidden && !unit.closest("[data-when][hidden]") && !unit.parentElement?.closest(".planner__applies"));
  }

  #current() {
    return /** @type {HTMLElement | null} */ (this.root.querySelector("[data-current]"));
  }

  toggle() {
    this.root.toggleAttribute("data-one", !this.on);
    this.root.querySelector("[data-tool='one']")?.setAttribute("aria-pressed", String(this.on));
    this.root.querySelector("[data-one-nav]")?.toggleAttribute("hidden", !this.on);
    if (this.on) this.#show(this.units().find((unit) => !answered(unit)) ?? this.units()[0] ?? null, true);
  }

  /** @param {HTMLElement | null | undefined} unit @param {boolean} [move] whether the caret goes there */
  #show(unit, move = false) {
    const units = this.units();
    const at = Math.max(0, unit ? units.indexOf(unit) : 0);
    this.#current()?.removeAttribute("data-current");
    units[at]?.setAttribute("data-current", "");
    const place = this.root.querySelector("[data-one-place]");
    const text = say(this.planning.words, "one_place", { n: at + 1, all: units.length });
    if (place && place.textContent !== text) place.textContent = text;
    this.root.querySelector("[data-tool='one-back']")?.toggleAttribute("disabled", at === 0);
    if (move) /** @type {HTMLElement | null} */ (units[at]?.querySelector("input:checked, input:not([type=hidden]), textarea, select, button"))?.focus();
  }

  /** @param {number} by one ahead, or one back; after the last question there is the plan */
  go(by) {
    const units = this.units();
    const current = this.#current();
    const at = (current ? units.indexOf(current) : 0) + by;
    if (at < units.length) this.#show(units[Math.max(0, at)], true);
    else void this.planning.update("submit");
  }

  /** Show the question that an answer belongs to, and put the caret there. @param {string} path */
  to(path) {
    this.planning.days.offer(this.planning.today);
    goTo(this.root, path);
    if (!this.on) return;
    const field = this.root.querySelector(`#${CSS.escape(path)}, [data-ask="${CSS.escape(path)}"]`);
    const unit = this.units().find((one) => field && one.contains(field));
    if (unit) this.#show(unit);
    goTo(this.root, path);
  }
}

/** Whether anything is typed or chosen in a question. @param {HTMLElement} unit */
export const answered = (unit) => [...unit.querySelectorAll("input, textarea, select")].some((one) => (one.matches("[type=radio], [type=checkbox]") ? /** @type {HTMLInputElement} */ (one).checked : /** @type {HTMLInputElement} */ (one).value));
