"""What Slack leaves out it may also say to be nothing."""

from typing import Any

import pytest

from bot.slack.payload_shapes import MessageEvent
from bot.slack.payloads import read_payload
from handlers.cases.threads import reply_in

COMMAND = {
    "command": "/incident",
    "user_id": "U0LEA",
    "trigger_id": "1.2.a",
    "response_url": "https://hooks.slack.com/commands/1",
}
SHORTCUT = {
    "type": "message_action",
    "user": {"id": "U0LEA"},
    "trigger_id": "1.2.a",
    "callback_id": "report_incident_from_message",
    "channel": {"id": "C1"},
    "team": {"id": "T1"},
    "response_url": "https://hooks.slack.com/actions/1",
}
REPLY = {
    "type": "message",
    "channel": "C1",
    "ts": "2.1",
    "thread_ts": "1.1",
    "user": "U0LEA",
    "text": None,
    "files": None,
}


@pytest.mark.parametrize(
    "payload",
    [
        COMMAND | {"text": None},
        SHORTCUT | {"message": {"ts": "1.1", "text": None}},
        {"type": "event_callback", "event_id": "Ev1", "event": REPLY},
    ],
)
def test_a_text_and_files_may_be_nothing(payload: dict[str, Any]) -> None:
    read_payload(payload)


def test_a_reply_of_nothing_has_no_text_and_no_files() -> None:
    reply = reply_in(MessageEvent.model_validate(REPLY), workspace="", name_of=str)

    assert reply is not None
    assert (reply.text, reply.files) == ("", ())
