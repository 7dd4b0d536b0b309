// The usual dates, from what stands in the form; that they are the engine's is tested beside the engine (tests/browser/test_usual.py).
import assert from "node:assert/strict";
import { test } from "node:test";
import { usualFor } from "../../overrides/planner/usual.mjs";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const steps = [
  { name: "thanks", title: "Thanks", from: "interview", days: 1, promised: null },
  { name: "check-in", title: "Check in", from: "interview", days: 7, promised: 2 },
];
const words = /** @type {import("../../overrides/planner/words.mjs").Words} */ (/** @type {unknown} */ ({ months, usual: { steps, first: "12-20", last: "01-02" } }));

/** @param {Record<string, string>} fields @param {string} [today] */
const days = (fields, today = "2026-03-02") => usualFor(new Map(Object.entries(fields).map(([name, value]) => [`rounds.0.${name}`, value])), today, words).map(({ day }) => day);

test("a day is read in numbers or with the month's name; from any other, and from a day that there is not, nothing is counted", () => {
  for (const month of ["3", "03", "march"]) assert.deepEqual(days({ "date.day": "6", "date.month": month, "date.year": "2026" }), ["2026-03-09", "2026-03-17"]);
  for (const [day, month, year] of [["30", "2", "2026"], ["6", "Mar.", "2026"], ["6", "3", ""], ["Friday", "3", "2026"]]) {
    assert.deepEqual(days({ "date.day": String(day), "date.month": String(month), "date.year": String(year) }), []);
  }
});

test("the day that they named counts once it is chosen, and a Saturday as the Monday", () => {
  const named = { "date.day": "6", "date.month": "3", "date.year": "2026", "said.date.day": "14", "said.date.month": "3", "said.date.year": "2026" };
  assert.deepEqual(days(named), ["2026-03-09", "2026-03-17"]);
  assert.deepEqual(days({ ...named, "said.kind": "date" }), ["2026-03-09", "2026-03-18"]);
});

test("no date is told that has passed, nor one near the turn of the year", () => {
  assert.deepEqual(days({ "date.day": "6", "date.month": "3", "date.year": "2026" }, "2026-03-10"), ["2026-03-17"]);
  assert.deepEqual(days({ "date.day": "11", "date.month": "12", "date.year": "2026" }), ["2026-12-14"]);
  assert.deepEqual(days({ "date.day": "4", "date.month": "1", "date.year": "2027" }), []);
});

test("beside names and a firm they are told; beside an answer that may move or forbid a date, none is", () => {
  const told = new Map([["rounds.0.date.day", "6"], ["rounds.0.date.month", "3"], ["rounds.0.date.year", "2026"], ["events.0.what", ""]]);
  assert.equal(usualFor(told, "2026-03-02", words).length, 2);
  const named = new Map([...told, ["organisation", "Example Library"], ["rounds.0.people.0.name", "Sample"]]);
  assert.equal(usualFor(named, "2026-03-02", words).length, 2);
  for (const [name, value] of /** @type {[string, string][]} */ ([["events.0.what", "rejected"], ["rounds.0.said.kind", "do_not_contact"], ["rounds.0.form", "phone"], ["fraud_signs", "yes"], ["place", "SA"]])) {
    assert.deepEqual(usualFor(new Map([...named, [name, value]]), "2026-03-02", words), [], name);
  }
});
