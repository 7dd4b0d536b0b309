// A calendar file as `ical.js` reads it, and what every calendar file of ours must keep to.
import assert from "node:assert/strict";
import ICAL from "ical.js";

/** @typedef {{uid: string, start: string, end: string, summary: string, description: string, sequence: number}} Happening */

/** A moment as both readers write it. @param {string} text */
const moment = (text) => text.replace(/\+00:00$/, "Z");

/** @param {string} ics @returns {Happening[]} */
export function read(ics) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  return calendar.getAllSubcomponents("vevent").map((event) => {
    const value = (/** @type {string} */ name) => event.getFirstPropertyValue(name);
    return { uid: String(value("uid")), start: String(value("dtstart")), end: String(value("dtend")), summary: String(value("summary")), description: String(value("description") ?? ""), sequence: Number(value("sequence")) };
  });
}

/**
 * Lines of at most 75 octets that end as the standard says, events only, ids that occur once, and both readers agree.
 * @param {string} ics
 * @param {Happening[]} events as `icalendar` reads them
 */
export function check(ics, events) {
  assert.ok(ics.endsWith("END:VCALENDAR\r\n"));
  assert.doesNotMatch(ics, /[^\r]\n|\r[^\n]/);
  for (const line of ics.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(!line.includes("\ufffd"), "a letter was cut in two");
  }
  assert.doesNotMatch(ics, /^BEGIN:(?!VCALENDAR|VEVENT|VALARM)/m);
  const found = read(ics);
  assert.deepEqual(found, events.map((event) => ({ ...event, start: moment(event.start), end: moment(event.end) })));
  assert.equal(new Set(found.map(({ uid }) => uid)).size, found.length, "an id occurs twice");
  for (const { start, end } of found) assert.ok(end > start && start.length === end.length, `${start} to ${end}`);
  return found;
}

/**
 * What a calendar holds after a second import: the same ids take each other's place when their number has grown.
 * @param {Happening[]} first
 * @param {Happening[]} second
 */
export function imported(first, second) {
  const held = new Map(first.map((event) => [event.uid, event]));
  for (const event of second) {
    const there = held.get(event.uid);
    assert.ok(!there || event.sequence > there.sequence, `${event.uid} would not be updated`);
    held.set(event.uid, event);
  }
  return [...held.values()];
}
