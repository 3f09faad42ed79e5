"""Letters before the answer: we have it, we ask, we need more time (policy §3.2)."""

from datetime import datetime

from bot.domain.cases import Case
from bot.domain.letter_drafts.parts import BY_CHANNEL, data_notice
from bot.domain.letters import NB, THIN, Correspondence, Letter, LetterKind, letter_to

SUMMARY_MAX = 1_200
"""Characters of a description that a draft quotes, so that it stays easy to read and to edit."""


def acknowledgement(case: Case, to: Correspondence) -> Letter:
    """T1: we have it, this is what we understood, this is when you will hear from us (§3.2.1)."""
    due = to.say(case.current_due_at or case.solution_due_at or case.received_at)
    received = f"le {to.say(case.received_at)} {BY_CHANNEL[case.channel]}"
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
        data_notice(to),
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
