"""The words of closed sets, each once: what a case is about, and all of them together."""

from collections.abc import Iterator
from inspect import getmembers
from typing import Any

from bot.domain.cases.cases import Status
from bot.domain.cases.stages import Stage
from bot.domain.cases.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Means,
    Nature,
    Party,
    Severity,
    Signatory,
)
from bot.domain.register.informing import InformedGroup
from bot.ui.texts.language import Terms, Text, Vocabulary, Word
from bot.ui.texts.step_words import StepWords


class Words(StepWords):
    """Words of the closed sets, for screens, register, letters and imports.

    The word itself is the register's. Where a form says it otherwise, or a line goes on after it,
    that stands beside it.
    """

    kind = Vocabulary(
        {
            Kind.COMPLAINT: Word(fr="Réclamation", en="Complaint"),
            Kind.INCIDENT: Word(fr="Incident", en="Incident"),
        }
    )
    party = Vocabulary(
        {
            Party.TRAINEE: Word(fr="Stagiaire", en="Trainee"),
            Party.CLIENT_COMPANY: Word(fr="Entreprise", en="Company"),
            Party.FUNDER: Word(fr="Financeur", en="Funder"),
            Party.TEACHING_TEAM: Word(fr="Équipe pédagogique", en="Teaching team"),
            Party.CERTIFIER: Word(fr="Certificateur", en="Certifier"),
            Party.OTHER: Word(fr="Autre", en="Other"),
        }
    )
    channel = Vocabulary(
        {
            Channel.EMAIL: Word(
                fr="Courriel",
                en="E-mail",
                long=Text(fr="Email", en="E-mail"),
                in_line=Text(fr="par courriel", en="by e-mail"),
            ),
            Channel.PHONE: Word(
                fr="Téléphone", en="Telephone", in_line=Text(fr="par téléphone", en="by telephone")
            ),
            Channel.IN_PERSON: Word(fr="De vive voix", en="In person"),
            Channel.POST: Word(
                fr="Courrier postal",
                en="Post",
                in_line=Text(fr="par courrier postal", en="by post"),
            ),
            Channel.WEB_FORM: Word(
                fr="Formulaire du site",
                en="Form on the website",
                in_line=Text(fr="par le formulaire du site", en="through the website's form"),
            ),
            Channel.SATISFACTION_SURVEY: Word(
                fr="Enquête de satisfaction",
                en="Satisfaction survey",
                in_line=Text(fr="dans une enquête de satisfaction", en="in a satisfaction survey"),
            ),
            Channel.FUNDER_PLATFORM: Word(
                fr="Plateforme du financeur",
                en="Funder's platform",
                in_line=Text(
                    fr="par la plateforme du financeur", en="through the funder's platform"
                ),
            ),
            Channel.ONLINE_REVIEW: Word(
                fr="Avis en ligne",
                en="Online review",
                in_line=Text(fr="dans un avis en ligne", en="in an online review"),
            ),
            Channel.SLACK: Word(
                fr="Slack", en="Slack", in_line=Text(fr="dans Slack", en="in Slack")
            ),
        }
    )
    category = Vocabulary(
        {
            Category.INFORMATION_SALES: Word(
                fr="Information préalable, devis, publicité",
                en="Information before enrolling, quotes, advertising",
                short=Text(fr="Information préalable", en="Information"),
            ),
            Category.ENROLMENT_SUMMONS: Word(
                fr="Inscription, convocation, délai d'accès",
                en="Enrolment, joining instructions, waiting time",
                short=Text(fr="Inscription", en="Enrolment"),
            ),
            Category.SCHEDULING_CANCELLATION: Word(
                fr="Planning, report, annulation",
                en="Scheduling, postponement, cancellation",
                short=Text(fr="Planning", en="Scheduling"),
            ),
            Category.PREMISES_ACCESS: Word(
                fr="Locaux, accueil, restauration, accès",
                en="Premises, reception, catering, access",
                short=Text(fr="Locaux", en="Premises"),
            ),
            Category.EQUIPMENT_PPE: Word(
                fr="Matériel, EPI, plateau technique",
                en="Equipment, protective gear, training rig",
                short=Text(fr="Matériel", en="Equipment"),
            ),
            Category.TRAINER: Word(
                fr="Formateur (compétence, ponctualité, posture)",
                en="Trainer (skill, punctuality, conduct)",
                short=Text(fr="Formateur", en="Trainer"),
            ),
            Category.CONTENT_PEDAGOGY: Word(
                fr="Contenu, rythme, supports, méthode",
                en="Content, pace, materials, method",
                short=Text(fr="Contenu", en="Content"),
            ),
            Category.ASSESSMENT_EXAM: Word(
                fr="Évaluation, examen, résultat contesté",
                en="Assessment, exam, disputed result",
                short=Text(fr="Évaluation", en="Assessment"),
            ),
            Category.CERTIFICATES_DOCUMENTS: Word(
                fr="Attestation, diplôme, titre, avis",
                en="Certificates and other documents",
                short=Text(fr="Attestations", en="Certificates"),
            ),
            Category.ATTENDANCE_ADMIN: Word(
                fr="Émargement, convention, pièces",
                en="Attendance sheets, agreements, paperwork",
                short=Text(fr="Dossier administratif", en="Administration"),
            ),
            Category.BILLING_FUNDING: Word(
                fr="Facturation, prise en charge, remboursement",
                en="Billing, funding, refund",
                short=Text(fr="Facturation", en="Billing"),
            ),
            Category.DISABILITY_ACCOMMODATION: Word(
                fr="Handicap, aménagement",
                en="Disability, accommodation",
                short=Text(fr="Handicap", en="Disability"),
            ),
            Category.HEALTH_SAFETY: Word(
                fr="Santé et sécurité pendant la formation",
                en="Health and safety during training",
                short=Text(fr="Santé et sécurité", en="Health and safety"),
            ),
            Category.CONDUCT_VHD: Word(
                fr="Violence, harcèlement, discrimination",
                en="Violence, harassment, discrimination",
            ),
            Category.DATA_PROTECTION: Word(fr="Données personnelles", en="Personal data"),
            Category.DIGITAL_PLATFORM: Word(
                fr="Plateforme, classe virtuelle",
                en="Platform, virtual classroom",
                short=Text(fr="Plateforme", en="Platform"),
            ),
            Category.COMPLAINT_HANDLING: Word(
                fr="Traitement d'une réclamation, relance",
                en="Handling of a complaint, reminder",
                short=Text(fr="Traitement d'une réclamation", en="Handling of a complaint"),
            ),
            Category.OTHER: Word(
                fr="Autre", en="Other", short=Text(fr="Autre sujet", en="Other subject")
            ),
        }
    )
    incident_type = Vocabulary(
        {
            IncidentType.TECHNICAL: Word(fr="Technique", en="Technical"),
            IncidentType.ORGANISATIONAL: Word(
                fr="Organisation",
                en="Organisation",
                long=Text(fr="Organisationnelle", en="Organisational"),
            ),
            IncidentType.PEDAGOGICAL: Word(
                fr="Pédagogie", en="Teaching", long=Text(fr="Pédagogique", en="Pedagogical")
            ),
        }
    )
    nature = Vocabulary(
        {
            Nature.HAZARD: Word(
                fr="Aléa",
                en="Hazard",
                long=Text(
                    fr="Aléa : imprévisible, venu de l'extérieur",
                    en="Hazard: unforeseeable, from outside",
                ),
            ),
            Nature.DIFFICULTY: Word(
                fr="Difficulté",
                en="Difficulty",
                long=Text(
                    fr="Difficulté : gêne née de la formation",
                    en="Difficulty: a hindrance from within",
                ),
            ),
        }
    )
    continuity = Vocabulary(
        {
            Continuity.YES: Word(
                fr="Oui",
                en="Yes",
                short=Text(fr="maintenue", en="going on"),
                in_line=Text(fr="session maintenue", en="session going on"),
            ),
            Continuity.DEGRADED: Word(
                fr="En mode dégradé",
                en="With difficulty",
                short=Text(fr="dégradée", en="degraded"),
                in_line=Text(fr="session dégradée", en="session degraded"),
            ),
            Continuity.NO: Word(
                fr="Non",
                en="No",
                short=Text(fr="interrompue", en="stopped"),
                in_line=Text(fr="session interrompue", en="session stopped"),
            ),
        }
    )
    signatory = Vocabulary(
        {
            Signatory.INDIVIDUAL: Word(fr="Particulier", en="Individual"),
            Signatory.COMPANY: Word(fr="Entreprise", en="Company"),
            Signatory.FUNDER: Word(fr="Financeur", en="Funder"),
        }
    )
    severity = Vocabulary(
        {
            Severity.MINOR: Word(
                fr="Mineure",
                en="Minor",
                meaning=Text(
                    fr="Une gêne, sans effet sur les objectifs de la formation",
                    en="A nuisance, without effect on what the training is for",
                ),
            ),
            Severity.MODERATE: Word(
                fr="Modérée",
                en="Moderate",
                meaning=Text(
                    fr="Objectifs ou plusieurs personnes touchés, rattrapable",
                    en="Objectives or several people affected, can be made good",
                ),
            ),
            Severity.MAJOR: Word(
                fr="Majeure",
                en="Major",
                meaning=Text(
                    fr="Examen, contrat, règle ou plus d'une demi-journée en jeu",
                    en="An exam, a contract, a rule or over half a day at stake",
                ),
            ),
            Severity.CRITICAL: Word(
                fr="Critique",
                en="Critical",
                meaning=Text(
                    fr="Blessure, danger, violence, fraude, titre de sécurité erroné",
                    en="Injury, danger, violence, fraud, wrong safety certificate",
                ),
            ),
        }
    )
    status = Vocabulary(
        {
            Status.RECEIVED: Word(fr="Reçue", en="Received"),
            Status.ACKNOWLEDGED: Word(fr="Accusé envoyé", en="Acknowledged"),
            Status.UNDER_REVIEW: Word(fr="En analyse", en="Under review"),
            Status.WAITING_INFO: Word(fr="En attente de précisions", en="Waiting for information"),
            Status.SOLUTION_PROPOSED: Word(fr="Solution proposée", en="Solution proposed"),
            Status.IN_IMPLEMENTATION: Word(fr="Mise en œuvre", en="Being put in place"),
            Status.FOLLOW_UP: Word(fr="Suivi", en="Follow-up"),
            Status.REJECTED: Word(fr="Non recevable", en="Inadmissible"),
            Status.DUPLICATE: Word(fr="Doublon", en="Duplicate"),
            Status.WITHDRAWN: Word(
                fr="Retiré", en="Withdrawn", of_complaint=Text(fr="Retirée", en="Withdrawn")
            ),
            Status.REPORTED: Word(fr="Signalé", en="Reported"),
            Status.TAKEN_CHARGE: Word(fr="Pris en charge", en="Taken on"),
            Status.MEASURES_DECIDED: Word(fr="Mesures", en="Measures"),
            Status.PARTIES_INFORMED: Word(fr="Information", en="Information"),
            Status.ACTIONS_RUNNING: Word(fr="Actions", en="Actions"),
            Status.CLOSED: Word(fr="Clos", en="Closed", of_complaint=Text(fr="Close", en="Closed")),
            Status.REOPENED: Word(
                fr="Rouvert", en="Reopened", of_complaint=Text(fr="Rouverte", en="Reopened")
            ),
        }
    )
    stage = Vocabulary(
        {
            Stage.TO_ACKNOWLEDGE: Word(fr="À accuser", en="To acknowledge"),
            Stage.TO_ANSWER: Word(fr="À répondre", en="To answer"),
            Stage.TO_IMPLEMENT: Word(fr="À mettre en œuvre", en="To put in place"),
            Stage.TO_TAKE_ON: Word(fr="À prendre en charge", en="To take on"),
            Stage.IN_PROGRESS: Word(fr="En cours", en="In progress"),
            Stage.TO_VERIFY: Word(fr="À vérifier", en="To verify"),
            Stage.OVER: Word(fr="Clos", en="Closed", of_complaint=Text(fr="Close", en="Closed")),
        }
    )
    informed_group = Vocabulary(
        {
            InformedGroup.TRAINEES: Word(
                fr="Stagiaires, du moyen de réclamer", en="Trainees, of how to complain"
            ),
            InformedGroup.TRAINERS: Word(
                fr="Formateurs, de la procédure", en="Trainers, of the procedure"
            ),
            InformedGroup.DISABILITY_OFFICER: Word(
                fr="Référent handicap, d'un dossier", en="Disability officer, of a case"
            ),
        }
    )
    means = Vocabulary(
        {
            Means.EMAIL: Word(
                fr="Courriel", en="E-mail", in_line=Text(fr="par courriel", en="by e-mail")
            ),
            Means.PHONE: Word(
                fr="Téléphone", en="Telephone", in_line=Text(fr="par téléphone", en="by telephone")
            ),
            Means.POST: Word(
                fr="Courrier postal", en="Post", in_line=Text(fr="par courrier", en="by post")
            ),
            Means.HANDED_OVER: Word(
                fr="Remise en main propre",
                en="Handed over",
                in_line=Text(fr="en main propre", en="by hand"),
            ),
            Means.SPOKEN: Word(fr="De vive voix", en="In person"),
        }
    )

    def status_of(self, kind: Kind, status: Status) -> str:
        """Where a case of this kind stands: « Retirée » of a complaint, else « Retiré »."""
        words = self.status.of_complaint if kind is Kind.COMPLAINT else self.status
        return words[status]

    def stage_of(self, kind: Kind, stage: Stage) -> str:
        """Where a case of this kind stands in a few words: « Close » of a complaint."""
        words = self.stage.of_complaint if kind is Kind.COMPLAINT else self.stage
        return words[stage]

    def closed_sets(self) -> Iterator[Terms[Any]]:
        """Every closed set that has words, with them."""
        for _, declared in getmembers(type(self)):
            if isinstance(declared, Vocabulary):
                yield declared.by_locale[self.reads]
