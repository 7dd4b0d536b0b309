"""One step on one day: what a plan is made of."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from guide_engine.content import RANKS, STAGES, Step
from guide_engine.messages import Message, draft
from guide_engine.standing import Standing

# What the reader added has no page; it stands with the waiting.
OWN = Step(slug="own", stage="waiting", rank="waiting")


@dataclass(frozen=True)
class Action:
    """A step on a day: what, when, to whom, how, why this date, and what the reader has done with it."""

    id: str
    step: Step
    due: date
    state: str
    why: str
    by: str | None = None
    latest: date | None = None
    was: date | None = None
    to: str | None = None
    channel: str | None = None
    round: int = 0
    title: str = ""
    note: str | None = None
    standing: Standing | None = field(default=None, compare=False, repr=False)

    @cached_property
    def message(self) -> Message | None:
        """The draft, written when somebody looks at it; a step without one has none."""
        return draft(self.step, self.standing) if self.standing and self.step.drafts else None

    @property
    def told(self) -> tuple[str, date | None]:
        """The step and its day, for steps that follow; what the reader set aside is never sent, so nothing counts from it."""
        return self.step.name, None if self.state == "not_for_me" else self.due

    def asks_early(self, named: date) -> bool:
        """Whether it is a check-in that the reader put on a day by which what they named has not passed."""
        return self.step.event == "checked_in" and self.state in ("pinned", "snoozed") and self.due <= named

    @property
    def order(self) -> tuple[date, int, bool, int, int, str]:
        """By day; what comes before the interview, then the interview, then the rest; on its own day the way there first; then by the rank that wins when rules collide."""
        stage = self.step.stage
        own_day = self.standing is not None and self.standing.round.date == self.due
        first = ("day_before", "before", "interview") if own_day else ("before", "day_before", "interview")
        part = first.index(stage) if stage in first else len(first)
        return (self.due, part, part < len(first) and not self.was, RANKS.index(self.step.rank), STAGES.index(stage), self.id)
