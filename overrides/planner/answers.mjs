/** All answers on one list, each with a way back to its question. */
import { fromTemplate } from "./tools.mjs";

/** @typedef {{path: string, label: string, value: string}} Given */

/**
 * What was answered, in the form's order, in the form's own words.
 * @param {HTMLElement} root
 * @param {string} yes the word for a ticked box
 * @returns {Given[]}
 */
export function givenAnswers(root, yes) {
  const asks = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".planner__form [data-ask]")]);
  return asks
    .filter((ask) => !ask.closest("[data-when][hidden]") && !ask.hidden)
    .map((ask) => ({ path: ask.dataset["ask"] ?? "", label: labelOf(ask), value: valueOf(ask, yes) }))
    .filter(({ value }) => value);
}

/** @param {Element | null | undefined} part */
const words = (part) => (part?.textContent ?? "").replace(/\s+/g, " ").trim();

/** @param {HTMLElement} ask */
function labelOf(ask) {
  const item = /** @type {HTMLElement | null} */ (ask.closest("[data-item]"));
  const title = item?.matches("fieldset") ? words(item.querySelector(".several__title")) : item?.querySelector(":scope > [data-round]:not([hidden])") ? (item.getAttribute("aria-label") ?? "") : "";
  const label = words(ask.querySelector(".ask__label, .choice__label"));
  return title ? `${title}: ${label}` : label;
}

/** @param {HTMLElement} ask @param {string} yes */
function valueOf(ask, yes) {
  if (ask.matches("[data-day]")) {
    const echo = words(ask.querySelector("[data-echo]"));
    return echo || [...ask.querySelectorAll(".day input")].map((field) => /** @type {HTMLInputElement} */ (field).value.trim()).filter(Boolean).join(" ");
  }
  const chosen = /** @type {HTMLInputElement | null} */ (ask.querySelector("input[type=radio]:checked, input[type=checkbox]:checked"));
  if (chosen) return chosen.type === "checkbox" ? yes : chosen.value ? words(ask.querySelector(`label[for="${CSS.escape(chosen.id)}"]`)) : "";
  const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (ask.querySelector("input:not([type=radio], [type=checkbox]), textarea, select"));
  if (field instanceof HTMLSelectElement) return field.value ? words(field.selectedOptions[0]) : "";
  return field?.value.trim() ?? "";
}

/** What is on each list now. @type {WeakMap<Element, string>} */
const listed = new WeakMap();

/** The list as it is now; a list that is right already, and the caret in one, stay where they are. @param {HTMLElement} root @param {string} yes */
export function showAnswers(root, yes) {
  const place = /** @type {HTMLElement | null} */ (root.querySelector("[data-answers]"));
  const given = givenAnswers(root, yes);
  const now = JSON.stringify(given);
  if (!place || listed.get(place) === now) return;
  listed.set(place, now);
  const active = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset["field"] : undefined;
  const lines = given.map(({ path, label, value }) => {
    const line = fromTemplate(root, "answer", false);
    const [term, said, link] = ["dt", "dd", "a"].map((name) => /** @type {HTMLElement} */ (line.querySelector(name)));
    if (!term || !said || !link) return line;
    term.textContent = label;
    said.textContent = value;
    link.dataset["field"] = path;
    /** @type {HTMLAnchorElement} */ (link).hash = path;
    link.setAttribute("aria-label", `${link.textContent}: ${label}`);
    return line;
  });
  place.replaceChildren(...lines);
  if (active) /** @type {HTMLElement | null} */ (place.querySelector(`[data-field="${CSS.escape(active)}"]`))?.focus({ preventScroll: true });
}
