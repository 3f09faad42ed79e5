"""Package data, wherever it is installed: the version, and the app's manifest."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MANIFEST = Path(__file__).with_name("manifest.yml")
"""The app's manifest for Slack; the checkout has the same at its top."""


@cache
def own_version() -> str:
    """The version of what is installed, as `0.1.0`."""
    try:
        return version("vigie")
    except PackageNotFoundError:  # run from a folder without being installed
        return "unknown"


def manifest_text() -> str:
    """The app's manifest in YAML, to be pasted into Slack."""
    return MANIFEST.read_text(encoding="utf-8")
