"""After submitting: the receipt, a failure, and a form that did not open."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import Case
from bot.domain.office import PARIS, Office, OfficeChoice, missing_choices
from bot.ui.answers import clean
from bot.ui.incident_form import incident_modal
from bot.ui.notices import setup_notice, trouble_notice
from bot.ui.receipt import (
    COULD_NOT_SAVE,
    REOPEN_FORM,
    could_not_save,
    receipt_modal,
    reopen_notice,
    reopened,
)
from bot.ui.texts.french import FRENCH
from tests.support.builders import DIRECTION, NOW, OFFICE, QUALITY
from tests.support.cases import complaint, incident
from tests.support.forms import View, filled, spaced


def said_in(view: View) -> list[str]:
    """Every line of a modal made of text."""
    return [
        line
        for block in view["blocks"]
        for text in block.get("elements", [block.get("text")])
        for line in spaced(text["text"]).split("\n")
    ]


def receipt(case: Case, *, told: tuple[str, ...] = (DIRECTION,), **given: Any) -> View:
    return receipt_modal(FRENCH, case=case, told=told, zone=PARIS, now=NOW, **given)


class TestReceipt:
    def test_says_the_reference_who_is_told_and_what_is_due_next(self) -> None:
        view = receipt(incident())

        assert said_in(view) == [
            "C'est noté : *INC-2026-0012*, à 17 h 50.",
            f"Nous prévenons <@{DIRECTION}>.",
            "Prochaine échéance : prise en charge, avant 18 h 50.",
            "Nous vous tiendrons au courant ici, en message direct.",
        ]
        assert "submit" not in view

    def test_says_so_while_nobody_and_no_channel_is_chosen(self) -> None:
        said = said_in(
            receipt(incident(), told=(), missing=missing_choices(Office()), who=(QUALITY,))
        )

        assert said[1] == "Personne n'est encore désigné pour être prévenu d'un dossier."
        assert said[4].startswith("Le canal qualité n'est pas encore choisi")
        assert said[6:] == [
            "• le canal qualité",
            "• les responsables qualité",
            "• les responsables de formation",
            f"Cela se fait avec `/qualite reglages`, par <@{QUALITY}>.",
        ]

    def test_says_how_little_of_a_confidential_case_is_shown(self) -> None:
        assert said_in(receipt(incident(confidential=True)))[-1] == (
            "Dossier confidentiel : le canal qualité n'en verra que la référence et les échéances."
        )

    def test_names_no_due_date_where_there_is_none(self) -> None:
        said = said_in(receipt(incident(charge_due_at=None, information_due_at=None)))

        assert not [line for line in said if "échéance" in line]

    def test_of_a_late_entry_names_the_date_that_passed(self) -> None:
        late = complaint(ack_due_at=NOW - timedelta(days=1))

        assert "accusé de réception, avant jeudi 12 novembre à 17 h 50" in said_in(receipt(late))[2]


class TestCouldNotSave:
    VIEW = filled(incident_modal(FRENCH, submission_id=uuid4(), text="x" * 7_000), type="technical")

    def test_says_so_above_the_form_whose_inputs_stay_as_they_are(self) -> None:
        again = could_not_save(self.VIEW, FRENCH)

        assert spaced(again["blocks"][0]["text"]["text"]).endswith(
            "Votre texte est toujours là : réessayez dans un instant."
        )
        assert again["blocks"][1:] == self.VIEW["blocks"]
        assert again["private_metadata"] == self.VIEW["private_metadata"]
        assert not again.keys() & {"id", "hash", "state", "external_id"}

    def test_does_not_pile_up(self) -> None:
        twice = could_not_save(could_not_save(self.VIEW, FRENCH), FRENCH)

        assert [block.get("block_id") for block in twice["blocks"]].count(COULD_NOT_SAVE) == 1


class TestReopenNotice:
    def test_its_button_carries_the_form_and_the_text(self) -> None:
        button = reopen_notice(FRENCH, form="incident", text="le projecteur\nest mort").blocks[1]

        assert button["elements"][0]["action_id"] == REOPEN_FORM
        assert reopened(button["elements"][0]) == ("incident", "le projecteur\nest mort")

    def test_of_a_longer_text_it_shows_the_rest_to_be_pasted(self) -> None:
        text = "mot " * 1_000
        post = reopen_notice(FRENCH, form="complaint", text=text)
        form, carried = reopened(post.blocks[1]["elements"][0])
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
        _, carried = reopened(post.blocks[1]["elements"][0])

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
