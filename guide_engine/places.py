"""The employer's place: which days are working days there, and counting them aloud."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

ONE_DAY = timedelta(days=1)
# Further than any rule counts; a place whose data left no working day at all must not hang the page.
LONGEST_SEARCH = 400


@dataclass(frozen=True)
class Count:
    """A count of working days that can be said aloud: from, how many, to, and the days it passed over (day, holiday name or "")."""

    start: date
    days: int
    end: date
    passed: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class Place:
    """Working week and public holidays of a country or region.

    ``weekend`` holds weekday numbers (Monday is 0), ``half_days`` maps a weekday to the time its offices close, ``workdays`` are
    weekend days that are worked (swapped weekends), ``days_off`` the reader's own. ``years`` is the span the holiday data covers.
    ``region_is_open``: holidays differ by region there, and none was chosen.
    """

    code: str = ""
    name: str = ""
    weekend: frozenset[int] = frozenset({5, 6})
    half_days: dict[int, str] = field(default_factory=dict)
    holidays: dict[date, str] = field(default_factory=dict)
    workdays: frozenset[date] = frozenset()
    years: tuple[int, int] = (0, 0)
    days_off: frozenset[date] = frozenset()
    region_is_open: bool = False

    def is_working_day(self, day: date) -> bool:
        """Whether people at the employer's place work on this day."""
        return day in self.workdays or (day.weekday() not in self.weekend and day not in self.holidays)

    def suits(self, day: date) -> bool:
        """Whether the reader can act and the employer is at work on this day."""
        return self.is_working_day(day) and day not in self.days_off

    def add(self, start: date, days: int) -> Count:
        """So many working days after ``start``; 0 gives ``start`` itself, or the next working day when it is none."""
        day, left, passed = start, days, []
        for _ in range(LONGEST_SEARCH):
            if left == 0 and self.is_working_day(day):
                break
            day += ONE_DAY
            if self.is_working_day(day):
                left = max(0, left - 1)
            else:
                passed.append((day, self.holidays.get(day, "")))
        return Count(start, days, day, tuple(passed))

    def back(self, start: date, days: int) -> Count:
        """So many working days before ``start``; 0 gives ``start`` itself, or the working day before it when it is none."""
        day, left, passed = start, days, []
        for _ in range(LONGEST_SEARCH):
            if left == 0 and self.is_working_day(day):
                break
            day -= ONE_DAY
            if self.is_working_day(day):
                left = max(0, left - 1)
            else:
                passed.append((day, self.holidays.get(day, "")))
        return Count(start, days, day, tuple(passed))

    def next_suitable(self, day: date) -> date:
        """The first day from ``day`` on that suits both the employer's week and the reader's days off."""
        for ahead in range(LONGEST_SEARCH):
            if self.suits(day + ahead * ONE_DAY):
                return day + ahead * ONE_DAY
        return day

    def previous_suitable(self, day: date) -> date:
        """The last day up to ``day`` that suits; deadlines move this way."""
        for back in range(LONGEST_SEARCH):
            if self.suits(day - back * ONE_DAY):
                return day - back * ONE_DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after ``start`` up to and with ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + n * ONE_DAY) for n in range(1, (end - start).days + 1))

    def covers(self, day: date) -> bool:
        """Whether the holiday data reaches this day's year."""
        return self.years[0] <= day.year <= self.years[1]

    def without_days(self, days: tuple[date, ...]) -> "Place":
        """The same place with the reader's own days off."""
        return replace(self, days_off=frozenset(days))


def is_place_file(data: object) -> bool:
    """Whether this has the form of a place's JSON file."""
    forms = {"code": str, "name": str, "weekend": list, "half_days": dict, "workdays": list, "holidays": dict, "years": list, "regions": dict}
    return isinstance(data, dict) and all(isinstance(data.get(key), form) for key, form in forms.items()) and len(data["years"]) == 2


def read_place(data: dict[str, Any] | None, region: str | None = None) -> Place:
    """A place from its JSON file (``places/<code>.json``), with a region's own holidays; no data is Monday to Friday, no holidays."""
    if not data:
        return Place()
    chosen = data["regions"].get(region or "", {})
    days = {**data["holidays"], **chosen.get("holidays", {})}
    for gone in chosen.get("without", ()):
        days.pop(gone, None)
    return Place(
        code=data["code"],
        name=chosen.get("name", data["name"]),
        weekend=frozenset(chosen.get("weekend", data["weekend"])),
        half_days={int(day): time for day, time in data["half_days"].items()},
        holidays={date.fromisoformat(day): name for day, name in days.items()},
        workdays=frozenset(date.fromisoformat(day) for day in chosen.get("workdays", data["workdays"])),
        years=(data["years"][0], data["years"][1]),
        region_is_open=not region and any("holidays" in entry or "without" in entry for entry in data["regions"].values()),
    )
