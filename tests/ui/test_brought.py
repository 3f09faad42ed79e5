"""What a message brings into a form: its words, its files, and the e-mail that it may be."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import Complainant, ComplaintDraft, IncidentDraft, UploadedFile
from bot.domain.cases.taxonomy import Channel
from bot.slack.payload_shapes import Option
from bot.ui.blocks.limits import OPTION_MAX
from bot.ui.filing.brought import Brought, BroughtFile, brought_by
from bot.ui.filing.complaint_form import complaint_modal, read_complaint
from bot.ui.filing.incident_form import incident_modal, read_incident
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import NOW, QUALITY, TRAINER
from tests.support.forms import Form, filled, labels
from tests.support.raw_payloads import EMAILED, RICH

SENT_AT = datetime(2026, 11, 12, 7, 5, tzinfo=UTC)
MAIL_TEXT = "Attestation jamais reçue\n\nBonjour,\n\nJe n'ai rien reçu depuis le SSIAP 1."
PHOTO = UploadedFile(slack_id="F0PHOTO", name="salle-b.png", url="", size=0)


def name_of(_user: str) -> str:
    return "Léa"


def complaint(brought: Brought, texts: Texts = FRENCH) -> Form:
    return complaint_modal(
        texts, submission_id=uuid4(), now=NOW, text=brought.text, brought=brought
    )


def incident(brought: Brought) -> Form:
    return incident_modal(FRENCH, submission_id=uuid4(), text=brought.text, brought=brought)


def filed(view: Form, **answers: Any) -> IncidentDraft:
    usual = {"type": "technical", "continuity": "degraded"}
    draft = read_incident(filled(view, **usual | answers), reporter=TRAINER)
    assert isinstance(draft, IncidentDraft)
    return draft


def test_a_message_comes_with_its_words_and_its_photo() -> None:
    brought = brought_by(RICH, name_of)

    assert brought.text == "@Léa : panne en #salle-b \U0001f525\n• écran noir"
    assert filed(incident(brought)).files == (PHOTO,)


def test_a_file_whose_box_is_emptied_stays_where_it_is() -> None:
    view = incident(brought_by(RICH, name_of))

    assert filed(view, brought_files=[]).files == ()


def test_a_file_that_the_form_did_not_offer_is_not_taken() -> None:
    view = filled(incident(brought_by(RICH, name_of)), type="technical", continuity="no")
    ticked = view.state.values["brought_files"]["brought_files"].selected_options
    assert ticked is not None
    ticked.append(Option(value="F0SECRET"))
    draft = read_incident(view, reporter=TRAINER)

    assert isinstance(draft, IncidentDraft)
    assert draft.files == (PHOTO,)


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_an_e_mail_fills_in_who_wrote_what_and_when(texts: Texts) -> None:
    view = complaint(brought_by(EMAILED, name_of), texts)
    choices = {"party": "trainee", "category": "certificates_documents", "severity": "moderate"}
    draft = read_complaint(filled(view, **choices), reporter=QUALITY, now=NOW)

    assert isinstance(draft, ComplaintDraft)
    assert draft.description == MAIL_TEXT
    assert draft.complainant == Complainant(name="Mme Églantine", contact="eglantine@example.org")
    assert (draft.channel, draft.received_at, draft.files) == (Channel.EMAIL, SENT_AT, ())


def test_the_attachments_of_an_e_mail_are_said_to_be_missing() -> None:
    said = str(complaint(brought_by(EMAILED, name_of))["blocks"])

    assert "1 pièce jointe, que Slack ne donne pas" in said


def test_an_incident_from_an_e_mail_does_not_name_its_sender() -> None:
    view = incident(brought_by(EMAILED, name_of))

    assert filed(view).description == MAIL_TEXT
    assert "glantine" not in str(view)


@pytest.mark.parametrize(
    ("date", "received_at"),
    [
        ("Thu, 12 Nov 2026 08:05:00 -0000", datetime(2026, 11, 12, 8, 5, tzinfo=UTC)),
        ("Fri, 1 Jan 2100 00:00:00 +0000", NOW),
        ("Thu, 1 Jan 1970 00:00:00 +0000", NOW),
        ("Mon, 1 Jan 0001 00:00:00 +1200", NOW),
        ("hier", NOW),
        (None, NOW),
        (7, NOW),
    ],
)
def test_a_date_that_cannot_be_is_now(date: Any, received_at: datetime) -> None:
    mail = EMAILED["files"][0] | {"headers": {"date": date}}
    element = labels(complaint(brought_by(EMAILED | {"files": [mail]}, name_of)))["Reçue le"]

    assert element["initial_date_time"] == int(received_at.timestamp())


def test_shared_files_come_along_and_those_that_are_gone_do_not() -> None:
    gone = [{"id": "F1", "mode": "tombstone"}, {"id": "F2", "mode": "hidden_by_limit"}]
    shared = [{"is_share": True, "text": "voir", "files": [{"id": "F3", "title": "croquis"}]}]
    brought = brought_by({"text": "", "files": gone, "attachments": shared}, name_of)

    assert brought == Brought(text="voir", files=(BroughtFile(id="F3", name="croquis"),))


@given(name=st.text(max_size=200), suffix=st.sampled_from(["", ".png", ".tar.gz", "." + "x" * 80]))
def test_a_name_of_any_length_fits_beside_its_box(name: str, suffix: str) -> None:
    (file,) = brought_by({"files": [{"id": "F1", "name": name + suffix}]}, name_of).files

    assert 0 < len(file.name) <= OPTION_MAX
    assert file.name.endswith(suffix) or suffix not in {".png", ".tar.gz"} or "gz" in suffix


anything = st.none() | st.integers() | st.text(max_size=3) | st.lists(st.none())
fields = ["id", "name", "mode", "filetype", "subject", "plain_text", "from", "headers", "title"]


@given(
    file=st.dictionaries(st.sampled_from(fields), anything | st.just("email"), max_size=6),
    files=anything,
)
def test_files_of_any_shape_are_read_or_passed_over(file: Any, files: Any) -> None:
    for holder in ({"files": files}, {"files": [file]}, {"attachments": [{"files": [file]}]}):
        view = complaint(brought_by({"text": "le texte", **holder}, name_of))

        assert labels(view)["Description"]["initial_value"].startswith("le texte")
