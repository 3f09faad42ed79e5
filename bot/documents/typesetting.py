"""Has a document set as a PDF or a picture, the same bytes for the same content."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.documents.pages import Chart, Document
from bot.domain.errors import VigieError

LONGEST_SECONDS = 120
"""A document that takes longer never comes."""
_PICTURE_PPI = 200
_PAGE_PPI = 80
_PROGRAM = Path(__file__).with_name("typst_process.py")


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
            document=document.as_json(),
            format=_Format.PDF,
            timestamp=int(made_at.timestamp()),
        )
    )


def set_page_picture(document: Document, *, page: int, ppi: float = _PAGE_PPI) -> bytes:
    """One page of the document as PNG, from 0 on. Raises TypesettingError."""
    return _set(
        _Request(
            template="report.typ",
            document=document.as_json(),
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
            document={"lang": lang, "charts": [asdict(chart) for chart in charts]},
            format=_Format.PNG,
            ppi=_PICTURE_PPI,
        )
    )


def _set(request: _Request) -> bytes:
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(  # noqa: S603  # our own program, no word of anybody's in the command
            command,
            input=json.dumps(asdict(request)).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise TypesettingError(_last_line(error.stderr)) from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise TypesettingError(type(error).__name__) from error
    return done.stdout


def _last_line(said: bytes) -> str:
    return next(reversed(said.decode(errors="replace").split("\n")[:-1]), "no reason given")
