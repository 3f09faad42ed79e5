"""A school that takes raw requests over HTTP, in a thread of its own, and what became of it."""

import asyncio
import json
import logging
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID, uuid4

import aiohttp
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.demo.sealed_store import make_store
from bot.domain.actions.action_steps import ActionStep
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.confidentiality import SettingsRights
from bot.domain.cases.taxonomy import Kind
from bot.domain.mail.arrivals import MailState
from bot.domain.sealed.reports import SealedDraft, SealedField
from bot.domain.sessions.appreciations import AppreciationOfSession
from bot.domain.steps.lifecycles import Step
from bot.sandbox.building import Options
from bot.sandbox.cast import GENERAL, HELENE, LEA, THOMAS
from bot.sandbox.to_app.http_mode import sign
from bot.sandbox.tokens import SIGNING_SECRET
from bot.sealing.ciphers import new_pair
from bot.sealing.folder import SealedFolder
from bot.sealing.vault import Vault
from bot.services.deadlines.planning import replan
from bot.services.sealed.filing import file_sealed
from bot.services.unit_of_work import Transactions
from bot.ui.mail.mail_card import TAKE_BACK
from bot.ui.school.settings_form import HANDLERS_ID, settings_modal
from bot.ui.sealed.handling import STEP_FORM, step_form
from bot.ui.sealed.thread import CODE_FORM, code_modal
from bot.ui.sessions import appreciations, trainers
from bot.ui.texts.catalogue import FRENCH
from storage.actions import actions
from storage.cases import cases, journal
from storage.database import Database
from storage.reports import risks
from storage.tables import journal as journal_table
from tests.support import raw_payloads
from tests.support.builders import OFFICE
from tests.support.lives import NOW, action, case_in, done_action, ready_for
from tests.support.mails import keep_mails, mail
from tests.support.raw_payloads import RESPONSE_URL, Json, action_of, case_of
from tests.support.risks import quality_risk
from tests.support.school import School, running_school
from tests.support.sessions import SST, appreciation
from tests.support.times import RunningFrom

Answer = TypeVar("Answer")
COMPLAINTS_STAND = {
    Step.RECORD_INFORMATION: Status.WAITING_INFO,
    Step.RECORD_DECISION: Status.SOLUTION_PROPOSED,
    Step.IMPLEMENT: Status.IN_IMPLEMENTATION,
    Step.FOLLOW_UP: Status.FOLLOW_UP,
    Step.REOPEN: Status.CLOSED,
}
INCIDENTS_STAND = {
    Step.TAKE_CHARGE: Status.REPORTED,
    Step.DECIDE_MEASURES: Status.TAKEN_CHARGE,
    Step.INFORM_PARTIES: Status.TAKEN_CHARGE,
    Step.SETTLE_ON_SPOT: Status.TAKEN_CHARGE,
    Step.VALIDATE: Status.MEASURES_DECIDED,
}
"""Where a step can be taken, unless at the very beginning."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back over HTTP."""

    status: int
    body: str


