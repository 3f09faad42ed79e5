"""The complaint form: drafts, dates of reception, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import Complainant, ComplaintDraft
from bot.domain.cases.taxonomy import Category, Channel, Party, Severity
from bot.domain.school.office import PARIS
from bot.slack.payload_shapes import Answer, View
from bot.ui.blocks.answers import clean, is_blank
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.filing.brought import NOTHING, Brought, BroughtMail
from bot.ui.filing.complaint_form import (
    Unconfirmed,
    ask_confirmation,
    complaint_modal,
    read_complaint,
)
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import NOW, QUALITY
from tests.support.forms import Form, filled, option_words, spaced

typed = st.text(max_size=4_000).map(clean).filter(lambda text: not is_blank(text))
lines = st.none() | st.text(max_size=140).map(clean).map(str.strip).filter(
    lambda text: not is_blank(text)
)
drafts = st.builds(
    ComplaintDraft,
    submission_id=st.uuids(),
    reporter=st.just(QUALITY),
    received_at=st.integers(-29 * 24 * 60, 5).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    description=typed,
    party=st.sampled_from(Party),
    channel=st.sampled_from(Channel),
    category=st.sampled_from(Category),
    severity=st.sampled_from(Severity),
    complainant=st.builds(Complainant, name=lines, contact=lines),
    session=lines,
    requested_remedy=lines,
    confidential=st.booleans(),
)


def form(text: str = "attestation jamais reçue", brought: Brought = NOTHING) -> Form:
    return complaint_modal(FRENCH, submission_id=uuid4(), now=NOW, text=text, brought=brought)


def submitted(view: Form, **given: Any) -> View:
    """The least a person fills in, unless told otherwise."""
    usual = {
        "party": "trainee",
        "channel": "phone",
        "category": "certificates_documents",
        "severity": "moderate",
    }
    return filled(view, **usual | given)


def read(view: View) -> ComplaintDraft | FormErrors | Unconfirmed:
    return read_complaint(view, reporter=QUALITY, now=NOW)


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def asked_again(view: View) -> Form:
    """The form after Slack showed it again, with the box that confirms its old date."""
    unconfirmed = read(view)
    assert isinstance(unconfirmed, Unconfirmed)
    return ask_confirmation(view, FRENCH, unconfirmed=unconfirmed, zone=PARIS, now=NOW)


@given(drafts, st.sampled_from([FRENCH, ENGLISH]))
def test_a_draft_filled_into_the_form_is_read_as_it_was(
    draft: ComplaintDraft, texts: Texts
) -> None:
    view = complaint_modal(
        texts, submission_id=draft.submission_id, now=NOW, text=draft.description
    )
    answers = {
        "received": seconds(draft.received_at),
        "party": draft.party,
        "channel": draft.channel,
        "category": draft.category,
        "severity": draft.severity,
        "complainant": draft.complainant.name,
        "contact": draft.complainant.contact,
        "session": draft.session,
        "remedy": draft.requested_remedy,
        "confidential": ["yes"] if draft.confidential else [],
    }

    assert read(filled(view, **answers)) == draft


@pytest.mark.parametrize("in_confidence", [True, False])
def test_what_came_in_confidence_stays_so_unless_somebody_says_otherwise(
    *, in_confidence: bool
) -> None:
    mail = BroughtMail(sender=Complainant(), is_in_confidence=in_confidence)
    view = form(brought=Brought(mail=mail))
    drafts = read(submitted(view)), read(submitted(view, confidential=[]))

    assert [isinstance(one, ComplaintDraft) and one.is_confidential for one in drafts] == [
        in_confidence,
        False,
    ]


def test_reception_is_now_unless_told_otherwise() -> None:
    draft = read(submitted(form()))

    assert isinstance(draft, ComplaintDraft)
    assert draft.received_at == NOW


@pytest.mark.parametrize("missing", ["party", "channel", "category", "severity", "received"])
def test_a_compulsory_answer_that_is_missing_is_refused_at_its_field(missing: str) -> None:
    view = submitted(form())
    view.state.values[missing] = {missing: Answer()}

    assert read(view) == FormErrors({missing: FieldError.NOT_CHOSEN})


def test_all_that_is_wrong_is_said_at_once() -> None:
    tomorrow = seconds(NOW + timedelta(days=1))

    assert read(filled(form(text=""), received=tomorrow, party="trainee", channel="email")) == (
        FormErrors(
            {
                "description": FieldError.EMPTY,
                "received": FieldError.IN_FUTURE,
                "category": FieldError.NOT_CHOSEN,
                "severity": FieldError.NOT_CHOSEN,
            }
        )
    )


class TestReception:
    """« Reçue le »: not in the future, and if long ago, on purpose."""

    def test_up_to_five_minutes_ahead_is_a_matter_of_clocks(self) -> None:
        ahead = NOW + timedelta(minutes=5)

        assert isinstance(read(submitted(form(), received=seconds(ahead))), ComplaintDraft)

    def test_more_than_five_minutes_ahead_is_refused_at_its_field(self) -> None:
        ahead = NOW + timedelta(minutes=5, seconds=1)

        assert read(submitted(form(), received=seconds(ahead))) == FormErrors(
            {"received": FieldError.IN_FUTURE}
        )

    def test_thirty_days_ago_needs_no_confirmation(self) -> None:
        ago = NOW - timedelta(days=30)

        assert isinstance(read(submitted(form(), received=seconds(ago))), ComplaintDraft)

    def test_longer_ago_is_to_be_confirmed_before_all_else(self) -> None:
        ago = datetime(2026, 9, 30, 10, tzinfo=UTC)
        view = asked_again(submitted(form(), received=seconds(ago)))
        asked = view["blocks"][0]

        assert not asked["optional"]
        assert [spaced(word) for word in option_words(asked["element"])] == [
            "Oui, cette réclamation a bien été reçue le mercredi 30 septembre",
            "Non, je la corrige plus bas, dans « Reçue le »",
        ]

    def test_the_box_fits_with_the_longest_date_of_another_year(self) -> None:
        ago = datetime(2025, 9, 24, 10, tzinfo=UTC)
        view = asked_again(submitted(form(), received=seconds(ago)))
        box = next(block for block in view["blocks"] if block["block_id"].startswith("old_"))

        assert box["element"]["options"][0]["text"]["text"].endswith("mercredi 24 septembre 2025")

    def test_ticked_the_old_date_is_taken(self) -> None:
        ago = NOW - timedelta(days=60)
        again = asked_again(submitted(form(), received=seconds(ago)))
        answers = {"received": seconds(ago), f"old_{seconds(ago)}": "yes"}
        draft = read(submitted(again, **answers))

        assert isinstance(draft, ComplaintDraft)
        assert draft.received_at == ago

    @pytest.mark.parametrize(("chosen", "block"), [(..., "old_"), ("no", "received")])
    def test_not_confirmed_it_is_said_where_to_correct_it(self, chosen: Any, block: str) -> None:
        ago = NOW - timedelta(days=60)
        again = asked_again(submitted(form(), received=seconds(ago)))
        asked = f"old_{seconds(ago)}"
        view = submitted(again, **{"received": seconds(ago), asked: chosen})

        assert read(view) == FormErrors(
            {asked if block == "old_" else block: FieldError.NOT_CONFIRMED}
        )

    def test_the_box_of_an_older_release_confirms_too(self) -> None:
        ago = NOW - timedelta(days=60)
        view = submitted(form(), received=seconds(ago))
        ticked = {"selected_options": [{"value": "yes"}]}
        asked = f"old_{seconds(ago)}"
        view.state.values[asked] = {asked: Answer.model_validate(ticked)}

        assert isinstance(read(view), ComplaintDraft)

    def test_a_tick_confirms_no_other_date(self) -> None:
        ago, earlier = NOW - timedelta(days=60), NOW - timedelta(days=90)
        again = asked_again(submitted(form(), received=seconds(ago)))
        changed = submitted(again, **{f"old_{seconds(ago)}": "yes", "received": seconds(earlier)})
        boxes = [
            block["block_id"]
            for block in asked_again(changed)["blocks"]
            if block["block_id"].startswith("old_") and block["type"] == "input"
        ]

        assert boxes == [f"old_{seconds(earlier)}"]

    def test_corrected_to_a_recent_date_the_box_no_longer_matters(self) -> None:
        again = asked_again(submitted(form(), received=seconds(NOW - timedelta(days=60))))

        assert isinstance(read(submitted(again, received=seconds(NOW))), ComplaintDraft)

    def test_all_other_inputs_keep_their_names_so_that_slack_keeps_what_was_typed(self) -> None:
        view = submitted(form(text="x" * 7_000), received=seconds(NOW - timedelta(days=60)))
        before = [(block["block_id"], block["element"]["action_id"]) for block in view.blocks]
        again = asked_again(view)
        kept = [block for block in again["blocks"] if not block["block_id"].startswith("old_")]

        assert [(block["block_id"], block["element"]["action_id"]) for block in kept] == before
        assert again["private_metadata"] == view.private_metadata
        assert not again.keys() & {"id", "hash", "state", "external_id"}


def test_texts_of_one_line_beyond_their_limits_are_refused() -> None:
    view = submitted(
        form(), complainant="x" * 151, contact="x" * 201, session="x" * 151, remedy="x" * 1_001
    )

    assert read(view) == FormErrors(
        dict.fromkeys(("complainant", "contact", "session", "remedy"), FieldError.TOO_LONG)
    )
