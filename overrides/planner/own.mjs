/**
 * On a page of the guide: the reader's own date and state of its step, read from the plan that this device keeps. The engine is not needed.
 *
 * @typedef {{step: string, state: string, due: string, day_words: string, to: string | null}} Action
 * @typedef {{plan: {actions: Action[]}, made: string}} KeptPlan
 */

const NAME = `follow-up-planner:${new URL("../../", import.meta.url).pathname}`;
// What the reader did is so on any day; "today" and "late" were said on the day the plan was made.
const LASTING = ["done", "not_for_me", "pinned", "snoozed"];

/** What the planner keeps; nothing, and no database made, where there is none. @returns {Promise<KeptPlan | undefined>} */
function keptPlan() {
  return new Promise((resolve) => {
    const opening = indexedDB.open(NAME);
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve(undefined);
    opening.onsuccess = () => {
      const database = opening.result;
      const asked = database.transaction("documents").objectStore("documents").get("plan");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(undefined);
      database.close();
    };
  });
}

/** @param {Action[]} actions */
const distinct = (actions) => [...new Map(actions.map((action) => [`${action.due} ${action.state}`, action])).values()];

/** A line of the page's template, filled in. @param {HTMLTemplateElement} template @param {Action} action @param {string} made @param {string} today */
function lineFor(template, action, made, today) {
  const line = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  line.querySelectorAll("[data-own-day]").forEach((part) => (part.textContent = action.day_words));
  const said = made === today || LASTING.includes(action.state) ? action.state : "";
  line.querySelectorAll("[data-own-state]").forEach((part) => part.getAttribute("data-own-state") !== said && part.remove());
  return line;
}

class OwnDate extends HTMLElement {
  connectedCallback() {
    this.#show().catch(() => {});
  }

  async #show() {
    const place = /** @type {HTMLElement | null} */ (this.querySelector("[data-own-date]"));
    const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector("template[data-own-line]"));
    if (!place || !template) return;
    const kept = await keptPlan();
    const found = distinct(kept?.plan.actions.filter(({ step }) => step === place.dataset["ownDate"]) ?? []);
    if (!kept || !found.length) return;
    const now = new Date();
    const today = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
    place.replaceChildren(...found.map((action) => lineFor(template, action, kept.made, today)));
    place.hidden = false;
    this.querySelectorAll("[data-own-without]").forEach((part) => part.toggleAttribute("hidden", true));
    this.querySelectorAll("[data-own-with]").forEach((part) => part.toggleAttribute("hidden", false));
  }
}

customElements.define("own-date", OwnDate);
