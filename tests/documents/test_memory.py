"""However long the register, writing it takes the same memory."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from bot.documents.register.flat_files import write_csv, write_json_lines
from bot.documents.register.workbook import write_workbook
from bot.domain.cases.cases import Status
from bot.domain.cases.taxonomy import Kind
from bot.services.register.register_lines import Part
from bot.services.register.registers import Register
from storage.database import Database
from storage.register import registers
from tests.support.lives import case_in
from tests.support.registers import register_of

FEW, MANY = 100, 500
ROOM = 500_000
"""Bytes: four hundred more cases in memory would take over a million."""


@pytest.fixture(autouse=True)
def _read_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "_BATCH", 50)


def fill(database: Database, first: int, last: int) -> None:
    usual = case_in(Status.CLOSED, Kind.COMPLAINT, description="Attestation non reçue. " * 20)
    added = [
        (replace(usual, id=UUID(int=number), ref=f"REC-2026-{number:06}"), UUID(int=number))
        for number in range(first, last)
    ]
    with database.writing() as connection:
        registers.add_cases(connection, added, policy_version="test")


def peak_of(database: Database, write: Callable[[Register], object]) -> int:
    tracemalloc.start()
    with register_of(database, parts=(Part.COMPLAINTS,)) as register:
        write(register)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv", "r.jsonl"])
def test_five_times_the_cases_take_the_same_memory(
    sqlite_database: Database, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    writers: dict[str, Callable[[Register], object]] = {
        "r.xlsx": lambda register: write_workbook(register, path),
        "r.csv": lambda register: write_csv(register, path, part=Part.COMPLAINTS),
        "r.jsonl": lambda register: write_json_lines(register, path, part=Part.COMPLAINTS),
    }
    fill(sqlite_database, 1, FEW)
    with register_of(sqlite_database, parts=(Part.COMPLAINTS,)) as register:
        writers[name](register)  # what is made once, on first use
    few = peak_of(sqlite_database, writers[name])
    fill(sqlite_database, FEW, MANY)
    many = peak_of(sqlite_database, writers[name])

    assert many < few + ROOM
