/** What the page says about itself: state of the engine, what is saved, what is wrong, which view is shown. */
import { counted, lines } from "./changes.mjs";
import { put } from "./results.mjs";
import { dayWords, say } from "./words.mjs";

/**
 * @typedef {import("./engine.mjs").State} State
 * @typedef {import("./results.mjs").Plan} Plan
 */

const MEGABYTE = 1_000_000;
const IN_SIGHT = 8000;

export class Signs {
  #title = "";
  #settled = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #passing;
  /** What changed, as it was told last. */
  #told = "";

  /** @param {HTMLElement} root @param {import("./words.mjs").Words} words */
  constructor(root, words) {
    this.root = root;
    this.words = words;
    // The theme may put the page in place of itself while something is wrong.
    const wrong = say(words, "error_title", { title: "" });
    this.#title = document.title.startsWith(wrong) ? document.title.slice(wrong.length) : document.title;
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  /** @param {string} name @param {boolean} shown */
  #show(name, shown) {
    this.root.querySelectorAll(`[data-${name}]`).forEach((part) => part.toggleAttribute("hidden", !shown));
  }

  /** @param {string} name @param {string} text */
  #write(name, text) {
    const part = this.#part(name);
    if (part && part.textContent !== text) part.textContent = text;
  }

  /** What only works with scripts appears. */
  begin() {
    this.root.setAttribute("data-ready", "");
    for (const name of ["make", "keeping", "one-choice"]) this.#show(name, true);
    // The engine may have told something already.
    if (this.#part("state")?.dataset["state"] === "idle") this.#write("state-words", say(this.words, "idle"));
  }

  /** A kept plan is shown, or there is none: all of the page comes. */
  settle() {
    this.#settled = true;
    // On a first visit nothing waits for it (header.js), and the browser would look at all of the page once more.
    if (document.documentElement.matches(".returns")) this.root.setAttribute("data-settled", "");
  }

  /** @param {State} state @param {{loaded?: number, total?: number}} more */
  state(state, { loaded = 0, total = 0 }) {
    const part = this.#part("state");
    if (part) part.dataset["state"] = state;
    const bar = /** @type {HTMLProgressElement | null} */ (this.#part("progress"));
    this.#show("progress", state === "downloading" || state === "starting");
    if (bar && state === "downloading" && total) Object.assign(bar, { max: total, value: loaded });
    else bar?.removeAttribute("value");
    this.#show("again", state === "failed");
    this.#show("reading", state === "failed");
    const tenths = (/** @type {number} */ bytes) => (bytes / MEGABYTE).toFixed(1);
    const words = state === "downloading" && !total ? "starting" : state;
    const live = this.#part("state-words");
    // Every tenth of a megabyte would be spoken; only the change of state is.
    if (state === "downloading" && total) live?.setAttribute("aria-live", "off");
    else live?.removeAttribute("aria-live");
    this.#write("state-words", say(this.words, words, { loaded: tenths(loaded), total: tenths(total) }));
  }

  /** The dates that are known without the engine, while it cannot be had. @param {import("./usual.mjs").Dated[]} dates */
  usual(dates) {
    for (const part of ["usual", "to-usual"]) this.#show(part, dates.length > 0);
    const lines = dates.map(({ title, day }) => Object.assign(document.createElement("li"), { textContent: say(this.words, "usual", { title, day: dayWords(this.words, day) }) }));
    this.#part("usual-list")?.replaceChildren(...lines);
  }

  /** @param {string} time empty for nothing saved */
  saved(time) {
    this.#write("saved", time && say(this.words, "saved", { time }));
  }

  /** @param {string} key of the words; empty for none */
  warn(key) {
    this.#show("warning", key !== "");
    this.#write("warning", key && say(this.words, key));
    if (key) this.#write("saved", "");
  }

  /** A message in passing, read out; for some seconds it is at the foot of the screen, then where it stands in the page. @param {string} text @param {boolean} [undo] whether it tells of a change that can be taken back */
  tell(text, undo = false) {
    const part = this.#part("status");
    if (part) part.textContent = "";
    clearTimeout(this.#passing);
    setTimeout(() => (this.#write("status", text), this.#uncover()), 50);
    this.#part("said-now")?.setAttribute("data-fresh", undo ? "undo" : "");
    this.#passing = setTimeout(() => this.#part("said-now")?.removeAttribute("data-fresh"), IN_SIGHT);
  }

  /** What has the caret is not left below the message. */
  #uncover() {
    const active = document.activeElement;
    if (!active?.matches("input, select, textarea, button, a, summary")) return;
    const { top, bottom } = active.getBoundingClientRect();
    const edge = this.#part("said-now")?.getBoundingClientRect().top ?? innerHeight;
    if (top < innerHeight && bottom > edge) active.scrollIntoView({ block: "nearest" });
  }

  /** On a narrow screen either the questions or the plan are shown. @param {"asking" | "plan"} view @param {boolean} [move] whether the caret goes there */
  view(view, move = false) {
    this.root.dataset["view"] = view;
    if (!move || view !== "plan") return;
    const changes = this.#part("changes");
    const first = changes?.hidden === false ? changes : this.#part("plan");
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "start" });
  }

  /** What changed, where something did. */
  toChanges() {
    if (this.#part("changes")?.hidden === false) this.view("plan", true);
  }

  /** @param {Plan | undefined} plan */
  planned(plan) {
    const next = plan?.actions.find(({ id }) => id === plan.next);
    this.#still(() => {
      for (const name of ["mine", "change", "now"]) this.#show(name, !!plan);
      this.root.toggleAttribute("data-planned", !!plan);
      this.#write("now-title", next?.title ?? (plan ? this.#resting("now", plan) : ""));
      this.#write("now-day", next?.day_words ?? "");
    });
  }

  /** What comes above the questions moves none of them from under a finger; what has the caret and is in view stays where it is. @param {() => void} change */
  #still(change) {
    const below = /** @type {HTMLElement} */ (this.#part("columns"));
    const active = below.contains(document.activeElement) ? document.activeElement : null;
    // While the page opens nobody has touched anything, and to measure it would lay it out once more.
    if (!active && !this.#settled) return change();
    const held = active && isInView(active) ? active : below;
    const was = held.getBoundingClientRect().top;
    change();
    if (active || scrollY > 0) scrollBy({ top: held.getBoundingClientRect().top - was, behavior: "instant" });
  }

  /** What is said while no step is open: a day is still to be told, or all is done. @param {"now" | "plan"} where @param {Plan} plan */
  #resting(where, plan) {
    return say(this.words, `${where}_${plan.notices.some(({ code }) => code === "no_date") ? "no_day" : "rests"}`);
  }

  /** @param {string} key @param {Plan} plan */
  tellPlan(key, plan) {
    this.#told = this.#part("changes-list")?.textContent ?? "";
    const next = plan.actions.find(({ id }) => id === plan.next);
    this.tell(next ? say(this.words, key, { next: next.title }) : this.#resting("plan", plan), key === "plan_changed");
  }

  /**
   * What an answer or an event changed in the plan, until the reader keeps it so.
   * @param {import("./results.mjs").Change[]} changes
   * @returns {boolean} whether that has still to be told
   */
  changes(changes) {
    const [part, list] = [this.#part("changes"), this.#part("changes-list")];
    const within = part?.contains(document.activeElement);
    list?.replaceChildren(...lines(this.words, changes, changes.length));
    this.#write("changes-count", counted(this.words, changes));
    this.#show("changes", changes.length > 0);
    if (within && !changes.length) this.#part("plan")?.focus();
    if (!changes.length) this.#told = "";
    return (list?.textContent ?? "") !== this.#told;
  }

  /** Why the plan that is shown is not the one of now: an answer is wrong, or it is of an earlier day. @param {"mistaken" | "earlier" | ""} why */
  stale(why) {
    for (const one of ["mistaken", "earlier"]) this.#show(one, one === why);
  }

  /**
   * The summary of every mistake takes the caret; its links lead to the fields.
   * @param {string} html
   * @param {(field: string) => string} fieldOf
   */
  summary(html, fieldOf) {
    const part = this.#part("summary");
    if (!part) return;
    put(part, html);
    for (const link of part.querySelectorAll("a")) {
      link.dataset["field"] = fieldOf(link.dataset["field"] ?? "");
      link.hash = link.dataset["field"];
    }
    document.title = html ? say(this.words, "error_title", { title: this.#title }) : this.#title;
    if (html) /** @type {HTMLElement | null} */ (part.querySelector("[data-problems]"))?.focus();
  }

  /** Whether the summary of mistakes is shown. */
  get wrong() {
    return !!this.#part("summary")?.firstElementChild;
  }

  /** @param {boolean} possible */
  undo(possible) {
    this.#show("undo", possible);
  }

  /** @param {boolean} failed */
  place(failed) {
    this.#show("place-failed", failed);
    this.#write("place-failed", failed ? say(this.words, "place_failed") : "");
  }
}

/** @param {Element} one */
function isInView(one) {
  const { top, bottom } = one.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
