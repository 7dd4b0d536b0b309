/** The form on the page: reading it, filling it, showing the questions that matter, and what is wrong beside each field. */
import { fieldOf, holds, subject } from "./form.mjs";
import { items, resize } from "./several.mjs";

// A field that is written into, letter by letter.
export const TYPED = "input[type=text], input[type=email], textarea";

/**
 * @typedef {import("./form.mjs").Entry} Entry
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @typedef {{code: string, field: string, message: string}} Problem
 */

/** @param {ParentNode} root @returns {Control[]} */
const controls = (root) => [...root.querySelectorAll(/** @type {"input"} */ ("input[name], textarea[name], select[name]"))];

/** @param {Control} control */
const isBox = (control) => control.type === "checkbox" || control.type === "radio";

/** Whether there is an answer in it. @param {Control} control */
const isFilled = (control) => control.type !== "hidden" && !!control.value && (!isBox(control) || /** @type {HTMLInputElement} */ (control).checked);

/** What is typed and chosen now; questions that are not shown do not count. @param {ParentNode} root @returns {Entry[]} */
export const entriesOf = (root) =>
  controls(root)
    .filter((control) => !control.matches(":disabled") && (!isBox(control) || /** @type {HTMLInputElement} */ (control).checked))
    .map((control) => [control.name, control.value]);

/**
 * Put entries in place of all that was there; lists grow and shrink to fit.
 * @param {ParentNode} root
 * @param {Entry[]} entries
 */
export function fill(root, entries) {
  for (const depth of [1, 2, 3]) {
    for (const list of /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-several]")])) {
      const path = list.dataset["several"] ?? "";
      if (path.split(".").length === depth) resize(root, path, sizeOf(entries, path));
    }
  }
  const values = new Map(entries);
  for (const control of controls(root)) {
    const value = values.get(control.name) ?? "";
    if (isBox(control)) /** @type {HTMLInputElement} */ (control).checked = value !== "" && control.value === value;
    else if (control instanceof HTMLSelectElement) choose(control, value);
    else control.value = value;
  }
  showFilled(root);
}

/** @param {Entry[]} entries @param {string} path */
const sizeOf = (entries, path) => 1 + Math.max(-1, ...entries.filter(([name]) => name.startsWith(`${path}.`)).map(([name]) => Number(name.slice(path.length + 1).split(".")[0])));

/** A value that is not among a list's choices yet is kept in it. @param {HTMLSelectElement} select @param {string} value */
export function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

/** What the reader told of as having happened, as `happened.offer`: what that has answered is not asked again. @param {Entry[]} entries @returns {Entry[]} */
const happened = (entries) => entries.filter(([name]) => /^events\.\d+\.what$/.test(name)).map(([, what]) => [`happened.${what}`, "yes"]);

/** Tick the boxes of questions that have answers, and of those that something that happened has opened. @param {ParentNode} root */
function showFilled(root) {
  const told = new Map(happened(entriesOf(root)));
  for (const box of controls(root).filter(({ name }) => name.split(".").includes("show"))) {
    const part = root.querySelector(`[data-when="${CSS.escape(box.name)}"]`);
    /** @type {HTMLInputElement} */ (box).checked = told.has(box.name.replace("show.", "happened.")) || (!!part && controls(part).some(isFilled));
  }
}

/**
 * Show the questions that matter now and hide the others, with what was typed in them. A fieldset holds what another answer opens: once that
 * answer is known to be another, it counts no more. Any other part holds what is merely out of season: an answer in it counts, and stays in sight.
 * Nothing is taken away from under the caret: what holds it stays until it has gone on.
 * @param {ParentNode} root
 * @param {Iterable<Entry>} more what is known beside the entries, such as `when`
 */
export function reveal(root, more) {
  const entries = entriesOf(root);
  const values = new Map([...entries, ...happened(entries), ...more]);
  // What the form asks is known, be it that it is left empty; what only a day tells is known once it is told.
  const known = new Set([...values.keys(), ...controls(root).map(({ name }) => name)]);
  for (const part of /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-when]")])) {
    const rule = part.dataset["when"] ?? "";
    const out = !holds(rule, values);
    const idle = out && !part.contains(document.activeElement);
    part.toggleAttribute("data-held", out && !idle);
    if (part instanceof HTMLFieldSetElement) part.disabled = idle && known.has(subject(rule));
    part.hidden = idle && (part instanceof HTMLFieldSetElement || !controls(part).some(isFilled));
  }
}

