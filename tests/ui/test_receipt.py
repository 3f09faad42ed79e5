"""After submitting: the receipt, a failure, and a form that did not open."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import Case, Status
from bot.domain.school.office import Office, OfficeChoice, missing_choices
from bot.messages.school import trouble_notice
from bot.ui.blocks.answers import clean
from bot.ui.filing.incident_form import incident_modal
from bot.ui.filing.receipt import (
    COULD_NOT_SAVE,
    REOPEN_FORM,
    could_not_save,
    receipt_modal,
    receipt_post,
    reopen_notice,
    reopened,
)
from bot.ui.school.help import setup_notice
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import DIRECTION, NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint, incident, kept_file
from tests.support.forms import Form, filled, sent, spaced, used


def said_in(view: Form) -> list[str]:
    """Every line of a modal made of text."""
    return [
        line
        for block in view["blocks"]
        for text in block.get("elements", [block.get("text")])
        for line in spaced(text["text"]).split("\n")
    ]


NOBODY = Office()
"""A school that has just installed Vigie."""


def receipt(
    case: Case, *, told: tuple[str, ...] = (DIRECTION,), office: Office = OFFICE, **given: Any
) -> Form:
    return receipt_modal(FRENCH, case=case, told=told, office=office, now=NOW, **given)


class TestReceipt:
    def test_says_the_reference_who_is_told_and_what_is_due_next(self) -> None:
        view = receipt(incident())

        assert said_in(view) == [
            "Référence : *INC-2026-0012*, à 17 h 50.",
            f"Nous prévenons <@{DIRECTION}>.",
            "Prochaine échéance : prise en charge, aujourd'hui avant 18 h 50.",
            "Nous vous tiendrons au courant en message direct, de Vigie.",
        ]
        assert "submit" not in view

    def test_says_what_is_left_to_choose(self) -> None:
        office = replace(NOBODY, quality_managers=(QUALITY,))
        said = said_in(receipt(incident(), told=(), office=office))

        assert said[4].startswith("Le canal qualité n'est pas encore choisi")
        assert said[6:] == [
            "• le canal qualité",
            "• les responsables de formation",
            f"Cela se fait avec `/qualite reglages`, par <@{QUALITY}>.",
        ]

    def test_says_what_is_past_already_and_what_comes_next(self) -> None:
        entered_late = complaint(ack_due_at=NOW - timedelta(days=1))

        assert [line for line in said_in(receipt(entered_late)) if "chéance" in line] == [
            "Échéance déjà dépassée : accusé de réception, jeudi 12 novembre à 17 h 50.",
            "Prochaine échéance : solution, avant dimanche 13 décembre à 17 h 50.",
        ]

    @pytest.mark.parametrize(
        ("office", "sees"),
        [
            (OFFICE, "L'équipe qualité voit le dossier dans son canal."),
            (replace(NOBODY, quality_channel="C1"), "L'équipe qualité voit le dossier"),
            (
                replace(OFFICE, quality_channel=None),
                f"Le dossier est ouvert à <@{QUALITY}>, dans Vigie.",
            ),
            (NOBODY, "personne d'autre que vous ne voit ce dossier"),
            (replace(NOBODY, quality_managers=(TRAINER,)), "personne d'autre que vous"),
            (replace(NOBODY, training_managers=(DIRECTION,)), "personne d'autre que vous"),
        ],
    )
    def test_of_a_complaint_of_which_nobody_is_told_says_who_sees_it(
        self, office: Office, sees: str
    ) -> None:
        """In every set-up: a head of training follows incidents only."""
        assert sees in said_in(receipt(complaint(recorded_by=TRAINER), told=(), office=office))[1]

    def test_of_an_incident_of_which_nobody_is_told_the_head_of_training_may_open_it(self) -> None:
        office = replace(NOBODY, training_managers=(DIRECTION,))

        assert said_in(receipt(incident(), told=(), office=office))[1] == (
            f"Le dossier est ouvert à <@{DIRECTION}>, dans Vigie."
        )

    def test_claims_nothing_of_a_channel_that_sees_nothing(self) -> None:
        about = incident(confidential=True, concerned_people=(QUALITY,))
        said = said_in(receipt(about, told=(), office=replace(OFFICE, quality_channel=None)))

        assert "rien n'en paraîtra dans le canal qualité" in "\n".join(said)
        assert not [line for line in said if "voit le dossier" in line or "sa fiche" in line]

    def test_says_how_little_of_a_confidential_case_is_shown(self) -> None:
        assert said_in(receipt(incident(confidential=True)))[-1] == (
            "Dossier confidentiel : le canal qualité n'en verra que la référence et les échéances."
        )

    def test_says_which_files_are_kept_and_which_are_on_their_way(self) -> None:
        files = [
            kept_file("salle b.jpg"),
            replace(kept_file("plan.pdf"), sha256="0" * 64),
            kept_file("note.exe", refused="type_not_accepted"),
        ]

        assert said_in(receipt(incident(), files=files))[2:5] == [
            "Pièces conservées : plan.pdf.",
            "Pièces reçues, en cours de conservation : salle b.jpg.",
            "Pièces non conservées : note.exe.",
        ]

    def test_names_no_due_date_where_there_is_none(self) -> None:
        said = said_in(receipt(incident(charge_due_at=None, information_due_at=None)))

        assert not [line for line in said if "échéance" in line]


class TestCouldNotSave:
    VIEW = filled(incident_modal(FRENCH, submission_id=uuid4(), text="x" * 7_000), type="technical")

    def test_says_so_above_the_form_whose_inputs_stay_as_they_are(self) -> None:
        again = could_not_save(self.VIEW, FRENCH)

        assert spaced(again["blocks"][0]["text"]["text"]).endswith(
            "Votre texte est toujours là : réessayez dans un instant."
        )
        assert again["blocks"][1:] == self.VIEW.blocks
        assert again["private_metadata"] == self.VIEW.private_metadata
        assert not again.keys() & {"id", "hash", "state", "external_id"}

    def test_does_not_pile_up(self) -> None:
        twice = could_not_save(sent(could_not_save(self.VIEW, FRENCH)), FRENCH)

        assert [block.get("block_id") for block in twice["blocks"]].count(COULD_NOT_SAVE) == 1


class TestReopenNotice:
    def test_its_button_carries_the_form_and_the_text(self) -> None:
        button = reopen_notice(FRENCH, form="incident", text="le projecteur\nest mort").blocks[1]

        assert button["elements"][0]["action_id"] == REOPEN_FORM
        assert reopened(used(button["elements"][0])) == ("incident", "le projecteur\nest mort")

    def test_of_a_longer_text_it_shows_the_rest_to_be_pasted(self) -> None:
        text = "mot " * 1_000
        post = reopen_notice(FRENCH, form="complaint", text=text)
        form, carried = reopened(used(post.blocks[1]["elements"][0]))
        rest = post.blocks[3]["text"]

        assert form == "complaint"
        assert f"{carried} {rest['text']}" == text.strip()
        assert rest["type"] == "plain_text"
        assert "mot mot" in post.text

    def test_without_a_text_it_promises_none(self) -> None:
        assert "texte" not in reopen_notice(FRENCH, form="incident", text=" ").text

    @given(st.text(max_size=9_000))
    def test_any_text_is_carried_or_shown(self, text: str) -> None:
        post = reopen_notice(FRENCH, form="incident", text=text)
        _, carried = reopened(used(post.blocks[1]["elements"][0]))

        assert clean(text).startswith(carried)
        assert len(post.blocks[1]["elements"][0]["value"]) <= 2_000


class TestNotices:
    def test_a_new_installation_learns_what_is_missing_and_who_can_set_it(self) -> None:
        post = setup_notice(FRENCH, missing=missing_choices(Office()), who=(QUALITY,))

        assert spaced(post.text).split("\n") == [
            "Avant que Vigie puisse tout faire, il reste à choisir :",
            "• le canal qualité",
            "• les responsables qualité",
            "• les responsables de formation",
            f"Cela se fait avec `/qualite reglages`, par <@{QUALITY}>.",
        ]

    def test_while_nobody_may_an_administrator_is_asked(self) -> None:
        post = setup_notice(FRENCH, missing=(OfficeChoice.QUALITY_CHANNEL,), who=())

        assert post.text.endswith("par une personne qui administre cet espace Slack.")

    def test_a_school_that_is_set_up_misses_nothing(self) -> None:
        assert missing_choices(OFFICE) == ()

    def test_trouble_is_told_in_words_and_a_code_never_stands_alone(self) -> None:
        known = trouble_notice(FRENCH, kind="card", error="is_archived")
        unknown = trouble_notice(FRENCH, kind="digest", error="<weird>")

        assert spaced(known.text).startswith(
            "Slack refuse les fiches du canal qualité : le canal est archivé."
        )
        assert "sa réponse est « &lt;weird&gt; »" in spaced(unknown.text)


class TestConfidential:
    """The receipt says who handles it, and never that nobody does without saying so."""

    def test_its_handlers_are_named(self) -> None:
        case = complaint(confidential=True, handlers=(QUALITY, "U0OTHER"))
        said = spaced(str(receipt(case)))

        assert f"Le dossier est réservé à <@{QUALITY}>, <@U0OTHER>." in said
        assert "Personne" not in said

    def test_but_not_one_whom_it_is_about(self) -> None:
        case = complaint(
            confidential=True, handlers=(QUALITY, "U0OTHER"), concerned_people=(QUALITY,)
        )

        assert "Le dossier est réservé à <@U0OTHER>." in spaced(str(receipt(case)))

    def test_that_nobody_can_handle_it_is_said(self) -> None:
        said = spaced(str(receipt(complaint(confidential=True))))

        assert "Personne ne peut encore le traiter" in said

    def test_that_the_channel_sees_nothing_is_said(self) -> None:
        case = complaint(confidential=True, handlers=("U0OTHER",))
        about = replace(case, concerned_people=(QUALITY,))

        assert "rien n'en paraîtra" in spaced(str(receipt(about)))
        assert "que la référence" in spaced(str(receipt(case)))


class TestKept:
    """The receipt that stays, in a direct message."""

    @staticmethod
    def said(case: Case) -> str:
        return spaced(receipt_post(case, (), office=OFFICE, texts=FRENCH).text)

    def test_says_on_which_day_it_was_filed_and_where_news_come(self) -> None:
        assert self.said(complaint()).split("\n") == [
            "Référence : *REC-2026-0007*, le vendredi 13 novembre 2026 à 17 h 50.",
            "Réclamation · attestations",
            spaced(FRENCH.receipt.thread),
        ]

    def test_names_the_session_that_it_is_about(self) -> None:
        lines = self.said(complaint(session="SST-26-041 · <Sauveteur>")).split("\n")

        assert lines[2] == "Session : SST-26-041 · &lt;Sauveteur&gt;"

    @pytest.mark.parametrize(
        ("told", "offered"),
        [
            ({}, ["Ajouter la session"]),
            ({"session": "Salle B"}, ["Changer la session"]),
            ({"session": "Salle B", "confidential": True}, ["Changer la session"]),
            ({"session": "Salle B", "status": Status.CLOSED}, []),
        ],
    )
    def test_the_session_can_be_added_and_changed_while_the_case_is_open(
        self, told: dict[str, Any], offered: list[str]
    ) -> None:
        post = receipt_post(complaint(**told), (), office=OFFICE, texts=FRENCH)
        labels = [one["text"]["text"] for one in post.blocks[1]["elements"]]

        assert [label for label in labels if "session" in label] == offered
        assert ("Salle B" in post.text) == ("session" in told and "confidential" not in told)

    def test_says_nothing_of_what_a_confidential_case_is_about(self) -> None:
        assert "Attestations" not in self.said(complaint(confidential=True))
