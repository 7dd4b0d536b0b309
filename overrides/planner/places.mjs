/** The employer's place: its holidays, fetched with those of all others when a country is chosen, so that nobody learns which; and its regions. */
import { choose } from "./fields.mjs";

/** @typedef {{code: string, name: string, zones?: string[], regions?: Record<string, {name?: string}>}} Place */

export class Places {
  /** @type {Promise<Record<string, Place>> | undefined} */
  #all;

  /** @param {string} base address of the site */
  constructor(base) {
    this.base = base;
  }

  /** What is known of a country; null when none was chosen or it cannot be had. @param {unknown} code @returns {Promise<Place | null>} */
  async of(code) {
    if (typeof code !== "string" || !/^[A-Z]{2}$/.test(code)) return null;
    try {
      return (await (this.#all ??= this.#fetch()))[code] ?? null;
    } catch {
      this.#all = undefined;
      return null;
    }
  }

  /** @returns {Promise<Record<string, Place>>} */
  async #fetch() {
    const response = await fetch(`${this.base}planner/places.json`);
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    return response.json();
  }
}

/**
 * Offer the regions of a place; another place has others.
 * @param {HTMLElement} root
 * @param {Place | null} place
 * @param {string} whole the words for no region
 */
export function offerRegions(root, place, whole) {
  const select = /** @type {HTMLSelectElement | null} */ (root.querySelector("select[name=region]"));
  const ask = /** @type {HTMLElement | null} */ (select?.closest("[data-ask]") ?? null);
  if (!select || !ask) return;
  const regions = Object.entries(place?.regions ?? {}).map(([code, { name }]) => /** @type {const} */ ([code, name ?? code]));
  ask.hidden = !regions.length;
  if (select.dataset["of"] === (place?.code ?? "")) return;
  const chosen = regions.some(([code]) => code === select.value) || select.dataset["of"] === undefined ? select.value : "";
  select.dataset["of"] = place?.code ?? "";
  regions.sort(([, one], [, two]) => one.localeCompare(two));
  select.replaceChildren(new Option(whole, ""), ...regions.map(([code, name]) => new Option(name, code)));
  choose(select, place ? chosen : "");
}
