"""`python -m bot` is the `vigie` command."""

import gc


def main() -> None:
    """Load everything without looking for garbage, of which loading makes next to none."""
    gc.disable()
    from bot.cli import cli  # noqa: PLC0415  # after the line above, which spares a tenth of the start

    # what was loaded stays for good: no collection needs to look through it again
    gc.freeze()
    gc.enable()
    cli(prog_name="vigie")


if __name__ == "__main__":
    main()
