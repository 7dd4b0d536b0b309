// Chromium for the bench, with nobody else in it: a test's driver stops each worker for a moment, follows each request and has scripts read once
// more, on the cores that it measures. Here nothing of that is switched on.
import connect from "chrome-remote-interface";
import { launch } from "chrome-launcher";
import { CHROMIUM, SKIP } from "../browser/chromium.mjs";

/** @type {import("./peers.mjs").Engine} */
export const engine = {
  name: "Chromium",
  missing: SKIP,
  forgets: false,
  open: async (on, profile) => {
    const browser = await launch({ ...(CHROMIUM ? { chromePath: CHROMIUM } : {}), userDataDir: profile, chromeFlags: ["--headless", "--no-sandbox"] });
    const { Browser, Page, Runtime } = await connect({ port: browser.port, local: true });
    await Page.enable();
    /** A function as the page reads it. @param {Function} work */
    const called = (work) => `(${work})()`;
    return {
      go: async (path, reader) => {
        await Page.addScriptToEvaluateOnNewDocument({ source: called(reader) });
        await Page.navigate({ url: `${on.origin}/${path}` });
      },
      ask: async (question) => {
        const { result, exceptionDetails: fault } = await Runtime.evaluate({ expression: called(question), awaitPromise: true, returnByValue: true });
        if (fault) throw new Error(fault.exception?.description ?? fault.text);
        return result.value;
      },
      // By itself, so that all it keeps is written; only then is it surely gone.
      close: async () => {
        const gone = new Promise((done) => browser.process.once("exit", done));
        await Browser.close();
        await gone;
        browser.kill();
      },
    };
  },
};
