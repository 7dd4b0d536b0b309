"""Generated cases: any subset of the questions, answered plausibly or at random."""

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from guide_engine.case import QUESTIONS, Group, Question

PLACES = ("GB", "US", "DE", "FR", "ES", "SA", "AE", "IL", "IN", "JP", "CN", "CA", "BR", "NP", "IR", "EG", "AU", "SE")
FIRST, LAST = date(2026, 1, 5), date(2027, 11, 30)
days = st.dates(FIRST, LAST)
WORDS = ("next week", "early next week", "by Friday", "in a couple of weeks", "soon", "end of the month", "in 3 working days", "whenever pigs fly", "tomorrow")
TEXTS = ("", "Ana", "Ben Hall", "=1+1", "a, b; c", "<b>x</b>", "שלום", "日本語", "line one\nline two", "{{ x }}", "🙂" * 20, "x" * 180)


def answers(question: Question, near: date) -> st.SearchStrategy[object]:
    """An answer of a question's kind, dates within eight weeks of a day."""
    close = st.integers(-56, 56).map(lambda n: (near + timedelta(days=n)).isoformat())
    kinds: dict[str, st.SearchStrategy[object]] = {
        "text": st.text(max_size=30),
        "long": st.text(max_size=60),
        "email": st.sampled_from(["a@example.org", "b.c@example.com"]),
        "date": close,
        "time": st.sampled_from(["09:00", "14:00", "16:30", "2 pm"]),
        "number": st.integers(0, 90),
        "choice": st.sampled_from(question.choices or ("",)),
        "yes_no": st.sampled_from([True, False, "yes", "no", "unknown"]),
        "code": st.sampled_from(["a1", "b-2"]),
    }
    special: dict[str, st.SearchStrategy[object]] = {
        "words": st.sampled_from(WORDS),
        "place": st.sampled_from(PLACES),
        "language": st.just("en"),
        "zone": st.sampled_from(["Europe/London", "Asia/Tokyo", "America/New_York"]),
        "schema": st.just(2),
    }
    return special.get(question.name, kinds[question.kind])


def group(questions: tuple[Question | Group, ...], near: date) -> st.SearchStrategy[dict[str, object]]:
    """Any subset of a group's answers."""
    parts: dict[str, st.SearchStrategy[object]] = {}
    for question in questions:
        if question.name in ("region", "marks"):
            continue
        if isinstance(question, Question):
            parts[question.name] = answers(question, near)
        elif question.most:
            parts[question.name] = st.lists(group(question.questions, near), max_size=min(3, question.most))
        else:
            parts[question.name] = group(question.questions, near)
    return st.fixed_dictionaries({}, optional=parts)


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, object], date]:
    """A case and the day its plan is made for; Hypothesis makes a failing one small."""
    today = draw(days)
    return draw(group(QUESTIONS, today)), today


def many_cases() -> st.SearchStrategy[tuple[dict[str, object], date]]:
    """The same kind of case from one number: a hundred times quicker to make, for runs of ten thousand."""
    return st.integers(0, 2**48).map(_from_seed)


def _from_seed(seed: int) -> tuple[dict[str, object], date]:
    random = Random(seed)
    today = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    return _subset(QUESTIONS, today, random, random.choice((0.1, 0.3, 0.6, 0.9))), today


def _subset(questions: tuple[Question | Group, ...], near: date, random: Random, share: float) -> dict[str, object]:
    found: dict[str, object] = {}
    for question in questions:
        if question.name in ("region", "marks") or random.random() > share:
            continue
        if isinstance(question, Question):
            found[question.name] = _one(question, near, random)
        elif question.most:
            found[question.name] = [_subset(question.questions, near, random, share) for _ in range(random.randrange(min(4, question.most + 1)))]
        else:
            found[question.name] = _subset(question.questions, near, random, share)
    return found


def _one(question: Question, near: date, random: Random) -> object:
    special: dict[str, object] = {"words": random.choice(WORDS), "place": random.choice(PLACES), "language": "en", "zone": "Europe/London", "schema": 2}
    kinds: dict[str, object] = {
        "text": random.choice(TEXTS), "long": random.choice(TEXTS), "email": "a@example.org", "code": f"a{random.randrange(9)}",
        "date": (near + timedelta(days=random.randrange(-56, 57))).isoformat(), "time": random.choice(["09:00", "14:00", "16:30", "2 pm"]),
        "number": random.randrange(91), "choice": random.choice(question.choices or ("",)), "yes_no": random.choice([True, False, "yes", "no", "unknown"]),
    }  # fmt: skip
    return special.get(question.name, kinds[question.kind])
