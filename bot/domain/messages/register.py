"""Files of the register that one person asked for."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.domain.messages.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRequest(Message):
    """A file of these parts of the register, days of reception included; asked for by `once`."""

    comes_as_file: ClassVar = True
    is_asked_for: ClassVar = True

    parts: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    with_names: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile(RegisterRequest):
    """The register as a workbook."""

    kind: ClassVar = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile(RegisterRequest):
    """The evidence pack for an audit."""

    kind: ClassVar = "evidence"


MESSAGES = (RegisterFile, EvidenceFile)
