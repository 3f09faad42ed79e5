"""The program that sets documents: it is told no secret, and works where it may not be polite."""

import io
import json
import os
from pathlib import Path

import pytest

from bot.documents.typesetting import typesetting, typst_process
from bot.documents.typesetting.pages import Chart, Series

CHART = Chart(
    shape="bars", caption="c", alt="a", labels=("x",), series=(Series(name="n", values=(1,)),)
)  # fmt: skip
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL")


def test_it_is_told_nothing_of_the_environment_but_what_a_program_needs_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "told.py"
    program.write_text(
        "import json, os; input(); told = json.dumps(dict(os.environ)); "
        "print(len(told)); print(told)"
    )
    monkeypatch.setattr(typesetting, "_PROGRAM", program)
    for name in (*SECRETS, "VIGIE_MAIL_PASSWORD"):
        monkeypatch.setenv(name, "xoxb-secret")
    told = set(json.loads(typesetting.set_picture((CHART,), lang="fr")))

    assert told <= {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "LC_CTYPE"}


def test_a_machine_that_lets_nobody_stand_back_has_its_documents_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forbid(_by: int) -> int:
        raise PermissionError

    written = io.BytesIO()
    asked = {
        "template": "picture.typ", "format": "png", "ppi": 40.0, "timestamp": None, "page": 0,
        "document": {"lang": "fr", "charts": []},
    }  # fmt: skip
    monkeypatch.setattr(os, "nice", forbid)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(asked)))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, write_through=True))
    typst_process.main()

    size, _, made = written.getvalue().partition(b"\n")
    assert made.startswith(b"\x89PNG")
    assert len(made) == int(size)
