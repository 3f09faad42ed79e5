"""Looks for words in the bytes of files, however they may have been written there.

As UTF-8 and UTF-16, without capitals and accents, as JSON escapes them, in base64, and within
archives. What is compressed otherwise, or encrypted, it does not see into.
"""

import json
import unicodedata
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

_TELLING = 6
"""Characters of base64 that stand for little else."""
_MEMBERS_MAX = 100_000
_SIZE_MAX = 512 * 1024 * 1024


def search_files(
    places: Iterable[Path], words: Iterable[str]
) -> Iterator[tuple[str, frozenset[int]]]:
    """Each file that was read, with the numbers of the words that stand in it."""
    shapes = [frozenset(_shapes(word)) for word in words]
    for path in _files(places):
        content = path.read_bytes()
        yield str(path), _found(content, shapes)
        if zipfile.is_zipfile(path):
            yield from _members(path, shapes)


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in inside if path.is_file() and not path.is_symlink())


def _members(path: Path, shapes: list[frozenset[bytes]]) -> Iterator[tuple[str, frozenset[int]]]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist()[:_MEMBERS_MAX]:
            if member.file_size <= _SIZE_MAX:
                yield f"{path}/{member.filename}", _found(archive.read(member), shapes)


def _found(content: bytes, shapes: list[frozenset[bytes]]) -> frozenset[int]:
    lower = content.lower()
    return frozenset(
        number
        for number, ways in enumerate(shapes)
        if any(way in content or way in lower for way in ways)
    )


def _shapes(word: str) -> Iterator[bytes]:
    folded = "".join(
        one
        for one in unicodedata.normalize("NFKD", word.casefold())
        if not unicodedata.combining(one)
    )
    for form in {word, word.casefold(), folded, unicodedata.normalize("NFD", word)}:
        yield form.encode()
        yield form.encode("utf-16-le")
        yield json.dumps(form)[1:-1].encode()
        yield from _in_base64(form.encode())


def _in_base64(word: bytes) -> Iterator[bytes]:
    """What stays the same in base64, whatever stands around, at each of its three offsets."""
    for offset in range(3):
        stable = b64encode(b"\0" * offset + word)[(0, 2, 3)[offset] : -4]
        if len(stable) >= _TELLING:
            yield stable
