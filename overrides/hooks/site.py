"""The bridge between MkDocs and the engine: what happens at each event, in a line or two; the work is done by the modules beside it."""

import json
import sys
from pathlib import Path
from shutil import copyfile
from types import ModuleType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
# The example whose plan stands beside the empty form.
EXAMPLE = "examples/still-to-come.md"
FONT = "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-{}-normal.woff2"
PREVIEW = {"on": False}
# What the search finds last: how this guide is made, and what repeats the words of the steps.
LIGHT = {"about": 0.3, "examples": 0.5, "sheets": 0.3}


class Site:
    """What one build knows: the guide, the register of sources, the words."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        guide, words = module("guide"), module("guide_engine.words")
        self.guide = guide.write_data(docs, ROOT / "guide_engine" / "data", guide.first_year())
        self.sources = guide.read_page(docs, docs / "about" / "sources.md")[1]["sources"]
        self.words = words.words_in("en")


def module(name: str) -> ModuleType:
    """A module, imported when it is needed: under ``mkdocs serve`` a changed one is taken anew."""
    return __import__(name, fromlist=["x"])


def forget_modules() -> None:
    """Let go of our own modules, so that a change to a rule shows after a reload, and see that they are found."""
    sys.path[:0] = [path for path in (str(ROOT), str(Path(__file__).parent)) if path not in sys.path]
    ours = {path.stem for path in Path(__file__).parent.glob("*.py")} - {"site"}
    for name in [name for name in sys.modules if name.partition(".")[0] in ours | {"guide_engine"}]:
        del sys.modules[name]


def on_startup(command: str, dirty: bool) -> None:
    """Note whether this is a preview: MkDocs adds a script of its own to it, and nothing of it should be kept."""
    PREVIEW["on"] = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Tell the templates."""
    config.extra["preview"] = PREVIEW["on"]


def on_pre_build(config: MkDocsConfig) -> None:
    """Read the pages into the engine's data."""
    forget_modules()
    try:
        config.extra["made"] = Site(Path(config.docs_dir))
    except module("guide_engine.errors").ContentError as mistake:
        raise PluginError(str(mistake)) from mistake


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put drafts, citations and generated parts into a page."""
    try:
        return filled(markdown, page, config.extra["made"])
    except module("guide_engine.errors").ContentError as mistake:
        raise PluginError(str(mistake)) from mistake


def filled(markdown: str, page: Page, site: Site) -> str:
    """A page's Markdown with what the build adds to it."""
    pages, name, meta = module("pages"), page.file.src_uri, page.meta
    step = site.guide.step(name.removesuffix(".md"))
    meta.setdefault("search", {"boost": LIGHT.get(name.partition("/")[0], 1)})
    if step:
        markdown = pages.with_draft(ROOT, step, markdown, site.words)
    parts = {
        "<!-- sources-table -->": lambda: pages.sources_table(ROOT, site.sources, meta["source_kinds"]),
        "<!-- situations-list -->": lambda: pages.grouped_list(ROOT, "situations.md", name, meta["situations"], stage_names=meta["stage_names"]),
        "<!-- questions-index -->": lambda: pages.grouped_list(ROOT, "questions.md", name, meta["questions"]),
        "<!-- coverage -->": lambda: pages.coverage(ROOT, name, site.guide, meta["seed_statements"], situations(site)),
        "<!-- numbers -->": lambda: pages.numbers(ROOT, name, meta, site.guide, site.words),
        "<!-- expectations -->": lambda: pages.expectations(ROOT, ROOT / "tests" / "tables", meta, site.guide, site.words),
        "<!-- sheets-pack -->": lambda: pages.sheets_pack(site.docs, meta["pack"]),
        "<!-- readability -->": lambda: module("readability").table(ROOT, name, site.docs),
        "<!-- case-example -->": pages.case_example,
        "<!-- planner -->": lambda: planner_html(site),
    }
    for mark, make in parts.items():
        if mark in markdown:
            markdown = markdown.replace(mark, make())
    markdown = module("examples").filled(ROOT, site.docs, name, meta, markdown)
    markdown = module("pictures").filled(ROOT, name, meta, markdown)
    return pages.with_figures_whole(pages.with_citations(name, markdown, site.sources))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark what leads elsewhere, and let wide tables stack on a narrow screen; those of a sheet are boxes to write in."""
    pages = module("pages")
    html = pages.with_words_whole(pages.with_elsewhere(html))
    return html if page.meta.get("sheet") else module("tables").with_labels(html)


def situations(site: Site) -> list[dict[str, object]]:
    """The situations in readers' words."""
    return module("guide").read_page(site.docs, site.docs / "situations" / "index.md")[1]["situations"]


def planner_html(site: Site) -> str:
    """The planner's form, with a worked example's plan beside it."""
    meta = module("guide").read_page(site.docs, site.docs / EXAMPLE)[1]
    plan = module("examples").plan_of(site.docs, EXAMPLE, meta)
    return module("planner").form_html(ROOT, list(site.guide.places), module("guide_engine.render").as_html(plan))


def on_post_build(config: MkDocsConfig) -> None:
    """Add what is no page: fonts, holiday files, schemas, the planner, the engine."""
    site = Path(config.site_dir)
    copy_fonts(site / "assets" / "fonts")
    write_places(site / "planner" / "places.json")
    write_schemas(site / "schema")
    runtime = module("runtime")
    runtime.build_runtime(site, ROOT, runtime.engine_files(ROOT))
    module("planner").copy_planner(ROOT, site)
    module("examples").write_files(ROOT, Path(config.docs_dir), site)
    if not config.site_url:
        module("theme").write_map(site)
    finish(site)


def finish(site: Path) -> None:
    """What needs all of the site: the policy, the folder to open without a server, the list of what is kept on a device."""
    try:
        module("theme").change_script(site)
        if not PREVIEW["on"]:
            module("policy").seal(site, ROOT)
            module("folder").write_folder(site)
            module("offline").write_worker(site, ROOT)
    except module("guide_engine.errors").ContentError as mistake:
        raise PluginError(str(mistake)) from mistake


def write_places(target: Path) -> None:
    """The holidays of all places in one file: one for each would tell the site's host which country a reader chose."""
    places = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "guide_engine" / "data" / "places").glob("*.json"))}
    target.write_text(json.dumps(places, ensure_ascii=False, separators=(",", ":")), "utf-8")


def write_schemas(folder: Path) -> None:
    """The published forms of a case and a plan, at addresses that carry their version."""
    schema = module("guide_engine.schema")
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in (("case", schema.case_schema()), ("plan", schema.plan_schema())):
        path = folder / f"{name}-{document['x-version']}.json"
        path.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def copy_fonts(folder: Path) -> None:
    """The two weights of the face we read in."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight in ("400", "700"):
        file = ROOT / "node_modules" / FONT.format(weight)
        copyfile(file, folder / file.name)



