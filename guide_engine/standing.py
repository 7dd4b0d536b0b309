"""How things stand today in one case: the round in hand, what was said, what has happened since, and the days that dates count from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guide_engine.case import Case, Event, OtherOffer, Referee, Round
from guide_engine.dates import fold, minutes_later
from guide_engine.nouns import Noun
from guide_engine.places import Place
from guide_engine.said import Understood, understand
from guide_engine.turns import ABOUT_WHEN, ENDINGS, REPLIES, status_after
from guide_engine.words import Words

# What happened between others: it breaks no silence.
ELSEWHERE = ("referee_told", "references_called", "reposted")
# The steps that are a first check-in: with the employer, with a deputy, through a recruiter.
FIRST_CHECK_INS = ("check-in", "write-to-the-deputy", "ask-your-recruiter")


class Rules(Noun):
    """The numbers that several steps share; they stand in the front matter of the page on counting, with their sources.

    ``cap``: check-ins that may go unanswered. ``usual_minutes``: length of an interview of unknown length. ``long_break_days``: days without
    work that make a long public break, after which a check-in waits ``long_break_adds`` working days more. ``deadline_near``: working days
    below which a deadline asks for the telephone. ``arrive_early``: minutes to be there before an interview; ``spare_least`` and
    ``spare_most``: bounds of the minutes kept spare on the way, which are half of the journey. ``linkedin_characters`` and
    ``text_characters``: the longest note by those channels; ``card_words`` and ``phone_words``: the longest card and spoken message.
    """

    cap: int = 2
    usual_minutes: int = 60
    long_break_days: int = 5
    long_break_adds: int = 2
    deadline_near: int = 2
    linkedin_characters: int = 300
    text_characters: int = 320
    card_words: int = 70
    phone_words: int = 75
    arrive_early: int = 15
    spare_least: int = 15
    spare_most: int = 60


DEFAULT_RULES = Rules()


@dataclass(frozen=True)
class Standing:
    """One case on one day at the employer's place (``today_here`` is the reader's, where it differs). ``number`` is the round in hand, ``item`` the person or referee a step is for."""

    case: Case
    today: date
    place: Place
    words: Words
    events: tuple[Event, ...] = ()
    number: int = 0
    item: object = None
    now: str | None = None
    today_here: date | None = None
    dues: tuple[tuple[str, date | None], ...] = ()
    rules: Rules = DEFAULT_RULES

    @cached_property
    def round(self) -> Round:
        """The round in hand; an empty one when none was told."""
        return self.case.rounds[self.number] if self.case.rounds else Round()

    def of(self, item: object) -> "Standing":
        """The same standing for one person or referee."""
        return self._with(item=item)

    def _with(self, **given: object) -> "Standing":
        """The same with another ``item`` or other ``dues``. What was already worked out stays: none of it depends on either."""
        other = object.__new__(Standing)
        other.__dict__.update(self.__dict__, **given)
        return other

    def short_day(self, day: date) -> str:
        """A day as a reason beside its own date names it, or a message to somebody: its year only where that is not this year."""
        return self.words.day(day, year=day.year != self.today.year)

    @property
    def is_abroad(self) -> bool:
        """Whether the reader lives in another country than the employer."""
        return bool(self.case.me.place and self.case.place and self.case.me.place != self.case.place)

    def with_dues(self, dues: tuple[tuple[str, date | None], ...]) -> "Standing":
        """The same standing, with the days of the steps that are already in the plan; one that the reader set aside has none."""
        return self._with(dues=dues)

    def due_of(self, *steps: str) -> date | None:
        """The day on which the first of these steps that is in this plan is due."""
        dues = dict(self.dues)
        return next((day for step in steps if (day := dues.get(step))), None)

    def plans(self, *steps: str) -> bool:
        """Whether one of these steps is in this plan, set aside or not."""
        return any(step in steps for step, _ in self.dues)

    def happened(self, *kinds: str) -> Event | None:
        """The last event of these kinds that counts for the round in hand."""
        return next((event for event in reversed(self.recent_events) if event.what in kinds), None)

    @cached_property
    def recent_events(self) -> tuple[Event, ...]:
        """The events that count for the round in hand, by their days; those without a day count as today.

        A new round restarts the clock: what came before the invitation to it belongs to the round before.
        """
        events = sorted(self.events, key=lambda event: event.on or self.today)
        if not self.number:
            return tuple(events)
        last = self.round.date or self.today
        invited = max((n for n, event in enumerate(events) if event.what == "next_round" and (event.on or self.today) <= last), default=None)
        if invited is not None:
            return tuple(events[invited + 1 :])
        return tuple(event for event in events if (event.on or self.today) >= last or event.what in (*ENDINGS, "moved", "cancelled"))

    @cached_property
    def status(self) -> str:
        """``waiting`` or the last event that ended or paused the wait."""
        status = "waiting"
        for event in self.recent_events:
            status = status_after(status, event, bool(self.round.date and self.round.date > (event.on or self.today)))
        return status

    @cached_property
    def _since_interview(self) -> tuple[Event, ...]:
        """The events from the day of the interview in hand on: what was written before it was about meeting."""
        start = self.round.date
        return tuple(event for event in self.recent_events if not start or (event.on or self.today) >= start)

    @cached_property
    def last_reply(self) -> Event | None:
        """The employer's last sign of life since the interview in hand."""
        return next((event for event in reversed(self._since_interview) if event.what in REPLIES), None)

    @property
    def silence(self) -> int | None:
        """Working days since the last contact either way (the interview, a message, an answer); None before the interview."""
        days = [event.on for event in self.events if event.what not in ELSEWHERE and event.on and event.on <= self.today]
        days += [round_.date for round_ in self.case.rounds if round_.date and round_.date <= self.today]
        return self.place.working_days_between(max(days), self.today) if days else None

    @cached_property
    def cycle(self) -> int:
        """How many times the employer has answered in this round; each answer starts the check-ins anew."""
        return sum(event.what in REPLIES for event in self.recent_events)

    @cached_property
    def unanswered(self) -> tuple[Event, ...]:
        """The check-ins sent since the last reply."""
        events = self._since_interview
        last = max((n for n, event in enumerate(events) if event.what in REPLIES), default=-1)
        return tuple(event for event in events[last + 1 :] if event.what == "checked_in")

    @cached_property
    def promised(self) -> Understood:
        """What was last said about when, as a day where there is one in it. An answer without a day, or a call to a referee, takes back only a day that has come, and no wish to be left alone."""
        said = self._said_in_interview()
        for event in self._since_interview:
            if event.date and event.what in (*ABOUT_WHEN, "references_called"):
                said = Understood("date", event.date)
            elif event.what in (*ABOUT_WHEN, "references_called") and said.kind != "do_not_contact" and not (said.day and said.day > (event.on or self.today)):
                said = Understood("nothing")
        return said

    def _said_in_interview(self) -> Understood:
        said = self.round.said
        if said.kind in ("nothing", "do_not_contact", "if_successful"):
            return Understood(said.kind)
        if said.date and self.round.date and said.date < self.round.date:
            return Understood("before")
        if said.date:
            return Understood("window" if said.kind == "window" else "date", said.date)
        if said.words:
            found = understand(said.words, self.round.date or self.today, self.place, self.words)
            return found or Understood("unclear")
        return Understood("unknown")

    @cached_property
    def other_offer(self) -> OtherOffer:
        """The other offer that presses: the next to run out, and the last that did where none is left."""
        dated = sorted((offer for offer in self.case.other_offers if offer.deadline), key=lambda offer: offer.deadline or self.today)
        ahead = [offer for offer in dated if offer.deadline and offer.deadline >= self.today]
        return next(iter((*ahead, *reversed(dated), *self.case.other_offers)), OtherOffer())

    @property
    def lead(self) -> str | None:
        """The name of whoever led the interview, else of anybody met."""
        named = [person for person in self.round.people if person.name]
        return next((person.name for person in named if person.lead), named[0].name if named else None)

    @property
    def coordinator(self) -> str | None:
        """The name of whoever arranged it, the one who led where that is not known; nobody met where the one address is a contact's."""
        contact = self.case.contact
        return contact.name or (None if contact.email else self.lead)

    def knows(self, referee: Referee, before: date | None = None) -> bool:
        """Whether a referee has been told, before a day where one is given. Word of it that names nobody is about an only referee."""
        alone, name = len(self.case.referees) == 1, fold(referee.name or "")
        told = [event.on or self.today for event in self.events if event.what == "referee_told" and (fold(event.to) == name if event.to else alone)]
        return bool(referee.told) or any(not before or day < before for day in told)

    @cached_property
    def over_by(self) -> str | None:
        """The time at which the interview ends: as told, else after its usual length."""
        if self.round.ends or not self.round.time:
            return self.round.ends
        return minutes_later(self.round.time, self.rules.usual_minutes)

    @cached_property
    def is_over(self) -> bool:
        """Whether the interview in hand has taken place: as told, else by its day, and on the day itself by the time of day; both are the reader's."""
        today = self.today_here or self.today
        if not self.round.date or self.round.date > today:
            return False
        if self.round.over is not None or self.round.date < today:
            return self.round.over is not False or self.round.date < today
        return bool(self.now and self.over_by and self.now >= self.over_by)

    def told(self, name: str) -> date | None:
        """The day behind an anchor as it was told or follows, by the name front matter gives it; None when it is not known."""
        return ANCHORS[name](self)

    def anchor(self, name: str) -> date | None:
        """The working day that a rule counts from: a promised day moves to the next one, a deadline to the one before."""
        day = self.told(name)
        if day is None or name not in MOVES_ON + MOVES_BACK:
            return day
        return self.place.add(day, 0).end if name in MOVES_ON else self.place.back(day, 0).end


