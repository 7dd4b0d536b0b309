"""Python imports this by itself, before anything but its encodings: what makes the rest of its start quicker.

Each thing here does as before whatever the build has not seen.
"""

import gc
import marshal
import zipimport
from _frozen_importlib_external import _LoaderBasics

# A start throws nothing away, and each time that Python looks for it all waits.
gc.set_threshold(20_000)

LIST = "modules.zip.list"
find_entries = zipimport._read_directory


def read_directory(archive):
    """What an archive holds. Ours list it in one piece (archives.py); Python reads some hundred entries one by one."""
    entries = find_entries(archive)
    if LIST in entries:
        entries |= marshal.loads(zipimport._get_data(archive, entries[LIST]))
    return entries


def get_filename(self, fullname):
    """Where a module lies. Python 3.14 reads and unpacks each module twice, the first time only to say that."""
    start, entries = zipimport._get_module_path(self, fullname), self._get_files()
    for end, _, _ in zipimport._zip_searchorder:
        if start + end in entries:
            return entries[start + end][0]
    raise zipimport.ZipImportError(f"can't find module {fullname!r}", name=fullname)


# Modules that a start imports and does not use, each with the functions that somebody takes out of it meanwhile.
UNREAD = {
    "annotationlib": (),
    "difflib": ("get_close_matches",),
    "hashlib": ("sha1",),
    "inspect": ("getattr_static", "iscoroutinefunction"),
    "random": ("choice", "randrange"),
    "traceback": (),
}
Module = type(zipimport)


class Unread(Module):
    """A module that is read when somebody asks for what is in it."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(read(self), name)


def read(module):
    """Read what was not read yet."""
    if type(module) is Unread:
        module.__class__ = Module
        _LoaderBasics.exec_module(module.__loader__, module)
    return module


def later(module, name):
    """A function in place of one that was not read yet."""
    return lambda *given, **named: getattr(read(module), name)(*given, **named)


def exec_module(self, module):
    """Read a module, unless that can wait."""
    if module.__name__ not in UNREAD:
        return _LoaderBasics.exec_module(self, module)
    for name in UNREAD[module.__name__]:
        setattr(module, name, later(module, name))
    module.__class__ = Unread
    return None


zipimport._read_directory = read_directory
zipimport.zipimporter.get_filename = get_filename
zipimport.zipimporter.exec_module = exec_module
# Read once more, now with its list.
zipimport._zip_directory_cache.clear()
