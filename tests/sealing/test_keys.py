"""The sealed folder's keys open what they sealed, and nothing else; what breaks off is taken up."""

import errno
import os
import stat
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from bot.domain.sealed.handlers import Handler, Handlers, UnfitHandlersError
from bot.sealing import backups, codes, naming, renewing
from bot.sealing.ciphers import (
    STEP,
    BadKeyError,
    Pair,
    UnopenableError,
    new_pair,
    padded,
    pair_from,
    seal,
    unseal,
)
from bot.sealing.folder import FolderTakenError, NoSealedFolderError, SealedFolder
from bot.sealing.guarding import Misplaced, misplaced
from tests.support.sealed import ANNE, BRUNO, HANDLERS, SOLENE, sealed_store


@pytest.fixture
def store(tmp_path: Path) -> tuple[SealedFolder, Pair]:
    return sealed_store(tmp_path)


@pytest.fixture
def folder(store: tuple[SealedFolder, Pair]) -> SealedFolder:
    return store[0]


def test_a_text_opens_with_its_key_alone_and_unchanged_alone() -> None:
    ours, other = new_pair(), new_pair()
    sealed = seal(b"secret", [ours.public])
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])

    assert unseal(sealed, ours.secret) == b"secret"
    for text, secret in ((sealed, other.secret), (changed, ours.secret), (b"", ours.secret)):
        with pytest.raises(UnopenableError):
            unseal(text, secret)
    assert ours.secret not in repr(ours)


def test_lengths_say_little_and_what_is_added_changes_nothing() -> None:
    assert {len(padded(b"x" * size)) for size in (1, 100, STEP)} == {STEP}
    assert len(padded(b"x" * (STEP + 1))) == 2 * STEP


def test_each_key_is_a_key_of_age_s_own() -> None:
    made = [pair_from(bytes([number]) * 32) for number in range(3)]

    assert len({one.public for one in made}) == 3
    for one in made:
        assert unseal(seal(b"x", [one.public]), one.secret) == b"x"


def test_a_form_has_one_code_and_a_code_one_key(folder: SealedFolder) -> None:
    code = codes.code_of(folder.mac(), "form")
    shown = codes.in_fours(code)
    keys = {codes.key_of(code, salt=salt).public for salt in (folder.salt(), b"other school")}

    assert code == codes.code_of(folder.mac(), "form") != codes.code_of(folder.mac(), "other")
    assert [codes.code_in(typed) for typed in (shown, f" {shown} ", code)] == [code] * 3
    assert [
        codes.code_in(typed)
        for typed in ("", "1234", code + "1", "\N{ARABIC-INDIC DIGIT ONE}" * 16)
    ] == [None] * 4
    assert len(keys) == 2


def test_no_other_account_reads_the_folder(folder: SealedFolder) -> None:
    folder.new_key(uuid4())
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.path.rglob("*")}

    assert modes == {0o600, 0o700}
    assert list(misplaced(folder.path, [folder.path.parent / "db"])) == []
    assert list(misplaced(folder.path, [folder.path.parent])) == [Misplaced.INSIDE]
    assert list(misplaced(folder.path, [folder.path / "reports"])) == [Misplaced.AROUND]
    assert folder.path.joinpath("identity").read_bytes()[:15] == b"AGE-SECRET-KEY-"
    with pytest.raises(FolderTakenError):
        folder.make(new_pair().public, HANDLERS)


def test_a_process_that_died_before_its_transaction_leaves_the_report_its_key(
    folder: SealedFolder,
) -> None:
    report_id = uuid4()
    public = folder.new_key(report_id)

    assert folder.new_key(report_id) == public
    assert folder.known() == {report_id: 0}


