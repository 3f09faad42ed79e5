"""Letters drafted in French from the facts of a case: acknowledgements, questions, answers.

A draft is there to be read and changed; what counts is the text as it was sent.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.cases import Case
from bot.domain.cases.followups import attempts_due, current_followups
from bot.domain.cases.letters import (
    Correspondence,
    InformationPointFacts,
    Letter,
    LetterKind,
    Offer,
    ProposalFacts,
    is_consumer,
)
from bot.domain.cases.outcomes import Outcome
from bot.domain.cases.taxonomy import Category
from bot.domain.deadlines.renewals import is_date_told
from bot.ui.blocks.escape import one_line
from bot.ui.texts.catalogue import FRENCH
from bot.ui.texts.language import NARROW_NO_BREAK as THIN
from bot.ui.texts.language import NO_BREAK as NB

SUMMARY_MAX = 1_200
"""Characters of a description that a draft quotes, so that it stays easy to read and to edit."""

DATED = "Le {day}"
REFERENCE = f"Nos références{NB}: {{ref}}"
SUBJECT = f"Objet{NB}: {{subject}}"
"""What stands on a letter's paper beside its own words."""

UNDECIDED = "l'équipe étudie les mesures à prendre"
"""Stands for the measures until some are decided."""
_BY, _FOUND = FRENCH.words.channel.in_line, FRENCH.words.outcome.in_line


def acknowledgement(case: Case, to: Correspondence, *, now: datetime) -> Letter:
    """T1: we have it, this is what we understood, this is when you will hear from us (§3.2.1)."""
    return _letter(
        LetterKind.ACKNOWLEDGEMENT,
        f"Votre réclamation {case.ref}{NB}: accusé de réception",
        to,
        _received("votre réclamation", case, to),
        _what_we_understood(case),
        f"{_owner_follows(to)}{_examination(case)}{_when_answered(case, to, now=now)}",
        _data_notice(to),
    )


def _when_answered(case: Case, to: Correspondence, *, now: datetime) -> str:
    """By when; of a date that has passed already, that we did not keep it."""
    due = _due(case, to)
    if _due_at(case) <= now:
        return f". {_should_have(due)}{NB}: nous regrettons cette attente."
    return (
        f" et vous répondrons au plus tard le {due}. S'il nous fallait plus de temps, nous vous "
        "en donnerions la raison et la nouvelle date avant cette échéance."
    )


def _received(what: str, case: Case, to: Correspondence) -> str:
    """That it reached us, how and on which day, and how to name it from now on."""
    return (
        f"Nous avons bien reçu {what}, {_BY[case.channel]}, le {to.say(case.received_at)}. "
        f"Elle est enregistrée sous la référence {case.ref}."
    )


def _examination(case: Case) -> str:
    """With whom we look at it, said to nobody who wants it known to as few as can be."""
    if case.confidential:
        return "Votre réclamation est traitée de façon confidentielle. Nous l'examinons"
    return "Nous examinons votre réclamation avec les équipes concernées"


def information_request(
    case: Case,
    to: Correspondence,
    *,
    questions: str,
    answer_by: str,
    answer_from: datetime,
    now: datetime,
) -> Letter:
    """T2: what we still need to know, without moving our own deadline.

    `answer_from` is when the day `answer_by` begins.
    """
    stands = _how_the_date_stands(case, to, answer_from=answer_from, now=now)
    return _letter(
        LetterKind.INFORMATION_REQUEST,
        f"{case.ref}{NB}: quelques précisions",
        to,
        _said("Pour avancer dans l'examen de votre réclamation, il nous manque", questions),
        f"Pouvez-vous nous répondre avant le {answer_by}{THIN}? Sans ces éléments, nous nous "
        f"prononcerons avec ceux dont nous disposons{stands}",
        "Merci de ne pas nous adresser de document médical.",
    )


