"""What Slack leaves empty, some of its clients say with null: it is no other shape."""

import pytest

from bot.slack.payload_shapes import MessageEvent
from bot.slack.payloads import read_payload
from handlers.cases.threads import reply_in
from tests.support import raw_payloads

EMPTY = {"text": None, "files": None, "blocks": None, "attachments": None}


@pytest.mark.parametrize("name", ["report_incident_from_message", "new_complaint_from_message"])
def test_a_shortcut_on_a_message_without_text_or_files_is_taken(name: str) -> None:
    sent = raw_payloads.shortcuts()[name]

    read_payload(sent | {"message": sent["message"] | EMPTY})


def test_a_reply_without_text_or_files_is_a_reply_without_words() -> None:
    sent = raw_payloads.events()["reply"]
    empty = sent | {"event": sent["event"] | EMPTY}
    said = read_payload(empty)
    assert isinstance(said, MessageEvent)
    reply = reply_in(said, workspace="", name_of=str)

    assert reply is not None
    assert (reply.text, reply.files) == ("", ())
