/** What is kept: the case in this browser, what a change can be taken back to, and a file of one's own. */
import { offerWithdrawal } from "./calendar.mjs";
import { localTime } from "./days.mjs";
import { TYPED } from "./fields.mjs";
import { tab } from "./files.mjs";
import { History } from "./history.mjs";
import { askPlan } from "./request.mjs";
import { sure } from "./tools.mjs";
import { store } from "./visit.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./planning.mjs").Case} Case
 * @typedef {import("./planning.mjs").How} How
 */

export class Keeping {
  history = new History();
  store = store;
  #written = "";
  #clashing = false;

  /** @param {import("./planning.mjs").Planning} planning */
  constructor(planning) {
    this.planning = planning;
    this.signs = planning.signs;
    const { signal } = planning;
    addEventListener("pagehide", () => this.#rescue(), { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void this.save(), { signal });
  }

  /** Whether the case has been written as it stands; nothing is kept before the first answer. @param {Case} now */
  #isWritten(now) {
    const nothing = !this.#written && Object.keys(now).every((key) => key === "schema");
    return nothing || JSON.stringify(now) === this.#written;
  }

  /** What was typed a moment before the page goes cannot wait for the database: it lies in this tab until the next visit takes it up. */
  #rescue() {
    const now = this.planning.document();
    if (!this.#isWritten(now)) tab((storage) => storage.setItem(this.store.name, JSON.stringify(now)));
  }

  /** Another page takes this one's place in the tab, with a planner of its own perhaps. */
  leave() {
    this.#rescue();
    void this.save();
  }

  /** What the last page of this tab could not save any more. @returns {Case | undefined} */
  #rescued() {
    const text = tab((storage) => storage.getItem(this.store.name));
    tab((storage) => storage.removeItem(this.store.name));
    return text ? JSON.parse(text) : undefined;
  }

  /** @param {string} key */
  #tell(key, more = "") {
    this.signs.tell(`${say(this.planning.words, key)} ${more}`.trim(), key === "opened" || key === "deleted");
  }

  /** What a change can be taken back to: all but what every save changes. */
  #state() {
    const { id, revision, ...state } = this.planning.document();
    return state;
  }

  /** What was kept from an earlier visit, or by another tab. */
  async restore() {
    try {
      const { kept, plan, calendar } = await this.store.load();
      const rescued = this.#rescued();
      if (!kept && !rescued) return;
      this.planning.load(kept?.document ?? {});
      this.#written = kept ? JSON.stringify(this.planning.document()) : "";
      if (kept) this.signs.saved(kept.saved);
      if (rescued) this.planning.load({ ...rescued, ...revisionOf(kept?.document) });
      this.signs.view("plan");
      this.planning.showKept(plan);
      requestAnimationFrame(() => setTimeout(() => this.signs.settle()));
      offerWithdrawal(this.planning, !!calendar);
      await this.planning.update("typing");
    } catch {
      this.signs.warn("not_saved");
    } finally {
      this.signs.settle();
      this.history.begin(this.#state());
    }
  }

  /** One step to take back for each change, not for each letter. @param {How} how */
  note(how) {
    if (how === "typing" && document.activeElement?.matches(TYPED)) return;
    this.history.note(this.#state());
    this.signs.undo(!this.history.empty);
  }

  /** Save when something has changed. */
  async save() {
    const now = this.planning.document();
    if (this.#isWritten(now)) return;
    const { id = crypto.randomUUID(), revision = 0 } = this.planning.kept;
    this.planning.kept = { ...this.planning.kept, id, revision: Number(revision) + 1 };
    await this.#write(false);
  }

  /** @param {boolean} over whether to write over what another tab saved */
  async #write(over) {
    const time = localTime(new Date());
    const now = this.planning.document();
    try {
      if (!(await this.store.save(now, time, over))) return void this.#clash();
      this.#written = JSON.stringify(now);
      tab((storage) => storage.removeItem(this.store.name));
      this.signs.warn("");
      this.signs.saved(time);
    } catch {
      this.signs.warn("not_saved");
    }
  }

  /** The plan, for the next visit and for the pages of the guide. @param {import("./store.mjs").KeptPlan} kept */
  savePlan(kept) {
    if (this.#written) this.store.savePlan(kept).catch(() => {});
  }

  /** Another tab has saved since: the reader says which one stays. */
  async #clash() {
    this.signs.warn("other_tab");
    if (this.#clashing) return;
    this.#clashing = true;
    const { words, root } = this.planning;
    const beside = /** @type {HTMLElement} */ (root.querySelector("[data-warning]"));
    const other = await sure(this.planning, beside, say(words, "other_which"), say(words, "other_load"), say(words, "other_keep"), true);
    this.#clashing = false;
    this.signs.warn("");
    if (other) await this.restore();
    else await this.#write(true);
  }

  /** Take the last change back. */
  undo() {
    this.history.note(this.#state());
    const before = this.history.back();
    if (!before) return;
    const { id, revision } = this.planning.kept;
    this.planning.load({ ...before, id, revision });
    this.history.begin(this.#state());
    this.#tell("undone");
    this.planning.changed();
  }

  /** Delete everything of ours from this browser; only "Undo" on this page still knows it. */
  async forget() {
    this.history.note(this.#state());
    this.#written = "";
    tab((storage) => storage.removeItem(this.store.name));
    this.planning.empty();
    await this.store.forget().catch(() => {});
    this.history.note(this.#state());
    this.signs.undo(!this.history.empty);
    this.signs.warn("");
    this.signs.saved("");
    this.#tell("deleted");
  }

  /**
   * Look into a saved file or a link, and take it in place of what is here when the reader says so.
   * @param {{case?: unknown, link?: string}} found @param {HTMLElement} beside @param {boolean} [linked] whether it came without being chosen here
   * @returns {Promise<boolean>} whether it was taken
   */
  async open(found, beside, linked = false) {
    const name = linked ? "link" : "file";
    try {
      const answer = await this.planning.engine.ask({ do: "case", ...found });
      if (!answer.ok) this.#tell(`no_${name}`, answer.problems[0]?.message);
      if (!answer.ok || !(await this.#wanted(answer.case, beside, linked))) return false;
      this.history.note(this.#state());
      this.planning.load(answer.case);
      await this.planning.update("event");
      this.#tell("opened");
      return true;
    } catch {
      this.#tell(`no_${name}`);
      return false;
    }
  }

  /** A look at what is in a file, before it takes the place of what is here. @param {Case} found @param {HTMLElement} beside @param {boolean} linked */
  async #wanted(found, beside, linked) {
    const { planning } = this;
    const nothing = !planning.plan && !this.#written;
    if (nothing && !linked) return true;
    const answer = await askPlan(planning, ["json"], { case: found, place: await planning.place(found) });
    const next = answer.ok ? answer.plan.actions.find((/** @type {{id: string}} */ { id }) => id === answer.plan.next) : undefined;
    const title = answer.ok ? answer.plan.title : String(found["organisation"] ?? say(planning.words, "file_name"));
    const question = say(planning.words, next ? "open_sure" : "open_sure_rests", { title, next: next?.title ?? "", day: next?.day_words ?? "", n: answer.ok ? answer.plan.actions.length : 0 });
    const replaced = nothing ? question : `${question} ${say(planning.words, "open_replaces")}`;
    return sure(planning, beside, replaced, say(planning.words, "open_yes"), say(planning.words, nothing ? "open_not" : "open_no"));
  }
}

/** @param {Case | undefined} document */
const revisionOf = (document) => (document?.["id"] ? { id: document["id"], revision: document["revision"] } : {});
