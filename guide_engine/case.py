"""What a reader may tell us: the case, and the questions whose answers make it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from guide_engine.nouns import Noun

SCHEMA = 2


@dataclass(frozen=True)
class Question:
    """One answer: its name, its kind (text, long, email, date, time, number, choice, yes_no, code), its choices and its longest text."""

    name: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    longest: int = 200


@dataclass(frozen=True)
class Group:
    """Answers that belong together, given once or, with ``most``, for each of several."""

    name: str
    noun: type
    questions: "tuple[Question | Group, ...]"
    most: int = 0


class Me(Noun):
    """The reader, as a message is signed."""

    name: str | None = None
    phone: str | None = None
    place: str | None = None


class Said(Noun):
    """What they said about when the reader would hear."""

    kind: str | None = None
    date: Day | None = None
    words: str | None = None


class Person(Noun):
    """Somebody the reader met."""

    name: str | None = None
    role: str | None = None
    email: str | None = None
    cared_about: str | None = None
    lead: bool | None = None


class WrongFact(Noun):
    """A fact told wrongly, and the right one."""

    wrong: str | None = None
    right: str | None = None


class Promise(Noun):
    """Something the reader said they would send."""

    what: str | None = None


class Round(Noun):
    """One interview of the case."""

    date: Day | None = None
    time: str | None = None
    ends: str | None = None
    zone: str | None = None
    over: bool | None = None
    form: str | None = None
    final: bool | None = None
    address: str | None = None
    travel_minutes: int | None = None
    closing: Day | None = None
    said: Said = Said()
    people: tuple[Person, ...] = ()
    my_point: str | None = None
    forgotten: str | None = None
    wrong_fact: WrongFact = WrongFact()
    promised: tuple[Promise, ...] = ()


class Contact(Noun):
    """The address the reader has at the employer or agency."""

    name: str | None = None
    email: str | None = None
    kind: str | None = None


class Referee(Noun):
    """Somebody who may be asked about the reader."""

    name: str | None = None
    told: bool | None = None


class OtherOffer(Noun):
    """An offer from somebody else, with its deadline."""

    from_: str | None = None
    received: Day | None = None
    deadline: Day | None = None
    prefer_this_one: bool | None = None


class Offer(Noun):
    """An offer from this employer."""

    received: Day | None = None
    deadline: Day | None = None
    answer: str | None = None


class Debrief(Noun):
    """Notes of the hour after."""

    asked: str | None = None
    went_well: str | None = None
    would_change: str | None = None
    focus: str | None = None


class Event(Noun):
    """Something that happened: what, on which day, to whom, by which channel, and a date it brought."""

    what: str | None = None
    on: Day | None = None
    to: str | None = None
    channel: str | None = None
    date: Day | None = None
    note: str | None = None


class Mark(Noun):
    """What the reader did with one step of the plan."""

    id: str | None = None
    state: str | None = None
    on: Day | None = None
    due: Day | None = None
    text: str | None = None


class OwnStep(Noun):
    """A step the reader added."""

    id: str | None = None
    title: str | None = None
    date: Day | None = None
    note: str | None = None


class DayOff(Noun):
    """A day on which the reader will not write."""

    date: Day | None = None


class Case(Noun):
    """Everything one reader told us about one application; every answer may be missing."""

    schema: int = SCHEMA
    id: str | None = None
    revision: int | None = None
    language: str | None = None
    organisation: str | None = None
    role: str | None = None
    place: str | None = None
    region: str | None = None
    kind: str | None = None
    arranged_by: str | None = None
    tone: str | None = None
    channel: str | None = None
    length: str | None = None
    staff_25: bool | None = None
    public_posting: bool | None = None
    referred_by: str | None = None
    adjustments: bool | None = None
    another_day: bool | None = None
    unsure: bool | None = None
    fraud_signs: bool | None = None
    hostile: bool | None = None
    feedback: bool | None = None
    name_firm: bool | None = None
    has_address: bool | None = None
    must_have_by: Day | None = None
    manager_back: Day | None = None
    deputy: str | None = None
    me: Me = Me()
    rounds: tuple[Round, ...] = ()
    contact: Contact = Contact()
    referees: tuple[Referee, ...] = ()
    other_offers: tuple[OtherOffer, ...] = ()
    offer: Offer = Offer()
    debrief: Debrief = Debrief()
    days_off: tuple[DayOff, ...] = ()
    events: tuple[Event, ...] = ()
    marks: tuple[Mark, ...] = ()
    own_steps: tuple[OwnStep, ...] = ()


FORMS = ("in_person", "video", "phone", "recorded", "task", "assessment_centre", "unknown")
EVENTS = (
    "thanked", "checked_in", "closed", "referee_told", "offer_told", "replied", "new_date", "next_round", "offer", "rejected", "on_hold",
    "reposted", "moved", "cancelled", "references_asked", "references_called", "reserve", "withdrawn", "accepted", "declined",
)  # fmt: skip
CHANNELS = ("email", "phone", "text", "linkedin", "portal", "card", "in_person", "unknown")
PERSON = (Question("name"), Question("role"), Question("email", "email"), Question("cared_about", "long", longest=500), Question("lead", "yes_no"))
SAID = (
    Question("kind", "choice", ("date", "window", "words", "nothing", "do_not_contact", "if_successful", "unknown")),
    Question("date", "date"),
    Question("words"),
)
ROUND = (
    Question("date", "date"),
    Question("time", "time"),
    Question("ends", "time"),
    Question("zone", "code", longest=60),
    Question("over", "yes_no"),
    Question("form", "choice", FORMS),
    Question("final", "yes_no"),
    Question("address"),
    Question("travel_minutes", "number"),
    Question("closing", "date"),
    Group("said", Said, SAID),
    Group("people", Person, PERSON, most=12),
    Question("my_point", "long", longest=500),
    Question("forgotten", "long", longest=500),
    Group("wrong_fact", WrongFact, (Question("wrong"), Question("right"))),
    Group("promised", Promise, (Question("what"),), most=5),
)
QUESTIONS: tuple[Question | Group, ...] = (
    Question("schema", "number"),
    Question("id", "code", longest=64),
    Question("revision", "number"),
    Question("language", "code", longest=12),
    Question("organisation"),
    Question("role"),
    Question("place", "code", longest=2),
    Question("region", "code", longest=8),
    Question("kind", "choice", ("company", "public", "academic", "local", "unknown")),
    Question("arranged_by", "choice", ("employer", "agency", "internal", "unknown")),
    Question("tone", "choice", ("plain", "warm", "formal")),
    Question("channel", "choice", ("email", "linkedin", "text", "phone", "card")),
    Question("length", "choice", ("short", "full")),
    *(Question(name, "yes_no") for name in ("staff_25", "public_posting", "adjustments", "another_day", "unsure", "fraud_signs", "hostile", "feedback", "name_firm", "has_address")),
    Question("referred_by"),
    Question("must_have_by", "date"),
    Question("manager_back", "date"),
    Question("deputy"),
    Group("me", Me, (Question("name"), Question("phone"), Question("place", "code", longest=2))),
    Group("rounds", Round, ROUND, most=10),
    Group("contact", Contact, (Question("name"), Question("email", "email"), Question("kind", "choice", ("recruiter", "hr", "coordinator")))),
    Group("referees", Referee, (Question("name"), Question("told", "yes_no")), most=8),
    Group("other_offers", OtherOffer, (Question("from"), Question("received", "date"), Question("deadline", "date"), Question("prefer_this_one", "yes_no")), most=5),
    Group("offer", Offer, (Question("received", "date"), Question("deadline", "date"), Question("answer", "choice", ("accept", "decline", "undecided")))),
    Group("debrief", Debrief, tuple(Question(name, "long", longest=2000) for name in ("asked", "went_well", "would_change", "focus"))),
    Group("days_off", DayOff, (Question("date", "date"),), most=60),
    Group("events", Event, (Question("what", "choice", EVENTS), Question("on", "date"), Question("to"), Question("channel", "choice", CHANNELS), Question("date", "date"), Question("note", "long", longest=500)), most=200),
    Group("marks", Mark, (Question("id", "code", longest=80), Question("state", "choice", ("done", "not_for_me", "pinned", "snoozed", "edited")), Question("on", "date"), Question("due", "date"), Question("text", "long", longest=4000)), most=300),
    Group("own_steps", OwnStep, (Question("id", "code", longest=64), Question("title"), Question("date", "date"), Question("note", "long", longest=500)), most=50),
)  # fmt: skip


def each_question(questions: tuple[Question | Group, ...] = QUESTIONS, path: str = "") -> Iterator[tuple[str, Question]]:
    """Every question with its path, several ones with ``0`` for the first."""
    for item in questions:
        where = f"{path}.{item.name}" if path else item.name
        if isinstance(item, Question):
            yield where, item
        else:
            yield from each_question(item.questions, f"{where}.0" if item.most else where)
