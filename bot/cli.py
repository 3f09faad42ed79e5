"""The `vigie` command."""

import typer

cli = typer.Typer(help=__doc__, no_args_is_help=True)


@cli.callback()
def main() -> None:
    """Complaints and incidents of a training provider, filed and handled in Slack."""
