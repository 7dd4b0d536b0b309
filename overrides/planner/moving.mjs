/** Steps on another day: put off to one of the next working days, moved to a day of one's own, kept where they are, or given back to the plan. */
import { closePanel, openPanel } from "./editing.mjs";
import { dayWords, say } from "./words.mjs";

/** @typedef {import("./planning.mjs").Planning} Planning */

const PAUSE = 300;

/**
 * @param {Planning} planning
 * @param {HTMLElement} button
 * @param {(pressed: string, due: string) => void} mark
 */
export function moveStep(planning, button, mark) {
  const { step = "", due = "" } = button.dataset;
  const action = planning.plan?.actions.find(({ id }) => id === step);
  if (!action) return;
  const panel = openPanel(planning.root, "move", button);
  const use = (/** @type {string} */ pressed, /** @type {string} */ day) => {
    closePanel(planning.root, panel, button);
    mark(pressed, day);
  };
  const days = action.snooze.map((day) => choice(dayWords(planning.words, day), () => use("snooze", day)));
  panel.querySelector("[data-days]")?.replaceChildren(...days);
  typed(planning, panel, (day) => use("pin", day));
  const moved = ["pinned", "snoozed"].includes(action.state);
  const keep = /** @type {HTMLElement | null} */ (panel.querySelector("[data-keep]"));
  const back = /** @type {HTMLElement | null} */ (panel.querySelector("[data-back]"));
  keep?.toggleAttribute("hidden", moved || step.startsWith("own."));
  back?.toggleAttribute("hidden", !moved);
  keep?.addEventListener("click", () => use("keep", due));
  back?.addEventListener("click", () => use("back", due));
  days[0]?.focus();
}

/** @param {string} textContent @param {() => void} pressed */
function choice(textContent, pressed) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "planner__button", textContent });
  button.addEventListener("click", pressed);
  return button;
}

/** A day that is typed is said back before it counts. @param {Planning} planning @param {HTMLElement} panel @param {(day: string) => void} use */
function typed(planning, panel, use) {
  const input = /** @type {HTMLInputElement} */ (panel.querySelector("input"));
  const line = /** @type {HTMLElement} */ (panel.querySelector("[data-moved]"));
  const button = /** @type {HTMLButtonElement} */ (panel.querySelector("[data-pin]"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const look = async () => {
    const found = input.value.trim() ? await planning.days.understand(input.value) : undefined;
    const day = found?.ok ? (found.date ?? "") : "";
    const past = day !== "" && day < planning.today;
    line.textContent = !found ? "" : past ? say(planning.words, "move_past") : day ? (found.echo ?? "") : say(planning.words, "move_unclear");
    button.hidden = past || !day;
    button.value = day;
    return !button.hidden;
  };
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(() => void look().catch(() => {}), PAUSE);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("keydown", async (event) => {
    if (event.key === "Enter" && (await look().catch(() => false))) use(button.value);
  });
  button.addEventListener("click", () => use(button.value));
}
