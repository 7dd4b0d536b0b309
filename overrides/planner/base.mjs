/** Where the site is. */
export const BASE = new URL("../../", import.meta.url).href;

/** Where the planner is. */
export const PAGE = new URL("planner/", BASE).href;
