"""The built site, as the tests of the start use it."""

from tests.site.conftest import site

__all__ = ["site"]
