"""The one exception by which a part of the sandbox refuses as Slack does."""

from bot.sandbox.json_types import JsonObject


class SlackError(Exception):
    """A Web API error: its code, and what else the answer holds."""

    def __init__(self, *, code: str, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    def as_answer(self) -> JsonObject:
        return {"ok": False, "error": self.code, **self.more}


def invalid(problems: list[str], *, code: str = "invalid_arguments") -> SlackError:
    """`invalid_blocks` or `invalid_arguments` with the sentences Slack adds."""
    written = {"response_metadata": {"messages": [f"[ERROR] {one}" for one in problems]}}
    if code == "invalid_blocks":
        return SlackError(code=code, errors=problems, **written)
    return SlackError(code=code, **written)
