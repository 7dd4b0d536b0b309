/** The employer's place: its holiday file, fetched when a country is chosen, and its regions. */
import { choose } from "./fields.mjs";

/** @typedef {{code: string, name: string, zones?: string[], regions?: Record<string, {name?: string}>}} Place */

export class Places {
  /** @type {Map<string, Promise<Place | null>>} */
  #known = new Map();

  /** @param {string} base address of the site */
  constructor(base) {
    this.base = base;
  }

  /** The file of a country; null when none was chosen or it cannot be had. @param {unknown} code @returns {Promise<Place | null>} */
  async of(code) {
    if (typeof code !== "string" || !/^[A-Z]{2}$/.test(code)) return null;
    const place = this.#known.get(code) ?? this.#fetch(code);
    this.#known.set(code, place);
    if (!(await place)) this.#known.delete(code);
    return place;
  }

  /** @param {string} code @returns {Promise<Place | null>} */
  async #fetch(code) {
    try {
      const response = await fetch(`${this.base}planner/places/${code}.json`);
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
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
