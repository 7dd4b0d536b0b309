// WebKitGTK for the bench.
import { readFileSync } from "node:fs";
import { IS_HERE, MISSING, webkit } from "../engines/webkit.mjs";
import { fileOf } from "./peers.mjs";

/**
 * Its driver cannot run anything before the page's own scripts. So the server puts the reader first into the page's head: in place, so that nothing
 * more has to be fetched, and before the policy, which binds only what comes after it and stays as it is.
 * @param {import("./peers.mjs").Bench} on @param {string} path @param {() => void} reader
 */
function readBy(on, path, reader) {
  const page = readFileSync(fileOf(on, path), "utf8").replace("<head>", (head) => `${head}<script>(${reader})()</script>`);
  on.faults[path] = (_, response) => !!response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
}

/** @type {import("./peers.mjs").Engine} */
export const engine = {
  name: "WebKitGTK",
  missing: IS_HERE ? false : MISSING,
  forgets: "its driver keeps neither a profile nor Cache Storage",
  open: async (on) => {
    const { page, close } = await webkit();
    return {
      go: (path, reader) => {
        readBy(on, `/${path}`, reader);
        return page.go(`${on.origin}/${path}`);
      },
      ask: (question) => page.run(`return (${question})()`),
      close,
    };
  },
};
