"""Times when answers come slowly: seasons, the turn of the year, long public breaks."""

from dataclasses import dataclass
from datetime import date, timedelta

from guide_engine.content import Guide, QuietTime, in_season
from guide_engine.meanings import week_start
from guide_engine.places import Place
from guide_engine.standing import Standing


@dataclass(frozen=True)
class Delay:
    """Why a check-in waits longer: the name of the quiet time and the working days it adds (0: until a certain week)."""

    name: str
    days: int


def after_quiet_times(day: date, anchor: date, standing: Standing, guide: Guide, add: bool = True) -> tuple[date, tuple[Delay, ...]]:
    """The day after what quiet times add to it. ``add`` is for first check-ins: seasons and breaks lengthen only those."""
    place, delays = standing.place, []
    for quiet in guide.quiet:
        in_it = _is_quiet(quiet, day, place)
        if not in_it and not _is_first_working_week(quiet, day, place):
            continue
        later = place.add(day, quiet.add_working_days).end if add and in_it else day
        later = max(later, _second_working_week(day, place)) if quiet.second_week else later
        if later != day:
            delays.append(Delay(quiet.name, 0 if quiet.second_week else quiet.add_working_days))
        day = later
    if add and not delays and _has_long_break(anchor, day, place, guide.rules.long_break_days):
        delays.append(Delay("long_break", guide.rules.long_break_adds))
        day = place.add(day, guide.rules.long_break_adds).end
    return place.next_suitable(day), tuple(delays)


def _is_quiet(quiet: QuietTime, day: date, place: Place) -> bool:
    """Whether a quiet time is on at a place on a day."""
    if not _is_here(quiet, place):
        return False
    if quiet.week_of:
        week = [day + timedelta(days=n - day.weekday()) for n in range(7)]
        return any(quiet.week_of in place.holidays.get(one, "") for one in week)
    return in_season(quiet, day)


def _is_here(quiet: QuietTime, place: Place) -> bool:
    return place.code in quiet.places if quiet.places else place.code not in quiet.except_places


def _is_first_working_week(quiet: QuietTime, day: date, place: Place) -> bool:
    """Whether a day lies in January before the second working week, for a quiet time that lasts until then."""
    return quiet.second_week and _is_here(quiet, place) and day.month == 1 and day < _second_working_week(day, place)


def _second_working_week(day: date, place: Place) -> date:
    """The first working day of January's second working week, after the turn of the year that ``day`` is near."""
    year = day.year + 1 if day.month == 12 else day.year
    first = place.add(date(year, 1, 2), 0).end
    next_week = week_start(first, place) + timedelta(days=7)
    return place.add(next_week, 0).end


def _has_long_break(start: date, end: date, place: Place, longest: int) -> bool:
    """Whether a run of days without work as long as ``longest`` lies between two days, ends included."""
    run, holidays = 0, 0
    for ahead in range((end - start).days + 1):
        day = start + timedelta(days=ahead)
        run = 0 if place.is_working_day(day) else run + 1
        holidays = 0 if run == 0 else holidays + (day in place.holidays)
        if run >= longest and holidays:
            return True
    return False


def quiet_time_at(day: date, place: Place, guide: Guide) -> QuietTime | None:
    """The quiet time a day lies in, if any."""
    return next((quiet for quiet in guide.quiet if _is_quiet(quiet, day, place)), None)
