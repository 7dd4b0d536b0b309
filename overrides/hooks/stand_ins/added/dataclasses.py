

# The methods of a dataclass, which it writes as text and has compiled, as the build compiled them.
import builtins

from dataclass_methods import METHODS


def exec(text, names, into):
    """Add a method to a class."""
    known = METHODS.get(text)
    if known:
        into["__create_fn__"] = types.FunctionType(known, names)
    else:
        builtins.exec(text, names, into)


def annotations_of(cls):
    """The annotations of a class as they are; annotationlib is for those that name what is not there yet."""
    try:
        return cls.__annotations__
    except NameError:
        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
