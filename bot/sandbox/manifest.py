"""What `manifest.yml` tells Slack about the app: its commands, shortcuts, scopes and events."""

from dataclasses import dataclass
from functools import cache

import yaml

from bot.packaged import manifest_text
from bot.sandbox.json_types import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    name: str
    commands: tuple[JsonObject, ...]
    shortcuts: tuple[JsonObject, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    home_tab: bool
    messages_tab: bool

    def has_command(self, command: str) -> bool:
        return any(one["command"] == command for one in self.commands)

    def shortcut(self, callback_id: str, kind: str) -> JsonObject | None:
        """The global or message shortcut with that callback id."""
        wanted = (callback_id, kind)
        found = (one for one in self.shortcuts if (one["callback_id"], one["type"]) == wanted)
        return next(found, None)


@cache
def read_manifest() -> Manifest:
    """The manifest of the app the sandbox has installed."""
    written = yaml.safe_load(manifest_text())
    features, settings = written["features"], written["settings"]
    home = features.get("app_home", {})
    return Manifest(
        name=written["display_information"]["name"],
        commands=tuple(features.get("slash_commands", ())),
        shortcuts=tuple(features.get("shortcuts", ())),
        scopes=frozenset(written["oauth_config"]["scopes"]["bot"]),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False),
    )
