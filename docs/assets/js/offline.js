// Keeps the guide on this device (sw.js) and says when there is a new version: never while something is being typed, in this tab or another.
// A plain script: opened from a file, or in a browser that cannot do it, it does nothing and says nothing.
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const workers = /** @type {ServiceWorkerContainer | undefined} */ (navigator.serviceWorker);
  if (!script || !workers || !location.protocol.startsWith("http")) return;
  const home = new URL("../../", script.src);
  const connection = /** @type {{saveData?: boolean, effectiveType?: string} | undefined} */ (/** @type {any} */ (navigator).connection);
  // Somebody who asked for few bytes, or who is on a very slow line, is not sent the whole guide.
  if ((connection?.saveData || /2g/.test(connection?.effectiveType ?? "")) && !workers.controller) return;

  const EDITING = `follow-up ${home.pathname} editing`;
  const LATER = `follow-up ${home.pathname} later`;
  // Held by a planner that starts (visit.mjs).
  const STARTING = `follow-up ${home.pathname} starting`;
  const SETTLE = 2000;
  const hadWorker = !!workers.controller;

  /** @type {(() => void) | undefined} */
  let letGo;
  let held = false;
  let replaced = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;

  /** @param {EventTarget | null} target */
  const plannerOf = (target) => (target instanceof Element ? target.closest("follow-up-planner") : null);

  /** A lock that every tab can see, for as long as what was typed may not be saved. */
  function hold() {
    clearTimeout(settling);
    showing()?.replaceChildren();
    if (held) return;
    held = true;
    void navigator.locks?.request(EDITING, { mode: "shared" }, () => new Promise((done) => {
      letGo = () => done(undefined);
      if (!held) letGo();
    }));
  }

  /** The planner saves shortly after the last letter; until then, and while it says that it cannot save, the lock stays. */
  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const planner = document.querySelector("follow-up-planner");
      if (planner?.matches("[data-editing]") || planner?.querySelector("[data-warning]:not([hidden]):not(:empty)")) return settle();
      held = false;
      letGo?.();
      if (replaced) location.reload();
    }, SETTLE);
  }

  document.addEventListener("input", (event) => plannerOf(event.target) && hold(), true);
  document.addEventListener("focusout", (event) => held && plannerOf(event.target) && settle(), true);

  async function isEdited() {
    if (held) return true;
    const locks = await navigator.locks?.query().catch(() => undefined);
    return !!locks?.held?.some(({ name }) => name === EDITING);
  }

  const showing = () => document.querySelector("[data-update]");

  /** Say that there is a new version, once nobody is typing. @param {ServiceWorker} waiting */
  async function offer(waiting) {
    clearTimeout(asking);
    if (waiting.state !== "installed" || sessionStorage.getItem(LATER)) return;
    const bar = showing();
    const words = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-update-words]"));
    if (!bar || !words) return;
    if (!(await isEdited()) && !bar.firstElementChild) bar.replaceChildren(words.content.cloneNode(true));
    const [now, later] = bar.querySelectorAll("button");
    if (now) now.onclick = async () => ((await isEdited()) ? bar.replaceChildren() : waiting.postMessage("use the new version"));
    if (later) later.onclick = () => {
      sessionStorage.setItem(LATER, "1");
      bar.replaceChildren();
    };
    asking = setTimeout(() => void offer(waiting), SETTLE);
  }

  workers.addEventListener("controllerchange", () => {
    if (!hadWorker || replaced) return;
    replaced = true;
    if (!held) location.reload();
  });

  async function begin() {
    const registration = await /** @type {ServiceWorkerContainer} */ (workers).register(new URL("sw.js", home));
    const watch = () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => coming.state === "installed" && registration.active && void offer(coming));
    };
    registration.addEventListener("updatefound", watch);
    watch();
    if (registration.waiting && registration.active) void offer(registration.waiting);
    if (matchMedia("(display-mode: standalone)").matches) void keepEngine();
    if (!(await arePagesKept())) registration.active?.postMessage("keep the guide");
  }

  /** The browser may have thrown them away and left the service worker. Where pages come without it, it would not hear of that. */
  const arePagesKept = async () => (await caches.keys()).some((name) => name.startsWith(`follow-up ${home.pathname} reading `));

  async function keepEngine() {
    const { active } = await /** @type {ServiceWorkerContainer} */ (workers).ready;
    active?.postMessage("keep the engine");
  }

  // A first plan means that the engine is wanted: from then on it is kept.
  document.addEventListener("planned", () => void keepEngine(), { capture: true, once: true });

  // After the page itself and a planner that starts, so that nothing the reader waits for comes later.
  const calm = async () => navigator.locks?.request(STARTING, () => {});
  const soon = () => (window.requestIdleCallback ?? setTimeout)(() => void calm().then(begin).catch(() => {}));
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
})();
