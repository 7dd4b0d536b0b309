/** What the built archive says of a template that it does not hold: `node compile_in_pyodide.mjs SITE`. */
import { start } from "./archive.mjs";

const python = await start(process.argv[2] ?? "site");
try {
  python.runPython(`import jinja2; jinja2.Template("{{ a }}")`);
} catch (fault) {
  console.log(String(fault));
}
process.exit(0);
