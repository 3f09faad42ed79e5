"""`python -m bot` is the `vigie` command."""

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

OWNER_ONLY = 0o077
"""Files that Vigie writes name people: neither group nor others may read them."""

SWITCH_SECONDS = 0.0001
"""How long a thread at work keeps Python's lock while others wait; usually 5 ms. A filing gives it
up at each of its dozen statements, and beside a tick that thinks out a thousand reminders it waits
that long each time to have it back."""

NEVER_USED = ("greenlet", "rich")
"""What structlog loads because it is there, for colours in tracebacks and threads that nobody here
has: 3 MiB and a tenth of the start. What else needs rich, such as `--help`, loads it then."""

_M_ARENA_MAX = -8
"""The number of a setting, from glibc's <malloc.h>."""


def main() -> None:
    """Load everything without looking for garbage, of which loading makes next to none."""
    os.umask(OWNER_ONLY)
    _share_one_heap()
    gc.disable()
    with _left_out(NEVER_USED):
        import structlog  # noqa: F401, PLC0415  # as it is for all who import it later
    from bot.cli import cli  # noqa: PLC0415  # after `gc.disable`, which spares a tenth of the start

    # what was loaded stays for good: no collection needs to look through it again
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(SWITCH_SECONDS)
    cli(prog_name="vigie")


def _share_one_heap() -> None:
    """Spare 3 MiB: each thread would have a heap that keeps what its busiest moment took.

    Only glibc does that, and only there is it told; threads that take turns do not miss theirs.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


@contextmanager
def _left_out(names: tuple[str, ...]) -> Iterator[None]:
    """Have imports of these fail meanwhile, as where they are not installed."""
    absent = dict.fromkeys(set(names) - sys.modules.keys())
    sys.modules.update(absent)  # type: ignore[arg-type]  # Python's own way to say so is None
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


if __name__ == "__main__":
    main()
