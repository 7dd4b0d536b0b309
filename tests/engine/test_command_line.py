"""The command line refuses what it cannot use: exit code 2, the field and what would be right on standard error, never a traceback."""

import json
import os
import subprocess
import sys

import pytest

from guide_engine.__main__ import main
from tests.conftest import CASES, ROOT
from tests.engine.whole_case import whole_case

GOOD = CASES / "e-1-window-in-london" / "case.json"
HTML = "<script>alert(1)</script>"
FILES = {
    "31-june": (json.dumps({"rounds": [{"date": "2026-06-31"}]}), "rounds.0.date: There is no 31 June 2026: that month has 30 days."),
    "unknown-country": (json.dumps({"place": "XX"}), "place: We do not know the country “XX”. Use its two letters, such as GB, DE or US."),
    "unknown-region": (json.dumps({"place": "GB", "region": "BAY"}), "region: United Kingdom has no region “BAY” in our data. Known are: ENG, NIR, SCT, WLS."),
    "number-for-a-date": (json.dumps({"rounds": [{"date": 20261204}]}), "rounds.0.date: A day should be text such as “2026-12-04” or “4 December 2026”."),
    "near-name": (json.dumps({"organistaion": "Harbour"}), "organistaion: There is no such answer. Did you mean “organisation”?"),
    "unknown-name": (json.dumps({"zzzzzz": 1}), "zzzzzz: There is no such answer."),
    "html-for-a-code": (json.dumps({"id": HTML}), "id: Only letters, digits"),
    "html-for-a-date": (json.dumps({"rounds": [{"date": HTML}]}), "rounds.0.date: We cannot read “<script>"),
    "nan": ('{"revision": NaN}', "revision: This should be a whole number, 0 or more."),
    "nan-date": ('{"rounds": [{"date": NaN}]}', "rounds.0.date: A day should be text"),
    "list": ("[]", "This is no case: it should be a JSON object"),
    "text": ('"case"', "This is no case: it should be a JSON object"),
    "empty": ("", "This is no JSON. A case looks like"),
    "half": ('{"rounds": [', "This is no JSON. A case looks like"),
    "too-deep-for-a-case": ('{"rounds": ' + "[" * 40 + "]" * 40 + "}", "This is nested too deeply for a case."),
    "too-deep-for-json": ("[" * 200_000 + "]" * 200_000, "This is nested too deeply for a case."),
    "too-large": (json.dumps({"organisation": "x" * 5_000_000}), "This is too large for a case: at most 1000000 characters."),
    "newer-schema": ('{"schema": 99}', "schema: This case has schema 99. This version reads schema 2 and older."),
    "half-a-letter": ('{"\\ud800": 1}', "There is no such answer."),
}


def refused(arguments, capfd):
    """What is said on standard error when a command is refused with exit code 2 and nothing on standard output."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code
    out, err = capfd.readouterr()
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("command", ["plan", "why"])
@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_in_words(name, command, tmp_path, capfd):
    """Each bad file ends with exit code 2, its name, the field and what would be right."""
    text, says = FILES[name]
    path = tmp_path / f"{name}.json"
    path.write_text(text, "utf-8")
    err = refused([command, path, "--today", "2026-11-22"], capfd)
    assert str(path) in err and says in err


@pytest.mark.parametrize("command", ["plan", "why"])
def test_a_file_that_is_no_text_is_refused(command, tmp_path, capfd):
    """A file in another encoding, and a picture, are refused in words."""
    for data in ('{"organisation": "Müller"}'.encode("latin-1"), bytes(range(256))):
        path = tmp_path / "case.json"
        path.write_bytes(data)
        assert f"{path}: This file is no text in UTF-8." in refused([command, path, "--today", "2026-11-22"], capfd)


@pytest.mark.parametrize("command", ["plan", "why"])
def test_what_is_no_file_is_refused(command, tmp_path, capfd):
    """A folder and a file that is not there are refused by name."""
    for path in (tmp_path, tmp_path / "missing.json"):
        assert str(path) in refused([command, path, "--today", "2026-11-22"], capfd)


@pytest.mark.parametrize("today", ["2026-02-30", "tomorrow", "20261122", "22/11/2026", "", "9999-12-31"])
def test_a_day_that_is_none_is_refused(today, capfd):
    """``--today`` must be a day as YYYY-MM-DD; else it says so."""
    assert "today: Today’s date should look like 2026-12-04." in refused(["plan", GOOD, "--today", today], capfd)


@pytest.mark.parametrize("arguments", [[], ["plan"], ["plan", GOOD], ["plan", GOOD, "--today", "2026-11-22", "--format", "pdf"], ["dance"]], ids=str)
def test_missing_arguments_are_named(arguments, capfd):
    """Without a command, a file or a day, and with an unknown form, the command says how it is used."""
    assert "usage: python -m guide_engine" in refused(arguments, capfd)


def test_all_mistakes_come_at_once(tmp_path, capfd):
    """Three mistakes in a file are three lines on standard error."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"kind": "banana", "rounds": [{"date": "31 June 2026", "time": "25:00"}]}), "utf-8")
    assert len(refused(["plan", path, "--today", "2026-11-22"], capfd).splitlines()) == 3


