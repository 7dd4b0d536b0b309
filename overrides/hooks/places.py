"""Holiday files, one for each country, from the ``holidays`` package: working week, public holidays, regions where they differ.

Run as a script, ``python overrides/hooks/places.py FOLDER`` writes them there.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
from babel import Locale
from babel.core import get_global
from babel.dates import format_date

YEARS_BACK, YEARS_AHEAD = 1, 2
DAY_IN_FIGURES = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


def build_places(first_year: int, half_days: dict[str, dict[int, str]]) -> dict[str, dict[str, object]]:
    """Every country's file by its code, for four years from ``first_year``."""
    years = range(first_year, first_year + YEARS_BACK + YEARS_AHEAD + 1)
    names = Locale("en").territories
    codes = holidays.list_supported_countries(include_aliases=False)
    return {code: country(code, names[code], regions, years, half_days.get(code, {})) for code, regions in codes.items() if code in names}


def country(code: str, name: str, regions: list[str], years: range, half_days: dict[int, str]) -> dict[str, object]:
    """One country's file; a region stands in it with what it has more or less than the country, or with another week."""
    whole = calendar(code, None, years)
    found: dict[str, object] = {
        "code": code,
        "name": name,
        "years": [years[0], years[-1]],
        "zones": zones(code, years),
        "weekend": weekend(whole, years),
        "half_days": {str(day): time for day, time in half_days.items()},
        "workdays": swapped(whole, years),
        "holidays": days(whole, years),
        "regions": {},
    }
    found["regions"] = {region: part(code, region, years, found) for region in regions}
    return found


def zones(code: str, years: range) -> list[str]:
    """The country's time zones; of several that show the same time in all these years the first by name."""
    names = sorted(name for name, territory in get_global("zone_territories").items() if territory == code)
    clocks: dict[tuple[timedelta | None, ...], str] = {}
    for name in names:
        zone = ZoneInfo(name)
        clocks.setdefault(tuple(moment.astimezone(zone).utcoffset() for moment in noons(years)), name)
    return list(clocks.values())


def noons(years: range) -> Iterator[datetime]:
    """Noon of every day of these years, in universal time."""
    first = datetime(years[0], 1, 1, 12, tzinfo=UTC)
    return (first + timedelta(days=n) for n in range((date(years[-1] + 1, 1, 1) - first.date()).days))


def calendar(code: str, region: str | None, years: range) -> holidays.HolidayBase:
    """The package's calendar, its names in English where it has them."""
    whole = holidays.country_holidays(code)
    language = next((wanted for wanted in ("en_GB", "en_US", "en") if wanted in whole.supported_languages), None)
    return holidays.country_holidays(code, subdiv=region, years=years, language=language)


def days(found: holidays.HolidayBase, years: range) -> dict[str, str]:
    """Its public holidays as ISO days with their names."""
    return {day.isoformat(): DAY_IN_FIGURES.sub(in_words, name) for day, name in sorted(found.items()) if day.year in years}


def in_words(found: re.Match[str]) -> str:
    """A day that the package gives as month/day/year, with the month's name: nobody can misread it."""
    month, day, year = (int(part) for part in found.groups())
    return format_date(date(year, month, day), "d MMMM y", locale="en")


def weekend(found: holidays.HolidayBase, years: range) -> list[int]:
    """Its weekend as the last week of these years has it. The package's own attribute holds the country's, and a region's may be another, as in Malaysia."""
    last = date(years[-1], 12, 31)
    return sorted(day.weekday() for n in range(7) if found.is_weekend(day := last - timedelta(days=n)))


def swapped(found: holidays.HolidayBase, years: range) -> list[str]:
    """Weekend days that are worked in exchange for others."""
    return sorted(day.isoformat() for day in getattr(found, "weekend_workdays", ()) if day.year in years)


def part(code: str, region: str, years: range, whole: dict[str, object]) -> dict[str, object]:
    """A region: its name, what it has beyond the country's holidays, and what it has not."""
    found = calendar(code, region, years)
    own, shared = days(found, years), whole["holidays"]
    assert isinstance(shared, dict)
    entry: dict[str, object] = {"name": region_name(found, region)}
    more = {day: name for day, name in own.items() if day not in shared}
    less = sorted(set(shared) - set(own))
    entry |= {key: value for key, value in {"holidays": more, "without": less}.items() if value}
    if weekend(found, years) != whole["weekend"]:
        entry["weekend"] = weekend(found, years)
    if swapped(found, years) != whole["workdays"]:
        entry["workdays"] = swapped(found, years)
    return entry


def region_name(found: holidays.HolidayBase, region: str) -> str:
    """A region's name where the package knows it, else its code."""
    names = {code: name for name, code in reversed(list((getattr(found, "subdivisions_aliases", None) or {}).items()))}
    return str(names.get(region, region))


def index(places: dict[str, dict[str, object]]) -> list[dict[str, object]]:
    """Codes and names of all countries with their regions, by name: what the form offers."""
    entries = []
    for code, place in sorted(places.items(), key=lambda item: str(item[1]["name"])):
        regions = place["regions"]
        assert isinstance(regions, dict)
        named = sorted(([region, entry["name"]] for region, entry in regions.items()), key=lambda pair: pair[1])
        entries.append({"code": code, "name": place["name"], "regions": named})
    return entries


def write_places(folder: Path, places: dict[str, dict[str, object]]) -> None:
    """One file for each country, and ``index.json``."""
    for code, place in places.items():
        write_if_changed(folder / f"{code}.json", json.dumps(place, ensure_ascii=False, separators=(",", ":")) + "\n")
    write_if_changed(folder / "index.json", json.dumps(index(places), ensure_ascii=False, separators=(",", ":")) + "\n")


def write_if_changed(path: Path, text: str) -> None:
    """Write a file whole or not at all, and only when it changes: a test may read it while a build runs."""
    if path.is_file() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


if __name__ == "__main__":
    write_places(Path(sys.argv[1]), build_places(date.today().year - YEARS_BACK, {}))
