"""The types of what is said around the register and the evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelTexts:
    """`sent` goes with the file, `waits` where Slack takes none."""

    title: str
    on_its_way: str
    sent: str
    waits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTexts:
    workbook: ParcelTexts
    evidence: ParcelTexts
    get_register: str
    get_evidence: str
    whole: str
    between: str
    since: str
    until: str
    labels: str
    names: str
    empty: str
    how_register: str
    how_evidence: str
    kept_days: str
