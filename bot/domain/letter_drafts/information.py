"""The information point about an incident (policy §4.3)."""

from dataclasses import dataclass, replace

from bot.domain.letter_drafts.parts import labelled
from bot.domain.letters import NB, Correspondence, Letter, LetterKind, letter_to


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationPointFacts:
    """What those concerned by an incident are told: no name, nothing about health."""

    session: str
    happened_at: str
    what_happened: str
    consequence: str
    measures: str
    what_changes: str
    next_point: str | None = None


def information_point(to: Correspondence, facts: InformationPointFacts) -> Letter:
    """T6: what happened to the session, what we do about it, what it changes for you (§4.3)."""
    return letter_to(
        LetterKind.INFORMATION_POINT,
        f"{facts.session}{NB}: point d'information",
        replace(to, addressee=None),
        f"Le {facts.happened_at}, un événement a perturbé la session{NB}: {facts.what_happened}",
        f"Conséquence{NB}: {facts.consequence}\nMesures prises{NB}: {facts.measures}\n"
        f"Pour vous{NB}: {facts.what_changes}",
        labelled("Prochain point", facts.next_point),
        labelled("Contact", to.contact),
    )
