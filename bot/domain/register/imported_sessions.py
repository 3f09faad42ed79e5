"""A row of a list of sessions, checked, beside the session that is known already."""

from dataclasses import dataclass, fields, replace
from datetime import date

from bot.domain.cases.journal_entries import Plain
from bot.domain.register.register_changes import Difference
from bot.domain.sessions.sessions import TrainingSession

_NAMES = {field.name for field in fields(TrainingSession)} - {"code"}
STATE = "state"
"""The column that tells whether a session is cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session as a row tells of it; `told` names the attributes that it tells."""

    session: TrainingSession
    told: frozenset[str]

    def over(self, known: TrainingSession) -> TrainingSession:
        """The session with what the row says; what it leaves empty takes nothing away."""
        said = {name: getattr(self.session, name) for name in self.told & _NAMES}
        return replace(known, code=self.session.code, **said)


def session_differences(row: SessionRow, known: TrainingSession) -> tuple[Difference, ...]:
    """All that a row tells and the session does not say, by the columns of the row."""
    names = [field.name for field in fields(TrainingSession) if field.name in row.told & _NAMES]
    pairs = [(name, getattr(known, name), getattr(row.session, name)) for name in names]
    return tuple(
        Difference(
            field=STATE if name == "is_cancelled" else name,
            before=_shown(before),
            after=_shown(after),
        )
        for name, before, after in pairs
        if before != after
    )


def _shown(value: object) -> Plain:
    match value:
        case date():
            return f"{value:%d/%m/%Y}"
        case tuple():
            return ", ".join(map(str, value))
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
