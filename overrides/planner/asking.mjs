/** Days in the form: buttons for the days near today, "or say it", and every day echoed with its weekday and distance before it counts. */
import { NEAR, daysAfter, weekday, when } from "./days.mjs";
import { dayParts } from "./form.mjs";
import { dayWords, say } from "./words.mjs";

/**
 * @typedef {import("./words.mjs").Words} Words
 * @typedef {{ok: boolean, kind?: string, date?: string | null, echo?: string | null, problems?: {message: string}[]}} Understood
 * @typedef {(text: string, on?: string) => Promise<Understood>} Understand
 */

/** The days of the form under one root. */
export class Days {
  /** @type {Map<string, Promise<Understood>>} */
  #known = new Map();

  /**
   * @param {HTMLElement} root
   * @param {Words} words
   * @param {Understand} understand
   */
  constructor(root, words, understand) {
    this.root = root;
    this.words = words;
    this.understand = understand;
    /** @type {Map<string, string>} the days of the interviews, by their paths */
    this.found = new Map();
  }

  /** Forget what was understood: today or the place is another. */
  forget() {
    this.#known.clear();
  }

  /** @param {string} text @param {string} [on] */
  #ask(text, on) {
    const key = `${text}|${on ?? ""}`;
    const known = this.#known.get(key) ?? this.understand(text, on);
    this.#known.set(key, known);
    known.catch(() => this.#known.delete(key));
    return known;
  }

  /** Buttons for the days near today. @param {string} today */
  offer(today) {
    for (const group of /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll("[data-quick]")])) {
      if (group.dataset["for"] === today) continue;
      group.dataset["for"] = today;
      group.replaceChildren(...NEAR.map((days) => this.#button(days, daysAfter(today, days), group.dataset["quick"] ?? "")));
      group.hidden = false;
    }
    this.root.querySelectorAll("[data-say]").forEach((part) => part.toggleAttribute("hidden", false));
  }

  /** @param {number} days @param {string} day @param {string} path */
  #button(days, day, path) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "planner__button" });
    const names = { "0": "today", "-1": "yesterday", "1": "tomorrow" };
    const name = names[/** @type {"0"} */ (String(days))];
    const [, month, date] = day.split("-").map(Number);
    const values = { weekday: this.words.weekdaysShort[weekday(day)] ?? "", day: date ?? "", month: this.words.monthsShort[(month ?? 1) - 1] ?? "" };
    button.textContent = name ? say(this.words, name) : say(this.words, "quick", values);
    // What stands on a button is short; its day in full is there to be seen and heard as well.
    button.title = dayWords(this.words, day);
    if (name) button.classList.add("planner__button--near");
    button.dataset["day"] = day;
    button.dataset["for"] = path;
    return button;
  }

  /** Type a day into its three fields. @param {string} path @param {string} day YYYY-MM-DD */
  set(path, day) {
    const parts = dayParts(day, this.words.months);
    for (const part of ["day", "month", "year"]) {
      const field = this.#field(`${path}.${part}`);
      if (field) field.value = parts[part] ?? "";
    }
    this.#field(`${path}.day`)?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** What is typed into the three fields of a day, if anything. @param {string} path */
  typed(path) {
    const parts = ["day", "month", "year"].map((part) => [part, this.#field(`${path}.${part}`)?.value.trim() ?? ""]).filter(([, value]) => value);
    return parts.length ? Object.fromEntries(parts) : undefined;
  }

  /** @param {string} id */
  #field(id) {
    return /** @type {HTMLInputElement | null} */ (this.root.querySelector(`#${CSS.escape(id)}`));
  }

  /** Say every typed day back. Returns what is known of when the interviews are. @param {string} today */
  async echo(today) {
    const groups = /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll("[data-day]")].filter((group) => group instanceof HTMLFieldSetElement));
    await Promise.all(groups.map((group) => this.#echoOne(group, group.dataset["day"] ?? "")));
    await Promise.all([...this.root.querySelectorAll("[data-words]")].map((line) => this.#echoWords(/** @type {HTMLElement} */ (line))));
    /** @type {[string, string][]} */
    const known = [...this.found].map(([path, day]) => [path.replace(/date$/, "when"), when(day, today)]);
    const [path = "", last = ""] = known.at(-1) ?? [];
    const over = last === "today" && this.root.querySelector(`[name="${path.replace(/when$/, "over")}"]:checked`)?.getAttribute("value") === "yes";
    return last ? [...known, /** @type {[string, string]} */ (["when", over ? "over" : last])] : known;
  }

  /** @param {HTMLElement} group @param {string} path */
  async #echoOne(group, path) {
    const typed = ["day", "month", "year"].map((part) => this.#field(`${path}.${part}`)?.value.trim() ?? "");
    const [day = "", month = "", year = ""] = typed;
    const name = /^\d{1,2}$/.test(month) ? (this.words.months[Number(month) - 1] ?? month) : month;
    this.#press(group, `${day} ${name} ${year}`);
    const found = day && month && /^\d{4}$/.test(year) ? await this.#ask(`${day} ${name} ${year}`) : undefined;
    put(group.querySelector("[data-echo]"), found?.ok ? (found.echo ?? "") : "");
    if (/^rounds\.\d+\.date$/.test(path)) {
      if (found?.ok && found.date) this.found.set(path, found.date);
      else this.found.delete(path);
    }
  }

  /** The button of the day that is typed is seen and heard as pressed. @param {HTMLElement} group @param {string} typed */
  #press(group, typed) {
    for (const button of /** @type {HTMLElement[]} */ ([...group.querySelectorAll("button[data-day]")])) {
      const { day, month, year } = dayParts(button.dataset["day"] ?? "", this.words.months);
      button.setAttribute("aria-pressed", String(`${day} ${month} ${year}` === typed));
    }
  }

  /** Their words, as we understand them: counted from the interview. @param {HTMLElement} line */
  async #echoWords(line) {
    const path = line.dataset["words"] ?? "";
    const text = this.#field(path)?.value.trim() ?? "";
    const on = this.found.get(path.replace(/said\.words$/, "date"));
    const found = text && !this.#field(path)?.matches(":disabled") ? await this.#ask(text, on) : undefined;
    put(line, found?.ok ? (found.echo ?? "") : (found?.problems?.[0]?.message ?? ""));
  }

  /** What was said instead of typed: echoed first, used only when the reader says so. @param {HTMLElement} part */
  async say(part) {
    const path = part.dataset["say"] ?? "";
    const text = this.#field(`${path}.say`)?.value.trim() ?? "";
    const on = path.endsWith("said.date") ? this.found.get(path.replace(/said\.date$/, "date")) : undefined;
    const found = text ? await this.#ask(text, on) : undefined;
    const use = /** @type {HTMLButtonElement | null} */ (part.querySelector("[data-use]"));
    put(part.querySelector("[data-said]"), !text ? "" : found?.ok && found.date ? (found.echo ?? "") : say(this.words, "unclear_say"));
    if (use) {
      use.hidden = !(found?.ok && found.date);
      use.value = found?.date ?? "";
    }
    return use?.hidden === false ? use : null;
  }
}

/** Text that is announced only when it is another. @param {Element | null} line @param {string} text */
function put(line, text) {
  if (line && line.textContent !== text) line.textContent = text;
}
