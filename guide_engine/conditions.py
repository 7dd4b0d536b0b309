"""Whether: each function is a condition that a page may name in its front matter; several names mean "and"."""

from collections.abc import Callable

from guide_engine.case import Referee
from guide_engine.dates import fold
from guide_engine.standing import Standing
from guide_engine.turns import ABOUT_WHEN

# Where a note of thanks is usual or at least welcome is said by country in the pages; only these are told that none is needed.
NO_NOTE_NEEDED = frozenset({"JP"})
SLOW_PLACES = frozenset({"DE", "FR", "CH", "AT"})


# --- the interview
def interview_is_ahead(s: Standing) -> bool:
    """The interview in hand has a day and has not taken place. Nobody gets ready for it, or goes, when it is settled, or who withdraws or sees signs of fraud."""
    return bool(s.round.date) and not s.is_over and _will_be_held(s)


def interview_is_not_today(s: Standing) -> bool:
    """The interview's own day, which is the reader's, has not come."""
    return bool(s.round.date and s.round.date > (s.today_here or s.today))


def interview_is_recent(s: Standing) -> bool:
    """The interview in hand has a day and was not cancelled: the hour after it is planned, and passes. Nobody goes whose case is settled, or who withdraws or sees signs of fraud."""
    return bool(s.round.date) and s.status != "cancelled" and (s.is_over or _will_be_held(s))


def _will_be_held(s: Standing) -> bool:
    """Neither side has ended it, and the reader goes: an interview that is still to come will take place."""
    return s.status not in ("cancelled", "rejected", "accepted", "declined", "closed") and not _leaves(s) and not fraud_is_feared(s)


def interview_is_in_person(s: Standing) -> bool:
    """The reader travels to it, as far as we know."""
    return s.round.form in (None, "unknown", "in_person", "assessment_centre")


def interview_is_remote(s: Standing) -> bool:
    """By video or telephone."""
    return s.round.form in ("video", "phone", "recorded")


def interview_is_seen(s: Standing) -> bool:
    """The reader will be seen."""
    return s.round.form not in ("phone", "task")


def interview_was_moved(s: Standing) -> bool:
    """They moved or cancelled it and no new time is agreed."""
    event = s.happened("moved", "cancelled", "replied")
    return bool(event and event.what != "replied") and s.status == "cancelled"


def another_day_is_needed(s: Standing) -> bool:
    """The reader cannot come on that day."""
    return bool(s.case.another_day)


def adjustments_are_needed(s: Standing) -> bool:
    """The reader wants something changed to take part fairly."""
    return bool(s.case.adjustments)


def invitation_is_unanswered(s: Standing) -> bool:
    """They asked the reader to another round."""
    return any(event.what == "next_round" for event in s.events)


def was_live(s: Standing) -> bool:
    """Somebody is there to be asked and thanked: no recording, no task."""
    return s.round.form not in ("recorded", "task")


def was_recorded(s: Standing) -> bool:
    """A one-way recorded interview."""
    return s.round.form == "recorded"


def was_task(s: Standing) -> bool:
    """A take-home or technical task."""
    return s.round.form == "task"


def was_phone_screen(s: Standing) -> bool:
    """A first talk by telephone."""
    return s.round.form == "phone" and s.number == 0 and not s.round.final


def was_no_phone_screen(s: Standing) -> bool:
    """Not a first talk by telephone."""
    return not was_phone_screen(s)


def was_assessment_centre(s: Standing) -> bool:
    """An assessment centre, a campus day or mass hiring."""
    return s.round.form == "assessment_centre"


def was_no_assessment_centre(s: Standing) -> bool:
    """Not an assessment centre."""
    return not was_assessment_centre(s)


def was_final_round(s: Standing) -> bool:
    """The reader was told that this is the last round."""
    return bool(s.round.final)


def interview_is_over(s: Standing) -> bool:
    """The interview in hand has taken place."""
    return s.is_over


# --- the people
def notes_can_differ(s: Standing) -> bool:
    """One person, or several of whom each said something of their own that the reader remembers."""
    people = s.round.people
    return len(people) <= 1 or all(person.cared_about for person in people)


def notes_cannot_differ(s: Standing) -> bool:
    """Several people, and nothing different to say to each."""
    return not notes_can_differ(s)


def _an_address_is_known(s: Standing) -> bool:
    """The reader can write to somebody, or has not said otherwise."""
    return s.case.has_address is not False or bool(s.case.contact.email or any(p.email for p in s.round.people))


