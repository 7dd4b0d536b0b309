"""What is told and what is written in front matter: named values that never change."""

import json

import pytest

from guide_engine.case import QUESTIONS, Case, Group, Person, Round
from guide_engine.content import Due, Evidence, guide_from_json, guide_to_json


def groups(questions=QUESTIONS):
    """Every group of questions, however deep."""
    for one in questions:
        if isinstance(one, Group):
            yield one
            yield from groups(one.questions)


def test_a_noun_takes_only_names_that_it_has():
    """A mistyped name in front matter or in code is an error, never a value that nobody reads."""
    with pytest.raises(TypeError, match="working_day"):
        Due(anchor="interview", working_day=2)


def test_a_noun_never_changes():
    """A value is not set twice; another noun with another value is made instead."""
    person = Person(name="Ms Okafor")
    with pytest.raises(AttributeError):
        person.name = "Mr Chen"
    assert person.but(role="editor") == Person(name="Ms Okafor", role="editor") != person
    assert person.role is None


def test_nouns_are_equal_by_their_values():
    """Two nouns of one kind with the same values are the same; of two kinds, never."""
    assert Person() == Person()
    assert Person() != Round()
    assert len({Person(name="Ana"), Person(name="Ana")}) == 1
    assert repr(Person(name="Ana")) == "Person(name='Ana')"


@pytest.mark.parametrize("group", [Group("", Case, QUESTIONS), *groups()], ids=lambda group: group.noun.__name__)
def test_every_question_has_its_value(group):
    """Each answer that may be given has its place in the noun of its group."""
    names = {"from_" if question.name == "from" else question.name for question in group.questions}
    assert names == set(group.noun.names())


def test_the_guide_comes_back_from_its_file():
    """What guide.json leaves out is the default, so nothing that a plan needs is lost; what a rule rests on, the pages tell."""
    from guide_engine import api

    assert guide_from_json(json.loads(json.dumps(guide_to_json(api.guide())))) == api.guide()
    sourced = api.guide().but(steps=tuple(step.but(evidence=Evidence(strength="survey")) for step in api.guide().steps))
    assert guide_to_json(sourced) == guide_to_json(api.guide())
