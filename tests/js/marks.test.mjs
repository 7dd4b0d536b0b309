import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../overrides/planner/history.mjs";
import { gapField, marksAfter } from "../../overrides/planner/marks.mjs";
import { say } from "../../overrides/planner/words.mjs";

const pressed = { do: "done", step: "check-in", due: "2026-11-24", today: "2026-11-22" };

test("a step that is ticked carries the day it was ticked and the day it was for", () => {
  assert.deepEqual(marksAfter(undefined, pressed), [{ id: "check-in", state: "done", on: "2026-11-22", due: "2026-11-24" }]);
});

test("a step has one mark, and bringing it back takes that mark away and no other", () => {
  const marks = marksAfter(marksAfter([{ id: "wait-well", state: "done" }], pressed), { ...pressed, do: "not-for-me" });
  assert.deepEqual(marks.map(({ id, state }) => [id, state]), [["wait-well", "done"], ["check-in", "not_for_me"]]);
  assert.deepEqual(marksAfter(marks, { ...pressed, do: "back" }).map(({ id }) => id), ["wait-well"]);
});

test("an edited draft is kept when its step is ticked", () => {
  assert.equal(marksAfter([{ id: "check-in", state: "edited", text: "Hello" }], pressed).length, 2);
});

test("a gap leads to the question about this person in this round", () => {
  const path = "rounds.0.people.0.cared_about";
  assert.equal(gapField(path, "thank-you", 1), path);
  assert.equal(gapField(path, "thank-you.p2", 1), "rounds.0.people.1.cared_about");
  assert.equal(gapField(path, "thank-you.r2.p3", 2), "rounds.1.people.2.cared_about");
  assert.equal(gapField(path, "thank-you.p1", 0), path);
  assert.equal(gapField(undefined, "thank-you", 1), undefined);
});

test("every change can be taken back, the last one first", () => {
  const history = new History();
  history.begin({ a: 1 });
  history.note({ a: 2 });
  history.note({ a: 2 });
  history.note({ a: 3 });
  assert.deepEqual([history.back(), history.back(), history.back()], [{ a: 2 }, { a: 1 }, undefined]);
});

test("fifty changes can be taken back", () => {
  const history = new History();
  for (let n = 0; n < 80; n++) history.note({ n });
  let count = 0;
  while (history.back()) count++;
  assert.equal(count, 50);
});

test("a sentence is filled in, takes the form for one or for more, and must exist", () => {
  const words = /** @type {any} */ ({ say: { saved: "Saved {time}", gaps: { one: "1 gap", other: "{n} gaps" } } });
  assert.equal(say(words, "saved", { time: "14:02" }), "Saved 14:02");
  assert.equal(say(words, "gaps", { n: 1 }), "1 gap");
  assert.equal(say(words, "gaps", { n: 3 }), "3 gaps");
  assert.throws(() => say(words, "lost"));
});