def no_address_is_known(s: Standing) -> bool:
    """There are people to write to and no address for any of them, and no agency to go through."""
    return not _an_address_is_known(s) and not agency_is_between(s)


def only_a_contact_is_known(s: Standing) -> bool:
    """Only the recruiter's, HR's or coordinator's address is known, not those of the people met."""
    return bool(s.case.contact.email and not any(p.email for p in s.round.people))


def interviewers_can_be_written_to(s: Standing) -> bool:
    """Not only a contact's address is known."""
    return not only_a_contact_is_known(s)


def note_is_customary(s: Standing) -> bool:
    """A note of thanks is expected, welcome or at least harmless in the employer's country."""
    return s.case.place not in NO_NOTE_NEEDED


def no_thank_you_is_planned(s: Standing) -> bool:
    """The time for an ordinary thank-you has passed."""
    return not s.plans("send-a-thank-you-note", "thank-the-panel")


def interviewer_is_not_thanked(s: Standing) -> bool:
    """The reader has not told of a thank-you in this round, to this person where one is in hand, else to whom one for all goes; ticked steps are kept anyway."""
    start = s.round.date
    names = [fold(name) for name in ([getattr(s.item, "name", None)] if s.item else [s.lead, s.coordinator, s.case.contact.name]) if name]
    told = [event for event in s.case.events if event.what == "thanked" and (not start or (event.on or s.today) >= start)]
    return not any(not event.to or not names or fold(event.to) in names for event in told)


def was_referred(s: Standing) -> bool:
    """An employee referred the reader."""
    return bool(s.case.referred_by)


# --- the employer
def agency_is_between(s: Standing) -> bool:
    """A recruiter or agency arranged it: everything goes through them."""
    return s.case.arranged_by == "agency"


def no_agency_is_between(s: Standing) -> bool:
    """The reader deals with the employer directly."""
    return not agency_is_between(s)


def process_is_formal(s: Standing) -> bool:
    """A public body or a mass process: the portal and the HR mailbox answer, not the panel."""
    return employer_is_public(s) or was_assessment_centre(s)


def role_is_internal(s: Standing) -> bool:
    """The reader already works there."""
    return s.case.arranged_by == "internal"


def role_is_not_internal(s: Standing) -> bool:
    """The reader does not work there yet."""
    return not role_is_internal(s)


def employer_is_public(s: Standing) -> bool:
    """A public body with a formal process."""
    return s.case.kind == "public"


def employer_is_academic(s: Standing) -> bool:
    """A university or research institute."""
    return s.case.kind == "academic"


def employer_is_formal(s: Standing) -> bool:
    """A public body or a university: nobody there waits for a note within hours."""
    return employer_is_public(s) or employer_is_academic(s)


def work_is_local(s: Standing) -> bool:
    """Shifts, a shop, hospitality, a trade or a small local firm: decisions are quick."""
    return s.case.kind == "local"


def place_is_slow(s: Standing) -> bool:
    """A country where we wait longer: Austria, France, Germany or Switzerland."""
    return s.case.place in SLOW_PLACES


def employer_is_slow(s: Standing) -> bool:
    """Public, academic, or in a country where answers take longer."""
    return employer_is_public(s) or employer_is_academic(s) or place_is_slow(s)


def ontario_rule_may_apply(s: Standing) -> bool:
    """Ontario, an employer with 25 people or more as far as we know, a public posting as far as we know."""
    in_ontario = s.case.place == "CA" and s.case.region == "ON"
    return in_ontario and s.case.staff_25 is not False and s.case.public_posting is not False and role_is_not_internal(s) and bool(s.round.date)


# --- what was said
def date_was_promised(s: Standing) -> bool:
    """A date or a window was given, so there is a last day."""
    return s.promised.day is not None


def promised_day_is_ahead(s: Standing) -> bool:
    """The last day they named has not passed."""
    return s.promised.day is not None and s.promised.day >= s.today


def timing_is_unknown(s: Standing) -> bool:
    """No date stands: nothing was said, or the reader does not know."""
    return s.promised.day is None


def contact_was_refused(s: Standing) -> bool:
    """They said not to contact them, or that only successful people are called."""
    return s.promised.kind in ("do_not_contact", "if_successful")


def contact_is_welcome(s: Standing) -> bool:
    """Nobody said not to contact them."""
    return not contact_was_refused(s)


