"""The methods of the engine's dataclasses by their text, compiled in the build (compile.mjs)."""

METHODS = {}
