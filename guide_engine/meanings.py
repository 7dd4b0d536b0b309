"""Which day a phrase means: counted from the day it was said, at the place, with what stood in the phrase’s blanks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from guide_engine.dates import days_in_month
from guide_engine.places import Place


@dataclass(frozen=True)
class Asked:
    """What a meaning needs: the day the phrase was said, the place, and what stood in the phrase's blanks."""

    on: date
    place: Place
    number: int = 0
    weekday: int = 0
    month: int = 0


def week_start(day: date, place: Place) -> date:
    """The first day of the working week that ``day`` lies in, after the place's weekend (Sunday in Riyadh, Monday in Rome)."""
    first = next((d for d in range(7) if d not in place.weekend and (d - 1) % 7 in place.weekend), 0)
    return day - timedelta(days=(day.weekday() - first) % 7)


def _in_week(asked: Asked, weeks_ahead: int, day_of_week: int) -> date:
    """A day of a working week (2 is its Tuesday, or Monday where weeks begin on Sunday), or with 0 the last day of it that is worked."""
    start = week_start(asked.on, asked.place) + timedelta(weeks=weeks_ahead)
    if day_of_week:
        return asked.place.add(start + timedelta(days=day_of_week - 1), 0).end
    worked = [start + timedelta(days=n) for n in range(7) if asked.place.is_working_day(start + timedelta(days=n))]
    return worked[-1] if worked else start


def _this_week(asked: Asked, day_of_week: int) -> date:
    """A day of the week in which it was said; of the week after, where that day had passed already, as on a Saturday."""
    day = _in_week(asked, 0, day_of_week)
    return day if day >= asked.on else _in_week(asked, 1, day_of_week)


def _coming(asked: Asked) -> date:
    """The first such weekday after the day it was said."""
    return asked.on + timedelta(days=(asked.weekday - asked.on.weekday() - 1) % 7 + 1)


def _weekday_of_next_week(asked: Asked) -> date:
    start = week_start(asked.on, asked.place) + timedelta(weeks=1)
    return start + timedelta(days=(asked.weekday - start.weekday()) % 7)


def _month_day(asked: Asked, day: int, month: int = 0) -> date:
    """The next such day of the named month, or of any month where none was named; 0 is its last."""
    wanted = _day_of(asked.on.year, month or asked.month or asked.on.month, day)
    if wanted < asked.on:
        wanted = _day_of(asked.on.year + 1, wanted.month, day) if month or asked.month else _of_next_month(asked, day)
    return _worked(asked, wanted)


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, day or days_in_month(year, month))


def _of_next_month(asked: Asked, day: int) -> date:
    return _day_of(asked.on.year + asked.on.month // 12, asked.on.month % 12 + 1, day)


def _worked(asked: Asked, day: date) -> date:
    """The last working day up to a day, never before it was said; then the next one."""
    back = asked.place.back(day, 0).end
    return back if back >= asked.on else asked.place.add(day, 0).end


def _months_later(asked: Asked) -> date:
    months = asked.on.month - 1 + (asked.number or 1)
    year, month = asked.on.year + months // 12, months % 12 + 1
    return asked.place.add(date(year, month, min(asked.on.day, days_in_month(year, month))), 0).end



MEANINGS: dict[str, Callable[[Asked], date]] = {
    "today": lambda asked: asked.on,
    "yesterday": lambda asked: asked.on - timedelta(days=1),
    "tomorrow": lambda asked: asked.on + timedelta(days=1),
    "day_after_tomorrow": lambda asked: asked.on + timedelta(days=2),
    "coming_weekday": _coming,
    "weekday_this_week": lambda asked: _weekday_of_next_week(asked) - timedelta(weeks=1),
    "last_weekday": lambda asked: asked.on - timedelta(days=(asked.on.weekday() - asked.weekday - 1) % 7 + 1),
    "weekday_next_week": _weekday_of_next_week,
    "weekday_after_next": lambda asked: _weekday_of_next_week(asked) + timedelta(weeks=1),
    "early_this_week": lambda asked: _this_week(asked, 2),
    "middle_of_this_week": lambda asked: _this_week(asked, 3),
    "end_of_this_week": lambda asked: _this_week(asked, 0),
    "early_next_week": lambda asked: _in_week(asked, 1, 2),
    "middle_of_next_week": lambda asked: _in_week(asked, 1, 3),
    "end_of_next_week": lambda asked: _in_week(asked, 1, 0),
    "end_of_week_after_next": lambda asked: _in_week(asked, 2, 0),
    "working_days": lambda asked: asked.place.add(asked.on, asked.number).end,
    "days": lambda asked: asked.place.add(asked.on + timedelta(days=asked.number), 0).end,
    "days_ago": lambda asked: asked.on - timedelta(days=asked.number),
    "weeks_ago": lambda asked: asked.on - timedelta(weeks=asked.number),
    "weeks": lambda asked: asked.place.add(asked.on, 5 * asked.number).end,
    "months": _months_later,
    "early_month": lambda asked: _month_day(asked, 10),
    "middle_of_month": lambda asked: _month_day(asked, 15),
    "end_of_month": lambda asked: _month_day(asked, 0),
    "early_next_month": lambda asked: _worked(asked, _of_next_month(asked, 10)),
    "middle_of_next_month": lambda asked: _worked(asked, _of_next_month(asked, 15)),
    "end_of_next_month": lambda asked: _worked(asked, _of_next_month(asked, 0)),
    "before_christmas": lambda asked: _month_day(asked, 24, 12),
    "end_of_year": lambda asked: _month_day(asked, 31, 12),
}
