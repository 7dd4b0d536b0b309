// A page of the guide is light.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SITE, SKIP } from "../browser/chromium.mjs";
import { PAGES, requests, sent } from "../browser/weights.mjs";

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: under 200 kB sent in all, gzip, and the search index only when somebody searches`, { skip: SKIP }, async () => {
    const files = await requests(SITE, path);
    const { gzip } = sent(SITE, files);
    assert.ok(gzip < 200_000, `${gzip} bytes: ${files.join(" ")}`);
    assert.ok(!files.some((file) => file.startsWith("search/") || file.startsWith("engine/")), files.join(" "));
  });
}
