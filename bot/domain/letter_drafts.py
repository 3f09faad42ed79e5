"""Letters drafted in French from the facts of a case.

A draft is there to be read and changed; what counts is the text as it was sent.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.letters import NB, THIN, Correspondence, Letter, LetterKind, letter_to
from bot.domain.outcomes import Outcome
from bot.domain.taxonomy import Channel

SUMMARY_MAX = 1_200
"""Characters of a description that a draft quotes, so that it stays easy to read and to edit."""


_BY_CHANNEL = {
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


def acknowledgement(case: Case, to: Correspondence) -> Letter:
    """T1: we have it, this is what we understood, this is when you will hear from us (§3.2.1)."""
    due = to.say(case.current_due_at or case.solution_due_at or case.received_at)
    received = f"le {to.say(case.received_at)} {_BY_CHANNEL[case.channel]}"
    return letter_to(
        LetterKind.ACKNOWLEDGEMENT,
        f"Votre réclamation {case.ref}{NB}: accusé de réception",
        to,
        f"Nous avons bien reçu, {received}, votre réclamation. "
        f"Elle est enregistrée sous la référence {case.ref}.",
        _what_we_understood(case),
        f"{_owner_follows(to)}Nous l'analysons avec les personnes concernées et vous proposerons "
        f"une solution au plus tard le {due}. S'il nous fallait plus de temps, nous vous en "
        "donnerions la raison et la nouvelle date avant cette échéance.",
        _data_notice(to),
    )


def information_request(
    case: Case, to: Correspondence, *, questions: str, answer_by: str
) -> Letter:
    """T2: what we still need to know, without moving our own deadline."""
    due = to.say(case.current_due_at or case.received_at)
    return letter_to(
        LetterKind.INFORMATION_REQUEST,
        f"{case.ref}{NB}: quelques précisions",
        to,
        f"Pour avancer dans l'examen de votre réclamation, il nous manque{NB}:",
        questions,
        f"Pouvez-vous nous répondre avant le {answer_by}{THIN}? Sans ces éléments, nous nous "
        f"prononcerons avec ceux dont nous disposons{THIN}; l'échéance du {due} reste inchangée.",
        "Merci de ne pas nous adresser de document médical.",
    )


def extension(
    case: Case, to: Correspondence, *, reason: str, done: str, remaining: str, new_due_at: datetime
) -> Letter:
    """T3: why we need more time, and until when (§3.2.3)."""
    due = to.say(case.current_due_at or case.received_at)
    reach = f"{THIN}; {to.owner or 'notre équipe'} reste joignable{NB}: {to.contact}"
    return letter_to(
        LetterKind.EXTENSION,
        f"{case.ref}{NB}: délai supplémentaire",
        to,
        f"Nous nous étions engagés à vous proposer une solution au plus tard le {due}. "
        f"Ce délai ne suffit pas{NB}: {reason}",
        f"À ce jour, voici ce qui est fait{NB}: {done}\nIl reste{NB}: {remaining}",
        f"Vous recevrez notre proposition au plus tard le {to.say(new_due_at)}.",
        f"Nous regrettons cette attente{reach if to.contact else ''}.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """What a proposal says beyond the case: dates already worded, the rest as typed."""

    outcome: Outcome
    examined: str
    findings: str
    solution: str
    reasons: str | None = None
    implemented_on: str | None = None
    prevention: str | None = None
    answer_by: str | None = None


def proposal(case: Case, to: Correspondence, *, facts: ProposalFacts) -> Letter:
    """T4: what we found, what we offer, and where to turn in disagreement (§3.2.3).

    Individuals are told of the consumer mediator (C. conso L612-2, L616-1).
    """
    return letter_to(
        LetterKind.PROPOSAL,
        f"{case.ref}{NB}: notre réponse",
        to,
        f"Vous nous avez adressé une réclamation, reçue le {to.say(case.received_at)}. "
        f"Après examen ({facts.examined}), voici ce que nous constatons{NB}: {facts.findings}",
        _verdict(facts),
        _offer(facts),
        _labelled("Pour éviter que cela se reproduise", facts.prevention),
        _your_turn(facts, to),
        mediation(case, to),
    )


def rejection(case: Case, to: Correspondence, *, reasons: str) -> Letter:
    """Why we cannot treat a request as a complaint: never without a reason, never silently."""
    return letter_to(
        LetterKind.REJECTION,
        f"{case.ref}{NB}: suite donnée à votre message",
        to,
        f"Nous avons bien reçu votre message le {to.say(case.received_at)}, enregistré sous la "
        f"référence {case.ref}. Nous l'avons lu avec attention.",
        f"Nous ne pouvons pas le traiter comme une réclamation{NB}: {reasons}",
        _disagreement(to),
        mediation(case, to),
    )


def follow_up(case: Case, to: Correspondence, *, answer_by: str) -> Letter:
    """T5: is it solved, and how did we do (§3.3)."""
    since = f" depuis le {to.say(case.implemented_at)}" if case.implemented_at else ""
    solution = f"La solution que nous vous avions proposée est en place{since}."
    return letter_to(
        LetterKind.FOLLOW_UP,
        f"{case.ref}{NB}: votre avis sur notre traitement",
        to,
        solution if case.implemented_at else "Nous avons répondu à votre réclamation.",
        f"Le problème est-il réglé (oui, en partie, non){THIN}?\n"
        f"De 1 à 5, comment jugez-vous la façon dont nous avons traité votre réclamation{THIN}?\n"
        f"Que devrions-nous améliorer{THIN}?",
        f"Sans retour de votre part avant le {answer_by}, nous clôturerons le dossier{THIN}; il "
        "pourra être rouvert sur simple demande.",
        mediation(case, to),
        "Merci de nous avoir aidés à progresser.",
    )


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
        _labelled("Prochain point", facts.next_point),
        _labelled("Contact", to.contact),
    )


def mediation(case: Case, to: Correspondence) -> str | None:
    """Where a consumer may turn next; None for anybody else, or with no mediator set up."""
    if to.mediator is None or not case.party.is_individual:
        return None
    mediator = f"{to.mediator.name}, {to.mediator.address}, {to.mediator.website}"
    return (
        "Si le différend persiste, vous pouvez saisir gratuitement le médiateur de la "
        f"consommation, dans l'année suivant votre réclamation écrite{NB}: {mediator}."
    )


def summary_of(case: Case) -> str:
    """The complaint as we understood it, cut at a word where it is long."""
    text = case.description.strip()
    if len(text) <= SUMMARY_MAX:
        return text
    return text[:SUMMARY_MAX].rsplit(maxsplit=1)[0] + " […]"


def _what_we_understood(case: Case) -> str:
    """The written summary, which is all there is of a complaint made by word of mouth."""
    opening = "Voici ce que nous avons compris"
    if case.channel.is_spoken:
        opening = "Votre réclamation étant orale, voici ce que nous en avons mis par écrit"
    return (
        f"{opening}{NB}:\n«{NB}{summary_of(case)}{NB}»\n"
        f"Si ce résumé est incomplet, répondez simplement à ce message{THIN}; vous pouvez y "
        "joindre tout document utile."
    )


def _owner_follows(to: Correspondence) -> str:
    if to.owner is None:
        return ""
    function = f", {to.function}," if to.function else ""
    return f"{to.owner}{function} suit votre dossier. "


def _data_notice(to: Correspondence) -> str:
    rights = f"{THIN}; vos droits{NB}: {to.privacy_notice}" if to.privacy_notice else ""
    return (
        "Vos données servent uniquement au traitement de cette réclamation et à l'amélioration "
        f"de nos formations{rights}."
    )


def _verdict(facts: ProposalFacts) -> str:
    match facts.outcome:
        case Outcome.UPHELD:
            return "Votre réclamation est fondée. Nous vous présentons nos excuses."
        case Outcome.PARTLY_UPHELD:
            reasons = (
                f" Pour le reste, voici pourquoi{NB}: {facts.reasons}" if facts.reasons else ""
            )
            return f"Votre réclamation est fondée en partie.{reasons}"
        case Outcome.NOT_UPHELD | Outcome.NO_FURTHER_ACTION:
            reasons = f" parce que{NB}: {facts.reasons}" if facts.reasons else ""
            return f"Nous ne pouvons pas y donner suite{reasons}."


def _offer(facts: ProposalFacts) -> str:
    on = f"\nMise en œuvre{NB}: {facts.implemented_on}" if facts.implemented_on else ""
    return f"Nous vous proposons{NB}: {facts.solution}{on}"


def _your_turn(facts: ProposalFacts, to: Correspondence) -> str:
    by = f" avant le {facts.answer_by}" if facts.answer_by else ""
    question = f"Cette réponse vous convient-elle{THIN}? Merci de nous répondre{by}."
    return " ".join(filter(None, (question, _disagreement(to))))


def _disagreement(to: Correspondence) -> str | None:
    if to.appeal_to is None:
        return None
    return f"En cas de désaccord, écrivez à {to.appeal_to} pour un nouvel examen."


def _labelled(label: str, text: str | None) -> str | None:
    return f"{label}{NB}: {text}" if text else None
