/**
 * The engine as the page sees it: one worker that lives on, asked with JSON and answering with JSON.
 * Every start and every question has a time limit, because a worker that dies, or a start that hangs, says nothing.
 *
 * @typedef {"idle" | "downloading" | "starting" | "ready" | "failed"} State
 * @typedef {{path: string, bytes: number, sha256: string}} Sent
 * @typedef {{folder: string, lock: object, files: Record<string, Sent>}} Manifest
 * @typedef {{base: string, manifest: Manifest}} Setup
 * @typedef {{state?: State, loaded?: number, total?: number, why?: string, id?: number, answer?: string, fault?: string}} Message
 * @typedef {Pick<Worker, "postMessage" | "terminate" | "addEventListener">} WorkerLike
 * @typedef {{resolve: (answer: any) => void, reject: (fault: Error) => void, timer: ReturnType<typeof setTimeout>}} Waiting
 */

const LIMITS = { start: 30_000, ask: 20_000 };

/** A worker started from a blob is bound by the page's policy; one started by address would not be. @param {string} address */
export function blobWorker(address) {
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(blob), { type: "module" });
}

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

  /**
   * @param {() => WorkerLike} make
   * @param {() => Promise<Setup>} setup
   * @param {(state: State, more: Message) => void} tell
   * @param {typeof LIMITS} limits
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
      this.#limit(reject);
      this.#launch(resolve, reject).catch((fault) => this.#fail(fault, reject));
    });
    return this.#started;
  }

  /** Start once more after a failure. */
  again() {
    if (this.state === "failed") this.#started = null;
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
      const timer = setTimeout(() => this.#fail(new Error("no answer in time"), reject), this.limits.ask * (calendar ? 2 : 1));
      this.#waiting.set(id, { resolve, reject, timer });
      this.#worker?.postMessage({ id, request: JSON.stringify(request), calendar });
    });
  }

  /** @param {() => void} resolve @param {(fault: Error) => void} reject */
  async #launch(resolve, reject) {
    const setup = await this.setup();
    const worker = this.make();
    this.#worker = worker;
    worker.addEventListener("error", () => this.#worker === worker && this.#fail(new Error("the worker stopped"), reject));
    worker.addEventListener("messageerror", () => this.#worker === worker && this.#fail(new Error("the worker spoke nonsense"), reject));
    worker.addEventListener("message", (event) => this.#worker === worker && this.#hear(/** @type {MessageEvent<Message>} */ (event).data, resolve, reject));
    worker.postMessage({ start: setup });
  }

  /** @param {Message} message @param {() => void} resolve @param {(fault: Error) => void} reject */
  #hear(message, resolve, reject) {
    if (message.state === "failed") this.#fail(new Error(message.why), reject);
    else if (message.state) {
      this.#enter(message.state, message);
      clearTimeout(this.#timer);
      if (message.state === "ready") resolve();
      else this.#limit(reject);
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
  }

  /** Nothing heard for too long during a start means that it hangs. @param {(fault: Error) => void} reject */
  #limit(reject) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(new Error("the start took too long"), reject), this.limits.start);
  }

  /** @param {Error} fault @param {(fault: Error) => void} reject */
  #fail(fault, reject) {
    clearTimeout(this.#timer);
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
