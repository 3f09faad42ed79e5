"""Why a form is refused, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ui.texts.catalogue import Texts


class FieldError(StrEnum):
    """The trouble with one answer."""

    EMPTY = "empty"
    BLANK = "blank"
    NO_PROOF = "no_proof"
    NOT_CHOSEN = "not_chosen"
    TOO_LONG = "too_long"
    NOT_A_COUNT = "not_a_count"
    IN_FUTURE = "in_future"
    IN_PAST = "in_past"
    NOT_CONFIRMED = "not_confirmed"
    TOO_MANY_FILES = "too_many_files"
    FILE_TOO_BIG = "file_too_big"
    NOT_A_RULE = "not_a_rule"
    PUBLIC_CHANNEL = "public_channel"
    NOT_IN_CHANNEL = "not_in_channel"
    PERSON_LEFT = "person_left"
    PERSON_IS_PROGRAM = "person_is_program"
    PERSON_UNKNOWN = "person_unknown"
    NOT_THEIRS = "not_theirs_to_choose"
    PERSON_IS_GUEST = "person_is_guest"
    ABSENT_NOT_IN_CHARGE = "absent_not_in_charge"
    SUBSTITUTE_IS_ABSENT = "substitute_is_absent"
    DAYS_REVERSED = "days_reversed"
    SESSION_KNOWN = "session_known"
    DAYS_TOO_MANY = "days_too_many"
    ABSENT_REPLACED_ALREADY = "absent_replaced_already"
    UNKNOWN_REFS = "unknown_refs"
    SUBSTITUTE_AWAY = "substitute_away"


@dataclass(frozen=True, slots=True)
class FormErrors:
    """The refused answers, by block_id; never empty."""

    refusals: Mapping[str, FieldError]


def form_errors(errors: FormErrors, texts: "Texts") -> dict[str, str]:
    """The `errors` of a `response_action: errors` answer."""
    return {block_id: texts.refusals[refusal] for block_id, refusal in errors.refusals.items()}
