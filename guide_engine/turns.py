"""What an event makes of a case: goes on waiting, pauses, ends, or leaves it as it is."""

from guide_engine.case import Case, Event

# Their answers about when: with a day in them, or without.
ABOUT_WHEN = ("replied", "new_date", "references_asked")
REPLIES = ("replied", "new_date", "next_round", "offer", "rejected", "on_hold", "moved", "cancelled", "references_asked", "reserve")
TURNS = ("next_round", "replied", "new_date", "moved", "cancelled")
ENDINGS = ("offer", "rejected", "withdrawn", "accepted", "declined", "closed", "reserve", "on_hold", "reposted")
# What leaves a status as it is. An answer without a day in it takes back neither an offer nor a no, and an advert is no answer at all;
# whatever goes on at the employer's does not bring back a reader who has left.
LEFT = ("replied", "new_date", "on_hold", "reposted", "moved", "cancelled")
STANDS = {
    "offer": ("replied", "new_date", "reposted"),
    "accepted": ("replied", "new_date", "reposted"),
    "rejected": ("replied", "reposted"),
    "reserve": ("replied", "reposted"),
    "on_hold": ("replied",),
    "closed": ("reposted",),
    "withdrawn": LEFT,
    "declined": LEFT,
}


def status_after(status: str, event: Event, held_later: bool) -> str:
    """What an event makes of a status. To ask for referees opens a closed file; a cancelled interview is one again when its day comes after their answer (``held_later``)."""
    if event.what == "references_asked" and status == "closed":
        return "waiting"
    what = "new_date" if event.what == "replied" and event.date else str(event.what)
    if what not in (*ENDINGS, *TURNS) or what in STANDS.get(status, ()):
        return status
    if what == "replied" and status == "cancelled" and not held_later:
        return status
    if what == "moved":
        return "waiting" if event.date else "cancelled"
    return what if what in (*ENDINGS, "next_round", "cancelled") else "waiting"


def offer_told(case: Case) -> tuple[Event, ...]:
    """The offer that came where only its days are told and no event speaks of it; one without the day it came is no news to what has ended or paused."""
    offer, told = case.offer, {event.what for event in case.events}
    if "offer" in told or not (offer.received or (offer.deadline and told.isdisjoint(ENDINGS))):
        return ()
    return (Event(what="offer", on=offer.received),)
