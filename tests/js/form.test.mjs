import assert from "node:assert/strict";
import { test } from "node:test";

import { answersFrom, dayParts, entriesFrom, fieldOf, holds, joined, readForm, revises, unasked } from "../../overrides/planner/form.mjs";

/** @typedef {import("../../overrides/planner/form.mjs").Entry} Entry */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DATA = { dates: ["rounds.date", "rounds.said.date", "events.on"], months: MONTHS, standIns: { "rounds.said.kind": { window: "date" } } };

test("names that are paths become a nested case", () => {
  /** @type {Entry[]} */
  const entries = [["rounds.0.date.day", "4"], ["rounds.0.date.month", "December"], ["rounds.0.said.kind", "words"], ["role", "Editor"]];
  assert.deepEqual(answersFrom(entries), { rounds: [{ date: { day: "4", month: "December" }, said: { kind: "words" } }], role: "Editor" });
});

test("what is empty, and what only shows more questions, is no answer", () => {
  assert.deepEqual(answersFrom([["role", "  "], ["place", ""], ["show.referees", "yes"], ["rounds.0.show.promised", "yes"]]), {});
});

test("a list has no holes, and a mistake in it finds its way back to its field", () => {
  const { answers, places } = readForm([["rounds.0.people.0.name", ""], ["rounds.0.people.2.email", "nonsense"], ["rounds.0.people.11.name", "Ana"]]);
  assert.deepEqual(answers, { rounds: [{ people: [{ email: "nonsense" }, { name: "Ana" }] }] });
  assert.equal(fieldOf("rounds.0.people.0.email", places), "rounds.0.people.2.email");
  assert.equal(fieldOf("rounds.0.people.1.name", places), "rounds.0.people.11.name");
  assert.equal(fieldOf("place", places), "place");
});

test("what was typed is kept to the letter", () => {
  assert.deepEqual(answersFrom([["rounds.0.my_point", " <b>1 < 2</b> "]]), { rounds: [{ my_point: " <b>1 < 2</b> " }] });
});

test("a stored case fills the form, and the form gives the same case again", () => {
  const stored = {
    organisation: "Ash & Co",
    adjustments: "yes",
    rounds: [{ date: { day: "4", month: "December", year: "2026" }, people: [{ name: "Ana" }, { name: "Ben" }] }],
    events: [{ what: "replied", on: { day: "5", month: "December", year: "2026" } }],
  };
  assert.deepEqual(answersFrom(entriesFrom(stored, DATA)), stored);
});

test("a day in a file, in whatever form, is typed into three fields; what is no day stays whole", () => {
  assert.deepEqual(dayParts("2026-12-04", MONTHS), { day: "4", month: "December", year: "2026" });
  assert.deepEqual(dayParts("4 Dec 2026", MONTHS), { day: "4", month: "Dec", year: "2026" });
  assert.deepEqual(dayParts("soon", MONTHS), { day: "soon", month: "", year: "" });
  assert.deepEqual(dayParts("2026-13-04", MONTHS), { day: "4", month: "13", year: "2026" });
});

test("values of other kinds are typed as the form's own", () => {
  const entries = entriesFrom({ unsure: true, hostile: false, adjustments: null, rounds: [{ travel_minutes: 40, said: { kind: "window" } }] }, DATA);
  assert.deepEqual(entries, [["unsure", "yes"], ["hostile", "no"], ["rounds.0.travel_minutes", "40"], ["rounds.0.said.kind", "date"]]);
});

test("a question shows for one of its values, or for any", () => {
  const values = new Map([["place", "CA"], ["role", " "]]);
  assert.equal(holds("place=CA US", values), true);
  assert.equal(holds("place=US", values), false);
  assert.equal(holds("place", values), true);
  assert.equal(holds("role", values), false);
  assert.equal(holds("region=ON", values), false);
  assert.equal(holds("!place=CA", values), false);
  assert.equal(holds("!place=US", values), true);
  assert.equal(holds("!region=ON", values), true);
});

test("what the form does not ask for stays in the case", () => {
  const stored = { schema: 1, id: "k3", revision: 2, marks: [{ id: "check-in", state: "done" }], me: { place: "GB", name: "Al" }, role: "Editor" };
  const kept = unasked(stored);
  assert.deepEqual(kept, { schema: 1, id: "k3", revision: 2, marks: stored.marks, me: { place: "GB" } });
  assert.deepEqual(joined(kept, { me: { name: "Bo" } }, 2), { ...kept, me: { place: "GB", name: "Bo" } });
  assert.deepEqual(joined({}, {}, 2), { schema: 2 });
});

test("an answer that was given is revised when it is another or gone, and not when others are added", () => {
  const before = { schema: 2, rounds: [{ date: { day: "18" } }], place: "GB" };
  assert.equal(revises(before, before), false);
  assert.equal(revises(before, { ...before, schema: 3, id: "k", marks: [], organisation: "Labs", rounds: [{ date: { day: "18" }, form: "video" }, {}] }), false);
  assert.equal(revises(before, { ...before, rounds: [{ date: { day: "19" } }] }), true);
  assert.equal(revises(before, { ...before, rounds: [] }), true);
  assert.equal(revises(before, { schema: 2, rounds: before.rounds }), true);
  assert.equal(revises({ marks: [{ id: "a" }] }, {}), false);
});
