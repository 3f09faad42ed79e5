"""`vigie export` and `evidence`: register and proofs into files."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import check_ending, say, texts_of, warn, watching, working
from bot.commands.proving import note_anchored
from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.evidence import write_evidence
from bot.documents.register.flat_files import write_csv, write_json_lines
from bot.documents.register.workbook import write_workbook
from bot.documents.typesetting.output import replacing
from bot.domain.cases.journal_entries import VIGIE
from bot.services.cases.showing import note_fault
from bot.services.register.register_lines import Part, RegisterQuery
from bot.services.register.registers import Register, export
from bot.services.school.policy_texts import policies_between


class Format(StrEnum):
    """The formats of the register."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON_LINES = "jsonl"


Output = Annotated[Path, typer.Option("--output", "-o")]


def export_register(
    output: Output,
    first_day: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"]),
    ] = None,
    last_day: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"])] = None,
    kind: Annotated[Part | None, typer.Option()] = None,
    format_: Annotated[Format | None, typer.Option("--format")] = None,
    *,
    names: Annotated[bool, typer.Option("--names")] = False,
) -> None:
    """Write the register: a workbook, or one part as CSV or JSON Lines.

    Without --names people appear as labels. Confidential cases show reference and dates only.
    """
    chosen = format_ or _format_of(output)
    check_ending(output, f".{chosen}")
    if chosen is not Format.XLSX and kind is None:
        raise typer.BadParameter("CSV and JSON Lines take one kind", param_hint="--kind")
    with working() as (_, transactions), watching("export") as watch:
        wanted = RegisterQuery(
            parts=tuple(Part) if kind is None else (kind,),
            first_day=first_day and first_day.date(),
            last_day=last_day and last_day.date(),
            with_names=names,
        )
        with replacing(output) as partial, export(transactions, wanted, watch=watch) as register:
            count = write(register, partial, chosen)
        says = texts_of(transactions)
    say(says.written.format(file=output, what=says.lines.say(count)))


def write(register: Register, output: Path, chosen: Format) -> int:
    """Write the register in a format; returns how many lines it has."""
    if chosen is Format.XLSX:
        tally = write_workbook(register, output)
    else:
        write_lines = write_csv if chosen is Format.CSV else write_json_lines
        tally = write_lines(register, output, part=register.wanted.parts[0])
    return tally.lines


def _format_of(output: Path) -> Format:
    suffix = output.suffix.lower().lstrip(".")
    return Format(suffix) if suffix in set(Format) else Format.XLSX


def write_pack(
    first_day: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"])],
    last_day: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"])],
    output: Annotated[Path, typer.Option("--output", "-o")],
    policy: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False),
    ] = None,
    *,
    names: Annotated[bool, typer.Option("--names")] = False,
) -> None:
    """Write the evidence pack: register, histories, letters, policy, index by indicator.

    It ends with status 1 when a document could not be made, and the pack lacks it.
    """
    check_ending(output, ".zip")
    with working() as (settings, transactions), watching("evidence") as watch:
        wanted = RegisterQuery(
            first_day=first_day.date(), last_day=last_day.date(), with_names=names
        )
        with (
            replacing(output) as partial,
            export(transactions, wanted, event="evidence_exported", watch=watch) as register,
        ):
            days = wanted.first_day, wanted.last_day
            pack = write_evidence(
                register,
                partial,
                kept=KeptFiles(settings.files_folder),
                policies=transactions.read(policies_between, *days),
                policy_file=policy,
            )
        for one in pack.faults:
            transactions.write(note_fault, one.file, one.fault, reader=VIGIE)
        note_anchored(settings, transactions)
        says = texts_of(transactions)
    held = says.pack.format(cases=says.cases.say(pack.cases), files=says.files.say(pack.files))
    say(says.written.format(file=output, what=held))
    if pack.flaw is not None:
        warn(says.pack_of_broken.format(entry=pack.flaw.seq))
    if pack.missing:
        warn(says.pack_lacks.format(missing=", ".join(pack.missing)))
        raise typer.Exit(1)
