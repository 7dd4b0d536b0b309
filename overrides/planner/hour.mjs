/** The hour after the interview: of the form only what fades first – whom one met, what was promised, how it went. */
import { askOf, reach } from "./fields.mjs";

const FIRST = "rounds.0.date";

export class HourAfter {
  /** @param {import("./planning.mjs").Planning} planning */
  constructor(planning) {
    this.planning = planning;
    this.root = planning.root;
  }

  get on() {
    return this.root.hasAttribute("data-hour-on");
  }

  /** The day is asked as well where there is no plan yet. */
  begin() {
    const { planning, root } = this;
    if (planning.one.on) planning.one.toggle();
    askOf(root, FIRST)?.toggleAttribute("data-hour-ask", !planning.plan);
    reach(root, "debrief.asked");
    planning.signs.view("asking");
    this.#set(true);
    /** @type {HTMLElement | null} */ (root.querySelector("[data-hour-title]"))?.focus();
  }

  end() {
    this.#set(false);
  }

  /** The whole form is there again when a question outside of these is wanted. @param {string} path */
  makeWay(path) {
    if (this.on && !reach(this.root, path)?.closest("[data-hour-ask]")) this.end();
  }

  /** @param {boolean} on */
  #set(on) {
    this.root.toggleAttribute("data-hour-on", on);
    this.root.querySelector("[data-hour]")?.toggleAttribute("hidden", !on);
    this.root.querySelector("[data-one-choice] [data-tool='debrief']")?.setAttribute("aria-pressed", String(on));
  }
}