@pytest.mark.parametrize("form", ["json", "text", "html", "sheet", "ics", "timeline"])
def test_html_in_every_field_is_harmless_text(form, tmp_path, capfd):
    """A case with HTML in every field that takes text gives a plan in every form; forms that a browser shows hold no element of it."""
    case = whole_case(HTML)
    case["events"], case["marks"] = [], []
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), "utf-8")
    assert main(["plan", str(path), "--today", "2026-12-15", "--format", form]) == 0
    out, err = capfd.readouterr()
    assert out and not err
    assert form in ("json", "text", "ics") or HTML not in out


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path, capfd):
    """A file as Windows' editor saves it, with a mark at its beginning, is read."""
    path = tmp_path / "case.json"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.read_bytes())
    assert main(["plan", str(path), "--today", "2026-11-22"]) == 0
    assert capfd.readouterr().out


def test_half_a_letter_does_not_break_the_output(tmp_path, capfd):
    """Half of a letter, as broken programs write it, is taken out: what is printed is always good UTF-8."""
    path = tmp_path / "case.json"
    path.write_text('{"organisation": "Har\\ud800bour", "rounds": [{"date": "2026-11-18"}]}', "utf-8")
    for form in ("json", "text", "html", "sheet", "ics"):
        assert main(["plan", str(path), "--today", "2026-11-22", "--format", form]) == 0
    assert "Harbour" in capfd.readouterr().out


@pytest.mark.parametrize("name", ["31-june", "empty", "too-deep-for-json"])
def test_the_program_itself_exits_with_2(name, tmp_path):
    """As a program of its own it exits with 2 and writes no traceback, also where the terminal knows only ASCII."""
    path = tmp_path / "case.json"
    path.write_text(FILES[name][0], "utf-8")
    command = [sys.executable, "-m", "guide_engine", "plan", str(path), "--today", "2026-11-22"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii:backslashreplace"})
    assert (done.returncode, done.stdout) == (2, "")
    assert str(path) in done.stderr and "Traceback" not in done.stderr


def test_the_day_over_several_cases_is_printed(capfd):
    """What is due, what comes and how long each has been quiet, for every file that was named."""
    assert main(["day", str(GOOD), str(CASES / "e-8-agency" / "case.json"), "--today", "2026-11-25"]) == 0
    out, err = capfd.readouterr()
    assert out.startswith("Your day over 2 applications: Wednesday 25 November 2026") and err == ""
    assert out.count("working days since the last contact") == 2


def test_of_several_cases_the_wrong_one_is_named(tmp_path, capfd):
    """The file that has the mistake is named, and its field; a day that is none is named alone."""
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"rounds": [{"date": "2026-06-31"}]}', "utf-8")
    err = refused(["day", GOOD, wrong, "--today", "2026-11-25"], capfd)
    assert err.startswith(f"{wrong}: rounds.0.date: There is no 31 June 2026") and str(GOOD) not in err
    assert refused(["day", GOOD, "--today", "2026-13-45"], capfd)
