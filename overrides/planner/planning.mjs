/** From what is typed to a plan on the page, saved on the way: the part of the planner that has no buttons. */
import { showAnswers } from "./answers.mjs";
import { Days } from "./asking.mjs";
import { BASE } from "./base.mjs";
import { Comparing } from "./comparing.mjs";
import { Correcting } from "./correcting.mjs";
import { localDay } from "./days.mjs";
import { clearProblems, countOf, entriesOf, fill, reveal, showProblems } from "./fields.mjs";
import { entriesFrom, fieldOf, joined, readForm, unasked } from "./form.mjs";
import { nameEvents } from "./happened.mjs";
import { HourAfter } from "./hour.mjs";
import { Keeping } from "./keeping.mjs";
import { gapField } from "./marks.mjs";
import { OneAtATime } from "./one.mjs";
import { Pace } from "./pace.mjs";
import { Places, offerRegions } from "./places.mjs";
import { askPlan } from "./request.mjs";
import { forgetShown, showPlan } from "./results.mjs";
import { Sent } from "./sent.mjs";
import { Signs } from "./signs.mjs";
import { usualFor } from "./usual.mjs";
import { engineFor } from "./visit.mjs";
import { say, wordsOf } from "./words.mjs";

/**
 * @typedef {{[key: string]: unknown}} Case
 * @typedef {"typing" | "mark" | "event" | "submit" | "correction"} How why a plan is made anew: what was typed is not announced, what an event changed is listed
 */

export class Planning {
  words = wordsOf(document);
  places = new Places(BASE);
  /** @type {import("./overview.mjs").Told[]} applications in files that the reader chose, for one day over all */
  beside = [];
  sent = new Sent();
  comparing = new Comparing();
  /** @type {Case} */
  kept = {};
  /** @type {import("./results.mjs").Plan | undefined} */
  plan;
  today = localDay(new Date());
  /** @type {[string, string][]} */
  #when = [];
  /** @type {How} why the plan that is waited for is made: an event is not forgotten over what is typed after it */
  #why = "typing";
  #turn = 0;
  /** @type {Promise<void> | undefined} the plan that was begun last */
  #latest;
  /** @type {Case | undefined} the case of the plan that is shown */
  #planned;
  #pace = new Pace(() => this.update("typing"));
  /** @type {Node[]} */
  #example = [];

  /** @param {HTMLElement} root @param {AbortSignal} signal of leaving the page */
  constructor(root, signal) {
    this.root = root;
    this.signal = signal;
    this.signs = new Signs(root, this.words);
    this.engine = engineFor((state, more) => this.signs.state(state, more));
    this.days = new Days(root, this.words, async (text, on) => this.engine.ask({ do: "understand", text, on, today: this.today, place: await this.place() }));
    this.keeping = new Keeping(this);
    this.shown = /** @type {HTMLElement} */ (root.querySelector("[data-rendered]"));
    this.one = new OneAtATime(this);
    this.hour = new HourAfter(this);
    this.correcting = new Correcting(this);
    this.#example = [...this.shown.childNodes];
  }

  /** The holidays of the employer's place. @param {{[key: string]: unknown}} [document] */
  place(document = this.document()) {
    return this.places.of(document["place"]);
  }

  /** The case as it stands in the form. */
  document() {
    return joined(this.sent.synced(this.kept, (item) => this.days.typed(`${item}.on`)), readForm(entriesOf(this.root)).answers, this.words.schema);
  }

  /** Put a case into the form. @param {Case} document */
  load(document) {
    this.kept = unasked(document);
    this.sent.relink(document, this.words);
    fill(this.root, entriesFrom(document, this.words));
    nameEvents(this.root);
    this.#when = [];
    this.reveal();
  }

