/** Pictures of what a test looks at, for whoever wants to look as well: in test-results/, which is kept out of the tree. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./chromium.mjs";

const FOLDER = join(ROOT, "test-results");
// Where a PNG says how wide it is.
const WIDTH_AT = 16;

/** Take the whole page. @param {import("playwright-core").Page} page @param {string} name @returns {Promise<number>} its width, more than the window's where it scrolls sideways */
export async function takePicture(page, name) {
  mkdirSync(FOLDER, { recursive: true });
  const picture = await page.screenshot({ path: join(FOLDER, `${name.replace(/[^\w]+/g, "-").toLowerCase()}.png`), fullPage: true });
  return picture.readUInt32BE(WIDTH_AT);
}
