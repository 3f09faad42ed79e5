"""Training sessions, and a school that knows some."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from bot.domain.sessions.appreciations import Appreciation, Score, is_told_in_confidence
from bot.domain.sessions.sessions import TrainingSession
from bot.services.sessions.trainers import match_by_name
from storage.database import Database
from storage.school import people
from storage.sessions import sessions
from tests.support.builders import NOW, opened
from tests.support.members import somebody

SST = TrainingSession(
    code="SST-26-041",
    title="Sauveteur secouriste du travail",
    site="Nanterre",
    room="salle B",
    first_on=date(2026, 11, 12),
    last_on=date(2026, 11, 13),
    trainers=("Yann Moreau",),
    trainees=8,
    client="Securitas",
)
"""Held on the day that is `NOW` in tests."""


def appreciation(**told: Any) -> Appreciation:
    """A low score with a word about the theory."""
    usual = {"score": Score(hundredths=200, out_of=5), "verbatim": "Trop de théorie"}
    said: dict[str, Any] = {"id": uuid4(), "session": SST.key} | usual | told
    return Appreciation(in_confidence=is_told_in_confidence(said["verbatim"]), **said)


def keep_sessions(database: Database, *told: TrainingSession, **members: str) -> None:
    """A school that was told of these, and has these members by their ids and names."""
    with opened(database).writing() as work:
        known = [replace(somebody(person), name=name) for person, name in members.items()]
        people.remember(work.connection, known)
        sessions.save(work.connection, told, source="sessions.csv", at=NOW)
        match_by_name(work)
