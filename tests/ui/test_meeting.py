"""Around the meeting: three questions, forms that come back as they were asked, minutes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from bot.domain.actions.actions import ActionKind, ActionOrigin
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, IncidentType
from bot.domain.reports.figures import Figures, Flow, Recurrence, Tally
from bot.domain.reports.meeting_notes import (
    Decided,
    Discussed,
    Minutes,
    MinutesDraft,
    Question,
    questions_of,
)
from bot.domain.reports.shares import Share
from bot.domain.school.office import PARIS
from bot.slack.payload_shapes import View
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.reports.meeting_forms import (
    MeetingScene,
    carried_in,
    meeting_modal,
    minutes_document,
    origin_of,
    read_decision,
    read_minutes,
)
from bot.ui.reports.meeting_questions import (
    NOTE_DECISION,
    NOTE_IMPROVEMENT,
    WRITE_MINUTES,
    decision_line,
    minutes_line,
    question_line,
    questions_post,
)
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.builders import OFFICE, QUALITY, TRAINER
from tests.support.forms import sent, spaced
from tests.support.lives import action
from tests.support.reports import MADE_AT, OCTOBER, figures, report, tallies
from tests.support.slack_limits import breaches_of_post, breaches_of_view

SUBMISSION = UUID(int=7)
TODAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
MINUTES = Minutes(
    month=OCTOBER,
    edition=1,
    report_edition=1,
    report_fingerprint="ab" * 32,
    held_on=TODAY,
    participants=(QUALITY, TRAINER),
    text="Le bilan a été lu.\nOn remplace les projecteurs.",
    decided=(
        Decided(
            ref="ACT-2026-0031",
            title="Remplacer les projecteurs",
            owner=TRAINER,
            due_on=date(2027, 1, 15),
            is_improvement=False,
        ),
    ),
    written_by=QUALITY,
    written_at=NOW,
    fingerprint="cd" * 32,
)


def scene(**given: Any) -> MeetingScene:
    usual: dict[str, Any] = {
        "report": report(),
        "latest": None,
        "office": OFFICE,
        "actor": QUALITY,
        "texts": FRENCH,
        "now": NOW,
    }
    return MeetingScene(**(usual | given))


def answered(form: str, **values: dict[str, Any]) -> View:
    """The form as Slack sends it back, with these values."""
    view = meeting_modal(form, scene(), submission_id=SUBMISSION)
    state = {name: {name: value} for name, value in values.items()}
    return sent(view, state)


QUIET = figures(
    tallies=tallies(present=Tally(complaints=Flow(received=1))),
    categories=(),
    incident_types=(),
    recurrences=(),
    late=(),
    late_count=0,
)


class TestQuestions:
    @pytest.mark.parametrize(
        ("month", "asked"),
        [
            (QUIET, [Question.GENERALISE, Question.UNSAID, Question.AHEAD]),
            (
                replace(QUIET, late_count=2),
                [Question.LATE, Question.GENERALISE, Question.UNSAID],
            ),
            (
                replace(QUIET, categories=((Category.TRAINER, 2), (Category.BILLING_FUNDING, 1))),
                [Question.CATEGORY, Question.GENERALISE, Question.UNSAID],
            ),
            (  # where all come once, or two as often, none is the first
                replace(
                    QUIET,
                    categories=((Category.TRAINER, 1), (Category.BILLING_FUNDING, 1)),
                    incident_types=((IncidentType.TECHNICAL, 3), (IncidentType.PEDAGOGICAL, 3)),
                ),
                [Question.GENERALISE, Question.UNSAID, Question.AHEAD],
            ),
            (
                replace(
                    QUIET,
                    late_count=2,
                    categories=((Category.TRAINER, 4),),
                    tallies=tallies(
                        present=Tally(true_of={"injury": 1}, ack=Share(met=3, counted=4))
                    ),
                ),
                [Question.INJURY, Question.LATE, Question.MISSED],
            ),
        ],
    )
    def test_a_month_raises_three_the_most_pressing_first(
        self, month: Figures, asked: list[Question]
    ) -> None:
        assert list(questions_of(month)) == asked

    @pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
    @pytest.mark.parametrize("question", Question)
    def test_each_is_a_sentence_that_asks(self, question: Question, texts: Any) -> None:
        recurs = Recurrence(
            category=Category.TRAINER,
            incident_type=None,
            cause_family=CauseFamily.METHOD,
            count=3,
        )
        present = Tally(true_of={"injury": 2}, ack=Share(met=1, counted=2))
        month = figures(recurrences=(recurs,), late_count=3, tallies=tallies(present=present))

        line = question_line(question, month, texts)

        assert line.endswith("?")
        assert "{" not in line

    def test_the_buttons_name_the_edition(self) -> None:
        post = questions_post(report(), FRENCH)
        buttons = post.blocks[-1]["elements"]

        assert [one["text"]["text"] for one in buttons] == [
            "Noter une décision",
            "Ajouter un axe d'amélioration",
            "Compte rendu",
        ]
        assert {one["value"] for one in buttons} == {"2026-10:1"}
        assert breaches_of_post(post) == []


class TestForms:
    @pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
    @pytest.mark.parametrize("form", [NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES])
    def test_slack_takes_each(self, form: str, texts: Any) -> None:
        said = scene(texts=texts, latest=MINUTES)

        assert breaches_of_view(meeting_modal(form, said, submission_id=SUBMISSION)) == []

    @pytest.mark.parametrize(
        ("form", "origin", "kind"),
        [
            (NOTE_DECISION, ActionOrigin.DECISION, ActionKind.CORRECTIVE),
            (NOTE_IMPROVEMENT, ActionOrigin.IMPROVEMENT, ActionKind.PREVENTIVE),
        ],
    )
    def test_what_was_decided_is_read_back(
        self, form: str, origin: ActionOrigin, kind: ActionKind
    ) -> None:
        view = answered(
            form,
            title={"value": " Remplacer les projecteurs "},
            owner={"selected_user": TRAINER},
            due_on={"selected_date": "2026-12-03"},
        )

        draft = read_decision(view, today=TODAY)

        assert not isinstance(draft, FormErrors)
        assert (draft.title, draft.owner, draft.due_on) == (
            "Remplacer les projecteurs",
            TRAINER,
            date(2026, 12, 3),
        )
        assert (origin_of(view), draft.kind) == (origin, kind)
        assert carried_in(view) == (Discussed(month=OCTOBER, edition=1), SUBMISSION)

    def test_a_decision_says_what_who_and_a_day_to_come(self) -> None:
        view = answered(NOTE_DECISION, due_on={"selected_date": "2026-11-02"}, title={"value": " "})

        assert read_decision(view, today=TODAY) == FormErrors(
            {
                "title": FieldError.BLANK,
                "owner": FieldError.NOT_CHOSEN,
                "due_on": FieldError.IN_PAST,
            }
        )

    def test_minutes_are_read_back(self) -> None:
        view = answered(
            WRITE_MINUTES,
            held_on={"selected_date": "2026-11-03"},
            participants={"selected_users": [QUALITY, TRAINER]},
            said={"value": "Le bilan a été lu."},
        )

        assert read_minutes(view, today=TODAY) == MinutesDraft(
            held_on=TODAY, participants=(QUALITY, TRAINER), text="Le bilan a été lu."
        )

    def test_minutes_of_tomorrow_without_anybody_are_refused(self) -> None:
        view = answered(WRITE_MINUTES, held_on={"selected_date": "2026-11-04"}, said={"value": ""})

        assert read_minutes(view, today=TODAY) == FormErrors(
            {
                "said": FieldError.BLANK,
                "held_on": FieldError.IN_FUTURE,
                "participants": FieldError.NOT_CHOSEN,
            }
        )

    def test_minutes_written_again_begin_with_what_was_written(self) -> None:
        view = meeting_modal(WRITE_MINUTES, scene(latest=MINUTES), submission_id=SUBMISSION)
        held_on, participants, said = (block["element"] for block in view["blocks"])

        assert held_on["initial_date"] == "2026-11-03"
        assert participants["initial_users"] == [QUALITY, TRAINER]
        assert said["initial_value"] == MINUTES.text


class TestLines:
    def test_a_decision_is_told_with_who_and_when(self) -> None:
        decided = action(
            origin=ActionOrigin.DECISION, period="2026-10", title="<!channel> payer", case_id=None
        )

        line = decision_line(decided, FRENCH)

        assert line.text.startswith("Décision notée par <@")
        assert "<!channel>" not in line.text
        assert decided.ref in line.text

    def test_minutes_are_told_with_what_they_say(self) -> None:
        post = minutes_line(MINUTES, FRENCH)

        assert "2 participants, 1 décision." in spaced(post.text)
        assert "On remplace les projecteurs." in post.text
        assert breaches_of_post(post) == []


class TestDocument:
    def test_it_says_who_met_what_was_said_and_decided(self) -> None:
        names = {QUALITY: "Quentin Alizé", TRAINER: "Fanny Boréal"}

        said = spaced(minutes_document(MINUTES, names, zone=PARIS, texts=FRENCH))

        assert said.startswith("# Compte rendu de la réunion du mardi 3 novembre 2026\n")
        assert f"octobre 2026, édition 1 (empreinte {'ab' * 32})" in said
        assert "- Quentin Alizé\n- Fanny Boréal" in said
        assert "On remplace les projecteurs." in said
        assert "- ACT-2026-0031 : Remplacer les projecteurs (pilote : Fanny Boréal" in said
        assert "## Axes d'amélioration\n\nAucun." in said

    def test_whoever_is_not_known_is_a_member_of_the_team(self) -> None:
        said = minutes_document(MINUTES, {}, zone=PARIS, texts=FRENCH)

        assert QUALITY not in said
        assert "- Membre de l'équipe" in said
        assert MINUTES.written_at > MADE_AT
