"""Pyodide's installer of packages. There are none to install; the start only asks where they would lie."""

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
