"""« Voir le dossier »: the whole case, and its timeline page by page."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.journal_entries import Event, TimelineEntry
from bot.domain.cases.roles import Role
from bot.domain.steps.deciding import steps_open_to
from bot.domain.steps.lifecycles import Step
from bot.ui.cases.case_view import CaseLook, case_modal, case_of
from bot.ui.cases.timeline import NEWER, OLDER, TimelinePage
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import CASE_ID, complaint, incident, kept_file
from tests.support.forms import Form, sent, spaced


def opened(case: Case, **given: Any) -> Form:
    usual: dict[str, Any] = {"office": OFFICE, "texts": FRENCH, "now": NOW}
    return case_modal(CaseLook(case=case, **usual | given))


def paragraphs(view: Form) -> list[str]:
    return [
        spaced(text["text"])
        for block in view["blocks"]
        if block["type"] in {"section", "context"}
        for text in block.get("elements", [block.get("text")])
    ]


def entries(count: int) -> list[TimelineEntry]:
    return [
        TimelineEntry(at=NOW - timedelta(minutes=number), actor=TRAINER, event=Event.CASE_FILED)
        for number in range(count)
    ]


def page(entries: list[TimelineEntry], *, total: int, number: int = 0) -> TimelinePage:
    return TimelinePage(entries=entries, number=number, total=total)


def turns(view: Form) -> dict[str, str]:
    """The paging buttons and the page each shows."""
    return {
        button["action_id"]: button["value"]
        for block in view["blocks"]
        if block["type"] == "actions"
        for button in block["elements"]
    }


def test_the_one_thing_to_do_comes_first() -> None:
    assert paragraphs(opened(incident()))[0] == (
        "À faire : prendre ce dossier en charge, aujourd'hui avant 18 h 50."
    )
    assert paragraphs(opened(incident(status=Status.CLOSED)))[0] == (
        "À faire : rien, le dossier est clos."
    )


def test_a_deadline_that_another_step_keeps_has_a_line_of_its_own() -> None:
    deciding = incident(status=Status.TAKEN_CHARGE, taken_charge_at=NOW)

    assert paragraphs(opened(deciding))[0].split("\n") == [
        "À faire : décider des mesures.",
        "Point d'information : avant samedi 14 novembre à 17 h 50",
    ]


def test_what_is_late_is_said_before_it() -> None:
    view = opened(complaint(), now=NOW + timedelta(hours=53))

    assert paragraphs(view)[0].split("\n") == [
        "*En retard de 5 h : accusé de réception* (échéance : dimanche 15 novembre à 17 h 50)",
        "À faire : accuser réception.",
    ]


def test_steps_stand_under_it() -> None:
    row = opened(incident(), steps=[Step.ASSIGN, Step.TAKE_CHARGE])["blocks"][1]["elements"]

    assert [(button["action_id"], button.get("style")) for button in row] == [
        ("step_take_charge", "primary"),
        ("step_assign", None),
    ]


def rows(view: Form) -> list[list[str]]:
    """The buttons of each row, by their action_id."""
    found = (block for block in view["blocks"] if block["type"] == "actions")
    return [[button["action_id"] for button in block["elements"]] for block in found]


def test_a_fresh_complaint_shows_four_buttons_before_its_facts_and_no_closing() -> None:
    roles = frozenset({Role.QUALITY_MANAGER})
    steps = steps_open_to(complaint(), roles)
    above, beneath = rows(opened(complaint(), steps=steps, roles=roles))

    assert (len(above), above[0]) == (4, "step_acknowledge")
    assert "step_close" not in {*above, *beneath}
    assert {*above, *beneath} >= {"step_qualify", "step_propose_solution", "door_reclassify"}


def test_closing_too_early_is_offered_beneath_once_something_was_done() -> None:
    roles = frozenset({Role.TRAINING_MANAGER})
    case = incident(status=Status.MEASURES_DECIDED, taken_charge_at=NOW, owner=TRAINER)
    above, beneath = rows(opened(case, steps=steps_open_to(case, roles), roles=roles))

    assert "step_close" in beneath
    assert "step_close" not in above


def test_an_incident_shows_its_facts_people_and_deadlines() -> None:
    assert paragraphs(opened(incident(injury=True))) == [
        "À faire : prendre ce dossier en charge, aujourd'hui avant 18 h 50.",
        (
            "*Faits*\n*Nature :* Incident\n*État :* Signalé\n*Type :* Technique\n"
            "*Gravité :* Modérée\n*Session :* dégradée\n"
            "*Session ou formation :* SSIAP 1, Lyon, jour 3 sur 10\n"
            "*Réception :* aujourd'hui à 17 h 50\n*Enregistrement :* aujourd'hui à 17 h 50\n"
            ":adhesive_bandage: Une personne est blessée ou souffrante"
        ),
        "*Description*",
        "le projecteur est mort salle B",
        f"*Personnes*\n*Pilote :* personne\n*Saisi par :* <@{TRAINER}>",
        (
            "*Échéances*\nPrise en charge : avant vendredi 13 novembre à 18 h 50\n"
            "Point d'information : avant samedi 14 novembre à 17 h 50"
        ),
    ]


def test_dates_of_steps_already_taken_are_still_shown() -> None:
    view = opened(complaint(status=Status.ACKNOWLEDGED, ack_sent_at=NOW))

    assert (
        "*Échéances*\nSolution : avant dimanche 13 décembre à 17 h 50\n"
        "Accusé de réception : promesse tenue, aujourd'hui à 17 h 50 "
        "(au plus tard dimanche 15 novembre à 17 h 50)"
    ) in paragraphs(view)


class TestComplainant:
    def test_is_shown_escaped_to_those_who_may_know(self) -> None:
        who = Complainant(name="Mme <Exemple>", contact=None)
        said = "\n".join(paragraphs(opened(complaint(), complainant=who)))

        assert "*Réclamant :* Mme &lt;Exemple&gt;" in said
        assert "*Contact du réclamant :* non renseigné" in said

    def test_is_not_even_mentioned_to_others(self) -> None:
        assert "Réclamant" not in json.dumps(opened(complaint()), ensure_ascii=False)


class TestDescription:
    @pytest.mark.parametrize("length", [1, 3_000, 3_001, 40_000])
    def test_is_shown_whole_and_as_it_is(self, length: int) -> None:
        written = ("<!channel> & *vite* " * length)[: length - 1] + "."
        blocks = opened(complaint(description=written, requested_remedy=None))["blocks"]
        shown = [block["text"] for block in blocks if block["type"] == "section"]
        plain = [text["text"] for text in shown if text["type"] == "plain_text"]

        assert "".join(plain).replace(" ", "") == written.replace(" ", "")

    def test_that_no_view_can_hold_is_cut_and_the_case_says_so(self) -> None:
        view = opened(complaint(description="🚒" * 40_000))

        assert FRENCH.case.description_cut in [
            text["text"]
            for block in view["blocks"]
            if block["type"] == "context"
            for text in block["elements"]
        ]

    def test_of_invisible_marks_alone_in_a_piece_leaves_no_empty_block(self) -> None:
        view = opened(complaint(description="x" * 3_000 + "\u202e" * 10))

        assert all(block["text"]["text"] for block in view["blocks"] if block["type"] == "section")


class TestFiles:
    def test_are_listed_with_their_sizes(self) -> None:
        files = [
            kept_file("<photo>.jpg", size=3_400_000),
            kept_file("note.txt", size=12),
        ]

        assert "*Pièces*\n• &lt;photo&gt;.jpg (3 Mo)\n• note.txt (1 ko)" in paragraphs(
            opened(incident(), files=files)
        )

    def test_say_why_they_are_not_kept(self) -> None:
        refused = ("type_not_accepted", "http_404", "new_code")
        files = [kept_file("a.exe", refused=code) for code in refused]
        listed = spaced(paragraphs(opened(incident(), files=files))[-1]).split("\n")

        assert listed == [
            "*Pièces*",
            "• a.exe : non conservée, type de fichier non accepté",
            "• a.exe : non conservée, Slack ne la donne pas à Vigie",
            "• a.exe : non conservée, Slack la refuse (new_code)",
        ]

    def test_beyond_twenty_are_counted(self) -> None:
        listed = paragraphs(opened(incident(), files=[kept_file("a.jpg")] * 23))[-1]

        assert listed.endswith("et 3 autres pièces")


class TestTimeline:
    def test_shows_the_latest_five_and_a_way_to_the_older_ones(self) -> None:
        view = opened(incident(), timeline=page(entries(5), total=12))

        assert "*Historique, 1 à 5 sur 12*" in paragraphs(view)
        assert f"aujourd'hui à 17 h 50 · Dossier enregistré, par <@{TRAINER}>" in paragraphs(view)
        assert turns(view) == {OLDER: "1"}

    def test_in_its_middle_turns_both_ways(self) -> None:
        view = opened(incident(), timeline=page(entries(5), number=1, total=12))

        assert "*Historique, 6 à 10 sur 12*" in paragraphs(view)
        assert turns(view) == {NEWER: "0", OLDER: "2"}

    def test_at_its_end_turns_back_only(self) -> None:
        view = opened(incident(), timeline=page(entries(2), number=2, total=12))

        assert turns(view) == {NEWER: "1"}

    def test_of_five_entries_needs_no_button(self) -> None:
        view = opened(incident(), timeline=page(entries(5), total=5))

        assert "*Historique*" in paragraphs(view)
        assert not turns(view)

    def test_tells_what_people_wrote_and_why_a_file_was_refused(self) -> None:
        refused = TimelineEntry(
            at=NOW,
            actor=None,
            event=Event.FILE_REFUSED,
            details={"file": "virus.exe", "reason": "type_not_accepted"},
        )
        said = paragraphs(opened(incident(), timeline=page([refused], total=1)))

        assert "aujourd'hui à 17 h 50 · Pièce refusée, par Vigie ·" in said
        assert "virus.exe · type de fichier non accepté" in said

    def test_shows_an_event_that_it_does_not_know(self) -> None:
        strange = TimelineEntry(at=NOW, actor=QUALITY, event="teleported")
        said = paragraphs(opened(incident(), timeline=page([strange], total=1)))

        assert f"aujourd'hui à 17 h 50 · Dossier mis à jour, par <@{QUALITY}>" in said


def test_the_modal_carries_the_case_and_the_page() -> None:
    view = opened(incident(), timeline=page([], number=3, total=20))

    assert case_of(sent(view)) == CASE_ID
    assert json.loads(view["private_metadata"])["page"] == 3