def test_on_a_full_disk_nothing_is_half_written(
    folder: SealedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = sorted(folder.path.rglob("*"))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.new_key(uuid4())

    assert sorted(folder.path.rglob("*")) == before


def test_a_folder_that_is_gone_or_of_another_school_opens_nothing(
    folder: SealedFolder, tmp_path: Path
) -> None:
    report_id = uuid4()
    folder.new_key(report_id)
    other, _ = sealed_store(tmp_path / "other")
    (folder.path / "reports" / f"{report_id}.age").rename(
        other.path / "reports" / f"{report_id}.age"
    )

    assert folder.mark != other.mark
    with pytest.raises(UnopenableError):
        other.secret_of(report_id)
    with pytest.raises(NoSealedFolderError):
        folder.secret_of(report_id)
    with pytest.raises(NoSealedFolderError):
        SealedFolder(tmp_path / "gone").mac()
    assert not SealedFolder(tmp_path / "gone").is_made


def test_a_rotation_that_breaks_off_loses_no_report_and_the_next_one_ends_it(
    folder: SealedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, meanwhile = uuid4(), uuid4()
    public = folder.new_key(early)
    old = folder.identity()

    def killed(_pair: Pair) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(folder, "write_identity", killed)
        with pytest.raises(KeyboardInterrupt):
            renewing.rotate(folder)
    of_meanwhile = folder.new_key(meanwhile)
    count = renewing.rotate(folder)

    assert count == 2
    assert {folder.new_key(early), folder.new_key(meanwhile)} == {public, of_meanwhile}
    with pytest.raises(UnopenableError):
        unseal((folder.path / "reports" / f"{early}.age").read_bytes(), old.secret)


def test_a_new_escrow_takes_the_place_of_the_old_one(store: tuple[SealedFolder, Pair]) -> None:
    folder, before = store
    after = new_pair()
    folder.new_key(uuid4())
    renewing.rotate(folder, escrow=after.public)
    renewing.prove(folder, after)

    with pytest.raises(renewing.NotProvenError):
        renewing.prove(folder, before)
    with pytest.raises(renewing.WrongEscrowError):
        renewing.recover(folder, before.secret)


def test_the_escrow_opens_again_what_the_server_lost(
    store: tuple[SealedFolder, Pair], tmp_path: Path
) -> None:
    folder, escrow = store
    report_id = uuid4()
    public, mark = folder.new_key(report_id), folder.mark
    halves = renewing.halves_of(escrow.secret)
    copies = tmp_path / "copies"
    copies.mkdir()
    made = [backups.back_up(folder, copies, today=date(2026, 11, day)) for day in (1, 2, 3)]
    for name in ("identity", "mac", "salt"):
        (folder.path / name).unlink()
    renewing.recover(folder, renewing.secret_from(*halves))
    copied = SealedFolder(tmp_path / "elsewhere")
    backups.bring_back(made[-1], copied, escrow.secret)
    with_no_identity = copied.path / "identity"

    assert sorted(copies.iterdir()) == made[1:]
    assert not with_no_identity.exists()
    renewing.recover(copied, escrow.secret)
    for one in (folder, copied):
        assert (one.new_key(report_id), one.mark) == (public, mark)
    with pytest.raises(backups.NotACopyError):
        backups.bring_back(made[-1], SealedFolder(tmp_path / "third"), new_pair().secret)
    with pytest.raises(BadKeyError):
        renewing.secret_from(halves[0], halves[0])


def test_the_file_of_handlers_says_what_was_written_and_nothing_else_is_believed() -> None:
    assert naming.read(naming.written(HANDLERS)) == HANDLERS
    for wrong in ("", "contact = 1", naming.written(HANDLERS).replace(BRUNO, ANNE), "\0"):
        with pytest.raises(naming.UnreadableHandlersError):
            naming.read(wrong)
    with pytest.raises(UnfitHandlersError):
        Handlers(
            first=HANDLERS.first, second=Handler(person="", name=""), substitute=None, contact="x"
        )


def test_who_is_named_or_gone_reads_nothing_and_the_substitute_takes_an_empty_place() -> None:
    def readers(*unfit: str, **more: bool) -> list[str]:
        return [one.person for one in HANDLERS.readers(unfit=unfit, **more)]

    assert readers() == [ANNE, BRUNO]
    assert readers(with_substitute=True) == [ANNE, BRUNO, SOLENE]
    assert readers(BRUNO) == [ANNE, SOLENE]
    assert readers(ANNE, BRUNO, with_substitute=True) == [SOLENE]
    assert readers(ANNE, SOLENE) == [BRUNO]
    assert readers(ANNE, BRUNO, SOLENE) == []
