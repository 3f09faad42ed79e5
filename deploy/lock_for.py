"""The lines of the lock that another Python takes; pip judges by the one that it runs on."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.markers import Marker

_PART = re.compile(
    r"^([A-Za-z0-9._-]+==[^ ;\\]+)(?: ; ([^\\\n]+?))? *\\\n((?: .*\n?)*)", re.MULTILINE
)


def lines_for(lock: str, minor: str) -> Iterator[str]:
    """Each requirement that counts for this Python on Linux, with its hashes and no marker."""
    machine = {
        "python_version": minor,
        "python_full_version": f"{minor}.0",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
    }
    for pinned, marker, hashes in _PART.findall(lock):
        if not marker or Marker(marker).evaluate(machine):
            yield f"{pinned} \\\n{hashes}"


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.writelines(lines_for(text, sys.argv[2]))
