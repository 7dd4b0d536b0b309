/** Buttons that take the plan away from the page, and those that bring it back: copy, calendar file, paper, file, undo, delete. */
import { copy, download, draftText, printSheet, subjectText } from "./results.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./results.mjs").Plan} Plan
 * @typedef {object} Desk what the tools need of the planner
 * @property {HTMLElement} root
 * @property {import("./words.mjs").Words} words
 * @property {Plan | undefined} plan
 * @property {() => {[key: string]: unknown}} document
 * @property {(forms: string[]) => Promise<Record<string, string> | undefined>} forms
 * @property {(text: string) => void} tell
 * @property {{undo: () => void, forget: () => Promise<void>, open: (text: string) => Promise<void>}} keeping
 */

const LARGEST = 1_000_000;

/** @type {Record<string, (desk: Desk, button: HTMLElement) => unknown>} */
export const TOOLS = {
  calendar: async (desk) => {
    const made = await desk.forms(["ics"]);
    if (made?.["ics"] === undefined) return;
    download(made["ics"], "text/calendar;charset=utf-8", `${say(desk.words, "file_name")}.ics`);
    desk.tell(say(desk.words, "calendar_made"));
  },
  print: async (desk) => {
    const made = await desk.forms(["sheet"]);
    if (made?.["sheet"]) await printSheet(made["sheet"], new URL("sheet.css", import.meta.url).href);
  },
  "copy-all": async (desk, button) => {
    const made = await desk.forms(["text"]);
    if (made?.["text"]) await copyOrShow(desk, button, made["text"], "all_copied");
  },
  save: (desk) => {
    download(`${JSON.stringify(desk.document(), null, 1)}\n`, "application/json", `${say(desk.words, "file_name")}.json`);
    desk.tell(say(desk.words, "file_made"));
  },
  undo: (desk) => desk.keeping.undo(),
  delete: async (desk, button) => {
    if (await sure(desk, button, say(desk.words, "delete_sure"), say(desk.words, "delete_yes"), say(desk.words, "delete_no"))) await desk.keeping.forget();
  },
};

/**
 * Copy a draft; one that still has gaps only when the reader says so.
 * @param {Desk} desk
 * @param {HTMLElement} button
 */
export async function copyDraft(desk, button) {
  const action = desk.plan?.actions.find(({ id }) => id === button.dataset["step"]);
  if (!action?.draft) return;
  const { draft } = action;
  const n = draft.gaps.length;
  if (n && !(await sure(desk, button, say(desk.words, "copy_sure", { n }), say(desk.words, "copy_yes"), say(desk.words, "copy_no")))) {
    /** @type {HTMLElement | null} */ (desk.root.querySelector(`[data-draft="${CSS.escape(action.id)}"] a`))?.focus();
    return;
  }
  const subject = subjectText(draft);
  await copyOrShow(desk, button, subject ? `${subject}\n\n${draftText(draft)}` : draftText(draft), "copied");
}

/** @param {Desk} desk @param {HTMLElement} button @param {string} text @param {string} done */
async function copyOrShow(desk, button, text, done) {
  if (await copy(text)) desk.tell(say(desk.words, done));
  else showText(desk, button, text);
}

/** The text itself, selected, when the browser does not let us copy. @param {Desk} desk @param {HTMLElement} button @param {string} text */
function showText(desk, button, text) {
  const part = fromTemplate(desk.root, "manual");
  const field = part.querySelector("textarea");
  part.querySelector("[data-no]")?.addEventListener("click", () => {
    part.remove();
    button.focus();
  });
  beside(button, part);
  if (!field) return;
  field.value = text;
  field.focus();
  field.select();
}

/**
 * Ask beside the button that was pressed.
 * @param {Desk} desk
 * @param {HTMLElement} button
 * @param {string} question
 * @param {string} yes
 * @param {string} no
 * @param {boolean} [quiet] whether the caret stays where it is
 * @returns {Promise<boolean>}
 */
export function sure(desk, button, question, yes, no, quiet = false) {
  return new Promise((resolve) => {
    const part = fromTemplate(desk.root, "sure");
    const [line, first, second] = ["[data-question]", "[data-yes]", "[data-no]"].map((name) => /** @type {HTMLElement} */ (part.querySelector(name)));
    if (!line || !first || !second) return;
    for (const [element, text] of /** @type {[HTMLElement, string][]} */ ([[line, question], [first, yes], [second, no]])) element.textContent = text;
    part.setAttribute("aria-label", question);
    const settle = (/** @type {boolean} */ answer) => {
      part.remove();
      if (!quiet && button.isConnected) button.focus();
      resolve(answer);
    };
    first.addEventListener("click", () => settle(true));
    second.addEventListener("click", () => settle(false));
    part.addEventListener("keydown", (event) => event.key === "Escape" && settle(false));
    beside(button, part);
    if (!quiet) second.focus();
  });
}

/** @param {HTMLElement} root @param {string} name @returns {HTMLElement} */
function fromTemplate(root, name) {
  root.querySelectorAll(`[data-asked]`).forEach((part) => part.remove());
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector(`template[data-template="${name}"]`));
  const part = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  part.dataset["asked"] = "";
  return part;
}

/** @param {HTMLElement} button @param {HTMLElement} part */
const beside = (button, part) => (button.closest(".quick, .plan__buttons") ?? button).after(part);

/** A file that the reader chose, as text; too large a one is not read. @param {Desk} desk @param {HTMLInputElement} input */
export async function openFile(desk, input) {
  const file = input.files?.[0];
  if (!file) return;
  if (file.size > LARGEST) desk.tell(say(desk.words, "large_file"));
  else await desk.keeping.open(await file.text());
  input.value = "";
}
