/**
 * Runs one job inside the pinned Pyodide under Node: `node compile.mjs job.json`.
 *
 * A job compiles an archive of source to bytecode with pyodide-build's own py-compile code, and may first trace which modules the engine loads.
 * Only Pyodide's own Python writes bytecode that it can read, so the host's version of Python does not matter.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { REQUESTS } from "./engine_cases.mjs";

/**
 * @typedef {object} Job
 * @property {string} pyodide folder of the npm package
 * @property {string} stdlib archive that Pyodide starts from
 * @property {string} folder folder of the job; Python sees it as /job
 * @property {boolean} trace whether to run the requests against traced.zip first
 * @property {number} optimize level of optimisation of the bytecode
 * @property {string[]} tools archives in the folder that hold pyodide-build, when the standard library's archive does not
 */

/**
 * Start Pyodide from an archive of the standard library, with no package index and nothing fetched.
 * @param {string} folder folder of the npm package
 * @param {string} stdlib path of the archive
 * @param {Record<string, unknown>} [more] further options of loadPyodide
 */
export async function boot(folder, stdlib, more = {}) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const { info } = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
  const lockFileContents = JSON.stringify({ info, packages: {} });
  return loadPyodide({ indexURL: folder, packageBaseUrl: folder, stdLibURL: stdlib, lockFileContents, ...more });
}

/**
 * Make a folder of the host visible to Python.
 * @param {any} python
 * @param {string} folder
 * @param {string} place
 */
export function mount(python, folder, place) {
  python.FS.mkdirTree(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, place);
}

const PYTHON = `
import dataclasses, re
patterns_so_far = [(pattern, flags) for _, pattern, flags in re._cache]
import json, sys, types

def loaded(before=()):
    """Modules that came from an archive; frozen ones are inside Pyodide itself."""
    specs = {name: getattr(module, "__spec__", None) for name, module in list(sys.modules.items())}
    return sorted(name for name, spec in specs.items() if name not in before and spec and ".zip/" in str(spec.origin))

def trace(groups):
    """Run each group of requests through the engine: the modules that it was the first to load."""
    sys.path.insert(0, "/job/traced.zip")
    dataclasses.METHODS = written
    re._compiler.PATTERNS = patterns
    from sitecustomize import read
    from guide_engine.api import run
    found, before = [], set(loaded_at_boot)
    for group in groups:
        for request in group:
            run(request)
        # The patterns are read at every start: those of a calendar, and of what a start leaves unread, are no part of them.
        re._compiler.PATTERNS = {}
        # That is sent as well, with all that it needs.
        for module in list(sys.modules.values()):
            read(module)
        found.append([name for name in loaded(before) if not name.startswith("guide_engine")])
        before.update(found[-1])
    return found

def add_templates():
    """Put the engine's templates, as Python that Jinja2 made of them, beside its code; reading and compiling them is half of a first plan."""
    import zipfile
    from guide_engine import api
    with zipfile.ZipFile("/job/compile/sources.zip", "a") as archive:
        for name, text in getattr(api, "compiled_templates", dict)().items():
            archive.writestr(name, text)

class Asked(dict):
    """What is asked for, every text once, in order, and none of it known."""

    def get(self, text):
        self[text] = None

def add_methods():
    """Put those methods beside the engine's code as one module, which makes ready what each text would be compiled to at every start."""
    import zipfile
    lines = ["METHODS = {}"] + [line for text in written for line in (text, f"METHODS[{text!r}] = __create_fn__.__code__")]
    with zipfile.ZipFile("/job/compile/sources.zip", "a") as archive:
        archive.writestr("dataclass_methods.py", "\\n".join(lines))

def add_patterns():
    """Put the regular expressions beside them, as they are compiled."""
    import zipfile
    compiler, lines = re._compiler, ["PATTERNS = {}"]
    usual, compiler._sre = compiler._sre, types.SimpleNamespace(**vars(compiler._sre) | {"compile": lambda *made: made})
    for pattern, flags in patterns:
        _, flags_in_all, code, groups, _, names = compiler.compile_anew(pattern, flags)
        lines.append(f"PATTERNS[{pattern!a}, {flags}] = {(int(flags_in_all), tuple(map(int, code)), groups, names)!a}")
    compiler._sre = usual
    with zipfile.ZipFile("/job/compile/sources.zip", "a") as archive:
        archive.writestr("compiled_patterns.py", "\\n".join(lines))

def compile_all(job):
    """Compile every archive of the job where it lies."""
    # Not sooner: they would be taken for what the engine loads.
    import functools, pathlib, py_compile
    sys.path[:0] = ["/job/" + name for name in job["tools"]]
    # pyodide-build has a switch for neither; as it stands it would keep docstrings and write the time of day into the files.
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile = functools.partial(py_compile.compile, optimize=job["optimize"], invalidation_mode=unchecked)
    from pyodide_build._py_compile import _py_compile_archive_dir
    _py_compile_archive_dir(pathlib.Path("/job/compile"), keep=False, verbose=False, compression_level=0)

written, patterns = Asked(), Asked(dict.fromkeys(patterns_so_far))
job, groups = json.loads(job_text), json.loads(groups_text)
found = {"boot": loaded_at_boot, "trace": trace(groups) if job["trace"] else []}
if job["trace"]:
    add_templates()
    add_methods()
    add_patterns()
compile_all(job)
json.dumps(found)
`;

// Asked for before anything else is imported, because the question itself must not load modules.
const AT_BOOT = `
import sys
loaded_at_boot = sorted(n for n, m in list(sys.modules.items()) if getattr(m, "__spec__", None) and ".zip/" in str(m.__spec__.origin))
`;

/** @param {Job} job */
async function work(job) {
  const python = await boot(job.pyodide, job.stdlib, { env: { HOME: "/tmp", PYTHONHASHSEED: "0", TERM: "dumb" } });
  python.runPython(AT_BOOT);
  mount(python, job.folder, "/job");
  python.globals.set("job_text", JSON.stringify(job));
  python.globals.set("groups_text", JSON.stringify(REQUESTS));
  return python.runPython(PYTHON);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  /** @type {Job} */
  const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
  try {
    writeFileSync(join(job.folder, "result.json"), await work(job));
  } catch (error) {
    // Only the message: Node would print the line of the failure too, which is a megabyte of Pyodide's.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  process.exit(0);
}
