"""The kept files of cases in the evidence pack, each checked before it is put there."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from bot.documents.evidence import texts
from bot.documents.evidence.making import FaultyFile, Making, PackedProof
from bot.ui.cases.shown_files import safe_name
from storage.cases.cases import KeptFile

_HASH_SHOWN = 12
"""Characters of a hash that stand for a name."""


def add_pieces(making: Making, folder: str, files: Sequence[KeptFile]) -> Iterator[PackedProof]:
    """Add the kept files of one case, numbered; of what is not as it was kept, a text says so.

    A file's name is what somebody typed: without names its hash stands in its place.
    """
    is_named = making.register.wanted.with_names
    for number, file in enumerate(files, start=1):
        name = _name_of(file, with_names=is_named)
        label = (texts.PIECE if is_named else texts.PIECE_UNNAMED).format(number=number, name=name)
        path = f"{folder}/{texts.PIECE_FILE.format(number=number, name=name)}"
        yield PackedProof(path=_added(making, path, file), label=label)


def _added(making: Making, path: str, file: KeptFile) -> str:
    """Where the file lies in the pack, or what says why it does not."""
    sha256 = file.sha256 or ""
    fault = making.kept.fault_of(sha256)
    if fault is None:
        # what people send is mostly packed already: to try again takes longer than all the rest
        making.archive.add_file(path, making.kept.path_of(sha256), packed=False)
        return making.archive.latest
    said = texts.PIECE_HASH.format(why=texts.PIECE_FAULTS[fault], sha256=sha256)
    making.missing.append(path)
    making.faults.append(FaultyFile(file=file, fault=fault))
    return making.archive.add_text(f"{path}.txt", said)


def _name_of(file: KeptFile, *, with_names: bool) -> str:
    name = safe_name(file.name, file.media_type)
    if with_names:
        return name
    return f"{(file.sha256 or '')[:_HASH_SHOWN]}{PurePosixPath(name).suffix}"
