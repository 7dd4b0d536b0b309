"""Follow-up plans after a job interview: read the answers, make the plan, render it.

Reading order: errors, words, dates, places, meanings, said, nouns, case, rounds, migrations, link, answers, turns, standing, conditions, content, ticked, quiet, reasons, timing, compiled,
messages, action, spacing, plan, days, changes, schema, drafts, render, collisions, overview, timeline, sheet, months, agenda, calendar, explain, forms, api.
Each module imports only from those before it. Nothing here asks for the time, the disk (beyond its own data) or the network.
"""

from guide_engine.api import run

__all__ = ["run"]
