"""`vigie doctor --rehearse` makes every kind of call, says what was refused, and cleans up."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.clock import SystemClock
from bot.delivery.pacing import Pacing
from bot.demo import settings_for
from bot.doctor.rehearsal import rehearse
from bot.domain.school.office import Locale
from bot.domain.school.rehearsal import OF_A_PRESS, Left, Rehearsed, Trial
from bot.sandbox.cast import APP_BOT, QUALITY
from bot.sandbox.people import Role
from bot.sandbox.server import Sandbox, running_sandbox
from bot.slack.client import open_client
from bot.slack.gateway import SlackGateway
from bot.ui.school.rehearsal import rehearsal_lines
from bot.ui.texts.rehearsal import RehearsalTexts
from storage.database import Database
from tests.commands.conftest import VigieBeside
from tests.support.processes import environment
from tests.support.rehearsal_page import (
    MOODS,
    PAGE,
    PRESS_MOODS,
    Mood,
    PressMood,
    in_every_mood,
    page,
    pressed_in,
    pressed_in_every_mood,
    rehearsed_in,
)
from tests.support.school import School, running_school

GONE_BY_THEMSELVES = (Left.EPHEMERAL, Left.HOME)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def told() -> dict[str, Rehearsed]:
    """How it goes in each mood, by its title."""
    return asyncio.run(in_every_mood())


@pytest.mark.parametrize("mood", MOODS, ids=[mood.title for mood in MOODS])
def test_what_slack_refuses_is_named_and_nothing_else(
    mood: Mood, told: dict[str, Rehearsed]
) -> None:
    tried = told[mood.title].tried

    assert {one.trial: one.code for one in tried if one.code} == mood.refused
    assert [one.trial for one in tried] == [one for one in Trial if one not in OF_A_PRESS]


async def test_nothing_stays_where_slack_lets_it_be_removed(tmp_path: Path) -> None:
    told, sandbox = await rehearsed_in(MOODS[0], tmp_path)
    conversations = sandbox.world.workspace.conversations.values()
    said = [one for place in conversations for one in place.messages.values()]

    assert told.left == GONE_BY_THEMSELVES
    assert [one.only_for for one in said if "essai" in one.text] == [
        sandbox.user(Role.QUALITY_MANAGER)
    ]
    assert sandbox.world.workspace.files == {}


async def test_every_call_is_marked_as_a_trial(tmp_path: Path) -> None:
    _, sandbox = await rehearsed_in(MOODS[0], tmp_path)
    written = [
        call
        for call in sandbox.world.inspector.calls
        if {"text", "initial_comment"} & set(call.arguments)
    ]

    assert len(written) >= 6
    assert all("[essai]" in str(call.arguments) for call in written)


def test_what_could_not_be_removed_is_said_to_stay(told: dict[str, Rehearsed]) -> None:
    assert set(told["Nothing may be removed"].left) == set(Left) - {Left.ANSWER}


async def test_what_stays_of_it_is_taken_for_no_other_install(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.inject("chat.delete", "error", error="cant_delete_message", times=10)
    settings = settings_for(sandbox, tmp_path)
    since = SystemClock().now() - timedelta(minutes=1)
    await rehearse(
        settings, settings.office, person=settings.quality_managers[0], clock=SystemClock()
    )
    async with open_client(settings) as client:
        gateway = SlackGateway(client, pacing=Pacing(1))
        seen = await gateway.posted(QUALITY, since=since, by=APP_BOT)

    assert seen == []


def test_where_an_answer_is_lost_it_is_said_that_something_may_have_stayed(
    told: dict[str, Rehearsed],
) -> None:
    lost = told["An answer is lost"]
    lines = "\n".join(rehearsal_lines(lost, RehearsalTexts(Locale.FRENCH)))

    assert [one.trial for one in lost.tried if one.is_lost] == [Trial.UPDATE]
    assert "la réponse de Slack s'est perdue" in lines


async def test_what_somebody_removed_before_is_not_said_to_stay(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.inject("chat.delete", "error", error="message_not_found", times=10)
    settings = settings_for(sandbox, tmp_path)
    person = settings.quality_managers[0]
    done = await rehearse(settings, settings.office, person=person, clock=SystemClock())

    assert done.left == GONE_BY_THEMSELVES


@pytest.fixture(scope="module")
def pressed() -> dict[str, str]:
    """What the button's window says in each mood, by its title."""
    return asyncio.run(pressed_in_every_mood())


