"""Of what a parser makes of templates, the one thing that a compiled template needs."""


class EvalContext:
    """How a template that runs escapes its values."""

    def __init__(self, environment, template_name=None):
        chosen = environment.autoescape
        self.environment, self.volatile = environment, False
        self.autoescape = chosen(template_name) if callable(chosen) else chosen
