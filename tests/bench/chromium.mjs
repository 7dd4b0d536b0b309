// Chromium for the bench, with nobody else in it: a test's driver stops each worker for a moment, follows each request and has scripts read once
// more, on the cores that it measures. Here nothing of that is switched on.
import connect from "chrome-remote-interface";
import { launch } from "chrome-launcher";
import { CHROMIUM, SKIP } from "../browser/chromium.mjs";

// Chromium would give what a worker's worker fetches a second line to itself. Without this name the planner takes it for a browser in which it makes no
// second worker (compiling.mjs), and then all is fetched over one line.
const ALONE = "delete globalThis.WorkerNavigator?.prototype.userAgentData";
// Milliseconds until an answer sets out on a slow line.
const LATENCY = 60;

/** @type {import("./peers.mjs").Engine} */
export const engine = {
  name: "Chromium",
  missing: SKIP,
  forgets: false,
  open: async (on, profile) => {
    const browser = await launch({ ...(CHROMIUM ? { chromePath: CHROMIUM } : {}), userDataDir: profile, chromeFlags: ["--headless", "--no-sandbox"] });
    const client = await connect({ port: browser.port, local: true });
    const { Browser, Page, Runtime } = client;
    await Page.enable();
    if (on.megabits) await slow(client, on.megabits);
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

/**
 * Chromium's own slow line, which the page and its workers have together. A worker is held until it has its share: on such a line that is nothing.
 * @param {import("chrome-remote-interface").Client} client @param {number} megabits a second
 */
async function slow(client, megabits) {
  const throughput = (megabits * 1_000_000) / 8;
  const line = { urlPattern: "", latency: LATENCY, downloadThroughput: throughput, uploadThroughput: throughput };
  // The package's types do not know all of Chromium's commands.
  const send = /** @type {(command: string, given: object, session?: string) => Promise<unknown>} */ (client.send.bind(client));
  /** @param {string} [session] */
  const put = (session) => Promise.all([
    send("Network.enable", {}, session),
    send("Network.emulateNetworkConditionsByRule", { offline: false, matchedNetworkConditions: [line] }, session),
    send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, session),
    send("Runtime.evaluate", { expression: ALONE }, session),
    send("Runtime.runIfWaitingForDebugger", {}, session),
  ]);
  client.on("Target.attachedToTarget", ({ sessionId }) => void put(sessionId).catch(({ message }) => process.stderr.write(`A worker may not keep to the slow line: ${message}\n`)));
  await put();
}
