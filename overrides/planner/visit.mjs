/**
 * The one engine of this visit: its worker lives on while the reader goes from page to page. And the one store.
 *
 * @typedef {import("./engine.mjs").State} State
 * @typedef {import("./engine.mjs").Message} Message
 * @typedef {(state: State, more: Message) => void} Tell
 */
// The build puts in what there is: no further answers to wait for on a slow line.
import manifest from "engine-manifest";
import worker from "worker-script";
import { BASE } from "./base.mjs";
import { Engine, blobWorker } from "./engine.mjs";
import { Store } from "./store.mjs";

const { pathname: PATH } = new URL(BASE);
/** While this lock is held, the service worker waits with all that it would put on the device (sw.js). */
const STARTING = `follow-up ${PATH} starting`;
const SETTLE = 1500;

/** @type {Tell} */
let tell = () => {};
/** @type {[State, Message]} */
let said = ["idle", {}];
/** @type {(() => void) | undefined} lets go of the lock, while it is held */
let calm;

/** The device has two hands: what starts comes first. @param {State} state */
function giveWay(state) {
  if (state === "downloading" && !calm) {
    const started = new Promise((done) => (calm = () => done(undefined)));
    void navigator.locks?.request(STARTING, { mode: "shared" }, () => started).catch(() => {});
  }
  if (state === "ready" || state === "failed") setTimeout(letGo, SETTLE);
}

function letGo() {
  calm?.();
  calm = undefined;
}

const engine = new Engine(() => blobWorker(worker), async () => ({ base: BASE, manifest }), (state, more) => {
  giveWay(state);
  said = [state, more];
  tell(state, more);
});

/** The engine, and from now on its state. @param {Tell} told */
export function engineFor(told) {
  tell = told;
  if (engine.state !== "idle") tell(...said);
  return engine;
}

/** What this device keeps. */
export const store = new Store(PATH);
store.lookAhead();

/** Whether the engine lies on this device, as the service worker keeps it. */
async function isKept() {
  const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
  return names.some((name) => name.startsWith(`follow-up ${PATH} engine `));
}

/** Who has the guide on the device may have a plan there, and waits for that first: the page comes before the engine. */
async function pageIsThere() {
  if (document.readyState !== "loading" || !navigator.serviceWorker?.controller) return;
  await new Promise((there) => document.addEventListener("DOMContentLoaded", there, { once: true }));
}

/**
 * Start before anything is touched, where that costs the reader nothing: the engine is on the device, or the line is fast and nobody asked to save
 * bytes. A page in a hidden tab waits, and so does every browser that does not tell what line it is on.
 */
async function startAtOnce() {
  const { saveData, effectiveType } = /** @type {{connection?: {saveData?: boolean, effectiveType?: string}}} */ (navigator).connection ?? {};
  await pageIsThere();
  if (document.visibilityState === "visible" && ((!saveData && effectiveType === "4g") || (await isKept()))) await engine.start();
}

void startAtOnce().catch(() => {});
