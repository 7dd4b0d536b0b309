"""What the reader ticked, put off or set aside in a plan: the mark of a step, and the events that ticked steps stand for."""

from guide_engine.case import Case, Event, Mark
from guide_engine.content import Guide, Step


def mark_of(case: Case, name: str) -> Mark | None:
    """The last mark of a step, edited drafts apart."""
    return next((mark for mark in reversed(case.marks) if mark.id == name and mark.state != "edited"), None)


def events_done(case: Case, guide: Guide) -> tuple[Event, ...]:
    """A step ticked as done counts as the event its page names, unless the reader told of it as well."""
    events = []
    for mark in case.marks:
        step = guide.step(str(mark.id).split(".")[0])
        if step and step.event and mark.state == "done":
            events.append(Event(what=step.event, on=mark.on or mark.due, to=_referee_of(step, mark, case), note=mark.id))
    told = {(event.what, event.on) for event in case.events}
    events = [event for event in events if (event.what, event.on) not in told]
    return tuple(events)


def _referee_of(step: Step, mark: Mark, case: Case) -> str | None:
    """The name of the one of several referees whom a ticked step was for."""
    number = str(mark.id).rpartition(".p")[2]
    several = step.per == "referee" and number.isdecimal() and 0 < int(number) <= len(case.referees)
    return case.referees[int(number) - 1].name if several else None
