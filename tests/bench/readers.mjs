/**
 * Who looks at a page of the bench. These functions run in the page, before anything of its own: each notes as `first` when it saw what it waited
 * for, in milliseconds since the navigation, by the page's own clock. So no engine's driver is part of the time.
 */

/** Answers nothing, and notes when a line that Python made is there. */
export function asOnlooker() {
  new MutationObserver((_, observer) => {
    if (!document.getElementById("line")?.textContent) return;
    observer.disconnect();
    (/** @type {any} */ (globalThis)).first = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** Answers at once, and notes when the plan is there and whether the engine came from a snapshot. */
export function asReader() {
  const here = /** @type {any} */ (globalThis);
  here.heard = [];
  const Usual = Worker;
  globalThis.Worker = class extends Usual {
    /** @param {string | URL} address @param {WorkerOptions} [options] */
    constructor(address, options) {
      super(address, options);
      this.addEventListener("message", ({ data }) => void (data?.restoring && here.heard.push("restoring")));
    }
  };
  new MutationObserver((_, observer) => {
    const planner = document.querySelector("follow-up-planner[data-ready]");
    const day = planner?.querySelector('[id="rounds.0.date.day"]');
    if (!planner || !day) return;
    observer.disconnect();
    document.documentElement.setAttribute("data-limits", "start=240000 ask=240000 restore=240000 keep=240000 idle=300");
    planner.addEventListener("planned", () => (here.first ??= performance.now()));
    const soon = new Date(Date.now() + 40 * 86_400_000);
    for (const [part, value] of Object.entries({ day: 12 + here.heard.length, month: soon.getMonth() + 1, year: soon.getFullYear() })) {
      const field = /** @type {HTMLInputElement | null} */ (planner.querySelector(`[id="rounds.0.date.${part}"]`));
      if (field) field.value = String(value);
    }
    planner.querySelector("form")?.requestSubmit();
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Answers nothing, and notes when the plan of the last visit is there. */
export function asWhoReturns() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector("follow-up-planner[data-planned]")) return;
    observer.disconnect();
    (/** @type {any} */ (globalThis)).first = performance.now();
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

/** What the reader noted, once there is something; the page waits by itself, so that no driver disturbs it meanwhile. @returns {Promise<number | undefined>} */
export async function noted() {
  const here = /** @type {any} */ (globalThis);
  for (let left = 240_000; !here.first && left > 0; left -= 50) await new Promise((done) => setTimeout(done, 50));
  return here.first;
}

/** Whether all that a later visit starts from is kept on the device. */
export async function isKept() {
  const names = await caches.keys();
  const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return ["follow-up snapshot ", " engine ", " reading "].every((part) => names.some((name, n) => name.includes(part) && (counts[n] ?? 0) > 0));
}
