"""What the forms of filing say, and what takes their place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What several forms say."""

    cancel: str
    choose: str
    site: str
    site_hint: str
    continued: str
    cut_short: str
    could_not_save: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTexts:
    title: str
    submit: str
    description: str
    description_hint: str
    type: str
    continuity: str
    session: str
    session_example: str
    files: str
    flags: str
    injury: str
    confidential: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTexts:
    title: str
    submit: str
    description: str
    description_hint: str
    party: str
    complainant: str
    complainant_hint: str
    contact: str
    channel: str
    received: str
    received_hint: str
    old: str
    old_confirmed: str
    category: str
    severity: str
    session: str
    remedy: str
    confidential: str
    confidential_yes: str
    files: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptTexts:
    title: str
    close: str
    noted: str
    told: str
    nobody_told: str
    next_due: str
    follow: str
    confidential: str
    no_channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenTexts:
    without_text: str
    with_text: str
    too_long: str
    button: str
