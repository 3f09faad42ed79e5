"""« Voir le dossier »: what was done, which promises were kept, letters as they were sent."""

from datetime import timedelta
from typing import Any

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.journal_entries import TimelineEntry
from bot.domain.cases.taxonomy import Kind, Means
from bot.domain.cases.traces import FollowUp, GrantedExtension
from bot.domain.school.policies import DeadlineKind
from bot.ui.cases.timeline import TimelinePage, timeline_blocks
from bot.ui.steps.case_summary import CaseSummary
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import OFFICE, QUALITY
from tests.support.forms import spaced
from tests.support.lives import NOW, RECEIVED_AT, SOLUTION_DUE_AT, case_in, complaint


def told(case: Case) -> list[str]:
    return [
        spaced(line) for line in CaseSummary(case, office=OFFICE, texts=FRENCH, now=NOW).lines()
    ]


def kept(case: Case, promise: DeadlineKind) -> str | None:
    said = CaseSummary(case, office=OFFICE, texts=FRENCH, now=NOW).deadline(promise)
    return None if said is None else spaced(said)


def test_a_complaint_s_life_in_the_order_in_which_it_is_lived() -> None:
    assert told(case_in(Status.CLOSED, Kind.COMPLAINT)) == [
        "Accusé de réception : vendredi 13 novembre à 18 h 50, par courriel",
        "Analyse (mercredi 18 novembre à 17 h 50) : Envoi oublié.",
        "Réponse, fondée (mardi 17 novembre à 17 h 50) : Envoi sous 24 h",
        "Décision du réclamant : solution acceptée",
        "Mise en œuvre (mercredi 18 novembre à 17 h 50) : Attestation envoyée",
        "Satisfaction (jeudi 19 novembre à 17 h 50) : le problème est réglé · 5 sur 5",
        f"Clôture : vendredi 20 novembre à 17 h 50, par <@{QUALITY}>",
    ]


def test_an_incident_s_life() -> None:
    assert told(case_in(Status.ACTIONS_RUNNING, Kind.INCIDENT)) == [
        "Prise en charge : vendredi 13 novembre à 18 h 10",
        (
            "Mesures (vendredi 13 novembre à 18 h 20) : remplacement du matériel. "
            "Projecteur de secours"
        ),
        "Point d'information : les douze stagiaires, vendredi 13 novembre à 18 h 30, de vive voix",
    ]


def test_extensions_told_in_time_and_too_late() -> None:
    granted: dict[str, Any] = {
        "reason": "expertise",
        "replaced_due_at": SOLUTION_DUE_AT,
        "new_due_at": SOLUTION_DUE_AT + timedelta(days=10),
        "communicated_at": NOW,
        "communicated_by": QUALITY,
        "means": Means.EMAIL,
    }
    case = complaint(
        extensions=(
            GrantedExtension(**granted, in_time=True),
            GrantedExtension(**granted, in_time=False),
        )
    )

    assert told(case) == [
        (
            "Prolongation jusqu'au mercredi 23 décembre à 17 h 50, "
            "annoncée aujourd'hui à 17 h 50 : expertise"
        ),
        "Prolongation annoncée trop tard (aujourd'hui à 17 h 50), sans effet : expertise",
    ]


def test_what_people_wrote_mentions_nobody() -> None:
    case = complaint(
        analysis="<!channel> & co",
        analysed_at=NOW,
        followups=(FollowUp(at=NOW, by=QUALITY, means=Means.PHONE),),
    )
    said = told(case)

    assert said[0].endswith("&lt;!channel&gt; &amp; co")
    assert said[1] == "Satisfaction demandée : aujourd'hui à 17 h 50, par téléphone, sans réponse"


class TestPromises:
    """Kept or missed, with both dates."""

    def test_kept(self) -> None:
        case = complaint(ack_sent_at=RECEIVED_AT + timedelta(hours=1))

        assert kept(case, DeadlineKind.ACK) == (
            "Accusé de réception : promesse tenue, vendredi 13 novembre à 18 h 50 "
            "(au plus tard dimanche 15 novembre à 17 h 50)"
        )

    def test_missed(self) -> None:
        case = complaint(ack_sent_at=RECEIVED_AT + timedelta(hours=49))

        assert "promesse manquée" in (kept(case, DeadlineKind.ACK) or "")

    def test_not_yet_known(self) -> None:
        assert kept(complaint(), DeadlineKind.SOLUTION) is None


def test_a_letter_stands_in_the_timeline_as_it_was_sent() -> None:
    letter = {"kind": "acknowledgement", "subject": "REC-2026-0007", "body": "Bonjour <@U1> {x},"}
    entry = TimelineEntry(
        at=NOW,
        actor=QUALITY,
        event="acknowledge",
        details={"told": {"letter": letter, "at": NOW.isoformat(), "means": "email"}},
    )
    page = TimelinePage(entries=[entry], number=0, total=1)
    blocks = timeline_blocks(page, office=OFFICE, texts=FRENCH, now=NOW)

    assert blocks[-1]["text"] == {
        "type": "plain_text",
        "text": "REC-2026-0007\nBonjour <@U1> {x},",
        "emoji": False,
    }
