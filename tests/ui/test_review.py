"""The review's message and forms: within Slack's limits, and read back as they were asked."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.reports.quality_risks import Risk
from bot.domain.reports.reviews import Approval, PlanEntry, ReviewNotes, mark_of
from bot.domain.school.office import PARIS, Locale
from bot.slack.payload_shapes import View
from bot.ui.blocks.blocks import Post
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.reports.review import (
    PLAN_ACTION,
    WRITE_REVIEW,
    edition_in,
    marked_in,
    review_post,
    review_preview,
)
from bot.ui.reports.review_forms import ReviewScene, read_change, review_modal, written_in
from bot.ui.texts.catalogue import texts_for
from tests.support.forms import filled, sent, spaced
from tests.support.reviews import ENTRY, FIRST_HALF, MADE_AT, review, review_figures
from tests.support.slack_limits import breaches_of_post, breaches_of_view

TEXTS = texts_for(Locale.FRENCH)
SUBMISSION = UUID(int=7)
TODAY = date(2026, 7, 1)
LONG = "x" * 3_000
FULL = ReviewNotes(
    trainees=412,
    sessions=58,
    hours=2_900,
    recurring=LONG,
    difficulties=LONG,
    feedback=LONG,
    decisions=LONG,
    participants=("U0OWNER",),
    risks=tuple(
        Risk(name="r" * 300, likelihood=4, impact=4, control=LONG, treatment=f"{LONG[:-2]}{n}")
        for n in range(40)
    ),
    plan=tuple(replace(ENTRY, title="t" * 300, origin_refs=(str(n),)) for n in range(60)),
)


def scene(notes: ReviewNotes = FULL, mark: str | None = None) -> ReviewScene:
    return ReviewScene(
        semester=FIRST_HALF,
        notes=notes,
        today=TODAY,
        calendar=WorkingCalendar(),
        texts=TEXTS,
        mark=mark,
    )


def form(name: str, notes: ReviewNotes = FULL, mark: str | None = None) -> dict[str, Any]:
    return review_modal(name, scene(notes, mark), submission_id=SUBMISSION)


def changed(view: View, notes: ReviewNotes) -> ReviewNotes:
    """The notes once the form was sent."""
    change = read_change(view, today=TODAY)
    assert not isinstance(change, FormErrors), change
    return change(notes)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("notes", [ReviewNotes(), review().notes, FULL])
def test_the_message_stays_within_slack_s_limits(locale: Locale, notes: ReviewNotes) -> None:
    texts = texts_for(locale)
    post = review_post(replace(review(), notes=notes), zone=PARIS, texts=texts)
    seen = review_preview(
        replace(review(), notes=notes), is_begun=False, may_write=True, zone=PARIS, texts=texts
    )

    assert breaches_of_post(post) + breaches_of_post(seen) == []


@pytest.mark.parametrize("name", [WRITE_REVIEW, PLAN_ACTION])
@pytest.mark.parametrize("is_known", [True, False])
def test_the_forms_stay_within_slack_s_limits(name: str, *, is_known: bool) -> None:
    known = {PLAN_ACTION: mark_of(FULL.plan[0])}
    view = form(name, mark=known.get(name) if is_known else None)

    assert breaches_of_view(view) == []
    assert written_in(sent(view)) == (FIRST_HALF, SUBMISSION)


def test_a_draft_says_what_is_missing_and_an_approved_one_by_whom() -> None:
    draft = review_post(review(), zone=PARIS, texts=TEXTS)
    told = replace(review(), approval=Approval(by="U0HEAD", at=MADE_AT))
    approved = review_post(told, zone=PARIS, texts=TEXTS)

    assert "Stagiaires formés" not in draft.text
    assert "À compléter dans « Compléter » : Analyse des difficultés" in spaced(draft.text)
    assert "Approuvé par <@U0HEAD>" in approved.text
    assert "À compléter" not in approved.text
    assert "Non renseigné : Analyse des difficultés les plus fréquentes" in spaced(approved.text)


def test_what_nobody_prepared_yet_has_nothing_to_complete() -> None:
    for is_begun in (True, False):
        seen = review_preview(review(), is_begun=is_begun, may_write=True, zone=PARIS, texts=TEXTS)

        assert ("À compléter dans" in seen.text) is is_begun


def labels(post: Post) -> list[str]:
    """The buttons of a review's message."""
    return [one["text"]["text"] for one in post.blocks[-1]["elements"] if "text" in one]


def test_what_is_still_to_be_confirmed_is_said_where_it_is_counted() -> None:
    post = review_post(review(figures=review_figures(to_confirm=2)), zone=PARIS, texts=TEXTS)

    assert TEXTS.review.to_confirm.say(2) in post.text
    assert TEXTS.review.to_confirm.say(0) == ""