class Besieged:
    """Takes payloads as Slack would bring them, signed; tells what they did."""

    def __init__(self, school: School, loop: asyncio.AbstractEventLoop, logged: list[Any]) -> None:
        self._school = school
        self._loop = loop
        self._logged = logged
        self._heard: set[str] = set()
        self.forms: dict[str, Json] = {}

    @property
    def database(self) -> Database:
        return self._school.database

    @property
    def bolt(self) -> AsyncApp:
        """The app with every listener."""
        return self._school.vigie._bolt

    def send(self, payload: Json) -> Answered:
        """Post a payload, and wait until everything that it set going is done."""
        return self.wait_for(self._send(payload))

    def wait_for(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def open_forms(self) -> None:
        """Press everything once, and keep the forms that this opens."""
        for pressed in raw_payloads.presses().values():
            self.send(pressed)
        self.forms = {view["callback_id"]: view for view in self._shown()}
        # nobody of this school handles confidential cases without leading it
        rights = SettingsRights(choices=False, handlers=True)
        self.forms[trainers.CALLBACK_ID] = trainers.trainers_form({"moreau yann": "Y"}, FRENCH)
        told = AppreciationOfSession(appreciation=appreciation(), session=SST, taken_at=NOW)
        self.forms[appreciations.NEITHER] = appreciations.reason_form(told, FRENCH)
        # these two take the place of a modal that is open
        self.forms[CODE_FORM] = code_modal(FRENCH, submission_id=uuid4())
        self.forms[STEP_FORM] = step_form(case_of("sealed"), FRENCH, form=uuid4())
        self.forms[HANDLERS_ID] = settings_modal(FRENCH, office=OFFICE, rights=rights)

    @property
    def seq(self) -> int:
        """The number of what last went between Slack and the bot."""
        return self._school.sandbox.world.inspector.seq

    def opened(self, *, since: int) -> list[str]:
        """The callback ids of the modals that were opened after this."""
        return [str(view["callback_id"]) for view in self._shown(since)]

    def _shown(self, since: int = 0) -> Iterator[Json]:
        for call in self._school.sandbox.world.inspector.calls:
            if call.seq > since and call.method in {"views.open", "views.push"} and call.ok:
                view = call.arguments["view"]
                yield json.loads(view) if isinstance(view, str) else view

    def errors(self) -> list[str]:
        """What was logged as an error so far."""
        # the audit comes upon the cases that were put here with everything due long ago
        return [str(one) for one in self._logged if _is_error(one) and _AUDITED not in str(one)]

    def newly_said(self) -> str:
        """What people and Slack were told since this was last asked."""
        world = self._school.sandbox.world
        told = {f"call {call.seq}": call.arguments for call in world.inspector.calls}
        for conversation in world.workspace.conversations.values():
            for one in conversation.messages.values():
                told[f"{one.channel} {one.ts}"] = {"text": one.text, "blocks": one.blocks}
        news = [told[key] for key in told.keys() - self._heard]
        self._heard |= told.keys()
        return json.dumps(news, default=str, ensure_ascii=False)

    def refused(self) -> list[Any]:
        """What Slack would not have taken."""
        return list(self._school.sandbox.world.inspector.refused)

    def written_by(self, person: str) -> list[str]:
        """The events that somebody left in the journal."""
        theirs = journal_table.c.actor == person
        query = select(journal_table.c.event).where(theirs).order_by(journal_table.c.seq)
        with self.database.reading() as connection:
            return list(connection.execute(query).scalars())

    def case(self, case_id: UUID) -> Case | None:
        """A case as the register has it."""
        with self.database.reading() as connection:
            return cases.by_id(connection, case_id)

    def flaw(self) -> journal.Flaw | None:
        """The first entry of the journal that does not hold."""
        with self.database.reading() as connection:
            return journal.first_flaw(connection)

    async def _send(self, payload: Json) -> Answered:
        content_type, body = encoded(self._addressed(payload))
        timestamp = int(SystemClock().now().timestamp())
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(SIGNING_SECRET, timestamp=timestamp, body=body),
        }
        url = f"http://127.0.0.1:{self._school.vigie.http_port}/slack/events"
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=body, headers=headers) as answer,
        ):
            answered = Answered(answer.status, await answer.text())
        while under_way := set(self.bolt.listener_runner._under_way):  # type: ignore[attr-defined]
            await asyncio.wait(under_way)
        return answered

    def _addressed(self, payload: Json) -> Json:
        """With a trigger and an address for answers that Slack would still take."""
        world = self._school.sandbox.world
        fresh: Json = {}
        if payload.get("trigger_id") == "1.2.a":
            fresh["trigger_id"] = world.triggers.issue(HELENE)
        if payload.get("response_url") == RESPONSE_URL:
            token = world.response_urls.issue(HELENE, GENERAL, message_ts=None)
            fresh["response_url"] = f"{world.base_url}/response/{token}"
        return payload | fresh


def encoded(payload: Json) -> tuple[str, bytes]:
    """The body that Slack posts, and its content type."""
    if payload.get("type") == "event_callback":
        return "application/json", json.dumps(payload).encode()
    if "command" in payload:
        form = urlencode(payload, errors="surrogatepass")
    else:
        form = urlencode({"payload": json.dumps(payload)})
    return "application/x-www-form-urlencoded", form.encode()


def _is_error(logged: Any) -> bool:
    if isinstance(logged, logging.LogRecord):
        return logged.levelno >= logging.ERROR
    return str(logged["log_level"]) in {"error", "critical"}


