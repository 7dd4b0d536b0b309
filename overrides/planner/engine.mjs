/**
 * The engine as the page sees it: one worker that lives on, asked with JSON and answering with JSON.
 * Every start and every question has a time limit, because a worker that dies, or a start that hangs, says nothing. A start from what the device
 * kept of an earlier visit has a shorter one, and a fresh start follows when it fails.
 *
 * @typedef {"idle" | "downloading" | "starting" | "ready" | "failed"} State
 * @typedef {{path: string, bytes: number, sha256: string}} Sent
 * @typedef {{folder: string, lock: object, files: Record<string, Sent>}} Manifest
 * @typedef {{base: string, manifest: Manifest}} Setup
 * @typedef {{state?: State, loaded?: number, total?: number, why?: string, id?: number, answer?: string, fault?: string, restoring?: boolean, kept?: boolean}} Message
 * @typedef {Pick<Worker, "postMessage" | "terminate" | "addEventListener">} WorkerLike
 * @typedef {{resolve: (answer: any) => void, reject: (fault: Error) => void, timer: ReturnType<typeof setTimeout>}} Waiting
 * @typedef {{start: number, ask: number, restore?: number, idle?: number, keep?: number}} Limits milliseconds; `idle` is how long nothing was asked before a snapshot is made
 */

/** @type {Limits} */
const LIMITS = { start: 30_000, ask: 20_000, restore: 12_000, idle: 4_000, keep: 60_000 };
// A second engine for a moment is too much for a small device.
const LEAST_GIGABYTES = 2;

/** A worker started from a blob is bound by the page's policy; one started by its address would not be. @param {string} script */
export const blobWorker = (script) => new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" });

/** Starts when first asked, and again only when told to. */
export class Engine {
  /** @type {State} */
  state = "idle";
  /** @type {WorkerLike | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #started = null;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #last = 0;
  #restoring = false;
  #again = false;
  /** @type {"no" | "wanted" | "done"} whether a snapshot has still to be made */
  #keep = "no";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #idle;

  /**
   * @param {() => WorkerLike} make
   * @param {() => Promise<Setup>} setup
   * @param {(state: State, more: Message) => void} tell
   * @param {Limits} limits
   */
  constructor(make, setup, tell, limits = LIMITS) {
    this.make = make;
    this.setup = setup;
    this.tell = tell;
    this.limits = limits;
  }

