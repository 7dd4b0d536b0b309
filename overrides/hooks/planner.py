"""The planner's page: the form as plain HTML, made from the engine's own questions and their words, and the files that bring it to life."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pinned import node

from guide_engine.api import guide
from guide_engine.case import EVENTS, SCHEMA, Question, each_question
from guide_engine.content import Guide
from guide_engine.errors import ContentError
from guide_engine.words import words_in

WORDS = "guide_engine/words/en.planner.toml"
# Phrases that no draft of ours holds; the page hints at them in a reader's own wording.
AVOID = "guide_engine/words/en.avoid.txt"
# What starts the engine stands apart: it runs before the page is read to its end.
VISIT = "visit.mjs"
SCRIPTS = ("planner.mjs", "own.mjs")
NUMBER = re.compile(r"\.\d+(?=\.|$)")
# Each event's button, by who acted; together they are all that case.py knows.
THEIR_EVENTS = ("replied", "new_date", "next_round", "offer", "rejected", "on_hold", "moved", "cancelled", "references_asked", "references_called", "reserve", "reposted")
# The steps whose dates most plans have, each counted from the interview or from the one before.
USUAL = ("send-a-thank-you-note", "check-in", "check-in-again", "close-the-file")
OWN_EVENTS = tuple(event for event in EVENTS if event not in THEIR_EVENTS)


def form_html(root: Path, places: Sequence[tuple[str, str]], example_html: str) -> str:
    """The planner as HTML. Fails when a question or a choice has no words, or when one is neither asked nor left out by name."""
    words = tomllib.loads((root / WORDS).read_text("utf-8"))
    asked = Asked(words)
    environment = Environment(loader=FileSystemLoader(root / "overrides/planner"), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    html = environment.get_template("form.html").render(
        words=words,
        ask=asked.question,
        label=lambda path: asked.word("labels", path),
        hint=lambda path: words["hints"].get(unnumbered(path)),
        choices=asked.choices,
        places=places,
        their_events=THEIR_EVENTS,
        own_events=OWN_EVENTS,
        example=Markup(with_paragraphs(without_buttons(example_html))),
        data=script_data(words, (root / AVOID).read_text("utf-8").splitlines()),
    )
    asked.check()
    return re.sub(r"\n\s*\n+", "\n", html)


class Asked:
    """The engine's questions as the template asks for them, and a check that none was forgotten."""

    def __init__(self, words: dict[str, dict[str, str]]) -> None:
        self.words = words
        self.questions = {unnumbered(path): question for path, question in each_question()}
        self.used: set[str] = set()

    def question(self, path: str) -> Question:
        """The question under a path such as ``rounds.0.date``."""
        self.used.add(unnumbered(path))
        return self.questions[unnumbered(path)]

    def word(self, table: str, path: str) -> str:
        """The words of a question; a missing one stops the build."""
        key = unnumbered(path)
        if key not in self.words[table]:
            raise ContentError(WORDS, f"{table}.{key}", "has no words.", f'"{key}" = "…"')
        return self.words[table][key]

    def choices(self, path: str) -> list[tuple[str, str]]:
        """The choices of a question with their words, without those that have a stand-in."""
        question, key = self.question(path), unnumbered(path)
        values = question.choices or ("yes", "no", "unknown")
        said: dict[str, str] = self.words["choices"][key if question.choices else "yes_no"]  # type: ignore[assignment]
        stand_ins = self.words["stand_ins"].get(key, {})
        for value in values:
            if value not in said and value not in stand_ins:
                raise ContentError(WORDS, f"choices.{key}.{value}", "has no words.")
        return [(value, said[value]) for value in values if value in said]

    def check(self) -> None:
        """Every question is in the form, or named as left out."""
        missing = self.questions.keys() - self.used - set(self.words["left_out"])
        if missing:
            raise ContentError("overrides/planner/form.html", ", ".join(sorted(missing)), f"is not asked, nor left out in {WORDS}.")


def unnumbered(path: str) -> str:
    """A path without the numbers of its lists: rounds.0.people.1.name is rounds.people.name."""
    return NUMBER.sub("", path)


