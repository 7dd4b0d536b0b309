"""The drafts of every step for every channel: short where the channel is short, one question at most, named and greeted once."""

import re
from functools import cache
from itertools import combinations, product

import pytest

from guide_engine.content import CHANNELS, Step
from guide_engine.messages import Message, draft
from tests.content.drafting import LENGTHS, PEOPLE, SAID, TONES, WORDS, reader, standings
from tests.content.reading import whole_guide
from tests.content.test_drafts import alike
from tests.content.test_readability import fillers

STEPS = [step for step in whole_guide().steps if step.drafts]
RULES = whole_guide().rules
OWN = "the step's own"
# Facts as long as they ordinarily get: names to 20 characters, a role to 40, an employer to 30, what somebody cared about to 60.
LONG_NAMES = (
    "Alexandra Montgomery", "Christopher Anderson", "Konstantin van Doorn", "Maria de los Angeles", "Sir Bartholomew Hart", "Wilhelmina van Dyken",
    "Jean-Baptiste Moreau", "Dr Olumide Ogunbanjo", "Lady Anne Featherley", "Maximilian von Stein", "Evangelina de Castro", "Prof Aleksandra Zych",
)  # fmt: skip
LONG_ME = "Theodora Papadopoulo"
LONG_ROLE = "Senior Clinical Trials Programme Manager"
LONG_EMPLOYER = "Northern Harbour Logistics Ltd"
LONG_CARED = "that the night shift hands its work to the early one in time"
LONG_PHONE = "+44 20 7946 0018"
LONG_DAY, LONG_EXPECTED = "2026-09-23", "2026-09-30"
# The steps that have a draft for each channel, at least.
WANTED = {
    "linkedin": {"send-a-thank-you-note", "thank-after-a-phone-screen", "send-a-late-thank-you", "thank-your-referrer", "check-in", "close-the-file", "reply-to-a-rejection"},
    "text": {
        "send-a-thank-you-note", "thank-after-a-phone-screen", "thank-your-referrer", "check-in", "check-in-again", "close-the-file", "ask-your-recruiter", "call-your-recruiter",
        "reply-to-a-rejection", "tell-your-referees", "update-your-referees", "tell-referees-the-result", "confirm-the-interview", "ask-for-another-day", "agree-a-new-time",
    },
    "card": {"send-a-thank-you-note", "thank-the-panel"},
    "phone": {
        "check-in", "check-in-again", "tell-your-referees", "confirm-the-interview", "ask-for-another-day", "agree-a-new-time", "tell-them-about-another-offer", "answer-an-offer",
        "decline-an-offer", "withdraw", "find-an-address",
    },
}  # fmt: skip
THANKS = {"send-a-thank-you-note", "thank-after-a-phone-screen", "send-a-late-thank-you", "thank-the-panel", "thank-your-referrer", "call-your-recruiter"}


def long_reader(tone: str, length: str, said: dict) -> dict:
    """A reader whose facts are as long as they ordinarily get."""
    case = reader(tone, length, len(PEOPLE), facts=True, said={**said, "date": LONG_EXPECTED} if "date" in said else said)
    last = case["rounds"][-1] | {"date": LONG_DAY, "people": [{"name": name, "role": "head of people", "cared_about": LONG_CARED} for name in LONG_NAMES]}
    contact = case["contact"] | {"name": LONG_NAMES[0]}
    offer = case["other_offers"][0] | {"deadline": LONG_EXPECTED}
    return case | {
        "role": LONG_ROLE, "organisation": LONG_EMPLOYER, "me": {"name": LONG_ME, "phone": LONG_PHONE}, "contact": contact, "referred_by": LONG_NAMES[2],
        "referees": [{"name": LONG_NAMES[3]}], "other_offers": [offer], "rounds": [last], "events": [{"what": "accepted", "on": "2026-10-01"}],
    }  # fmt: skip


def readers() -> list[tuple[str, dict]]:
    """Readers of every tone and length: with ordinary facts, with long ones, with none, and with no offers' dates."""
    found = []
    for tone, length in product(TONES, LENGTHS):
        found.append((f"{tone}, {length}, no facts", reader(tone, length, 5, facts=False)))
        for said in SAID:
            found.append((f"{tone}, {length}, facts, {said['kind']}", reader(tone, length, len(PEOPLE), facts=True, said=said)))
            found.append((f"{tone}, {length}, long facts, {said['kind']}", long_reader(tone, length, said)))
        found.append((f"{tone}, {length}, no dates", reader(tone, length, 5, facts=True, said=SAID[2]) | {"offer": {}, "must_have_by": None, "other_offers": []}))
    return found


