/** Lists in the form: people, referees, rounds. The first item as it stands in the page is the pattern of every other. */

const NAMED = ["id", "name", "for", "aria-describedby", "aria-labelledby", "data-item", "data-several", "data-add", "data-remove", "data-ask", "data-day", "data-quick", "data-say", "data-said", "data-use", "data-echo", "data-error", "data-when", "data-words"];

/** @type {WeakMap<HTMLElement, HTMLElement>} */
const patterns = new WeakMap();

/** Take the patterns, innermost lists first, and empty the lists that begin empty. @param {ParentNode} root */
export function takePatterns(root) {
  for (const list of /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-several]")].reverse())) {
    const first = items(list)[0];
    if (!first) continue;
    patterns.set(list, /** @type {HTMLElement} */ (first.cloneNode(true)));
    if (list.hasAttribute("data-none")) first.remove();
  }
}

/** @param {Element} list @returns {HTMLElement[]} */
export const items = (list) => /** @type {HTMLElement[]} */ ([...list.children].filter((child) => child.hasAttribute("data-item")));

/** The list of a path such as `rounds.0.people`. @param {ParentNode} root @param {string} path */
export const listOf = (root, path) => /** @type {HTMLElement | null} */ (root.querySelector(`[data-several="${CSS.escape(path)}"]`));

/**
 * One more item at the end of a list.
 * @param {ParentNode} root
 * @param {string} path
 * @returns {HTMLElement | null}
 */
export function add(root, path) {
  const list = listOf(root, path);
  const pattern = list && patternOf(list, root);
  if (!list || !pattern) return null;
  const number = 1 + Math.max(-1, ...items(list).map((item) => Number(item.dataset["item"]?.split(".").pop())));
  const item = /** @type {HTMLElement} */ (pattern.cloneNode(true));
  rename(item, item.dataset["item"] ?? "", `${path}.${number}`);
  item.querySelectorAll("[data-first]").forEach((part) => part.remove());
  const last = items(list).at(-1);
  if (last) last.after(item);
  else list.prepend(item);
  shown(list);
  return item;
}

/** A list inside a new item has the pattern of the one it was cloned from. @param {HTMLElement} list @param {ParentNode} root */
function patternOf(list, root) {
  const own = patterns.get(list);
  if (own) return own;
  const path = list.dataset["several"] ?? "";
  const first = listOf(root, path.replace(/^rounds\.\d+/, "rounds.0"));
  const pattern = first && patterns.get(first);
  if (!pattern) return null;
  const copy = /** @type {HTMLElement} */ (pattern.cloneNode(true));
  rename(copy, copy.dataset["item"] ?? "", `${path}.0`);
  patterns.set(list, copy);
  return copy;
}

/** @param {HTMLElement} item @param {string} from @param {string} to */
function rename(item, from, to) {
  for (const element of [item, ...item.querySelectorAll("*")]) {
    for (const name of NAMED) {
      const value = element.getAttribute(name);
      if (value?.includes(from)) element.setAttribute(name, value.replaceAll(from, to));
    }
  }
}

/** As many items as a document has. @param {ParentNode} root @param {string} path @param {number} count */
export function resize(root, path, count) {
  const list = listOf(root, path);
  if (!list) return;
  const least = list.hasAttribute("data-none") ? 0 : 1;
  items(list).slice(Math.max(count, least)).forEach((item) => item.remove());
  while (items(list).length < Math.max(count, least)) {
    if (!add(root, path)) break;
  }
  shown(list);
}

/** Numbers and buttons of a list: counted only where there are several, and the last one cannot be removed. @param {HTMLElement} list */
export function shown(list) {
  const all = items(list);
  const only = all.length === 1 && !list.hasAttribute("data-none");
  all.forEach((item, number) => {
    const own = [...item.querySelectorAll("[data-number]")].filter((part) => part.closest("[data-item]") === item);
    own.forEach((part) => (part.textContent = only ? "" : String(number + 1)));
    const labelled = [item, ...item.querySelectorAll("[data-label]")].filter((part) => part.closest("[data-item]") === item && part.hasAttribute("data-label"));
    labelled.forEach((part) => part.setAttribute("aria-label", (part.getAttribute("data-label") ?? "").replace("{n}", only ? "" : String(number + 1)).trim()));
    const heading = item.querySelector(":scope > [data-round]");
    heading?.toggleAttribute("hidden", only);
    const button = item.querySelector(`[data-remove="${CSS.escape(item.dataset["item"] ?? "")}"]`);
    button?.toggleAttribute("hidden", only);
  });
  list.querySelector(":scope > [data-add]")?.removeAttribute("hidden");
}
