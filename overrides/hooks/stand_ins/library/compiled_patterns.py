"""The regular expressions of a start and of a plan, as Python compiled them in the build: flags, code, number of groups, their names."""

PATTERNS = {}
