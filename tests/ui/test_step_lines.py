"""What is told of a step: one true sentence, in both languages, that quotes nobody."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.action_steps import ActionStep
from bot.domain.cases import Case, Status
from bot.domain.changes import Event, event_of
from bot.domain.journal import VIGIE
from bot.domain.journal import Event as Entry
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.news import facts_of
from bot.domain.office import CardDetail
from bot.domain.outcomes import ComplainantDecision, Outcome
from bot.domain.steps import (
    LINKED,
    DecideMeasures,
    Extend,
    InformParties,
    NoteExternal,
    ProposeSolution,
    Qualify,
    RecordDecision,
    Reject,
    SettleExternal,
    Wanted,
)
from bot.domain.taxonomy import Kind, Measure, Severity
from bot.ui.news import (
    action_notice,
    action_owner_left_notice,
    line_post,
    note_refused,
    owner_left_notice,
    owner_notice,
    reporter_news,
)
from bot.ui.step_lines import ACTION_PREFIX, Told, step_line, told_of
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.english import ENGLISH
from bot.ui.texts.french import FRENCH
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


def of(event: Event, *, actor: str = QUALITY, **given: Any) -> Told:
    """What the outbox keeps of an event."""
    return Told(event=event.name, actor=actor, at=NOW, facts=facts_of(event), **given)


def said(case: Case, told_of_it: Told, texts: Texts = FRENCH, **office: Any) -> str:
    return step_line(case, told_of_it, office=replace(OFFICE, **office), texts=texts, now=NOW)


def line(case: Case, wanted: Wanted, **given: Any) -> str:
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
    sentence = said(case, of(event, action=action()), texts)

    assert re.fullmatch(r"[A-ZÀÉ].*[^ ]\.", sentence)
    assert f"<@{QUALITY}>" in sentence
    assert "{" not in sentence


@LANGUAGES
@ACTIONS
def test_every_step_of_an_action_is_told_with_its_reference(step: ActionStep, texts: Texts) -> None:
    event = Event(name=ACTION_PREFIX + step, changes={}, details={})

    assert action().ref in said(incident(), of(event, action=action()), texts)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (
            example(Step.ACKNOWLEDGE, complaint(), now=NOW - timedelta(days=1)),
            "Accusé de réception envoyé par courriel, hier à 17 h 50, par <@U0QUALITY>.",
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
                "aujourd'hui à 17 h 50, par <@U0QUALITY>."
            ),
        ),
        (
            example(Step.QUALIFY, complaint()),
            "Dossier qualifié par <@U0QUALITY> : gravité modérée.",
        ),
    ],
)
def test_a_line_says_what_how_when_and_by_whom(step: Wanted, sentence: str) -> None:
    assert line(complaint(severity=Severity.MINOR), step) == sentence


def test_a_severity_that_stays_is_said_too() -> None:
    same = Qualify(severity=Severity.MODERATE)

    assert line(complaint(), same).endswith(": gravité modérée.")


def test_an_extension_told_too_late_is_called_so() -> None:
    late = SOLUTION_DUE_AT + timedelta(days=1)
    step = Extend(reason="r", new_due_at=SOLUTION_DUE_AT + timedelta(days=20), told=told(late))

    assert "qui reste manquée" in line(complaint(), step, now=late)


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
    event = Event(name="action_check_effect", changes={}, details={})
    ineffective = replace(of(event, action=action()), facts={"is_effective": False})

    assert spaced(said(incident(), ineffective)) == (
        "Action ACT-2026-0003 sans effet, selon <@U0QUALITY> : "
        "à refaire pour le mardi 1er décembre."
    )


def test_a_duplicate_and_an_owner_who_left_are_named() -> None:
    linked = Event(name=LINKED, changes={}, details={"duplicate": "REC-2026-0009"})
    left = Event(name=Entry.OWNER_LEFT, changes={}, details={"owner": "U0GONE"})

    assert said(complaint(), of(linked)).startswith("REC-2026-0009 est un doublon")
    assert said(complaint(), of(left, actor=VIGIE)).startswith("<@U0GONE> n'a plus de compte")


def test_an_action_whose_owner_left_is_said_to_be_whose_it_is_now() -> None:
    left = Event(name=Entry.ACTION_OWNER_LEFT, changes={}, details={})
    given = of(left, actor=VIGIE, action=action(owner=QUALITY))

    assert said(incident(), given).startswith("Action ACT-2026-0003 confiée à <@U0QUALITY>")


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

    assert spaced(said(case, of(event), **office)) == "Attribution, aujourd'hui à 17 h 50."


def test_an_event_of_a_later_version_is_still_told_where_little_is_shown() -> None:
    unknown = Event(name="blessed", changes={}, details={})

    assert said(complaint(confidential=True), of(unknown)).startswith("Dossier mis à jour")


def test_what_the_outbox_keeps_is_read_back() -> None:
    step = of(take(complaint(), example(Step.ACKNOWLEDGE, complaint())).event)
    kept = {"event": step.event, "actor": step.actor, "at": NOW.isoformat(), "facts": step.facts}

    assert told_of(kept) == step


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
            "INC-2026-0012, dossier confidentiel : mesures décidées, aujourd'hui à 17 h 50."
        )

    @LANGUAGES
    @pytest.mark.parametrize("written", ["nul", "&<>" * 13_000, "🚒" * 40_000])
    def test_they_keep_to_slack_s_limits(self, texts: Texts, written: str) -> None:
        wrote = replace(self.MEASURES, explanation=written)
        decision = take(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT, session="&" * 150), wrote)
        case, event = decision.case, of(decision.event)
        to_do = action(title=written, success_criterion=written)
        posts = [
            line_post(case, event, office=OFFICE, texts=texts, now=NOW),
            reporter_news(case, event, office=OFFICE, texts=texts, now=NOW),
            owner_notice(case, office=OFFICE, texts=texts, now=NOW),
            owner_notice(replace(case, confidential=True), office=OFFICE, texts=texts, now=NOW),
            action_notice(to_do, case, office=OFFICE, texts=texts, now=NOW),
            action_notice(to_do, None, office=OFFICE, texts=texts, now=NOW),
            owner_left_notice(case, owner="U0GONE", texts=texts),
            *(
                action_owner_left_notice(
                    to_do, of_case, left="U0GONE", office=OFFICE, texts=texts, now=NOW
                )
                for of_case in (case, None)
            ),
            note_refused(case, texts),
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
