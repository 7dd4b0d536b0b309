/** The plan on paper, with a square code that leads back to it where the reader wants one. */
import { PAGE } from "./base.mjs";
import { furtherForms } from "./request.mjs";
import { printSheet } from "./results.mjs";
import { fromTemplate, sure } from "./tools.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./planning.mjs").Planning} Planning */

const SHEETS = new URL("sheet.css", import.meta.url).href;
const SVG = "http://www.w3.org/2000/svg";
// In larger codes the dots are too small for many phones.
const LARGEST = 25;
// Quiet zone in dots; size of a dot and of the smallest code in millimetres.
const [QUIET, DOT, LEAST] = [4, 0.4, 30];

/** What stands behind the # of an address that holds a plan. */
export const LINK = "#plan=";

/** @param {string} form @returns {(planning: Planning, button: HTMLElement) => Promise<void>} */
export function printed(form) {
  return async (planning, button) => {
    const wanted = isTicked(planning, "with-code") && (isTicked(planning, "code-names") ? "link-names" : "link");
    const made = await furtherForms(planning, wanted ? [form, wanted] : [form]);
    const html = made?.[form];
    if (!html) return;
    const code = wanted && (await codeOf(planning, made[wanted] ?? ""));
    if (typeof code === "string") {
      if (!(await sure(planning, button, say(planning.words, code), say(planning.words, "code_without"), say(planning.words, "code_wait")))) return;
    }
    await printSheet(code instanceof Element ? html.replace("<!-- code -->", () => code.outerHTML) : html, SHEETS);
  };
}

/** @param {Planning} planning @param {string} name */
const isTicked = ({ root }, name) => !!(/** @type {HTMLInputElement | null} */ (root.querySelector(`[data-${name}]`))?.checked);

/** The code with its words; where there can be none, the key of the words that say why. @param {Planning} planning @param {string} link @returns {Promise<Element | string>} */
async function codeOf({ root }, link) {
  if (!link) return "code_names_needed";
  const [{ generate, correction }, { toSvgPath }] = await Promise.all([import("lean-qr"), import("lean-qr/extras/svg")]);
  try {
    const code = generate(`${PAGE}${LINK}${link}`, { maxVersion: LARGEST, minCorrectionLevel: correction.L });
    const figure = fromTemplate(root, "code", false);
    figure.prepend(drawn(toSvgPath(code), code.size));
    return figure;
  } catch {
    return "code_too_large";
  }
}

/** @param {string} path @param {number} size in dots */
function drawn(path, size) {
  const whole = size + 2 * QUIET;
  const side = `${Math.max(LEAST, whole * DOT).toFixed(1)}mm`;
  const svg = part("svg", { viewBox: `-${QUIET} -${QUIET} ${whole} ${whole}`, width: side, height: side, "shape-rendering": "crispEdges" });
  svg.append(part("rect", { x: `-${QUIET}`, y: `-${QUIET}`, width: `${whole}`, height: `${whole}`, fill: "#fff" }), part("path", { d: path, fill: "#000" }));
  return svg;
}

/** @param {string} name @param {Record<string, string>} attributes */
function part(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** A plan that stands in the page's own address: looked at first, opened when the reader says so; then the address is plain again. @param {Planning} planning */
export async function openLink(planning) {
  if (!location.hash.startsWith(LINK)) return;
  const link = location.hash.slice(LINK.length);
  history.replaceState(history.state, "", location.pathname + location.search);
  const place = /** @type {HTMLElement | null} */ (planning.root.querySelector("[data-linked]"));
  if (place && (await planning.keeping.open({ link }, place, true))) planning.signs.view("plan", true);
}
