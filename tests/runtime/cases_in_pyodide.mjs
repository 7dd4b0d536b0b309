/**
 * Answers requests with the built archive: `node cases_in_pyodide.mjs SITE REQUESTS.json ANSWERS.json`.
 *
 * REQUESTS is a JSON list of request texts, ANSWERS becomes the list of answer texts, so that pytest can compare them with CPython's byte by byte.
 */
import { readFileSync, writeFileSync } from "node:fs";

import { addCalendar, start } from "./archive.mjs";

const [, , site, requestsFile, answersFile] = process.argv;
/** @type {string[]} */
const requests = JSON.parse(readFileSync(requestsFile, "utf8"));

/** @param {string} request */
const wantsCalendar = (request) => /"forms":\s*\[[^\]]*"ics"/.test(request);

try {
  const python = await start(site);
  const run = python.runPython("from guide_engine.api import run; run");
  let calendar = false;
  const answers = requests.map((request) => {
    if (!calendar && wantsCalendar(request)) {
      addCalendar(python, site);
      calendar = true;
    }
    return run(request);
  });
  writeFileSync(answersFile, JSON.stringify(answers));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit(0);
