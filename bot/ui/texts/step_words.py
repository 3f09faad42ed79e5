"""The words of closed sets, each once: what steps, actions and deadlines are about."""

from bot.domain.actions.actions import ActionKind, ActionOrigin, ActionStatus
from bot.domain.cases.letters import LetterKind
from bot.domain.cases.outcomes import (
    Admissibility,
    CauseFamily,
    ComplainantDecision,
    Inadmissibility,
    Outcome,
    Solved,
)
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Measure
from bot.domain.cases.traces import ExternalKind
from bot.domain.deadlines.reminders import Level
from bot.domain.mail.departures import LetterState
from bot.domain.school.policies import DeadlineKind
from bot.ui.texts.language import Area, Text, Vocabulary, Word


class StepWords(Area):
    """Words of the closed sets that steps bring along."""

    admissibility = Vocabulary(
        {
            Admissibility.ADMISSIBLE: Word(fr="Recevable", en="Admissible"),
            Admissibility.INADMISSIBLE: Word(fr="Non recevable", en="Not admissible"),
        }
    )
    inadmissibility = Vocabulary(
        {
            Inadmissibility.OUT_OF_SCOPE: Word(
                fr="Hors périmètre",
                en="Out of our scope",
                meaning=Text(
                    fr="elle ne porte pas sur nos formations ni sur nos services",
                    en="it is not about our courses or services",
                ),
            ),
            Inadmissibility.INFORMATION_REQUEST: Word(
                fr="Demande d'information",
                en="Request for information",
                meaning=Text(
                    fr="c'est une demande d'information, à laquelle nous répondons à part",
                    en="it asks for information, which we answer separately",
                ),
            ),
            Inadmissibility.LABOUR_DISPUTE: Word(
                fr="Litige de travail",
                en="Labour dispute",
                meaning=Text(
                    fr="elle relève de la relation de travail, qui a ses propres voies",
                    en="it belongs to the employment relation, which has ways of its own",
                ),
            ),
            Inadmissibility.OTHER: Word(
                fr="Autre motif",
                en="Another reason",
                meaning=Text(fr="à dire dans l'explication", en="to be said in the explanation"),
            ),
        }
    )
    outcome = Vocabulary(
        {
            Outcome.UPHELD: Word(fr="Fondée", en="Upheld"),
            Outcome.PARTLY_UPHELD: Word(fr="Partiellement fondée", en="Partly upheld"),
            Outcome.NOT_UPHELD: Word(fr="Non fondée", en="Not upheld"),
            Outcome.NO_FURTHER_ACTION: Word(fr="Sans suite", en="No further action"),
        }
    )
    decision = Vocabulary(
        {
            ComplainantDecision.ACCEPTED: Word(
                fr="Acceptée",
                en="Accepted",
                in_line=Text(fr="solution acceptée", en="solution accepted"),
            ),
            ComplainantDecision.REFUSED: Word(
                fr="Refusée",
                en="Refused",
                in_line=Text(fr="solution refusée", en="solution refused"),
            ),
            ComplainantDecision.NO_ANSWER: Word(fr="Sans réponse", en="No answer"),
        }
    )
    solved = Vocabulary(
        {
            Solved.YES: Word(
                fr="Oui",
                en="Yes",
                in_line=Text(fr="le problème est réglé", en="the problem is solved"),
            ),
            Solved.PARTLY: Word(
                fr="En partie",
                en="Partly",
                in_line=Text(
                    fr="le problème est réglé en partie", en="the problem is partly solved"
                ),
            ),
            Solved.NO: Word(
                fr="Non",
                en="No",
                in_line=Text(fr="le problème n'est pas réglé", en="the problem is not solved"),
            ),
        }
    )
    cause_family = Vocabulary(
        {
            CauseFamily.WORKFORCE: Word(
                fr="Main-d'œuvre",
                en="People",
                long=Text(
                    fr="Main-d'œuvre : formateur, administration",
                    en="People: trainer, administration",
                ),
            ),
            CauseFamily.METHOD: Word(
                fr="Méthode",
                en="Method",
                long=Text(fr="Méthode : pédagogie, procédures", en="Method: teaching, procedures"),
            ),
            CauseFamily.EQUIPMENT: Word(
                fr="Matériel",
                en="Equipment",
                long=Text(
                    fr="Matériel : équipement, EPI, informatique", en="Equipment: devices, PPE, IT"
                ),
            ),
            CauseFamily.ENVIRONMENT: Word(
                fr="Milieu",
                en="Environment",
                long=Text(fr="Milieu : salle, site, météo", en="Environment: room, site, weather"),
            ),
            CauseFamily.MATERIAL: Word(
                fr="Matière",
                en="Material",
                long=Text(
                    fr="Matière : contenu, supports, information",
                    en="Material: content, handouts, information",
                ),
            ),
            CauseFamily.MANAGEMENT: Word(
                fr="Management",
                en="Management",
                long=Text(
                    fr="Management : planning, effectif", en="Management: planning, staffing"
                ),
            ),
            CauseFamily.FUNDING: Word(fr="Moyens financiers", en="Funding"),
            CauseFamily.AUDIENCE: Word(
                fr="Public",
                en="Audience",
                long=Text(fr="Public : prérequis, niveau", en="Audience: prerequisites, level"),
            ),
            CauseFamily.EXTERNAL: Word(
                fr="Cause externe",
                en="External",
                long=Text(fr="Cause externe : aléa véritable", en="External: a true hazard"),
            ),
        }
    )
    measure = Vocabulary(
        {
            Measure.SESSION_REORGANISATION: Word(
                fr="Réorganisation de session", en="Session reorganised"
            ),
            Measure.INDIVIDUAL_SUPPORT: Word(fr="Soutien individuel", en="Individual support"),
            Measure.CONTENT_ADJUSTMENT: Word(fr="Ajustement du contenu", en="Content adjusted"),
            Measure.EQUIPMENT_REPLACEMENT: Word(
                fr="Remplacement du matériel", en="Equipment replaced"
            ),
            Measure.TRAINER_REPLACEMENT: Word(
                fr="Remplacement du formateur", en="Trainer replaced"
            ),
            Measure.SESSION_SUSPENSION: Word(fr="Suspension de la session", en="Session suspended"),
            Measure.POSTPONEMENT: Word(fr="Report", en="Session postponed"),
            Measure.REASSESSMENT: Word(fr="Repassage de l'évaluation", en="Assessment taken again"),
            Measure.DOCUMENT_REISSUE: Word(fr="Nouvel envoi d'un document", en="Document reissued"),
            Measure.REFUND_CREDIT: Word(fr="Remboursement ou avoir", en="Refund or credit"),
            Measure.APOLOGY_EXPLANATION: Word(
                fr="Excuses ou explications", en="Apology and explanation"
            ),
            Measure.REFERRAL: Word(
                fr="Orientation vers un interlocuteur", en="Referral to an officer"
            ),
            Measure.EQUIPMENT_LOCKOUT: Word(
                fr="Consignation du matériel", en="Equipment locked out"
            ),
            Measure.OTHER: Word(fr="Autre mesure", en="Another measure"),
        }
    )
    deadline = Vocabulary(
        {
            DeadlineKind.ACK: Word(fr="Accusé de réception", en="Acknowledgement"),
            DeadlineKind.SOLUTION: Word(fr="Solution", en="Solution"),
            DeadlineKind.CHARGE: Word(fr="Prise en charge", en="Takeover"),
            DeadlineKind.INFORMATION: Word(
                fr="Point d'information", en="Update to those concerned"
            ),
            DeadlineKind.FOLLOW_UP: Word(fr="Suivi de satisfaction", en="Satisfaction follow-up"),
            DeadlineKind.NEXT_STEP: Word(fr="Suite à donner", en="Next step"),
            DeadlineKind.ACTION: Word(fr="Action", en="Action"),
            DeadlineKind.EFFECT: Word(
                fr="Vérification de l'effet", en="Check of the action's effect"
            ),
            DeadlineKind.EXTERNAL: Word(fr="Échéance extérieure", en="Outside deadline"),
        }
    )
    external_kind = Vocabulary(
        {
            ExternalKind.FUNDER: Word(fr="Réponse au financeur", en="Answer to the funder"),
            ExternalKind.WORK_ACCIDENT: Word(
                fr="Déclaration d'accident du travail", en="Declaration of an accident at work"
            ),
            ExternalKind.DATA_BREACH: Word(
                fr="Notification à la CNIL", en="Notification of a data breach"
            ),
            ExternalKind.AUTHORITY: Word(fr="Réponse à une autorité", en="Answer to an authority"),
            ExternalKind.CERTIFIER: Word(
                fr="Réponse au certificateur", en="Answer to the certifier"
            ),
            ExternalKind.OTHER: Word(fr="Autre échéance extérieure", en="Other outside deadline"),
        }
    )
    letter = Vocabulary(
        {
            LetterKind.ACKNOWLEDGEMENT: Word(fr="Accusé de réception", en="Acknowledgement"),
            LetterKind.INFORMATION_REQUEST: Word(
                fr="Demande de précisions", en="Request for details"
            ),
            LetterKind.EXTENSION: Word(fr="Prolongation", en="Extension"),
            LetterKind.PROPOSAL: Word(fr="Réponse", en="Answer"),
            LetterKind.REJECTION: Word(
                fr="Réclamation non recevable", en="Complaint not admissible"
            ),
            LetterKind.DUPLICATE: Word(
                fr="Réclamation jointe à une autre", en="Complaint joined to another"
            ),
            LetterKind.FOLLOW_UP: Word(fr="Suivi de satisfaction", en="Satisfaction follow-up"),
            LetterKind.INFORMATION_POINT: Word(
                fr="Point d'information", en="Update to those concerned"
            ),
        }
    )
    letter_state = Vocabulary(
        {
            LetterState.SENDING: Word(fr="En cours d'envoi", en="Being sent"),
            LetterState.ACCEPTED: Word(fr="Accepté par le serveur", en="Accepted by the server"),
            LetterState.REFUSED: Word(fr="Refusé", en="Refused"),
            LetterState.UNKNOWN: Word(fr="Issue inconnue", en="Outcome unknown"),
            LetterState.RETURNED: Word(fr="Revenu : à renvoyer", en="Came back: to be sent again"),
            LetterState.DECLARED_SENT: Word(fr="Déclaré parti", en="Declared sent"),
            LetterState.NOT_SENT: Word(fr="Déclaré non parti", en="Declared not sent"),
            LetterState.CANCELLED: Word(fr="Annulé avant l'envoi", en="Cancelled before it left"),
        }
    )
    role = Vocabulary(
        {
            Role.REPORTER: Word(fr="La personne qui l'a saisi", en="Whoever entered it"),
            Role.OWNER: Word(fr="Pilote", en="Owner", in_line=Text(fr="le pilote", en="the owner")),
            Role.QUALITY_MANAGER: Word(
                fr="Responsable qualité",
                en="Quality manager",
                in_line=Text(fr="un responsable qualité", en="a quality manager"),
            ),
            Role.TRAINING_MANAGER: Word(
                fr="Responsable de formation",
                en="Training manager",
                in_line=Text(fr="un responsable de formation", en="a training manager"),
            ),
            Role.HANDLER: Word(
                fr="Une personne désignée pour ce dossier", en="A person designated for this case"
            ),
            Role.CONCERNED: Word(fr="Une personne concernée", en="A person concerned"),
            Role.ONLY_JUDGE: Word(fr="La seule personne à en juger", en="The only one to judge it"),
        }
    )
    level = Vocabulary(
        {
            Level.OWNER: Word(fr="Pilote", en="Owner"),
            Level.QUALITY_MANAGERS: Word(fr="Responsables qualité", en="Quality managers"),
            Level.TRAINING_MANAGERS: Word(fr="Responsables de formation", en="Training managers"),
        }
    )
    action_kind = Vocabulary(
        {
            ActionKind.CURATIVE: Word(
                fr="Curative",
                en="Curative",
                meaning=Text(fr="Règle ce cas-ci", en="Mends this case"),
            ),
            ActionKind.CORRECTIVE: Word(
                fr="Corrective",
                en="Corrective",
                meaning=Text(fr="Supprime la cause", en="Removes the cause"),
            ),
            ActionKind.PREVENTIVE: Word(
                fr="Préventive",
                en="Preventive",
                meaning=Text(
                    fr="Évite un cas qui n'est pas encore arrivé",
                    en="Prevents a case that has not happened yet",
                ),
            ),
        }
    )
    action_origin = Vocabulary(
        {
            ActionOrigin.CASE: Word(fr="Dossier", en="Case"),
            ActionOrigin.DECISION: Word(fr="Décision en réunion", en="Meeting decision"),
            ActionOrigin.IMPROVEMENT: Word(fr="Axe d'amélioration", en="Improvement"),
            ActionOrigin.RECURRENCE: Word(fr="Sujet récurrent", en="Recurring topic"),
            ActionOrigin.REVIEW: Word(fr="Bilan semestriel", en="Half-yearly review"),
        }
    )
    action_status = Vocabulary(
        {
            ActionStatus.TO_DO: Word(fr="À faire", en="To do"),
            ActionStatus.DONE: Word(
                fr="Faite",
                en="Done",
                in_line=Text(fr="faite, effet à vérifier", en="done, effect to be checked"),
            ),
            ActionStatus.EFFECTIVE: Word(fr="Efficace", en="Effective"),
            ActionStatus.CANCELLED: Word(fr="Annulée", en="Cancelled"),
        }
    )
