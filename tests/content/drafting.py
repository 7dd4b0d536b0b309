"""Drafts for the tests: those of ``tests/cases``, those of a generated set of readers, and every draft there is for one reader."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

import yaml

from guide_engine import api
from guide_engine.answers import read
from guide_engine.case import Case, Person, Referee
from guide_engine.content import CHANNELS, Step
from guide_engine.messages import draft
from guide_engine.places import Place
from guide_engine.standing import Standing
from guide_engine.words import words_in
from tests.conftest import case_names, request_for, request_of
from tests.content.reading import ROOT, whole_guide

WORDS = words_in("en")
TODAY = "2026-11-18"
TONES, LENGTHS, PANELS = ("plain", "warm", "formal"), ("short", "full"), (1, 2, 3, 4, 5, 12)
PEOPLE = (
    ("Maya Okafor", "team lead", "how work is handed over between shifts"),
    ("Jon Berg", "planner", "the rig that we built for the winter tests"),
    ("Li Wei", "head of people", "that new staff learn in pairs for a month"),
    ("Ana Ruiz", "site manager", "the move to the new hall in spring"),
    ("Chidi Eze", "engineer", "fewer late lorries on Monday mornings"),
    ("Noor Haddad", "buyer", "that mistakes are talked about early"),
    ("Piotr Zalewski", "shift lead", "the new night shift and its rota"),
    ("Grace Adeyemi", "accountant", "less paper at the gate"),
    ("Tomas Novak", "analyst", "a link between stock and sales data"),
    ("Aino Virtanen", "safety officer", "safety talks that people listen to"),
    ("Rosa Marino", "coordinator", "how the team took on another firm's orders"),
    ("Ben Whitfield", "cold store lead", "cold chain checks in high summer"),
)
SAID = ({"kind": "date", "date": "2026-11-27"}, {"kind": "words", "words": "early next week"}, {"kind": "nothing"})


@dataclass(frozen=True)
class Draft:
    """One draft: where it comes from, its step, its subject and body, the text outside its gaps, its gaps, length and limits.

    ``channel`` is empty for the step's own; ``most`` is the most characters that a short channel takes.
    """

    origin: str
    step: str
    subject: str
    body: str
    ours: str
    gaps: tuple[str, ...]
    words: int
    limit: tuple[int, ...]
    item: str = ""
    channel: str = ""
    most: int | None = None

    @property
    def text(self) -> str:
        """Subject and body."""
        return f"{self.subject}\n\n{self.body}"

    @property
    def core(self) -> str:
        """The body without its greeting and its sign-off."""
        frame = tuple(WORDS.say(f"{part}.{tone}", name="", phone="")[:4] for part in ("greeting", "sign_off") for tone in TONES)
        return "\n\n".join(part for part in self.body.split("\n\n") if not part.startswith(frame) or len(part.split()) > 12)

    @property
    def name(self) -> str:
        """What a failing test shows."""
        return f"{self.origin}: {self.step} {self.channel} {self.item}"


def round_(people: int, said: dict, *, facts: bool, day: str) -> dict:
    """One interview with so many people, with all its facts or with none."""
    met = [{"name": name, "role": role, "cared_about": cared, "email": f"{name.split()[0].lower()}@example.org"} for name, role, cared in PEOPLE[:people]] if facts else [{} for _ in range(people)]
    told = {
        "time": "10:00", "form": "in_person", "my_point": "I set up the shift plan for twelve people", "forgotten": "I hold a licence for the lift truck",
        "wrong_fact": {"wrong": "that I left the depot in 2022", "right": "that I left it in March 2023"}, "promised": [{"what": "the sample plan"}],
    }  # fmt: skip
    return {"date": day, "people": met, "said": said if facts else {}, **(told if facts else {})}


def reader(tone: str, length: str, people: int, *, facts: bool, rounds: int = 1, said: dict = SAID[0]) -> dict:
    """A reader's case."""
    days = ["2026-11-17"] if rounds == 1 else ["2026-11-10", "2026-11-17"]
    case: dict = {"tone": tone, "length": length, "rounds": [round_(people, said, facts=facts, day=day) for day in days] if facts else [{"people": [{}] * people}]}
    told = {
        "organisation": "Harbour Foods", "role": "shift planner", "place": "GB", "referred_by": "Ines Duarte", "me": {"name": "Sam Rao", "phone": "020 7946 0018"},
        "contact": {"name": "Petra Lind", "email": "petra@example.org", "kind": "recruiter"}, "referees": [{"name": "Tom Bell"}], "deputy": "Kim Sato",
        "other_offers": [{"from": "Quay Logistics", "received": "2026-11-16", "deadline": "2026-11-26", "prefer_this_one": True}],
        "offer": {"received": "2026-11-17", "deadline": "2026-11-30"}, "must_have_by": "2026-12-04",
    }  # fmt: skip
    return case | (told if facts else {})


