"""Who sets up no mail pays for none: its libraries are loaded where it is set up only."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIBRARIES = ("aiosmtplib", "aiosmtpd", "imap_tools", "imaplib", "selectolax", "smtplib")


def test_no_library_of_mail_is_loaded_by_the_application_itself() -> None:
    named = f"sorted(set({LIBRARIES!r}) & set(sys.modules))"
    modules = "bot.app, bot.cli, bot.commands.edge, bot.delivery.mailbox_reading, handlers"
    code = f"import sys, {modules}; print({named})"
    done = subprocess.run(
        (sys.executable, "-c", code), cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
