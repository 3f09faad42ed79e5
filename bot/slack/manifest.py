"""The manifest that Slack makes the app from: for Socket Mode as shipped, for HTTP mode adapted."""

from typing import Any

import yaml

from bot.domain.errors import VigieError
from bot.packaged import manifest_text
from bot.slack.addresses import EVENTS_PATH, readable

_WIDTH = 120


class UnusableAddressError(VigieError):
    """Slack could not call this address."""


def manifest_for(address: str | None) -> str:
    """The manifest as YAML; with `address`, the one for HTTP mode at this place of the web.

    Raises UnusableAddressError.
    """
    if address is None:
        return manifest_text()
    manifest = over_http(yaml.safe_load(manifest_text()), request_url=request_url_at(address))
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=_WIDTH)


def request_url_at(address: str) -> str:
    """Where Slack is to send its requests: the address that was given, and our path."""
    url = readable(address.strip())
    if url is None or url.scheme != "https" or url.user or url.query_string or url.fragment:
        msg = "--http: Slack calls an https address only, such as https://vigie.example.org."
        raise UnusableAddressError(msg)
    path = url.path.rstrip("/")
    whole = path if path.endswith(EVENTS_PATH) else f"{path}{EVENTS_PATH}"
    return str(url.with_path(whole))


def over_http(manifest: dict[str, Any], *, request_url: str) -> dict[str, Any]:
    """The manifest without Socket Mode: each way in has the address to be called."""
    features, settings = manifest["features"], manifest["settings"]
    commands = [one | {"url": request_url} for one in features["slash_commands"]]
    events = {"request_url": request_url, **settings["event_subscriptions"]}
    interactivity = settings["interactivity"] | {
        "request_url": request_url,
        "message_menu_options_url": request_url,
    }
    return manifest | {
        "features": features | {"slash_commands": commands},
        "settings": settings
        | {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "socket_mode_enabled": False,
        },
    }