def test_the_page_tells_of_each_mood_what_is_printed(
    told: dict[str, Rehearsed], pressed: dict[str, str]
) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(told, pressed)


@pytest.mark.parametrize("mood", PRESS_MOODS, ids=[mood.title for mood in PRESS_MOODS])
def test_the_button_tries_all_and_names_what_slack_refused_to_a_press(
    mood: PressMood, pressed: dict[str, str]
) -> None:
    said, texts = pressed[mood.title], RehearsalTexts(Locale.FRENCH)

    assert [what for what in texts.trial.values() if what not in said] == []
    assert said.count("✗") == mood.failures
    assert mood.code in said


async def test_a_press_that_was_made_up_rehearses_nothing(tmp_path: Path) -> None:
    async with running_school(tmp_path) as school:
        await pressed_in(PRESS_MOODS[0], school)
        made = tried_calls(school)
        envelopes = school.sandbox.world.inspector.envelopes
        press = next(one.payload for one in envelopes if "Essayer ce Slack" in str(one.payload))
        stranger = await school.person("english_trainer")
        view = press["view"] | {"private_metadata": '{"answer_at": "https://elsewhere.test/"}'}
        for forged in ({"user": press["user"] | {"id": stranger.id}}, {"view": view}):
            request = AsyncBoltRequest(mode="socket_mode", body=press | forged)
            await school.vigie._bolt.async_dispatch(request)
        await stranger.wait_for_message("dm")
        await (await school.person("quality_manager")).wait_for_message("dm", "n'est plus reconnu")

        assert tried_calls(school) == made


def tried_calls(school: School) -> int:
    """How many calls said that they were a trial."""
    calls = school.sandbox.world.inspector.calls
    return len([one for one in calls if "[essai]" in str(one.arguments)])


@pytest.mark.parametrize("locale", Locale)
def test_it_speaks_both_languages(locale: Locale, told: dict[str, Rehearsed]) -> None:
    texts = RehearsalTexts(locale)
    lines = [line for one in told.values() for line in rehearsal_lines(one, texts)]

    assert len(lines) > len(MOODS) * (len(Trial) - len(OF_A_PRESS))
    assert not any("{" in line for line in lines)
    assert set(texts.trial) == set(Trial)
    assert set(texts.left) == set(Left)


async def test_the_real_command_says_that_nothing_failed(
    sandbox: Sandbox, sqlite_database: Database, tmp_path: Path
) -> None:
    del sqlite_database  # there is one, at the newest schema
    settings = settings_for(sandbox, tmp_path)
    doctor = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor", "--rehearse"),
        env=environment(sandbox, settings.database_url),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, _ = await doctor.communicate()

    assert "Aucun essai n'a échoué." in output.decode()
    assert doctor.returncode == 0
    assert sandbox.bot_token not in output.decode()


@pytest.mark.parametrize(
    ("changes", "given", "status", "said"),
    [
        ({"VIGIE_LOCALE": "en"}, [], 0, "No trial failed."),
        ({}, ["--as", "U0NOBODY"], 1, "vérifiez son identifiant"),
        ({"VIGIE_QUALITY_CHANNEL": ""}, [], 1, "Aucun canal qualité n'est choisi"),
        ({"VIGIE_QUALITY_MANAGERS": ""}, [], 1, "nommez quelqu'un avec --as"),
    ],
    ids=["english", "a stranger", "no channel", "nobody"],
)
async def test_the_command_says_it_and_ends_with_a_status(
    vigie_beside: VigieBeside,
    sandbox: Sandbox,
    sqlite_database: Database,
    tmp_path: Path,
    *,
    changes: dict[str, str],
    given: list[str],
    status: int,
    said: str,
) -> None:
    del sqlite_database  # there is one, at the newest schema
    settings = settings_for(sandbox, tmp_path)
    env = environment(sandbox, settings.database_url, **changes)
    told = await vigie_beside("doctor", "--rehearse", *given, env=env)

    assert said in told.stdout
    assert told.exit_code == status
    assert sandbox.bot_token not in told.output
