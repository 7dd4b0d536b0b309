"""Pyodide's event loop. We call Python from the worker and it answers at once; nothing is ever awaited."""