def answers(case: dict) -> Case:
    """A case as the engine reads it."""
    found = read(case, WORDS)
    assert isinstance(found, Case), found
    return found


def standings(step: Step, case: dict) -> list[Standing]:
    """How things stand for each person or referee a step is for."""
    known = answers(case)
    last = known.rounds[-1]
    items = {"interviewer": last.people or (Person(),), "referee": known.referees or (Referee(),)}
    return [Standing(known, date.fromisoformat(TODAY), Place(), WORDS, known.events, len(known.rounds) - 1, item) for item in items.get(step.per, (None,))]


def outside_gaps(parts: list[tuple[str, str | None]]) -> str:
    """What a draft says of its own."""
    return " ".join(text for text, gap in parts if not gap)


def every_draft(origin: str, case: dict) -> list[Draft]:
    """The draft of every step that has one, for each of its channels, whether or not a plan would hold it."""
    kinds = [(step, channel) for step in whole_guide().steps if step.drafts for channel in ("", *(name for name, _ in step.drafts[1:]))]
    return [one for step, channel in kinds for one in drafts_of(origin, step, case | {"channel": channel or None}, channel)]


def drafts_of(origin: str, step: Step, case: dict, channel: str) -> list[Draft]:
    """One step's drafts, one for each that it is for."""
    found = []
    for standing in standings(step, case):
        made = draft(step, standing)
        ours = outside_gaps([(part.text, part.gap) for part in (*made.subject, *made.body)])
        item = str(getattr(standing.item, "name", ""))
        found.append(Draft(origin, step.slug, made.subject_text, made.text, ours, made.gaps, made.words, made.limit, item, channel, made.most_characters))
    return found


def planned(origin: str, request: dict) -> list[Draft]:
    """The drafts in the plan that a request gives."""
    answer = json.loads(api.run(json.dumps(request, default=str)))
    assert answer["ok"], (origin, answer)
    return [as_draft(origin, action) for action in answer["plan"]["actions"] if action["draft"]]


def as_draft(origin: str, action: dict) -> Draft:
    """A plan's action as a draft."""
    made = action["draft"]
    subject, body = ("".join(part["text"] for part in made[key]) for key in ("subject", "body"))
    ours = outside_gaps([(part["text"], part.get("gap")) for key in ("subject", "body") for part in made[key]])
    channel = action["channel"] if action["channel"] in CHANNELS else ""
    return Draft(origin, action["step"], subject, body, ours, tuple(made["gaps"]), made["words"], tuple(made["limit"]), str(action["id"]), channel)


def generated() -> Iterator[tuple[str, dict]]:
    """Readers of every tone and length, with all facts or none, who met one to five people, or twelve; what was told of the timing takes turns."""
    for n, (tone, length, people, facts, rounds) in enumerate(product(TONES, LENGTHS, PANELS, (True, False), (1, 2))):
        if facts or rounds == 1:
            origin = f"{tone}, {length}, {people} people, {'facts' if facts else 'no facts'}, {rounds} rounds"
            yield origin, reader(tone, length, people, facts=facts, rounds=rounds, said=SAID[n // 4 % 3])


def tabled() -> Iterator[tuple[str, dict]]:
    """The request for each entry of ``tests/tables``."""
    for file in sorted((ROOT / "tests" / "tables").glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(file.read_text("utf-8")), 1):
            yield f"table {file.stem} {number}", request_of(entry["case"], str(entry["today"]), entry.get("now"))


@cache
def all_drafts() -> tuple[Draft, ...]:
    """Every draft of the generated readers, in and out of plans, of ``tests/cases`` and of ``tests/tables``."""
    found = [one for name in case_names() for one in planned(name, request_for(name))]
    found += [one for origin, request in tabled() for one in planned(origin, request)]
    for origin, case in generated():
        found += every_draft(origin, case)
        # Who has an offer from them is planned no note of thanks.
        found += planned(f"plan of {origin}", {"do": "plan", "case": case | {"offer": {}}, "today": TODAY, "now": "12:00", "place": None})
    return tuple(found)


def letters(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.lower()))
