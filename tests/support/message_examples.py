"""A school with all that the examples of messages are about, and each message as it is sent."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from bot.delivery.kept_files import KeptFiles
from bot.domain.cases.cases import Status
from bot.domain.cases.letters import LetterKind
from bot.domain.cases.taxonomy import Kind as CaseKind
from bot.domain.cases.taxonomy import Means
from bot.domain.messages.cases import CardMessage
from bot.domain.messages.message import Message
from bot.domain.messages.reports import ReviewMessage, SummaryMessage
from bot.domain.school.office import Locale, Person
from bot.domain.steps.lifecycles import Step
from bot.messages import kind as examples
from bot.messages.kind import Rendered
from bot.messages.rendering import KINDS, Renderer
from bot.services.deadlines.planning import replan
from bot.slack.directory import Directory
from bot.workers import Workers
from storage.actions import actions
from storage.cases import journal
from storage.cases.journal import EntryDraft
from storage.database import Database
from storage.messages import claims, outbox
from storage.messages.claims import Claimed, Lane
from storage.messages.payloads import stored_payload
from storage.reports import editions, risks
from storage.reports import editions as review_notes
from storage.school import people
from storage.sessions import appreciations, sessions
from storage.tables import files
from tests.support.builders import OFFICE, opened
from tests.support.casework import keep
from tests.support.lives import action, case_in
from tests.support.mails import keep_mails, mail
from tests.support.reports import PRESENT, SEPTEMBER, figures, report, tallies
from tests.support.reviews import review
from tests.support.risks import TRAINERS, quality_risk
from tests.support.sessions import SST, appreciation

ELSEWHERE = Person(id="U0AILLEURS", name="Ailleurs", zone="Pacific/Noumea")
SCHOOL = replace(OFFICE, quality_managers=(examples.MANAGER,))
NOW = examples.AT + timedelta(minutes=1)
PHOTO = b"\x89PNG\r\n\x1a\n"


def render(
    message: Message,
    locale: Locale,
    school: Database,
    folder: Path,
    *,
    is_posted: bool = False,
    now: datetime = NOW,
) -> Rendered | None:
    """The message as it is sent in a school of this language."""
    kept = KeptFiles(folder)
    kept.keep(PHOTO)
    renderer = Renderer(
        database=school,
        directory=Directory(school, Workers(1)),
        folder=folder,
        kept=kept,
        defaults=replace(SCHOOL, locale=locale),
    )
    row = row_of(message)
    if is_posted:
        row = replace(row, channel=SCHOOL.quality_channel, ts="1794588600.000300")
    return renderer.render(row, now=now)


def row_of(message: Message) -> Claimed:
    """Its row of the outbox, in hand for the first time, unless it is only said where it stands."""
    stands = getattr(KINDS[message.kind], "place", None) is examples.where_it_stands
    return Claimed(
        id=uuid4(),
        key=message.key,
        kind=message.kind,
        case_id=message.case_id,
        recipient=message.recipient,
        details=stored_payload(message),
        version=1,
        created_at=examples.AT,
        attempts=1,
        lease=uuid4(),
        in_doubt=False,
        channel=SCHOOL.quality_channel if stands else None,
        ts="1794588600.000200" if stands else None,
        slack_file=None,
    )


def told_by_post(body: str) -> dict[str, Any]:
    """An acknowledgement that was put in the post, as the journal tells of it."""
    letter = {"kind": LetterKind.ACKNOWLEDGEMENT, "subject": "Accusé de réception", "body": body}
    return {"letter": letter, "at": examples.AT.isoformat(), "means": Means.POST}


def fill(database: Database) -> None:
    case = case_in(Status.RECEIVED, CaseKind.COMPLAINT)
    about: dict[str, Any] = {
        "id": examples.CASE,
        "owner": examples.PERSON,
        "recorded_by": examples.PERSON,
        "solution_due_at": examples.DUE_AT,
        "current_due_at": examples.DUE_AT,
    }
    case = keep(database, replace(case, **about))
    reported = case_in(Status.REPORTED, CaseKind.INCIDENT)
    keep(database, replace(reported, id=examples.INCIDENT, ref="INC-2026-0999"))
    with database.writing() as connection:
        actions.add(connection, action(id=examples.ACTION, owner=examples.PERSON))
        old = examples.AT - timedelta(days=400)
        risks.add(connection, quality_risk(id=examples.RISK, topic=TRAINERS, looked_at=old))
        people.remember(connection, [ELSEWHERE])
        noted = {"event": Step.ADD_NOTE, "at": examples.AT, "details": {"text": "J'ai rappelé."}}
        note = EntryDraft(case_id=case.id, actor=examples.MANAGER, **noted)  # type: ignore[arg-type]
        told = told_by_post("Bonjour,\n\nNous l'avons reçue.\n\nBien cordialement,\nHélène Vidal")
        sent = {"event": Step.ACKNOWLEDGE, "at": examples.AT, "details": {"told": told}}
        letter = EntryDraft(case_id=case.id, actor=examples.MANAGER, **sent)  # type: ignore[arg-type]
        journal.append_all(connection, [note, letter])
        refused = {"id": examples.FILE, "case_id": case.id, "slack_id": "F1", "name": "note.exe"}
        connection.execute(
            insert(files).values(refused | {"url": "", "size": 1, "refused": "type_not_accepted"})
        )
        photo = {"id": examples.KEPT_FILE, "case_id": case.id, "slack_id": "F2", "name": "a.png"}
        known = {"media_type": "image/png", "sha256": hashlib.sha256(PHOTO).hexdigest()}
        connection.execute(insert(files).values(photo | known | {"url": "", "size": len(PHOTO)}))
        editions.freeze(connection, report())
        for edition, tally in ((2, SEPTEMBER), (3, PRESENT)):
            whole = figures(is_whole=True, tallies=tallies(tally))
            editions.freeze(connection, report(edition=edition, figures=whole))
        drawn = review()
        review_notes.begin(
            connection, drawn.figures.semester, drawn.notes, by="vigie", at=examples.AT
        )
        editions.freeze(connection, drawn)
        picture = {"id": examples.PICTURE, "case_id": examples.INCIDENT, "slack_id": "F3"}
        about_it = picture | known | {"name": "b.png", "url": "", "size": len(PHOTO)}
        connection.execute(insert(files).values(about_it))
        for message in (
            CardMessage(case_id=examples.CASE),
            CardMessage(case_id=examples.INCIDENT),
            SummaryMessage(period=examples.MONTH, edition=1),
            ReviewMessage(period=examples.SEMESTER),
        ):
            outbox.enqueue(connection, message, at=examples.AT)
        for row in claims.claim(connection, Lane.CHANNEL, now=examples.AT, limit=10):
            claims.record_delivered(connection, row, channel="C0QUALITE", ts="1794588600.000100")
    with database.writing() as connection:
        sessions.save(connection, [SST], source="sessions.csv", at=examples.AT)
        appreciations.add(connection, [appreciation()], source="a.csv", at=examples.AT)
    keep_mails(database, mail(id=examples.MAIL, case_id=examples.CASE))
    opened(database, now=examples.AT, office=SCHOOL).write(replan, case)
