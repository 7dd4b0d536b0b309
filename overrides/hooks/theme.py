"""Changes to the theme's own script, each in one place; the build stops when that place is no longer as we know it.

Run as a script, ``python overrides/hooks/theme.py SITE`` does it to a built site.
"""

import sys
from pathlib import Path

from guide_engine.errors import ContentError

CHANGES = (
    # Material fetches its search index, by far the largest part of a page, as soon as any page opens, except from a file, where it waits for the
    # first use of the search. Now it waits always. Goes when Material has a setting for it.
    ('(location.protocol!=="file:"),', "(!1),"),
    # A worker started by its address is not bound by the policy of a page's meta element; one that is started from a blob is.
    ("t=new Worker(e))", 't=new Worker(URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(new URL(e,location).href)})`],{type:"text/javascript"}))))'),
    # Which pages it may put in place of one another it reads from the map of the site, whose addresses are whole: known only when SITE_URL is. Ours are
    # counted from the site's root otherwise, so that it works under any path.
    ("fi(new URL(n.textContent),t)", "fi(new URL(n.textContent,t),t)"),
    # A link to a part of the page that is open is the browser's own business; Material would fetch that page once more and put it in its own place.
    ("if(r.target||e.metaKey||e.ctrlKey)return y;", 'if(r.target||e.metaKey||e.ctrlKey||r.href.split("#")[0]===location.href.split("#")[0])return y;'),
    ('let s=t.pipe(ne("pathname"),', 'let s=t.pipe(Q(we()),ne("pathname"),Ie(1),'),
    # It makes all addresses whole before the first change of pages. A style sheet is then fetched once more, and on a slow line the page stands bare
    # meanwhile; so it is left as it is, and known by where it was loaded from.
    ('M("[href], [src]",e))for(let r of', 'M("[href]:not([rel=stylesheet]), [src]",e))for(let r of'),
    ("t.set(r.outerHTML,r)", 't.set(r.rel==="stylesheet"?r.sheet?.href??r.href:r.outerHTML,r)'),
)
MAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</urlset>\n'


def change_script(site: Path) -> None:
    """Let the search index wait until somebody searches, and bind the search to the policy."""
    for path in site.glob("assets/javascripts/bundle.*.min.js"):
        script = path.read_text("utf-8")
        for theirs, ours in CHANGES:
            if theirs not in script and ours in script:
                continue
            if script.count(theirs) != 1:
                raise ContentError(path.name, theirs, "is not in Material's script once: see how it does this now, and change overrides/hooks/theme.py.")
            script = script.replace(theirs, ours)
        path.write_text(script, "utf-8")


def write_map(site: Path) -> None:
    """The map of a site whose address nobody has told: every page from the root of the site."""
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    (site / "sitemap.xml").write_text(MAP.format("".join(f"<url><loc>{'./' if page == '.' else f'{page}/'}</loc></url>\n" for page in pages)), "utf-8")
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


if __name__ == "__main__":
    change_script(Path(sys.argv[1]))
