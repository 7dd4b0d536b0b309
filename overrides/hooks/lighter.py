"""What the theme sends that a reader may never use, left until it is used.

Run as a script, ``python overrides/hooks/lighter.py SITE`` does it to a built site.
"""

import sys
from pathlib import Path

from guide_engine.errors import ContentError

# Material fetches its search index, by far the largest part of a page, as soon as any page opens, except from a file, where it waits for the
# first use of the search. This makes it wait always. Goes when Material has a setting for it.
AT_ONCE = '(location.protocol!=="file:"),'
ON_USE = "(!1),"


def wait_with_search(site: Path) -> None:
    """Let the search index wait until somebody searches."""
    for path in site.glob("assets/javascripts/bundle.*.min.js"):
        script = path.read_text("utf-8")
        if ON_USE in script and AT_ONCE not in script:
            continue
        if script.count(AT_ONCE) != 1:
            raise ContentError(path.name, AT_ONCE, "is no longer in Material's script: see how it fetches its search index now.")
        path.write_text(script.replace(AT_ONCE, ON_USE), "utf-8")


if __name__ == "__main__":
    wait_with_search(Path(sys.argv[1]))
