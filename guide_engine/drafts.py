"""A draft as the reader left it: wording of their own that stays over a new plan, its length, and the mail link that opens it."""

import re
from dataclasses import dataclass
from functools import cache

from jinja2.utils import url_quote

from guide_engine.action import Action
from guide_engine.case import Case, Person
from guide_engine.messages import Segment
from guide_engine.plan import Plan
from guide_engine.words import Words

# Above about this many encoded characters a mail link fails silently somewhere.
MOST_ENCODED = 1500
# What the contact is called who has an address and no name.
UNNAMED = ("contact", "coordinator", "recruiter")


@dataclass(frozen=True)
class Shown:
    """A draft as it is shown: the reader's own wording where there is one, in segments, and the lengths of what is shown."""

    own: tuple[Segment, ...]
    text: str
    gaps: tuple[str, ...]
    words: int
    characters: int


@dataclass(frozen=True)
class MailLink:
    """An address that opens the draft in a mail program; ``whole`` when it carries the text and not only the subject."""

    href: str
    whole: bool


def shown_draft(action: Action, case: Case) -> Shown:
    """The draft of an action as it is shown; in wording of one's own the gaps are those that still stand in it, whatever was answered since."""
    assert action.message is not None
    message, own = action.message, own_wording(action, case)
    if own is None:
        return Shown((), message.text, message.gaps, message.words, message.characters)
    assert action.standing is not None
    named = gap_names(action.standing.words)
    segments = tuple(Segment(piece, named.get(piece)) for piece in re.split(f"({'|'.join(map(re.escape, named))})", own) if piece)
    gaps = dict.fromkeys(named[one.text] for one in (*message.subject, *segments) if one.gap)
    return Shown(segments, own, tuple(gaps), len(own.split()), len(own))


@cache
def gap_names(words: Words) -> dict[str, str]:
    """What stands in a draft for a fact that is missing, and the name of one such fact."""
    return {text: key.removeprefix("gap.") for key, text in words.table.items() if key.startswith("gap.") and isinstance(text, str)}


def own_wording(action: Action, case: Case) -> str | None:
    """What the reader wrote in place of the draft, if anything: the last such mark counts."""
    return next((mark.text for mark in reversed(case.marks) if mark.id == action.id and mark.state == "edited"), None) or None


def address(action: Action, case: Case) -> str:
    """The email address of the person a message goes to, also of somebody without a name; empty where none is known."""
    assert action.standing is not None
    item, words, contact = action.standing.item, action.standing.words, case.contact
    called = [contact.name] if contact.name else [words.say(f"to.{what}") for what in UNNAMED]
    known: list[tuple[str | None, str | None]] = [(name, contact.email) for name in called]
    if case.arranged_by != "agency":
        people = [person for one in reversed(case.rounds) for person in one.people]
        known = [(action.to, item.email if isinstance(item, Person) else None), *((person.name, person.email) for person in people), *known]
    return next((email for name, email in known if name and name == action.to and email), "")


def mail_link(action: Action, plan: Plan) -> MailLink:
    """A mail link with line breaks as the standard wants them; what is too long for it leaves out the text, then the subject."""
    assert action.message is not None
    subject, text = action.message.subject_text, shown_draft(action, plan.case).text
    start = f"mailto:{url_quote(address(action, plan.case)).replace('%40', '@')}"
    tries = [[("subject", subject), ("body", text)], [("subject", subject)], []]
    links = [start + "".join("?&"[n > 0] + f"{key}={_encoded(value)}" for n, (key, value) in enumerate(parts)) for parts in tries]
    fits = next(number for number, link in enumerate(links) if len(link) <= MOST_ENCODED or number == len(links) - 1)
    return MailLink(links[fits], fits == 0)


def _encoded(text: str) -> str:
    return str(url_quote(text.replace("\r\n", "\n").replace("\n", "\r\n"))).replace("/", "%2F")
