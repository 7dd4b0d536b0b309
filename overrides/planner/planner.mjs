/** The element of the planner: `<follow-up-planner>` is a page to read without scripts; with them each answer changes the plan. */
import { localDay } from "./days.mjs";
import { entriesOf, fill, goTo } from "./fields.mjs";
import { addEvent, nameEvents, pressList } from "./happened.mjs";
import { marksAfter } from "./marks.mjs";
import { Planning } from "./planning.mjs";
import { openForPaper } from "./results.mjs";
import { takePatterns } from "./several.mjs";
import { TOOLS, copyDraft, openFile } from "./tools.mjs";

const PAUSE = 300;
const STEP = "#step=";

class FollowUpPlanner extends HTMLElement {
  /** @type {Planning | undefined} */
  #planning;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  get planning() {
    return (this.#planning ??= new Planning(this));
  }

  connectedCallback() {
    if (this.hasAttribute("data-ready")) return;
    takePatterns(this);
    fill(this, entriesOf(this));
    openForPaper(this);
    this.planning.signs.begin();
    this.planning.days.offer(this.planning.today);
    this.planning.reveal();
    this.#listen();
    void this.planning.keeping.restore();
  }

  #listen() {
    const begin = () => void this.planning.engine.start().catch(() => {});
    for (const sign of ["focusin", "pointerdown"]) this.addEventListener(sign, begin, { once: true });
    this.addEventListener("planned", () => this.#toStep(), { once: true });
    for (const name of ["input", "change"]) this.addEventListener(name, (event) => this.#typed(/** @type {HTMLElement} */ (event.target)));
    this.addEventListener("focusout", () => this.planning.plan && this.planning.changed());
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.planning.update("submit");
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#newDay());
  }

  /** A step's page leads here: to that step, once there is a plan. */
  #toStep() {
    if (!location.hash.startsWith(STEP)) return;
    const slug = decodeURIComponent(location.hash.slice(STEP.length));
    const step = /** @type {HTMLElement | null} */ (this.querySelector(`[data-slug="${CSS.escape(slug)}"]`));
    step?.scrollIntoView({ block: "center" });
    step?.focus({ preventScroll: true });
  }

  /** The page may have been open over night. */
  #newDay() {
    const today = localDay(new Date());
    if (today === this.planning.today) return;
    this.planning.days.forget();
    this.planning.days.offer(today);
    this.planning.changed();
  }

  /** @param {HTMLElement} field */
  #typed(field) {
    if (field.matches("[data-file]")) return void openFile(this.planning, /** @type {HTMLInputElement} */ (field));
    if (field.id.endsWith(".say")) return this.#said(field);
    if (field.id.endsWith(".time")) this.#zone(field.id.replace(/time$/, "zone"));
    if (field.id === "place") this.planning.days.forget();
    this.planning.reveal();
    this.planning.changed();
  }

  /** The zone of this device, there to be changed, once there is a time. @param {string} id */
  #zone(id) {
    const zone = /** @type {HTMLInputElement | null} */ (this.querySelector(`#${CSS.escape(id)}`));
    if (!zone || zone.value || zone.dataset["offered"] !== undefined) return;
    zone.dataset["offered"] = "";
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }

  /** @param {HTMLElement} field */
  #said(field) {
    const part = /** @type {HTMLElement | null} */ (field.closest("[data-say]"));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => part && void this.planning.days.say(part).catch(() => {}), PAUSE);
  }

  /** The Enter key uses the day that was said, and does not send the form. @param {KeyboardEvent} event */
  async #key(event) {
    const field = /** @type {HTMLElement} */ (event.target);
    const part = /** @type {HTMLElement | null} */ (field.closest("[data-say]"));
    if (event.key !== "Enter" || !part || !field.matches("input")) return;
    event.preventDefault();
    (await this.planning.days.say(part).catch(() => null))?.click();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const pressed = /** @type {HTMLElement} */ (event.target).closest("button, a[data-field]");
    if (!(pressed instanceof HTMLElement)) return;
    if (pressed.matches("a")) event.preventDefault();
    const { day, for: path = "", use, event: what, tool, field } = pressed.dataset;
    const has = (/** @type {string} */ name) => pressed.hasAttribute(`data-${name}`);
    if (day) this.planning.days.set(path, day);
    else if (use) this.#use(/** @type {HTMLButtonElement} */ (pressed), use);
    else if (what) this.#happened(what);
    else if (tool) void Promise.resolve(TOOLS[tool]?.(this.planning, pressed)).catch(() => {});
    else if (field) this.#goTo(field);
    else if (has("do")) this.#mark(pressed);
    else if (has("again")) void this.planning.engine.again().then(() => this.planning.update("event"), () => {});
    else if (has("change")) this.#goTo("rounds.0.date");
    else if (has("add") || has("remove")) this.#list(pressed);
  }

  /** @param {HTMLButtonElement} button @param {string} path */
  #use(button, path) {
    this.planning.days.set(path, button.value);
    goTo(this, `${path}.day`);
  }

  /** @param {string} what */
  #happened(what) {
    const to = addEvent(this, what, (path) => this.planning.days.set(path, this.planning.today));
    this.planning.reveal();
    this.planning.changed("event");
    if (to) this.#goTo(to);
  }

  /** @param {HTMLElement} button */
  #mark(button) {
    const { do: pressed = "", step = "", due = "" } = button.dataset;
    if (pressed === "copy") return void copyDraft(this.planning, button);
    const marks = marksAfter(this.planning.kept["marks"], { do: pressed, step, due, today: localDay(new Date()) });
    this.planning.kept = { ...this.planning.kept, marks };
    void this.planning.update("mark");
  }

  /** @param {HTMLElement} button */
  #list(button) {
    const to = pressList(this, button);
    nameEvents(this);
    this.planning.days.offer(this.planning.today);
    this.planning.reveal();
    this.planning.changed("event");
    if (to) this.#goTo(to);
  }

  /** Show a question and put the caret there. @param {string} path */
  #goTo(path) {
    if (path.startsWith("events.")) return goTo(this, path);
    this.planning.signs.view("asking");
    this.planning.days.offer(this.planning.today);
    goTo(this, path);
  }
}

customElements.define("follow-up-planner", FollowUpPlanner);
