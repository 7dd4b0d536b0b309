"""The built site, as the tests in further browsers use it."""

from tests.site.conftest import site

__all__ = ["site"]
