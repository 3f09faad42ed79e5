"""The usual risks of the trade as they are proposed: what may happen, why, and what then."""

from bot.domain.reports.risks import UsualRisk
from bot.ui.texts.language import Area, Choices, Text


class UsualRiskTexts(Area):
    """What is written into a risk that is adopted, to be changed there."""

    title = Choices(
        {
            UsualRisk.TRAINER_TITLE: Text(
                fr="Titre ou habilitation d'un formateur expiré",
                en="A trainer's title or authorisation has expired",
            ),
            UsualRisk.SESSION_UNDECLARED: Text(
                fr="Session non déclarée, ou déclarée trop tard",
                en="A session not declared, or declared too late",
            ),
            UsualRisk.EQUIPMENT: Text(
                fr="Matériel ou équipement de protection en panne, manquant ou non conforme",
                en="Equipment or protective gear broken, missing or not up to standard",
            ),
            UsualRisk.TRAINER_ABSENT: Text(
                fr="Formateur absent sans remplaçant",
                en="A trainer away and nobody to replace them",
            ),
            UsualRisk.PREREQUISITES: Text(
                fr="Stagiaire admis sans les prérequis ou les pièces exigés",
                en="A trainee admitted without the prerequisites or papers required",
            ),
            UsualRisk.EXAM_CONTESTED: Text(
                fr="Examen ou résultat contesté", en="An exam or a result contested"
            ),
            UsualRisk.CERTIFICATES_LATE: Text(
                fr="Attestations ou justificatifs remis en retard",
                en="Certificates or supporting papers handed over late",
            ),
            UsualRisk.VIOLENCE_UNTOLD: Text(
                fr="Violence, harcèlement ou discrimination que personne ne signale",
                en="Violence, harassment or discrimination that nobody reports",
            ),
        }
    )
    cause = Choices(
        {
            UsualRisk.TRAINER_TITLE: Text(
                fr="Personne ne suit les dates de fin de validité.",
                en="Nobody follows the dates of expiry.",
            ),
            UsualRisk.SESSION_UNDECLARED: Text(
                fr="La déclaration préalable est oubliée, ou la session ajoutée au dernier moment.",
                en="The prior declaration is forgotten, or the session added at the last moment.",
            ),
            UsualRisk.EQUIPMENT: Text(
                fr="Les contrôles périodiques et les stocks ne sont pas suivis.",
                en="Periodic checks and stocks are not followed.",
            ),
            UsualRisk.TRAINER_ABSENT: Text(
                fr="Un seul formateur est qualifié pour ce domaine.",
                en="A single trainer is qualified for this field.",
            ),
            UsualRisk.PREREQUISITES: Text(
                fr="Les dossiers ne sont pas vérifiés avant l'entrée en formation.",
                en="Files are not checked before the course begins.",
            ),
            UsualRisk.EXAM_CONTESTED: Text(
                fr="Le jury est incomplet, ou le procès-verbal mal tenu.",
                en="The jury is incomplete, or its record badly kept.",
            ),
            UsualRisk.CERTIFICATES_LATE: Text(
                fr="Les feuilles d'émargement reviennent incomplètes, ou trop tard.",
                en="Attendance sheets come back incomplete, or too late.",
            ),
            UsualRisk.VIOLENCE_UNTOLD: Text(
                fr="Les stagiaires et les formateurs ne savent pas à qui le dire.",
                en="Trainees and trainers do not know whom to tell.",
            ),
        }
    )
    effect = Choices(
        {
            UsualRisk.TRAINER_TITLE: Text(
                fr="La session n'est pas reconnue, et les attestations sont contestées.",
                en="The session is not recognised, and certificates are contested.",
            ),
            UsualRisk.SESSION_UNDECLARED: Text(
                fr="La session est annulée ou n'est pas reconnue.",
                en="The session is cancelled or not recognised.",
            ),
            UsualRisk.EQUIPMENT: Text(
                fr="Un exercice est impossible ou dangereux, la session est interrompue.",
                en="An exercise is impossible or dangerous, the session is interrupted.",
            ),
            UsualRisk.TRAINER_ABSENT: Text(
                fr="La session est reportée, et les stagiaires se sont déplacés pour rien.",
                en="The session is postponed, and trainees came for nothing.",
            ),
            UsualRisk.PREREQUISITES: Text(
                fr="Le stagiaire est écarté de l'examen, ou le financement refusé.",
                en="The trainee is kept from the exam, or funding is refused.",
            ),
            UsualRisk.EXAM_CONTESTED: Text(
                fr="Des épreuves sont à repasser.", en="Tests have to be taken again."
            ),
            UsualRisk.CERTIFICATES_LATE: Text(
                fr="Un stagiaire ne peut pas travailler, ou un financement est bloqué.",
                en="A trainee cannot work, or funding is held up.",
            ),
            UsualRisk.VIOLENCE_UNTOLD: Text(
                fr="Une personne n'est pas protégée, et la situation s'aggrave.",
                en="Somebody is not protected, and it gets worse.",
            ),
        }
    )
