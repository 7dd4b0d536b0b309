/**
 * Keeps the guide on this device, so that it opens without a network: the pages when it is installed, the planner's engine once a plan was made.
 *
 * A file that is kept is answered with the very response that was stored, under its own address: browsers keep compiled code beside it, and lose
 * that when the response is wrapped in another. Everything kept belongs to one build. A newer build is fetched in the background and waits until
 * the reader says so, or until no page of the guide is open.
 *
 * @typedef {[path: string, revision: string, bytes: number]} Entry a revision that begins with "sha256-" is checked by the browser
 * @typedef {{version: string, files: Entry[]}} Group
 * @typedef {"reading" | "engine"} Kind
 * @typedef {{cache: Cache, revisions: Map<string, string>}} Older
 */

/** The build writes what there is in place of this line. @type {Record<Kind, Group>} */
const GROUPS = { reading: { version: "", files: [] }, engine: { version: "", files: [] } };

const here = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const HOME = here.registration.scope;
// Neighbours on the same origin have caches too: ours begin with our own path.
const OURS = `follow-up ${new URL(HOME).pathname} `;
const LIST = `${HOME}?files`;
// Held by a page while the planner starts: that comes first.
const STARTING = `follow-up ${new URL(HOME).pathname} starting`;
const AT_A_TIME = 4;
// A store finds no answer that varies with what a request says of itself; only how it is packed is nothing that a request says to a store.
const OTHER_THAN_PACKING = /(?:^|,)\s*(?!accept-encoding\s*(?:,|$))[^\s,]/i;
// Folders of which all files are kept, by the group they belong to.
const FOLDERS = /** @type {const} */ ([["assets/", "reading"], ["planner/assets/", "reading"], ["engine/", "engine"]]);
// Browsers take 256 rules.
const MOST_RULES = 250;

/** @type {Map<string, Kind>} */
const KINDS = new Map();
for (const kind of /** @type {Kind[]} */ (["reading", "engine"])) for (const [path] of GROUPS[kind].files) KINDS.set(path, kind);

/** @type {Partial<Record<Kind, Promise<void>>>} */
const filling = {};
/** @type {Promise<void> | undefined} */
let restoring;

/** @param {Kind} kind */
const nameOf = (kind) => `${OURS}${kind} ${GROUPS[kind].version}`;

/** Get what is missing of a group; a second call while it runs is the same. @param {Kind} kind */
function fill(kind) {
  filling[kind] ??= getMissing(kind).finally(() => delete filling[kind]);
  return filling[kind];
}

/** @param {Kind} kind */
async function getMissing(kind) {
  const older = await olderOf(kind);
  const cache = await caches.open(nameOf(kind));
  const { files } = GROUPS[kind];
  await cache.put(LIST, new Response(JSON.stringify(files)));
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = files.filter(([path]) => !there.has(HOME + path));
  const take = async () => {
    for (let entry = missing.shift(); entry; entry = missing.shift()) {
      await here.navigator.locks?.request(STARTING, () => {});
      await keep(cache, entry, older);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, take));
}

/**
 * The browser may have thrown away what was kept, but not this worker: then nothing is installed again. Where there is a newer build, that one brings
 * all of its own, and the pages of this one are no longer to be had.
 */
function restore() {
  restoring ??= getLost().catch(() => {}).finally(() => (restoring = undefined));
  return restoring;
}

async function getLost() {
  const there = await (await caches.open(nameOf("reading"))).keys();
  // The list of them lies there too.
  if (there.length > GROUPS.reading.files.length) return;
  await here.registration.update();
  const { installing, waiting } = here.registration;
  if (!installing && !waiting) await fill("reading");
}

