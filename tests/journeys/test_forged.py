"""Payloads as nobody's Slack sends them: mutated, forged, by the wrong person, from elsewhere."""

import copy
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.sandbox.cast import GENERAL
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.people import NotDoneError, Person
from tests.support.reckoning import flaws
from tests.support.school import School, running_school

SEED = 11
MUTATIONS = 6
"""Of each recorded payload."""
NEVER_SHOWN = ("Traceback", "Error(", "KeyError", "sqlalchemy", 'File "', "xoxb-", "xapp-")
ODD: tuple[Any, ...] = (
    None,
    "",
    "x" * 5_000,
    -1,
    1e300,
    [],
    {},
    [None],
    "\x00",
    "<!channel>",
    True,
)


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


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within a payload, but for what says which kind it is of."""
    entries = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in entries:
        here = (*path, key)
        yield here
        if isinstance(value, dict | list):
            yield from places(value, here)


def mutated(payload: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The payload with something in it gone, or replaced by what has no business there."""
    forged = copy.deepcopy(payload)
    *way, last = chance.choice([one for one in places(forged) if one != ("type",)])
    parent: Any = forged
    for key in way:
        parent = parent[key]
    if isinstance(parent, dict) and chance.random() < 0.3:
        del parent[last]
    else:
        parent[last] = chance.choice(ODD)
    return forged


def shown_since(school: School, calls: int) -> str:
    """Everything that was said to people by calls of the Web API since then."""
    made = list(school.sandbox.world.inspector.calls)[calls:]
    return json.dumps([call.arguments for call in made], default=str)


async def test_mutated_payloads_break_nothing_and_show_nothing(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    payloads = await lived(school)
    chance = random.Random(SEED)  # noqa: S311  # repeatable, not secret
    calls = len(school.sandbox.world.inspector.calls)
    forged = [mutated(one, chance) for one in payloads for _ in range(MUTATIONS)]
    answers = [await dispatched(school, one) for one in forged]
    said = shown_since(school, calls) + json.dumps([one.body for one in answers], default=str)
    await file_incident(await school.person("trainer"), "et tout marche encore")
    await school.settled()

    assert len(payloads) >= 10
    assert [word for word in NEVER_SHOWN if word in said] == []
    assert LAVANDINE["text"][:30] not in caplog.text
    assert flaws(school.database, school.sandbox.world.workspace) == []
    assert [one.status for one in answers if one.status >= 500] == []


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
