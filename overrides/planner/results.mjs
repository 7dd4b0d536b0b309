/** The plan on the page, and what leaves the page from it: drafts to copy, files, paper. */

/**
 * @typedef {{gap?: string, text: string}} Segment
 * @typedef {{subject: Segment[], body: Segment[], gaps: string[]}} Draft
 * @typedef {{id: string, step: string, title: string, due: string, day_words: string, draft: Draft | null}} Action
 * @typedef {{kind: string, title: string, why: string}} Change
 * @typedef {{next: string | null, actions: Action[], title: string, changes: Change[] | null}} Plan
 */

/** The one place where HTML becomes part of the page: what the engine rendered, which escapes every answer. @param {Element} place @param {string} html */
export function put(place, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  place.replaceChildren(template.content);
}

/**
 * Show a plan; what was open stays open and what had the caret keeps it.
 * @param {HTMLElement} place
 * @param {string} html
 * @param {(gap: string, step: string) => string | undefined} fieldOfGap
 */
export function showPlan(place, html, fieldOfGap) {
  const open = [...place.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-open"));
  const active = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset : undefined;
  put(place, html);
  for (const one of place.querySelectorAll("details")) one.open = open.includes(one.getAttribute("data-open"));
  for (const draft of /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-draft]")])) linkGaps(draft, fieldOfGap);
  if (!active) return;
  const again = active["step"] ? place.querySelector(`[data-step="${CSS.escape(active["step"])}"]`) : null;
  /** @type {HTMLElement} */ (again ?? place.closest("[tabindex]") ?? place).focus({ preventScroll: true });
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
  frame.contentWindow?.focus();
  frame.contentWindow?.print();
}

/** Folded drafts are open on paper. @param {ParentNode} root */
export function openForPaper(root) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...root.querySelectorAll("details")].filter((one) => !one.open);
    opened.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));
}