def decision_is_still_open(s: Standing) -> bool:
    """They answered that they are still deciding, and gave no date."""
    reply = s.last_reply
    return bool(reply and reply.what in ABOUT_WHEN and not s.promised.day)


def references_were_called(s: Standing) -> bool:
    """They spoke with a referee, and then nothing came."""
    event = s.happened("references_called")
    return bool(event)


def deputy_is_named(s: Standing) -> bool:
    """The manager is still away, beyond the day they had named, and a cover or deputy can be written to."""
    back, day = s.case.manager_back, s.promised.day
    return bool(s.case.deputy and back and day and back > max(day, s.today))


def no_deputy_is_named(s: Standing) -> bool:
    """Nobody stands in for the manager, as far as we know."""
    return not deputy_is_named(s)


def manager_is_away(s: Standing) -> bool:
    """The reader knows when the manager is back; that counts where it gives a later day."""
    return s.case.manager_back is not None


# --- the wait
def an_answer_is_awaited(s: Standing) -> bool:
    """No offer, no rejection, no next round, not withdrawn or about to, not on hold."""
    return s.status == "waiting" and s.round.date is not None and not wants_to_withdraw(s)


def no_check_in_was_sent(s: Standing) -> bool:
    """No check-in since their last word."""
    return len(s.unanswered) == 0


def a_check_in_is_left(s: Standing) -> bool:
    """Fewer check-ins since their last word than may go unanswered."""
    return len(s.unanswered) < s.rules.cap


def two_check_ins_are_unanswered(s: Standing) -> bool:
    """As many check-ins since their last word as may go unanswered."""
    return len(s.unanswered) >= s.rules.cap


def check_in_came_early(s: Standing) -> bool:
    """The last check-in was sent before the day they had named had passed."""
    day = s.promised.day
    return bool(day and s.unanswered and (s.unanswered[-1].on or s.today) <= day)


def role_is_on_hold(s: Standing) -> bool:
    """They said the role is on hold or frozen, or it is advertised again."""
    return s.status in ("on_hold", "reposted")


def reader_is_unsure(s: Standing) -> bool:
    """The reader is no longer sure of wanting it."""
    return bool(s.case.unsure) and s.status == "waiting" and not wants_to_withdraw(s)


def thanks_are_open(s: Standing) -> bool:
    """The case is not over: thanks still make sense."""
    return s.status not in ("closed", "declined", "accepted", "cancelled") and not _leaves(s) and not fraud_is_feared(s)


def _interviewer_is_thanked(s: Standing) -> bool:
    """A thank-you has been sent."""
    return bool(s.happened("thanked"))


# --- mistakes and promises
def point_was_forgotten(s: Standing) -> bool:
    """Something was forgotten and the thank-you, where it would stand, is already sent."""
    return bool(s.round.forgotten) and _interviewer_is_thanked(s)


def something_was_promised(s: Standing) -> bool:
    """The reader said they would send something: all of it goes in one message."""
    return bool(s.round.promised)


def fact_was_wrong(s: Standing) -> bool:
    """A fact about the reader was told wrongly."""
    return bool(s.round.wrong_fact.wrong or s.round.wrong_fact.right)


def interview_was_unfair(s: Standing) -> bool:
    """It was hostile, or unlawful questions were asked."""
    return bool(s.case.hostile)


def fraud_is_feared(s: Standing) -> bool:
    """They asked for money, bank data or identity papers early, or write from a private address."""
    return bool(s.case.fraud_signs)


def no_fraud_is_feared(s: Standing) -> bool:
    """Nothing smells of fraud."""
    return not fraud_is_feared(s)


# --- referees
def referee_is_untold(s: Standing) -> bool:
    """The referee in hand does not know yet."""
    return isinstance(s.item, Referee) and not s.knows(s.item) and s.status not in ("rejected", "declined", "closed") and not _leaves(s)


def referee_was_told(s: Standing) -> bool:
    """The referee in hand knew before the interview."""
    return isinstance(s.item, Referee) and s.knows(s.item, before=s.round.date) and s.status in ("waiting", "next_round", "reserve") and not _leaves(s)


def referee_may_know(s: Standing) -> bool:
    """The referee in hand knows that a call may come, or may know; to one who is still to be told, or never was, a result would be the first word of it."""
    return isinstance(s.item, Referee) and (s.knows(s.item) or (s.item.told is None and not referee_is_untold(s)))


def no_referee_is_named(s: Standing) -> bool:
    """The reader has not named anybody yet."""
    return not s.case.referees


