"""Has a document set as a PDF or a picture, the same bytes for the same content."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.documents.typesetting.legible import SQUARE, all_legible
from bot.documents.typesetting.letter_paper import LetterPaper
from bot.documents.typesetting.pages import Chart, Document
from bot.domain.errors import VigieError

LONGEST_SECONDS = 120
"""A document that takes longer never comes."""
_PICTURE_PPI = 200
_PAGE_PPI = 80
_PROGRAM = Path(__file__).with_name("typst_process.py")

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


class TypesettingError(VigieError):
    """The document could not be set; the message is the end of what Typst said of its template."""


class _Format(StrEnum):
    PDF = "pdf"
    PNG = "png"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    template: str
    document: Mapping[str, Any]
    format: _Format
    timestamp: int | None = None
    ppi: float | None = None
    page: int = 0


def set_pdf(document: Document, *, made_at: datetime) -> bytes:
    """The document as PDF/UA-1. `made_at` is told as its date. Raises TypesettingError."""
    return _set(
        _Request(
            template="report.typ",
            document=_on_paper(document),
            format=_Format.PDF,
            timestamp=int(made_at.timestamp()),
        )
    )


def set_letter(letter: LetterPaper, *, made_at: datetime) -> bytes:
    """The letter as PDF/UA-1. `made_at` is told as its date. Raises TypesettingError."""
    return _set(
        _Request(
            template="letter.typ",
            document=all_legible(asdict(letter)),
            format=_Format.PDF,
            timestamp=int(made_at.timestamp()),
        )
    )


def set_page_picture(document: Document, *, page: int, ppi: float = _PAGE_PPI) -> bytes:
    """One page of the document as PNG, from 0 on. Raises TypesettingError."""
    return _set(
        _Request(
            template="report.typ",
            document=_on_paper(document),
            format=_Format.PNG,
            ppi=ppi,
            page=page,
        )
    )


def set_picture(charts: tuple[Chart, ...], *, lang: str) -> bytes:
    """Charts one below the other as PNG. Raises TypesettingError."""
    return _set(
        _Request(
            template="picture.typ",
            document=all_legible({"lang": lang, "charts": [asdict(chart) for chart in charts]}),
            format=_Format.PNG,
            ppi=_PICTURE_PPI,
        )
    )


def _on_paper(document: Document) -> dict[str, Any]:
    """Input of the template, of signs that it can show; `has_squares` when some it cannot."""
    said: dict[str, Any] = all_legible(document.as_json())
    read = {name: value for name, value in said.items() if name != "words"}
    return said | {"has_squares": SQUARE in json.dumps(read, ensure_ascii=False)}


def _set(request: _Request) -> bytes:
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(  # noqa: S603  # our own program, no word of anybody's in the command
            command,
            input=json.dumps(asdict(request)).encode(),
            capture_output=True,
            env=_environment(),
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise TypesettingError(_last_line(error.stderr)) from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise TypesettingError(type(error).__name__) from error
    return done.stdout


def _environment() -> dict[str, str]:
    """Environment for the program; ours holds tokens, and Typst has no use for them."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


def _last_line(said: bytes) -> str:
    return next(reversed(said.decode(errors="replace").split("\n")[:-1]), "no reason given")