def test_an_approved_review_is_corrected_by_another_edition_only() -> None:
    draft = review_post(review(), zone=PARIS, texts=TEXTS)
    told = replace(review(), approval=Approval(by="U0HEAD", at=MADE_AT))
    approved = review_post(told, zone=PARIS, texts=TEXTS)

    assert labels(draft) == ["Compléter", "Nouveau PDF", "Approuver"]
    assert labels(approved) == ["Corriger par une nouvelle édition"]


def test_empty_sections_are_named_before_the_approval() -> None:
    draft = review_post(replace(review(), notes=ReviewNotes()), zone=PARIS, texts=TEXTS)
    said = draft.blocks[-1]["elements"][-1]["confirm"]["text"]["text"]
    full = review_post(replace(review(), notes=FULL), zone=PARIS, texts=TEXTS)
    whole = full.blocks[-1]["elements"][-1]["confirm"]["text"]["text"]

    assert spaced(said).startswith("Non renseigné : Stagiaires formés, Sessions réalisées, Ana")
    assert "et 5 autres" in spaced(said)
    assert "Non renseigné" not in whole


def test_before_its_end_a_half_year_is_not_to_be_approved() -> None:
    early = replace(review(), figures=replace(review().figures, is_whole=False))
    post = review_post(early, zone=PARIS, texts=TEXTS)

    assert labels(post) == ["Compléter", "Nouveau PDF"]
    assert "s'arrêtent avant la fin du semestre" in post.text


def test_an_action_due_in_another_year_says_which() -> None:
    later = replace(ENTRY, due_on=date(2027, 1, 15))
    planned = replace(review(), notes=ReviewNotes(plan=(later,)))
    post = review_post(planned, zone=PARIS, texts=TEXTS)

    assert "15 janvier 2027" in spaced(post.text)


def test_words_come_back_as_they_were_asked() -> None:
    view = filled(form(WRITE_REVIEW))

    assert changed(view, FULL) == FULL


def test_a_number_left_empty_is_unknown() -> None:
    view = filled(form(WRITE_REVIEW), trainees=None, hours="")

    assert (changed(view, FULL).trainees, changed(view, FULL).hours) == (None, None)


def test_what_is_no_number_is_refused_at_its_field() -> None:
    assert read_change(filled(form(WRITE_REVIEW), sessions="douze"), today=TODAY) == FormErrors(
        {"sessions": FieldError.NOT_A_COUNT}
    )


def test_an_action_can_be_taken_out() -> None:
    notes = ReviewNotes(plan=(ENTRY,))
    entry = filled(form(PLAN_ACTION, notes, mark_of(ENTRY)), take_out=["yes"])

    assert changed(entry, notes).plan == ()


def test_an_accepted_risk_needs_no_treatment() -> None:
    risk = Risk(name="Départ d'un formateur", likelihood=2, impact=4)
    signed = replace(risk, accepted_by="U0HEAD", accepted_at=MADE_AT)
    posts = [
        review_post(replace(review(), notes=ReviewNotes(risks=(one,))), zone=PARIS, texts=TEXTS)
        for one in (risk, signed)
    ]

    assert ["Traitement d'un risque" in post.text for post in posts] == [True, False]


def test_an_action_comes_back_as_it_was_asked() -> None:
    notes = ReviewNotes(plan=(ENTRY,))

    assert changed(filled(form(PLAN_ACTION, notes, mark_of(ENTRY))), notes) == notes


def test_an_action_of_the_plan_names_who_when_and_the_cases() -> None:
    view = filled(
        form(PLAN_ACTION, ReviewNotes()),
        title="Former",
        kind="preventive",
        owner="U0OWNER",
        due_on="2026-10-01",
        origin="rec-2026-0004 et INC-2026-0012, voir aussi 12",
    )
    (entry,) = changed(view, ReviewNotes()).plan

    assert entry == PlanEntry(
        kind=entry.kind,
        title="Former",
        owner="U0OWNER",
        due_on=date(2026, 10, 1),
        origin_refs=("REC-2026-0004", "INC-2026-0012"),
    )


def test_an_action_due_in_the_past_is_refused() -> None:
    view = filled(
        form(PLAN_ACTION, ReviewNotes()),
        title="Former",
        kind="preventive",
        owner="U0OWNER",
        due_on="2026-06-30",
    )

    assert read_change(view, today=TODAY) == FormErrors({"due_on": FieldError.IN_PAST})


@pytest.mark.parametrize(
    ("value", "read"), [("2026-S1:", None), ("2026-S1", None), ("2026-S1:ab12", "ab12")]
)
def test_a_choice_names_the_review_and_what_of_it(value: str, read: str | None) -> None:
    assert marked_in(value) == (FIRST_HALF, read)


def test_a_button_names_the_edition_it_freezes() -> None:
    assert edition_in("2026-S1:3") == (FIRST_HALF, 3)
