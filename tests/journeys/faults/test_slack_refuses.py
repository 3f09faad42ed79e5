"""Slack refuses, stalls or hangs up: one card for each case all the same, and people are told."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.demo import QUALITY_CHANNEL
from bot.domain.messages.cases import CardMessage
from bot.sandbox.cast import APP_USER, BOARD
from storage.messages import outbox
from tests.support.filing import CONTINUES, LAVANDINE, file_complaint, file_incident
from tests.support.reckoning import flaws
from tests.support.school import School

pytestmark = pytest.mark.one_database

Meddling = Callable[[School], None]


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("rate_limited", {"retry_after": 1}),
        ("http_500", {}),
        ("error", {"error": "internal_error"}),
        ("error", {"error": "service_unavailable"}),
        ("drop_before", {}),
        ("drop_after", {}),
        ("error", {"error": "token_revoked"}),
    ],
    ids=lambda given: str(given.get("error", "")) if isinstance(given, dict) else given,
)
@pytest.mark.fault(9)
async def test_a_call_that_fails_once_ends_in_one_card(
    school: School, kind: str, details: dict[str, Any]
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    school.sandbox.inject("chat.postMessage", kind, times=1, **details)
    await file_incident(trainer, "alarme incendie")
    await manager.wait_for_message("qualite", "INC-2026-0001", patience=20)
    await school.settled()

    assert len(school.cards("INC-2026-0001")) == 1


@pytest.mark.fault(4, 9)
async def test_what_slack_accepted_before_the_line_broke_is_not_posted_again(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    school.sandbox.inject("chat.postMessage", "drop_after", times=2)
    await file_incident(trainer, "alarme incendie")
    await school.settled()
    told = [one for one in manager.messages("dm") if "INC-2026-0001" in one.text]

    assert (len(school.cards("INC-2026-0001")), len(told)) == (1, 1)


@pytest.mark.parametrize(
    "meddle",
    [
        pytest.param(lambda one: workspace(one).archive(QUALITY_CHANNEL), id="archived"),
        pytest.param(lambda one: workspace(one).leave(QUALITY_CHANNEL, APP_USER), id="bot removed"),
    ],
)
@pytest.mark.fault(10)
async def test_a_channel_that_refuses_stops_its_card_only_and_the_manager_is_told_once(
    school: School, meddle: Meddling
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    direction = await school.person("training_manager")
    meddle(school)
    await file_incident(trainer, "un")
    await trainer.close(await trainer.open_view())
    await file_incident(trainer, "deux")
    await direction.wait_for_message("dm", "INC-2026-0002")
    await manager.wait_for_message("dm", "Slack refuse")
    await school.settled()

    assert len([one for one in manager.messages("dm") if "Slack refuse" in one.text]) == 1
    assert (await school.get("/healthz"))[1]["outbox"]["dead"] == 2


def workspace(school: School) -> Any:
    """Where channels and people are meddled with."""
    return school.sandbox.world.workspace


@pytest.mark.fault(10)
async def test_cards_stopped_by_an_archived_channel_are_posted_once_it_is_mended(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    workspace(school).archive(QUALITY_CHANNEL)
    await file_incident(trainer, "un")
    await manager.wait_for_message("dm", "Slack refuse")
    workspace(school).archive(QUALITY_CHANNEL, archived=False)
    await manager.command("/qualite", "reglages")
    settings = await manager.open_view("Réglages de Vigie")
    await manager.submit(settings)
    await manager.wait_for_message("qualite", "INC-2026-0001")

    assert len(school.cards("INC-2026-0001")) == 1


@pytest.mark.fault(10)
async def test_cards_that_a_lost_channel_refused_are_posted_in_the_one_chosen_instead(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    workspace(school).archive(QUALITY_CHANNEL)
    await file_incident(trainer, "un")
    await manager.wait_for_message("dm", "Slack refuse")
    for member in (APP_USER, manager.id):
        workspace(school).join(BOARD, member)
    await manager.command("/qualite", "reglages")
    settings = await manager.open_view("Réglages de Vigie")
    await manager.submit(settings, {"Canal qualité": BOARD})
    await school.settled()
    posted = workspace(school).conversations[BOARD].messages.values()

    assert ["INC-2026-0001" in one.text for one in posted if not one.thread_ts] == [True]
    assert school.cards("INC-2026-0001") == []


@pytest.mark.fault(10)
async def test_a_renamed_channel_changes_nothing(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    workspace(school).rename(QUALITY_CHANNEL, "suivi-qualite")
    await file_incident(trainer, "un")

    card = await manager.wait_for_message("suivi-qualite", "INC-2026-0001")

    assert "un" in card.text


@pytest.mark.fault(12)
@pytest.mark.parametrize("answers_lost", [0, 2])
async def test_a_card_deleted_by_hand_comes_back_once(school: School, answers_lost: int) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await school.settled()
    conversation = workspace(school).conversations[QUALITY_CHANNEL]
    (card,) = conversation.messages.values()
    workspace(school).delete(card)
    if answers_lost:
        school.sandbox.inject("chat.postMessage", "drop_after", text="REC-", times=answers_lost)
    for _ in range(2):
        bring_up_to_date(school, "REC-2026-0001")
        await school.settled()

    assert len(school.cards("REC-2026-0001")) == 1


def bring_up_to_date(school: School, ref: str) -> None:
    """Ask for the card again, as any step of a case does."""
    case = school.case(ref)
    with school.database.writing() as connection:
        outbox.enqueue(connection, CardMessage(case_id=case.id), at=school.clock.now())


@pytest.mark.fault(8)
async def test_a_form_that_came_too_late_is_opened_again_with_what_was_typed(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    school.sandbox.inject("views.open", "error", error="expired_trigger_id")
    await trainer.command("/incident", "plus d'éclairage dans l'atelier")
    notice = await trainer.wait_for_message("general", "")
    await trainer.press(notice.buttons[0], in_=notice)
    form = await trainer.open_view("Signaler un incident")
    await trainer.submit(form, {"Type": "Technique", CONTINUES: "Oui"})

    assert notice.raw["ephemeral"]
    assert school.case("INC-2026-0001").description == "plus d'éclairage dans l'atelier"


@pytest.mark.fault(8)
async def test_a_global_shortcut_that_came_too_late_answers_by_direct_message(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    school.sandbox.inject("views.open", "error", error="expired_trigger_id")
    await trainer.shortcut("Signaler un incident")
    notice = await trainer.wait_for_message("dm", "")
    await trainer.press(notice.buttons[0], in_=notice)

    assert (await trainer.open_view()).title == "Signaler un incident"


@pytest.mark.fault(9)
@pytest.mark.parametrize("kind", ["rate_limited", "drop_after"])
async def test_a_summary_and_direct_messages_outlive_two_failures_each(
    school: School, kind: str
) -> None:
    manager = await school.person("quality_manager")
    school.sandbox.inject("chat.postMessage", kind, times=2)
    await file_incident(manager, "alarme incendie")
    await school.settled(patience=30)
    await manager.close(await manager.open_view())
    await manager.command("/qualite", "bilan")
    seen = await manager.wait_for_message("general", "Aperçu")
    school.sandbox.inject("chat.postMessage", kind, times=2)
    await manager.press("Publier dans le canal", in_=seen)
    await manager.wait_for_message("qualite", "Bilan ", patience=30)
    await school.settled(patience=30)

    assert flaws(school.database, workspace(school)) == []


@pytest.mark.fault(14)
async def test_a_token_that_was_revoked_and_restored_leaves_nothing_unsaid(school: School) -> None:
    trainer, tokens = await school.person("trainer"), school.sandbox.world.tokens
    await trainer.command("/incident", "alarme incendie")
    form = await trainer.open_view("Signaler un incident")
    tokens.revoked.add(tokens.bot)
    await trainer.submit(form, {"Type": "Technique", CONTINUES: "Oui"})
    await asyncio.sleep(1.5)
    while_revoked = school.cards("INC-2026-0001")
    tokens.revoked.clear()
    await school.settled(patience=30)

    assert while_revoked == []
    assert flaws(school.database, workspace(school)) == []


@pytest.mark.fault(14)
async def test_a_scope_that_is_granted_later_delays_and_loses_nothing(school: School) -> None:
    trainer = await school.person("trainer")
    school.sandbox.inject("chat.postMessage", "error", times=3, error="missing_scope")
    await file_incident(trainer, "alarme incendie")
    await school.settled(patience=30)

    assert flaws(school.database, workspace(school)) == []