@cache
def tried() -> tuple[tuple[str, Step, str, Message, dict], ...]:
    """Each draft of each step for each reader: where it comes from, its step, its channel, the draft and the reader's case."""
    found = []
    for origin, case in readers():
        for step in STEPS:
            for channel in (OWN, *(name for name, _ in step.drafts[1:])):
                chosen = case if channel == OWN else case | {"channel": channel}
                found += [(origin, step, channel, draft(step, standing), case) for standing in standings(step, chosen)]
    return tuple(found)


def faults(test) -> list[str]:
    """The step, channel and reader of each draft of which something is true."""
    return sorted({f"{step.name} [{channel}] {origin}" for origin, step, channel, made, case in tried() if test(step, channel, made, case)})


def test_long_facts_are_as_long_as_they_get() -> None:
    """The long facts tried have the lengths that the drafts are written for."""
    assert {len(name) for name in (*LONG_NAMES, LONG_ME)} == {20}
    assert (len(LONG_ROLE), len(LONG_EMPLOYER), len(LONG_CARED)) == (40, 30, 60)


@pytest.mark.parametrize("channel", CHANNELS)
def test_channels_have_their_steps(channel) -> None:
    """Each channel has a draft in every step where it makes sense."""
    assert WANTED[channel] - {step.name for step in STEPS if channel in dict(step.drafts[1:])} == set()


def test_a_channel_has_one_draft() -> None:
    """No step has two drafts for one channel."""
    assert [step.name for step in STEPS if len(dict(step.drafts[1:])) != len(step.drafts) - 1] == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_chosen_channel_gives_its_draft(channel) -> None:
    """A reader who chose a channel gets its draft where there is one, and the step's own elsewhere."""
    for step in STEPS:
        name, _ = step.draft_for(channel)
        assert name == (channel if channel in dict(step.drafts[1:]) else step.drafts[0][0])


def test_every_draft_is_within_its_limits() -> None:
    """Characters on LinkedIn and in a text, words on a card, on the telephone and in a mail: none too many, with facts and with gaps."""
    most = {"linkedin": RULES.linkedin_characters, "text": RULES.text_characters}
    words = {"card": RULES.card_words, "phone": RULES.phone_words}
    assert (most, words) == ({"linkedin": 300, "text": 320}, {"card": 70, "phone": 75})
    assert faults(lambda step, channel, made, case: channel in most and len(made.text) > most[channel]) == []
    assert faults(lambda step, channel, made, case: channel in words and made.words > words[channel]) == []


def test_the_engine_knows_the_limits() -> None:
    """Each short draft carries the limit of its channel, and the counts shown are those of its text."""
    assert faults(lambda step, channel, made, case: channel in ("linkedin", "text") and not made.most_characters) == []
    assert faults(lambda step, channel, made, case: channel in ("card", "phone") and len(made.limit) != 2) == []
    assert faults(lambda step, channel, made, case: (made.characters, made.words) != (len(made.text), len(made.text.split()))) == []


def test_short_drafts_have_no_subject() -> None:
    """Only a mail has a subject."""
    assert faults(lambda step, channel, made, case: channel != OWN and (made.subject or "Subject" in made.text)) == []


def test_at_most_one_question() -> None:
    """Each draft asks one thing at most; only the closing questions of the interview are several."""
    assert faults(lambda step, channel, made, case: step.channel != "spoken" and made.text.count("?") > 1) == []


def test_who_writes_is_named() -> None:
    """Each draft for a further channel names its reader, or has the gap for the name, once."""
    names = {WORDS.say("gap.me.name"), "Sam Rao", LONG_ME}
    assert faults(lambda step, channel, made, case: channel != OWN and sum(made.text.count(name) for name in names) != 1) == []


def test_nobody_is_greeted_twice() -> None:
    """Each short draft begins with one greeting, to the person it goes to, and holds no other."""
    assert faults(lambda step, channel, made, case: channel != OWN and not re.match(r"(Hello|Hi|Dear) \S", made.text)) == []
    assert faults(lambda step, channel, made, case: len(re.findall(r"\b(?:Hello|Hi|Dear|Good morning|Good day)\b", made.text)) > 1) == []


