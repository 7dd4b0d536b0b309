/** What Python does while it imports the engine from the built archive: `node import_in_pyodide.mjs SITE` prints the modules that it reads, those that wait, and the texts and patterns that it compiles. */
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
import guide_engine.api, re, sys, sitecustomize
unread = [name for name, module in sys.modules.items() if isinstance(module, sitecustomize.Unread)]
patterns = [str(pattern) for _, pattern, flags in re._cache if (pattern, flags) not in re._compiler.PATTERNS]
json.dumps({"compiled": [text for text, *_ in compiled if isinstance(text, str)], "patterns": patterns, "unread": unread, "read": [name for _, name in read]})
`;

// What waits is read when it is asked for, by its own name or by one that was taken out of it.
const ASKED = `
import traceback, random, difflib
from random import choice
try:
    raise ValueError("a fault")
except ValueError as fault:
    told = traceback.format_exception_only(fault)
assert told == ["ValueError: a fault\\n"], told
assert choice([7]) == 7 and choice is not random.choice
assert difflib.get_close_matches("lodnon", ["london"]) == ["london"]
`;

const python = await start(process.argv[2] ?? "site");
process.stdout.write(python.runPython(NOTED));
python.runPython(ASKED);
process.exit(0);
