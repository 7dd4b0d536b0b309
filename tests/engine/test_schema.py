"""The published schemas of a case and of a plan, and the codes of problems, which others build upon."""

import json
import re

import pytest

from guide_engine import api
from guide_engine.case import SCHEMA, each_question
from guide_engine.schema import EXAMPLE, PLAN_SCHEMA, case_schema, plan_schema
from guide_engine.words import words_in
from tests.conftest import ROOT, case_names, load_case, request_for, request_of
from tests.engine.whole_case import TODAYS, whole_case, with_answer

jsonschema = pytest.importorskip("jsonschema", reason="a page has no checker of schemas", exc_type=ImportError)

# Whoever reads our answers by program relies on these: none may go or change its name; new ones are added here.
CODES = {
    "case.no_guide", "case.not_an_object", "case.not_json", "case.not_text", "case.schema", "case.too_deep", "case.too_large", "case.unreadable",
    "choice.unknown", "code.unclear",
    "date.no_day", "date.no_month", "date.no_month_name", "date.no_such_day", "date.no_year", "date.not_text", "date.other_weekday", "date.today", "date.unclear", "date.year_range",
    "email.unclear", "field.unknown", "field.unknown_close", "group.not_a_list", "group.not_an_object", "group.too_many",
    "number.unclear", "phrase.unclear", "place.unknown", "region.unknown", "text.not_text", "text.too_long", "time.unclear", "yes_no.unclear",
}  # fmt: skip
BAD = {
    "rounds.0.date": 20261204, "rounds": {}, "me": [], "kind": "banana", "unsure": "maybe", "organisation": 5, "organistaion": "x", "schema": SCHEMA + 1, "revision": -1,
}  # fmt: skip


def checker(schema):
    """A checker of a schema that also looks at formats."""
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("schema", [case_schema(), plan_schema()], ids=lambda schema: schema["title"])
def test_schemas_are_valid_themselves(schema):
    """Both schemas are valid JSON Schema, draft 2020-12, and say so."""
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


def test_schemas_are_versioned():
    """Each schema bears the version that documents of it name."""
    assert (case_schema()["x-version"], plan_schema()["x-version"]) == (SCHEMA, PLAN_SCHEMA)


@pytest.mark.parametrize("name", case_names())
def test_cases_and_their_plans_fit(name):
    """Each approved case fits the schema of a case, and its plan, alone and compared with an empty one, that of a plan."""
    checker(case_schema()).validate(load_case(name)[0])
    for before in (None, {}):
        checker(plan_schema()).validate(json.loads(api.run(json.dumps({**request_for(name), "before": before})))["plan"])


@pytest.mark.parametrize("today", TODAYS)
def test_a_whole_case_and_its_plan_fit(today):
    """A case with every question answered fits, and so does its plan before, on and after its days; the ``json`` form is the same document."""
    case = whole_case()
    checker(case_schema()).validate(case)
    answer = json.loads(api.run(json.dumps(request_of(case, today))))
    checker(plan_schema()).validate(answer["plan"])
    assert json.loads(answer["forms"]["json"]) == answer["plan"]


def test_the_example_fits():
    """The example in the schema fits it and gives a plan."""
    checker(case_schema()).validate(EXAMPLE)
    assert json.loads(api.run(json.dumps(request_of(EXAMPLE, "2026-11-22"))))["ok"]


@pytest.mark.parametrize(("path", "question"), list(each_question()))
def test_every_question_stands_in_the_schema(path, question):
    """Each question stands in the schema at its place, and nothing is required of a reader there."""
    found = case_schema()
    for part in path.split("."):
        found = found["anyOf"][0] if "anyOf" in found and "properties" not in found and "items" not in found else found
        assert "required" not in found
        found = found["items"] if part == "0" else found["properties"][part]
    assert {"type": "null"} in found["anyOf"]
    assert set(question.choices) <= set(found["anyOf"][0].get("enum", ()))


@pytest.mark.parametrize(("path", "value"), BAD.items())
def test_what_the_engine_refuses_the_schema_refuses(path, value):
    """A wrong kind of answer fits the schema no more than it is read."""
    case = with_answer(path, value)
    assert not checker(case_schema()).is_valid(case)
    assert not json.loads(api.run(json.dumps(request_of(case, "2026-11-22"))))["ok"]


def used_codes():
    """Every code of a problem that stands in the engine's source."""
    text = "".join(path.read_text("utf-8") for path in sorted((ROOT / "guide_engine").glob("*.py")))
    found = set(re.findall(r'(?:Problem|NotADay)\(f?"([\w.{}]+)"', text)) | set(re.findall(r'"problem\.([\w.]+)"', text)) | set(re.findall(r'"(field\.unknown\w*)"', text))
    found |= set(re.findall(r'"(date\.unclear|date\.no_year)"', text))
    return {code for code in found if "{" not in code} | {f"date.no_{part}" for part in ("day", "month", "year")}


def test_codes_of_problems_are_stable():
    """The codes that the engine may give are exactly those that are listed here."""
    assert used_codes() == CODES


def test_every_code_has_a_sentence():
    """Every code has a sentence in words, and no sentence is left without a code."""
    table = words_in("en").find("problem")
    assert {f"{kind}.{name}" for kind, names in table.items() for name in names} == CODES


