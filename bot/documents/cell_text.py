"""Texts made fit for a cell: nothing that a spreadsheet cannot hold, nothing that it would run."""

import re

CELL_MAX = 32_767
"""What a cell holds, in UTF-16 units (Excel specifications and limits)."""
CUT = "… (suite dans l'export JSON Lines)"

# XML 1.0 §2.2 has no place for these; a carriage return would be read back as a line feed.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?")

# What a spreadsheet takes for the start of a formula (OWASP, CSV injection), perhaps after
# spaces; the apostrophes before make the guard reversible.
_RUNS = re.compile("'*(?:[\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
GUARD = "'"


def cell_text(text: str) -> str:
    """The text for a workbook's cell, cut where a cell ends."""
    if text.isprintable() and len(text) * 2 <= CELL_MAX and not text.startswith("<"):
        return text  # as nearly all are
    kept = _cut(_NOT_XML.sub("", _LINE_ENDS.sub("\n", text)))
    if kept.startswith("<r>") and kept.endswith("</r>"):
        # XlsxWriter takes exactly this for markup of its own when it writes in constant memory
        return f"{kept} "
    return kept


def guarded(text: str) -> str:
    """The text for a CSV cell: an apostrophe before what would run as a formula."""
    return GUARD + text if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _RUNS.match(text) else text


def _cut(text: str) -> str:
    if len(text) * 2 <= CELL_MAX or _units(text) <= CELL_MAX:
        return text
    room = CELL_MAX - _units(CUT)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
