/** The plan on the page, and what leaves the page from it: drafts to copy, files, paper. */

/**
 * @typedef {{gap?: string, text: string}} Segment
 * @typedef {{subject: Segment[], body: Segment[], gaps: string[], limit: number[], most_characters: number | null}} Draft
 * @typedef {{id: string, step: string, title: string, state: string, due: string, day_words: string, to: string | null, channel: string | null, snooze: string[], draft: Draft | null}} Action
 * @typedef {{kind: string, title: string, why: string}} Change
 * @typedef {{next: string | null, actions: Action[], notices: {code: string}[], title: string, changes: Change[] | null}} Plan
 */

/** The one place where HTML becomes part of the page: what the engine rendered, which escapes every answer. @param {Element} place @param {string} html */
export function put(place, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  place.replaceChildren(template.content);
}

/** What was shown last, by its place: the same again is left alone, with whatever is being typed in it. @type {WeakMap<HTMLElement, string>} */
const last = new WeakMap();

/** What is shown is no plan any more. @param {HTMLElement} place */
export const forgetShown = (place) => last.delete(place);

/**
 * Show a plan; what was open stays open, what had the caret keeps it, and a panel that was opened beside a step stays with it.
 * @param {HTMLElement} place
 * @param {string} html
 * @param {(gap: string, step: string) => string | undefined} fieldOfGap
 */
export function showPlan(place, html, fieldOfGap) {
  if (last.get(place) === html && place.querySelector("[data-next]")) return;
  last.set(place, html);
  const open = [...place.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-open"));
  const active = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : undefined;
  const was = active && { inNext: !!active.closest("[data-next]"), inDraft: active.closest("[data-draft]")?.getAttribute("data-draft") ?? "", after: stepsAfter(place, active) };
  const panel = /** @type {HTMLElement | null} */ (place.querySelector("[data-panel]"));
  put(place, html);
  for (const one of place.querySelectorAll("details")) one.open = open.includes(one.getAttribute("data-open"));
  for (const draft of /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-draft]")])) linkGaps(draft, fieldOfGap);
  if (panel) attach(place, panel);
  if (!was) return;
  const again = panel?.isConnected && panel.contains(active) ? active : sameAs(place, active, was);
  /** @type {HTMLElement} */ (again ?? place.closest("[tabindex]") ?? place).focus({ preventScroll: true });
  // What became shorter or moved away took the caret's place on the screen along.
  if (again) (again.closest(".timeline__step, [data-next]") ?? again).scrollIntoView({ block: "nearest" });
}

/** @typedef {{inNext: boolean, inDraft: string, after: string[]}} Was where the caret was: in the next step, in which draft, before which steps */

/** The steps that stand below the one with the caret. @param {HTMLElement} place @param {HTMLElement} active */
function stepsAfter(place, active) {
  const all = [...place.querySelectorAll(".timeline__step")];
  return all.slice(all.findIndex((one) => one.contains(active)) + 1).map(({ id }) => id);
}

/**
 * What stands in the new plan where the caret was: the same gap of a draft, or the next one, or its copy button; the same button of the same
 * step. A step that is not the next one any more leaves the caret to the one that is; a step that is put aside, to the one below it.
 * @param {HTMLElement} place @param {HTMLElement} active @param {Was} was
 * @returns {HTMLElement | null}
 */
function sameAs(place, active, { inNext, inDraft, after }) {
  const { step = inDraft, do: pressed = "copy", field } = active.dataset;
  if (!step) return null;
  const [of, draft] = [`[data-step="${CSS.escape(step)}"]`, inDraft ? place.querySelector(`[data-draft="${CSS.escape(inDraft)}"]`) : null];
  /** @type {HTMLElement | null} */
  const found = draft?.querySelector(`a[data-field="${CSS.escape(field ?? "")}"]`) ?? draft?.querySelector("a[data-field]") ?? place.querySelector(`[data-do="${pressed}"]${of}`) ?? place.querySelector(of);
  if (inNext && !found?.closest("[data-next]")) return place.querySelector("[data-next]");
  if (!found?.closest(".plan__aside")) return found;
  const below = after.map((id) => `#${CSS.escape(id)}`).join();
  return (below ? /** @type {HTMLElement | null} */ (place.querySelector(below)) : null) ?? found;
}

/** A panel stands below the buttons of the step that it belongs to. @param {HTMLElement} place @param {HTMLElement} panel */
function attach(place, panel) {
  const button = place.querySelector(`[data-do="${panel.dataset["panel"]}"][data-step="${CSS.escape(panel.dataset["of"] ?? "")}"]`);
  button?.closest(".plan__buttons")?.after(panel);
}

/** Each gap leads to the question that fills it. @param {HTMLElement} draft @param {(gap: string, step: string) => string | undefined} fieldOfGap */
function linkGaps(draft, fieldOfGap) {
  for (const gap of /** @type {HTMLElement[]} */ ([...draft.querySelectorAll("[data-gap]")])) {
    const path = fieldOfGap(gap.dataset["gap"] ?? "", draft.dataset["draft"] ?? "");
    if (!path) continue;
    const link = document.createElement("a");
    link.href = `#${path}`;
    link.dataset["field"] = path;
    link.append(...gap.childNodes);
    gap.append(link);
  }
}

/** @param {Segment[]} segments */
const plain = (segments) => segments.map(({ text }) => text).join("");

/** A draft as it goes into a mail. @param {Draft} draft */
export const draftText = (draft) => plain(draft.body);

/** @param {Draft} draft */
export const subjectText = (draft) => plain(draft.subject);

/** Whether the text is on the clipboard now. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text @param {string} type @param {string} name */
export function download(text, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Print the sheet as a document of its own. Its style stands in a file of the same content, so that the page's policy allows it.
 * @param {string} html
 * @param {string} style address of the style sheet
 */
export async function printSheet(html, style) {
  document.querySelector("iframe[data-sheet]")?.remove();
  const frame = document.createElement("iframe");
  frame.dataset["sheet"] = "";
  frame.className = "planner__sheet";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.srcdoc = html.replace(/<style>[^]*?<\/style>/, `<link rel="stylesheet" href="${style}">`);
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  // The caret is not left in a frame that nobody sees.
  frame.contentWindow?.addEventListener("afterprint", () => active?.focus({ preventScroll: true }), { once: true });
  frame.contentWindow?.focus();
  frame.contentWindow?.print();
}

/** Folded drafts are open on paper. @param {ParentNode} root @param {AbortSignal} signal of leaving the page */
export function openForPaper(root, signal) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...root.querySelectorAll("details")].filter((one) => !one.open);
    opened.forEach((one) => (one.open = true));
  }, { signal });
  addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)), { signal });
}
