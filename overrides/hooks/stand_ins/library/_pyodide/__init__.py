"""As Pyodide has it. It would also import what prints an error, which Python does by itself when there is one."""

from . import _base, _importhook

__all__ = ["_base", "_importhook"]


def set_excepthook():
    """Leave it to Python."""
