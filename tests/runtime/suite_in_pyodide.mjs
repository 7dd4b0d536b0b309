/**
 * Runs tests of the engine inside the built archive: `node suite_in_pyodide.mjs SITE SITE_PACKAGES [pytest arguments]`, from the project's root.
 *
 * pytest needs more of the standard library than the archive holds, so the npm package's own is put behind it. To the engine, and to whatever
 * runs on its behalf, that rest is closed: an import from there fails as it would on the page.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { addCalendar, start } from "./archive.mjs";

const [, , site, packages, ...args] = process.argv;

const PYTHON = `
import _imp, builtins, json, os, sys, types, zipfile, zipimport

def names(path):
    """Modules that an archive holds."""
    files = [name.rpartition(".")[0] for name in zipfile.ZipFile(path).namelist() if name.endswith((".py", ".pyc"))]
    return {name.removesuffix("/__init__").replace("/", ".") for name in files}

OURS = ("guide_engine", "jinja2", "markupsafe", "icalendar", "dateutil")
CLOSED = names("/lib/rest.zip") - names("/lib/python314.zip") - names("/lib/calendar.zip")
CLOSED = {name for name in CLOSED if name not in sys.builtin_module_names and not _imp.is_frozen(name)}
usual_import = builtins.__import__

def for_the_engine():
    """Whether the engine is among the callers."""
    frame = sys._getframe(2)
    while frame and frame.f_globals.get("__name__", "").split(".")[0] not in OURS:
        frame = frame.f_back
    return frame is not None

def guarded_import(name, globals=None, locals=None, fromlist=(), level=0):
    if level == 0 and name in CLOSED and for_the_engine():
        raise ModuleNotFoundError(f"{name} is not in the archive", name=name)
    return usual_import(name, globals, locals, fromlist, level)

class Rest:
    """Finds the modules of a package that lies in the archive only in part."""
    def find_spec(self, name, path=None, target=None):
        package = name.rpartition(".")[0]
        return package and zipimport.zipimporter("/lib/rest.zip/" + package.replace(".", "/")).find_spec(name) or None

sys.meta_path.append(Rest())
os.chdir("/project")
sys.path.append("/site-packages")
import pytest

class Anything:
    """Stands for every strategy and setting."""
    def __getattr__(self, name):
        return self
    def __call__(self, *args, **kwargs):
        return self

def unchanged(*args, **kwargs):
    return lambda test: test

# Hypothesis is compiled for the host: its tests are skipped here, and counted as skipped.
hypothesis = types.ModuleType("hypothesis")
hypothesis.__getattr__ = lambda name: Anything()
hypothesis.given = lambda *args, **kwargs: pytest.mark.skip(reason="Hypothesis runs on the host only")
hypothesis.settings = hypothesis.example = hypothesis.seed = unchanged
hypothesis.strategies = sys.modules["hypothesis.strategies"] = types.ModuleType("hypothesis.strategies")
hypothesis.strategies.__getattr__ = lambda name: Anything()
sys.modules["hypothesis"] = hypothesis

builtins.__import__ = guarded_import
code = int(pytest.main([*json.loads(arguments), "-p", "no:cacheprovider", "-p", "no:faulthandler"]))
builtins.__import__ = usual_import
code
`;

try {
  // No bytecode is written into the tree.
  const python = await start(site, { env: { HOME: "/tmp", PYTHONDONTWRITEBYTECODE: "1", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" } });
  addCalendar(python, site);
  const folder = join(process.cwd(), "node_modules/pyodide");
  python.FS.writeFile("/lib/rest.zip", readFileSync(join(folder, "python_stdlib.zip")));
  for (const [host, place] of [[process.cwd(), "/project"], [packages, "/site-packages"]]) {
    python.FS.mkdirTree(place);
    python.FS.mount(python.FS.filesystems.NODEFS, { root: host }, place);
  }
  python.globals.set("arguments", JSON.stringify(args));
  python.runPython('import sys; sys.path.append("/lib/rest.zip")');
  process.exit(python.runPython(PYTHON));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
