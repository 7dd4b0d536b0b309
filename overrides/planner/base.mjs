/** Where the site is. */
export const BASE = new URL("../../", import.meta.url).href;
