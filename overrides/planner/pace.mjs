/** When things are done: the plan follows a change at once, one plan after the other; what is said about it waits until the reader rests. */

// Long enough for all events of one key.
const GATHER = 30;
const REST = 700;

export class Pace {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #gathering;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  #busy = false;
  #more = false;

  /** @param {() => Promise<void>} work what follows a change */
  constructor(work) {
    this.work = work;
  }

  /** A change: while a plan is being made, one more is made after it and no other in between. */
  soon() {
    this.stop();
    this.#gathering = setTimeout(() => void this.#run(), GATHER);
  }

  async #run() {
    if (this.#busy) return void (this.#more = true);
    this.#busy = true;
    do {
      this.#more = false;
      await this.work();
    } while (this.#more);
    this.#busy = false;
  }

  /** @param {() => void} say done when nothing has changed for a while */
  atRest(say) {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(say, REST);
  }

  /** What was to be done or said belongs to the past. */
  stop() {
    this.#more = false;
    clearTimeout(this.#gathering);
    clearTimeout(this.#resting);
  }
}
