"""What the browser's archives hold and what they do without: the lists that overrides/hooks/runtime.py works from.

A module that is missing in the archive fails loudly where it is imported. The engine's tests run inside the finished archive
(tests/runtime), so a list that is too short is found there and not by a reader.
"""

# Installed packages whose Python files are wanted; tzdata also gives its zones.
SITE_PACKAGES = ("jinja2", "markupsafe", "icalendar", "dateutil", "six", "tzdata")

# Never reached from a page, and large. Places are sent a country at a time.
LEFT_OUT = (
    *("icalendar/tests/", "icalendar/cli", "pygments/lexers/", "pygments/styles/"),
    *(f"tzdata/zoneinfo/{name}" for name in ("tzdata.zi", "iso3166", "leapseconds", "zone.tab", "zone1970", "zonenow")),
    *("guide_engine/__main__", "guide_engine/py.typed", "guide_engine/data/places/", "guide_engine/words/"),
)
LEFT_OUT_BUT = ("pygments/lexers/__init__.py", "pygments/lexers/_mapping.py", "pygments/styles/__init__.py", "pygments/styles/_mapping.py")

# What no trace shows, because it is loaded only when something goes wrong or a text is unusual.
ALWAYS = (
    *("traceback", "linecache", "tokenize", "textwrap", "jinja2.debug", "copy", "contextlib"),
    *("encodings.latin_1", "encodings.ascii", "encodings.utf_8_sig", "encodings.cp437"),
    # Jinja2 reads quoted text in a template with it.
    "encodings.unicode_escape",
)

# Functions of Pyodide's WebAssembly, by their numbers, that only browsers run on the way to a plan, so that Node cannot show them.
# `node tests/engines/ran.mjs` finds them anew for another Pyodide.
IN_BROWSERS = frozenset({1912, 3089, 3090, 3091, 3145, 3173, 4929, 8515, 14056, 14223, 14261})

# Small modules in place of large ones that are imported on the way but never used: a tenth of the start, a fifth of the bytes.
STAND_INS = {
    # Pyodide's event loop. We call Python from the worker and it answers at once; nothing is ever awaited.
    "asyncio/__init__.py": "",
    # A snapshot of Python's memory must refer to the same JavaScript objects in the same order as Pyodide's own start, so they are named here.
    "pyodide/webloop.py": """
from pyodide_js._api import scheduleCallback

def _initialize_event_loop():
    pass
""",
    # Pyodide's installer of packages. There are none to install; the start only asks where they would lie.
    "pyodide/_package_loader.py": """
from pyodide_js import loadedPackages

class Place:
    def __init__(self, path):
        self.path = path

    def __str__(self):
        return self.path

SITE_PACKAGES = Place("/lib/python3.14/site-packages")
DSO_DIR = Place("/usr/lib")

def init_loaded_packages():
    pass
""",
    # Jinja2's store of compiled templates on disk or in memcached, with pickle and tempfile behind it.
    "jinja2/bccache.py": """
class BytecodeCache:
    pass

class FileSystemBytecodeCache(BytecodeCache):
    pass

class MemcachedBytecodeCache(BytecodeCache):
    pass
""",
    # Reading data that lies beside code; the whole of it brings zipfile, tempfile and four kinds of compression.
    "importlib/resources/__init__.py": """
import importlib
import io

class Data:
    def __init__(self, loader, path):
        self.loader, self.path = loader, path

    def joinpath(self, *names):
        return Data(self.loader, "/".join([self.path, *names]))

    def __truediv__(self, name):
        return self.joinpath(name)

    def is_dir(self):
        return False

    def is_file(self):
        try:
            return self.read_bytes() is not None
        except FileNotFoundError:
            return False

    def read_bytes(self):
        try:
            return self.loader.get_data(self.path)
        except OSError:
            raise FileNotFoundError(self.path) from None

    def read_text(self, encoding=None, errors="strict"):
        return self.read_bytes().decode(encoding or "utf-8", errors)

    def open(self, mode="r", encoding=None):
        return io.BytesIO(self.read_bytes()) if "b" in mode else io.StringIO(self.read_text(encoding))

def files(package):
    package = importlib.import_module(package) if isinstance(package, str) else package
    return Data(package.__spec__.loader, package.__path__[0])
""",
    # Only for addresses such as http://[::1]/, which urllib.parse would check with it.
    "ipaddress.py": "",
    # Colours for a terminal: twenty dataclasses, for tracebacks that nobody prints in colour here.
    "_colorize.py": """
class Plain:
    def __getattr__(self, name):
        return ""

class Theme:
    def __getattr__(self, name):
        return Plain()

def can_colorize(*, file=None):
    return False

def get_theme(**force):
    return Theme()

def decolor(text):
    return text
""",
    # Python's disassembler. inspect asks it for the names of these flags alone.
    "dis.py": """
COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR", 64: "NOFREE", 128: "COROUTINE",
    256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR", 0x4000000: "HAS_DOCSTRING", 0x8000000: "METHOD",
}
""",
    # How Pyodide itself was configured and where: only asked whether there is a folder of time zones.
    "_sysconfigdata__emscripten_wasm32-emscripten.py": "build_time_vars = {}\n",
    # dateutil's own copy of the time zones, a tar archive; zones come from tzdata here.
    "dateutil/zoneinfo.py": """
def get_zonefile_instance(new_instance=False):
    return {}
""",
}
# What Python imports at its start by itself, and does quicker for it.
STAND_INS |= {
    # Python 3.14 reads and unpacks each module of an archive twice, the first time only to say where it lies.
    "sitecustomize.py": """
import zipimport

def get_filename(self, fullname):
    start, files = zipimport._get_module_path(self, fullname), self._get_files()
    for end, _, _ in zipimport._zip_searchorder:
        if start + end in files:
            return files[start + end][0]
    raise zipimport.ZipImportError(f"can't find module {fullname!r}", name=fullname)

zipimport.zipimporter.get_filename = get_filename
""",
    # The methods of the engine's dataclasses by their text, compiled in the build (compile.mjs).
    "dataclass_methods.py": "METHODS = {}\n",
    # The regular expressions of a start and of a plan, as Python compiled them in the build: flags, code, number of groups, their names.
    "compiled_patterns.py": "PATTERNS = {}\n",
}
# Put at the end of a module of Python's own. What it would make of the same text at each start anew was made in the build.
ADDED = {
    "re/_compiler.py": """
from compiled_patterns import PATTERNS
compile_anew = compile

def compile(p, flags=0):
    known = PATTERNS.get((p, flags))
    if not known:
        return compile_anew(p, flags)
    flags, code, groups, names = known
    return _sre.compile(p, flags, list(code), groups, {name: number for number, name in enumerate(names) if name}, names)
""",
    # A dataclass writes its methods as text and has it compiled.
    "dataclasses.py": """
import builtins
from dataclass_methods import METHODS

def exec(text, names, into):
    known = METHODS.get(text)
    if known:
        into["__create_fn__"] = types.FunctionType(known, names)
    else:
        builtins.exec(text, names, into)
""",
}
# Replaced by a stand-in as a whole.
REPLACED = ("asyncio/", "_colorize", "dis.py", "pyodide/webloop", "pyodide/_package_loader", "jinja2/bccache", "importlib/resources/", "ipaddress", "_sysconfigdata_", "dateutil/zoneinfo")
