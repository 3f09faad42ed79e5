"""Places on a disk that may hold words: folders, files piece by piece, archives, what is packed."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from bot.scanning.needles import Needles

_PIECE = 8 << 20
_UNPACKED_MAX = 64 << 20
"""Bytes of one packed thing that are held at once."""
_MEMBER_MAX = 16 << 30
"""Bytes of an archive's member that are looked through, far above a school's database.

One can be made to unpack without an end.
"""
_DEEPEST = 4
_HEADERS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")


def looked_through(
    needles: Needles, paths: Iterable[Path]
) -> Iterator[tuple[Path, frozenset[str]]]:
    """Each file, under these folders or named, with the words that it holds. Raises OSError."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield file, found_in_file(needles, file)


def found_beneath(needles: Needles, paths: Iterable[Path]) -> dict[Path, frozenset[str]]:
    """The files, under these folders or named, that hold some of the words. Raises OSError."""
    return {file: held for file, held in looked_through(needles, paths) if held}


def found_in_file(needles: Needles, path: Path) -> frozenset[str]:
    """The words that a file holds, packed ones too. Raises OSError."""
    with path.open("rb") as source:
        found = _found_in(needles, source)
        return found | _found_in_archive(needles, source) if zipfile.is_zipfile(source) else found


def _found_in_archive(needles: Needles, content: IO[bytes], *, depth: int = 0) -> frozenset[str]:
    """The words in a zip's members, and in archives among them."""
    found = frozenset[str]()
    try:
        with zipfile.ZipFile(content) as archive:
            for member in archive.infolist():
                with archive.open(member) as source:
                    found |= _found_in(needles, source, at_most=_MEMBER_MAX)
                if depth < _DEEPEST and member.file_size <= _UNPACKED_MAX:
                    found |= _found_deeper(needles, archive.read(member), depth=depth + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return found  # damaged or locked: its bytes were looked through
    return found


def _found_deeper(needles: Needles, held: bytes, *, depth: int) -> frozenset[str]:
    inside = io.BytesIO(held)
    if not zipfile.is_zipfile(inside):
        return frozenset()
    return _found_in_archive(needles, inside, depth=depth)


def _found_in(needles: Needles, source: IO[bytes], *, at_most: int | None = None) -> frozenset[str]:
    """The words in what is read, piece by piece, each sharing with the next what a word needs."""
    found, before, read = frozenset[str](), b"", 0
    while (at_most is None or read < at_most) and (piece := source.read(_PIECE)):
        whole, read = before + piece, read + len(piece)
        found |= needles.found_in(whole) | _in_streams(needles, whole)
        before = whole[-needles.longest_form :]
    return found


def _in_streams(needles: Needles, content: bytes) -> frozenset[str]:
    """The words in what is deflated within a file, as in a PDF."""
    found = frozenset[str]()
    for unpacked in _unpacked(content):
        found |= needles.found_in(unpacked)
    return found


def _unpacked(content: bytes) -> Iterator[bytes]:
    whole = memoryview(content)
    for header in _HEADERS:
        begin = content.find(header)
        while begin >= 0:
            held = _inflated(whole[begin : begin + _PIECE])
            if held:
                yield held
            begin = content.find(header, begin + 1)


def _inflated(content: memoryview) -> bytes:
    """What begins there as a packed stream; nothing where it only looks like one."""
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        return unpacking.decompress(content, _UNPACKED_MAX)
    except zlib.error:
        return b""
