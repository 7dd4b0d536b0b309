/** Drafts made one's own: a gap filled in where it stands, and wording of one's own with its length counted while it is typed. */
import { lineOf, reach } from "./fields.mjs";
import { hintAtFillers } from "./filler.mjs";
import { editedAfter, ownWording } from "./marks.mjs";
import { draftText } from "./results.mjs";
import { fromTemplate } from "./tools.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./planning.mjs").Planning} Planning */

/**
 * Fill a gap where it stands: what is typed is the answer that it belongs to. Returns false when that answer has no single line.
 * @param {Planning} planning
 * @param {HTMLElement} link
 * @param {string} path
 */
export function fillGap(planning, link, path) {
  reach(planning.root, path);
  const field = lineOf(planning.root, path);
  const draft = /** @type {HTMLElement | null} */ (link.closest("[data-draft]"));
  if (!field || !draft) return false;
  const input = Object.assign(document.createElement("input"), { type: "text", className: "gap__field", value: field.value, placeholder: link.textContent ?? "", maxLength: 500 });
  input.setAttribute("aria-label", planning.root.querySelector(`label[for="${CSS.escape(path)}"]`)?.textContent ?? link.textContent ?? "");
  let settled = false;
  const settle = (/** @type {boolean} */ use) => {
    // Taking the field away makes it lose the caret, which settles it once more.
    if (settled) return;
    settled = true;
    const changed = use && input.value.trim() !== field.value.trim();
    input.replaceWith(link);
    if (!changed) return void link.focus();
    field.value = input.value.trim();
    nextGap(planning, draft.dataset["draft"] ?? "");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Escape") settle(event.key === "Enter");
  });
  input.addEventListener("change", () => settle(true));
  input.addEventListener("blur", () => settle(true));
  for (const sign of ["input", "change"]) input.addEventListener(sign, (event) => event.stopPropagation());
  link.replaceWith(input);
  input.focus();
  return true;
}

/** After a gap is filled the caret is at the next one, or at the button that copies. @param {Planning} planning @param {string} step */
function nextGap(planning, step) {
  planning.root.addEventListener(
    "planned",
    () => {
      if (document.activeElement !== document.body && !planning.shown.contains(document.activeElement) && !document.activeElement?.matches("section")) return;
      const of = CSS.escape(step);
      /** @type {HTMLElement | null} */ (planning.shown.querySelector(`[data-draft="${of}"] a[data-field]`) ?? planning.shown.querySelector(`[data-do="copy"][data-step="${of}"]`))?.focus();
    },
    { once: true },
  );
}

/** A gap is filled in where it stands, else at its question. @param {Planning} planning @param {HTMLElement} link @param {string} path @param {() => void} otherwise */
export function pressGap(planning, link, path, otherwise) {
  if (!fillGap(planning, link, path)) otherwise();
}

/**
 * Write a draft anew; the marks of the case keep it.
 * @param {Planning} planning
 * @param {HTMLElement} button
 */
export function editDraft(planning, button) {
  const { step = "", due = "" } = button.dataset;
  const action = planning.plan?.actions.find(({ id }) => id === step);
  if (!action?.draft) return;
  const panel = openPanel(planning.root, "edit", button);
  const area = /** @type {HTMLTextAreaElement} */ (panel.querySelector("textarea"));
  area.value = ownWording(planning.kept["marks"], step) ?? draftText(action.draft);
  const count = () => counted(planning, panel, area.value, /** @type {import("./results.mjs").Draft} */ (action.draft));
  area.addEventListener("input", (event) => {
    event.stopPropagation();
    count();
  });
  area.addEventListener("change", (event) => event.stopPropagation());
  panel.querySelector("[data-yes]")?.addEventListener("click", () => {
    closePanel(planning.root, panel, button);
    keepWording(planning, { step, due, text: area.value });
  });
  count();
  hintAtFillers(planning.words, area, panel.querySelector("[data-filler]"));
  area.focus();
}

/** @param {Planning} planning @param {{step: string, due: string, text?: string}} edited */
export function keepWording(planning, edited) {
  planning.kept = { ...planning.kept, marks: editedAfter(planning.kept["marks"], { ...edited, today: planning.today }) };
  planning.tell(say(planning.words, edited.text ? "wording_kept" : "wording_fresh"));
  void planning.update("typing");
}

/** @param {Planning} planning @param {HTMLElement} panel @param {string} text @param {import("./results.mjs").Draft} draft */
function counted(planning, panel, text, draft) {
  const line = panel.querySelector("[data-count]");
  if (!line) return;
  const n = text.split(/\s+/).filter(Boolean).length;
  const [low = 0, high = 0] = draft.limit;
  const most = draft.most_characters ?? 0;
  const key = most ? "count_characters" : high ? "count_words" : "count_plain";
  line.textContent = say(planning.words, key, { n: most ? [...text].length : n, low, high, most });
  const over = most ? [...text].length > most : high > 0 && n > high;
  line.classList.toggle("planner__over", over);
  if (over) line.append(` ${say(planning.words, "count_over")}`);
}

/** One panel beside a step's buttons at a time; a second press closes it. @param {HTMLElement} root @param {string} name @param {HTMLElement} button */
export function openPanel(root, name, button) {
  const panel = fromTemplate(root, name);
  root.querySelectorAll("[data-panel]").forEach((other) => other.remove());
  panel.dataset["panel"] = button.dataset["do"] ?? "";
  panel.dataset["of"] = button.dataset["step"] ?? "";
  delete panel.dataset["asked"];
  panel.setAttribute("aria-label", button.getAttribute("aria-label") ?? "");
  panel.querySelector("[data-no]")?.addEventListener("click", () => closePanel(root, panel, button));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && closePanel(root, panel, button));
  button.closest(".plan__buttons")?.after(panel);
  return panel;
}

/** @param {HTMLElement} root @param {HTMLElement} panel @param {HTMLElement} button */
export function closePanel(root, panel, button) {
  const { panel: pressed, of = "" } = panel.dataset;
  panel.remove();
  const again = root.querySelector(`[data-do="${pressed}"][data-step="${CSS.escape(of)}"]`);
  /** @type {HTMLElement} */ (again ?? button).focus();
}