def _how_the_date_stands(
    case: Case, to: Correspondence, *, answer_from: datetime, now: datetime
) -> str:
    """That the date stands, or is past; nothing where it comes before the answer's own day.

    Who was never told of it hears of it here.
    """
    due, is_told = _due(case, to), is_date_told(case)
    if _due_at(case) <= now:
        past = f"L'échéance du {due} est passée" if is_told else _should_have(due)
        return f". {past}{NB}: nous regrettons cette attente."
    if _due_at(case) <= answer_from:
        return "."
    if not is_told:
        return f", et vous répondrons au plus tard le {due}."
    return f"{THIN}; l'échéance du {due} reste inchangée."


def _should_have(due: str) -> str:
    return f"Nous aurions dû vous répondre au plus tard le {due}"


def extension(
    case: Case,
    to: Correspondence,
    *,
    reason: str,
    done: str,
    remaining: str,
    new_due_at: datetime,
    now: datetime,
) -> Letter:
    """T3: why we need more time, and until when (§3.2.3)."""
    due, is_past = _due(case, to), _due_at(case) <= now
    short = "Nous n'avons pas pu tenir ce délai" if is_past else "Ce délai ne suffit pas"
    return _letter(
        LetterKind.EXTENSION,
        f"{case.ref}{NB}: délai supplémentaire",
        to,
        _received("votre réclamation", case, to) if case.ack_sent_at is None else None,
        f"{_awaited(case, due, is_past=is_past)}. "
        + _said(f"{short}, pour la raison suivante", reason),
        _said("À ce jour, voici ce qui est fait", done),
        _said("Voici ce qui reste à faire", remaining),
        f"Vous recevrez notre réponse au plus tard le {last_day(new_due_at, to)}.",
        "Nous regrettons cette attente.",
    )


def _awaited(case: Case, due: str, *, is_past: bool) -> str:
    """By when an answer was to come, as far as its reader knows."""
    if is_date_told(case):
        return f"Nous nous étions engagés à vous répondre au plus tard le {due}"
    if is_past:
        return _should_have(due)
    return f"Nous prévoyions de vous répondre au plus tard le {due}"


def _due(case: Case, to: Correspondence) -> str:
    return last_day(_due_at(case), to)


def _due_at(case: Case) -> datetime:
    return case.current_due_at or case.solution_due_at or case.received_at


def last_day(due_at: datetime, to: Correspondence) -> str:
    """The day by whose end it is done: midnight ends the one before."""
    return to.say(due_at - timedelta.resolution)


def summary_of(case: Case) -> str:
    """The complaint as we understood it, cut at a word where it is long."""
    text = case.description.strip()
    if len(text) <= SUMMARY_MAX:
        return text
    return text[:SUMMARY_MAX].rsplit(maxsplit=1)[0] + " […]"


def _what_we_understood(case: Case) -> str:
    """What they wrote; of what they said its subject and their wish: others put it into words."""
    if not case.channel.is_spoken:
        understood = f"Voici ce que nous avons compris{NB}:\n«{NB}{summary_of(case)}{NB}»"
    else:
        understood = _said("Voici ce que nous en avons noté", "\n".join(_noted(case)))
    return (
        f"{understood}\nSi ce résumé est incomplet, dites-le-nous{THIN}; vous pouvez joindre à "
        "votre réponse tout document utile."
    )


def _noted(case: Case) -> Iterator[str]:
    subject = FRENCH.words.category.short[case.category or Category.OTHER]
    yield f"- sujet{NB}: {subject[:1].lower()}{subject[1:]}"
    if case.session:
        yield f"- session ou formation{NB}: {case.session}"
    if case.requested_remedy:
        yield f"- demande{NB}: {one_line(case.requested_remedy)}"


def _owner_follows(to: Correspondence) -> str:
    if to.owner is None:
        return ""
    function = f", {to.function}," if to.function else ""
    return f"{to.owner}{function} suit votre dossier. "


