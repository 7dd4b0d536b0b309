"""How JavaScript runs a text of Python. Pyodide's own does it with ast and tokenize, for consoles and for `await`."""

from importlib import import_module


def eval_code(source, globals=None, locals=None, *, filename="<exec>"):
    """Run a text; the value of its last part, when that is an expression."""
    globals = {} if globals is None else globals
    try:
        parts = in_two(source, filename)
    except SyntaxError:
        parts = by_its_tree(source, filename)
    exec(parts[0], globals, locals)
    return eval(parts[1], globals, locals)


def in_two(source, filename):
    """One expression, or one behind an import: what Pyodide asks at its start, before anything else is read."""
    first, _, last = source.partition(";") if source.startswith("import ") else ("", "", source)
    return compile(first, filename, "exec"), compile(last.strip(), filename, "eval")


def by_its_tree(source, filename):
    """Any other text."""
    import _ast

    tree = compile(source, filename, "exec", _ast.PyCF_ONLY_AST)
    ends = tree.body and isinstance(tree.body[-1], _ast.Expr)
    last = _ast.Expression(tree.body.pop().value) if ends else "None"
    return compile(tree, filename, "exec"), compile(last, filename, "eval")


def pyimport_impl(path):
    """A module, or what a module holds."""
    stem, _, name = path.rpartition(".")
    if not stem:
        return import_module(name)
    found = __import__(stem, fromlist=[name])
    return getattr(found, name) if hasattr(found, name) else import_module(path)
