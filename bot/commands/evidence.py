"""`vigie evidence`: the pack for an auditor."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import counted, say, warn, watching, working
from bot.documents.evidence import write_evidence
from bot.services.register_lines import Wanted
from bot.services.registers import export


def write_pack(
    first_day: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of reception.")
    ],
    last_day: Annotated[
        datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of reception.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The archive to write (.zip).")],
    policy: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Your signed policy, put into the pack."),
    ] = None,
    *,
    names: Annotated[
        bool, typer.Option("--names", help="Name people instead of giving them labels.")
    ] = False,
) -> None:
    """Write the evidence pack: register, histories, letters, policy, index by indicator."""
    with working() as (settings, database), watching("evidence") as watch:
        wanted = Wanted(first_day=first_day.date(), last_day=last_day.date(), with_names=names)
        now = SystemClock().now()
        with export(
            database,
            wanted,
            defaults=settings.office,
            now=now,
            event="evidence_exported",
            watch=watch,
        ) as register:
            pack = write_evidence(register, output, policy_file=policy)
    say(f"{output}: {counted(pack.cases, 'case')} in {counted(pack.files, 'file')}.")
    if pack.flaw is not None:
        warn(f"The journal is broken at entry {pack.flaw.seq}; the pack says so.")
