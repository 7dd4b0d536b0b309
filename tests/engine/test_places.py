"""Working days at the employer's place, against NumPy's own reckoning and the ``holidays`` package's own calendars."""

import json
from datetime import date, timedelta
from importlib.resources import files

import pytest

from guide_engine.places import ONE_DAY, Place, read_place
from tests.conftest import FIRST_YEAR

np = pytest.importorskip("numpy", reason="a page has no NumPy", exc_type=ImportError)
holidays = pytest.importorskip("holidays", exc_type=ImportError)

FOLDER = files("guide_engine") / "data" / "places"
CODES = [entry["code"] for entry in json.loads((FOLDER / "index.json").read_text("utf-8"))]
YEARS = range(FIRST_YEAR, FIRST_YEAR + 4)
DAYS = [date(YEARS[0], 1, 1) + n * ONE_DAY for n in range((date(YEARS[-1] + 1, 1, 1) - date(YEARS[0], 1, 1)).days)]
AROUND = [DAYS[0] + n * ONE_DAY for n in range(-60, len(DAYS) + 60)]
FORWARD, BACK = (0, 1, 2, 5, 7, 10), (1, 2)
WITH_REGIONS = ("AU", "CA", "CH", "DE", "ES", "GB", "IN", "MY", "US")
# The working weeks that the research states with a source (section 5 of its sheet); Monday is 0.
WEEKENDS = {
    "SA": {4, 5}, "KW": {4, 5}, "QA": {4, 5}, "BH": {4, 5}, "OM": {4, 5}, "EG": {4, 5}, "IL": {4, 5}, "BD": {4, 5}, "AE": {5, 6},
    "GB": {5, 6}, "US": {5, 6}, "DE": {5, 6}, "FR": {5, 6}, "JP": {5, 6}, "CN": {5, 6}, "TR": {5, 6},
}  # fmt: skip


def data(code):
    """A country's holiday file."""
    return json.loads((FOLDER / f"{code}.json").read_text("utf-8"))


def closed_days(weekend, off, worked):
    """Every day without work around the four years: NumPy then needs no weekend, so it can reckon swapped ones as well."""
    return [day for day in AROUND if day not in worked and (day.weekday() in weekend or day in off)]


def differences(place, weekend, off, worked):
    """Where the engine and NumPy disagree: the start, the count, the two results."""
    starts = np.array(DAYS, dtype="datetime64[D]")
    rule = np.busdaycalendar(weekmask="1111111", holidays=closed_days(weekend, off, worked))
    found = []
    for days in FORWARD:
        wanted = np.busday_offset(starts, days, "backward" if days else "forward", busdaycal=rule).tolist()
        found += [(day, days, end, want) for day, want in zip(DAYS, wanted, strict=True) if (end := place.add(day, days).end) != want]
    for days in (0, *BACK):
        wanted = np.busday_offset(starts, -days, "forward" if days else "backward", busdaycal=rule).tolist()
        found += [(day, -days, end, want) for day, want in zip(DAYS, wanted, strict=True) if (end := place.back(day, days).end) != want]
    return found


def told(found):
    """A holiday file's weekend, holidays and worked days, as the file has them."""
    return set(found["weekend"]), {date.fromisoformat(day) for day in found["holidays"]}, {date.fromisoformat(day) for day in found["workdays"]}


@pytest.mark.parametrize("code", CODES)
def test_working_days_are_numpys(code):
    """In every country, from every day of four years, 0, 1, 2, 5, 7 and 10 working days on and 0, 1 and 2 back lead where NumPy leads."""
    found = data(code)
    assert differences(read_place(found), *told(found)) == []


@pytest.mark.parametrize("code", CODES)
def test_working_days_between_two_days_are_numpys(code):
    """In every country, the working days between every day of four years and the day ten calendar days later are NumPy's, both ways."""
    found = data(code)
    place = read_place(found)
    rule = np.busdaycalendar(weekmask="1111111", holidays=closed_days(*told(found)))
    after = np.array(DAYS, dtype="datetime64[D]") + 1
    counted = np.busday_count(after, after + 10, busdaycal=rule).tolist()
    assert [place.working_days_between(day, day + timedelta(days=10)) for day in DAYS] == counted
    assert [place.working_days_between(day + timedelta(days=10), day) for day in DAYS[:60]] == [-n for n in counted[:60]]


@pytest.mark.parametrize("code", WITH_REGIONS)
def test_regions_count_by_their_own_holidays(code):
    """In each region of nine countries working days are those of the region's own calendar in the ``holidays`` package."""
    found = data(code)
    assert found["regions"]
    for region in found["regions"]:
        own = holidays.country_holidays(code, subdiv=region, years=YEARS)
        off, worked = set(own), set(getattr(own, "weekend_workdays", ()))
        off |= {day for day in AROUND if own.is_weekend(day)}
        assert differences(read_place(found, region), set(), off, worked) == [], region


