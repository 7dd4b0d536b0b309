/** What is kept: the case in this browser, what a change can be taken back to, and a file of one's own. */
import { localTime } from "./days.mjs";
import { History } from "./history.mjs";
import { Store } from "./store.mjs";
import { sure } from "./tools.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./planning.mjs").Case} Case
 * @typedef {import("./planning.mjs").How} How
 */

export class Keeping {
  history = new History();
  #written = "";
  #clashing = false;

  /** @param {import("./planning.mjs").Planning} planning @param {string} base path of the site */
  constructor(planning, base) {
    this.planning = planning;
    this.signs = planning.signs;
    this.store = new Store(base);
  }

  /** @param {string} key */
  #tell(key, more = "") {
    this.signs.tell(`${say(this.planning.words, key)} ${more}`.trim());
  }

  /** What a change can be taken back to: all but what every save changes. */
  #state() {
    const { id, revision, ...state } = this.planning.document();
    return state;
  }

  /** What was kept from an earlier visit, or by another tab. */
  async restore() {
    try {
      const kept = await this.store.load();
      if (!kept) return;
      this.planning.load(kept.document);
      this.#written = JSON.stringify(this.planning.document());
      this.signs.saved(kept.saved);
      this.signs.view("plan");
      this.planning.showKept(await this.store.loadPlan());
      await this.planning.update("typing");
    } catch {
      this.signs.warn("not_saved");
    } finally {
      this.history.begin(this.#state());
    }
  }

  /** One step to take back for each change, not for each letter. @param {How} how */
  note(how) {
    if (how === "typing" && document.activeElement?.matches("input[type=text], input[type=email], textarea")) return;
    this.history.note(this.#state());
    this.signs.undo(!this.history.empty);
  }

  /** Save when something has changed; nothing is kept before the first answer. */
  async save() {
    const now = this.planning.document();
    const nothing = !this.#written && Object.keys(now).every((key) => key === "schema");
    if (nothing || JSON.stringify(now) === this.#written) return;
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
    this.planning.empty();
    await this.store.forget().catch(() => {});
    this.history.note(this.#state());
    this.signs.undo(!this.history.empty);
    this.signs.warn("");
    this.signs.saved("");
    this.#tell("deleted");
  }

  /** Take a saved file in place of what is here. @param {string} text */
  async open(text) {
    const { engine, today, places } = this.planning;
    try {
      const found = JSON.parse(text);
      const answer = await engine.ask({ do: "plan", case: found, today, place: await places.of(found?.place), forms: [] });
      if (!answer.ok) return this.#tell("no_file", answer.problems[0]?.message);
      this.history.note(this.#state());
      this.planning.load(found);
      await this.planning.update("event");
      this.#tell("opened");
    } catch {
      this.#tell("no_file");
    }
  }
}
