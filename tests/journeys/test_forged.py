"""What people did once, sent again in another's name, from elsewhere, or about another case."""

import copy
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.sandbox.cast import GENERAL, TEAM
from tests.support.casework import history
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.people import PATIENCE, NotDoneError, Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School, running_school


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    async with running_school(tmp_path) as running:
        yield running


async def lived(school: School) -> list[dict[str, Any]]:
    """One payload of each kind that people make by working."""
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "alarme")
    await trainer.close(await trainer.open_view())
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    card = await manager.wait_for_message("qualite", "REC-")
    await manager.press(card.buttons[0], in_=card)
    form = await manager.open_view()
    await manager.submit(form)
    await close_all(manager)
    await manager.reply(card, "vu")
    await manager.open_home()
    await manager.home()
    for words in ("", "retards", "recherche alarme", "reglages", "REC-2026-0001"):
        await manager.command("/qualite", words)
    await close_all(manager)
    await school.settled()
    found = {
        (one.what, str(one.payload.get("type"))): one.payload
        for one in school.sandbox.world.inspector.envelopes
    }
    return list(found.values())


async def close_all(person: Person) -> None:
    """Whatever stands open, if anything does."""
    with suppress(NotDoneError):
        await person.act("close_view", all=True)


async def dispatched(school: School, payload: dict[str, Any]) -> BoltResponse:
    """What the listeners answer, as if Slack had sent this over a socket."""
    bolt = school.vigie._bolt
    try:
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
    except (AttributeError, TypeError):  # Bolt cannot read it; over HTTP that is a 400
        return BoltResponse(status=400)
    return await bolt.async_dispatch(request)


async def test_somebody_elses_form_with_a_forged_case_changes_nothing(school: School) -> None:
    """Each recorded form and press once more, in the name of somebody who may not."""
    payloads = await lived(school)
    english = await school.person("english_trainer")
    before = school.case("REC-2026-0001"), school.case("INC-2026-0001")
    for payload in payloads:
        if "user" not in payload or payload.get("type") not in {"view_submission", "block_actions"}:
            continue
        forged = copy.deepcopy(payload)
        forged["user"]["id"] = english.id
        answer = await dispatched(school, forged)
        assert answer.status == 200, payload.get("type")
    await school.settled()

    assert (school.case("REC-2026-0001"), school.case("INC-2026-0001")) == before


async def test_a_press_from_another_channel_is_judged_by_who_pressed(school: School) -> None:
    await lived(school)
    pressed = next(
        one.payload
        for one in reversed(school.sandbox.world.inspector.envelopes)
        if one.payload.get("type") == "block_actions" and "channel" in one.payload
    )
    forged = copy.deepcopy(pressed) | {"channel": {"id": GENERAL, "name": "general"}}
    forged["user"]["id"] = (await school.person("english_trainer")).id
    before = school.case("REC-2026-0001")
    answer = await dispatched(school, forged)

    assert answer.status == 200
    assert school.case("REC-2026-0001") == before


async def test_a_form_that_does_not_say_what_it_is_about_keeps_what_was_typed(
    school: School,
) -> None:
    payloads = await lived(school)
    form = next(one for one in payloads if one.get("type") == "view_submission")
    for carried in ("", "{}", "[1]", "{", '{"case": "x", "submission": 7}'):
        forged = copy.deepcopy(form)
        forged["view"]["private_metadata"] = carried
        answer = json.loads((await dispatched(school, forged)).body)

        assert answer["response_action"] == "update", carried
        assert "n'est plus reconnu" in str(answer["view"]["blocks"][0]), carried
        assert answer["view"]["blocks"][1:] == form["view"]["blocks"], carried


async def test_a_button_that_names_nothing_is_answered_with_a_sentence(school: School) -> None:
    payloads = await lived(school)
    pressed = next(
        one for one in payloads if one.get("type") == "block_actions" and "message" in one
    )
    values = ["", "x", "close:x", "0" * 5_000, "\ud800"]
    manager = await school.person("quality_manager")
    for value in values:
        forged = copy.deepcopy(pressed)
        forged["actions"][0]["value"] = value
        assert (await dispatched(school, forged)).status == 200, value

    def answers() -> list[Seen] | None:
        said = [one for one in manager.messages("qualite") if "n'est plus reconnu" in one.text]
        return said if len(said) == len(values) else None

    said = await manager.window.wait_until(answers, patience=PATIENCE, what="five answers")

    assert all(one.raw["ephemeral"] for one in said)
    assert not [value for value in values[1:] for one in said if value in one.text.split()]


@pytest.mark.parametrize("whose", ["the workspace", "the person's alone"])
async def test_what_is_sent_from_another_workspace_is_heard_and_not_done(
    school: School, whose: str
) -> None:
    """In a shared channel Slack names our workspace, and the other one only beside the person."""
    payloads = await lived(school)
    if whose == "the workspace":
        sent = [elsewhere(payload) for payload in payloads]
    else:
        sent = [of_a_guest(one) for one in payloads if isinstance(one.get("user"), dict)]
        sent += [said_by_a_guest(one) for one in payloads if is_said(one)]
    before = school.number_of_cases(), school.case("REC-2026-0001")
    for payload in sent:
        answer = await dispatched(school, payload)
        assert (answer.status, answer.body) == (200, "")
    await school.settled()

    assert (school.number_of_cases(), school.case("REC-2026-0001")) == before
    assert notes_of(school, "REC-2026-0001") == 1


def notes_of(school: School, ref: str) -> int:
    """How many notes the journal has of a case."""
    entries = history(school.database, school.case(ref).id)
    return len([one for one in entries if one.event == "add_note"])


def is_said(payload: dict[str, Any]) -> bool:
    """Whether a person wrote it, in the channel or to Vigie."""
    event = payload.get("event", {})
    return event.get("type") == "message" and isinstance(event.get("user"), str)


def said_by_a_guest(payload: dict[str, Any]) -> dict[str, Any]:
    """Something said by somebody of another workspace, for the first time."""
    event = payload["event"] | {"user_team": "T0OTHER", "ts": "1794588600.000900"}
    return payload | {"event": event, "event_id": "EvGuest"}


def of_a_guest(payload: dict[str, Any]) -> dict[str, Any]:
    """The same, by somebody of a workspace with which a channel is shared."""
    return payload | {"user": payload["user"] | {"team_id": "T0OTHER"}}


def elsewhere(payload: dict[str, Any]) -> dict[str, Any]:
    """The same, of a workspace that is not ours."""
    text = json.dumps(payload).replace(TEAM, "T0OTHER")
    found: dict[str, Any] = json.loads(text)
    return found
