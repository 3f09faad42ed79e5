"""Places on a disk that may hold words: folders, files piece by piece, archives, what is packed."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.scanning.needles import Needles

_PIECE = 8 << 20
_UNPACKED_MAX = 64 << 20
"""Bytes of one packed thing that are looked through."""
_DEEPEST = 4
_HEADERS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")


def looked_through(
    needles: Needles, paths: Iterable[Path]
) -> Iterator[tuple[Path, frozenset[str]]]:
    """Each file under these folders, or named, with the words that it holds. Raises OSError."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield file, found_in_file(needles, file)


def found_beneath(needles: Needles, paths: Iterable[Path]) -> dict[Path, frozenset[str]]:
    """The files, under these folders or named, that hold some of the words. Raises OSError."""
    return {file: held for file, held in looked_through(needles, paths) if held}


def found_in_file(needles: Needles, path: Path) -> frozenset[str]:
    """The words that a file holds, packed ones too. Raises OSError."""
    if zipfile.is_zipfile(path):
        return found_in_archive(needles, path.read_bytes())
    found, before = frozenset[str](), b""
    with path.open("rb") as source:
        while piece := source.read(_PIECE):
            whole = before + piece
            found |= needles.found_in(whole) | _in_streams(needles, whole)
            before = whole[-needles.longest_form :]
    return found


def found_in_archive(needles: Needles, content: bytes, *, depth: int = 0) -> frozenset[str]:
    """The words in a zip: the names in it, its members, and archives among them."""
    found = needles.found_in(content)
    if depth > _DEEPEST:
        return found
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                with archive.open(member) as source:
                    held = source.read(_UNPACKED_MAX)
                found |= needles.found_in(held) | _in_streams(needles, held)
                if zipfile.is_zipfile(io.BytesIO(held)):
                    found |= found_in_archive(needles, held, depth=depth + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return found  # damaged or locked: its bytes were looked through
    return found


def _in_streams(needles: Needles, content: bytes) -> frozenset[str]:
    """The words in what is deflated within a file, as in a PDF."""
    found = frozenset[str]()
    for unpacked in _unpacked(content):
        found |= needles.found_in(unpacked)
    return found


def _unpacked(content: bytes) -> Iterator[bytes]:
    for header in _HEADERS:
        begin = content.find(header)
        while begin >= 0:
            held = _inflated(content[begin : begin + _PIECE])
            if held:
                yield held
            begin = content.find(header, begin + 1)


def _inflated(content: bytes) -> bytes:
    """What begins there as a packed stream; nothing where it only looks like one."""
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        return unpacking.decompress(content, _UNPACKED_MAX)
    except zlib.error:
        return b""
