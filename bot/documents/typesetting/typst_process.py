"""Sets one document with Typst: run as a program of its own, so that its memory is given back.

It reads a request as JSON on stdin, writes the file to stdout, and imports nothing of Vigie.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import typst

TEMPLATES = Path(__file__).with_name("typst")
_POLITE = 19
"""How far behind the bot this stands in line for a processor: filing goes first."""


def main() -> None:
    """Answer the request on stdin; a fault of the template ends it with status 1."""
    stand_back()
    request = json.load(sys.stdin)
    compiler = typst.Compiler(
        TEMPLATES / request["template"],
        root=TEMPLATES,
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"document": json.dumps(request["document"])},
    )
    made = compiler.compile(
        format=request["format"],
        ppi=request["ppi"],
        # ISO 14289-1: tagged, titled, every figure with a text of its own
        pdf_standards="ua-1" if request["format"] == "pdf" else None,
        timestamp=request["timestamp"],
    )
    pages = made if isinstance(made, list) else [made or b""]
    sys.stdout.buffer.write(pages[request["page"]])


def stand_back() -> None:
    """Let the bot have the processors first, where the machine has such an order and allows it."""
    if hasattr(os, "nice"):
        with suppress(OSError):  # a service may be forbidden to change its place
            os.nice(_POLITE)


if __name__ == "__main__":
    main()
