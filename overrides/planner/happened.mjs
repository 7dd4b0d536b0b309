/** What happened since: a button adds an event to the form, with today as its day, and asks for what it brings. */
import { add, items, listOf, resize } from "./several.mjs";

/** What an event brings that must be asked: a path, with {event} and {round} for their numbers. */
const ASKS = /** @type {Record<string, string>} */ ({
  new_date: "events.{event}.date",
  next_round: "rounds.{round}.date",
  moved: "events.{event}.date",
  offer: "offer.deadline",
});

/**
 * @param {HTMLElement} root
 * @param {string} what
 * @param {(path: string) => void} setToday
 * @returns {string | undefined} the question to ask next
 */
export function addEvent(root, what, setToday) {
  if (what === "next_round") add(root, "rounds");
  const item = add(root, "events");
  const path = item?.dataset["item"] ?? "";
  const field = /** @type {HTMLInputElement | null} */ (item?.querySelector(`[name="${path}.what"]`) ?? null);
  if (!item || !field) return undefined;
  field.value = what;
  nameEvents(root);
  setToday(`${path}.on`);
  const rounds = listOf(root, "rounds");
  const last = rounds && items(rounds).at(-1)?.dataset["item"]?.split(".")[1];
  return ASKS[what]?.replace("{event}", path.split(".")[1] ?? "0").replace("{round}", last ?? "0");
}

/**
 * The interview of the last round moves to the day they named, as soon as all of that day is there; corrected later, it takes that day with it,
 * for a plan counts from what the event says.
 * @param {HTMLElement} root
 * @param {HTMLElement} field of a day in an event or a round
 */
export function moveInterview(root, field) {
  const rounds = listOf(root, "rounds");
  const round = rounds && items(rounds).at(-1);
  const turns = /** @type {HTMLElement[]} */ ([...root.querySelectorAll('[data-several="events"] > [data-item]')]).filter((item) => MOVES.includes(valueOfWhat(item)));
  const event = turns.find((item) => item.contains(field)) ?? turns.at(-1);
  if (!event || !round || valueOfWhat(event) !== "moved") return;
  const named = dayFields(root, event);
  const meeting = dayFields(root, round);
  if (event.contains(field) && isWhole(named)) copy(named, meeting);
  else if (round.contains(field) && isWhole(named) && isWhole(meeting)) copy(meeting, named);
}

/** What sets the day of the interview in hand. */
const MOVES = ["moved", "next_round"];

/** The three fields of an item's day. @param {HTMLElement} root @param {HTMLElement} item */
const dayFields = (root, item) => ["day", "month", "year"].map((part) => /** @type {HTMLInputElement | null} */ (root.querySelector(`#${CSS.escape(`${item.dataset["item"]}.date.${part}`)}`)));

/** Whether all of a day is there. @param {(HTMLInputElement | null)[]} fields */
const isWhole = (fields) => fields.every((field) => field?.value.trim()) && fields[2]?.value.trim().length === 4;

/** @param {(HTMLInputElement | null)[]} from @param {(HTMLInputElement | null)[]} to */
const copy = (from, to) => to.forEach((field, n) => field && (field.value = from[n]?.value ?? ""));

/** What an event in the form is. @param {Element | null} item */
const valueOfWhat = (item) => /** @type {HTMLInputElement | null} */ (item?.querySelector("input[type=hidden]") ?? null)?.value ?? "";

/** Each event says what it is, in the words of its button. @param {HTMLElement} root */
export function nameEvents(root) {
  for (const item of root.querySelectorAll('[data-several="events"] > [data-item]')) {
    const what = valueOfWhat(item);
    const text = root.querySelector(`[data-event="${CSS.escape(what)}"]`)?.textContent ?? what;
    item.querySelectorAll("[data-event-title]").forEach((part) => (part.textContent = text));
    item.querySelectorAll("[data-event-label]").forEach((part) => part.setAttribute("aria-label", (part.getAttribute("data-event-label") ?? "").replace("{what}", text)));
  }
}

/**
 * Buttons that add to and remove from lists. Returns the path to go to, or undefined when no such button was pressed.
 * @param {HTMLElement} root
 * @param {HTMLElement} button
 * @returns {string | null | undefined}
 */
export function pressList(root, button) {
  const { add: path, remove } = button.dataset;
  if (path) {
    const item = add(root, path);
    const id = item?.querySelector("input[type=hidden]");
    if (id instanceof HTMLInputElement && path === "own_steps") id.value = crypto.randomUUID().slice(0, 8);
    return item?.querySelector("[data-ask]")?.getAttribute("data-ask") ?? null;
  }
  if (!remove) return undefined;
  const item = button.closest("[data-item]");
  const list = /** @type {HTMLElement | null} */ (item?.parentElement ?? null);
  item?.remove();
  const left = list ? items(list) : [];
  if (list) resize(root, list.dataset["several"] ?? "", left.length);
  return left.at(-1)?.querySelector("[data-ask]")?.getAttribute("data-ask") ?? null;
}

