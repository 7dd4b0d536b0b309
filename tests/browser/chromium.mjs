/**
 * A Chromium for the tests, and what every page must keep to: nothing from another origin, no violation of the policy, no error in the console.
 *
 * @typedef {import("playwright-core").BrowserContext} Context
 * @typedef {import("playwright-core").Page} Page
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

// The browser without a surface of its own first: for every page that a test opens the other one draws a toolbar, which nobody sees.
const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** The site under test: SITE names another than the one in the tree. */
export const SITE = process.env["SITE"] ?? join(ROOT, "site");
/** Where Chromium is; undefined when there is none. */
export const CHROMIUM = [process.env["CHROMIUM"], ...PLACES].find((path) => path && existsSync(path));
if (!CHROMIUM && process.env["CI"] === "true") throw new Error("Chromium is missing: install it, or name it in CHROMIUM.");
/** What a test is skipped for; false when it can run. */
export const SKIP = CHROMIUM ? false : "Chromium is missing: install it, or name it in CHROMIUM.";

/** @param {string} [profile] a folder, to keep the profile between starts @returns {Promise<Context>} */
export async function open(profile) {
  const options = { ...(CHROMIUM ? { executablePath: CHROMIUM } : {}), args: ["--no-sandbox"] };
  if (profile) return chromium.launchPersistentContext(profile, options);
  const browser = await chromium.launch(options);
  const context = await browser.newContext();
  context.on("close", () => void browser.close());
  return context;
}

/**
 * Watch all that a context does. What is in the lists is a fault.
 * @param {Context} context
 * @param {string} origin
 */
export async function watch(context, origin) {
  /** @type {{elsewhere: string[], violations: string[], errors: string[]}} */
  const seen = { elsewhere: [], violations: [], errors: [] };
  const local = new RegExp(`^(${origin.replace(/[.]/g, "\\.")}/|data:|blob:|about:|file:)`);
  context.on("request", (request) => void (local.test(request.url()) || seen.elsewhere.push(request.url())));
  context.on("weberror", (fault) => void seen.errors.push(String(fault.error())));
  context.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
    if (/Content Security Policy|violat/i.test(message.text())) seen.violations.push(message.text());
  });
  await context.addInitScript(() => {
    /** @type {string[]} */
    const list = ((/** @type {any} */ (globalThis)).violations = []);
    globalThis.document?.addEventListener("securitypolicyviolation", (event) => list.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  return seen;
}

/** The violations that a page has met. @param {Page} page @returns {Promise<string[]>} */
export const violations = (page) => page.evaluate(() => /** @type {any} */ (globalThis).violations);

/** Wait until the guide is kept on the device. @param {Page} page */
export const kept = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  const { active } = registration;
  if (active?.state !== "activated") await new Promise((done) => active?.addEventListener("statechange", () => active.state === "activated" && done(undefined)));
});