/** What earlier builds have left, with the revisions of their files. @param {Kind} kind @returns {Promise<Older[]>} */
async function olderOf(kind) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${OURS}${kind} `) && name !== nameOf(kind));
  return Promise.all(names.map(async (name) => {
    const cache = await caches.open(name);
    /** @type {Entry[]} */
    const files = await (await cache.match(LIST))?.json().catch(() => []) ?? [];
    return { cache, revisions: new Map(files.map(([path, revision]) => [path, revision])) };
  }));
}

/** Keep one file: an earlier build's if it is the same, else from the network. @param {Cache} cache @param {Entry} entry @param {Older[]} older */
async function keep(cache, [path, revision], older) {
  const url = HOME + path;
  const same = older.find(({ revisions }) => revisions.get(path) === revision);
  const response = (await same?.cache.match(url)) ?? (await get(url, revision));
  await cache.put(url, response);
}

/** @param {string} url @param {string} revision */
async function get(url, revision) {
  // The engine's names change with its bytes, and the planner may have fetched it a moment ago; anything else must come fresh.
  const cache = /\/engine\/[0-9a-f]{16}\//.test(url) ? "default" : "reload";
  const integrity = revision.startsWith("sha256-") ? revision : "";
  const response = await fetch(url, { cache, integrity, credentials: "same-origin" });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  // A browser refuses to open a page whose answer was sent on from another address; and what varies with how it is asked for is not found again.
  return response.redirected || OTHER_THAN_PACKING.test(response.headers.get("vary") ?? "") ? plain(response) : response;
}

/** @param {Response} response */
function plain({ body, headers }) {
  const kept = new Headers(headers);
  kept.delete("vary");
  return new Response(body, { headers: kept });
}

/** Which of our files a request is for; undefined when it is none of our business. @param {Request} request */
function pathOf({ method, url, headers }) {
  if (method !== "GET" || !url.startsWith(HOME) || headers.has("range")) return undefined;
  return decodeURI(new URL(url).pathname.slice(new URL(HOME).pathname.length)).replace(/(^|\/)index\.html$/, "$1");
}

/** @param {string} path @param {Kind} kind @returns {Promise<Response | undefined>} */
const kept = (path, kind) => caches.match(HOME + path, { cacheName: nameOf(kind), ignoreVary: true });

/** @param {FetchEvent} event @param {string} path @param {Kind} kind */
async function answer(event, path, kind) {
  const found = await kept(path, kind);
  if (found) return found;
  // What the reader waits for comes first.
  const answered = fetch(event.request);
  if (kind === "reading") event.waitUntil(answered.then(restore, () => {}));
  return answered;
}

/** A page that we do not know: the server's own answer, and without a network the page that says so. @param {Request} request */
async function unknown(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const page = await kept("404.html", "reading");
    if (!page) throw fault;
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

here.addEventListener("install", (event) => {
  event.waitUntil(install());
  route(event);
});

/**
 * Where the browser can look into the store by itself, it need not wake this worker for what lies there; what does not comes from the network, as
 * in `answer`. An address with a question in it is for this worker.
 * @param {ExtendableEvent & {addRoutes?: (rules: object[]) => Promise<void>}} event
 */
function route(event) {
  const literally = (/** @type {string} */ path) => path.replace(/[\\*+?:(){}]/g, "\\$&");
  const pages = GROUPS.reading.files.map(([path]) => path).filter((path) => /(^|\/)$/.test(path));
  const rule = (/** @type {string} */ path, /** @type {Kind} */ kind, all = "") => ({
    condition: { urlPattern: { pathname: literally(new URL(HOME).pathname + path) + all, search: "" }, requestMethod: "GET" },
    source: { cacheName: nameOf(kind) },
  });
  const rules = [...FOLDERS.map(([folder, kind]) => rule(folder, kind, "*")), ...pages.map((path) => rule(path, "reading"))];
  event.addRoutes?.(rules.slice(0, MOST_RULES)).catch(() => {});
}

async function install() {
  await fill("reading");
  // Who has the planner on the device keeps it over an update.
  if ((await olderOf("engine")).some(({ revisions }) => revisions.size)) await fill("engine");
}

here.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  const current = new Set([nameOf("reading"), nameOf("engine")]);
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && !current.has(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await here.clients.claim();
}

here.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request);
  if (path === undefined) return;
  const kind = KINDS.get(path);
  if (kind) event.respondWith(answer(event, path, kind));
  else if (KINDS.has(`${path}/`)) event.respondWith(Response.redirect(`${HOME}${path}/${new URL(request.url).search}`));
  else if (request.mode === "navigate") event.respondWith(unknown(request));
});

here.addEventListener("message", (event) => {
  if (event.data === "keep the engine") event.waitUntil(Promise.all([fill("engine").catch(() => {}), restore()]));
  if (event.data === "keep the guide") event.waitUntil(restore());
  if (event.data === "use the new version") event.waitUntil(here.skipWaiting());
});
