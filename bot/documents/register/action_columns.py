"""The columns of actions: who does what by when, with what proof and what effect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from bot.documents.register import texts as says
from bot.documents.register import words
from bot.documents.register.columns import Cell, Column, Width
from bot.domain.actions.actions import Action
from bot.services.register.register_lines import ActionLine
from bot.ui.texts.fields import ACTION_HEADS


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAction:
    """An action as it looks on a day of the office."""

    line: ActionLine
    today: date

    @property
    def action(self) -> Action:
        return self.line.action

    @property
    def is_sealed(self) -> bool:
        return self.line.is_sealed

    @property
    def days_late(self) -> int | None:
        """How many days the work, or the check of its effect, is overdue; None when it is not."""
        return self.action.days_late(self.today) or None


def _person_in(name: str) -> Callable[[SeenAction], Cell]:
    def said(seen: SeenAction) -> str | None:
        label = getattr(seen.action, name)
        return words.person(label) if label else None

    return said


def _late_in_words(seen: SeenAction) -> str | None:
    return None if seen.days_late is None else says.ACTION_LATE.format(count=seen.days_late)


def _proof(seen: SeenAction) -> str | None:
    proof = seen.action.proof
    if proof is None:
        return None
    kept = says.PROOF_KEPT.format(file=proof.file or says.UNNAMED_FILE) if proof.file_id else None
    return "\n".join(part for part in (proof.text, proof.link, kept) if part) or None


ActionColumn = Column[SeenAction]


def _column(name: str) -> ActionColumn:
    return Column(
        header=ACTION_HEADS[name],
        name=name,
        value=attrgetter(name if name == "days_late" else f"action.{name}"),
        said=_SAID.get(name),
        width=_WIDTHS.get(name, Width.USUAL),
        is_alert=name == "days_late",
        is_in_sealed=name in _IN_SEALED,
    )


_SAID: Mapping[str, Callable[[SeenAction], Cell]] = {
    "days_late": _late_in_words,
    "owner": _person_in("owner"),
    "proof": _proof,
    "checked_by": _person_in("checked_by"),
}
_WIDTHS: Mapping[str, Width] = {
    "title": Width.TEXT,
    **dict.fromkeys(
        ("owner", "proof", "success_criterion", "checked_by", "findings", "cancelled_because"),
        Width.WIDE,
    ),
}
_IN_SEALED = frozenset(
    {
        *("ref", "kind", "status", "days_late", "created_at", "due_on", "done_at"),
        *("check_on", "checked_at", "is_effective"),
    }
)

ACTION_COLUMNS = tuple(_column(name) for name in ACTION_HEADS)
