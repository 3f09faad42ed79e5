"""The columns of actions: who does what by when, with what proof and what effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from bot.documents import words
from bot.documents.columns import Cell, Column, Value, Width
from bot.domain.actions import Action
from bot.services.register_lines import ActionLine


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
        """How many days the work is overdue; None when it is not."""
        late = (self.today - self.action.due_on).days
        return late if self.action.status.is_running and late > 0 else None


def _field(name: str) -> Callable[[SeenAction], Value]:
    return attrgetter(f"action.{name}")


def _person_in(name: str) -> Callable[[SeenAction], Cell]:
    def said(seen: SeenAction) -> str | None:
        label = getattr(seen.action, name)
        return words.person(label) if label else None

    return said


def _late_in_words(seen: SeenAction) -> str | None:
    return None if seen.days_late is None else f"En retard de {seen.days_late}\u00a0j"


def _proof(seen: SeenAction) -> str | None:
    proof = seen.action.proof
    if proof is None:
        return None
    kept = f"pièce conservée\u00a0: {proof.file or 'sans nom'}" if proof.file_id else None
    return "\n".join(part for part in (proof.text, proof.link, kept) if part) or None


ActionColumn = Column[SeenAction]

ACTION_COLUMNS: tuple[ActionColumn, ...] = (
    Column(header="N°", name="ref", value=_field("ref"), is_in_sealed=True),
    Column(header="Type", name="kind", value=_field("kind"), is_in_sealed=True),
    Column(header="État", name="status", value=_field("status"), is_in_sealed=True),
    Column(
        header="En retard",
        name="days_late",
        value=attrgetter("days_late"),
        said=_late_in_words,
        is_alert=True,
        is_in_sealed=True,
    ),
    Column(header="Action", name="title", value=_field("title"), width=Width.TEXT),
    Column(header="Décidée par", name="origin", value=_field("origin")),
    Column(header="Bilan discuté", name="period", value=_field("period")),
    Column(header="Origine", name="origin_refs", value=_field("origin_refs")),
    Column(
        header="Pilote",
        name="owner",
        value=_field("owner"),
        said=_person_in("owner"),
        width=Width.WIDE,
    ),
    Column(header="Créée le", name="created_at", value=_field("created_at"), is_in_sealed=True),
    Column(header="Échéance", name="due_on", value=_field("due_on"), is_in_sealed=True),
    Column(header="Au plan d'action", name="is_in_plan", value=_field("is_in_plan")),
    Column(header="Réalisée le", name="done_at", value=_field("done_at"), is_in_sealed=True),
    Column(header="Preuve", name="proof", value=_field("proof"), said=_proof, width=Width.WIDE),
    Column(
        header="Critère d'efficacité",
        name="success_criterion",
        value=_field("success_criterion"),
        width=Width.WIDE,
    ),
    Column(
        header="Vérification prévue le",
        name="check_on",
        value=_field("check_on"),
        is_in_sealed=True,
    ),
    Column(header="Vérifiée le", name="checked_at", value=_field("checked_at"), is_in_sealed=True),
    Column(
        header="Vérifiée par",
        name="checked_by",
        value=_field("checked_by"),
        said=_person_in("checked_by"),
        width=Width.WIDE,
    ),
    Column(header="Efficace", name="is_effective", value=_field("is_effective"), is_in_sealed=True),
    Column(header="Constat", name="findings", value=_field("findings"), width=Width.WIDE),
    Column(
        header="Motif d'annulation",
        name="cancelled_because",
        value=_field("cancelled_because"),
        width=Width.WIDE,
    ),
)
