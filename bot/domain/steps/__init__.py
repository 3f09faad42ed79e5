"""Every step of a case's life: what it needs, what it changes, what it leaves behind.

`decide` takes a case and a step and returns the case as it is to be kept with the entry
for the journal; it touches nothing.
"""

from bot.domain.steps.answering import (
    Analyse,
    Implement,
    ProposeSolution,
    RecordDecision,
    RecordFollowUp,
)
from bot.domain.steps.closing import is_unsolved, lacks_root_cause, missing_to_close
from bot.domain.steps.correcting import CorrectFacts, CorrectReception
from bot.domain.steps.deciding import decide
from bot.domain.steps.decisions import ALONE, Decision, Surroundings, Wanted
from bot.domain.steps.ending import LINKED, Close, MarkDuplicate, Reject, Reopen, Withdraw
from bot.domain.steps.handling import AddAction, AddNote, Assign, Qualify, TakeCharge
from bot.domain.steps.incident import DecideMeasures, InformParties
from bot.domain.steps.menu import next_step, steps_open_to
from bot.domain.steps.opening import (
    Acknowledge,
    Extend,
    RecordInformation,
    RequestInformation,
    WaiveAcknowledgement,
    granted_extensions,
)
from bot.domain.steps.outside import NoteExternal, SettleExternal

__all__ = [
    "ALONE",
    "LINKED",
    "Acknowledge",
    "AddAction",
    "AddNote",
    "Analyse",
    "Assign",
    "Close",
    "CorrectFacts",
    "CorrectReception",
    "DecideMeasures",
    "Decision",
    "Extend",
    "Implement",
    "InformParties",
    "MarkDuplicate",
    "NoteExternal",
    "ProposeSolution",
    "Qualify",
    "RecordDecision",
    "RecordFollowUp",
    "RecordInformation",
    "Reject",
    "Reopen",
    "RequestInformation",
    "SettleExternal",
    "Surroundings",
    "TakeCharge",
    "WaiveAcknowledgement",
    "Wanted",
    "Withdraw",
    "decide",
    "granted_extensions",
    "is_unsolved",
    "lacks_root_cause",
    "missing_to_close",
    "next_step",
    "steps_open_to",
]
