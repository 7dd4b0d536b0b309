/** What lies outside of our database: a file of the reader's own, and the storage of one tab. */

/** The storage of this tab, where the browser allows it. @template T @param {(storage: Storage) => T} use @returns {T | undefined} */
export function tab(use) {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}

const IN_PAGE = /<script type="application\/json" id="case">([^]*?)<\/script>/;

/** The case in a file: JSON as it is, or inside a page that was saved here. @param {string} text @returns {unknown} */
export const caseIn = (text) => JSON.parse(IN_PAGE.exec(text)?.[1] ?? text);
