/** What the reader does with a step of the plan: tick it, set it aside, put it off, copy or rewrite its draft, say that it was sent. */
import { editDraft, keepWording } from "./editing.mjs";
import { addEvent } from "./happened.mjs";
import { marksAfter } from "./marks.mjs";
import { moveStep } from "./moving.mjs";
import { items, listOf } from "./several.mjs";
import { copyDraft, openMail } from "./tools.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./planning.mjs").Planning} Planning */

const CHANNELS = /** @type {Record<string, string>} */ ({ "phone and email": "email", spoken: "in_person" });

/** @param {Planning} planning @param {HTMLElement} button */
export function pressStep(planning, button) {
  const { do: pressed = "", step = "", due = "" } = button.dataset;
  if (button.matches("[data-mail]")) return void openMail(planning, /** @type {HTMLAnchorElement} */ (button));
  if (pressed === "copy") return void copyDraft(planning, button);
  if (pressed === "edit") return editDraft(planning, button);
  if (pressed === "fresh") return keepWording(planning, { step, due });
  if (pressed === "move") return moveStep(planning, button, (how, day) => mark(planning, how, step, day));
  if (pressed === "sent") return sent(planning, button);
  return mark(planning, pressed, step, due);
}

/** @param {Planning} planning @param {string} pressed @param {string} step @param {string} due */
function mark(planning, pressed, step, due) {
  const own = step.startsWith("own.") && ["snooze", "pin"].includes(pressed) ? ownItem(planning, step) : undefined;
  // A step of the reader's own has its day in the form: there is one place for it.
  if (own) planning.days.set(`${own}.date`, due);
  else planning.kept = { ...planning.kept, marks: marksAfter(planning.kept["marks"], { do: pressed, step, due, today: planning.today }) };
  void planning.update("mark");
}

/** @param {Planning} planning @param {string} step */
function ownItem(planning, step) {
  const list = listOf(planning.root, "own_steps");
  const all = list ? items(list) : [];
  const id = step.slice("own.".length);
  const found = all.find((item) => /** @type {HTMLInputElement | null} */ (item.querySelector("input[type=hidden]"))?.value === id) ?? all[Number(id) - 1];
  return found?.dataset["item"];
}

/** Sent: the step is done, and an event says when, to whom and how, there to be changed. @param {Planning} planning @param {HTMLElement} button */
function sent(planning, button) {
  const { step = "", due = "", what = "" } = button.dataset;
  const action = planning.plan?.actions.find(({ id }) => id === step);
  const { root, today } = planning;
  addEvent(root, what, (path) => planning.days.set(path, today));
  const list = listOf(root, "events");
  const path = (list && items(list).at(-1)?.dataset["item"]) ?? "";
  const to = /** @type {HTMLInputElement | null} */ (root.querySelector(`#${CSS.escape(`${path}.to`)}`));
  if (to) to.value = action?.to ?? "";
  const channel = action?.channel ?? "";
  const how = /** @type {HTMLInputElement | null} */ (root.querySelector(`#${CSS.escape(`${path}.channel.${CHANNELS[channel] ?? channel}`)}`));
  if (how) how.checked = true;
  planning.kept = { ...planning.kept, marks: marksAfter(planning.kept["marks"], { do: "sent", step, due, today }) };
  planning.sent.link(step, path);
  planning.reveal();
  root.addEventListener("planned", () => planning.tell(say(planning.words, "sent_noted"), true), { once: true });
  void planning.update("event");
}
