"""The life of each invented case."""

from datetime import datetime
from random import Random

from bot.demo.action_lives import Life
from bot.demo.complaint_lives import ComplaintLife
from bot.demo.desk import Desk
from bot.demo.incident_lives import IncidentLife
from bot.demo.tales import ComplaintTale, Tale


def life_of(tale: Tale, at: datetime, *, desk: Desk, chance: Random) -> Life:
    """The life of one case, from the moment it is filed."""
    if isinstance(tale, ComplaintTale):
        return ComplaintLife(tale=tale, desk=desk, chance=chance).life(at)
    return IncidentLife(tale=tale, desk=desk, chance=chance).life(at)