def without_buttons(html: str) -> str:
    """A plan to look at: its buttons would do nothing, and nobody writes to the people of an example."""
    return re.sub(r"<details class=\"plan__more\".*?</details>|<button\b.*?</button>|<a class=\"planner__button\".*?</a>", "", html, flags=re.DOTALL)


def with_paragraphs(html: str) -> str:
    """The empty lines of a plan's drafts, said by a sign: Markdown would end the form at a line with nothing in it."""
    return re.sub(r'<div class="draft__body">.*?</div>', lambda body: body[0].replace("\n\n", "\n&#10;"), html, flags=re.DOTALL)


def script_data(words: dict[str, dict[str, str]], avoid: list[str]) -> str:
    """What scripts need: sentences, phrases to avoid, names of months and weekdays, and which answers are days."""
    names = words_in("en")
    data = {
        "schema": SCHEMA,
        "say": words["say"],
        "avoid": avoid,
        "months": names.names("months"),
        "weekdays": names.names("weekdays"),
        "weekdaysShort": names.names("weekdays_short"),
        "monthsShort": names.names("months_short"),
        "dates": [unnumbered(path) for path, question in each_question() if question.kind == "date"],
        "standIns": words["stand_ins"],
        "gaps": words["gaps"],
        "events": {step.name: step.event for step in guide().steps if step.event},
        "usual": usual(guide()),
    }
    return json.dumps(data, ensure_ascii=False)


def usual(guide: Guide) -> dict[str, object]:
    """What usual.mjs counts with: the entries of the guide's front matter for a case of which only the interview, or the day they named, is known."""
    steps, before = [], "interview"
    for name in USUAL:
        step = guide.step(name)
        if not step:
            raise ContentError("overrides/hooks/planner.py", name, "is no step of the guide: name another in USUAL.")
        days = {(due.anchor, due.when): due.working_days for due in step.due if not due.if_over_by}
        found = next((anchor, days[anchor, when]) for anchor in (before, "interview") for when in ((), ("timing_is_unknown",)) if (anchor, when) in days)
        steps.append({"name": name, "title": step.title, "from": found[0].replace("_", "-"), "days": found[1], "promised": days.get(("promised_date", ("date_was_promised",)))})
        before = name.replace("-", "_")
    year_end = next(quiet for quiet in guide.quiet if quiet.second_week)
    return {"steps": steps, "first": year_end.first, "last": year_end.last}


def copy_planner(root: Path, site: Path) -> None:
    """Put the scripts, the style sheet and the sheet's own style beside the page; the engine must be there. Each script is one file with all that it
    imports: one answer on a slow line in place of thirty. What is imported only when it is asked for stays apart."""
    target, source = site / "planner/assets", root / "overrides/planner"
    worker = root / ".cache/build/worker.txt"
    bundle(root, source / "worker.mjs", f"--outfile={worker}")
    into = (f"--outdir={target}", "--out-extension:.js=.mjs", "--splitting")
    bundle(root, source / VISIT, f"--alias:worker-script={worker}", f"--alias:engine-manifest={site / 'engine/manifest.json'}", *into)
    bundle(root, *(source / name for name in SCRIPTS), f"--external:./{VISIT}", *into)
    for path in source.iterdir():
        # MkDocs copies what it finds below the theme's folder.
        (site / "planner" / path.name).unlink(missing_ok=True)
    shutil.copyfile(source / "planner.css", target / "planner.css")
    (target / "sheet.css").write_text(sheet_style(root), "utf-8")


def bundle(root: Path, *arguments: str | Path) -> None:
    """Put modules together with esbuild."""
    path = os.pathsep.join((str(Path(node()).parent), os.environ["PATH"]))
    command = (root / "node_modules/.bin/esbuild", *arguments, "--bundle", "--format=esm", "--minify", "--log-level=warning")
    subprocess.run(command, check=True, cwd=root, env={**os.environ, "PATH": path})


def sheet_style(root: Path) -> str:
    """The style inside the sheet's template."""
    html = (root / "guide_engine/templates/sheet.html").read_text("utf-8")
    style = html.partition("<style>")[2].partition("</style>")[0]
    return style.strip() + "\n"


