"""The columns of complaints and incidents, in the order in which an auditor reads them.

What a *registre des réclamations et aléas* holds under Qualiopi's indicator 31.
"""

from operator import attrgetter

from bot.documents.columns import Column, Width
from bot.documents.seen import (
    Seen,
    ack_hours,
    confidentiality,
    extensions_in_words,
    external_in_words,
    field,
    informed_at,
    informed_in_words,
    last_followup,
    measures_in_words,
    overdue_in_words,
    person_in,
    solution_days,
    subject,
)
from bot.domain.taxonomy import Kind

CaseColumn = Column[Seen]

_FIRST: tuple[CaseColumn, ...] = (
    Column(header="N°", name="ref", value=field("ref"), is_in_sealed=True),
    Column(header="Nature", name="kind", value=field("kind"), is_in_sealed=True),
    Column(header="État", name="status", value=field("status"), is_in_sealed=True),
    Column(
        header="En retard",
        name="overdue",
        value=attrgetter("overdue"),
        said=overdue_in_words,
        width=Width.WIDE,
        is_alert=True,
        is_in_sealed=True,
    ),
    Column(header="Reçu le", name="received_at", value=field("received_at"), is_in_sealed=True),
    Column(
        header="Enregistré le", name="recorded_at", value=field("recorded_at"), is_in_sealed=True
    ),
    Column(
        header="Confidentialité",
        name="confidentiality",
        value=confidentiality,
        said=lambda seen: "Confidentiel" if seen.case.confidential else "Normale",
        is_in_sealed=True,
    ),
    Column(
        header="Saisi par",
        name="recorded_by",
        value=field("recorded_by"),
        said=person_in("recorded_by"),
        width=Width.WIDE,
    ),
)
_SITE: tuple[CaseColumn, ...] = (
    Column(header="Site", name="site", value=lambda seen: seen.case.site and seen.case.site.name),
)
_FACTS: tuple[CaseColumn, ...] = (
    Column(
        header="Session ou formation", name="session_ref", value=field("session"), width=Width.WIDE
    ),
    Column(header="Objet", name="subject", value=subject, width=Width.WIDE),
    Column(header="Description", name="description", value=field("description"), width=Width.TEXT),
    Column(header="Gravité", name="severity", value=field("severity")),
    Column(header="Pièces", name="attachments", value=field("file_count"), width=Width.NARROW),
    Column(header="Doublon de", name="duplicate_of", value=field("duplicate_of")),
    Column(header="Lié à", name="related_refs", value=field("related_refs")),
)
_HANDLING: tuple[CaseColumn, ...] = (
    Column(
        header="Échéances tierces",
        name="external_deadlines",
        value=field("external_deadlines"),
        said=external_in_words,
        width=Width.WIDE,
    ),
    Column(
        header="Pilote",
        name="owner",
        value=field("owner"),
        said=person_in("owner"),
        width=Width.WIDE,
    ),
    Column(header="Analyse", name="analysis", value=field("analysis"), width=Width.TEXT),
    Column(header="Cause racine", name="root_cause", value=field("root_cause"), width=Width.WIDE),
    Column(header="Famille de cause", name="cause_family", value=field("cause_family")),
)
_END: tuple[CaseColumn, ...] = (
    Column(header="Clôturé le", name="closed_at", value=field("closed_at"), is_in_sealed=True),
    Column(
        header="Clôturé par",
        name="closed_by",
        value=field("closed_by"),
        said=person_in("closed_by"),
        width=Width.WIDE,
    ),
    Column(
        header="Motif de clôture",
        name="closing_reason",
        value=field("closing_reason"),
        width=Width.WIDE,
    ),
    Column(
        header="Réouvertures",
        name="reopened_count",
        value=field("reopened_count"),
        width=Width.NARROW,
    ),
)
_COMPLAINANT: tuple[CaseColumn, ...] = (
    Column(
        header="Réclamant",
        name="complainant",
        value=lambda seen: seen.complainant.name,
        width=Width.WIDE,
    ),
    Column(
        header="Contact du réclamant",
        name="complainant_contact",
        value=lambda seen: seen.complainant.contact,
        width=Width.WIDE,
    ),
)

