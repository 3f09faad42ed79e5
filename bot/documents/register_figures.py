"""The register's figures, each with what it means.

A percentage without its definition and its number is no evidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from bot.documents import words
from bot.documents.tally import Tally
from bot.domain.actions import ActionStatus
from bot.domain.taxonomy import Kind
from bot.ui.texts.typography import french


class Unit(StrEnum):
    """How a figure is to be shown."""

    COUNT = "count"
    SHARE = "share"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with what it means; `value` is None where nothing can be said."""

    title: str
    value: float | None
    definition: str
    unit: Unit = Unit.COUNT
    number: int | None = None


def figures_of(tally: Tally) -> Iterator[Figure]:
    """Every figure, in the order in which it is read."""
    yield from _volumes(tally)
    yield from _promises(tally)
    yield from _delays(tally)
    yield from _actions(tally)
    told = [(group, -count, words.word(member)) for (group, member), count in tally.words.items()]
    for group, negative, title in sorted(told):
        yield Figure(title=f"{group}\u00a0: {title}", value=-negative, definition=_BREAKDOWN)


def _actions(tally: Tally) -> Iterator[Figure]:
    counts = tally.actions
    for title, value, definition in (
        ("Actions décidées", counts.total(), "Créées sur la période"),
        ("Actions en retard", tally.late_actions, "Parmi elles, à faire, échéance dépassée"),
        ("Actions à vérifier", counts[ActionStatus.DONE], "Réalisées, effet non encore vérifié"),
        (
            "Actions efficaces",
            counts[ActionStatus.EFFECTIVE],
            "Effet vérifié par une autre personne",
        ),
    ):
        yield Figure(title=title, value=value, definition=definition)


_VOLUMES = (
    "Selon la date de réception",
    "Parmi ces dossiers, ceux à l'état « Clos »",
    "Parmi ces dossiers, ceux où il reste à faire",
    "Parmi ces dossiers, ceux dont une échéance est dépassée",
)
_TITLES = {
    Kind.COMPLAINT: (
        "Réclamations reçues sur la période",
        "Réclamations closes",
        "Réclamations en cours",
        "Réclamations en retard",
    ),
    Kind.INCIDENT: (
        "Incidents signalés sur la période",
        "Incidents clos",
        "Incidents en cours",
        "Incidents en retard",
    ),
}
_BREAKDOWN = "Nombre de dossiers, hors dossiers confidentiels"
_SHARE = "Part tenue, hors dossiers encore dans les temps ({pending}, non comptés) : {about}"
_MEDIAN = "Médiane, sur les dossiers où l'étape est faite"


def _volumes(tally: Tally) -> Iterator[Figure]:
    for kind, titles in _TITLES.items():
        volume = tally.volumes[kind]
        counts = (volume.received, volume.closed, volume.still_open, volume.overdue)
        for title, count, definition in zip(titles, counts, _VOLUMES, strict=True):
            yield Figure(title=title, value=count, definition=french(definition))
    yield Figure(
        title="Dossiers confidentiels", value=tally.confidential, definition="Nombre seulement"
    )
    yield Figure(
        title="Dossiers rouverts",
        value=tally.reopened,
        definition="Rouverts au moins une fois après une clôture",
    )


def _promises(tally: Tally) -> Iterator[Figure]:
    for title, promises, about in (
        (
            "Accusés de réception dans les 48 h",
            tally.acknowledged,
            "hors non recevables et anonymes",
        ),
        ("Solutions proposées dans le mois", tally.solved, "échéance initiale"),
        (
            "Solutions proposées dans le délai prolongé",
            tally.solved_extended,
            "échéance en vigueur, prolongations annoncées à temps comprises",
        ),
        ("Incidents pris en charge à temps", tally.charged, "une heure ouvrée"),
        ("Points d'information faits à temps", tally.informed, "un jour ouvré"),
    ):
        yield Figure(
            title=title,
            value=promises.share,
            unit=Unit.SHARE,
            number=promises.number,
            definition=french(_SHARE.format(pending=promises.pending, about=about)),
        )


def _delays(tally: Tally) -> Iterator[Figure]:
    for title, spans in (
        ("Délai médian de l'accusé de réception (h)", tally.ack_hours),
        ("Délai médian de la proposition (j)", tally.solution_days),
        ("Délai médian de clôture (j)", tally.closing_days),
    ):
        yield Figure(
            title=title,
            value=round(median(spans), 1) if spans else None,
            unit=Unit.DECIMAL,
            number=len(spans),
            definition=_MEDIAN,
        )
    scores = list(tally.scores.elements())
    yield Figure(
        title="Satisfaction sur le traitement (1 à 5)",
        value=round(sum(scores) / len(scores), 1) if scores else None,
        unit=Unit.DECIMAL,
        number=len(scores),
        definition="Moyenne du dernier suivi de chaque réclamation",
    )