def _event_day(standing: Standing, *kinds: str) -> date | None:
    event = standing.happened(*kinds)
    return (event.on or standing.today) if event else None


def _check_in(standing: Standing) -> date | None:
    """The first check-in: the day it was sent, else the day it is due."""
    sent = standing.unanswered
    return (sent[0].on or standing.today) if sent else standing.due_of(*FIRST_CHECK_INS)


def _check_in_again(standing: Standing) -> date | None:
    sent = standing.unanswered
    return (sent[1].on or standing.today) if len(sent) > 1 else standing.due_of("check-in-again")


def _invitation(standing: Standing) -> date | None:
    """The day they asked to the next round, the one in hand when it has its day already."""
    event = next((event for event in reversed(standing.events) if event.what == "next_round"), None)
    return (event.on or standing.today) if event else None


def _offer_received(standing: Standing) -> date | None:
    return standing.case.offer.received or _event_day(standing, "offer")


MOVES_ON = ("promised_date", "manager_back")
MOVES_BACK = ("offer_deadline", "other_offer_deadline", "must_have_by")
ANCHORS: dict[str, Callable[[Standing], date | None]] = {
    "today": lambda s: s.today,
    "interview": lambda s: s.round.date,
    "promised_date": lambda s: s.promised.day,
    "last_reply": lambda s: (s.last_reply.on or s.today) if s.last_reply else None,
    "manager_back": lambda s: s.case.manager_back,
    "check_in": _check_in,
    "check_in_again": _check_in_again,
    "invitation": _invitation,
    "moved": lambda s: _event_day(s, "moved", "cancelled"),
    "rejection": lambda s: _event_day(s, "rejected"),
    "reserve": lambda s: _event_day(s, "reserve"),
    "hold": lambda s: _event_day(s, "on_hold", "reposted"),
    "references_asked": lambda s: _event_day(s, "references_asked"),
    "references_called": lambda s: _event_day(s, "references_called"),
    "offer_received": _offer_received,
    "offer_deadline": lambda s: s.case.offer.deadline,
    "other_offer_known": lambda s: s.other_offer.received or s.today,
    "other_offer_deadline": lambda s: s.other_offer.deadline,
    "must_have_by": lambda s: s.case.must_have_by,
    "closing_date": lambda s: s.round.closing or s.round.date,
    "result": lambda s: _event_day(s, "rejected", "offer", "accepted", "declined"),
}
