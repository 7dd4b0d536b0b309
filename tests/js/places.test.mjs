// The employer's place, as the page asks for it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Places } from "../../overrides/planner/places.mjs";

const fetched = globalThis.fetch;
afterEach(() => void (globalThis.fetch = fetched));

/** Answer as a host would. @param {() => Response} answer @returns {string[]} what was asked for */
function host(answer) {
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = async (address) => (asked.push(String(address)), answer());
  return asked;
}

test("which country was chosen is told to nobody: all come in one file, and once", async () => {
  const asked = host(() => Response.json({ GB: { code: "GB", name: "United Kingdom" }, US: { code: "US", name: "United States" } }));
  const places = new Places("https://example.org/guide/");
  assert.deepEqual([(await places.of("GB"))?.name, (await places.of("US"))?.name], ["United Kingdom", "United States"]);
  assert.deepEqual(asked, ["https://example.org/guide/planner/places.json"]);
});

test("no country, and one that is not known, have no holidays; nothing is fetched for what is no country", async () => {
  const asked = host(() => Response.json({}));
  const places = new Places("/");
  assert.deepEqual([await places.of(""), await places.of(undefined), await places.of("../x")], [null, null, null]);
  assert.deepEqual(asked, []);
  assert.equal(await places.of("XX"), null);
});

test("a file that could not be had is asked for again", async () => {
  let there = false;
  host(() => (there ? Response.json({ GB: { code: "GB", name: "United Kingdom" } }) : new Response("", { status: 503 })));
  const places = new Places("/");
  assert.equal(await places.of("GB"), null);
  there = true;
  assert.equal((await places.of("GB"))?.name, "United Kingdom");
});
