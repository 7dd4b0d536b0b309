// Firefox, driven through WebDriver BiDi.
import { existsSync } from "node:fs";
import { launch } from "puppeteer-core";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
/** Where Firefox is; undefined when there is none. */
export const FIREFOX = [process.env["FIREFOX"], ...PLACES].find((path) => path && existsSync(path));
export const MISSING = "Firefox is missing: install it, or name it in FIREFOX.";

/** A tab of a new browser. @param {string} [profile] a folder, to keep the profile between starts */
export async function firefox(profile) {
  const browser = await launch({ browser: "firefox", headless: true, ...(FIREFOX ? { executablePath: FIREFOX } : {}), ...(profile ? { userDataDir: profile } : {}) });
  return { tab: await browser.newPage(), close: () => browser.close() };
}
