"""Each kind of messages: stored as every release reads it, and rendered in both languages."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from bot.delivery.lanes import SAYS_NOTHING
from bot.domain.messages.actions import ActionNotice
from bot.domain.messages.cases import FileToKeep
from bot.domain.messages.deadlines import MorningDigestMessage
from bot.domain.messages.files import FileToWithdraw
from bot.domain.messages.message import Message
from bot.domain.messages.registry import MESSAGES, kinds_that
from bot.domain.messages.reports import DayOffNotice
from bot.domain.school.office import Locale, Person
from bot.messages import kind as examples
from bot.messages.rendering import KINDS
from bot.sandbox.payload_rules import check_message
from bot.ui.actions.recurrence import OPEN_ACTION, OPEN_RISK
from bot.ui.cases.card import VIEW_CASE
from bot.ui.cases.home import FILE_COMPLAINT, FILE_INCIDENT
from bot.ui.filing.receipt import ADD_FILES, ADD_SESSION
from bot.ui.reports.risk_lines import OPEN_REGISTER
from storage.actions import actions
from storage.database import Database
from storage.messages.payloads import message_from, stored_payload
from storage.school import people
from tests.support.lives import action
from tests.support.message_examples import SCHOOL, fill, render

CASE, ACTION, FILE = str(examples.CASE), str(examples.ACTION), str(examples.FILE)
MAIL, RISK = str(examples.MAIL), str(examples.RISK)
OF_MAIL = f'{{"mail_id": "{MAIL}"}}'
KEPT_FILE, PICTURE = str(examples.KEPT_FILE), str(examples.PICTURE)
STEP = (
    '{"event": "take_charge", "actor": "U0QUALITE", "at": "2026-11-16T08:30:00+00:00", '
    '"facts": {"owner": "U0PILOTE"}}'
)
REMINDER = (
    f'{{"subject": "{CASE}", "rule": "solution-1d", "remind_at": "2026-11-16T08:30:00Z", '
    '"due_at": "2026-11-17T16:50:00Z", "level": "owner", "timing": "before"}'
)
RECURRED = (
    '{"recurred": {"topic": {"category": "trainer", "incident_type": null, "cause_family": null}, '
    f'"case_ids": ["{CASE}"], "remedy": null}}}}'
)
PARTS = '{"parts": ["complaint", "incident", "action"]'
OF_MONTH = '{"period": "2026-10", "edition": 1}'
FILE_OF_MONTH = '{"period": "2026-10", "edition": 1, "of": "summary:2026-10:1"}'
OF_NOBODY_ELSE = '"unreached": [], "after_outage": false'
OWN_KEY = ""
"""Each message of the kind is its own."""
LETTER = (
    f'{{"letter_id": "{FILE}", "letter": "acknowledgement", "state": "unknown", '
    '"is_untaken": false}'
)
STORED = {
    "appreciations": (OWN_KEY, '{"is_recall": false}'),
    "letter_notice": (
        OWN_KEY,
        LETTER,
    ),
    "card": (f"card:{CASE}", None),
    "step_line": (OWN_KEY, STEP),
    "reporter_news": (OWN_KEY, STEP),
    "receipt": (f"receipt:{CASE}:U0PILOTE", None),
    "incident_notice": (f"incident_notice:{CASE}:U0QUALITE", None),
    "owner_notice": (OWN_KEY, None),
    "owner_left": (OWN_KEY, '{"owner": "U0PILOTE"}'),
    "handler_notice": (OWN_KEY, None),
    "notes": (f"notes:{CASE}:U0PILOTE:20261116T0830", '{"since": "2026-11-16T08:30:00+00:00"}'),
    "access_ended": (OWN_KEY, None),
    "note_refused": (f"note_refused:{CASE}:U0PILOTE", None),
    "files_refused": (f"files_refused:{FILE}", f'{{"files": ["{FILE}"]}}'),
    "action_notice": (OWN_KEY, f'{{"action_id": "{ACTION}"}}'),
    "action_owner_left": (OWN_KEY, f'{{"action_id": "{ACTION}", "left": "U0PARTI"}}'),
    "recurrence": (
        "recurrence:c:trainer::20261116083000:U0QUALITE",
        RECURRED,
    ),
    "reminder": (
        f"reminder:{CASE}:solution-1d:20261117T165000:U0PILOTE",
        f'{{"reminders": [{REMINDER}], "unreached": [], "after_outage": false}}',
    ),
    "round_up": (
        "round_up:U0PILOTE:20261116T083000000000",
        f'{{"reminders": [{REMINDER}], "unreached": [], "after_outage": true}}',
    ),
    "morning_digest": (
        "morning_digest:U0PILOTE:20261116T080000000000",
        f'{{"reminders": [{REMINDER}], {OF_NOBODY_ELSE}, "about": "U0PILOTE"}}',
    ),
    "weekly_digest": ("weekly_digest:20261116", '{"about": null}'),
    "audit": ("audit:2026-11-16:U0QUALITE", '{"refs": ["REC-2026-0007"], "count": 1}'),
    "summary": ("summary:2026-10:1", OF_MONTH),
    "summary_revised": (
        "summary_revised:2026-10:3",
        OF_MONTH.replace("1}", '3, "beneath": 1, ') + '"told_in": "2026-10", '
        '"told_edition": 2, "refs": []}',
    ),
    "meeting_questions": ("meeting_questions:2026-10:1", OF_MONTH),
    "meeting_line": (
        OWN_KEY,
        f'{{"period": "2026-10", "edition": 1, "action_id": "{ACTION}"}}',
    ),
    "meeting_day_off": (
        "meeting_day_off:2026-12-01T08:00:00+00:00:U0QUALITE",
        '{"starts_at": "2026-12-01T08:00:00+00:00"}',
    ),
    "activity_request": ("activity_request:2026-10:U0QUALITE", '{"period": "2026-10"}'),
    "risks_aged": ("risks_aged:20261116083000:U0QUALITE", f'{{"risk_ids": ["{RISK}"]}}'),
    "review": ("review:2026-S1", '{"period": "2026-S1"}'),
    "summary_pdf": ("summary_pdf:2026-10:1", FILE_OF_MONTH),
    "summary_workbook": ("summary_workbook:2026-10:1", FILE_OF_MONTH),
    "summary_picture": ("summary_picture:2026-10:1", FILE_OF_MONTH),
    "review_pdf": (
        "review_pdf:2026-S1:1",
        '{"period": "2026-S1", "edition": 1, "of": "review:2026-S1"}',
    ),
    "register": (
        "register:request",
        f'{PARTS}, "first_day": null, "last_day": null, "with_names": false}}',
    ),
    "evidence": (
        "evidence:request",
        f'{PARTS}, "first_day": "2026-01-01", "last_day": "2026-06-30", "with_names": true}}',
    ),
    "handlers_changed": (
        OWN_KEY,
        '{"actor": "U0PILOTE", "before": [], "after": ["U0QUALITE"]}',
    ),
    "substitution": (
        OWN_KEY,
        (
            '{"news": "begun", "absent": "U0QUALITE", "substitute": "U0PILOTE", '
            '"begins_on": "2026-11-16", "ends_on": "2026-11-20"}'
        ),
    ),
    "trouble": (
        "trouble:card:is_archived:2026-11-16:U0QUALITE",
        '{"kind": "card", "error": "is_archived"}',
    ),
    "alarm": (
        "alarm:clock:vigie-1:20261116T083000000000",
        '{"alarm": "clock_ahead", "seconds": 120}',
    ),
    "note_answer": (
        "note_answer:U0PILOTE:1794588600.000100:kept:29840000",
        '{"thread_ts": "1794588600.000100", "is_kept": true, "files": 2}',
    ),
    "picture_in_thread": (f"picture_in_thread:{PICTURE}", f'{{"file_id": "{PICTURE}"}}'),
    "file_shown": (
        f"file_shown:{KEPT_FILE}:U0QUALITE:request",
        f'{{"file_id": "{KEPT_FILE}"}}',
    ),
    "letter_on_paper": ("letter_on_paper:2:U0QUALITE:request", '{"seq": 2}'),
    "moved": ("moved:C0AVANT:1794588600.000100", f'{{"of": "card:{CASE}"}}'),
    "mail_card": (f"mail_card:{MAIL}", OF_MAIL),
    "mail_line": (f"mail_line:{MAIL}", OF_MAIL),
    "mail_recall": (
        f"mail_recall:{MAIL}:first:U0QUALITE",
        f'{{"mail_id": "{MAIL}", "is_last": false}}',
    ),
    "folded_mails": ("folded_mails:2026-11-16", '{"day": "2026-11-16", "count": 4}'),
    "direct_answer": ("direct_answer:U0PILOTE:2984000", '{"thread_ts": "1794588600.000100"}'),
}
"""The key and the payload of each kind's example, as the outbox has kept them ever since."""
SERVES_AT_ANY_TIME = {
    *(VIEW_CASE, FILE_INCIDENT, FILE_COMPLAINT, OPEN_ACTION),
    *(ADD_FILES, ADD_SESSION, OPEN_RISK, OPEN_REGISTER),
}
"""Buttons that ask for nothing: a case to be read, a form to be opened."""
EXAMPLES = [pytest.param(one.example, id=kind) for kind, one in KINDS.items()]