@pytest.mark.parametrize("code", CODES)
def test_country_files_hold_the_packages_own_days(code):
    """Weekend, holidays and swapped days in each file are those of the ``holidays`` package for the four years."""
    found = data(code)
    own = holidays.country_holidays(code, years=YEARS)
    worked = {day for day in getattr(own, "weekend_workdays", ()) if day.year in YEARS}
    assert told(found) == (set(own.weekend), {day for day in own if day.year in YEARS}, worked)
    assert found["years"] == [YEARS[0], YEARS[-1]]


def test_a_place_names_its_time_zones():
    """A country with one clock names one zone, one with several names each, and no two that always show the same time."""
    assert data("GB")["zones"] == ["Europe/London"]
    assert data("DE")["zones"] == ["Europe/Berlin"]
    assert {"America/Los_Angeles", "Pacific/Honolulu"} < set(data("US")["zones"])
    assert "America/Menominee" not in data("US")["zones"]


def test_there_are_places_enough():
    """There is holiday data for at least 60 countries, each listed once by name."""
    assert len(CODES) == len(set(CODES)) >= 60


@pytest.mark.parametrize(("code", "weekend"), WEEKENDS.items())
def test_weekends_are_the_ones_in_use(code, weekend):
    """The working week is the one in force: Sunday to Thursday around the Gulf and in Israel, Egypt and Bangladesh, Monday to Friday in the UAE since 2022."""
    assert read_place(data(code)).weekend == weekend


@pytest.mark.parametrize("code", CODES)
def test_each_region_has_its_own_weekend(code):
    """In every country and region the file's weekend is the one of the ``holidays`` package in the first week of every month of the four years."""
    found, weeks = data(code), [day for day in DAYS if day.day <= 7]
    for region in (None, *found["regions"]):
        own = holidays.country_holidays(code, subdiv=region)
        assert [day for day in weeks if own.is_weekend(day)] == [day for day in weeks if day.weekday() in read_place(found, region).weekend], region


def test_weekends_differ_within_malaysia():
    """Kedah, Kelantan and Terengganu rest on Friday and Saturday; Johor, since 2025, and the others on Saturday and Sunday."""
    found = data("MY")
    other = {entry["name"] for entry in found["regions"].values() if "weekend" in entry}
    assert other == {"Kedah", "Kelantan", "Terengganu"}
    kelantan = read_place(found, "03")
    assert kelantan.name == "Kelantan" and kelantan.weekend == {4, 5}
    assert kelantan.add(date(2026, 11, 19), 1).end == date(2026, 11, 22)
    assert read_place(found, "01").weekend == {5, 6}


def test_friday_is_a_half_day_in_the_emirates():
    """In the United Arab Emirates offices close at noon on Friday, which stays a working day."""
    place = read_place(data("AE"))
    assert place.half_days == {4: "12:00"}
    assert place.is_working_day(date(2026, 11, 27))


def test_a_swapped_weekend_day_is_worked():
    """China works on Sunday 20 September 2026, before the holiday; three working days after Friday 18 are Sunday, Monday, Tuesday."""
    place = read_place(data("CN"))
    assert place.is_working_day(date(2026, 9, 20))
    assert place.add(date(2026, 9, 18), 3).end == date(2026, 9, 22)


def test_a_count_names_what_it_passes_over():
    """A count can be said aloud: it keeps each day without work that it passes over, with the holiday's name."""
    count = read_place(data("GB"), "ENG").add(date(2026, 12, 24), 1)
    assert count.end == date(2026, 12, 29)
    assert count.passed == ((date(2026, 12, 25), "Christmas Day"), (date(2026, 12, 26), "Boxing Day"), (date(2026, 12, 27), ""), (date(2026, 12, 28), "Boxing Day (observed)"))


def test_own_days_off_suit_nobody_but_stay_working_days():
    """A reader's day off is still a working day of the employer: counts go through it, what is to be done does not land on it."""
    place = read_place(data("GB")).without_days((date(2026, 11, 18),))
    assert place.add(date(2026, 11, 17), 1).end == date(2026, 11, 18)
    assert place.next_suitable(date(2026, 11, 18)) == date(2026, 11, 19)
    assert place.previous_suitable(date(2026, 11, 18)) == date(2026, 11, 17)


def test_years_outside_the_data_are_known_as_such():
    """The first and the last year of the data are covered, the years beside them are not."""
    place = read_place(data("FR"))
    assert [place.covers(date(year, 6, 1)) for year in (YEARS[0] - 1, YEARS[0], YEARS[-1], YEARS[-1] + 1)] == [False, True, True, False]


def test_a_place_without_any_working_day_ends_the_search():
    """Data that left no working day at all cannot hang the page: every search ends."""
    nowhere = Place(weekend=frozenset(range(7)))
    day = date(2026, 11, 18)
    assert nowhere.add(day, 5).end > day and nowhere.back(day, 5).end < day
    assert nowhere.next_suitable(day) == nowhere.previous_suitable(day) == day


def test_no_country_is_monday_to_friday():
    """Without a country weeks are Monday to Friday without holidays."""
    place = read_place(None)
    assert place.add(date(2026, 12, 24), 1).end == date(2026, 12, 25)
    assert place.add(date(2026, 12, 25), 1).end == date(2026, 12, 28)
