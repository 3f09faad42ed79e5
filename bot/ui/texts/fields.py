"""Labels of the fields of cases and actions: in the register, in others' registers, in forms.

The register speaks French, whatever language the channel speaks.
"""

from collections.abc import Mapping

from bot.ui.texts.language import Area, Both, Choices, Counted, Text

NAMES: Mapping[str, tuple[str, ...]] = {
    "ref": ("N°", "No", "Numéro", "Référence", "Réf", "N° de dossier", "N° de réclamation"),
    "kind": ("Nature",),
    "status": ("État", "Statut"),
    "overdue": ("En retard",),
    "received_at": ("Reçu le", "Reçue le", "Date de réception", "Date réception", "Date"),
    "recorded_at": ("Enregistré le",),
    "confidentiality": ("Confidentialité", "Confidentiel"),
    "recorded_by": ("Saisi par",),
    "complainant": ("Réclamant", "Nom du réclamant", "Nom"),
    "complainant_contact": ("Contact du réclamant", "Contact", "Coordonnées"),
    "channel": ("Canal", "Mode de réception", "Reçu par"),
    "party": ("Partie prenante", "Origine", "Émetteur"),
    "site": ("Site",),
    "session_ref": ("Session ou formation", "Session", "Formation"),
    "subject": ("Objet", "Sujet"),
    "description": (
        *("Description", "Faits", "Description des faits"),
        *("Détail", "Détails", "Réclamation", "Incident"),
    ),
    "severity": ("Gravité", "Criticité"),
    "attachments": ("Pièces",),
    "duplicate_of": ("Doublon de",),
    "related_refs": ("Lié à",),
    "category": ("Catégorie", "Thème"),
    "to_confirm": ("À confirmer",),
    "requested_remedy": ("Solution souhaitée", "Demande du réclamant", "Demande"),
    "signatory": ("Contrat signé par",),
    "admissibility": ("Recevabilité",),
    "inadmissibility": ("Motif de non-recevabilité",),
    "admissibility_reason": ("Explication de la non-recevabilité",),
    "ack_due_at": ("AR dû le",),
    "ack_sent_at": ("AR envoyé le", "Accusé de réception", "Date AR", "Date de l'AR"),
    "ack_means": ("Mode de l'AR",),
    "ack_letter": ("AR par courriel",),
    "ack_not_applicable": ("AR sans objet",),
    "ack_hours": ("Délai de l'AR (h)",),
    "solution_due_at": ("Solution due le",),
    "extensions": ("Prolongations",),
    "current_due_at": ("Échéance en vigueur",),
    "incident_type": ("Type", "Type d'incident"),
    "nature": ("Aléa ou difficulté",),
    "continuity": ("Session maintenue",),
    "injury": ("Personne blessée", "Blessure"),
    "settled_on_spot": ("Réglé sur place",),
    "affected_count": ("Stagiaires touchés",),
    "lost_minutes": ("Minutes perdues",),
    "charge_due_at": ("Prise en charge due le",),
    "taken_charge_at": ("Pris en charge le",),
    "containment": ("Mesures",),
    "information_due_at": ("Information due le",),
    "informed_at": ("Information faite le",),
    "notified_parties": ("Parties informées",),
    "external_deadlines": ("Échéances tierces",),
    "owner": ("Pilote",),
    "analysis": ("Analyse",),
    "root_cause": ("Cause racine", "Cause"),
    "cause_family": ("Famille de cause",),
    "solution": ("Solution proposée", "Solution", "Réponse", "Réponse apportée"),
    "proposed_at": ("Proposée le", "Date de réponse", "Date de la réponse"),
    "answer_means": ("Mode de la réponse",),
    "answer_letter": ("Réponse par courriel",),
    "solution_days": ("Délai de la solution (j)",),
    "outcome": ("Issue",),
    "complainant_decision": ("Réponse du réclamant",),
    "implemented_at": ("Mise en œuvre le", "Date de mise en œuvre"),
    "implementation": ("Mise en œuvre",),
    "followup_at": ("Suivi le",),
    "solved": ("Problème réglé",),
    "satisfaction_score": ("Satisfaction (1 à 5)",),
    "verbatim": ("Avis du réclamant",),
    "closed_at": ("Clôturé le", "Clos le", "Date de clôture", "Clôture"),
    "closed_by": ("Clôturé par",),
    "closing_reason": ("Motif de clôture",),
    "reopened_count": ("Réouvertures",),
}
"""By the names of `CASE_FIELDS`: the head of the register's column, then what others call it.

Of two columns that could hold the same, the one whose head stands first here does.
"""
HEADS: Mapping[str, str] = {name: names[0] for name, names in NAMES.items()}
_IN_ENGLISH: Mapping[str, str] = {
    "kind": "Kind",
    "status": "Status",
    "recorded_by": "Entered by",
    "complainant": "Complainant",
    "complainant_contact": "Complainant's contact",
    "channel": "Received by",
    "party": "Stakeholder",
    "site": "Site",
    "session_ref": "Session or course",
    "description": "Description",
    "severity": "Severity",
    "attachments": "Files",
    "category": "Category",
    "requested_remedy": "Solution asked for",
    "incident_type": "Type",
    "owner": "Owner",
}
RECEIVED_TIME = ("Heure de réception", "Heure de la réclamation", "Heure")
"""Headers of a column of times, where others keep them apart from the day."""

