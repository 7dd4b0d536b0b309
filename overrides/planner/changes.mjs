/** What changed in a plan, as one count and as lines. */
import { say } from "./words.mjs";

/**
 * @typedef {import("./results.mjs").Change} Change
 * @typedef {import("./words.mjs").Words} Words
 */

const MOST_CHANGES = 6;

/** How many steps moved, came and went, in words. @param {Words} words @param {Change[]} changes */
export function counted(words, changes) {
  const counts = ["moved", "came", "went"].map((kind) => /** @type {const} */ ([kind, changes.filter((change) => change.kind === kind).length]));
  const said = counts.filter(([, n]) => n).map(([kind, n]) => say(words, `changed_${kind}`, { n }));
  return said.length ? `${said.join(", ")}.` : "";
}

/** Steps that go for one reason are told of together. @param {Change[]} changes @returns {Change[][]} */
function together(changes) {
  /** @type {Map<unknown, Change[]>} */
  const groups = new Map();
  for (const change of changes) {
    const reason = change.kind === "went" ? change.why : change;
    groups.set(reason, [...(groups.get(reason) ?? []), change]);
  }
  return [...groups.values()];
}

/** Changes of a plan, a line each; of many only the first few. @param {Words} words @param {Change[]} changes @param {number} [most] */
export function lines(words, changes, most = MOST_CHANGES) {
  const all = together(changes);
  const texts = all.slice(0, most).map((some) => say(words, "change", { title: [...new Set(some.map(({ title }) => title))].join(", "), why: some[0]?.why ?? "" }));
  const n = all.slice(most).flat().length;
  if (n > 0) texts.push(say(words, "change_more", { n }));
  return texts.map((textContent) => Object.assign(document.createElement("li"), { textContent }));
}
