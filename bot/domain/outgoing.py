"""What Vigie tells the outside, by kind; delivery knows how."""

from enum import StrEnum


class Outgoing(StrEnum):
    """The kinds of rows in the outbox."""

    CARD = "card"
    INCIDENT_NOTICE = "incident_notice"
    TROUBLE = "trouble"
    KEEP_FILE = "keep_file"
