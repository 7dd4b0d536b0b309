/** The element of the planner: `<follow-up-planner>` is a page to read without scripts; with them each answer changes the plan. */
import { arrive, toStep } from "./arriving.mjs";
import { listenToParts } from "./calendar.mjs";
import { localDay } from "./days.mjs";
import { pressGap } from "./editing.mjs";
import { TYPED, entriesOf, fill, isLeft } from "./fields.mjs";
import { addEvent, moveInterview, nameEvents, pressList } from "./happened.mjs";
import { Planning } from "./planning.mjs";
import { openForPaper } from "./results.mjs";
import { takePatterns } from "./several.mjs";
import { pressStep } from "./steps.mjs";
import { chooseCases, showDay } from "./overview.mjs";
import { TOOLS, openFile } from "./tools.mjs";
import { tryFirst } from "./trying.mjs";
import { say } from "./words.mjs";

const PAUSE = 300;

class FollowUpPlanner extends HTMLElement {
  /** @type {Planning | undefined} */
  #planning;
  #left = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  get planning() {
    return (this.#planning ??= new Planning(this, this.#left.signal));
  }

  /** The theme puts another page in this one's place. */
  disconnectedCallback() {
    this.planning.keeping.leave();
    this.#left.abort();
  }

  connectedCallback() {
    if (this.hasAttribute("data-ready")) return;
    takePatterns(this);
    fill(this, entriesOf(this));
    openForPaper(this, this.#left.signal);
    this.planning.signs.begin();
    this.planning.days.offer(this.planning.today);
    this.planning.reveal();
    this.#listen();
    listenToParts(this.planning);
    void this.planning.keeping.restore().then(() => arrive(this.planning));
    addEventListener("hashchange", () => arrive(this.planning), this.#left);
  }

  #listen() {
    const begin = () => void this.planning.engine.start().catch(() => {});
    for (const sign of ["focusin", "pointerdown", "pointerover"]) this.addEventListener(sign, begin, { once: true });
    this.addEventListener("planned", () => toStep(this), { once: true });
    this.addEventListener("planned", () => void showDay(this.planning).catch(() => {}));
    for (const name of ["input", "change"]) this.addEventListener(name, (event) => this.#typed(/** @type {HTMLElement} */ (event.target)));
    // What was typed into a field is one change, which ends when the field is left.
    this.addEventListener("focusout", ({ target }) => this.planning.plan && /** @type {Element} */ (target).matches(TYPED) && this.planning.changed());
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.planning.correcting.end();
      void this.planning.update("submit");
    });
    // When the key or the finger is up again: before, what is pressed would move from under it.
    for (const sign of ["keyup", "click"]) document.addEventListener(sign, () => isLeft(this) && this.#settle(), this.#left);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#newDay(), this.#left);
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
    if (field.matches("[data-day-files]")) return void chooseCases(this.planning, /** @type {HTMLInputElement} */ (field)).catch(() => {});
    if (field.matches("[data-file]")) return void openFile(this.planning, /** @type {HTMLInputElement} */ (field));
    this.toggleAttribute("data-begun", true);
    if (field.id.endsWith(".say")) return this.#said(field);
    if (field.id.endsWith(".time")) this.#zone(field.id.replace(/time$/, "zone"));
    if (field.id === "place") this.planning.days.forget();
    if (/^(events|rounds)\.\d+\.date\./.test(field.id)) moveInterview(this, field);
    this.#settle();
  }

  /** The form as the answers want it, and the plan that follows. */
  #settle() {
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

  /** The Enter key uses the day that was said, or leads back to the list of answers, and does not send the form then. @param {KeyboardEvent} event */
  async #key(event) {
    const field = /** @type {HTMLElement} */ (event.target);
    const part = /** @type {HTMLElement | null} */ (field.closest("[data-say]"));
    const { correcting, days } = this.planning;
    const returns = correcting.on && field.matches(".planner__form input");
    if (event.key !== "Enter" || !field.matches("input") || !(part || returns)) return;
    event.preventDefault();
    if (part) (await days.say(part).catch(() => null))?.click();
    else await correcting.go();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const pressed = /** @type {HTMLElement} */ (event.target).closest("button, a[data-field], a[data-mail]");
    if (!(pressed instanceof HTMLElement)) return;
    if (pressed.matches("a")) event.preventDefault();
    const { day, for: path = "", use, event: what, tool, field } = pressed.dataset;
    const has = (/** @type {string} */ name) => pressed.hasAttribute(`data-${name}`);
    if (day) this.#chosen(path, day);
    else if (use) this.#use(/** @type {HTMLButtonElement} */ (pressed), use);
    else if (what) void this.#happened(pressed, what);
    else if (tool) void Promise.resolve(TOOLS[tool]?.(this.planning, pressed)).catch(() => this.planning.tell(say(this.planning.words, "not_made")));
    else if (field && pressed.closest("[data-gap]")) pressGap(this.planning, pressed, field, () => this.planning.goTo(field));
    else if (field && pressed.closest("[data-answers]")) this.planning.correcting.begin(field);
    else if (field) this.planning.goTo(field);
    else if (has("do") || has("mail")) pressStep(this.planning, pressed);
    else if (has("again")) void this.planning.engine.again().then(() => this.planning.update("event"), () => {});
    else if (has("change")) this.planning.goTo("rounds.0.date");
    else if (has("add") || has("remove")) this.#list(pressed);
  }

  /** @param {HTMLButtonElement} button @param {string} path */
  #use(button, path) {
    this.planning.days.set(path, button.value);
    this.planning.goTo(`${path}.day`);
  }

  /**
   * A day was chosen with a button: on a narrow screen the next step comes into view with the first plan, or what it still depends on. A reader
   * who has gone on to another question meanwhile is left there.
   * @param {string} path @param {string} day
   */
  #chosen(path, day) {
    const first = !this.planning.plan;
    this.planning.days.set(path, day);
    if (!first) return;
    const here = document.activeElement;
    this.addEventListener("planned", () => here === document.activeElement && (this.#openQuestion() ?? this.querySelector("[data-now]"))?.scrollIntoView({ block: "nearest" }), { once: true });
  }

  /** Whether an interview of today is over decides on the first step. */
  #openQuestion() {
    const over = this.querySelector('[data-ask="rounds.0.over"]');
    return over?.checkVisibility() && !over.querySelector(":checked") ? over : null;
  }

  /** @param {HTMLElement} button @param {string} what */
  async #happened(button, what) {
    const trying = /** @type {HTMLInputElement | null} */ (this.querySelector("[data-try]"));
    if (trying?.checked && !(await tryFirst(this.planning, button, what).catch(() => true))) return;
    const to = addEvent(this, what, (path) => this.planning.days.set(path, this.planning.today));
    this.planning.reveal();
    this.planning.changed("event");
    if (to) this.planning.goTo(to);
    else this.addEventListener("planned", () => this.planning.signs.toChanges(), { once: true });
  }

  /** @param {HTMLElement} button */
  #list(button) {
    const to = pressList(this, button);
    nameEvents(this);
    this.planning.days.offer(this.planning.today);
    this.planning.reveal();
    this.planning.changed("event");
    if (to) this.planning.goTo(to);
  }
}

customElements.define("follow-up-planner", FollowUpPlanner);