_AUDITED = "open cases without a reminder"
HIDDEN = "propos déplacés d'un collègue"
"""What the confidential case is about."""


class _Numbered(Vault):
    """Gives its only report the id that the payloads name."""

    def id_of(self, _submission: str) -> UUID:
        return case_of("sealed")


def keep_sealed(school: School, keys: Path) -> None:
    """A sealed store whose first handler leads quality, with a report in it."""
    make_store(keys, school.sandbox)
    transactions = Transactions(database=school.database, defaults=OFFICE, now=NOW)
    draft = SealedDraft(submission=str(uuid4()), told={SealedField.WHAT: HIDDEN})
    file_sealed(transactions, _Numbered(SealedFolder(keys)), draft, author=new_pair().public)


def keep_everything(database: Database) -> None:
    """A case for each step of each kind that can be taken, and an action for each of its own."""
    for number, step in enumerate(Step, start=920):
        case = _ready(step)
        _keep(database, replace(case, id=case_of(step), ref=f"{case.ref[:9]}{number:04d}"))
    hidden = case_in(Status.RECEIVED, Kind.COMPLAINT, confidential=True, description=HIDDEN)
    _keep(database, replace(hidden, id=case_of("hidden"), ref="REC-2026-0990", recorded_by=HELENE))
    original = case_in(Status.REPORTED, Kind.INCIDENT)
    _keep(database, replace(original, id=case_of("original"), ref="INC-2026-0901"))
    for pressed in raw_payloads.MAIL_BUTTONS:
        aside = MailState.SET_ASIDE if pressed == TAKE_BACK else MailState.NEW
        keep_mails(database, mail(id=raw_payloads.mail_of(pressed), state=aside))
    with database.writing() as connection:
        risks.add(connection, quality_risk(id=case_of("risk"), ref="RSQ-2025-0001"))
        for number, wanted in enumerate(ActionStep, start=901):
            is_done = wanted in {ActionStep.CHECK_EFFECT, ActionStep.REOPEN}
            build = done_action if is_done else action
            kept = build(id=action_of(wanted), ref=f"ACT-2026-{number:04d}", owner=THOMAS)
            actions.add(connection, replace(kept, case_id=case_of(Step.QUALIFY)))


def _keep(database: Database, case: Case) -> None:
    with Transactions(database=database, defaults=OFFICE, now=NOW).writing() as work:
        cases.add(work.connection, case, submission_id=uuid4(), policy_version="test")
        replan(work, case)


def _ready(step: Step) -> Case:
    if step is Step.CLOSE:
        closed = case_in(Status.CLOSED, Kind.COMPLAINT)
        case = replace(closed, status=Status.FOLLOW_UP, closed_at=None, closed_by=None)
    elif step in INCIDENTS_STAND:
        case = case_in(INCIDENTS_STAND[step], Kind.INCIDENT)
    else:
        case = case_in(COMPLAINTS_STAND.get(step, Status.RECEIVED), Kind.COMPLAINT)
    owner = None if step is Step.TAKE_CHARGE else THOMAS
    return ready_for(step, replace(case, recorded_by=LEA, owner=owner))


@contextmanager
def besieged_school(folder: Path) -> Iterator[Besieged]:
    """A school on SQLite with something of every kind in it, in HTTP mode."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    records = _Records()
    root = logging.getLogger()
    root.addHandler(records)
    try:
        with capture_logs() as events:
            records.kept = events
            running = running_school(
                folder,
                options=Options(
                    request_url="http://127.0.0.1:9/",
                    ack_timeout=20,
                    trigger_lifetime=20,
                ),
                base=RunningFrom(NOW),
                slack_app_token=SecretStr(""),
                slack_signing_secret=SecretStr(SIGNING_SECRET),
                sealed_folder=folder / "keys",
            )
            school = asyncio.run_coroutine_threadsafe(running.__aenter__(), loop).result(60)
            try:
                keep_everything(school.database)
                keep_sealed(school, folder / "keys")
                yield Besieged(school, loop, events)
            finally:
                leaving = running.__aexit__(None, None, None)
                asyncio.run_coroutine_threadsafe(leaving, loop).result(60)
    finally:
        root.removeHandler(records)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class _Records(logging.Handler):
    """Keeps what libraries log beside what Vigie logs itself."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Any] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(record)
