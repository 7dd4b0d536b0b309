"""How Python calls JavaScript when nothing is said of types. Pyodide's own can be told the types, with inspect."""

from _pyodide_core import JsFuncSignature, js2py_default_call_result, py2js_default


class no_default:
    """Stands where a parameter has no default."""


def anything(*args, **kwargs):
    """What JavaScript accepts."""


default_signature = JsFuncSignature(anything, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result)
