"""Today is the reader's own calendar day: at 23:59, fourteen hours from Greenwich, across changes of the clock and on 29 February."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guide_engine import api
from tests.conftest import HOOKS, ROOT, request_of

sys.path.insert(0, str(HOOKS))
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Etc/GMT+12", "Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca")
# Around changes of the clock in north and south, the turn of the year, and 29 February; every 29 minutes of five days.
CENTRES = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1), date(2026, 12, 31), date(2028, 2, 29))
INSTANTS = [
    int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) + 60 * minutes for day in CENTRES for minutes in range(-2 * 1440, 3 * 1440, 29)
]  # fmt: skip
READ = "import { readFileSync } from 'node:fs'; const asked = JSON.parse(readFileSync(0, 'utf8'));"
DAYS = "import { daysAfter, localDay, localTime, weekday, when } from './overrides/planner/days.mjs';"


def in_node(script, asked, zone="UTC"):
    """What a script prints as JSON, in a zone."""
    runtime = pytest.importorskip("runtime")
    command = [runtime.node(), "--input-type=module", "--eval", f"{READ} {DAYS} process.stdout.write(JSON.stringify({script}))"]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True, env={**os.environ, "TZ": zone})
    return json.loads(done.stdout)


@pytest.mark.parametrize("zone", ZONES)
def test_today_on_the_page_is_the_devices_day(zone):
    """In each zone, at every moment around changes of the clock, New Year and 29 February, the page's day and time are the wall's."""
    found = in_node("asked.map((seconds) => { const now = new Date(seconds * 1000); return [localDay(now), localTime(now)]; })", INSTANTS, zone)
    wall = [datetime.fromtimestamp(seconds, ZoneInfo(zone)) for seconds in INSTANTS]
    assert found == [[moment.date().isoformat(), moment.strftime("%H:%M")] for moment in wall]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London", "Asia/Kathmandu"])
def test_the_day_ends_at_midnight_and_not_before(zone):
    """At 23:59:59 it is still today, one second later tomorrow, on every day of four years."""
    here = ZoneInfo(zone)
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(1461)]
    last = [int(datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=here).timestamp()) for day in days]
    found = in_node("asked.map((seconds) => [localDay(new Date(seconds * 1000)), localDay(new Date(seconds * 1000 + 1000))])", last, zone)
    assert found == [[day.isoformat(), (day + timedelta(days=1)).isoformat()] for day in days]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London", "America/Sao_Paulo"])
def test_days_are_added_by_the_calendar(zone):
    """So many days after a day, and its weekday, are the calendar's on every day of four years, whatever the zone."""
    days = [(date(2025, 1, 1) + timedelta(days=n)).isoformat() for n in range(1461)]
    found = in_node("asked.map((day) => [daysAfter(day, 1), daysAfter(day, -1), daysAfter(day, 60), weekday(day)])", days, zone)
    one, two = timedelta(days=1), timedelta(days=60)
    assert found == [[(d + one).isoformat(), (d - one).isoformat(), (d + two).isoformat(), d.weekday()] for d in map(date.fromisoformat, days)]


def test_a_day_lies_ahead_is_today_or_is_over():
    """A day is compared by the calendar: the day itself is today, the one after it ahead, the one before it over."""
    asked = [["2028-02-29", "2028-02-29"], ["2028-03-01", "2028-02-29"], ["2028-02-28", "2028-02-29"], ["2027-01-01", "2026-12-31"]]
    assert in_node("asked.map(([day, today]) => when(day, today))", asked) == ["today", "ahead", "over", "ahead"]


def test_no_script_takes_its_day_from_greenwich():
    """No script of the page makes a day or a time of universal time, which is another day in the evening; only days.mjs reckons in it."""
    for path in [*(ROOT / "overrides").rglob("*.mjs"), *(ROOT / "overrides").rglob("*.js"), *(ROOT / "docs").rglob("*.js"), *(ROOT / "docs").rglob("*.mjs")]:
        if path.parent.name != "hooks" and path.name != "days.mjs":
            assert not [foreign for foreign in ("toISOString", "getUTC", "toJSON", "toLocale") if foreign in path.read_text("utf-8")], path.name


def due(case, today, now, step):
    """The day, latest time and state of a step in a plan made at a time of a day."""
    plan = json.loads(api.run(json.dumps(request_of(case, today, now))))["plan"]
    return next(((action["due"], action["by"], action["state"]) for action in plan["actions"] if action["id"] == step), None)


@pytest.mark.parametrize("now", ["00:00", "12:00", "23:59", None])
def test_a_plan_changes_at_midnight_and_not_before(now):
    """A check-in for Tuesday 1 December is to come until 23:59 on Monday, due all Tuesday, late from Wednesday 00:00."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-18", "time": "14:00", "said": {"kind": "date", "date": "2026-11-27"}}]}
    states = [due(case, f"{today}", now, "check-in")[2] for today in ("2026-11-30", "2026-12-01", "2026-12-02")]
    assert states == ["later", "due", "late"]


@pytest.mark.parametrize(("now", "over"), [("14:00", False), ("14:59", False), ("15:00", True), ("23:59", True), (None, False)])
def test_the_interview_is_over_by_the_clock_of_its_own_day(now, over):
    """On its day an interview of 14:00 lies ahead until 15:00, and is over from then until 23:59."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-18", "time": "14:00"}]}
    plan = json.loads(api.run(json.dumps(request_of(case, "2026-11-18", now))))["plan"]
    assert ("ask-questions" not in [action["id"] for action in plan["actions"]]) is over


def test_29_february_is_a_working_day_like_any_other():
    """Counts go through Tuesday 29 February 2028: an interview on Monday 28, thanks by its noon, the check-in counted over it."""
    case = {"place": "GB", "rounds": [{"date": "2028-02-28", "time": "16:00", "said": {"kind": "nothing"}}]}
    assert due(case, "2028-02-28", "17:00", "send-a-thank-you-note") == ("2028-02-29", "12:00", "later")
    assert due(case, "2028-02-29", "00:00", "send-a-thank-you-note") == ("2028-02-29", "12:00", "due")
    assert due(case, "2028-02-29", "23:59", "check-in")[0] == "2028-03-08"


def plan_on(today, here, **one):
    """The plan of an interview near London, seen on a day there and a day here."""
    case = {"place": "GB", "region": "ENG", "rounds": [{"date": "2026-11-23", **one}]}
    answer = json.loads(api.run(json.dumps(request_of(case, today) | {"today_here": here, "now": "11:00"})))
    assert answer["ok"], answer
    return answer["plan"]


def test_an_interview_is_over_by_the_readers_own_day():
    """In Auckland it is Monday and the interview is over, while it is still Sunday in London: the steps after it are in the plan."""
    steps = {action["step"] for action in plan_on("2026-11-22", "2026-11-23", over=True)["actions"]}
    assert "after/write-it-down" in steps
    assert "before/know-the-interview" not in steps


def test_another_day_at_the_employers_place_is_said():
    """Where the days differ the plan says so, with both; where they are the same it does not."""
    said = [notice["text"] for notice in plan_on("2026-11-22", "2026-11-23")["notices"] if notice["code"] == "other_day_there"]
    assert len(said) == 1 and "22 November" in said[0] and "23 November" in said[0]
    assert not [notice for notice in plan_on("2026-11-23", "2026-11-23")["notices"] if notice["code"] == "other_day_there"]
