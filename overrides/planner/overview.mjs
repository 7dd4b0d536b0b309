/** One day over several applications: the plan on this page, and those in files that the reader chooses. The files are read; nothing of them is kept. */
import { readCase } from "./files.mjs";
import { moment } from "./request.mjs";
import { put } from "./results.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./planning.mjs").Planning} Planning
 * @typedef {import("./planning.mjs").Case} Case
 * @typedef {{name: string, case: Case}} Told a case, and the file that it came in; without a name it is the one on this page
 */

/** Take what was chosen, if each file is a plan of ours, and show the day. @param {Planning} planning @param {HTMLInputElement} input */
export async function chooseCases(planning, input) {
  const files = [...(input.files ?? [])];
  input.value = "";
  if (!files.length) return;
  const found = await Promise.all(files.map(async (file) => ({ name: file.name, case: await readCase(file) })));
  const wrong = found.find((one) => one.case === undefined);
  if (wrong) return planning.tell(say(planning.words, "day_no_file", { file: wrong.name }));
  planning.beside = /** @type {Told[]} */ (found);
  if (await showDay(planning)) /** @type {HTMLElement | null} */ (planning.root.querySelector("[data-day-over]"))?.focus();
}

/** The day as it is now; again with each new plan of this page. @param {Planning} planning @returns {Promise<boolean>} whether it could be shown */
export async function showDay(planning) {
  const part = /** @type {HTMLElement | null} */ (planning.root.querySelector("[data-day-over]"));
  if (!part || !planning.beside.length) return false;
  const told = each([...(planning.plan ? [{ name: "", case: planning.document() }] : []), ...planning.beside]);
  const codes = new Set(told.map((one) => one.case["place"]).filter((code) => typeof code === "string"));
  const places = Object.fromEntries(await Promise.all([...codes].map(async (code) => [code, await planning.places.of(code)])));
  const answer = await planning.engine.ask({ do: "day", cases: told.map((one) => one.case), places, ...moment(null), forms: ["html"] });
  if (answer.ok) put(part, answer.forms.html);
  else refuse(planning, told, answer.problems[0]);
  return answer.ok;
}

/** Of one application, also of an older file of it, there is one plan: that of this page, or of the file with the most changes. @param {Told[]} all */
function each(all) {
  const newest = [...all].sort((one, two) => Number(!one.name) - Number(!two.name) || revision(one) - revision(two));
  return [...new Map(newest.map((one, n) => [one.case["id"] ?? n, one])).values()];
}

/** @param {Told} told */
const revision = (told) => Number(told.case["revision"] ?? 0);

/** Say in which file something is wrong. @param {Planning} planning @param {Told[]} told @param {{field: string, message: string}} problem */
function refuse(planning, told, { field, message }) {
  const name = told[Number(field.split(".")[0])]?.name;
  planning.tell(name ? say(planning.words, "day_mistake", { file: name, message }) : message);
}
