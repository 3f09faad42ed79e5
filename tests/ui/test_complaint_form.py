"""The complaint form: drafts, dates of reception, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import Complainant, ComplaintDraft
from bot.domain.office import PARIS
from bot.domain.taxonomy import Category, Channel, Party, Severity
from bot.ui.answers import clean, is_blank
from bot.ui.complaint_form import Unconfirmed, ask_confirmation, complaint_modal, read_complaint
from bot.ui.form_errors import FormErrors, Refusal
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.english import ENGLISH
from bot.ui.texts.french import FRENCH
from tests.support.builders import NOW, QUALITY
from tests.support.forms import View, filled, spaced

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


def form(text: str = "attestation jamais reçue") -> View:
    return complaint_modal(FRENCH, submission_id=uuid4(), now=NOW, text=text)


def submitted(view: View, **given: Any) -> View:
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


def asked_again(view: View) -> View:
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


def test_reception_is_now_unless_told_otherwise() -> None:
    draft = read(submitted(form()))

    assert isinstance(draft, ComplaintDraft)
    assert draft.received_at == NOW


@pytest.mark.parametrize("missing", ["party", "channel", "category", "severity", "received"])
def test_a_compulsory_answer_that_is_missing_is_refused_at_its_field(missing: str) -> None:
    view = submitted(form())
    view["state"]["values"][missing] = {missing: {"type": "any"}}

    assert read(view) == FormErrors({missing: Refusal.NOT_CHOSEN})


def test_all_that_is_wrong_is_said_at_once() -> None:
    tomorrow = seconds(NOW + timedelta(days=1))

    assert read(filled(form(text=""), received=tomorrow, party="trainee", channel="email")) == (
        FormErrors(
            {
                "description": Refusal.EMPTY,
                "received": Refusal.IN_FUTURE,
                "category": Refusal.NOT_CHOSEN,
                "severity": Refusal.NOT_CHOSEN,
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
            {"received": Refusal.IN_FUTURE}
        )

    def test_thirty_days_ago_needs_no_confirmation(self) -> None:
        ago = NOW - timedelta(days=30)

        assert isinstance(read(submitted(form(), received=seconds(ago))), ComplaintDraft)

    def test_longer_ago_is_to_be_confirmed_under_its_field(self) -> None:
        ago = datetime(2026, 9, 30, 10, tzinfo=UTC)
        view = asked_again(submitted(form(), received=seconds(ago)))
        ids = [block["block_id"] for block in view["blocks"]]
        box = view["blocks"][ids.index("received") + 1]

        assert spaced(box["element"]["options"][0]["text"]["text"]) == (
            "Oui, cette réclamation a bien été reçue le mercredi 30 septembre"
        )

    def test_the_box_fits_with_the_longest_date_of_another_year(self) -> None:
        ago = datetime(2025, 9, 24, 10, tzinfo=UTC)
        view = asked_again(submitted(form(), received=seconds(ago)))
        box = next(block for block in view["blocks"] if block["block_id"].startswith("old_"))

        assert box["element"]["options"][0]["text"]["text"].endswith("mercredi 24 septembre 2025")

    def test_ticked_the_old_date_is_taken(self) -> None:
        ago = NOW - timedelta(days=60)
        again = asked_again(submitted(form(), received=seconds(ago)))
        answers = {"received": seconds(ago), f"old_{seconds(ago)}": ["yes"]}
        draft = read(submitted(again, **answers))

        assert isinstance(draft, ComplaintDraft)
        assert draft.received_at == ago

    def test_not_ticked_the_box_itself_says_so(self) -> None:
        ago = NOW - timedelta(days=60)
        again = asked_again(submitted(form(), received=seconds(ago)))

        assert read(submitted(again, received=seconds(ago))) == FormErrors(
            {f"old_{seconds(ago)}": Refusal.NOT_CONFIRMED}
        )

    def test_a_tick_confirms_no_other_date(self) -> None:
        ago, earlier = NOW - timedelta(days=60), NOW - timedelta(days=90)
        again = asked_again(submitted(form(), received=seconds(ago)))
        changed = submitted(again, **{f"old_{seconds(ago)}": ["yes"], "received": seconds(earlier)})
        boxes = [
            block["block_id"]
            for block in asked_again(changed)["blocks"]
            if block["block_id"].startswith("old_")
        ]

        assert boxes == [f"old_{seconds(earlier)}"]

    def test_corrected_to_a_recent_date_the_box_no_longer_matters(self) -> None:
        again = asked_again(submitted(form(), received=seconds(NOW - timedelta(days=60))))

        assert isinstance(read(submitted(again, received=seconds(NOW))), ComplaintDraft)

    def test_all_other_inputs_keep_their_names_so_that_slack_keeps_what_was_typed(self) -> None:
        view = submitted(form(text="x" * 7_000), received=seconds(NOW - timedelta(days=60)))
        before = [(block["block_id"], block["element"]["action_id"]) for block in view["blocks"]]
        again = asked_again(view)
        after = [(block["block_id"], block["element"]["action_id"]) for block in again["blocks"]]

        assert [name for name in after if not name[0].startswith("old_")] == before
        assert again["private_metadata"] == view["private_metadata"]
        assert not again.keys() & {"id", "hash", "state", "external_id"}


def test_texts_of_one_line_beyond_their_limits_are_refused() -> None:
    view = submitted(
        form(), complainant="x" * 151, contact="x" * 201, session="x" * 151, remedy="x" * 1_001
    )

    assert read(view) == FormErrors(
        dict.fromkeys(("complainant", "contact", "session", "remedy"), Refusal.TOO_LONG)
    )
