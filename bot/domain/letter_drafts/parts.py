"""What several letters say in the same words."""

from bot.domain.cases import Case
from bot.domain.letters import NB, THIN, Correspondence
from bot.domain.taxonomy import Channel

BY_CHANNEL = {
    Channel.EMAIL: "par courriel",
    Channel.PHONE: "par téléphone",
    Channel.IN_PERSON: "de vive voix",
    Channel.POST: "par courrier",
    Channel.WEB_FORM: "par notre formulaire en ligne",
    Channel.SATISFACTION_SURVEY: "dans un questionnaire de satisfaction",
    Channel.FUNDER_PLATFORM: "par la plateforme du financeur",
    Channel.ONLINE_REVIEW: "dans un avis en ligne",
    Channel.SLACK: "par messagerie",
}


def mediation(case: Case, to: Correspondence) -> str | None:
    """Where a consumer may turn next; None for anybody else, or with no mediator set up."""
    if to.mediator is None or not case.party.is_individual:
        return None
    mediator = f"{to.mediator.name}, {to.mediator.address}, {to.mediator.website}"
    return (
        "Si le différend persiste, vous pouvez saisir gratuitement le médiateur de la "
        f"consommation, dans l'année suivant votre réclamation écrite{NB}: {mediator}."
    )


def disagreement(to: Correspondence) -> str | None:
    """Who examines a refusal anew; None where nobody is named."""
    if to.appeal_to is None:
        return None
    return f"En cas de désaccord, écrivez à {to.appeal_to} pour un nouvel examen."


def data_notice(to: Correspondence) -> str:
    """What becomes of the complainant's data (GDPR art. 13)."""
    rights = f"{THIN}; vos droits{NB}: {to.privacy_notice}" if to.privacy_notice else ""
    return (
        "Vos données servent uniquement au traitement de cette réclamation et à l'amélioration "
        f"de nos formations{rights}."
    )


def labelled(label: str, text: str | None) -> str | None:
    """A line that begins with what it is about; None without a text."""
    return f"{label}{NB}: {text}" if text else None
