import assert from "node:assert/strict";
import { test } from "node:test";

import { NEAR, daysAfter, localDay, localTime, weekday, when } from "../../overrides/planner/days.mjs";

test("today is the day on the device's own calendar, at every hour of it", () => {
  for (const hour of [0, 1, 12, 22, 23]) assert.equal(localDay(new Date(2026, 10, 22, hour, 59)), "2026-11-22");
  assert.equal(localTime(new Date(2026, 10, 22, 9, 5)), "09:05");
});

test("days are counted over the ends of months, leap days and changes of the clock", () => {
  assert.equal(daysAfter("2026-12-31", 1), "2027-01-01");
  assert.equal(daysAfter("2028-02-28", 1), "2028-02-29");
  assert.equal(daysAfter("2026-03-29", 1), "2026-03-30");
  assert.equal(daysAfter("2026-03-01", -1), "2026-02-28");
});

test("the week begins on Monday", () => {
  assert.equal(weekday("2026-11-23"), 0);
  assert.equal(weekday("2026-11-22"), 6);
});

test("a day is ahead, today or over", () => {
  assert.deepEqual(["2026-11-21", "2026-11-22", "2026-11-23"].map((day) => when(day, "2026-11-22")), ["over", "today", "ahead"]);
});

test("the first days offered are today, yesterday and tomorrow, and none is offered twice", () => {
  assert.deepEqual(NEAR.slice(0, 3), [0, -1, 1]);
  assert.equal(new Set(NEAR).size, NEAR.length);
});
