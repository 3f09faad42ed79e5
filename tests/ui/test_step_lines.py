"""What is told of a step: one true sentence, in both languages."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.journal_entries import (
    VIGIE,
    Event,
    JournalRecord,
    event_of,
)
from bot.domain.cases.outcomes import ComplainantDecision, Outcome
from bot.domain.cases.taxonomy import Kind, Measure, Severity
from bot.domain.messages.cases import StepLineMessage
from bot.domain.messages.message import StepTold
from bot.domain.messages.step_facts import facts_of
from bot.domain.school.office import CardDetail
from bot.domain.steps.answering import ProposeSolution, RecordDecision
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.ending import Reject
from bot.domain.steps.handling import AddNote, Qualify, TakeCharge
from bot.domain.steps.incident import DecideMeasures, InformParties
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.domain.steps.opening import Extend
from bot.domain.steps.outside import NoteExternal, SettleExternal
from bot.messages.actions import action_notice, action_owner_left_notice
from bot.messages.cases import reporter_news
from bot.messages.notices import owner_notice
from bot.messages.step_lines import step_line
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import DIRECTION, OFFICE, QUALITY
from tests.support.forms import spaced
from tests.support.lives import (
    NOW,
    SOLUTION_DUE_AT,
    action,
    case_in,
    complaint,
    example,
    fresh,
    incident,
    ready_for,
    take,
    told,
)
from tests.support.slack_limits import breaches_of_post

LANGUAGES = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
STEPS = [
    pytest.param(kind, rule.step, next(iter(rule.moves)), id=f"{kind} {rule.step}")
    for kind in Kind
    for rule in lifecycle_of(kind).rules
]
ACTIONS = pytest.mark.parametrize("step", list(ActionStep))


def of(event: JournalRecord, *, actor: str = QUALITY) -> StepTold:
    """What the outbox keeps of an event."""
    return StepLineMessage(event=event.name, actor=actor, at=NOW, facts=facts_of(event))


def said(
    case: Case,
    told_of_it: StepTold,
    texts: Texts = FRENCH,
    *,
    about: Action | None = None,
    **office: Any,
) -> str:
    office_then = replace(OFFICE, **office)
    return step_line(case, told_of_it, action=about, office=office_then, texts=texts, now=NOW)


def line(case: Case, wanted: StepCommand, **given: Any) -> str:
    """The French line about a step, with plain spaces."""
    return spaced(said(case, of(take(case, wanted, **given).event)))


@LANGUAGES
@pytest.mark.parametrize(("kind", "step", "status"), STEPS)
def test_every_step_is_told_in_one_whole_sentence(
    kind: Kind, step: Step, status: Status, texts: Texts
) -> None:
    case = ready_for(step, case_in(status, kind))
    wanted = example(step, case)
    event = event_of(step, wanted, old=case, new=case)
    if isinstance(wanted, (NoteExternal, SettleExternal)):  # known by what they change
        event = take(case, wanted).event
    sentence = said(case, of(event), texts, about=action())

    assert re.fullmatch(r"[A-ZÀÉ].*[^ ]\.", sentence)
    assert f"<@{QUALITY}>" in sentence
    assert "{" not in sentence


@LANGUAGES
@ACTIONS
def test_every_step_of_an_action_is_told_with_its_reference(step: ActionStep, texts: Texts) -> None:
    event = JournalRecord(name=step.event, changes={}, details={})

    assert action().ref in said(incident(), of(event), texts, about=action())


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (
            example(Step.ACKNOWLEDGE, complaint(), now=NOW - timedelta(days=1)),
            (
                "Accusé de réception envoyé par courriel, le dimanche 22 novembre à 17 h 50, "
                "par <@U0QUALITY>."
            ),
        ),
        (
            example(Step.ASSIGN, complaint()),
            "Dossier confié à <@U0OTHER> par <@U0QUALITY>.",
        ),
        (
            Extend(
                reason="expertise",
                new_due_at=SOLUTION_DUE_AT + timedelta(days=20),
                told=told(NOW),
            ),
            (
                "Délai prolongé jusqu'au samedi 2 janvier 2027 à 17 h 50, annoncé par courriel, "
                "le lundi 23 novembre à 17 h 50, par <@U0QUALITY>."
            ),
        ),
        (
            example(Step.QUALIFY, complaint()),
            "Dossier qualifié par <@U0QUALITY> : gravité modérée.",
        ),
    ],
)
def test_a_line_says_what_how_when_and_by_whom(step: StepCommand, sentence: str) -> None:
    assert line(complaint(severity=Severity.MINOR), step) == sentence


def test_a_severity_that_stays_is_said_too() -> None:
    same = Qualify(severity=Severity.MODERATE)

    assert line(complaint(), same).endswith(": gravité modérée.")


def test_an_extension_told_too_late_is_called_so() -> None:
    late = SOLUTION_DUE_AT + timedelta(days=1)
    step = Extend(reason="r", new_due_at=SOLUTION_DUE_AT + timedelta(days=20), told=told(late))

    assert "qui reste manquée" in line(complaint(), step, now=late)


def test_what_is_said_long_after_it_was_done_says_when_that_was() -> None:
    taken = of(take(incident(), TakeCharge()).event)
    at_once, late = (
        step_line(incident(), taken, office=OFFICE, texts=FRENCH, now=NOW + delay)
        for delay in (timedelta(hours=1), timedelta(days=90))
    )

    assert at_once == "Dossier pris en charge par <@U0QUALITY>."
    assert spaced(late) == f"{at_once} C'était le lundi 23 novembre 2026 à 17 h 50."


def test_what_nobody_could_be_told_is_not_said_to_have_been_sent() -> None:
    anonymous = complaint(ack_not_applicable="anonyme")
    proposed = ProposeSolution(outcome=Outcome.UPHELD, solution="s", analysis="a")
    reject = example(Step.REJECT, anonymous)
    waived = InformParties(waived_because="seule la formatrice était là")
    assert isinstance(reject, Reject)

    assert "personne ne peut être joint" in line(anonymous, proposed)
    assert "personne ne peut être joint" in line(anonymous, replace(reject, told=None))
    assert "sans objet" in line(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT), waived)


def test_the_complainant_s_answer_is_said_in_words() -> None:
    refused = RecordDecision(complainant_decision=ComplainantDecision.REFUSED, decided_at=NOW)

    assert line(case_in(Status.SOLUTION_PROPOSED, Kind.COMPLAINT), refused).endswith(
        ": solution refusée."
    )


def test_an_action_without_effect_is_called_so() -> None:
    event = JournalRecord(name="action_check_effect", changes={}, details={})
    ineffective = replace(of(event), facts={"is_effective": False})

    assert spaced(said(incident(), ineffective, about=action())) == (
        "Action ACT-2026-0003 (Contrôler les projecteurs chaque mois) sans effet, selon "
        "<@U0QUALITY> : "
        "à refaire pour le mardi 1er décembre."
    )


def test_a_duplicate_and_an_owner_who_left_are_named() -> None:
    linked = JournalRecord(
        name=Event.DUPLICATE_LINKED, changes={}, details={"duplicate": "REC-2026-0009"}
    )
    left = JournalRecord(name=Event.OWNER_LEFT, changes={}, details={"owner": "U0GONE"})
    back = JournalRecord(
        name=Event.DUPLICATE_RETURNED, changes={}, details={"original": "REC-2026-0001"}
    )

    assert said(complaint(), of(linked)).startswith("REC-2026-0009 est un doublon")
    assert spaced(said(complaint(), of(back))) == (
        "Dossier rouvert : REC-2026-0001, dont il était un doublon, n'est plus traité, "
        f"selon <@{QUALITY}>."
    )
    assert said(complaint(), of(left, actor=VIGIE)).startswith("<@U0GONE> n'a plus de compte")


def test_a_note_is_told_in_its_own_words_where_the_channel_may_read_them() -> None:
    note = of(take(complaint(), AddNote(text="Rappelée\nce matin <!channel>")).event)

    def told_in(case: Case) -> str:
        office, words = OFFICE, "Rappelée\nce matin <!channel>"
        return step_line(case, note, words=words, office=office, texts=FRENCH, now=NOW)

    assert spaced(told_in(complaint())) == (
        f"Note ajoutée par <@{QUALITY}>. « Rappelée ce matin &lt;!channel&gt; »"
    )
    assert "Rappelée" not in told_in(complaint(confidential=True))


def test_an_action_whose_owner_left_is_said_to_be_whose_it_is_now() -> None:
    left = JournalRecord(name=Event.ACTION_OWNER_LEFT, changes={}, details={})
    given = said(incident(), of(left, actor=VIGIE), about=action(owner=QUALITY))

    assert " confiée à <@U0QUALITY>" in given


@pytest.mark.parametrize(
    ("case", "office"),
    [
        (complaint(confidential=True), {}),
        (complaint(), {"card_detail": CardDetail.MINIMAL}),
    ],
    ids=["confidential", "minimal"],
)
def test_where_little_is_shown_a_line_names_nobody(case: Case, office: dict[str, Any]) -> None:
    event = take(fresh(Kind.COMPLAINT), example(Step.ASSIGN, case)).event

    assert spaced(said(case, of(event), **office)) == (
        "Attribution, le lundi 23 novembre à 17 h 50."
    )


def test_an_event_of_a_later_version_is_still_told_where_little_is_shown() -> None:
    unknown = JournalRecord(name="blessed", changes={}, details={})

    assert said(complaint(confidential=True), of(unknown)).startswith("Dossier mis à jour")


class TestMessages:
    MEASURES = DecideMeasures(
        measures=(Measure.EQUIPMENT_REPLACEMENT,),
        explanation="Un projecteur de secours arrive à 11 h 15 <!channel>.",
    )

    def test_the_reporter_reads_of_measures_in_the_words_of_who_decided_them(self) -> None:
        decision = take(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT), self.MEASURES)
        news = of(decision.event, actor=DIRECTION)
        post = reporter_news(decision.case, news, office=OFFICE, texts=FRENCH, now=NOW)

        assert spaced(post.text) == (
            "INC-2026-0012 : mesures décidées par <@U0DIRECTION>. "
            "Un projecteur de secours arrive à 11 h 15 &lt;!channel&gt;."
        )

    def test_of_a_confidential_case_it_quotes_and_names_nobody(self) -> None:
        case = case_in(Status.TAKEN_CHARGE, Kind.INCIDENT, confidential=True)
        decision = take(case, self.MEASURES, roles=frozenset({"handler"}))  # type: ignore[arg-type]
        post = reporter_news(
            decision.case, of(decision.event), office=OFFICE, texts=FRENCH, now=NOW
        )

        assert spaced(post.text) == (
            "INC-2026-0012, dossier confidentiel : mesures décidées, "
            "le lundi 23 novembre à 17 h 50."
        )

    @LANGUAGES
    @pytest.mark.parametrize("written", ["nul", "&<>" * 13_000, "🚒" * 40_000])
    def test_they_keep_to_slack_s_limits(self, texts: Texts, written: str) -> None:
        wrote = replace(self.MEASURES, explanation=written)
        decision = take(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT, session="&" * 150), wrote)
        case, event = decision.case, of(decision.event)
        to_do = action(title=written, success_criterion=written)
        posts = [
            reporter_news(case, event, office=OFFICE, texts=texts, now=NOW),
            owner_notice(case, office=OFFICE, texts=texts, now=NOW),
            owner_notice(replace(case, confidential=True), office=OFFICE, texts=texts, now=NOW),
            action_notice(to_do, case, office=OFFICE, texts=texts, now=NOW),
            action_notice(to_do, None, office=OFFICE, texts=texts, now=NOW),
            *(
                action_owner_left_notice(
                    to_do, of_case, left="U0GONE", office=OFFICE, texts=texts, now=NOW
                )
                for of_case in (case, None)
            ),
        ]

        assert not [breach for post in posts for breach in breaches_of_post(post)]

    def test_a_new_owner_reads_what_to_do_and_until_when(self) -> None:
        case = replace(complaint(), owner=QUALITY)
        post = owner_notice(case, office=OFFICE, texts=FRENCH, now=case.received_at)

        assert spaced(post.text).splitlines() == [
            "Réclamation REC-2026-0007 · Attestations · modérée : ce dossier vous est confié.",
            "À faire : accuser réception.",
            "Accusé de réception : avant dimanche 15 novembre à 17 h 50",
            "Solution : avant dimanche 13 décembre à 17 h 50",
        ]
