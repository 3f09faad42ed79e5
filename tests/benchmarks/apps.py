"""The two programs that are compared: Vigie, and a bare Bolt app that opens the same form."""

import json
from uuid import UUID

from bot.domain.school.office import Locale
from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from bot.ui.filing.incident_form import incident_modal
from bot.ui.texts.catalogue import texts_for
from tests.benchmarks.crowd import TEXT
from tests.benchmarks.processes import ROOT, Program

BARE_BOLT = ROOT / "tests" / "benchmarks" / "bare_bolt.py"


def vigie(sandbox: Sandbox, database_url: str, **more: str) -> Program:
    """`vigie run`, as it is run in earnest but for its addresses, and `more` settings."""
    settings = {
        "DATABASE_URL": database_url,
        "VIGIE_QUALITY_CHANNEL": cast.QUALITY,
        "VIGIE_QUALITY_MANAGERS": cast.HELENE,
        "VIGIE_TRAINING_MANAGERS": cast.KARIM,
        "VIGIE_HTTP_PORT": "0",
        "VIGIE_LOG_FORMAT": "json",
    }
    return Program(
        name="vigie",
        arguments=("-m", "bot", "run"),
        environment=_connection(sandbox) | settings | more,
    )


def bare_bolt(sandbox: Sandbox) -> Program:
    """The twin; it is handed the very form that Vigie opens, so that Slack has as much to read."""
    form = incident_modal(texts_for(Locale.FRENCH), submission_id=UUID(int=0), text=TEXT)
    return Program(
        name="bare_bolt",
        arguments=(str(BARE_BOLT),),
        environment=_connection(sandbox) | {"BARE_BOLT_VIEW": json.dumps(form)},
    )


def _connection(sandbox: Sandbox) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
    }
