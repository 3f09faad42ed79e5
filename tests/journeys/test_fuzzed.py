"""Every listener under payloads that nobody's Slack sends: no crash, no word too many, no harm."""

from zlib import crc32

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.domain.actions.action_steps import ActionStep
from bot.domain.steps.lifecycles import Step
from bot.sandbox.cast import OWEN, THOMAS
from bot.slack import payloads as gate
from tests.support import raw_payloads
from tests.support.besieged import Besieged
from tests.support.filling import completed
from tests.support.lives import NOW
from tests.support.mutations import CHANGES, Change, mutated
from tests.support.raw_payloads import Json

EXAMPLES = 3
"""Of each payload; they are the same in every run."""
NEVER_SAID = ("Traceback", "Error(", "KeyError", "sqlalchemy", 'File \\"', "xoxb-", "xapp-")
SENT: dict[str, Json] = {
    **raw_payloads.commands(),
    **raw_payloads.shortcuts(),
    **raw_payloads.events(),
    **raw_payloads.presses(),
    **raw_payloads.suggestions(),
}
ALL = [*SENT, *(f"form {name}" for name in raw_payloads.submitted())]


def payload_of(school: Besieged, name: str) -> Json:
    """One of `ALL`; a form is filled in as it was opened."""
    if name in SENT:
        return SENT[name]
    view = school.forms[name.removeprefix("form ")]
    return raw_payloads.submission(completed(view, person=THOMAS, now=NOW))


@pytest.mark.parametrize("name", ALL)
def test_a_mutated_payload_breaks_nothing_and_shows_nothing(besieged: Besieged, name: str) -> None:
    sound = payload_of(besieged, name)

    @seed(crc32(name.encode()))
    @settings(
        max_examples=EXAMPLES,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(changes=CHANGES)
    def attack(changes: list[Change]) -> None:
        answered = besieged.send(mutated(sound, changes))

        assert answered.status in {200, 400, 404}
        assert besieged.errors() == []
        assert said_too_much(answered.body + besieged.newly_said()) == []
        assert besieged.refused() == []

    attack()


@pytest.mark.parametrize("name", ALL)
def test_in_the_name_of_somebody_who_may_not_it_changes_no_case(
    besieged: Besieged, name: str
) -> None:
    before = besieged.written_by(OWEN)
    answered = besieged.send(in_the_name_of(OWEN, payload_of(besieged, name)))
    written = besieged.written_by(OWEN)[len(before) :]

    assert answered.status == 200
    assert set(written) <= {"case_filed", Step.SETTLE_ON_SPOT}  # of an incident of their own
    assert besieged.flaw() is None


def in_the_name_of(person: str, payload: Json) -> Json:
    """The same, done by somebody else."""
    if "user_id" in payload:
        return payload | {"user_id": person}
    if payload["type"] == "event_callback":
        event = payload["event"]
        return payload | {"event": event | {"user": person}} if "text" in event else payload
    return payload | {"user": {"id": person}}


def said_too_much(said: str) -> list[str]:
    """What is for developers, or a secret."""
    return [words for words in NEVER_SAID if words in said]


def test_every_listener_has_a_payload_that_reaches_it(besieged: Besieged) -> None:
    """A listener that is added gets one in `tests.support.raw_payloads`."""
    payloads = [payload_of(besieged, name) for name in ALL]
    reached = besieged.wait_for(reached_by(besieged, payloads))
    names = [one.ack_function.__qualname__ for one in besieged.bolt._async_listeners]

    assert [name for name, is_reached in zip(names, reached, strict=True) if not is_reached] == []


async def reached_by(school: Besieged, payloads: list[Json]) -> list[bool]:
    """Of each listener, whether it takes one of these."""
    requests = [AsyncBoltRequest(body=one, mode="socket_mode") for one in payloads]
    for request in requests:
        request.context[gate.SENT] = gate.read_payload(request.body)
    return [
        any([await one.async_matches(req=each, resp=BoltResponse(status=200)) for each in requests])
        for one in school.bolt._async_listeners
    ]


def test_every_step_has_its_form(besieged: Besieged) -> None:
    opened = besieged.forms.keys()

    assert {f"step_{step}" for step in Step if step is not Step.TAKE_CHARGE} <= opened
    assert {f"action_{step}" for step in ActionStep} <= opened
