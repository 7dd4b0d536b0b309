/**
 * A case typed into the form as a reader would: each answer under its label, in the form's order, then what happened since.
 *
 * @typedef {import("playwright-core").Locator} Locator
 * @typedef {import("./reader.mjs").Reader} Reader
 * @typedef {{[key: string]: any}} Answers
 */

/** Answers that the form gives a fixed order, by the list they belong to; what is not here is no question of the form. */
// When it begins comes first: of an interview that is over it is not asked any more, once its day is understood.
const ROUND = ["time", "ends", "zone", "date", "over", "said", "form", "closing", "address", "travel_minutes", "people", "final", "promised", "forgotten", "wrong_fact", "my_point"];
const CASE = ["place", "region", "staff_25", "public_posting", "kind", "arranged_by", "has_address", "organisation", "role", "me", "referred_by", "tone", "length", "adjustments", "another_day", "unsure", "fraud_signs", "hostile", "feedback", "referees", "contact", "other_offers", "must_have_by", "manager_back", "deputy", "offer", "debrief", "days_off", "own_steps"];
/** Questions that stand behind a box to tick, and the box. */
const BEHIND = ["referees", "contact", "other_offers", "must_have_by", "manager_back", "offer", "debrief", "days_off", "own_steps", "promised", "forgotten", "wrong_fact"];
const LISTS = ["people", "promised", "referees", "other_offers", "days_off", "own_steps"];

export class Answering {
  /** @param {Reader} reader @param {Answers} words labels and choices @param {string} today */
  constructor(reader, words, today) {
    this.reader = reader;
    this.page = reader.page;
    this.words = words;
    this.today = today;
    this.form = this.page.getByRole("form", { name: words.form.title });
  }

  /** The whole case, with the plan made in between when something has happened. @param {Answers} document */
  async all(document) {
    const { rounds = [], events = [] } = document;
    const later = events.some((/** @type {Answers} */ { what }) => what === "next_round");
    for (const number of later ? [0] : rounds.keys()) await this.round(rounds[number], number);
    for (const name of CASE) if (document[name] !== undefined && document[name] !== null) await this.one(this.form, name, name, document[name]);
    await this.make();
    for (const event of events) {
      await this.happened(event);
      if (event.what === "next_round") for (const number of [...rounds.keys()].slice(1)) await this.round(rounds[number], number, true);
    }
    if (events.length) await this.make();
  }

  /** Press the button, and wait until the plan has the caret; where it does not come, what the page shows instead is in the fault. */
  async make() {
    await this.reader.press(this.form.getByRole("button", { name: this.words.form.submit }).last());
    // Not asked frame by frame: a page behind another one may have no frames.
    await this.page.waitForFunction(() => document.activeElement?.matches("section[tabindex='-1']"), undefined, { timeout: 60_000, polling: 100 }).catch(async (fault) => {
      throw new Error(`no plan took the caret: ${JSON.stringify(await this.page.evaluate(standing))}`, { cause: fault });
    });
  }

  /** @param {Answers} round @param {number} number @param {boolean} [there] whether the page has added it already */
  async round(round, number, there = false) {
    if (number && !there) await this.reader.press(this.form.getByRole("button", { name: this.words.form.round_again }));
    const scope = this.page.getByRole("group", { name: new RegExp(`^${this.words.form.interview}( \\d+)?$`) }).nth(number);
    for (const name of ROUND) if (round[name] !== undefined && round[name] !== null) await this.one(scope, name, `rounds.${name}`, round[name]);
  }