def test_every_message_to_slack_has_a_rendering_and_an_example() -> None:
    of_mail = kinds_that(lambda one: one.leaves_by_mail)

    assert KINDS.keys() == MESSAGES.keys() - {*SAYS_NOTHING, *of_mail}


@pytest.mark.parametrize("message", EXAMPLES)
def test_its_example_is_stored_as_ever_and_read_back(message: Message) -> None:
    key, payload = STORED[message.kind]
    own = f"{message.kind}:{message.once}"
    stored = stored_payload(message)
    read = message_from(
        message.kind, payload=stored, case_id=message.case_id, recipient=message.recipient
    )

    assert message.key == (key or own)
    assert stored == (payload and json.loads(payload))
    assert json.dumps(stored) == (payload or "null")
    assert read == message


def test_a_file_to_keep_is_read_with_and_without_who_sent_it() -> None:
    wanted = FileToKeep(file_id=examples.FILE, by="U0PILOTE", together=(examples.FILE,))
    older = message_from("keep_file", payload={"file_id": FILE})

    assert wanted.key == f"keep_file:{FILE}"
    assert stored_payload(wanted) == {"file_id": FILE, "by": "U0PILOTE", "together": [FILE]}
    assert older == FileToKeep(file_id=examples.FILE)


def test_a_file_to_withdraw_is_named_by_slack_s_id() -> None:
    wanted = FileToWithdraw(file_id=examples.FILE, slack_file="F0MONTREE")

    assert wanted.key == "withdraw_file:F0MONTREE"
    assert stored_payload(wanted) == {"file_id": FILE, "slack_file": "F0MONTREE"}