def proposal(case: Case, to: Correspondence, *, facts: ProposalFacts) -> Letter:
    """T4: what we found, what we offer, and where to turn in disagreement (§3.2.3).

    Individuals are told of the consumer mediator (C. conso L612-2, L616-1).
    """
    return _letter(
        LetterKind.PROPOSAL,
        f"{case.ref}{NB}: notre réponse",
        to,
        f"{_opening(case, to)} {_examined(facts)}",
        _verdict(facts),
        _offer(facts),
        facts.prevention and _said("Pour éviter que cela se reproduise", facts.prevention),
        _your_turn(facts),
        mediation(case, to),
    )


def _opening(case: Case, to: Correspondence) -> str:
    """What the answer is about; it acknowledges too what nothing has acknowledged yet."""
    if case.ack_sent_at is None:
        return _received("votre réclamation", case, to)
    return f"Vous nous avez adressé une réclamation, reçue le {to.say(case.received_at)}."


def rejection(case: Case, to: Correspondence, *, reasons: str) -> Letter:
    """Why we cannot treat a request as a complaint: never without a reason, never silently."""
    return _letter(
        LetterKind.REJECTION,
        f"{case.ref}{NB}: suite donnée à votre demande",
        to,
        f"{_received('votre demande', case, to)} Nous l'avons examinée avec attention.",
        _said(
            "Nous ne pouvons pas la traiter comme une réclamation, pour la raison suivante", reasons
        ),
        mediation(case, to),
    )


def duplicate(case: Case, original: Case, to: Correspondence, *, due: str | None) -> Letter:
    """The matter is examined in another case; `due` is when its answer is promised, worded.

    Whose that one is stays unsaid: two people may complain of one thing.
    """
    answer = f", et vous répondrons au plus tard le {due}" if due else ""
    return _letter(
        LetterKind.DUPLICATE,
        f"{case.ref}{NB}: réclamation jointe à {original.ref}",
        to,
        _received("votre réclamation", case, to),
        f"Elle porte sur des faits que nous examinons déjà sous la référence {original.ref}. Nous "
        f"les traitons ensemble, sous cette dernière référence{answer}.",
        f"Si votre réclamation porte sur autre chose, dites-le-nous{NB}: nous la reprendrons à "
        "part.",
        _data_notice(to),
    )


def follow_up(case: Case, to: Correspondence, *, answer_by: str) -> Letter:
    """T5: is it solved, and how did we do (§3.3)."""
    since = f" depuis le {to.say(case.implemented_at)}" if case.implemented_at else ""
    solution = f"La solution que nous vous avions proposée est en place{since}."
    return _letter(
        LetterKind.FOLLOW_UP,
        f"{case.ref}{NB}: votre avis sur notre traitement",
        to,
        solution if case.implemented_at else "Nous avons répondu à votre réclamation.",
        f"Le problème est-il réglé (oui, en partie, non){THIN}?\n"
        f"De 1 à 5, comment jugez-vous la façon dont nous avons traité votre réclamation{THIN}?\n"
        f"Que devrions-nous améliorer{THIN}?",
        f"Sans retour de votre part avant le {answer_by}, {_unanswered(case)}",
        mediation(case, to),
        "Merci de nous avoir aidés à progresser.",
    )


def _unanswered(case: Case) -> str:
    """What follows silence: where two questions are due, a first one closes nothing."""
    if len(current_followups(case)) + 1 < attempts_due(case):
        return "nous vous poserons la question une seconde fois avant de clôturer le dossier."
    return f"nous clôturerons le dossier{THIN}; il pourra être rouvert sur simple demande."


def _examined(facts: ProposalFacts) -> str:
    """What we found; who is told no reads the reasons written for them, not our own analysis."""
    why, reasons = "pour la raison suivante", facts.reasons or ""
    match facts.outcome:
        case Outcome.UPHELD | Outcome.PARTLY_UPHELD:
            return _said("Après examen, voici ce que nous constatons", facts.findings)
        case Outcome.NOT_UPHELD:
            told = "Après l'avoir examinée avec attention, nous considérons qu'elle n'est pas"
            return _said(f"{told} fondée, {why}", reasons)
        case Outcome.NO_FURTHER_ACTION:
            return _said(f"Nous ne pouvons pas y donner suite, {why}", reasons)