  /** @returns {Promise<void>} settled when the engine can be asked, rejected when it cannot be had */
  start() {
    this.#started ??= new Promise((resolve, reject) => {
      this.#enter("downloading", {});
      this.#limit((fault) => this.#fail(fault, reject));
      this.#launch(resolve, reject).catch((fault) => this.#fail(fault, reject));
    });
    return this.#started;
  }

  /** Start once more after a failure. */
  again() {
    if (this.state === "failed") {
      this.#started = null;
      this.#again = true;
    }
    return this.start();
  }

  /**
   * @param {object} request
   * @param {boolean} calendar whether the calendar archive is needed
   * @returns {Promise<any>}
   */
  async ask(request, calendar = false) {
    await this.start();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(new Error("no answer in time"), reject), this.#most("ask") * (calendar ? 2 : 1));
      this.#waiting.set(id, { resolve, reject, timer });
      this.#worker?.postMessage({ id, request: JSON.stringify(request), calendar });
    });
  }

  /** @param {() => void} resolve @param {(fault: Error) => void} reject @param {boolean} [fresh] whether to leave alone, and forget, what the device has kept */
  async #launch(resolve, reject, fresh = this.#again) {
    const setup = await this.setup();
    const worker = this.make();
    this.#worker = worker;
    /** @param {Error} fault */
    const stopped = (fault) => {
      if (this.#worker !== worker) return;
      if (!this.#restoring) return this.#fail(fault, reject);
      this.#restoring = false;
      worker.terminate();
      this.#limit((late) => this.#fail(late, reject));
      this.#launch(resolve, reject, true).catch((cause) => this.#fail(cause, reject));
    };
    worker.addEventListener("error", () => stopped(new Error("the worker stopped")));
    worker.addEventListener("messageerror", () => stopped(new Error("the worker spoke nonsense")));
    worker.addEventListener("message", (event) => this.#worker === worker && this.#hear(/** @type {MessageEvent<Message>} */ (event).data, resolve, stopped));
    worker.postMessage({ start: setup, fresh, again: this.#again });
  }

  /** @param {Message} message @param {() => void} resolve @param {(fault: Error) => void} stopped */
  #hear(message, resolve, stopped) {
    if (message.state === "failed") stopped(new Error(message.why));
    else if (message.state === "ready") {
      clearTimeout(this.#timer);
      if (this.#keep === "no" && !this.#restoring) this.#keep = "wanted";
      this.#restoring = this.#again = false;
      this.#enter("ready", message);
      resolve();
    } else if (message.state) {
      // What is counted on the line may be told after all is there: it would undo that the engine is ready, and its time limit would end a sound one.
      if (this.state === "ready") return;
      this.#enter(message.state, message);
      this.#limit(stopped);
    } else if (message.restoring) {
      this.#restoring = true;
      this.#limit(stopped);
    } else if (message.id !== undefined) this.#answer(message);
  }

  /** @param {Message} message */
  #answer({ id = 0, answer, fault }) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    if (answer === undefined) waiting.reject(new Error(fault));
    else waiting.resolve(JSON.parse(answer));
    this.#keepSoon();
  }

  /** Nothing heard for too long during a start means that it hangs. @param {(fault: Error) => void} stopped */
  #limit(stopped) {
    clearTimeout(this.#timer);
    const what = this.#restoring ? "restore" : "start";
    this.#timer = setTimeout(() => stopped(new Error(`the ${what} took too long`)), this.#most(what));
  }

  /** A limit; a test may give the page others, as `data-limits="start=500 idle=50"`. @param {keyof Limits} what */
  #most(what) {
    const given = globalThis.document?.querySelector("[data-limits]")?.getAttribute("data-limits") ?? "";
    return Number(new RegExp(`${what}=(\\d+)`).exec(given)?.[1] ?? this.limits[what] ?? 0);
  }

  /** Once a plan was made and nobody asks, another worker makes the snapshot that the next visit starts from. */
  #keepSoon() {
    clearTimeout(this.#idle);
    const wait = this.#most("idle");
    const { deviceMemory = LEAST_GIGABYTES } = /** @type {{deviceMemory?: number}} */ (globalThis.navigator ?? {});
    if (this.#keep === "wanted" && wait && deviceMemory >= LEAST_GIGABYTES) this.#idle = setTimeout(() => void this.#makeSnapshot().catch(() => {}), wait);
  }

  async #makeSnapshot() {
    if (this.#waiting.size) return;
    this.#keep = "done";
    const setup = await this.setup();
    const maker = this.make();
    const end = () => {
      clearTimeout(timer);
      maker.terminate();
    };
    const timer = setTimeout(end, this.#most("keep"));
    for (const sign of ["message", "error", "messageerror"]) maker.addEventListener(sign, end);
    maker.postMessage({ keep: setup });
  }

  /** @param {Error} fault @param {(fault: Error) => void} reject */
  #fail(fault, reject) {
    clearTimeout(this.#timer);
    this.#restoring = false;
    this.#worker?.terminate();
    this.#worker = null;
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.reject(fault);
    }
    this.#waiting.clear();
    this.#started = Promise.reject(fault);
    this.#started.catch(() => {});
    this.#enter("failed", { why: fault.message });
    reject(fault);
  }

  /** @param {State} state @param {Message} more */
  #enter(state, more) {
    this.state = state;
    this.tell(state, more);
  }
}