def references_were_asked_for(s: Standing) -> bool:
    """They asked for referees, and nobody has said no: also with an offer, while a role rests, or before another round."""
    return bool(s.happened("references_asked")) and s.status not in ("rejected", "declined", "closed") and not _leaves(s)


def a_result_is_known(s: Standing) -> bool:
    """They said yes or no."""
    return s.status in ("rejected", "offer", "accepted", "declined")


def no_result_is_known(s: Standing) -> bool:
    """They have said neither yes nor no: thanks for the interview still go out by themselves, and not with the answer to that."""
    return not a_result_is_known(s)


# --- offers and answers
def another_offer_presses(s: Standing) -> bool:
    """Another offer has a deadline that has not passed, and this answer is still awaited."""
    day = s.told("other_offer_deadline")
    return bool(day and day >= s.today and s.status in ("waiting", "next_round")) and not _leaves(s)


def no_other_offer_runs_out_first(s: Standing) -> bool:
    """No other offer asks them for an answer by an earlier day: a second, later one from the reader would be the same question again."""
    return not another_offer_presses(s) or (s.told("other_offer_deadline") or s.today) > (s.case.must_have_by or s.today)


def other_offer_is_untold(s: Standing) -> bool:
    """The reader has not told them of the other offer since it came."""
    came = s.other_offer.received
    return not any(event.what == "offer_told" and (not came or (event.on or s.today) >= came) for event in s.events)


def must_have_an_answer_by(s: Standing) -> bool:
    """The reader must have an answer by a date, such as the end of a visa."""
    return bool(s.case.must_have_by and s.case.must_have_by >= s.today and s.status in ("waiting", "next_round")) and not _leaves(s)


def no_other_date_presses(s: Standing) -> bool:
    """Neither another offer nor a day of the reader's own is a reason to ask them before the day they named."""
    return not another_offer_presses(s) and not must_have_an_answer_by(s)


def was_rejected(s: Standing) -> bool:
    """They said no."""
    return s.status == "rejected"


def feedback_is_wanted(s: Standing) -> bool:
    """They said no and the reader would like to know why."""
    return was_rejected(s) and bool(s.case.feedback)


def feedback_is_not_wanted(s: Standing) -> bool:
    """A short reply to the no is enough."""
    return not feedback_is_wanted(s)


def reply_is_customary(s: Standing) -> bool:
    """Answering a rejection is usual or welcome; in Japan it is not needed as a rule."""
    return s.case.place not in NO_NOTE_NEEDED


def has_offer(s: Standing) -> bool:
    """They made an offer, it is not yet answered, and nothing says that it is bait."""
    return s.status == "offer" and not fraud_is_feared(s)


def offer_is_not_refused(s: Standing) -> bool:
    """The reader has not decided to decline."""
    return s.case.offer.answer != "decline"


def offer_leaves_time(s: Standing) -> bool:
    """After the next day on which the reader can write, once it is there, comes another before the offer runs out, as far as we know."""
    last = s.anchor("offer_deadline")
    return last is None or s.place.next_suitable(max(s.today, s.told("offer_received") or s.today)) < last


def offer_is_not_wanted(s: Standing) -> bool:
    """The reader will decline."""
    return has_offer(s) and s.case.offer.answer == "decline"


def wants_to_withdraw(s: Standing) -> bool:
    """The reader accepted something else, or decided against this role, and has not told them."""
    return s.case.offer.answer == "decline" and s.status in ("waiting", "next_round", "on_hold", "reposted", "reserve")


def _leaves(s: Standing) -> bool:
    """The reader has withdrawn, or is about to: what else was planned with them falls away."""
    return s.status == "withdrawn" or wants_to_withdraw(s)


def is_on_reserve_list(s: Standing) -> bool:
    """They said second choice, or a reserve list."""
    return s.status == "reserve"


def next_round_is_ahead(s: Standing) -> bool:
    """Asked to another round, dated or not, and free to go."""
    asked = s.status == "next_round" or (s.number > 0 and bool(s.round.date and s.round.date >= s.today) and not s.is_over)
    return asked and not _leaves(s) and not fraud_is_feared(s)


Condition = Callable[[Standing], bool]
CONDITIONS: dict[str, Condition] = {
    name: function for name, function in list(globals().items()) if callable(function) and getattr(function, "__module__", "") == __name__ and not name.startswith("_")
}


def holds(names: tuple[str, ...], standing: Standing) -> bool:
    """Whether all the named conditions hold."""
    return all(CONDITIONS[name](standing) for name in names)

