/**
 * Between the form and the case document: what was typed as nested answers, and a stored case as what to type. Nothing here touches the page.
 *
 * @typedef {[name: string, value: string]} Entry
 * @typedef {{[key: string]: unknown}} Answers
 * @typedef {object} Reading
 * @property {Answers} answers the case document's answers, without empty ones
 * @property {Map<string, string>} places where a list's items stand in the form, by their path in the answers
 */

const NUMBER = /\.\d+(?=\.|$)/g;

/** A path without the numbers of its lists. @param {string} path */
export const unnumbered = (path) => path.replace(NUMBER, "");

/** Whether an entry only shows more questions and is no answer. @param {string} name */
export const isShown = (name) => name.split(".").includes("show");

/**
 * The answers in a form's entries. Empty ones are left out, and so are items of a list in which nothing was typed.
 * @param {Entry[]} entries
 * @returns {Reading}
 */
export function readForm(entries) {
  /** @type {Answers} */
  const tree = {};
  for (const [name, value] of entries) {
    if (value.trim() && !isShown(name)) grow(tree, name.split("."), value);
  }
  /** @type {Map<string, string>} */
  const places = new Map();
  return { answers: /** @type {Answers} */ (tidied(tree, "", "", places)), places };
}

/** @param {Entry[]} entries */
export const answersFrom = (entries) => readForm(entries).answers;

/** @param {Answers} tree @param {string[]} path @param {string} value */
function grow(tree, path, value) {
  const [first = "", ...rest] = path;
  if (!rest.length) {
    tree[first] = value;
    return;
  }
  tree[first] ??= {};
  grow(/** @type {Answers} */ (tree[first]), rest, value);
}

/**
 * Objects whose keys are numbers become lists without holes.
 * @param {unknown} value
 * @param {string} to path in the answers
 * @param {string} from path in the form
 * @param {Map<string, string>} places
 * @returns {unknown}
 */
function tidied(value, to, from, places) {
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value);
  if (!pairs.length || !pairs.every(([key]) => /^\d+$/.test(key))) {
    return Object.fromEntries(pairs.map(([key, inner]) => [key, tidied(inner, under(to, key), under(from, key), places)]));
  }
  return pairs.sort(([one], [two]) => Number(one) - Number(two)).map(([key, inner], number) => {
    places.set(under(to, String(number)), under(from, key));
    return tidied(inner, under(to, String(number)), under(from, key), places);
  });
}

/** @param {string} path @param {string} key */
const under = (path, key) => (path ? `${path}.${key}` : key);

/**
 * Where an answer stands in the form: a path the engine named, with the numbers of the form.
 * @param {string} path
 * @param {Map<string, string>} places
 */
export function fieldOf(path, places) {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length--) {
    const place = places.get(parts.slice(0, length).join("."));
    if (place) return [place, ...parts.slice(length)].join(".");
  }
  return path;
}

/**
 * What to type for a stored case: the way back.
 * @param {unknown} document
 * @param {{dates: string[], months: string[], standIns: Record<string, Record<string, string>>}} data
 * @returns {Entry[]}
 */
export function entriesFrom(document, data) {
  /** @type {Entry[]} */
  const entries = [];
  /** @param {unknown} value @param {string} path */
  const walk = (value, path) => {
    const name = unnumbered(path);
    if (value === null || value === undefined || value === "") return;
    if (data.dates.includes(name)) entries.push(...dayEntries(value, path, data.months));
    else if (typeof value === "object") Object.entries(value).forEach(([key, inner]) => walk(inner, under(path, key)));
    else if (typeof value === "boolean") entries.push([path, value ? "yes" : "no"]);
    else entries.push([path, data.standIns[name]?.[String(value)] ?? String(value)]);
  };
  walk(document, "");
  return entries;
}

/**
 * A day as its three fields hold it; what cannot be cut in three stays whole in the first, so that nothing is lost.
 * @param {unknown} value
 * @param {string} path
 * @param {string[]} months
 * @returns {Entry[]}
 */
function dayEntries(value, path, months) {
  const parts = typeof value === "object" ? /** @type {Record<string, unknown>} */ (value) : dayParts(String(value), months);
  return ["day", "month", "year"].flatMap((part) => (parts[part] ? [/** @type {Entry} */ ([`${path}.${part}`, String(parts[part])])] : []));
}

/**
 * @param {string} text
 * @param {string[]} months
 * @returns {Record<string, string>}
 */
export function dayParts(text, months) {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (iso) return { day: String(Number(iso[3])), month: months[Number(iso[2]) - 1] ?? String(iso[2]), year: String(iso[1]) };
  const [, day = text, month = "", year = ""] = /^\s*(\d{1,2})\s+(\S+)\s+(\d{4})\s*$/.exec(text) ?? [];
  return { day, month, year };
}

/**
 * Whether a question is to be shown: `name=value value` asks for one of these values, `name` alone for any, `!name=value` for none of these.
 * @param {string} rule
 * @param {Map<string, string>} values
 * @returns {boolean}
 */
export function holds(rule, values) {
  if (rule.startsWith("!")) return !holds(rule.slice(1), values);
  const [name = "", wanted] = rule.split("=");
  const value = values.get(name)?.trim() ?? "";
  return wanted === undefined ? value !== "" : wanted.split(" ").includes(value);
}

/** The name of the answer that a rule is about. @param {string} rule */
export const subject = (rule) => rule.replace(/^!|=.*$/g, "");

/**
 * What the form does not ask for, from a stored case; it stays as it is.
 * @param {Answers} document
 * @returns {Answers}
 */
export function unasked(document) {
  const { schema, id, revision, language, marks } = document;
  const place = /** @type {Answers | undefined} */ (document["me"])?.["place"];
  const kept = Object.entries({ schema, id, revision, language, marks, me: place ? { place } : undefined });
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined && value !== null));
}

const NO_ANSWERS = ["schema", "id", "revision", "language", "marks"];

/** Whether an answer that was given is another now, or gone; what is only added revises nothing. @param {unknown} before @param {unknown} after @returns {boolean} */
export function revises(before, after) {
  if (typeof before !== "object" || before === null) return before !== undefined && before !== after;
  const now = /** @type {Answers} */ (typeof after === "object" && after ? after : {});
  return Object.entries(before).some(([key, value]) => !NO_ANSWERS.includes(key) && revises(value, now[key]));
}

/**
 * The whole case: what was typed and what is kept beside it.
 * @param {Answers} kept
 * @param {Answers} answers
 * @param {number} schema the newest, for a case that names none
 * @returns {Answers}
 */
export function joined(kept, answers, schema) {
  const me = { .../** @type {Answers} */ (kept["me"] ?? {}), .../** @type {Answers} */ (answers["me"] ?? {}) };
  return { schema, ...kept, ...answers, ...(Object.keys(me).length ? { me } : {}) };
}
