"""`python -m bot` is the `vigie` command."""

import gc
import os
import sys

OWNER_ONLY = 0o077
"""Files that Vigie writes name people: neither group nor others may read them."""

SWITCH_SECONDS = 0.0001
"""How long a thread at work keeps Python's lock while others wait; usually 5 ms. A filing gives it
up at each of its dozen statements, and beside a tick that thinks out a thousand reminders it waits
that long each time to have it back."""


def main() -> None:
    """Load everything without looking for garbage, of which loading makes next to none."""
    os.umask(OWNER_ONLY)
    gc.disable()
    from bot.cli import cli  # noqa: PLC0415  # after the line above, which spares a tenth of the start

    # what was loaded stays for good: no collection needs to look through it again
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(SWITCH_SECONDS)
    cli(prog_name="vigie")


if __name__ == "__main__":
    main()
