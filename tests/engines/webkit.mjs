// WebKitGTK, driven through its own WebDriver under a screen in memory.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Builder, By, Capabilities } from "selenium-webdriver";
import { LONG } from "./scenes.mjs";

const DRIVER = [process.env["WEBKIT_DRIVER"], "/usr/bin/WebKitWebDriver"].find((path) => path && existsSync(path));
const SCREEN = ["/usr/bin/xvfb-run"].find((path) => existsSync(path));
// Debian puts it below the name of the processor's kind.
const BROWSER = existsSync("/usr/lib") ? readdirSync("/usr/lib").map((name) => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`).find((path) => existsSync(path)) : undefined;
export const MISSING = "WebKitGTK is missing: install webkit2gtk-driver and xvfb, or name the driver in WEBKIT_DRIVER.";
/** Whether all of it is on this machine. */
export const IS_HERE = !!(DRIVER && SCREEN && BROWSER);

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((done) => server.close(done));
  return port;
}

/** @param {number} port @returns {Promise<import("selenium-webdriver").WebDriver>} */
async function connected(port) {
  const wanted = new Capabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: BROWSER, args: ["--automation"] } });
  for (let left = 50; ; left--) {
    try {
      return await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build();
    } catch (fault) {
      if (!left) throw fault;
      await pause(300);
    }
  }
}

/** A page of a new browser; `press` is a finger on a part of it. @returns {Promise<{page: import("./scenes.mjs").Driven, press: (selector: string) => Promise<void>, close: () => Promise<void>}>} */
export async function webkit() {
  const port = await freePort();
  const screen = spawn(SCREEN ?? "", ["-a", DRIVER ?? "", `--port=${port}`], { stdio: "ignore", detached: true });
  const driver = await connected(port);
  await driver.manage().setTimeouts({ script: LONG, pageLoad: LONG });
  return {
    page: {
      go: (url) => driver.get(url),
      reload: () => driver.navigate().refresh(),
      run: async (code, ...given) => {
        const done = await driver.executeAsyncScript(`
          const answer = arguments[arguments.length - 1];
          (async function () { ${code} })(...[...arguments].slice(0, -1)).then((value) => answer({ value }), (fault) => answer({ fault: String(fault) }));
        `, ...given);
        const { value, fault } = /** @type {{value: any, fault?: string}} */ (done);
        if (fault) throw new Error(fault);
        return value;
      },
    },
    press: (selector) => driver.findElement(By.css(selector)).click(),
    close: async () => {
      await driver.quit().catch(() => {});
      // The screen and the driver are its group.
      if (screen.pid) try { process.kill(-screen.pid); } catch { /* They are gone. */ }
    },
  };
}
