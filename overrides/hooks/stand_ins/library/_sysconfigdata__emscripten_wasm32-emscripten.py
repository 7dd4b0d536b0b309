"""How Pyodide itself was configured and where: only asked whether there is a folder of time zones."""

build_time_vars = {}
