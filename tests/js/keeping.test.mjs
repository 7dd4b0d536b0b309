import assert from "node:assert/strict";
import { test } from "node:test";

import { caseIn } from "../../overrides/planner/files.mjs";

test("a case is read from a file of JSON and from a page that was saved", () => {
  assert.deepEqual(caseIn('{"role": "Editor"}'), { role: "Editor" });
  const page = '<!DOCTYPE html><title>x</title><script type="application/json" id="case">{"role": "\\u003c/script> & Co"}</script>';
  assert.deepEqual(caseIn(page), { role: "</script> & Co" });
});

test("what is neither is refused", () => {
  for (const text of ["", "<p>nothing</p>", "BEGIN:VCALENDAR"]) assert.throws(() => caseIn(text), SyntaxError);
});
