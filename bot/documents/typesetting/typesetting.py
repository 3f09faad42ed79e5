"""Has a document set as a PDF or a picture, the same bytes for the same content."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Timer
from typing import IO, Any

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
class Request:
    """What the program is to set, and as what."""

    template: str
    document: Mapping[str, Any]
    format: _Format
    timestamp: int | None = None
    ppi: float | None = None
    page: int = 0


def set_pdf(document: Document, *, made_at: datetime) -> bytes:
    """The document as PDF/UA-1. `made_at` is told as its date. Raises TypesettingError."""
    return _set(
        Request(
            template="report.typ",
            document=_on_paper(document),
            format=_Format.PDF,
            timestamp=int(made_at.timestamp()),
        )
    )


def set_letter(letter: LetterPaper, *, made_at: datetime) -> bytes:
    """The letter as PDF/UA-1. `made_at` is told as its date. Raises TypesettingError."""
    return _set(letter_request(letter, made_at=made_at))


def letter_request(letter: LetterPaper, *, made_at: datetime) -> Request:
    """What the program is to do to set a letter."""
    return Request(
        template="letter.typ",
        document=all_legible(asdict(letter)),
        format=_Format.PDF,
        timestamp=int(made_at.timestamp()),
    )


def set_page_picture(document: Document, *, page: int, ppi: float = _PAGE_PPI) -> bytes:
    """One page of the document as PNG, from 0 on. Raises TypesettingError."""
    return _set(
        Request(
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
        Request(
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


class Program:
    """The program that sets documents, running: for one, or for one after the other."""

    def __init__(self) -> None:
        """Raises TypesettingError."""
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own program, no word of anybody's
                [sys.executable, "-I", str(_PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(),
            )
        except OSError as error:
            raise TypesettingError(type(error).__name__) from error

    @property
    def is_over(self) -> bool:
        """Whether it takes nothing more."""
        return self._process.poll() is not None

    def set(self, request: Request) -> bytes:
        """Have a document set; a fault ends the program. Raises TypesettingError."""
        asked, answered = self._process.stdin, self._process.stdout
        patience = Timer(LONGEST_SECONDS, self._process.kill)
        patience.start()
        try:
            if asked is not None and answered is not None:
                asked.write(json.dumps(asdict(request)).encode() + b"\n")
                asked.flush()
                return _whole(answered)
        except (OSError, ValueError) as error:
            raise TypesettingError(self._last_words()) from error
        finally:
            patience.cancel()
        raise TypesettingError

    def stop(self) -> None:
        """Let it go."""
        with suppress(OSError, ValueError):  # what it was asked last may not have reached it
            self._process.communicate()

    def _last_words(self) -> str:
        self._process.kill()  # it said them before it ended
        said = self._process.communicate()[1]
        return _last_line(said)


def _whole(answered: IO[bytes]) -> bytes:
    """The next file. Raises ValueError where the program ended before it."""
    size = int(answered.readline())
    made = answered.read(size)
    if len(made) < size:
        raise ValueError
    return made


def _set(request: Request) -> bytes:
    program = Program()
    try:
        return program.set(request)
    finally:
        program.stop()


def _environment() -> dict[str, str]:
    """Environment for the program; ours holds tokens, and Typst has no use for them."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


def _last_line(said: bytes) -> str:
    return next(reversed(said.decode(errors="replace").split("\n")[:-1]), "no reason given")
