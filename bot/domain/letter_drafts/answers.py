"""Letters that answer: what we propose, why not, what it is joined to, whether it is solved."""

from dataclasses import dataclass

from bot.domain.cases import Case
from bot.domain.letter_drafts.parts import (
    BY_CHANNEL,
    data_notice,
    disagreement,
    labelled,
    mediation,
)
from bot.domain.letters import NB, THIN, Correspondence, Letter, LetterKind, letter_to
from bot.domain.outcomes import Outcome


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
        labelled("Pour éviter que cela se reproduise", facts.prevention),
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
        disagreement(to),
        mediation(case, to),
    )


def duplicate(case: Case, original: Case, to: Correspondence, *, due: str | None) -> Letter:
    """The same matter is examined in another case; `due` is when its answer is promised, worded.

    Whose that one is stays unsaid: two people may complain of one thing.
    """
    answer = f", et vous répondrons au plus tard le {due}" if due else ""
    return letter_to(
        LetterKind.DUPLICATE,
        f"{case.ref}{NB}: réclamation jointe à {original.ref}",
        to,
        f"Nous avons bien reçu, le {to.say(case.received_at)} {BY_CHANNEL[case.channel]}, votre "
        f"réclamation. Elle est enregistrée sous la référence {case.ref}.",
        f"Elle porte sur des faits que nous examinons déjà sous la référence {original.ref}. Nous "
        f"les traitons ensemble, sous cette dernière référence{answer}.",
        f"Si votre réclamation porte sur autre chose, dites-le-nous{NB}: nous la reprendrons à "
        "part.",
        data_notice(to),
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
    return " ".join(filter(None, (question, disagreement(to))))
