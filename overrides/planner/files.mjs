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

/** Above this many bytes nothing is a plan of ours. */
export const LARGEST = 1_000_000;

/** The case in a file; nothing when it is none of ours. @param {File} file @returns {Promise<any>} */
export async function readCase(file) {
  if (file.size > LARGEST) return undefined;
  const text = await file.text();
  try {
    return caseIn(text);
  } catch {
    return undefined;
  }
}
