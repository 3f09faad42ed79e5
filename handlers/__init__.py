"""From Slack to the services: one module per feature, each with `register`."""

from slack_bolt.app.async_app import AsyncApp

from handlers import case_view, errors, filing, office, people, quality, reminders, threads
from handlers.kit import Kit


def register_all(app: AsyncApp, kit: Kit) -> None:
    """Register every feature with the app."""
    for feature in (errors, filing, case_view, office, quality, people, reminders, threads):
        feature.register(app, kit)
