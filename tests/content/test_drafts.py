"""The drafts: within their limits, never twins, and nothing in them that the reader did not say."""

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from tests.content.drafting import (
    LENGTHS,
    PANELS,
    PEOPLE,
    TODAY,
    TONES,
    WORDS,
    Draft,
    all_drafts,
    every_draft,
    letters,
    planned,
    reader,
)
from tests.content.reading import whole_guide
from tests.content.test_readability import fillers

SPOKEN = {step.slug for step in whole_guide().steps if step.channel == "spoken"}
# Facts of a draft that no question asks for: the reader fills them in by hand.
NOT_ASKED = {"points", "adjustment", "new_day", "deputy_for", "submitted", "outcome", "promised"}
HOUSE_LIMITS = {"M1": (70, 150), "M9": (40, 90), "M11": (40, 80), "M12": (40, 100)}
CALL = "after/thank-after-a-phone-screen"
PANEL_STEPS = [step.slug for step in whole_guide().steps if step.per == "interviewer" and step.draft]


def faults(test) -> list[str]:
    """The names of the drafts of which something is true, each once."""
    return sorted({f"{one.step} {one.channel} ({one.origin})" for one in all_drafts() if test(one)})


def alike(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: by their letters or by their words, whichever is more."""
    return max(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in ((one, other), (one.split(), other.split())))


def test_every_step_with_a_draft_was_tried() -> None:
    """The set of drafts below holds each step that has a message, and every tone and length of it."""
    tried = {one.step for one in all_drafts()}
    assert {step.slug for step in whole_guide().steps if step.draft} - tried == set()
    assert len(all_drafts()) > 40 * len(TONES) * len(LENGTHS) * len(PANELS)


def test_every_written_draft_has_limits() -> None:
    """Each draft that is sent, not spoken, has a lower and an upper limit of words."""
    assert [step.slug for step in whole_guide().steps if step.draft and step.slug not in SPOKEN and not (len(step.words) == 2 and 20 <= step.words[0] < step.words[1] <= 160)] == []


@pytest.mark.parametrize(("message", "limits"), HOUSE_LIMITS.items())
def test_limits_are_those_of_the_house(message, limits) -> None:
    """Thank-yous, checks, close-outs and replies to a rejection keep within the limits of the house."""
    kept = [step.words for step in whole_guide().steps if message == (step.message or "").partition(" ")[0] and step.rank != "logistics"]
    assert kept
    assert [words for words in kept if words[1] > limits[1]] == []


def test_every_draft_is_within_its_limits() -> None:
    """No draft is shorter or longer than its step allows, for any reader tried."""
    assert faults(lambda one: one.limit and not one.limit[0] <= one.words <= one.limit[1]) == []


def test_short_channels_keep_within_their_characters() -> None:
    """No note for a channel that takes few characters has more than it takes."""
    assert faults(lambda one: one.most is not None and len(one.body) > one.most) == []


def test_words_are_counted_as_the_reader_would() -> None:
    """The number of words shown with a draft is that of its body."""
    assert faults(lambda one: one.words != len(one.body.split())) == []


def test_no_draft_shows_machinery() -> None:
    """No draft shows a bracket of a template, a private mark or the name of nothing."""
    assert faults(lambda one: re.search(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bFalse\b|[\ue000-\uf8ff]", one.text)) == []


def test_every_draft_is_set_cleanly() -> None:
    """No draft has doubled spaces or stops, a space before a stop, a line of blanks, a paragraph that runs into the next or an empty subject."""
    assert faults(lambda one: re.search(r"\S  +\S|\.\.|,,| [.,;:?!](\s|$)|\n\n\n|[ \t]\n|[.?!]\n(?!\n)", one.text.strip()) or (has_subject(one) and not one.subject)) == []


def has_subject(one: Draft) -> bool:
    """Whether the step's message for that channel begins with a subject."""
    step = whole_guide().step(one.step)
    return bool(step and step.drafts and step.draft_for(one.channel)[1].startswith("Subject:"))


def test_at_most_one_question() -> None:
    """Each draft asks one thing at most; only the closing questions, which are spoken, are several."""
    assert faults(lambda one: one.step not in SPOKEN and one.body.count("?") > 1) == []


def test_no_filler_in_drafts() -> None:
    """No draft holds a banned phrase."""
    assert faults(lambda one: fillers(one.text)) == []


def test_written_drafts_are_greeted_and_signed() -> None:
    """Each draft that is e-mailed begins with a greeting and ends with the reader's telephone number, or its gap."""
    mailed = {step.slug for step in whole_guide().steps if step.channel and "email" in step.channel}
    ends = ("020 7946 0018", WORDS.say("gap.me.phone"))
    assert faults(lambda one: one.step in mailed and not one.channel and "facts" in one.origin and not (re.match(r"(Hello|Hi|Dear) ", one.body) and one.body.endswith(ends))) == []


def literal(slug: str, channel: str, tone: str) -> set[str]:
    """The words that a step's message holds for everybody."""
    step = whole_guide().step(slug)
    assert step and step.draft
    source = step.draft_for(channel)[1] if channel else step.draft
    frame = "".join(WORDS.say(f"{part}.{tone}", name="", phone="") for part in ("greeting", "sign_off"))
    return letters(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.DOTALL).removeprefix("Subject:") + " " + frame)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("length", LENGTHS)
