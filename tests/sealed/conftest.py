"""The built site, as the tests of its pages use it."""

from tests.site.conftest import site

__all__ = ["site"]
