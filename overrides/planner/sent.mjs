/**
 * A message that was sent is a ticked step and an event. Both name the day; when the reader changes it in the event, the tick follows,
 * so that one message is never counted twice.
 *
 * @typedef {import("./marks.mjs").Mark} Mark
 * @typedef {{[key: string]: unknown}} Answers
 */

/** A day as text, whatever form it was typed in. @param {unknown} day @param {string[]} months */
export function dayText(day, months) {
  if (typeof day !== "object" || day === null) return String(day ?? "");
  const { day: date = "", month = "", year = "" } = /** @type {Record<string, string>} */ (day);
  const number = months.indexOf(month) + 1 || Number(month) || 0;
  return number ? `${year}-${String(number).padStart(2, "0")}-${date.padStart(2, "0")}` : `${date} ${month} ${year}`;
}

export class Sent {
  /** @type {Map<string, string>} the item of the event, by the step's id */
  #items = new Map();

  /** @param {string} step @param {string} item */
  link(step, item) {
    this.#items.set(step, item);
  }

  /** In a loaded case a tick and its event find each other by what was sent and by the day. @param {Answers} document @param {Pick<import("./words.mjs").Words, "months" | "events">} words */
  relink({ marks, events }, { months, events: eventOf }) {
    this.#items.clear();
    const all = Array.isArray(events) ? /** @type {Answers[]} */ (events) : [];
    for (const { id, state, on } of Array.isArray(marks) ? /** @type {Mark[]} */ (marks) : []) {
      const sent = state === "done" ? eventOf[id.split(".")[0] ?? ""] : undefined;
      const at = sent ? all.findIndex((event) => event["what"] === sent && dayText(event["on"], months) === dayText(on, months)) : -1;
      if (at >= 0) this.#items.set(id, `events.${at}`);
    }
  }

  /** What is kept of a case, its ticks on the days of their events. @param {Answers} kept @param {(item: string) => unknown} dayOf @returns {Answers} */
  synced(kept, dayOf) {
    const { marks } = kept;
    if (!Array.isArray(marks) || !this.#items.size) return kept;
    const dated = /** @type {Mark[]} */ (marks).map((mark) => {
      const item = mark.state === "done" ? this.#items.get(mark.id) : undefined;
      const on = item && dayOf(item);
      return on ? { ...mark, on } : mark;
    });
    return { ...kept, marks: dated };
  }
}
