"""A snapshot of Python's memory must refer to the same JavaScript objects in the same order as Pyodide's own start, so they are named here."""

from pyodide_js._api import scheduleCallback


def _initialize_event_loop():
    pass
