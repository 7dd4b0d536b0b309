import assert from "node:assert/strict";
import { test } from "node:test";

import { fillers } from "../../overrides/planner/filler.mjs";
import { editedAfter, marksAfter, ownWording } from "../../overrides/planner/marks.mjs";
import { Sent, dayText } from "../../overrides/planner/sent.mjs";
import { supposed } from "../../overrides/planner/trying.mjs";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WORDS = { months: MONTHS, events: { "send-a-thank-you-note": "thanked", "check-in": "checked_in" } };
const edited = { step: "check-in", due: "2026-11-24", today: "2026-11-22" };

test("wording of one's own is kept beside what was done with the step, the last one counts, and without a text it is gone", () => {
  const ticked = marksAfter(editedAfter([], { ...edited, text: "Hello" }), { ...edited, do: "done" });
  assert.deepEqual(ticked.map(({ state }) => state).sort(), ["done", "edited"]);
  const again = editedAfter(ticked, { ...edited, text: "Good morning" });
  assert.equal(again.length, 2);
  assert.equal(ownWording(again, "check-in"), "Good morning");
  assert.equal(ownWording(editedAfter(again, edited), "check-in"), undefined);
  assert.equal(ownWording(editedAfter(again, { ...edited, text: "  " }), "check-in"), undefined);
  assert.equal(ownWording(undefined, "check-in"), undefined);
});

test("a step is put off, moved or kept with the day that was chosen, and given back to the plan", () => {
  for (const [pressed, state] of /** @type {const} */ ([["snooze", "snoozed"], ["pin", "pinned"], ["keep", "pinned"]])) {
    const marks = marksAfter([], { do: pressed, step: "check-in", due: "2026-11-30", today: "2026-11-22" });
    assert.deepEqual(marks, [{ id: "check-in", state, on: "2026-11-22", due: "2026-11-30" }]);
    assert.deepEqual(marksAfter(marks, { do: "back", step: "check-in", due: "", today: "2026-11-22" }), []);
  }
});

test("a day is the same day in whatever form it was typed", () => {
  assert.equal(dayText({ day: "4", month: "December", year: "2026" }, MONTHS), "2026-12-04");
  assert.equal(dayText({ day: "04", month: "12", year: "2026" }, MONTHS), "2026-12-04");
  assert.equal(dayText("2026-12-04", MONTHS), "2026-12-04");
  assert.equal(dayText(undefined, MONTHS), "");
});

test("the tick of a message follows the day of its event, so that it is not counted twice", () => {
  const sent = new Sent();
  const marks = [{ id: "check-in", state: "done", on: "2026-11-24", due: "2026-11-24" }, { id: "wait-well", state: "done", on: "2026-11-24", due: "2026-11-24" }];
  const events = [{ what: "thanked", on: "2026-11-24" }, { what: "checked_in", on: { day: "24", month: "November", year: "2026" } }];
  sent.relink({ marks, events }, WORDS);
  const moved = sent.synced({ marks, id: "k" }, (item) => (item === "events.1" ? "2026-11-23" : assert.fail(item)));
  assert.deepEqual(/** @type {{on: string}[]} */ (moved["marks"]).map(({ on }) => on), ["2026-11-23", "2026-11-24"]);
  assert.deepEqual(sent.synced({ marks }, () => undefined), { marks });
  sent.relink({}, WORDS);
  assert.deepEqual(sent.synced({ marks }, () => "2026-11-23"), { marks });
});

test("what is tried is not taken: the case itself stays as it was", () => {
  const document = { rounds: [{ date: "2026-11-18" }], events: [{ what: "thanked" }] };
  const before = structuredClone(document);
  const tried = supposed(document, "next_round", "2026-11-22");
  assert.deepEqual(tried, { rounds: [{ date: "2026-11-18" }], events: [{ what: "thanked" }, { what: "next_round", on: "2026-11-22" }] });
  assert.deepEqual(supposed({}, "rejected", "2026-11-22"), { events: [{ what: "rejected", on: "2026-11-22" }] });
  assert.deepEqual(document, before);
});

test("a phrase that adds little is found across a line break and with a curly apostrophe, and not inside another word", () => {
  const phrases = ["just checking in", "don't hesitate", "kindly"];
  assert.deepEqual(fillers("I am Just checking\nin, so don’t hesitate!", phrases), ["just checking in", "don't hesitate"]);
  assert.deepEqual(fillers("I was unkindly just checking into it.", phrases), []);
});
