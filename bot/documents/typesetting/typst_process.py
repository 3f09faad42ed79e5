"""Sets documents with Typst: run as a program of its own, so that its memory is given back.

It reads requests on stdin, a line of JSON each, and writes each file to stdout after a line that
says how many bytes it has. It imports nothing of Vigie.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).with_name("typst")
_POLITE = 19
"""How far behind the bot this stands in line for a processor: filing goes first."""


def main() -> None:
    """Answer each request on stdin; a fault of a template ends it with status 1."""
    stand_back()
    fonts = typst.Fonts(include_system_fonts=False)
    for line in sys.stdin:
        made = _set(json.loads(line), fonts)
        sys.stdout.buffer.write(b"%d\n" % len(made))
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()


def _set(request: dict[str, Any], fonts: typst.Fonts) -> bytes:
    compiler = typst.Compiler(
        TEMPLATES / request["template"],
        root=TEMPLATES,
        font_paths=fonts,
        sys_inputs={"document": json.dumps(request["document"])},
    )
    made: bytes | list[bytes] | None = compiler.compile(
        format=request["format"],
        ppi=request["ppi"],
        # ISO 14289-1: tagged, titled, every figure with a text of its own
        pdf_standards="ua-1" if request["format"] == "pdf" else None,
        timestamp=request["timestamp"],
    )
    pages: list[bytes] = made if isinstance(made, list) else [made or b""]
    number: int = request["page"]
    return pages[number]


def stand_back() -> None:
    """Let the bot have the processors first, where the machine has such an order and allows it."""
    if hasattr(os, "nice"):
        with suppress(OSError):  # a service may be forbidden to change its place
            os.nice(_POLITE)


if __name__ == "__main__":
    main()
