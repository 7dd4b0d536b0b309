"""Where JavaScript looks for what runs a text of Python."""

from _pyodide._base import eval_code

__all__ = ["eval_code"]
