"""A draft as the reader left it: wording of their own that stays over a new plan, its length, and the mail link that opens it."""

from dataclasses import dataclass

from jinja2.utils import url_quote

from guide_engine.action import Action
from guide_engine.case import Case, Person
from guide_engine.plan import Plan

# Above about this many encoded characters a mail link fails silently somewhere.
MOST_ENCODED = 1500
# What the contact is called who has an address and no name.
UNNAMED = ("contact", "coordinator", "recruiter")


@dataclass(frozen=True)
class Shown:
    """A draft as it is shown: the reader's own wording where there is one, and the lengths of what is shown."""

    own: str | None
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
    """The draft of an action as it is shown; in wording of one's own the only gaps are those that still stand in it."""
    assert action.message is not None
    message, own = action.message, own_wording(action, case)
    text = own or message.text
    if own is None:
        return Shown(None, text, message.gaps, message.words, message.characters)
    left = [segment for part in (message.subject, message.body) for segment in part if segment.gap]
    gaps = tuple(dict.fromkeys(str(one.gap) for one in left if one.text in own or one in message.subject))
    return Shown(own, own, gaps, len(own.split()), len(own))


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