def test_a_digest_of_an_older_release_is_read_with_whom_it_is_about() -> None:
    older = message_from("morning_digest", payload={"about": "U0PILOTE"}, recipient="U0QUALITE")

    assert older == MorningDigestMessage(recipient="U0QUALITE", about="U0PILOTE")


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("message", EXAMPLES)
def test_its_example_is_rendered_in_both_languages(
    message: Message, locale: Locale, school: Database, tmp_path: Path
) -> None:
    rendered = render(message, locale, school, tmp_path)

    assert rendered is not None
    assert not check_message({"text": rendered.post.text, "blocks": rendered.post.blocks})
    assert "{" not in rendered.post.text
    assert rendered.channel == (message.recipient or SCHOOL.quality_channel)
    assert rendered.upload is None or rendered.upload.path.stat().st_size > 0


@pytest.mark.parametrize("message", EXAMPLES)
def test_what_asks_one_person_to_do_something_says_when_that_is_over(
    message: Message, school: Database, tmp_path: Path
) -> None:
    """A new kind with a button has to say so too, or that its button serves at any time."""
    rendered = render(message, Locale.FRENCH, school, tmp_path)
    assert rendered is not None
    rows = (block["elements"] for block in rendered.post.blocks if block["type"] == "actions")
    asks = {one["action_id"] for row in rows for one in row} - SERVES_AT_ANY_TIME

    kind = KINDS[message.kind]
    assert not (asks and message.recipient) or getattr(kind, "is_over", None) is not examples.never


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Martinique", 1),
        ("Europe/Berlin", 0),
        ("Europe/Paris", 0),
        (None, 0),
    ],
)
def test_whose_hours_they_are_is_said_to_who_has_others(
    school: Database, tmp_path: Path, zone: str | None, said: int
) -> None:
    reader = Person(id="U0AILLEURS", name="Ailleurs", zone=zone)
    with school.writing() as connection:
        people.remember(connection, [reader])
    day_off = DayOffNotice(recipient=reader.id, starts_at=examples.MEETING_AT)
    rendered = render(day_off, Locale.FRENCH, school, tmp_path)
    assert rendered is not None

    assert rendered.post.text.count("\nLes heures indiquées sont celles de Paris.") == said


def test_who_pilots_an_action_without_seeing_its_case_has_its_words_and_no_button_to_the_case(
    school: Database, tmp_path: Path
) -> None:
    given = action(
        id=uuid4(),
        ref="ACT-2026-0044",
        owner="U0AUTRE",
        case_id=examples.CASE,
        success_criterion="aucune panne en un mois",
    )
    with school.writing() as connection:
        actions.add(connection, given)
    notice = ActionNotice(case_id=examples.CASE, recipient="U0AUTRE", action_id=given.id)
    rendered = render(notice, Locale.FRENCH, school, tmp_path)
    assert rendered is not None
    row = rendered.post.blocks[-1]["elements"]

    assert [one["action_id"] for one in row] == ["action_complete"]
    assert "mardi 1er décembre" in rendered.post.text
    assert "Contrôler les projecteurs" in rendered.post.text
    assert "aucune panne en un mois" in rendered.post.text


@pytest.fixture(scope="module")
def school(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A school with all that the examples are about; what they stand beneath is in Slack."""
    path = tmp_path_factory.mktemp("school") / "vigie.db"
    shutil.copy(sqlite_template, path)
    with closing(Database(f"sqlite:///{path}")) as database:
        fill(database)
        yield database