def test_a_spoken_message_says_what_it_must() -> None:
    """A message for voicemail says role, interview and thanks, and the telephone number twice."""

    def lacks(step: Step, channel: str, made: Message, case: dict) -> bool:
        role, number = case.get("role") or WORDS.say("gap.role"), case.get("me", {}).get("phone") or WORDS.say("gap.me.phone")
        return channel == "phone" and not (role in made.text and "interview" in made.text and made.text.count(number) == 2 and "thank you" in made.text.lower())

    assert faults(lacks) == []


def test_thanks_name_what_was_said() -> None:
    """Each thank-you prints what its addressee said or cared about, or the gap for it."""
    cared = {WORDS.say("gap.to.cared_about"), LONG_CARED, *(said for _, _, said in PEOPLE)}
    assert faults(lambda step, channel, made, case: step.name in THANKS and not any(said in made.text for said in cared)) == []


def test_short_drafts_are_set_cleanly() -> None:
    """No draft has doubled spaces or stops, a blank line too many, the marks of a template or a banned phrase."""
    assert faults(lambda step, channel, made, case: re.search(r"\S  +\S|\.\.|,,| [.,;:?!](\s|$)|\n\n\n|[ \t]\n|\{|\}|\bNone\b|\bFalse\b|[\ue000-\uf8ff]", made.text)) == []
    assert faults(lambda step, channel, made, case: fillers(made.text)) == []
    assert faults(lambda step, channel, made, case: channel != OWN and len(made.text.split("\n\n")) < 2) == []
    assert faults(lambda step, channel, made, case: re.search(r"[.?!] [a-z]|\n\n[a-z]", made.text.replace(str(case.get("role")), "Role"))) == []


def test_without_answers_a_short_draft_claims_nothing() -> None:
    """With no answers, no short draft names a day, a number or a first choice, and each has gaps."""
    empty = [(step.name, channel, made) for origin, step, channel, made, _ in tried() if channel != OWN and "no facts" in origin]
    assert empty
    ours = [(name, channel, "".join(part.text for part in made.body if not part.gap)) for name, channel, made in empty]
    assert [(name, channel) for name, channel, text in ours if re.search(r"\d|first choice|\b(?:Mon|Tues|Wednes|Thurs|Fri)day\b", text)] == []
    assert [(name, channel) for name, channel, made in empty if not made.gaps] == []


@pytest.mark.parametrize("prefers", [True, False, None])
def test_the_first_choice_is_said_only_when_so(prefers) -> None:
    """That this role is the first choice stands in the drafts about another offer if, and only if, the reader said so."""
    step = whole_guide().step("tell-them-about-another-offer")
    assert step
    case = reader("plain", "short", 1, facts=True)
    case["other_offers"][0]["prefer_this_one"] = prefers
    for channel in (None, "phone"):
        made = draft(step, standings(step, case | {"channel": channel})[0])
        assert ("first choice" in made.text) == (prefers is True)


OUTCOMES = {"rejected": "they chose somebody else", "offer": "they made me an offer", "accepted": "they made me an offer and I accepted"}


@pytest.mark.parametrize(("event", "said"), OUTCOMES.items())
@pytest.mark.parametrize("channel", [None, "text"])
def test_referees_read_the_result(event, said, channel) -> None:
    """The note of the result tells the referee in words how it ended."""
    step = whole_guide().step("tell-referees-the-result")
    assert step
    case = reader("plain", "short", 1, facts=True) | {"channel": channel, "events": [{"what": event, "on": "2026-11-18"}]}
    made = draft(step, standings(step, case)[0])
    assert f": {said}." in made.text
    assert "outcome" not in made.gaps


def of_panel(name: str, channel: str, tone: str, length: str) -> list[str]:
    """The middle of the short drafts of a step for the most people there can be: twelve met together, five in a first call."""
    step = whole_guide().step(name)
    assert step
    made = [draft(step, standing) for standing in standings(step, reader(tone, length, 5 if name == "thank-after-a-phone-screen" else len(PEOPLE), facts=True) | {"channel": channel})]
    return ["\n\n".join(one.text.split("\n\n")[1:-1]) for one in made]


@pytest.mark.parametrize(("tone", "length"), list(product(TONES, LENGTHS)))
def test_no_two_short_thanks_of_a_panel_are_twins(tone, length) -> None:
    """Any two short thank-yous to the people of one panel are less than 70 % alike, greeting and name left out."""
    panels = [(step.name, channel) for step in STEPS if step.per == "interviewer" for channel, _ in step.drafts[1:] if step.name in THANKS]
    assert panels
    pairs = [(*panel, alike(one, other)) for panel in panels for one, other in combinations(of_panel(*panel, tone, length), 2)]
    assert [pair for pair in pairs if pair[-1] >= 0.7] == []
