import assert from "node:assert/strict";
import { test } from "node:test";

import { NEAR, daysAfter, dayThere, localDay, localTime, weekday, when } from "../../overrides/planner/days.mjs";

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

test("the day at a place is that of its own clock, also fourteen hours ahead and twelve behind", () => {
  const last = new Date("2026-11-22T23:59:00Z");
  assert.equal(dayThere(last, ["Europe/London"]), "2026-11-22");
  assert.equal(dayThere(new Date("2026-11-23T00:00:00Z"), ["Europe/London"]), "2026-11-23");
  assert.equal(dayThere(new Date("2026-11-22T10:00:00Z"), ["Pacific/Kiritimati"]), "2026-11-23");
  assert.equal(dayThere(new Date("2026-11-22T11:59:00Z"), ["Etc/GMT+12"]), "2026-11-21");
});

test("nothing is said of the day at a place whose zones do not share it, that has none, or that this device does not know", () => {
  const zones = ["America/New_York", "Pacific/Honolulu"];
  assert.equal(dayThere(new Date("2026-11-22T07:00:00Z"), zones), undefined);
  assert.equal(dayThere(new Date("2026-11-22T12:00:00Z"), zones), "2026-11-22");
  assert.equal(dayThere(new Date("2026-11-22T12:00:00Z"), []), undefined);
  assert.equal(dayThere(new Date("2026-11-22T12:00:00Z"), ["Mars/Olympus"]), undefined);
});
