// Counts the usual dates for many days at once: node tests/browser/usual.mjs < {"usual": …, "told": [{"interview": …, "promised": …, "today": …}]}
import { readFileSync } from "node:fs";
import { usualDates } from "../../overrides/planner/usual.mjs";

const { usual, told } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(told.map((/** @type {{interview: string, promised?: string, today: string}} */ one) => usualDates(one, usual))));
