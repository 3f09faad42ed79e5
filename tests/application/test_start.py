"""What a start does not load: each costs memory and time in a school that has no use for it."""

import subprocess
import sys
from pathlib import Path

from storage import schema
from storage.database import Database

ROOT = Path(__file__).parents[2]
LEFT_OUT = {
    "mail, where none is set up": {
        *("aiosmtplib", "aiosmtpd", "imap_tools", "imaplib", "selectolax", "smtplib"),
    },
    "the sandbox": {"bot.demo", "bot.sandbox", "yaml"},
    "a schema that is current": {"alembic", "mako"},
    "PostgreSQL, on SQLite": {"psycopg", "sqlalchemy.dialects.postgresql"},
    "files, until one comes or is made": {
        *("icalendar", "openpyxl", "puremagic", "typst", "xlsxwriter"),
    },
    "the sealed path, where nothing was sealed": {"pyrage", "tomllib"},
    "colours, and threads of another kind": {"greenlet", "pygments", "rich"},
}
_START = """
import sys
from bot.__main__ import main
sys.argv = ["vigie", "--version"]
try:
    main()
except SystemExit:
    from storage import schema
    from storage.database import Database
    schema.upgrade(Database({url!r}))
    print(*sys.modules)
"""


def test_a_start_on_a_current_database_loads_nothing_that_a_small_school_does_without(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'vigie.db'}"
    schema.upgrade(Database(url))
    said = subprocess.run(
        [sys.executable, "-c", _START.format(url=url)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(said.stdout.split())
    too_much = {what: names & loaded for what, names in LEFT_OUT.items() if names & loaded}

    assert {"bot.app", "handlers", "bot.commands.edge", "sqlalchemy", "structlog"} <= loaded
    assert too_much == {}
