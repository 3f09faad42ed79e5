"""From Slack to the services: one module per feature, each with `register`."""

from slack_bolt.app.async_app import AsyncApp

from handlers import errors
from handlers.actions import action_plan, recurrences
from handlers.cases import (
    case_view,
    filing,
    home,
    more_files,
    more_session,
    reminders,
    sessions,
    shown_files,
    threads,
)
from handlers.dependencies import Dependencies
from handlers.mail import letters, triage
from handlers.reports import meeting_days, meetings, reports, risks
from handlers.school import (
    appreciations,
    audits,
    informing,
    office,
    policy_texts,
    quality,
    rehearsal,
    session_writing,
    substitutes,
    trainers,
)
from handlers.school import sessions as session_dossiers
from handlers.sealed import filing as sealed_filing
from handlers.sealed import handling as sealed_handling
from handlers.sealed import nudging as sealed_nudging
from handlers.steps import steps


def register_all(app: AsyncApp, kit: Dependencies) -> None:
    """Register every feature with the app."""
    features = (
        errors,
        filing,
        sessions,
        case_view,
        more_files,
        more_session,
        shown_files,
        steps,
        action_plan,
        home,
        office,
        quality,
        session_dossiers,
        session_writing,
        informing,
        audits,
        appreciations,
        trainers,
        policy_texts,
        rehearsal,
        substitutes,
        reminders,
        reports,
        risks,
        meetings,
        meeting_days,
        recurrences,
        triage,
        letters,
        sealed_filing,
        sealed_handling,
        sealed_nudging,
        threads,
    )
    for feature in features:
        feature.register(app, kit)
