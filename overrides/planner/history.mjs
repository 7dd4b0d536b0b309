/** What was there before each change, so that every change can be taken back. */

const MOST = 50;

export class History {
  /** @type {string[]} */
  #before = [];
  #now = "{}";

  /** Begin with a document. @param {object} document */
  begin(document) {
    this.#now = JSON.stringify(document);
  }

  /** Note the document as it is now; what it was is kept. @param {object} document */
  note(document) {
    const text = JSON.stringify(document);
    if (text === this.#now) return;
    this.#before = [...this.#before, this.#now].slice(-MOST);
    this.#now = text;
  }

  get empty() {
    return !this.#before.length;
  }

  /** The document before the last change. @returns {{[key: string]: unknown} | undefined} */
  back() {
    const text = this.#before.pop();
    if (text === undefined) return undefined;
    this.#now = text;
    return JSON.parse(text);
  }
}
