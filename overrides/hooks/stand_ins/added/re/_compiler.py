

# The regular expressions of a start, as the build compiled them.
from compiled_patterns import PATTERNS

compile_anew = compile


def compile(p, flags=0):
    """A pattern of a text."""
    known = PATTERNS.get((p, flags))
    if not known:
        return compile_anew(p, flags)
    flags, code, groups, names = known
    return _sre.compile(p, flags, list(code), groups, {name: number for number, name in enumerate(names) if name}, names)
