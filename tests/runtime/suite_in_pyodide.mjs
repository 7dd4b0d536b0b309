/**
 * Runs tests of the engine inside the built archive: `node suite_in_pyodide.mjs SITE SITE_PACKAGES [pytest arguments]`, from the project's root.
 *
 * pytest needs more of the standard library than the archive holds, so the npm package's own is put behind it. To the engine, and to whatever
 * runs on its behalf, that rest is closed: an import from there fails as it would on the page. At the end it prints which modules of the archives
 * nobody has loaded.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { addCalendar, start } from "./archive.mjs";

const [, , site, packages, ...args] = process.argv;

const PYTHON = `
import _imp, builtins, importlib.resources, importlib.util, json, os, sys, types, zipimport

def names(path):
    """Modules that an archive holds."""
    files = [name.rpartition(".")[0] for name in zipimport.zipimporter(path)._get_files() if name.endswith((".py", ".pyc"))]
    return {name.removesuffix("/__init__").replace("/", ".") for name in files}

OURS = ("guide_engine", "jinja2", "markupsafe", "icalendar", "dateutil")
CLOSED = names("/lib/rest.zip") - names("/lib/python314.zip") - names("/lib/calendar.zip")
CLOSED = {name for name in CLOSED if name not in sys.builtin_module_names and not _imp.is_frozen(name)}
usual_import = builtins.__import__

def for_the_engine():
    """Whether the engine is among the callers."""
    frame = sys._getframe(2)
    while frame:
        name = frame.f_globals.get("__name__", "")
        if name.split(".")[0] in OURS and name != "guide_engine.__main__":
            return True
        frame = frame.f_back
    return False

def guarded_import(name, globals=None, locals=None, fromlist=(), level=0):
    if level == 0 and name in CLOSED and for_the_engine():
        raise ModuleNotFoundError(f"{name} is not in the archive", name=name)
    return usual_import(name, globals, locals, fromlist, level)

class Rest:
    """Finds the modules of a package that lies in the archive only in part; the engine's command line is one of them."""
    def find_spec(self, name, path=None, target=None):
        package = name.rpartition(".")[0]
        if name == "guide_engine.__main__":
            return importlib.util.spec_from_file_location(name, "/project/guide_engine/__main__.py")
        return package and zipimport.zipimporter("/lib/rest.zip/" + package.replace(".", "/")).find_spec(name) or None

sys.meta_path.append(Rest())
# The archive's engine, before the project's own folder lies in front of it.
import guide_engine.api
assert guide_engine.api.__spec__.loader.archive == "/lib/python314.zip"
os.chdir("/project")
sys.path.append("/site-packages")
import pytest, subprocess

# Places are no part of the archive: a page fetches them. Tests read them from the tree.
usual_read = importlib.resources.Data.read_bytes

def read_bytes(self):
    if "/guide_engine/data/places/" in self.path:
        with open(self.path.replace("/lib/python314.zip", "/project"), "rb") as file:
            return file.read()
    return usual_read(self)

importlib.resources.Data.read_bytes = read_bytes

class Inside:
    """Tells conftest.py, as pytest-xdist would, that another process has made the engine's data."""
    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config):
        config.workerinput = {}

class Anything:
    """Stands for every strategy and setting."""
    def __getattr__(self, name):
        return self
    def __call__(self, *args, **kwargs):
        return self
    def __iter__(self):
        return iter(())

def unchanged(*args, **kwargs):
    return lambda test: test

# Hypothesis is compiled for the host: its tests are skipped here, and counted as skipped.
hypothesis = types.ModuleType("hypothesis")
hypothesis.__getattr__ = lambda name: Anything()
hypothesis.given = lambda *args, **kwargs: pytest.mark.skip(reason="Hypothesis is compiled for the host; make test runs this there, in tests/engine")
hypothesis.settings = hypothesis.example = hypothesis.seed = unchanged
hypothesis.strategies = sys.modules["hypothesis.strategies"] = types.ModuleType("hypothesis.strategies")
hypothesis.strategies.__getattr__ = lambda name: Anything()
sys.modules["hypothesis"] = hypothesis

def no_process(*args, **kwargs):
    pytest.skip("a page cannot start another program; make test runs this on the host, in tests/engine")

subprocess.run = no_process
builtins.__import__ = guarded_import
code = int(pytest.main([*json.loads(arguments), "-p", "no:cacheprovider", "-p", "no:faulthandler"], [Inside()]))
builtins.__import__ = usual_import
# What is data, or one of many alike, is loaded by its name.
ours = {name for name in names("/lib/python314.zip") | names("/lib/calendar.zip") if not name.startswith(("guide_engine.templates.", "tzdata."))}
print("never loaded:", *sorted(ours - sys.modules.keys()))
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
