"""Which files a case may carry."""

MAX_FILES = 10
"""Slack's own limit for a `file_input` (docs.slack.dev, file input element)."""
MAX_FILE_BYTES = 10 * 1024 * 1024
"""Slack's own limit for a file sent through a form."""

_ACCEPTED = (
    "image/",
    "audio/",
    "video/",
    "text/plain",
    "text/csv",
    "message/rfc822",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-",
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
)
_NEVER = ("image/svg",)  # a drawing that can carry a script


def is_accepted(media_type: str) -> bool:
    """Whether a file of this type is kept: pictures, recordings, text, office documents, PDF."""
    return media_type.startswith(_ACCEPTED) and not media_type.startswith(_NEVER)
