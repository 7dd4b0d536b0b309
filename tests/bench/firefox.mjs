// Firefox for the bench; WebDriver BiDi runs the reader before the page's own scripts.
import { FIREFOX, MISSING, firefox } from "../engines/firefox.mjs";

/** @type {import("./peers.mjs").Engine} */
export const engine = {
  name: "Firefox",
  missing: FIREFOX ? false : MISSING,
  forgets: false,
  open: async (on, profile) => {
    const { tab, close } = await firefox(profile);
    return {
      go: async (path, reader) => {
        await tab.evaluateOnNewDocument(reader);
        await tab.goto(`${on.origin}/${path}`);
      },
      ask: (question) => tab.evaluate(question),
      close,
    };
  },
};
