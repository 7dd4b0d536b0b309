/** What Python does while it imports the engine from the built archive: `node import_in_pyodide.mjs SITE` prints the modules that it reads and the texts and patterns that it compiles. */
import { start } from "./archive.mjs";

const NOTED = `
import builtins, json, zipimport

compiled, read = [], []

def noting(list_of, usual):
    def noted(*given):
        list_of.append(given)
        return usual(*given)
    return noted

builtins.exec = noting(compiled, builtins.exec)
zipimport._get_module_code = noting(read, zipimport._get_module_code)
import guide_engine.api, re
patterns = [str(pattern) for _, pattern, flags in re._cache if (pattern, flags) not in re._compiler.PATTERNS]
json.dumps({"compiled": [text for text, *_ in compiled if isinstance(text, str)], "patterns": patterns, "read": [name for _, name in read]})
`;

const python = await start(process.argv[2] ?? "site");
process.stdout.write(python.runPython(NOTED));
process.exit(0);
