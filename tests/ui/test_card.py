"""The card in the quality channel, and the notice to those in charge of training."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import ComplainantDecision
from bot.domain.cases.taxonomy import Continuity
from bot.domain.cases.traces import DecidedMeasures
from bot.domain.school.office import CardDetail, Office
from bot.domain.steps.decisions import CaseContext
from bot.messages.notices import incident_notice
from bot.ui.blocks.blocks import Post
from bot.ui.cases.card import VIEW_CASE, card
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.builders import DIRECTION, NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import CASE_ID, complaint, incident
from tests.support.forms import spaced
from tests.support.lives import action, done_action

LATE = "en retard : attendue le lundi 2 novembre"
MINIMAL = replace(OFFICE, card_detail=CardDetail.MINIMAL)


def made(case: Case, *, office: Office = OFFICE, **given: Any) -> Post:
    return card(case, office=office, texts=FRENCH, **{"now": NOW} | given)


def shown(post: Post) -> str:
    """All that the blocks show, a line each."""
    return spaced("\n".join(texts_in(post.blocks)))


def texts_in(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for item in node for text in texts_in(item)]
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            return [node["text"]]
        return [text for value in node.values() for text in texts_in(value)]
    return []


STEPS_OF_INCIDENT = (
    "Prendre en charge",
    "Attribuer",
    "Voir le dossier",
    "Qualifier",
    "Ajouter une note",
    "Corriger",
)
STEPS_OF_COMPLAINT = (
    "Accuser réception",
    "Classer autrement",
    "Voir le dossier",
    "Répondre et régler",
    "Qualifier",
    "Demander des précisions",
)
"""Two buttons, the way into the case, then the menu."""


def test_an_incident_s_card_in_one_look() -> None:
    assert shown(made(incident())).split("\n") == [
        "Incident INC-2026-0012 · Technique · session dégradée",
        "« le projecteur est mort salle B »",
        "SSIAP 1, Lyon, jour 3 sur 10 ·",
        f"signalé par <@{TRAINER}>, vendredi 13 novembre à 17 h 50 · gravité modérée",
        "*À prendre en charge* → En cours → À vérifier → Clos",
        "Prise en charge : avant vendredi 13 novembre à 18 h 50",
        "Point d'information : avant samedi 14 novembre à 17 h 50",
        "Pilote : personne",
        *STEPS_OF_INCIDENT,
    ]


def test_what_was_settled_on_the_spot_neither_stands_still_nor_lacks_an_owner() -> None:
    measure = DecidedMeasures(
        at=NOW, by=TRAINER, measures=(), explanation="Lampe changée", on_spot=True
    )
    case = incident(
        status=Status.MEASURES_DECIDED,
        continuity=Continuity.NO,
        settled_on_spot=True,
        measures=(measure,),
    )
    lines = shown(made(case))
    closed = shown(made(replace(case, status=Status.CLOSED)))

    assert "*À vérifier*" in lines
    for said in (lines, closed):
        assert said.startswith("Incident INC-2026-0012 · Technique · réglé sur place")
        assert "interrompue" not in said
        assert "personne" not in said


def test_a_complaint_s_card_in_one_look() -> None:
    assert shown(made(complaint(owner=QUALITY))).split("\n") == [
        "Réclamation REC-2026-0007 · Attestations · modérée",
        "« Attestation SST toujours pas reçue. »",
        "Solution souhaitée : envoi de l'attestation cette semaine",
        f"Stagiaire, par téléphone, reçue vendredi 13 novembre à 17 h 50 · saisie par <@{QUALITY}>",
        "*À accuser* → À répondre → À mettre en œuvre → À vérifier → Close",
        "Accusé de réception : avant dimanche 15 novembre à 17 h 50",
        "Solution : avant dimanche 13 décembre à 17 h 50",
        f"Pilote : <@{QUALITY}>",
        *STEPS_OF_COMPLAINT,
    ]


def test_a_card_shows_what_runs_soonest_first_and_until_when_an_answer_is_asked() -> None:
    late = action(due_on=date(2026, 11, 2), title="Appeler <!channel>")
    done = done_action(ref="ACT-2026-0004", title="Rappeler", check_on=date(2026, 12, 1))
    over = action(ref="ACT-2026-0005", status=ActionStatus.EFFECTIVE)
    case = complaint(
        owner=QUALITY, status=Status.SOLUTION_PROPOSED, answer_asked_by=date(2026, 11, 27)
    )
    around = CaseContext(actions=(done, over, late))
    lines = shown(made(case, around=around)).split("\n")
    (first, *_) = [number for number, line in enumerate(lines) if line.startswith("Réponse à")]

    assert lines[first : first + 4] == [
        "Réponse à notre proposition : demandée pour le vendredi 27 novembre",
        f"Action ACT-2026-0003 · Appeler &lt;!channel&gt; · {LATE} · <@{TRAINER}>",
        f"Action ACT-2026-0004 · Rappeler · à vérifier le mardi 1er décembre · <@{TRAINER}>",
        f"Pilote : <@{QUALITY}>",
    ]
    assert "ACT-2026-0003" in made(case, around=around).text
    assert "ACT" not in made(replace(case, confidential=True), around=around).text


@pytest.mark.parametrize(
    "given",
    [
        {"status": Status.IN_IMPLEMENTATION},
        {"complainant_decision": ComplainantDecision.REFUSED},
        {"answer_asked_by": None},
    ],
)
def test_no_answer_is_awaited_once_it_is_given_or_where_none_was_asked(given: Any) -> None:
    usual = {"status": Status.SOLUTION_PROPOSED, "answer_asked_by": date(2026, 11, 27)}

    assert "Réponse à" not in made(complaint(**usual | given)).text


def test_the_text_says_what_the_blocks_show() -> None:
    said = spaced(made(complaint(owner=QUALITY)).text)

    for part in (
        "Réclamation REC-2026-0007 · Attestations · modérée",
        "Attestation SST toujours pas reçue.",
        "envoi de l'attestation cette semaine",
        "Stagiaire, par téléphone, reçue vendredi 13 novembre à 17 h 50",
        "Accusé de réception : avant dimanche 15 novembre à 17 h 50",
        f"Pilote : <@{QUALITY}>",
    ):
        assert part in said


def test_the_card_speaks_the_channel_s_language() -> None:
    post = card(incident(), office=OFFICE, texts=ENGLISH, now=NOW)

    assert "Takeover: by Friday 13 November at 18:50" in post.text


def test_what_is_late_comes_first_and_the_header_says_so() -> None:
    post = made(complaint(), now=NOW + timedelta(hours=53))
    lines = shown(post).split("\n")

    assert lines[0] == "En retard · Réclamation REC-2026-0007 · Attestations · modérée"
    assert lines[1] == (
        "*En retard : accusé de réception* (échéance : dimanche 15 novembre à 17 h 50)"
    )
    assert lines.count(lines[1]) == 1
    assert spaced(post.text).split("\n")[:2] == lines[:2]


def test_the_due_instant_itself_is_not_late() -> None:
    assert "En retard" not in made(complaint(), now=NOW + timedelta(hours=48)).text


@pytest.mark.parametrize("given", [{"confidential": True}, {}])
def test_files_that_are_not_kept_are_counted_with_their_reasons(given: dict[str, bool]) -> None:
    codes = ["too_large", "type_not_accepted", "too_large"]
    post = card(incident(**given), office=OFFICE, texts=ENGLISH, now=NOW, refused=codes)
    said = "3 files refused: more than 10 MB · type of file not accepted"

    assert (said in spaced(post.text), said in shown(post)) == (not given, not given)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (complaint(status=Status.DUPLICATE), "Close · doublon"),
        (complaint(status=Status.REJECTED), "Close · non recevable"),
        (complaint(status=Status.WITHDRAWN), "Close · retirée"),
        (incident(status=Status.DUPLICATE), "Clos · doublon"),
        (incident(status=Status.WITHDRAWN), "Clos · retiré"),
    ],
)
def test_a_case_that_was_set_aside_says_how_and_shows_no_way(case: Case, said: str) -> None:
    post = made(case)

    assert f"\n*{said}*\n" in shown(post)
    assert said in spaced(post.text).split("\n")


def test_steps_come_before_the_way_into_the_case() -> None:
    buttons = made(incident()).blocks[-1]["elements"]

    assert [(button["action_id"], button.get("style")) for button in buttons] == [
        ("step_take_charge", "primary"),
        ("step_assign", None),
        (VIEW_CASE, None),
        ("steps_more", None),
    ]
    assert buttons[0]["value"] == str(CASE_ID)
    assert buttons[2]["value"] == str(CASE_ID)
    assert buttons[2]["accessibility_label"] == "Voir le dossier INC-2026-0012"


class TestMention:
    """Who is called when a session stops or somebody is injured."""

    @pytest.mark.parametrize(
        ("case", "said"),
        [
            (incident(continuity=Continuity.NO), "la session est interrompue."),
            (incident(injury=True), "une personne est blessée ou souffrante."),
            (
                incident(continuity=Continuity.NO, injury=True),
                "session interrompue, et une personne est blessée ou souffrante.",
            ),
        ],
    )
    def test_calls_those_in_charge_of_training_once_and_says_why(
        self, case: Case, said: str
    ) -> None:
        post = made(case, mention=True)

        assert shown(post).split("\n")[1] == f"<@{DIRECTION}> : {said}"
        assert shown(post).count(f"<@{DIRECTION}>") == 1
        assert post.text.count(f"<@{DIRECTION}>") == 1

    @pytest.mark.parametrize(
        ("case", "mention"),
        [
            (incident(continuity=Continuity.NO), False),
            (incident(), True),
            (incident(continuity=Continuity.NO, confidential=True), True),
            (incident(continuity=Continuity.NO, status=Status.TAKEN_CHARGE), True),
            (incident(injury=True, status=Status.CLOSED), True),
            (incident(continuity=Continuity.NO, status=Status.REOPENED), True),
        ],
    )
    def test_calls_nobody_otherwise_nor_once_it_is_taken_on(
        self, case: Case, *, mention: bool
    ) -> None:
        assert DIRECTION not in json.dumps(made(case, mention=mention).blocks)

    def test_names_ten_people_at_most(self) -> None:
        crowd = replace(OFFICE, training_managers=tuple(f"U{number}" for number in range(60)))
        post = made(incident(continuity=Continuity.NO), office=crowd, mention=True)

        assert "<@U9> et 50 autres personnes : la session" in shown(post)


class TestDiscretion:
    """What a card leaves out."""

    def test_a_confidential_card_shows_its_reference_and_due_dates_only(self) -> None:
        case = incident(confidential=True, injury=True, owner=QUALITY)

        assert shown(made(case, mention=True)).split("\n") == [
            "Dossier confidentiel INC-2026-0012",
            "Prise en charge : avant vendredi 13 novembre à 18 h 50",
            "Point d'information : avant samedi 14 novembre à 17 h 50",
            "Prendre en charge",
            "Qualifier",
            "Voir le dossier",
            "Attribuer",
            "Ajouter une note",
            "Corriger",
        ]
        assert spaced(made(case).text).split("\n") == [
            "Dossier confidentiel INC-2026-0012",
            "Prise en charge : avant vendredi 13 novembre à 18 h 50",
            "Point d'information : avant samedi 14 novembre à 17 h 50",
        ]

    def test_a_minimal_card_shows_reference_category_severity_and_due_dates_only(self) -> None:
        assert shown(made(complaint(owner=QUALITY), office=MINIMAL)).split("\n") == [
            "Réclamation REC-2026-0007 · Attestations · modérée",
            "Gravité modérée",
            "Accusé de réception : avant dimanche 15 novembre à 17 h 50",
            "Solution : avant dimanche 13 décembre à 17 h 50",
            *STEPS_OF_COMPLAINT,
        ]

    def test_a_minimal_card_calls_people_without_saying_why(self) -> None:
        case = incident(injury=True, continuity=Continuity.NO)
        said = shown(made(case, office=MINIMAL, mention=True))

        assert f"<@{DIRECTION}> : ce dossier n'attend pas." in said
        assert "blessée" not in said
        assert "interrompue" not in said

    def test_a_confidential_case_late_and_closed_still_makes_a_card(self) -> None:
        closed = incident(confidential=True, status=Status.CLOSED)
        late = made(incident(confidential=True), now=NOW + timedelta(days=3))

        assert shown(made(closed)).split("\n") == [
            "Dossier confidentiel INC-2026-0012",
            "Rouvrir",
            "Ajouter une note",
            "Voir le dossier",
        ]
        assert shown(late).split("\n")[0] == "En retard · Dossier confidentiel INC-2026-0012"


class TestWhatPeopleWrote:
    """It mentions nobody, and never stands as markup."""

    CASE = complaint(
        description="Bonjour <!channel> <@U012AB3CD> & <https://evil.example|Légifrance> *vite*",
        session="<!here>",
        requested_remedy="<!everyone>",
    )

    def test_is_escaped_in_the_text(self) -> None:
        said = made(self.CASE).text

        assert "&lt;!channel&gt; &lt;@U012AB3CD&gt; &amp; &lt;https://evil.example" in said
        for mention in ("<!", "<@U012AB3CD>", "<http"):
            assert mention not in said

    def test_is_plain_text_in_the_blocks(self) -> None:
        markup = [text for text in objects_in(made(self.CASE).blocks) if text["type"] == "mrkdwn"]

        assert all(text["verbatim"] for text in markup)
        assert not [text for text in markup if "<!" in text["text"] or "vite" in text["text"]]

    def test_is_shortened_on_the_card(self) -> None:
        post = made(complaint(description="mot " * 2_000))

        assert "mot…\u00a0»" in post.blocks[1]["text"]["text"]
        assert len(post.blocks[1]["text"]["text"]) < 710


def objects_in(node: Any) -> list[dict[str, Any]]:
    """Every text object below a node."""
    if isinstance(node, list):
        return [found for item in node for found in objects_in(item)]
    if not isinstance(node, dict):
        return []
    if isinstance(node.get("text"), str):
        return [node]
    return [found for value in node.values() for found in objects_in(value)]


class TestIncidentNotice:
    """The direct message to those in charge of training."""

    def test_says_what_the_card_says_and_why_they_get_it(self) -> None:
        post = incident_notice(incident(), office=OFFICE, texts=FRENCH, now=NOW)

        assert shown(post).split("\n") == [
            "Incident INC-2026-0012 · Technique · session dégradée",
            "« le projecteur est mort salle B »",
            "SSIAP 1, Lyon, jour 3 sur 10 ·",
            f"signalé par <@{TRAINER}>, vendredi 13 novembre à 17 h 50 · gravité modérée",
            "Prise en charge : avant vendredi 13 novembre à 18 h 50",
            "Point d'information : avant samedi 14 novembre à 17 h 50",
            *STEPS_OF_INCIDENT,
            "Vous recevez ce message en tant que responsable de formation.",
        ]

    def test_of_a_confidential_case_says_only_that_it_exists(self) -> None:
        case = incident(confidential=True, injury=True)
        post = incident_notice(case, office=OFFICE, texts=FRENCH, now=NOW)

        assert spaced(post.text) == "Un dossier confidentiel est enregistré : INC-2026-0012."
        assert shown(post).split("\n")[1:] == ["Voir le dossier"]