/** Whether a part of the form was left standing for the caret, which is in it no more. @param {ParentNode} root */
export const isLeft = (root) => [...root.querySelectorAll("[data-held]")].some((part) => !part.contains(document.activeElement));

/** The element an answer's path belongs to: its field, or its group of fields. @param {ParentNode} root @param {string} path */
export const askOf = (root, path) => /** @type {HTMLElement | null} */ (root.querySelector(`[data-ask="${CSS.escape(path)}"]`));

/**
 * The field or group of fields of an answer; its questions are opened when they are not shown.
 * @param {ParentNode} root
 * @param {string} path
 */
export function reach(root, path) {
  const field = /** @type {HTMLElement | null} */ (askOf(root, path) ?? root.querySelector(`#${CSS.escape(path)}`));
  const closed = /** @type {HTMLElement | null} */ (field?.closest("[data-when][hidden]") ?? null);
  const box = closed && controls(root).find(({ name }) => name === closed.dataset["when"]);
  if (box && isBox(box)) {
    /** @type {HTMLInputElement} */ (box).checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return field;
}

/** Put the caret where an answer is to be changed; what a line holds is marked, so that typing takes its place. @param {ParentNode} root @param {string} path */
export function goTo(root, path) {
  const field = reach(root, path);
  const controlIn = field?.matches("input, textarea, select") ? field : field?.querySelector("input:checked, input:not([type=hidden]), textarea, select");
  /** @type {HTMLElement | null | undefined} */ (controlIn)?.focus();
  if (controlIn instanceof HTMLInputElement && !isBox(controlIn)) controlIn.select();
}

/** The one text field of an answer, when it has one and no more. @param {ParentNode} root @param {string} path @returns {HTMLInputElement | HTMLTextAreaElement | null} */
export function lineOf(root, path) {
  const field = root.querySelector(`#${CSS.escape(path)}`);
  return field?.matches(TYPED) && !field.closest("[data-day]") ? /** @type {HTMLInputElement} */ (field) : null;
}

/** No field is wrong any more. @param {ParentNode} root */
export function clearProblems(root) {
  for (const line of root.querySelectorAll("[data-error]")) {
    if (!line.textContent) continue;
    line.textContent = "";
    line.toggleAttribute("hidden", true);
    describe(askOf(root, line.getAttribute("data-error") ?? ""), line.id, false);
  }
}

/**
 * Say beside each field what is wrong with it; those in which the reader is still typing wait.
 * @param {ParentNode} root
 * @param {Problem[]} problems
 * @param {Map<string, string>} places
 * @param {boolean} all also where the caret is
 */
export function showProblems(root, problems, places, all) {
  clearProblems(root);
  for (const { field, message } of problems) {
    const path = fieldOf(field, places);
    const ask = askOf(root, path);
    const line = root.querySelector(`[data-error="${CSS.escape(path)}"]`);
    if (!ask || !line || line.textContent || (!all && ask.contains(document.activeElement))) continue;
    line.textContent = message;
    line.toggleAttribute("hidden", false);
    describe(ask, line.id, true);
  }
}

/** @param {Element | null} ask @param {string} id @param {boolean} wrong */
function describe(ask, id, wrong) {
  if (!ask) return;
  const fields = ask.querySelectorAll("input:not([type=radio]):not([id$='.say']), textarea, select");
  const described = ask.matches("fieldset") ? [ask] : [...fields];
  for (const field of fields) {
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  for (const element of described) {
    const others = (element.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
    const ids = wrong ? [...others, id] : others;
    if (ids.length) element.setAttribute("aria-describedby", ids.join(" "));
    else element.removeAttribute("aria-describedby");
  }
}

/** How many items a list has, by its path. @param {ParentNode} root @param {string} path */
export const countOf = (root, path) => items(/** @type {Element} */ (root.querySelector(`[data-several="${CSS.escape(path)}"]`))).length;
