/** What a plan is compared with, so that the reader sees what an answer or an event changed. */
import { revises } from "./form.mjs";

/** @typedef {import("./planning.mjs").Case} Case */

export class Comparing {
  /** @type {Case | undefined} the case that changes are counted from, until the reader keeps them */
  #base;

  /**
   * An event is compared with the plan before it, an answer that was changed with the plan that the reader last kept; what is only added with nothing.
   * @param {Case | undefined} planned the case of the plan that is shown
   * @param {Case} document
   * @param {import("./planning.mjs").How} how
   */
  before(planned, document, how) {
    if (how === "event") this.#base = planned;
    else if (planned && revises(planned, document)) this.#base ??= planned;
    return this.#base ?? null;
  }

  /** The reader lets it be as it is. */
  keep() {
    this.#base = undefined;
  }
}
