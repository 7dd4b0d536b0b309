"""Drafts: a page's message block filled with the reader's own facts, every gap visible in words."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template

from guide_engine.case import Person
from guide_engine.compiled import Compiled
from guide_engine.content import Step
from guide_engine.standing import Standing
from guide_engine.timing import THROUGH_AGENCY

# Two marks of Unicode's private use area hold a gap's name until the text is cut into segments; answers are freed of them when read.
OPEN, CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True)
class Segment:
    """A piece of a draft: text, or a gap with its name and the words that stand for it."""

    text: str
    gap: str | None = None


@dataclass(frozen=True)
class Message:
    """A draft: subject and body in segments, the gaps in it, its length in words, the limits of its kind, and its channel."""

    subject: tuple[Segment, ...]
    body: tuple[Segment, ...]
    gaps: tuple[str, ...]
    words: int
    limit: tuple[int, ...]
    channel: str = "email"
    most_characters: int | None = None

    @property
    def ready(self) -> bool:
        """Whether nothing is left to fill in."""
        return not self.gaps

    @property
    def text(self) -> str:
        """The body as plain text, gaps in square brackets."""
        return "".join(segment.text for segment in self.body)

    @property
    def characters(self) -> int:
        """How many characters the body has."""
        return len(self.text)

    @property
    def subject_text(self) -> str:
        """The subject as plain text."""
        return "".join(segment.text for segment in self.subject)


class Gap:
    """A fact the reader has not given: prints as a marked gap, is false in a condition."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return f"{OPEN}{self.name}{CLOSE}"

    def __bool__(self) -> bool:
        return False


class Facts:
    """The facts of one kind in a template: ``to.name``; what is missing is a gap named ``to.name``, or the gap that was given in its place."""

    def __init__(self, name: str, /, **values: object) -> None:
        self._name, self._values = name, values

    def __getattr__(self, key: str) -> object:
        if key.startswith("_") or key not in self._values:
            raise AttributeError(key)
        found = self._values[key]
        return found if isinstance(found, Gap) else _without_stop(found) or Gap(f"{self._name}.{key}")


def _without_stop(fact: object) -> object:
    """A fact without the full stop that the reader typed: the sentence it stands in brings its own."""
    return fact.rstrip(" .") if isinstance(fact, str) else fact


# So many other names fit into a short note; of more, a draft says "all who took part".
FEW = 4
MOST_POINTS = 2
SHORT_CHANNELS = ("text", "linkedin", "card")
ENVIRONMENT = Compiled(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False)


@lru_cache(maxsize=256)
def _template(source: str) -> Template:
    return ENVIRONMENT.from_string(source)


def draft(step: Step, standing: Standing) -> Message:
    """The draft of a step for one person, from the reader's facts alone."""
    channel, source = step.draft_for(standing.case.channel)
    text = _template(source).render({**context(step, standing), "channel": channel})
    head, _, body = text.strip().partition("\n\n") if text.lstrip().startswith("Subject:") else ("", "", text)
    subject = head.removeprefix("Subject:").strip()
    body = re.sub(r"[ \t]+\n", "\n", re.sub(r"\n{3,}", "\n\n", body)).strip()
    body = re.sub(r"(?<=[!?…])\.(?=\s|$)", "", re.sub(r"(?<=\S) {2,}", " ", body))
    parts = _segments(subject, standing), _segments(body, standing)
    gaps = tuple(dict.fromkeys(segment.gap for part in parts for segment in part if segment.gap))
    own = channel == step.drafts[0][0]
    limit = step.words if own else _limit(channel, standing)
    return Message(*parts, gaps, len("".join(s.text for s in parts[1]).split()), limit, channel, None if own else _most_characters(channel, standing))


def _limit(channel: str, standing: Standing) -> tuple[int, ...]:
    """The words of a card or a spoken message; the short channels are counted in characters."""
    words = {"card": standing.rules.card_words, "phone": standing.rules.phone_words}.get(channel)
    return (1, words) if words else ()


def _most_characters(channel: str, standing: Standing) -> int | None:
    return {"linkedin": standing.rules.linkedin_characters, "text": standing.rules.text_characters}.get(channel)


def _segments(text: str, standing: Standing) -> tuple[Segment, ...]:
    segments = []
    for n, piece in enumerate(re.split(f"{OPEN}([^{CLOSE}]*){CLOSE}", text)):
        if n % 2:
            segments.append(Segment(standing.words.say(f"gap.{piece}"), piece))
        elif piece:
            segments.append(Segment(piece))
    return tuple(segments)


