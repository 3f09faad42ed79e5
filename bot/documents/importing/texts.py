"""The words that registers of others use for ours, and those that we add to theirs."""

from collections.abc import Mapping

from bot.domain.cases.cases import Status
from bot.domain.cases.taxonomy import Channel, IncidentType, Kind, Party

ALSO: Mapping[str, Mapping[str, str]] = {
    "kind": {"Plainte": Kind.COMPLAINT, "Aléa": Kind.INCIDENT, "Difficulté": Kind.INCIDENT},
    "party": {"Apprenant": Party.TRAINEE, "Client": Party.CLIENT_COMPANY, "OPCO": Party.FUNDER},
    "channel": {
        "Email": Channel.EMAIL,
        "Mail": Channel.EMAIL,
        "E-mail": Channel.EMAIL,
        "Tél": Channel.PHONE,
        "Oral": Channel.IN_PERSON,
        "Courrier": Channel.POST,
    },
    "incident_type": {
        "Organisationnelle": IncidentType.ORGANISATIONAL,
        "Pédagogique": IncidentType.PEDAGOGICAL,
    },
    "status": {
        "Accusée": Status.ACKNOWLEDGED,
        **dict.fromkeys(("Close", "Clôturé", "Clôturée", "Traité", "Traitée"), Status.CLOSED),
        **dict.fromkeys(("Rouverte",), Status.REOPENED),
        **dict.fromkeys(("Retirée",), Status.WITHDRAWN),
        **dict.fromkeys(("Soldé", "Soldée", "Terminé", "Terminée"), Status.CLOSED),
        **dict.fromkeys(("En cours", "Ouvert", "Ouverte", "Nouveau"), Status.RECEIVED),
    },
}
"""Synonyms of the members of a closed set, by the field's name."""

OF_COMPLAINTS = frozenset({"reclamation", "reclamations", "plainte", "plaintes"})
OF_INCIDENTS = frozenset(
    {"incident", "incidents", "alea", "aleas", "difficulte", "difficultes", "dysfonctionnements"}
)
"""Words of a sheet's name that tell its kind of case, without accents."""
