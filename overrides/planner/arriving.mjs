/** What the address of the planner's page asks for: a step, the notes of the hour after, or a whole plan. */
import { openLink } from "./paper.mjs";

const DEBRIEF = "#debrief";

/** The form of two minutes for the hour after has an address of its own; and an address may hold a whole plan. @param {import("./planning.mjs").Planning} planning */
export function arrive(planning) {
  void openLink(planning);
  if (location.hash === DEBRIEF) planning.hour.begin();
}

/** A step's page leads here: to that step, once there is a plan. @param {HTMLElement} root */
export function toStep(root) {
  // Unlike decodeURIComponent this bears what somebody has typed.
  const slug = new URLSearchParams(location.hash.slice(1)).get("step");
  const step = /** @type {HTMLElement | null} */ (slug && root.querySelector(`[data-slug="${CSS.escape(slug)}"]`));
  step?.scrollIntoView({ block: "center" });
  step?.focus({ preventScroll: true });
}