_ORIGIN: tuple[CaseColumn, ...] = (
    Column(header="Canal", name="channel", value=field("channel")),
    Column(header="Partie prenante", name="party", value=field("party")),
)
_QUALIFICATION: tuple[CaseColumn, ...] = (
    Column(header="Catégorie", name="category", value=field("category"), width=Width.WIDE),
    Column(
        header="Solution souhaitée",
        name="requested_remedy",
        value=field("requested_remedy"),
        width=Width.WIDE,
    ),
    Column(header="Recevabilité", name="admissibility", value=field("admissibility")),
    Column(
        header="Motif de non-recevabilité", name="inadmissibility", value=field("inadmissibility")
    ),
    Column(
        header="Explication de la non-recevabilité",
        name="admissibility_reason",
        value=field("admissibility_reason"),
        width=Width.WIDE,
    ),
)
_DEADLINES: tuple[CaseColumn, ...] = (
    Column(header="AR dû le", name="ack_due_at", value=field("ack_due_at"), is_in_sealed=True),
    Column(
        header="AR envoyé le", name="ack_sent_at", value=field("ack_sent_at"), is_in_sealed=True
    ),
    Column(header="Mode de l'AR", name="ack_means", value=field("ack_means")),
    Column(header="AR sans objet", name="ack_not_applicable", value=field("ack_not_applicable")),
    Column(header="Délai de l'AR (h)", name="ack_hours", value=ack_hours, is_in_sealed=True),
    Column(
        header="Solution due le",
        name="solution_due_at",
        value=field("solution_due_at"),
        is_in_sealed=True,
    ),
    Column(
        header="Prolongations",
        name="extensions",
        value=field("extensions"),
        said=extensions_in_words,
        width=Width.WIDE,
    ),
    Column(
        header="Échéance en vigueur",
        name="current_due_at",
        value=field("current_due_at"),
        is_in_sealed=True,
    ),
)
_ANSWER: tuple[CaseColumn, ...] = (
    Column(header="Solution proposée", name="solution", value=field("solution"), width=Width.TEXT),
    Column(header="Proposée le", name="proposed_at", value=field("proposed_at"), is_in_sealed=True),
    Column(header="Mode de la réponse", name="answer_means", value=field("answer_means")),
    Column(
        header="Délai de la solution (j)",
        name="solution_days",
        value=solution_days,
        is_in_sealed=True,
    ),
    Column(header="Issue", name="outcome", value=field("outcome")),
    Column(
        header="Réponse du réclamant",
        name="complainant_decision",
        value=field("complainant_decision"),
    ),
    Column(header="Mise en œuvre le", name="implemented_at", value=field("implemented_at")),
    Column(
        header="Mise en œuvre",
        name="implementation",
        value=field("implementation"),
        width=Width.WIDE,
    ),
    Column(header="Suivi le", name="followup_at", value=last_followup("at")),
    Column(header="Problème réglé", name="solved", value=last_followup("solved")),
    Column(header="Satisfaction (1 à 5)", name="satisfaction_score", value=last_followup("score")),
    Column(
        header="Avis du réclamant",
        name="verbatim",
        value=last_followup("verbatim"),
        width=Width.WIDE,
    ),
)
_INCIDENT: tuple[CaseColumn, ...] = (
    Column(header="Type", name="incident_type", value=field("incident_type")),
    Column(header="Aléa ou difficulté", name="nature", value=field("nature")),
    Column(header="Session maintenue", name="continuity", value=field("continuity")),
    Column(header="Personne blessée", name="injury", value=field("injury")),
    Column(header="Stagiaires touchés", name="affected_count", value=field("affected_count")),
    Column(header="Minutes perdues", name="lost_minutes", value=field("lost_minutes")),
    Column(
        header="Prise en charge due le",
        name="charge_due_at",
        value=field("charge_due_at"),
        is_in_sealed=True,
    ),
    Column(
        header="Pris en charge le",
        name="taken_charge_at",
        value=field("taken_charge_at"),
        is_in_sealed=True,
    ),
    Column(
        header="Mesures",
        name="containment",
        value=field("measures"),
        said=measures_in_words,
        width=Width.TEXT,
    ),
    Column(
        header="Information due le",
        name="information_due_at",
        value=field("information_due_at"),
        is_in_sealed=True,
    ),
    Column(header="Information faite le", name="informed_at", value=informed_at),
    Column(
        header="Parties informées",
        name="notified_parties",
        value=field("information_points"),
        said=informed_in_words,
        width=Width.WIDE,
    ),
)


def case_columns(
    kind: Kind, *, with_names: bool, with_sites: bool = False
) -> tuple[CaseColumn, ...]:
    """The columns for a kind of case.

    Who complains has columns only where names are given, and the site has one only where
    the school has sites.
    """
    where = _SITE if with_sites else ()
    match kind:
        case Kind.COMPLAINT:
            who = _COMPLAINANT if with_names else ()
            return (
                *(*_FIRST, *who, *_ORIGIN, *where, *_FACTS, *_QUALIFICATION, *_DEADLINES),
                *(*_HANDLING, *_ANSWER, *_END),
            )
        case Kind.INCIDENT:
            return (*_FIRST, *where, *_FACTS, *_INCIDENT, *_HANDLING, *_END)
