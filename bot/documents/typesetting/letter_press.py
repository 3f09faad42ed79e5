"""Sets many letters one after the other in one program: each would cost a start of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.documents.typesetting.letter_paper import LetterPaper
from bot.documents.typesetting.typesetting import Program, letter_request


class LetterPress:
    """A program that sets letters, started for the first and anew after one that failed."""

    def __init__(self) -> None:
        self._program: Program | None = None

    def set(self, letter: LetterPaper, *, made_at: datetime) -> bytes:
        """The letter as PDF/UA-1. `made_at` is told as its date. Raises TypesettingError."""
        if self._program is None or self._program.is_over:
            self.stop()
            self._program = Program()
        return self._program.set(letter_request(letter, made_at=made_at))

    def stop(self) -> None:
        """Let the program go, if there is one."""
        if self._program is not None:
            self._program.stop()


@contextmanager
def letter_press() -> Iterator[LetterPress]:
    """A press whose program is gone at the end."""
    press = LetterPress()
    try:
        yield press
    finally:
        press.stop()