def _verdict(facts: ProposalFacts) -> str | None:
    found, reasons = f"Votre réclamation est {_FOUND[facts.outcome]}.", facts.reasons
    match facts.outcome:
        case Outcome.UPHELD:
            return f"{found} Nous vous présentons nos excuses."
        case Outcome.PARTLY_UPHELD:
            return (
                f"{found} {_said('Pour le reste, voici pourquoi', reasons)}" if reasons else found
            )
        case Outcome.NOT_UPHELD | Outcome.NO_FURTHER_ACTION:
            return None


def _offer(facts: ProposalFacts) -> str | None:
    """The solution; to who is told no, only what is offered all the same."""
    if not facts.solution:
        return None
    on = f"\nMise en œuvre{NB}: {facts.implemented_on}" if facts.implemented_on else ""
    return f"{_said(_offered(facts), facts.solution)}{on}"


def _offered(facts: ProposalFacts) -> str:
    if not facts.outcome.calls_for_implementation:
        return "Nous vous proposons toutefois"
    match facts.offer:
        case Offer.PROPOSED:
            return "Nous vous proposons"
        case Offer.PROMISED:
            return "Voici ce que nous allons mettre en place"
        case Offer.DONE:
            return "Voici ce que nous avons mis en place"


def _your_turn(facts: ProposalFacts) -> str:
    by = f" avant le {facts.answer_by}" if facts.answer_by else ""
    if facts.outcome.calls_for_implementation and facts.offer is not Offer.PROPOSED:
        return (
            f"Si cette réponse ne vous convient pas, écrivez-nous{NB}: nous réexaminerons votre "
            "réclamation."
        )
    if facts.outcome.calls_for_implementation:
        return f"Cette réponse vous convient-elle{THIN}? Merci de nous répondre{by}."
    return f"Si vous souhaitez réagir à cette réponse, écrivez-nous{by}."


def information_point(to: Correspondence, facts: InformationPointFacts) -> Letter:
    """T6: what happened to the session, what we do about it, what it changes for you (§4.3)."""
    return _letter(
        LetterKind.INFORMATION_POINT,
        f"{facts.session}{NB}: point d'information",
        replace(to, addressee=None),
        _said(f"Le {facts.happened_at}, un événement a perturbé la session", facts.what_happened),
        _said("Conséquence", facts.consequence),
        _said("Mesures prises", facts.measures),
        _said("Pour vous", facts.what_changes),
        facts.next_point and _said("Prochain point", facts.next_point),
    )


def _letter(kind: LetterKind, subject: str, to: Correspondence, *parts: str | None) -> Letter:
    """A letter of the parts that have something to say, greeted and signed."""
    greeting = f"Bonjour {to.addressee}," if to.addressee else "Bonjour,"
    closing = f"Bien cordialement,\n{to.signature}"
    written = [part for part in (greeting, *parts, closing) if part]
    return Letter(kind=kind, subject=subject, body="\n\n".join(written))


def mediation(case: Case, to: Correspondence) -> str | None:
    """Where a consumer may turn next; None for anybody else, or with no mediator set up."""
    if to.mediator is None or not is_consumer(case):
        return None
    mediator = f"{to.mediator.name}, {to.mediator.address}, {to.mediator.website}"
    return (
        "Si le différend persiste, vous pouvez saisir gratuitement le médiateur de la "
        f"consommation, dans l'année qui suit une réclamation écrite de votre part{NB}: {mediator}."
    )


def _data_notice(to: Correspondence) -> str:
    """Use made of the complainant's data (GDPR art. 13)."""
    rights = f"{THIN}; vos droits{NB}: {to.privacy_notice}" if to.privacy_notice else ""
    return (
        "Vos données servent uniquement au traitement de cette réclamation et à l'amélioration "
        f"de nos formations{rights}."
    )


def _said(lead: str, typed: str) -> str:
    """What somebody typed, on a line of its own, where it may begin with a capital."""
    return f"{lead}{NB}:\n{typed}"