  /** One answer, of whatever kind. @param {Locator} scope @param {string} name @param {string} path @param {any} value */
  async one(scope, name, path, value) {
    if (BEHIND.includes(name)) await this.reader.tick(scope.getByRole("checkbox", { name: this.words.show[name], exact: true }));
    if (LISTS.includes(name)) return this.several(scope, path, value);
    const label = this.words.labels[path];
    if (label && path.endsWith("date")) return this.day(scope, label, value);
    if (typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) await this.one(scope, key, `${path}.${key}`, inner);
      return undefined;
    }
    const group = scope.getByRole("group", { name: label, exact: true });
    const box = scope.getByRole("checkbox", { name: label, exact: true });
    if (this.words.choices[path] || typeof value === "boolean") {
      if (await box.count()) return value ? this.reader.tick(box) : undefined;
      return this.reader.choose(group, this.#choice(path, value));
    }
    const list = scope.getByRole("combobox", { name: label, exact: true });
    if (name === "place") return this.reader.pick(list, this.words.places[value]);
    if (name === "region") return this.reader.pick(list, await this.#region(list, value));
    if (await group.count()) return this.day(scope, label, value);
    return this.reader.type(scope.getByRole("textbox", { name: label, exact: true }), String(value));
  }

  /** The regions come with the country. @param {Locator} list @param {string} code */
  async #region(list, code) {
    const option = list.locator(`option[value="${code}"]`);
    await option.waitFor({ state: "attached", timeout: 60_000 });
    return (await option.textContent()) ?? "";
  }

  /** @param {string} path @param {any} value */
  #choice(path, value) {
    const yesNo = /** @type {Record<string, string>} */ ({ true: "yes", false: "no" })[String(value)];
    return yesNo ? this.words.choices.yes_no[yesNo] : (this.words.choices[path]?.[value] ?? this.words.choices.yes_no[value]);
  }

  /** A day: with a button where it is near, else in its three fields. @param {Locator} scope @param {string} label @param {string} day */
  async day(scope, label, day) {
    const group = scope.getByRole("group", { name: label, exact: true }).first();
    const quick = day === this.today && group.getByRole("button", { name: this.words.say.today, exact: true });
    if (quick && (await quick.count())) return this.reader.press(quick);
    const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
    const parts = year ? [String(Number(date)), this.words.months[Number(month) - 1], year] : day.split(" ");
    for (const [at, part] of ["day", "month", "year"].entries()) await this.reader.type(group.getByRole("textbox", { name: this.words.date[part], exact: true }), parts[at] ?? "");
    return undefined;
  }

  /** Several of a kind. @param {Locator} scope @param {string} path @param {Answers[]} list */
  async several(scope, path, list) {
    const title = { "rounds.people": this.words.form.person }[path] ?? this.words.groups[/** @type {string} */ (path.split(".").pop())];
    const all = scope.getByRole("group", { name: new RegExp(`^${title}( \\d+)?$`) });
    for (const [number, item] of list.entries()) {
      if (number) await this.reader.press(all.last().locator("xpath=following-sibling::button"));
      for (const [key, value] of Object.entries(item)) if (value !== null && key !== "id") await this.one(all.nth(number), key, `${path}.${key}`, value);
    }
  }

  /** Something that happened since: its button, and the day when it was not today. @param {Answers} event */
  async happened(event) {
    const name = this.words.choices["events.what"][event["what"]];
    const part = this.page.getByRole("region", { name: this.words.form.happened });
    const button = part.getByRole("button", { name, exact: true });
    if (!(await button.count())) await this.reader.press(part.getByText(this.words.form.happened_more, { exact: true }));
    await this.reader.press(button);
    const group = part.getByRole("group", { name, exact: true }).last();
    await group.waitFor({ state: "attached" });
    for (const [key, value] of Object.entries(event)) {
      if (key !== "what" && !(key === "on" && value === this.today)) await this.one(group, key, `events.${key}`, value);
    }
  }
}

/** In the page: what a reader sees of the planner's state, and where the caret is. */
function standing() {
  const root = document.querySelector("follow-up-planner");
  const [state, summary] = ["[data-state]", "[data-summary]"].map((part) => root?.querySelector(part)?.textContent?.replace(/\s+/g, " ").trim());
  return { state, summary, view: root?.getAttribute("data-view"), planned: root?.hasAttribute("data-planned"), caret: document.activeElement?.outerHTML.slice(0, 120) };
}