ACTION_HEADS: Mapping[str, str] = {
    "ref": "N°",
    "kind": "Type",
    "status": "État",
    "days_late": "En retard",
    "title": "Action",
    "origin": "Décidée par",
    "period": "Bilan discuté",
    "origin_refs": "Origine",
    "owner": "Pilote",
    "created_at": "Créée le",
    "due_on": "Échéance",
    "is_in_plan": "Au plan d'action",
    "done_at": "Faite le",
    "proof": "Preuve",
    "success_criterion": "Critère d'efficacité",
    "check_on": "Vérification prévue le",
    "checked_at": "Vérifiée le",
    "checked_by": "Vérifiée par",
    "is_effective": "Efficace",
    "findings": "Constat",
    "cancelled_because": "Motif d'annulation",
}
"""The heads of the columns of actions."""

STEP_LABELS: Mapping[str, str] = {
    "about": "Au sujet de",
    "ack_waived_at": "Sans accusé possible depuis",
    "action": "Action",
    "admissibility_reason": "Explication",
    "analysed_at": "Analysé le",
    "answer_asked_by": "Retour demandé pour le",
    "answer_due_at": "Réponse attendue le",
    "promised_on": "Mise en œuvre annoncée pour le",
    "answer_owed_since": "Nouvelle réponse attendue depuis",
    "answered_at": "Répondu le",
    "asked_at": "Demandé le",
    "asked_by": "Demandé par",
    "at": "Le",
    "author": "Auteur",
    "before": "Avant",
    "body": "Texte",
    "by": "Par",
    "certifier_rule": "Règle du certificateur",
    "closes": "Clore le dossier",
    "comment": "Commentaire",
    "communicated_at": "Annoncé le",
    "communicated_by": "Annoncé par",
    "concerned_people": "Personnes mises en cause",
    "confidential": "Confidentiel",
    "created_by": "Créée par",
    "deadline": "Échéance de",
    "decided_at": "Répondu le",
    "done_by": "Faite par",
    "deadline_id": "Échéance",
    "done": "Ce qui a été fait",
    "done_at_once": "Fait aussitôt",
    "dropped_at": "Sans objet depuis",
    "due_at": "Échéance",
    "duplicate": "Doublon",
    "entry": "Entrée du journal",
    "erased_at": "Effacé le",
    "explanation": "Explication",
    "file": "Fichier",
    "files": "Fichiers",
    "first_outcome": "Première issue",
    "five_whys": "Pourquoi",
    "followups": "Suivis",
    "group": "Qui a été informé",
    "handlers": "Personnes habilitées",
    "in_time": "À temps",
    "informed": "Personnes prévenues",
    "is_moot": "Sans objet",
    "kept_at": "Tenue le",
    "information_points": "Points d'information",
    "information_requests": "Demandes de précisions",
    "letter": "Lettre",
    "level": "Échelon",
    "link": "Lien",
    "means": "Par quel moyen",
    "new_due_at": "Nouvelle échéance",
    "note": "Remarque",
    "noted_at": "Notée le",
    "on_spot": "Réglé sur place",
    "noted_by": "Notée par",
    "owed_since": "Due depuis",
    "parties": "Parties informées",
    "past_lives": "Clôtures précédentes",
    "past_promises": "Promesses précédentes",
    "people_involved": "Personnes associées à l'analyse",
    "qualified_at": "Qualifié le",
    "reason": "Motif",
    "told_on": "Informé le",
    "recourse_exhausted": "Recours épuisés",
    "refs": "Actions",
    "reopened_at": "Rouvert le",
    "replaced_due_at": "Échéance remplacée",
    "rule": "Rappel",
    "row_digest": "Empreinte de la ligne",
    "score": "Satisfaction",
    "session_code": "Code de la session",
    "sha256": "Empreinte",
    "settled_at": "Faite le",
    "settled_by": "Faite par",
    "solution_met_at": "Réponse donnée le",
    "source_ref": "Référence d'origine",
    "subject": "Objet",
    "text": "Texte",
    "to_confirm": "Catégorie et gravité à confirmer",
    "untold_because": "Réclamant non prévenu, car",
    "waived_because": "Sans objet, car",
    "what": "De quoi il s'agit",
}
"""Labels of what the journal keeps of a step; they win over the fields' own."""


class FieldTexts(Area):
    """Labels of fields in forms and in a case, and sentences about those that are true or false.

    The former by the names of `CASE_FIELDS`, the latter by the attributes of `Case`.
    """

    labels = Choices(
        {name: Text(fr=HEADS[name], en=english) for name, english in _IN_ENGLISH.items()}
    )
    ticked = Choices(
        {
            "injury": Text(
                fr="Une personne est blessée ou souffrante", en="Somebody is injured or unwell"
            ),
            "confidential": Text(
                fr="Confidentiel : le récit reste réservé aux personnes désignées",
                en="Confidential: only the people designated will read what happened",
            ),
        }
    )
    """In the form by which an incident is filed."""
    marks = Choices(
        {
            "injury": Text(
                fr=":adhesive_bandage: Une personne est blessée ou souffrante",
                en=":adhesive_bandage: Somebody is injured or unwell",
            )
        }
    )
    """On the card."""
    counted = Both(
        fr={
            "injury": Counted(
                none="",
                one="1 incident avec une personne blessée ou souffrante.",
                many="{count} incidents avec une personne blessée ou souffrante.",
            ),
            "settled_on_spot": Counted(
                none="",
                one="1 incident réglé sur place par la personne qui l'a signalé.",
                many="{count} incidents réglés sur place par la personne qui les a signalés.",
            ),
        },
        en={
            "injury": Counted(
                none="",
                one="1 incident with somebody hurt or unwell.",
                many="{count} incidents with somebody hurt or unwell.",
            ),
            "settled_on_spot": Counted(
                none="",
                one="1 incident settled on the spot by whoever reported it.",
                many="{count} incidents settled on the spot by whoever reported them.",
            ),
        },
    )
    """In the half-yearly review."""
