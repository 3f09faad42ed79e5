"""From Slack to the services: one module per feature, each with `register`."""

from slack_bolt.app.async_app import AsyncApp

from handlers import (
    action_plan,
    actions,
    activity,
    case_view,
    errors,
    filing,
    home,
    meeting_days,
    meetings,
    office,
    people,
    quality,
    recurrences,
    reminders,
    reviews,
    steps,
    summary,
    threads,
)
from handlers.kit import Kit


def register_all(app: AsyncApp, kit: Kit) -> None:
    """Register every feature with the app."""
    features = (
        errors,
        filing,
        case_view,
        steps,
        actions,
        action_plan,
        home,
        office,
        quality,
        people,
        reminders,
        summary,
        meetings,
        meeting_days,
        activity,
        reviews,
        recurrences,
        threads,
    )
    for feature in features:
        feature.register(app, kit)
