"""The built site, as the tests in a browser use it."""

from tests.site.conftest import site

__all__ = ["site"]