def context(step: Step, standing: Standing) -> dict[str, Any]:
    """Everything a message block may use; a missing fact is a gap."""
    case, round_, words = standing.case, standing.round, standing.words
    day = round_.date
    promised = standing.promised.day
    to, person = _addressee(step, standing)
    names = [p.name for p in round_.people if p.name and p is not person]
    deadline = standing.told("other_offer_deadline")
    points = [point for point in (round_.my_point, *(p.cared_about for p in round_.people)) if point]
    facts: dict[str, object] = {
        "organisation": case.organisation,
        "role": case.role,
        "client": case.organisation,
        "expected": standing.short_day(promised) if promised else None,
        "said": round_.said.words or (words.say("said.no_contact") if standing.promised.kind in ("do_not_contact", "if_successful") else None),
        "others": words.join(names) if names else None,
        "my_point": round_.my_point,
        "forgotten": round_.forgotten,
        "promised": words.join([p.what for p in round_.promised if p.what]) or None,
        "recruiter": case.contact.name,
        "referred_by": case.referred_by,
        "outcome": words.say(f"outcome.{standing.status}") if words.has(f"outcome.{standing.status}") else None,
        "advertised": standing.status == "reposted",
        "prefer_this_one": standing.other_offer.prefer_this_one,
        # What a referee could mention: what the reader brings, and what those whom they met came back to.
        "points": words.say("list.between_points").join(points[: 1 if step.draft_for(case.channel)[0] in SHORT_CHANNELS else MOST_POINTS]) or None,
        **dict.fromkeys(("adjustment", "new_day", "deputy_for", "submitted")),
    }
    table: dict[str, Any] = {name: _without_stop(value) or Gap(name) for name, value in facts.items()}
    table.update(
        to=to,
        me=Facts("me", name=case.me.name, phone=case.me.phone),
        interview=Facts("interview", day=standing.short_day(day) if day else None, date_time=_date_time(standing)),
        correction=Facts("correction", wrong=round_.wrong_fact.wrong, right=round_.wrong_fact.right),
        offer=Facts("offer", organisation=standing.other_offer.from_, deadline=standing.short_day(deadline) if deadline else None, decide_by=_decide_by(standing)),
        next_round=Facts("next_round", day=standing.short_day(day) if day and standing.number else None, time=round_.time if standing.number else None),
        first_check_in=Facts("first_check_in", day=_first_check_in(standing)),
        variant=next((n for n, one in enumerate(round_.people) if one is person), 0),
        full=case.length == "full",
        many=len(names) > FEW,
        referees_know=bool(case.referees) and all(map(standing.knows, case.referees)),
        tone=case.tone or "plain",
        channel=step.channel or "email",
    )
    table["greeting"] = words.say(f"greeting.{table['tone']}", name=to.name)
    table["sign_off"] = words.say(f"sign_off.{table['tone']}", name=table["me"].name, phone=table["me"].phone)
    return table


def _addressee(step: Step, standing: Standing) -> tuple[Facts, Person | None]:
    """The person a message goes to, as facts, and which of the people met it is, if any."""
    case, people = standing.case, standing.round.people
    person = standing.item if isinstance(standing.item, Person) else None
    if step.to == "lead":
        person = next((p for p in people if p.lead), people[0] if people else None)
    if person and case.arranged_by != "agency":
        return Facts("to", name=person.name, role=person.role, cared_about=person.cared_about), person
    # Whoever made another offer is none of the people whom this reader met here.
    names: dict[str, object] = {"referee": getattr(standing.item, "name", None), "referrer": case.referred_by, "deputy": case.deputy, "coordinator": standing.coordinator, "other_offerer": None}
    if step.to == "recruiter" or (case.arranged_by == "agency" and step.to in THROUGH_AGENCY):
        names[step.to] = case.contact.name or Gap("recruiter")
    cared = next((p.cared_about for p in people if p.cared_about), None)
    return Facts("to", name=names.get(step.to or "", case.contact.name), role=None, cared_about=cared), None


def _date_time(standing: Standing) -> str | None:
    round_ = standing.round
    if not round_.date:
        return None
    day = standing.short_day(round_.date)
    return standing.words.say("day.at", day=day, time=round_.time) if round_.time else day


def _decide_by(standing: Standing) -> str | None:
    """The day an answer is due to whoever made an offer."""
    day = standing.case.offer.deadline or standing.case.must_have_by or standing.told("other_offer_deadline")
    return standing.short_day(day) if day else None


def _first_check_in(standing: Standing) -> str | None:
    day = standing.anchor("check_in")
    return standing.short_day(day) if day else None
