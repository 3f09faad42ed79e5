"""The incident form: what is typed comes back as a draft, or is refused at its field."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import DESCRIPTION_MAX, IncidentDraft, UploadedFile
from bot.domain.cases.taxonomy import Continuity, IncidentType
from bot.slack.payload_shapes import Option, View
from bot.ui.blocks.answers import clean, is_blank
from bot.ui.blocks.form_errors import FieldError, FormErrors, form_errors
from bot.ui.filing.incident_form import incident_modal, read_incident
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import TRAINER, incident_draft
from tests.support.forms import Form, filled

LINK = "https://capsecurite.slack.com/archives/C0EQUIPE/p1794588600000100"
MEGABYTE = 1024 * 1024

typed = st.text(max_size=7_000).map(clean).filter(lambda text: not is_blank(text))
lines = st.none() | st.text(max_size=140).map(clean).map(str.strip).filter(
    lambda text: not is_blank(text)
)
uploads = st.builds(
    UploadedFile,
    slack_id=st.text(alphabet="F0123456789", min_size=2, max_size=11),
    name=st.text(min_size=1, max_size=60).map(clean).filter(bool),
    url=st.just("https://files.slack.com/f"),
    size=st.integers(0, 10 * MEGABYTE),
)
drafts = st.builds(
    IncidentDraft,
    submission_id=st.uuids(),
    reporter=st.just(TRAINER),
    description=typed,
    incident_type=st.sampled_from(IncidentType),
    continuity=st.sampled_from(Continuity),
    session=lines,
    injury=st.booleans(),
    confidential=st.booleans(),
    files=st.lists(uploads, max_size=10).map(tuple),
)


def form(texts: Texts = FRENCH, *, text: str = "", source: str | None = None) -> Form:
    return incident_modal(texts, submission_id=uuid4(), text=text, source=source)


def answers(**given: Any) -> dict[str, Any]:
    """The least a person fills in, unless told otherwise."""
    return {"description": "panne", "type": "technical", "continuity": "degraded"} | given


def as_slack_gives(file: UploadedFile) -> dict[str, Any]:
    return {
        "id": file.slack_id,
        "name": file.name,
        "size": file.size,
        "url_private": "https://files.slack.com/preview",
        "url_private_download": file.url,
    }


def refusals(view: View) -> dict[str, FieldError]:
    read = read_incident(view, reporter=TRAINER)
    assert isinstance(read, FormErrors)
    return dict(read.refusals)


@given(drafts, st.sampled_from([FRENCH, ENGLISH]))
def test_a_draft_filled_into_the_form_is_read_as_it_was(draft: IncidentDraft, texts: Texts) -> None:
    view = incident_modal(texts, submission_id=draft.submission_id, text=draft.description)
    flags = [name for name in ("injury", "confidential") if getattr(draft, name)]
    given = {
        "type": draft.incident_type,
        "continuity": draft.continuity,
        "session": draft.session,
        "flags": flags,
        "files": [as_slack_gives(file) for file in draft.files],
    }

    assert read_incident(filled(view, **given), reporter=TRAINER) == draft


def test_three_taps_are_enough_after_the_text() -> None:
    view = form(text="le projecteur est mort salle B")
    required = [block["block_id"] for block in view["blocks"] if not block["optional"]]

    assert required == ["description", "type", "continuity"]
    assert read_incident(filled(view, type="technical", continuity="no"), reporter=TRAINER) == (
        incident_draft(
            submission_id=read_submission(view),
            continuity=Continuity.NO,
        )
    )


def read_submission(view: Form) -> Any:
    read = read_incident(filled(view, **answers()), reporter=TRAINER)
    assert isinstance(read, IncidentDraft)
    return read.submission_id


def test_nothing_is_chosen_beforehand() -> None:
    assert refusals(filled(form(text="panne"))) == {
        "type": FieldError.NOT_CHOSEN,
        "continuity": FieldError.NOT_CHOSEN,
    }


@pytest.mark.parametrize("blank", [None, "", "   \n", "\u00a0\u200b", "\0"])
def test_a_description_that_nobody_can_see_is_refused_at_its_field(blank: str | None) -> None:
    assert refusals(filled(form(), **answers(description=blank))) == {
        "description": FieldError.EMPTY,
    }


def test_an_unknown_choice_counts_as_none() -> None:
    view = filled(form(), **answers())
    view.state.values["type"]["type"].selected_option = Option(value="cosmic")

    assert refusals(view) == {"type": FieldError.NOT_CHOSEN}


def test_a_session_longer_than_its_input_takes_is_refused() -> None:
    assert refusals(filled(form(), **answers(session="x" * 151))) == {
        "session": FieldError.TOO_LONG
    }


def test_files_beyond_slack_s_limits_are_refused() -> None:
    files = [{"id": f"F{number}", "name": "a.png", "size": 1} for number in range(11)]
    big = [{"id": "F1", "name": "film.mp4", "size": 10 * MEGABYTE + 1}]

    assert refusals(filled(form(), **answers(files=files))) == {"files": FieldError.TOO_MANY_FILES}
    assert refusals(filled(form(), **answers(files=big))) == {"files": FieldError.FILE_TOO_BIG}


def test_a_refusal_is_said_at_its_field_in_the_reader_s_language() -> None:
    errors = FormErrors({"type": FieldError.NOT_CHOSEN})

    assert form_errors(errors, FRENCH) == {"type": "Choisissez une réponse."}
    assert form_errors(errors, ENGLISH) == {"type": "Choose an answer."}


class TestLongTexts:
    """A message of any length goes into the form and comes out whole."""

    @pytest.mark.parametrize("length", [2_999, 3_000, 3_001, 6_000, 39_000, DESCRIPTION_MAX])
    @pytest.mark.parametrize("unit", ["x", "é ", "ligne\n"])
    def test_of_a_message_comes_back_to_the_letter(self, length: int, unit: str) -> None:
        text = (unit * length)[: length - 1] + "."
        read = read_incident(
            filled(form(text=text), type="technical", continuity="yes"), reporter=TRAINER
        )

        assert isinstance(read, IncidentDraft)
        assert read.description == text

    def test_stay_editable_piece_by_piece(self) -> None:
        view = form(text="a" * 3_000 + "\n" + "b" * 10)
        read = read_incident(filled(view, **answers(description="court")), reporter=TRAINER)

        assert isinstance(read, IncidentDraft)
        assert read.description == "court\n" + "b" * 10

    def test_grown_past_the_register_s_limit_are_refused_at_the_last_field(self) -> None:
        view = form(text="x" * DESCRIPTION_MAX)
        grown = answers(description="y" * 3_000, description_14="z" * 3_000)

        assert refusals(filled(view, **grown)) == {"description_14": FieldError.TOO_LONG}

    def test_of_emoji_that_no_view_can_hold_are_cut_and_the_form_says_so(self) -> None:
        view = form(text="🚒" * 40_000)
        said = view["blocks"][-7]

        assert said["elements"][0]["text"] == FRENCH.forms.cut_short


class TestSource:
    """The message an incident comes from is linked under its text."""

    def test_is_appended_to_the_description(self) -> None:
        view = form(text="panne", source=LINK)
        read = read_incident(filled(view, **answers()), reporter=TRAINER)

        assert isinstance(read, IncidentDraft)
        assert read.description == f"panne\n\n{LINK}"

    def test_gives_way_to_the_text_when_there_is_no_room_for_both(self) -> None:
        text = "x" * DESCRIPTION_MAX
        view = form(text=text, source=LINK)
        read = read_incident(filled(view, type="technical", continuity="yes"), reporter=TRAINER)

        assert isinstance(read, IncidentDraft)
        assert read.description == text

    def test_of_absurd_length_is_left_out_rather_than_break_the_form(self) -> None:
        view = form(text="panne", source="https://" + "x" * 4_000)

        assert len(view["private_metadata"]) < 200
