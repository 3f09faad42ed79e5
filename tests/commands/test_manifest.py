"""`vigie manifest` prints what Slack takes, for each of the two modes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import cli

SCHEMA = Path(__file__).parents[1] / "data" / "slack" / "manifest.schema.2.0.0.json"
URL = "https://vigie.example.org/slack/events"


def printed(*arguments: str) -> dict[str, Any]:
    """What the command prints, read back."""
    result = CliRunner().invoke(cli, ["manifest", *arguments])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = yaml.safe_load(result.stdout)
    return found


def addresses(manifest: dict[str, Any]) -> list[str | None]:
    """Where Slack is to send what: events, interactions, options, each command."""
    settings = manifest["settings"]
    return [
        settings["event_subscriptions"].get("request_url"),
        settings["interactivity"].get("request_url"),
        settings["interactivity"].get("message_menu_options_url"),
        *(one.get("url") for one in manifest["features"]["slash_commands"]),
    ]


@pytest.mark.parametrize("arguments", [(), ("--http", "https://vigie.example.org")])
def test_slacks_own_schema_accepts_it(arguments: tuple[str, ...]) -> None:
    jsonschema.validate(printed(*arguments), json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_for_socket_mode_it_names_no_address() -> None:
    manifest = printed()

    assert set(addresses(manifest)) == {None}
    assert manifest["settings"]["socket_mode_enabled"] is True


@pytest.mark.parametrize(
    "address",
    ["https://vigie.example.org", "https://vigie.example.org/", URL, f"{URL}/"],
)
def test_for_http_mode_every_way_in_has_the_address(address: str) -> None:
    manifest, shipped = printed("--http", address), printed()
    without = {"event_subscriptions", "interactivity", "socket_mode_enabled"}

    assert set(addresses(manifest)) == {URL}
    assert manifest["settings"]["socket_mode_enabled"] is False
    assert manifest["oauth_config"] == shipped["oauth_config"]
    assert {name: one for name, one in manifest["settings"].items() if name not in without} == {
        name: one for name, one in shipped["settings"].items() if name not in without
    }


@pytest.mark.parametrize(
    "address", ["", "vigie", "http://vigie.example.org", "https://u:p@x.org", "https://x.org/?a=1"]
)
@pytest.mark.usefixtures("in_english")
def test_an_address_that_slack_cannot_call_is_refused(address: str) -> None:
    result = CliRunner().invoke(cli, ["manifest", "--http", address])

    assert result.exit_code == 1
    assert "https address" in result.output
