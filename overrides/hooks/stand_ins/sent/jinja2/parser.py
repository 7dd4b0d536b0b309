"""See compiler.py."""


class Parser:
    """What an environment asks for when a template is not there in compiled form."""

    def __init__(self, environment, source, *args, **kwargs):
        raise LookupError(f"The build has not compiled this template; guide_engine.api.compiled_templates would have to give it: {source[:200]!r}")