  reveal() {
    reveal(this.root, this.#when);
  }

  /** A change: the plan follows. @param {How} [how] */
  changed(how = "typing") {
    if (how !== "typing") this.#why = how;
    this.#pace.soon();
  }

  /** A plan of the form as it stands; one that is overtaken ends with the one that overtakes it. @param {How} given */
  async update(given) {
    this.#latest = this.#make(given);
    for (let awaited; awaited !== this.#latest;) await (awaited = this.#latest);
  }

  /** @param {How} given */
  async #make(given) {
    this.#pace.stop();
    if (given !== "typing") this.#why = given;
    const how = this.#why;
    const turn = ++this.#turn;
    this.today = localDay(new Date());
    const { answers, places } = readForm(entriesOf(this.root));
    this.keeping.note(how);
    await this.keeping.save();
    if (!Object.keys(answers).length && how === "typing" && !this.plan) return;
    try {
      this.#when = await this.days.echo(this.today);
      this.reveal();
      // What is hidden only now, such as "Is it over?" of another day, is no answer any more.
      await this.keeping.save();
      const document = this.document();
      const place = await this.place();
      offerRegions(this.root, place, say(this.words, "whole_country"));
      this.signs.place(!!document["place"] && !place);
      // A later change asks for all of it.
      if (turn !== this.#turn) return;
      const answer = await askPlan(this, ["html"], { case: document, place, before: this.comparing.before(this.#planned, document, how) });
      if (turn !== this.#turn) return;
      this.#why = "typing";
      // A plan without a step is nothing to compare with: all would be new.
      if (answer.ok) this.#planned = answer.plan.actions.length ? document : undefined;
      if (answer.ok) this.#show(answer, how);
      else if (how === "typing") this.#pace.atRest(() => this.#mistaken(answer, places, how));
      else this.#mistaken(answer, places, how);
    } catch {
      // The engine has said what is wrong, in its own state; what was typed stays.
      this.signs.usual(this.plan ? [] : usualFor(new Map(entriesOf(this.root)), this.today, this.words));
    }
  }

  /** @param {{plan: import("./results.mjs").Plan, forms: {html: string}}} answer @param {How} how */
  #show({ plan, forms }, how) {
    clearProblems(this.root);
    this.signs.summary("", String);
    this.signs.usual([]);
    this.signs.stale("");
    this.#put(plan, forms.html);
    const news = this.signs.changes(plan.changes ?? []);
    if (!plan.changes?.length) this.comparing.keep();
    if (how === "submit") this.hour.end();
    if (how === "submit") this.signs.view("plan", true);
    if (how === "typing" && news) this.#pace.atRest(() => this.signs.tellPlan("plan_changed", plan));
    if (how === "correction" && news) this.signs.tellPlan("plan_changed", plan);
    if (!["typing", "correction"].includes(how)) this.signs.tellPlan(how === "submit" ? "plan_made" : "plan_changed", plan);
    this.keeping.savePlan({ plan, html: forms.html, made: this.today });
    this.root.dispatchEvent(new CustomEvent("planned", { detail: plan }));
  }

  /** The reader has seen what changed, and lets it be. */
  keepChanges() {
    this.comparing.keep();
    this.signs.changes([]);
  }

  /** @param {import("./results.mjs").Plan} plan @param {string} html */
  #put(plan, html) {
    this.plan = plan;
    const rounds = countOf(this.root, "rounds");
    showPlan(this.shown, html, (gap, step) => gapField(this.words.gaps[gap], step, rounds));
    this.signs.planned(plan);
    showAnswers(this.root, say(this.words, "yes"));
  }

  /** The plan of an earlier visit, until the engine is there; one of another day says so. @param {import("./store.mjs").KeptPlan | undefined} kept */
  showKept(kept) {
    this.#planned = this.document();
    if (kept) this.#put(kept.plan, kept.html);
    else this.shown.replaceChildren();
    this.signs.stale(kept && kept.made !== this.today ? "earlier" : "");
  }

  /** @param {{problems: import("./fields.mjs").Problem[], summary: string}} answer @param {Map<string, string>} places @param {How} how */
  #mistaken({ problems, summary }, places, how) {
    const awaited = how === "submit" || how === "correction";
    showProblems(this.root, problems, places, awaited);
    this.signs.stale(this.plan ? "mistaken" : "");
    if (!awaited) return;
    this.signs.view("asking");
    this.signs.summary(summary, (field) => fieldOf(field, places));
  }

  /** Show a question and put the caret there. @param {string} path */
  goTo(path) {
    this.correcting.leaveFor(path);
    if (!path.startsWith("events.")) this.signs.view("asking");
    this.hour.makeWay(path);
    this.one.to(path);
  }

  /** @param {string} text @param {boolean} [undo] */
  tell(text, undo) {
    this.signs.tell(text, undo);
  }

  /** As if nothing had been answered: the example stands in the plan's place again. */
  empty() {
    this.#turn++;
    this.plan = undefined;
    this.#planned = undefined;
    this.keepChanges();
    this.hour.end();
    this.correcting.end();
    this.load({});
    forgetShown(this.shown);
    this.shown.replaceChildren(...this.#example);
    this.signs.summary("", String);
    this.signs.planned(undefined);
    this.signs.stale("");
    this.signs.view("asking");
  }
}
