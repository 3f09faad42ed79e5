"""Which addresses are Slack's, what a message's is, and the way that leads there."""

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from yarl import URL

EVENTS_PATH = "/slack/events"
"""Our own path, to which Slack sends everything in HTTP mode."""

_HOMES = frozenset({"slack.com", "slack-gov.com"})
"""Slack, and its twin for public authorities (docs.slack.dev, GovSlack)."""
_FILES_PATH = "/files-pri/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAddresses:
    """Slack's addresses beside `api_url`; of a Slack elsewhere, as the sandbox, its own origin."""

    api_url: str

    def of_file(self, address: str) -> URL | None:
        """Where a file of Slack's lies, to be asked with the token; None for any other place.

        The host is files.slack.com, or slack.com under /files-pri/ (docs.slack.dev, file object).
        """
        url, home = readable(address), URL(self.api_url).host
        if url is None or home not in _HOMES:
            return self._of_same_origin(url)
        is_of_slack = url.host == f"files.{home}" or (
            url.host == home and url.path.startswith(_FILES_PATH)
        )
        return url if is_of_slack and _is_plain_https(url) else None

    def takes_answers(self, address: str) -> bool:
        """Whether a `response_url` is one that Slack gives: at hooks.slack.com."""
        url, home = readable(address), URL(self.api_url).host
        if url is None or home not in _HOMES:
            return self._of_same_origin(url) is not None
        return url.host == f"hooks.{home}" and _is_plain_https(url)

    def _of_same_origin(self, url: URL | None) -> URL | None:
        is_ours = url is not None and url.origin() == URL(self.api_url).origin()
        return url if is_ours else None


def readable(address: str) -> URL | None:
    """An address of the web; None for anything else."""
    try:
        url = URL(address)
    except ValueError:
        return None
    return url if url.scheme in {"http", "https"} and url.host else None


def _is_plain_https(url: URL) -> bool:
    return url.scheme == "https" and url.is_default_port() and url.user is None


_READ_BY_SLACK_SDK = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


def proxy_for(url: str) -> str | None:
    """The proxy's address; None where the way is direct."""
    host = urlsplit(url).hostname or ""
    if is_loopback(host) or proxy_bypass(host):
        return None
    known = getproxies()
    return known.get("https") or known.get("http")


def heed_no_proxy(url: str) -> None:
    """Hide the proxies from slack_sdk where it is to go to this address without one.

    Each of its clients, and each copy that Bolt makes of one, reads them from the environment
    and asks nobody whether they are meant for the address.
    """
    if proxy_for(url) is None:
        for name in _READ_BY_SLACK_SDK:
            os.environ.pop(name, None)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def keeps_secrets(address: str) -> bool:
    """Whether a secret may be sent to an address of the web: in clear to this machine only."""
    try:
        parts = urlsplit(address)
        is_safe = parts.scheme == "https" or (
            parts.scheme == "http" and is_loopback(parts.hostname or "")
        )
        is_one = is_safe and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_one and address.isascii() and address.isprintable() and " " not in address


def permalink(workspace: str, *, channel: str, ts: str, thread_ts: str | None = None) -> str:
    """The address of a message, as chat.getPermalink gives it; of a reply, within its thread.

    `workspace` is the workspace's own address.
    """
    link = f"{workspace.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    is_reply = thread_ts not in {None, ts}
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if is_reply else link
