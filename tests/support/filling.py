"""A form filled in by somebody who does not care what it asks for, as Slack then sends it."""

from datetime import datetime, timedelta
from typing import Any

from tests.support.raw_payloads import Json

OFFERED: Json = {"text": {"type": "plain_text", "text": "SSIAP 1"}, "value": "SSIAP 1"}


def completed(view: Json, *, person: str, now: datetime) -> Json:
    """The view with something in each of its inputs that the client would let through."""
    values = {
        block["block_id"]: {
            block["element"]["action_id"]: {"type": block["element"]["type"]}
            | _answer(block["element"], person=person, now=now)
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return view | {
        "id": "V0VIEW",
        "hash": "1795000000.abc",
        "previous_view_id": "V0UNDER",
        "state": {"values": values},
    }


def _answer(element: Json, *, person: str, now: datetime) -> Json:
    """The element's state, with what it began with where there is such a thing."""
    day = (now + timedelta(days=5)).date().isoformat()
    file = {"id": "F0FILE", "name": "plan.png", "size": 12, "url_private": "https://a.example"}
    options = element.get("options", [])
    states: dict[str, tuple[str, str, Any]] = {
        "plain_text_input": ("value", "value", "vu sur place"),
        "number_input": ("value", "value", "3"),
        "radio_buttons": ("selected_option", "option", options[:1] and options[0]),
        "static_select": ("selected_option", "option", options[:1] and options[0]),
        "external_select": ("selected_option", "option", OFFERED),
        "checkboxes": ("selected_options", "options", options[:1]),
        "multi_static_select": ("selected_options", "options", options[:1]),
        "users_select": ("selected_user", "user", person),
        "multi_users_select": ("selected_users", "users", [person]),
        "conversations_select": ("selected_conversation", "conversation", None),
        "datepicker": ("selected_date", "date", day),
        "datetimepicker": ("selected_date_time", "date_time", int(now.timestamp()) - 60),
        "timepicker": ("selected_time", "time", "14:00"),
        "file_input": ("files", "files", [file]),
    }
    name, initial, otherwise = states[element["type"]]
    return {name: element.get(f"initial_{initial}") or otherwise}
