"""`vigie export` and `vigie verify`: the register into a file, the journal's chain checked."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import counted, say, warn, watching, working
from bot.documents.flat_files import write_csv, write_json_lines
from bot.documents.workbook import write_workbook
from bot.services.register_lines import Part, Wanted
from bot.services.registers import Register, export
from storage import journal
from storage.registers import snapshot


class Format(StrEnum):
    """The formats of the register."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON_LINES = "jsonl"


Output = Annotated[Path, typer.Option("--output", "-o", help="The file to write.")]


def export_register(
    output: Output,
    first_day: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="First day of reception."),
    ] = None,
    last_day: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of reception.")
    ] = None,
    kind: Annotated[Part | None, typer.Option(help="One part only.")] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="Told by the file's name when left out.")
    ] = None,
    *,
    names: Annotated[
        bool, typer.Option("--names", help="Name people instead of giving them labels.")
    ] = False,
) -> None:
    """Write the register: a workbook, or one part as CSV or JSON Lines.

    Without --names people appear as labels. Confidential cases show reference and dates only.
    """
    chosen = format_ or _format_of(output)
    if chosen is not Format.XLSX and kind is None:
        raise typer.BadParameter("CSV and JSON Lines take one kind", param_hint="--kind")
    with working() as (settings, database), watching("export") as watch:
        wanted = Wanted(
            parts=tuple(Part) if kind is None else (kind,),
            first_day=first_day and first_day.date(),
            last_day=last_day and last_day.date(),
            with_names=names,
        )
        now = SystemClock().now()
        with export(database, wanted, defaults=settings.office, now=now, watch=watch) as register:
            count = write(register, output, chosen)
    say(f"{output}: {counted(count, 'line')}.")


def write(register: Register, output: Path, chosen: Format) -> int:
    """Write the register in a format; returns how many lines it has."""
    if chosen is Format.XLSX:
        tally = write_workbook(register, output)
    else:
        write_lines = write_csv if chosen is Format.CSV else write_json_lines
        tally = write_lines(register, output, part=register.wanted.parts[0])
    return tally.lines


def verify() -> None:
    """Check the journal's hash chain, entry by entry."""
    with working() as (_, database), snapshot(database) as connection:
        flaw = journal.first_flaw(connection)
        head = journal.head_of(connection)
    if flaw is not None:
        warn(f"The journal is broken at entry {flaw.seq}: {flaw.reason}.")
        raise typer.Exit(1)
    say(f"The journal is whole: {counted(head.seq, 'entry', 'entries')}, last hash {head.hash}.")


def _format_of(output: Path) -> Format:
    suffix = output.suffix.lower().lstrip(".")
    return Format(suffix) if suffix in set(Format) else Format.XLSX
