"""`python -m bot` is the `vigie` command."""

from bot.cli import cli

if __name__ == "__main__":
    cli(prog_name="vigie")
