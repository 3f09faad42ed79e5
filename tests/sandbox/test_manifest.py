"""The manifest is one that Slack accepts, and says what the contract promises."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "tests" / "data" / "slack" / "manifest.schema.2.0.0.json"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return manifest


def test_slacks_own_schema_accepts_the_manifest(manifest: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    jsonschema.validate(manifest, schema)


def test_the_schema_would_notice_a_mistake(manifest: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest | {"feature": {}}, schema)


def test_it_declares_the_commands_with_ascii_names(manifest: dict[str, Any]) -> None:
    commands = [command["command"] for command in manifest["features"]["slash_commands"]]

    assert commands == ["/incident", "/reclamation", "/qualite", "/signalement"]
    assert all(command.isascii() for command in commands)


def test_both_forms_are_reachable_as_global_and_as_message_shortcuts(
    manifest: dict[str, Any],
) -> None:
    shortcuts = {
        (shortcut["type"], shortcut["name"], shortcut["callback_id"])
        for shortcut in manifest["features"]["shortcuts"]
    }

    assert shortcuts == {
        ("global", "Signaler un incident", "report_incident"),
        ("global", "Nouvelle réclamation", "new_complaint"),
        ("message", "Signaler un incident", "report_incident_from_message"),
        ("message", "Nouvelle réclamation", "new_complaint_from_message"),
    }


def test_socket_mode_is_on_and_no_address_is_needed(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in manifest["settings"]["event_subscriptions"]


def test_every_event_is_covered_by_a_scope(manifest: dict[str, Any]) -> None:
    needed = {
        "app_home_opened": set(),
        "message.groups": {"groups:history"},
        "message.im": {"im:history"},
        "team_join": {"users:read"},
        "user_change": {"users:read"},
    }
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    events = manifest["settings"]["event_subscriptions"]["bot_events"]

    assert set(events) == set(needed)
    assert all(needed[event] <= scopes for event in events)
