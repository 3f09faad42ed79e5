"""The sandbox's tokens, and its refusal to run beside production ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.slack_errors import SlackError

BOT_TOKEN = "xoxb-sandbox-not-slack"  # noqa: S105  (opens nothing but the sandbox)
APP_TOKEN = "xapp-sandbox-not-slack"  # noqa: S105
SIGNING_SECRET = "sandbox-signing-secret"  # noqa: S105


class ProductionTokensError(Exception):
    """Tokens of a real workspace are configured where the sandbox was to start."""


def refuse_production_tokens(environment: Mapping[str, str]) -> None:
    """Raise ProductionTokensError where a variable holds a token that is not the sandbox's."""
    for variable, own in (("SLACK_BOT_TOKEN", BOT_TOKEN), ("SLACK_APP_TOKEN", APP_TOKEN)):
        if environment.get(variable, own) not in {own, ""}:
            raise ProductionTokensError(
                f"{variable} holds a token of a real workspace: the sandbox does not start"
            )


@dataclass(slots=True, kw_only=True)
class Tokens:
    bot: str = BOT_TOKEN
    app: str = APP_TOKEN
    revoked: set[str] = field(default_factory=set)

    def check(self, token: str, *, wanted: str) -> None:
        """Raise SlackError unless `token` is the `bot` or the `app` one that is wanted."""
        if not token:
            raise SlackError(code="not_authed")
        if token in self.revoked:
            raise SlackError(code="token_revoked")
        if token not in {self.bot, self.app}:
            raise SlackError(code="invalid_auth")
        if token != getattr(self, wanted):
            raise SlackError(code="not_allowed_token_type")
