/**
 * What is kept on the device: one document for the case and one for its plan, in a database that carries this site's own path in its name,
 * because neighbours on the same origin have theirs.
 *
 * @typedef {{document: {[key: string]: unknown}, saved: string, stamp: string}} Kept
 * @typedef {{plan: import("./results.mjs").Plan, html: string, made: string}} KeptPlan the plan, as it was shown on the day it was made
 * @typedef {{kept?: Kept, plan?: KeptPlan, calendar?: import("./calendar.mjs").Made}} All
 */
import { deleteDB, openDB } from "idb";

const ROOM = "documents";

/** @param {string} base path of the site */
export const databaseName = (base) => `follow-up-planner:${base}`;

/** The cache in which the worker keeps its snapshot; see starting.mjs. @param {string} base path of the site */
const snapshotName = (base) => `follow-up snapshot ${base}`;

/** One writer at a time: what another tab saved in between is never overwritten unasked. */
export class Store {
  /** @type {Promise<import("idb").IDBPDatabase> | null} */
  #database = null;
  /** @type {string | undefined} */
  #seen;
  /** @type {Promise<All> | undefined} */
  #ahead;

  /** @param {string} base */
  constructor(base) {
    this.base = base;
    this.name = databaseName(base);
  }

  /** Opens the database, once for all who ask; rejects where storage is blocked. @returns {Promise<import("idb").IDBPDatabase>} */
  #open() {
    this.#database ??= openDB(this.name, 1, {
      upgrade: (database) => void database.createObjectStore(ROOM),
      blocking: () => this.#close(),
      terminated: () => this.#close(),
    });
    this.#database.catch(() => (this.#database = null));
    return this.#database;
  }

  #close() {
    const closing = this.#database;
    this.#database = null;
    closing?.then((database) => database.close(), () => {});
  }

  /** Look before anybody asks: to open the database takes as long as to read the page. */
  lookAhead() {
    this.#ahead = this.#look();
    this.#ahead.catch(() => {});
  }

  /** All that is kept; what another tab saves from now on is not overwritten unasked. */
  async load() {
    const looking = this.#ahead ?? this.#look();
    this.#ahead = undefined;
    const all = await looking;
    this.#seen = all.kept?.stamp;
    return all;
  }

  /** @returns {Promise<All>} */
  async #look() {
    const { store } = (await this.#open()).transaction(ROOM);
    const [kept, plan, calendar] = await Promise.all(["case", "plan", "calendar"].map((name) => store.get(name)));
    return { kept, plan, calendar };
  }

  /**
   * @param {{[key: string]: unknown}} document
   * @param {string} saved
   * @param {boolean} [over] whether to write over what another tab saved
   * @returns {Promise<boolean>} false when another tab has saved since; nothing is written then
   */
  async save(document, saved, over = false) {
    const writing = (await this.#open()).transaction(ROOM, "readwrite");
    const there = /** @type {Kept | undefined} */ (await writing.store.get("case"));
    if (there && there.stamp !== this.#seen && !over) {
      await writing.done;
      return false;
    }
    const stamp = crypto.randomUUID();
    await writing.store.put({ document, saved, stamp }, "case");
    await writing.done;
    this.#seen = stamp;
    return true;
  }

  /** The plan, for the next visit and for the pages of the guide. @param {KeptPlan} plan */
  async savePlan(plan) {
    await (await this.#open()).put(ROOM, plan, "plan");
  }

  /** What calendar files have held, so that a later one can take back what is gone. @param {import("./calendar.mjs").Made} made */
  async saveCalendar(made) {
    await (await this.#open()).put(ROOM, made, "calendar");
  }

  /** @returns {Promise<import("./calendar.mjs").Made | undefined>} */
  async loadCalendar() {
    return (await this.#open()).get(ROOM, "calendar");
  }

  /** Deletes our database and the started planner that the device keeps, and nothing of our neighbours. */
  async forget() {
    this.#close();
    this.#seen = undefined;
    await globalThis.caches?.delete(snapshotName(this.base)).catch(() => false);
    await deleteDB(this.name);
  }
}
