"""The interviews of a case in the order of their days, moved and begun as its events say; and when one begins and ends, for a calendar."""

from datetime import UTC, date, datetime, time, timedelta

from guide_engine.case import Case, Round

Rounds = tuple[Round, ...]


def rounds_of(case: Case, today: date) -> Rounds:
    """The case's rounds by their days, each where the events of its days put it; the last is the one in hand.

    A round without a day has not begun: beside one that has a day it waits, and what was told of it with it. In the form a moved
    interview has its new day already, and a new round stands there; a file may tell both by the event alone.
    """
    rounds = case.rounds
    dated = (event for event in case.events if event.date and event.what in BRINGS)
    for event in sorted(dated, key=lambda event: event.on or today):
        assert event.date and event.what
        rounds = BRINGS[event.what](rounds, event.date, event.on or today)
    return tuple(sorted((one for one in rounds if one.date), key=lambda one: one.date or today)) or tuple(one for one in rounds if one != Round())


def _moved(rounds: Rounds, day: date, told: date) -> Rounds:
    """The next interview after it was told is on that day; the last, where none was ahead."""
    ahead = [n for n, one in enumerate(rounds) if one.date and one.date >= told]
    moving = min(ahead, key=lambda n: rounds[n].date or told, default=len(rounds) - 1)
    return tuple(one.but(date=day) if n == moving else one for n, one in enumerate(rounds)) or (Round(date=day),)


def _begun(rounds: Rounds, day: date, told: date) -> Rounds:
    """A round on that day, with what is told of it already; none where one is there that comes after the invitation."""
    if any(one.date and one.date > told for one in rounds):
        return rounds
    if len(rounds) > 1 and not rounds[-1].date:
        return (*rounds[:-1], rounds[-1].but(date=day))
    return (*rounds, Round(date=day))


# What an event with a day in it does to the interviews.
BRINGS = {"moved": _moved, "next_round": _begun}


def interview_times(round_: Round, usual_minutes: int) -> tuple[date | datetime, date | datetime]:
    """Start and end of an interview in UTC; whole-day dates where time or zone is not known. The zones come with what a calendar file needs."""
    assert round_.date is not None
    if not (round_.time and round_.zone):
        return round_.date, round_.date + timedelta(days=1)
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        zone = ZoneInfo(round_.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return round_.date, round_.date + timedelta(days=1)
    start = datetime.combine(round_.date, time.fromisoformat(round_.time), zone).astimezone(UTC)
    if round_.ends and round_.ends > round_.time:
        return start, datetime.combine(round_.date, time.fromisoformat(round_.ends), zone).astimezone(UTC)
    return start, start + timedelta(minutes=usual_minutes)
