// Chromium for the bench; Playwright runs the reader before the page's own scripts.
import { SKIP, open } from "../browser/chromium.mjs";

/** @type {import("./peers.mjs").Engine} */
export const engine = {
  name: "Chromium",
  missing: SKIP,
  forgets: false,
  open: async (on, profile) => {
    const context = await open(profile);
    const page = await context.newPage();
    return {
      go: async (path, reader) => {
        await page.addInitScript(reader);
        await page.goto(`${on.origin}/${path}`, { waitUntil: "commit" });
      },
      ask: (question) => page.evaluate(question),
      close: () => context.close(),
    };
  },
};