def test_without_answers_nothing_is_claimed(tone, length) -> None:
    """With no answers, each fact of a draft is a gap: outside the gaps stands nothing but the words that everybody gets."""
    drafts = every_draft("empty", reader(tone, length, 1, facts=False))
    claims = {(one.step, one.channel): letters(one.ours) - literal(one.step, one.channel, tone) for one in drafts}
    assert {step: words for step, words in claims.items() if words} == {}


DAYS = {day.lower() for key in ("weekdays", "months") for day in WORDS.names(key)} - {"may"}


def test_without_answers_no_day_number_or_preference() -> None:
    """With no answers, no draft names a day, a number or a first choice, and each draft has a gap."""
    drafts = [one for one in all_drafts() if "no facts" in one.origin]
    assert len(drafts) > 500
    claims = [one.name for one in drafts if re.search(r"\d", one.ours) or letters(one.ours) & DAYS or "first choice" in one.ours]
    assert claims + [one.name for one in drafts if not one.gaps and one.step not in SPOKEN] == []


def test_each_statement_of_a_preference_needs_its_answer() -> None:
    """That this employer is the first choice stands in a draft only when the reader said so."""
    for prefers in (False, None):
        case = reader("plain", "full", 1, facts=True)
        case["other_offers"][0]["prefer_this_one"] = prefers
        assert [one.step for one in every_draft("x", case) if "first choice" in one.ours] == []


def test_with_all_answers_only_unasked_facts_stay_open() -> None:
    """With all answers given, the gaps left are facts that no question asks for."""
    drafts = [one for one in all_drafts() if ", facts, 2 rounds" in one.origin and " 1 people" not in one.origin and not one.origin.startswith("plan")]
    assert len(drafts) > 500
    gaps = {(one.step, gap) for one in drafts for gap in one.gaps}
    assert sorted((step, gap) for step, gap in gaps if gap not in NOT_ASKED and not gap.startswith("to.")) == []


@pytest.mark.parametrize("slug", PANEL_STEPS)
def test_a_thank_you_names_what_its_reader_said(slug) -> None:
    """A thank-you note names the one thing that its own addressee said or cared about, and nobody else's."""
    named = defaultdict(list)
    for one in every_draft("x", reader("plain", "short", len(PEOPLE), facts=True)):
        if one.step == slug:
            named[one.channel].append([n for n, (_, _, cared) in enumerate(PEOPLE) if cared in one.body])
    assert set(map(str, named.values())) == {str([[n] for n in range(len(PEOPLE))])}


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("length", LENGTHS)
def test_no_two_drafts_of_a_panel_are_twins(tone, length) -> None:
    """Any two drafts of one step for twelve people met together, the most there can be, are less than 70 % alike, greeting and sign-off left out.

    A first talk by telephone has five people at most.
    """
    drafts = defaultdict(list)
    for one in every_draft("x", reader(tone, length, len(PEOPLE), facts=True)):
        if one.step in PANEL_STEPS and len(drafts[one.step, one.channel]) < (5 if one.step == CALL else len(PEOPLE)):
            drafts[one.step, one.channel].append(one)
    pairs = [(*kind, one.item, other.item, alike(one.core, other.core)) for kind, found in drafts.items() for one, other in combinations(found, 2)]
    assert len(pairs) == sum(10 if step == CALL else 66 for step, _ in drafts)
    assert [pair for pair in pairs if pair[-1] >= 0.7] == []


def test_no_two_drafts_of_a_plan_are_twins() -> None:
    """In each plan, any two drafts to the people of one panel are less than 70 % alike."""
    plans = defaultdict(list)
    for one in all_drafts():
        if one.step in PANEL_STEPS and (one.origin.startswith("plan of") or "," not in one.origin):
            plans[one.origin, one.step, (re.search(r"\.r\d+", one.item) or [""])[0]].append(one)
    pairs = [(one.name, other.name, alike(one.core, other.core)) for found in plans.values() for one, other in combinations(found, 2)]
    assert len(pairs) > 50
    assert [pair for pair in pairs if pair[-1] >= 0.7] == []


def test_twins_are_recognised() -> None:
    """Two notes that differ in one fact only count as twins, and two that share a subject do not."""
    one = "Thank you for your time today. I liked what you said about the winter rota. I would be glad to join you."
    assert alike(one, one.replace("the winter rota", "new tools")) > 0.7
    assert alike(one, "Our talk gave me a clearer view. Training in pairs is how I learned as well, and I would do it again.") < 0.7


@pytest.mark.parametrize("stop", [".", "!", "…"])
def test_a_stop_that_the_reader_typed_is_not_doubled(stop) -> None:
    """A fact typed as a whole sentence, with its stop, does not end in two stops."""
    case = reader("plain", "short", 1, facts=True)
    case["rounds"][0] |= {"my_point": f"I set up the shift plan{stop}", "forgotten": f"I hold a licence{stop}"}
    drafts = [*every_draft("x", case), *planned("x", {"do": "plan", "case": case, "today": TODAY, "now": "12:00", "place": None})]
    assert [one.step for one in drafts if re.search(rf"{re.escape(stop)}\.", one.body)] == []
