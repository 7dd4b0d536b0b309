"""What the browser's archives hold, what they do without, and what is other there than Python has it.

A module that is missing in the archive fails loudly where it is imported. The engine's tests run inside the finished archive
(tests/runtime), so a list that is too short is found there and not by a reader.
"""

from pathlib import Path

from archives import Files, read_folder

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
    *("jinja2.debug", "copy", "contextlib"),
    *("encodings.latin_1", "encodings.ascii", "encodings.utf_8_sig", "encodings.cp437"),
)

# Functions of Pyodide's WebAssembly, by their numbers, that only browsers run on the way to a plan, so that Node cannot show them.
# `node tests/engines/ran.mjs` finds them anew for another Pyodide.
IN_BROWSERS = frozenset({1912, 3089, 3090, 3091, 3145, 3173, 4929, 8515, 14056, 14223, 14261})

# What of Python's library comes in another form (stand_ins/). In `library`: small modules in place of large ones that are imported at a start and
# never used, and what makes it quicker. In `added`: what is put at the end of a module. In `sent`: what is needed in the build and not on a page.
STAND_INS, ADDED, SENT = (read_folder(Path(__file__).parent / "stand_ins" / name) for name in ("library", "added", "sent"))
# What stands in a module in place of another piece of text. All three would have annotationlib read, and ast for it, to learn of types.
CHANGED = {
    "dataclasses.py": (b"annotationlib.get_annotations(\n        cls, format=annotationlib.Format.FORWARDREF)", b"annotations_of(cls)"),
    "jinja2/environment.py": (b'"_env_bound", bound="Environment"', b'"_env_bound"'),
    "jinja2/filters.py": (
        b"(t.NamedTuple):\n    grouper: t.Any\n    list: t.List[t.Any]\n",
        b'(__import__("collections").namedtuple("_GroupTuple", ("grouper", "list"))):\n    __slots__ = ()\n',
    ),
}
# Packages of which nothing is left but the stand-in.
REPLACED = ("asyncio/", "importlib/resources/", "dateutil/zoneinfo", "_sysconfigdata_")
# Imported by Jinja2's compiler alone, for which there is a stand-in.
NOT_SENT = ("jinja2/idtracking.pyc", "jinja2/optimizer.pyc", "jinja2/visitor.pyc", "jinja2/_identifier.pyc")
# Imported by Python before it can read the archive's own list of its modules (archives.py).
FIRST = ("encodings/__init__.pyc", "encodings/aliases.pyc", "encodings/utf_8.pyc", "sitecustomize.pyc")


def is_wanted(name: str) -> bool:
    """Whether the library holds this file as it comes."""
    return name in LEFT_OUT_BUT or not name.startswith((*LEFT_OUT, *REPLACED))


def adapted(name: str, data: bytes) -> bytes:
    """A file of the library as we want it. Raises ValueError when what is to be changed is not there, as in another Python."""
    old, new = CHANGED.get(name, (b"", b""))
    if old and data.count(old) != 1:
        raise ValueError(f"{name}: {old.decode()!r} should stand there once. See CHANGED in overrides/hooks/trimming.py.")
    return (data.replace(old, new) if old else data) + ADDED.get(name, b"")


def replacements() -> Files:
    """The sources of all stand-ins; those for the page alone below a folder of their own."""
    return STAND_INS | {f"sent/{name}": data for name, data in SENT.items()}


def as_sent(chosen: Files, library: Files) -> Files:
    """What was chosen of the library, without what only the build needs."""
    instead = {f"{name}c": library[f"sent/{name}c"] for name in SENT}
    return {name: data for name, data in chosen.items() if name not in NOT_SENT} | instead
