/** One answer changed from the list of all: the way on leads back to the list, which says what the change has made impossible. */
import { givenAnswers } from "./answers.mjs";
import { askOf } from "./fields.mjs";
import { answered } from "./one.mjs";
import { fromTemplate } from "./tools.mjs";
import { say } from "./words.mjs";

const BACK = "[data-back-to-answers]";

export class Correcting {
  /** @type {import("./answers.mjs").Given[]} what was answered before the change */
  #before = [];
  /** The answer that is changed, and the question that is asked for it now. */
  #path = "";
  #asked = "";
  /** @type {Set<Element>} the questions that were asked before the change, or have been shown since */
  #known = new Set();

  /** @param {import("./planning.mjs").Planning} planning */
  constructor(planning) {
    this.planning = planning;
    this.root = planning.root;
  }

  get on() {
    return this.#path !== "";
  }

  /** @param {string} path of the answer to change */
  begin(path) {
    this.end();
    this.#say("");
    this.#before = this.#given();
    this.#known = new Set(this.planning.one.units());
    this.#path = path;
    this.root.toggleAttribute("data-correcting", true);
    this.#ask(path);
  }

  /** The question, and below it the way back. @param {string} path */
  #ask(path) {
    this.#asked = path;
    this.root.querySelector(BACK)?.remove();
    const ask = askOf(this.root, path);
    (ask?.closest(".planner__pair") ?? ask)?.after(fromTemplate(this.root, "back", false));
    this.planning.goTo(path);
  }

  /** A question that the change has opened comes first, once; then there is the list. A mistake keeps the reader at the questions. */
  async go() {
    const path = this.#path;
    if (!path) return;
    await this.planning.update("correction");
    if (this.planning.signs.wrong || path !== this.#path) return;
    const opened = this.planning.one.units().find((unit) => unit.dataset["ask"] && !this.#known.has(unit) && !answered(unit));
    if (!opened) return this.#return();
    this.#known.add(opened);
    this.#ask(opened.dataset["ask"] ?? "");
    this.planning.tell(say(this.planning.words, "answer_opens"));
  }

  #return() {
    const [path, before] = [this.#path, this.#before];
    this.end();
    this.planning.signs.view("plan");
    this.#say(this.#lost(before, path));
    const title = /** @type {HTMLElement | null} */ (this.root.querySelector("#answers"));
    const to = /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-answers] [data-field="${CSS.escape(path)}"]`)) ?? title;
    to?.focus({ preventScroll: true });
    // The list from its beginning, where it says what was lost; where it is too long for that, the answer.
    title?.scrollIntoView({ block: "start" });
    to?.scrollIntoView({ block: "nearest" });
  }

  /** Answers that were there before and count no more, in words. @param {import("./answers.mjs").Given[]} before @param {string} path */
  #lost(before, path) {
    const left = new Set(this.#given().map((given) => given.path));
    const lost = before.filter((given) => given.path !== path && !left.has(given.path));
    const answers = lost.map(({ label, value }) => say(this.planning.words, "answer_lost", { label, value })).join("; ");
    return lost.length ? say(this.planning.words, "answers_lost", { n: lost.length, answers }) : "";
  }

  #given() {
    return givenAnswers(this.root, say(this.planning.words, "yes"));
  }

  /** @param {string} text */
  #say(text) {
    const line = this.root.querySelector("[data-answers-lost]");
    if (line) line.textContent = text;
  }

  /** A question is gone to; another than the one that is asked is another way. @param {string} path */
  leaveFor(path) {
    if (path !== this.#asked) this.end();
  }

  /** The list is not gone back to. */
  end() {
    this.#path = this.#asked = "";
    this.root.toggleAttribute("data-correcting", false);
    this.root.querySelector(BACK)?.remove();
  }
}
