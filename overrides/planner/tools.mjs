/** Buttons that take the plan away from the page, and those that bring it back: copy, calendar file, paper, file, undo, delete. */
import { calendarFile, withdrawalFile } from "./calendar.mjs";
import { reach } from "./fields.mjs";
import { LARGEST, readCase } from "./files.mjs";
import { ownWording } from "./marks.mjs";
import { printed } from "./paper.mjs";
import { furtherForms } from "./request.mjs";
import { copy, download, draftText, subjectText } from "./results.mjs";
import { add, items, listOf } from "./several.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./planning.mjs").Planning} Desk */

/** @type {Record<string, (desk: Desk, button: HTMLElement) => unknown>} */
export const TOOLS = {
  calendar: calendarFile,
  withdraw: withdrawalFile,
  print: printed("sheet"),
  "print-blank": printed("sheet-blank"),
  "print-large": printed("sheet-large"),
  "copy-all": async (desk, button) => {
    const made = await furtherForms(desk, ["text"]);
    if (made?.["text"]) await copyOrShow(desk, button, made["text"], "all_copied");
  },
  save: async (desk) => {
    await desk.keeping.save();
    download(`${JSON.stringify(desk.document(), null, 1)}\n`, "application/json", `${say(desk.words, "file_name")}.json`);
    desk.tell(say(desk.words, "file_made"));
  },
  page: async (desk) => {
    const made = await furtherForms(desk, ["file"]);
    if (!made?.["file"]) return;
    download(made["file"], "text/html;charset=utf-8", `${say(desk.words, "file_name")}.html`);
    desk.tell(say(desk.words, "file_made"));
  },
  own: ownStep,
  one: (desk) => desk.one.toggle(),
  "one-next": (desk) => desk.one.go(1),
  "one-back": (desk) => desk.one.go(-1),
  debrief: (desk) => (desk.hour.on ? desk.hour.end() : desk.hour.begin()),
  "keep-changes": (desk) => desk.keepChanges(),
  see: (desk) => (desk.correcting.end(), desk.signs.view("plan", true)),
  answers: (desk) => desk.correcting.go(),
  undo: (desk) => desk.keeping.undo(),
  delete: async (desk, button) => {
    if (await sure(desk, button, say(desk.words, "delete_sure"), say(desk.words, "delete_yes"), say(desk.words, "delete_no"))) await desk.keeping.forget();
  },
};

/** A step of one's own: the first empty one in the form, or one more. @param {Desk} desk */
function ownStep(desk) {
  reach(desk.root, "own_steps.0.title");
  const list = listOf(desk.root, "own_steps");
  const last = list && items(list).at(-1);
  const title = /** @type {HTMLInputElement | null | undefined} */ (last?.querySelector("input[type=text]"));
  const item = title?.value ? add(desk.root, "own_steps") : last;
  const id = /** @type {HTMLInputElement | null | undefined} */ (item?.querySelector("input[type=hidden]"));
  if (id && !id.value) id.value = crypto.randomUUID().slice(0, 8);
  desk.goTo(`${item?.dataset["item"]}.title`);
}

/** @param {string} step */
const draftOf = (step) => `[data-draft="${CSS.escape(step)}"]`;

/** A draft as it goes out: the reader's own wording, where there is one; and how many gaps are left in it. @param {Desk} desk @param {string} step */
function outgoing(desk, step) {
  const draft = desk.plan?.actions.find(({ id }) => id === step)?.draft;
  if (!draft) return undefined;
  const own = ownWording(desk.kept["marks"], step);
  const left = [...desk.root.querySelectorAll(`${draftOf(step)} .gap`)].map((gap) => gap.textContent);
  return { subject: subjectText(draft), text: own ?? draftText(draft), gaps: new Set(left).size };
}

