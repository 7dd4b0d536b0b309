"""Sealed, offline and light: the tests of this folder that run under Node, and the build's own refusals."""

import json
import shutil
import subprocess
from pathlib import Path

import folder
import offline
import policy
import pytest
import theme

from guide_engine.errors import ContentError
from tests.conftest import passes_under_node

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SUITES = sorted(path.name for path in HERE.glob("*.test.mjs"))
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


@pytest.mark.parametrize("suite", SUITES)
def test_suites_under_node(suite, site):
    """Each file of tests under Node passes on the built site; what is skipped for want of a browser is named."""
    passes_under_node(HERE / suite, site, 600)


@pytest.mark.parametrize("project", ["tsconfig.json", "worker.tsconfig.json"])
def test_types_of_service_worker_and_tests(project):
    """The service worker, its registration and these tests pass TypeScript's checker."""
    done = subprocess.run([str(ROOT / "node_modules/.bin/tsc"), "--noEmit", "-p", str(HERE / project)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "body",
    [
        '<p style="color: red">x</p>',
        '<button onclick="go()">x</button>',
        '<a href="javascript:void(0)">x</a>',
        '<a href=" java&#10;script:go()">x</a>',
        '<script src="https://example.org/x.js"></script>',
        '<script src="//example.org/x.js"></script>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<link rel="preconnect" href="https://example.org">',
        '<img src="https://example.org/x.png" alt="">',
        '<img srcset="x.png 1x, https://example.org/x.png 2x" alt="">',
        '<iframe src="https://example.org/" title="x"></iframe>',
        '<form action="https://example.org/"></form>',
        '<style>p { background: url("https://example.org/x.png") }</style>',
        '<template><img src="https://example.org/x.png" alt=""></template>',
    ],
)
def test_build_stops_at_what_the_policy_would_block(body, tmp_path):
    """An inline style or handler, a script as an address, or anything loaded from another server stops the build and names the page."""
    (tmp_path / "index.html").write_text(PAGE.format(body), "utf-8")
    with pytest.raises(ContentError, match=r"index\.html"):
        policy.seal(tmp_path, ROOT)


def test_build_stops_at_a_style_sheet_from_elsewhere(tmp_path):
    """A style sheet that loads a font from another server stops the build."""
    (tmp_path / "index.html").write_text(PAGE.format(""), "utf-8")
    (tmp_path / "x.css").write_text("@font-face { src: url(https://example.org/x.woff2) }", "utf-8")
    with pytest.raises(ContentError, match=r"x\.css"):
        policy.seal(tmp_path, ROOT)


def test_build_stops_where_a_script_stands_before_the_policy(tmp_path):
    """A script before the first line of the head would run before the policy holds."""
    (tmp_path / "index.html").write_text(PAGE.format("").replace("<head>", "<head><script>1</script>"), "utf-8")
    with pytest.raises(ContentError, match="must come first"):
        policy.seal(tmp_path, ROOT)


def test_links_to_other_sites_and_data_are_no_fault(tmp_path):
    """A link to a source, a licence, a canonical address and data in a script that does not run are allowed; a second sealing changes nothing."""
    body = '<a href="https://example.org/">x</a><link rel="canonical" href="https://example.org/"><script type="application/json">{"a": 1}</script><script>a()</script><style>p{}</style>'
    page = tmp_path / "index.html"
    page.write_text(PAGE.format(body), "utf-8")
    made = policy.seal(tmp_path, ROOT)
    once = page.read_text("utf-8")
    assert made.count("'sha256-") == 2
    assert policy.digest("a()") in made and policy.digest("p{}") in made
    assert policy.seal(tmp_path, ROOT) == made
    assert page.read_text("utf-8") == once


def test_theme_script_that_we_do_not_know_stops_the_build(tmp_path):
    """After an update of the theme nobody is left with a change that no longer takes place."""
    script = tmp_path / "assets/javascripts/bundle.x.min.js"
    script.parent.mkdir(parents=True)
    script.write_text("other()", "utf-8")
    with pytest.raises(ContentError, match=r"bundle\.x\.min\.js"):
        theme.change_script(tmp_path)


def test_version_changes_with_a_file_and_only_then(tmp_path):
    """The same site gives the same worker; one changed page changes the version of the reading group alone."""
    for name, text in {"index.html": "a", "after/x/index.html": "b", "engine/0123456789abcdef/x.wasm": "c", "assets/x.js.map": "d"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    before = groups_of(tmp_path)
    assert groups_of(tmp_path) == before
    assert [path for path, *_ in before["reading"]["files"]] == ["after/x/", ""]
    assert [path for path, *_ in before["engine"]["files"]] == ["engine/0123456789abcdef/x.wasm"]
    (tmp_path / "index.html").write_text("changed", "utf-8")
    after = groups_of(tmp_path)
    assert after["reading"]["version"] != before["reading"]["version"]
    assert after["engine"] == before["engine"]


def groups_of(site: Path) -> dict:
    """What the worker of a site keeps."""
    offline.write_worker(site, ROOT)
    line = next(line for line in (site / "sw.js").read_text("utf-8").splitlines() if line.startswith(offline.GROUPS))
    return json.loads(line.removeprefix(offline.GROUPS).removesuffix(";"))


def test_folder_links_lead_to_files():
    """In the folder each link to a page leads to its file, keeps its anchor, and what needs a server is gone."""
    pages = {"index.html", "after/x/index.html", "planner/index.html"}
    html = (
        '<meta charset="utf-8"><link rel="manifest" href="../../m"><script src="../../assets/js/offline.js" defer></script>'
        '<div data-md-component="search"><div>in</div></div><noscript><p>no script</p></noscript>'
        '<a class="k" href="../../planner/#step=x">p</a><a href="../..">h</a><a href="#a">a</a><a href="https://example.org/">e</a>'
    )
    assert folder.rewritten(html, "after/x/index.html", pages) == (
        '<meta charset="utf-8"><p>no script</p>'
        '<a class="k" href="../../planner/index.html#step=x">p</a><a href="../../index.html">h</a><a href="#a">a</a><a href="https://example.org/">e</a>'
    )


def test_folder_is_the_same_bytes_twice(site, tmp_path):
    """The archive of the folder changes only with the site."""
    copy = shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("engine", "*.zip"))
    folder.write_folder(copy)
    first = (copy / "follow-up-guide.zip").read_bytes()
    folder.write_folder(copy)
    assert (copy / "follow-up-guide.zip").read_bytes() == first
