"""The guide as data: a step is a page's front matter and its message; the guide is all of them with the rules they share."""

import re
from datetime import date
from typing import Any

from guide_engine.conditions import CONDITIONS
from guide_engine.errors import ContentError
from guide_engine.nouns import Noun
from guide_engine.standing import ANCHORS, Rules

STAGES = ("before", "day_before", "interview", "right_after", "waiting", "answer")
RANKS = (
    "safety", "correction", "deadline", "promised", "referees", "adjustments", "debrief", "thanks", "answer",
    "logistics", "check_in", "close_out", "interview", "preparation", "waiting",
)  # fmt: skip
STRENGTHS = ("survey", "many advisers", "one adviser", "our judgement")
PER = ("once", "interviewer", "referee", "round")
MESSAGE = re.compile(r"^```message(?: (\w+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CHANNELS = ("linkedin", "text", "phone", "card")


class Due(Noun):
    """When: so many working days after an anchor (or ``before`` it), for the cases in which all of ``when`` hold.

    ``at_least`` takes the place of the entry that holds where it gives a later day. ``days`` counts calendar days instead. ``if_over_by`` takes this entry only when
    the interview ends by that time. ``by`` is the latest time of that day, ``within_minutes`` makes it so many minutes after the interview's end; ``channel`` is the
    one these cases use instead of the step's. ``range`` is what other advisers say, ``sources`` on what the number rests.
    """

    anchor: str = ""
    working_days: int = 0
    days: int | None = None
    before: bool = False
    at_least: bool = False
    when: tuple[str, ...] = ()
    by: str | None = None
    if_over_by: str | None = None
    channel: str | None = None
    within_minutes: int | None = None
    range: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


class Evidence(Noun):
    """On what a rule rests: its strength, its sources, and the strongest contrary view."""

    strength: str = "our judgement"
    sources: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    against_note: str = ""


class Step(Noun):
    """One page, one thing to do. ``useful_days``: working days after the day it counts from in which it still makes sense; None is always.

    ``follows`` names the steps whose dates it needs; with ``apart`` it is left out unless that many working days lie between.
    ``until`` names the deadline it is about: the day after which it is too late, whatever day of the week that is.
    """

    slug: str = ""
    title: str = ""
    stage: str = "before"
    rank: str = "preparation"
    due: tuple[Due, ...] = ()
    when: tuple[str, ...] = ()
    per: str = "once"
    to: str | None = None
    channel: str | None = None
    event: str | None = None
    kind: str = "do"
    words: tuple[int, ...] = ()
    message: str | None = None
    drafts: tuple[tuple[str, str], ...] = ()
    useful_days: int | None = None
    every_round: bool = False
    quiet_times: str | None = None
    follows: tuple[str, ...] = ()
    apart: int = 0
    until: str | None = None
    note: str | None = None
    seed: tuple[str, ...] = ()
    evidence: Evidence = Evidence()

    @property
    def draft(self) -> str | None:
        """The draft for the step's own channel."""
        return self.drafts[0][1] if self.drafts else None

    def draft_for(self, channel: str | None) -> tuple[str, str]:
        """The channel and the draft for a reader who prefers one; the step's own where it has no draft for that."""
        return next((found for found in self.drafts[1:] if found[0] == channel), self.drafts[0])

    @property
    def name(self) -> str:
        """The step's own name: the last part of its path."""
        return self.slug.rpartition("/")[2]


class QuietTime(Noun):
    """A season in which answers come slowly: first and last day as "MM-DD", the countries (none: everywhere but ``except_places``), and what it adds.

    ``second_week`` lasts until January's second working week; ``week_of`` is the week of the holiday of that name, whatever its day,
    and needs neither first nor last.
    """

    name: str = ""
    add_working_days: int = 0
    first: str = ""
    last: str = ""
    places: tuple[str, ...] = ()
    except_places: tuple[str, ...] = ()
    second_week: bool = False
    week_of: str | None = None


class Guide(Noun):
    """Every step, each after those it follows, the rules they share, and the places there is holiday data for."""

    version: str = ""
    steps: tuple[Step, ...] = ()
    rules: Rules = Rules()
    quiet: tuple[QuietTime, ...] = ()
    places: tuple[tuple[str, str], ...] = ()

    def step(self, slug: str) -> Step | None:
        """A step by its path or its name."""
        return next((step for step in self.steps if slug in (step.slug, step.name)), None)


def read_step(file: str, meta: dict[str, Any], body: str) -> Step:
    """The step in a page's front matter and body; raises ContentError that names file and key."""
    known = set(Step.names()) - {"slug", "drafts"}
    other = {"beside", "description", "reviewed", "next_review", "numbers", "sources", "questions", "situations", "tags", "template", "hide", "search"}
    for key in meta:
        if key not in known | other:
            raise ContentError(file, key, f"is no key of a step; allowed are {', '.join(sorted(known))}")
    _one_of(file, {"beside": "or", **meta}, "beside", ("or", "and"))
    due: Any = meta.get("due") or ()
    if meta.get("until"):
        _one_of(file, meta, "until", tuple(ANCHORS))
    step = Step(
        slug=file.removesuffix(".md"),
        title=_text(file, meta, "title"),
        stage=_one_of(file, meta, "stage", STAGES),
        rank=_one_of(file, meta, "rank", RANKS),
        due=tuple(read_due(file, entry) for entry in ([due] if isinstance(due, dict) else due)),
        when=_conditions(file, "when", meta.get("when")),
        per=_one_of(file, {"per": "once", **meta}, "per", PER),
        evidence=_evidence(file, meta.get("evidence")),
        drafts=_drafts(file, body, str(meta.get("channel") or "email")),
        **{key: _plain(meta[key]) for key in ("to", "channel", "event", "kind", "words", "message", "useful_days", "every_round", "quiet_times", "seed", "follows", "apart", "until", "note") if key in meta},
    )
    if not step.seed:
        raise ContentError(file, "seed", "names the statements of the seed that the page carries", "seed: [S21]")
    return step


def _drafts(file: str, body: str, channel: str) -> tuple[tuple[str, str], ...]:
    """The page's message blocks: the first for the step's own channel, further ones for the channels they name."""
    found = MESSAGE.findall(body)
    for name, _ in found[1:]:
        if name not in CHANNELS:
            raise ContentError(file, "message", f"{name!r} is no channel; allowed are {', '.join(CHANNELS)}.", "```message linkedin")
    return tuple((name or channel, text) for name, text in found)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _text(file: str, meta: dict[str, Any], key: str) -> str:
    value = meta.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ContentError(file, key, "must be a line of text", f"{key}: Send a thank-you note")
    return value


def _one_of(file: str, meta: dict[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = meta.get(key)
    if value not in allowed:
        raise ContentError(file, key, f"is {value!r}; allowed are {', '.join(allowed)}.", f"{key}: {allowed[0]}")
    return str(value)


def _conditions(file: str, key: str, names: Any) -> tuple[str, ...]:
    for name in names or ():
        if name not in CONDITIONS:
            raise ContentError(file, key, f"{name!r} is no condition; see conditions.py.", "when: [interview_is_ahead]")
    return tuple(names or ())


def read_due(file: str, entry: dict[str, Any]) -> Due:
    """One entry of ``due``; exactly one of ``from`` and ``before`` names the anchor."""
    if not isinstance(entry, dict) or len({"from", "before"} & set(entry)) != 1:
        raise ContentError(file, "due", "needs one of 'from' and 'before'.", "due: {from: promised_date, working_days: 2}")
    anchor = entry.get("from") or entry.get("before")
    if anchor not in ANCHORS:
        raise ContentError(file, "due.from", f"{anchor!r} is no anchor; allowed are {', '.join(ANCHORS)}.")
    known = set(Due.names()) - {"anchor", "before"}
    for key in set(entry) - known - {"from", "before"}:
        raise ContentError(file, f"due.{key}", f"is no key of a due date; allowed are from, before, {', '.join(sorted(known))}.")
    values = {key: _plain(value) for key, value in entry.items() if key in known and key != "when"}
    return Due(anchor=str(anchor), before="before" in entry, when=_conditions(file, "due.when", entry.get("when")), **values)


def _evidence(file: str, given: object) -> Evidence:
    if not isinstance(given, dict):
        raise ContentError(file, "evidence", "is missing.", "evidence: {strength: many advisers, sources: [N8]}")
    if given.get("strength") not in STRENGTHS:
        raise ContentError(file, "evidence.strength", f"is {given.get('strength')!r}; allowed are {', '.join(STRENGTHS)}.")
    if not given.get("sources") and given["strength"] != "our judgement":
        raise ContentError(file, "evidence.sources", "must name at least one source of docs/about/sources.md.", "sources: [N8, N20]")
    listed = {key: tuple(given.get(key) or ()) for key in ("sources", "against")}
    return Evidence(strength=given["strength"], **listed, against_note=str(given.get("against_note") or ""))


def guide_to_json(guide: Guide) -> dict[str, Any]:
    """The guide as plain data for guide.json: what differs from the defaults, without the evidence, which pages tell and no plan needs."""
    return dict(_as_data(guide.but(steps=tuple(step.but(evidence=Evidence()) for step in guide.steps))))


def _as_data(value: Any) -> Any:
    if isinstance(value, Noun):
        return {name: _as_data(one) for name, one in vars(value).items() if one != getattr(type(value), name)}
    return [_as_data(one) for one in value] if isinstance(value, tuple) else value


def guide_from_json(data: dict[str, Any]) -> Guide:
    """The guide from guide.json."""
    return Guide(
        version=str(data["version"]),
        steps=tuple(_step(entry) for entry in data["steps"]),
        rules=Rules(**data.get("rules", {})),
        quiet=tuple(QuietTime(**_tuples(one)) for one in data.get("quiet", ())),
        places=tuple((code, name) for code, name in data["places"]),
    )


def _step(entry: dict[str, Any]) -> Step:
    due = tuple(Due(**_tuples(one)) for one in entry.get("due", ()))
    drafts = tuple((channel, text) for channel, text in entry.get("drafts", ()))
    return Step(**{**_tuples(entry), "due": due, "drafts": drafts})


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in entry.items()}


def in_season(quiet: QuietTime, day: date) -> bool:
    """Whether a day lies in a quiet time, which may cross the turn of the year."""
    mark = f"{day.month:02d}-{day.day:02d}"
    if quiet.first <= quiet.last:
        return quiet.first <= mark <= quiet.last
    return mark >= quiet.first or mark <= quiet.last