/** Whether a draft may go out: one that still has gaps only when the reader says so. @param {Desk} desk @param {HTMLElement} button @param {string} step @param {number} n @param {string} yes */
async function mayGo(desk, button, step, n, yes) {
  if (!n || (await sure(desk, button, say(desk.words, "copy_sure", { n }), say(desk.words, yes), say(desk.words, "copy_no")))) return true;
  // A gap in wording of one's own is filled where that is edited.
  const [gap, edit] = [`${draftOf(step)} a`, `[data-do="edit"][data-step="${CSS.escape(step)}"]`].map((one) => desk.root.querySelector(one));
  /** @type {HTMLElement | null} */ (gap ?? edit)?.focus();
  return false;
}

/** @param {Desk} desk @param {HTMLElement} button */
export async function copyDraft(desk, button) {
  const { step = "" } = button.dataset;
  const draft = outgoing(desk, step);
  if (!draft || !(await mayGo(desk, button, step, draft.gaps, "copy_yes"))) return;
  await copyOrShow(desk, button, draft.subject ? `${draft.subject}\n\n${draft.text}` : draft.text, "copied");
}

/** The link to the mail program; what is too long for a link is copied on the way. @param {Desk} desk @param {HTMLAnchorElement} link */
export async function openMail(desk, link) {
  const step = link.dataset["mail"] ?? "";
  const draft = outgoing(desk, step);
  if (!draft || !(await mayGo(desk, link, step, draft.gaps, "mail_yes"))) return;
  if (!link.search.includes("body=") && (await copy(draft.text))) desk.tell(say(desk.words, "mail_copied"));
  location.assign(link.href);
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
 * @param {HTMLElement} [more] what stands below the question
 * @returns {Promise<boolean>}
 */
export function sure(desk, button, question, yes, no, quiet = false, more) {
  return new Promise((resolve) => {
    const part = fromTemplate(desk.root, "sure");
    const [line, first, second] = ["[data-question]", "[data-yes]", "[data-no]"].map((name) => /** @type {HTMLElement} */ (part.querySelector(name)));
    if (!line || !first || !second) return;
    for (const [element, text] of /** @type {[HTMLElement, string][]} */ ([[line, question], [first, yes], [second, no]])) element.textContent = text;
    part.setAttribute("aria-label", question);
    if (more) line.after(more);
    const settle = (/** @type {boolean} */ answer) => {
      part.remove();
      const { do: pressed, step = "" } = button.dataset;
      const again = button.isConnected ? button : desk.root.querySelector(`[data-do="${pressed}"][data-step="${CSS.escape(step)}"]`);
      if (!quiet) /** @type {HTMLElement | null} */ (again)?.focus();
      resolve(answer);
    };
    first.addEventListener("click", () => settle(true));
    second.addEventListener("click", () => settle(false));
    part.addEventListener("keydown", (event) => event.key === "Escape" && settle(false));
    beside(button, part);
    if (quiet) return;
    // What is long is read from its beginning.
    part.tabIndex = -1;
    (more ? part : second).focus();
    part.scrollIntoView({ block: more ? "start" : "nearest" });
  });
}

/** A part of the page that appears when it is needed; of those that ask there is one at a time. @param {HTMLElement} root @param {string} name @param {boolean} [asks] @returns {HTMLElement} */
export function fromTemplate(root, name, asks = true) {
  if (asks) root.querySelectorAll(`[data-asked]`).forEach((part) => part.remove());
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector(`template[data-template="${name}"]`));
  const part = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  if (asks) part.dataset["asked"] = "";
  return part;
}

/** Below the button's row; beside a step it stays with that step when the plan is shown anew. @param {HTMLElement} button @param {HTMLElement} part */
function beside(button, part) {
  const { do: pressed = "", step } = button.dataset;
  if (step) Object.assign(part.dataset, { panel: pressed, of: step });
  (button.closest(".quick, .plan__buttons") ?? button).after(part);
}

/** A file that the reader chose, as text; too large a one is not read. @param {Desk} desk @param {HTMLInputElement} input */
export async function openFile(desk, input) {
  const file = input.files?.[0];
  if (!file) return;
  if (file.size > LARGEST) desk.tell(say(desk.words, "large_file"));
  else await desk.keeping.open({ case: await readCase(file) }, input.closest("label") ?? input);
  input.value = "";
}
