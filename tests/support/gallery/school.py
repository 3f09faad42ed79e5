"""The Home tab, lists, settings, help, forms that file a case, and what is said of trouble."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import ActionOrigin, ActionStatus
from bot.domain.actions.listings import (
    COUNTED_MAX,
    PAGE,
    ActionPlan,
    CaseFilter,
    CaseList,
    Concern,
    Concerned,
    Look,
    PlanLook,
    PlannedAction,
    PlanScope,
    Scope,
    WaitingActions,
)
from bot.domain.cases.cases import Complainant
from bot.domain.cases.confidentiality import SettingsRights
from bot.domain.cases.searching import Found, Hit
from bot.domain.cases.taxonomy import Category, IncidentType, Kind
from bot.domain.errors import (
    ActionNotFoundError,
    CaseErasedError,
    CaseHiddenError,
    CaseNotFoundError,
    NotAllowedError,
    StorageUnavailableError,
    UnreadableError,
)
from bot.domain.messages.school import SubstitutionNews, SubstitutionNotice
from bot.domain.register.policy_texts import KeptPolicy, PoliciesKept, PolicyFile
from bot.domain.reports.meetings import Meeting, MeetingCalendar
from bot.domain.reports.quality_risks import CaseTopic, Recurred
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingExceptions, MeetingStep, Move
from bot.domain.school.office import Mediator, Office, OfficeChoice
from bot.domain.school.substitutes import Substitutions
from bot.messages.school import direct_answer, substitution_post, trouble_notice
from bot.ui.actions.action_plan import plan_modal, waiting_blocks
from bot.ui.actions.recurrence import (
    action_modal_about,
    action_opened,
    already_running,
    recurrence_post,
)
from bot.ui.blocks.blocks import button
from bot.ui.cases.home import Rights, home_view
from bot.ui.cases.lists import found_post, list_post
from bot.ui.filing.brought import Brought, BroughtFile, BroughtMail
from bot.ui.filing.complaint_form import Unconfirmed, ask_confirmation, complaint_modal
from bot.ui.filing.filing_form import concerned_page
from bot.ui.filing.incident_form import incident_modal
from bot.ui.filing.receipt import could_not_save
from bot.ui.filing.short_complaint import ask_violence, short_complaint_modal, telling_violence
from bot.ui.reports.meeting_days import (
    day_off_notice,
    meeting_form,
    meetings_button,
    meetings_modal,
)
from bot.ui.school.help import help_post, setup_notice, short_help
from bot.ui.school.policy_texts import policies_modal, policy_button, policy_form
from bot.ui.school.settings_form import (
    saved_modal,
    settings_modal,
)
from bot.ui.school.substitutes import substitute_form, substitutes_button, substitutes_modal
from bot.ui.steps.refusals import managers_line
from bot.ui.texts.catalogue import Texts
from handlers.errors import sentence_for
from tests.support.builders import CAYENNE, NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint, incident
from tests.support.forms import filled, sent
from tests.support.lives import action, done_action
from tests.support.steps import SUBMISSION
from tests.support.substitutes import LATER, SOON, substitution

MANY = range(1, 4)


def home(texts: Texts) -> Iterator[Any]:
    """Each list of the Home tab: empty, short, long, narrowed, and what was searched."""
    cases = (incident(), complaint(), complaint(confidential=True), complaint(owner=QUALITY))
    for scope in Scope:
        for total in (0, len(cases), 3 * PAGE, COUNTED_MAX + 1):
            for look in (
                Look(scope=scope),
                Look(scope=scope, narrowed=CaseFilter(kind=Kind.COMPLAINT), page=1),
            ):
                listed = case_list(cases[:total], look=look, total=total)
                yield home_view(
                    listed,
                    texts=texts,
                    now=NOW,
                    may=Rights(change_settings=True, export=True, prove=True),
                )
                yield home_view(listed, texts=texts, now=NOW + timedelta(days=90))
                post = list_post(listed, texts=texts, now=NOW)
                yield [post.text, post.blocks]
    hit = Hit(case=cases[0], excerpt="projecteur mort")
    for words, hits, is_cut in (
        ("", (), False),
        ("projecteur", (), False),
        ("projecteur", (hit,), False),
        ("projecteur", (hit, hit), False),
        ("projecteur", (hit,), True),
    ):
        found = Found(words=words, hits=hits, is_cut=is_cut, office=OFFICE)
        yield found_post(found, texts=texts).blocks
        yield home_view(
            case_list(cases, look=Look(words="projecteur")), texts=texts, now=NOW, searched=found
        )


def case_list(cases: Any, *, look: Look, total: int | None = None) -> CaseList:
    return CaseList(
        look=look,
        cases=tuple(
            Concerned(case=case, concern=concern) for case in cases for concern in (*Concern, None)
        )[:PAGE],
        total=len(cases) if total is None else total,
        totals=dict.fromkeys((Scope.MINE, Scope.OVERDUE, Scope.OPEN), total or 0),
        office=OFFICE,
    )


def plans(texts: Texts) -> Iterator[Any]:
    """The action plan and the actions that wait for their reader."""
    actions = [
        action(status=ActionStatus.TO_DO),
        action(period="2026-10", origin=ActionOrigin.DECISION),
        action(origin=ActionOrigin.RECURRENCE, origin_refs=("REC-2026-0007",), reopened_count=2),
        action(origin=ActionOrigin.RECURRENCE, origin_refs=("REC-2026-0007",), reopened_count=1),
        done_action(check_on=date(2026, 12, 1)),
        done_action(
            status=ActionStatus.EFFECTIVE, checked_at=NOW, checked_by=QUALITY, is_effective=True
        ),
    ]
    for scope in PlanScope:
        for now in (NOW, NOW + timedelta(days=60)):
            listed = tuple(
                PlannedAction(action=one, case=None, steps=tuple(ActionStep)) for one in actions
            )
            for found, total in ((listed, 40), ((), 0)):
                plan = ActionPlan(
                    look=PlanLook(scope=scope), actions=found, total=total, office=OFFICE
                )
                yield plan_modal(plan, texts=texts, now=now)
    waiting = WaitingActions(
        actions=tuple(
            PlannedAction(action=one, case=None, steps=tuple(ActionStep), is_lent=is_lent)
            for one in actions
            for is_lent in (False, True)
        ),
        total=30,
    )
    yield waiting_blocks(waiting, texts=texts, zone=OFFICE.zone, now=NOW)


def settings(texts: Texts) -> Iterator[Any]:
    """The settings as each may change them, meetings, help, and what is left to choose."""
    mediator = Mediator(
        name="Médiation Exemple", address="1 rue Haute", website="mediation.example"
    )
    for office in (
        Office(),
        OFFICE,
        replace(OFFICE, mediator=mediator, confidential_handlers=(QUALITY,)),
    ):
        yield settings_modal(texts, office=office, answer_at="https://hooks.slack.com/r")
        yield settings_modal(
            texts, office=office, rights=SettingsRights(choices=True, handlers=False)
        )
    yield saved_modal(texts)
    yield [help_post(texts).blocks, short_help(texts, typed="bonjour").blocks]
    for who in ((), (QUALITY,), tuple(f"U{number}" for number in range(11))):
        yield setup_notice(texts, missing=tuple(OfficeChoice), who=who).blocks
    yield direct_answer(OFFICE, texts, reader=TRAINER).blocks
    yield [
        *managers_line(OFFICE, texts),
        *managers_line(replace(OFFICE, quality_managers=(QUALITY, TRAINER)), texts),
    ]
    third = date(2026, 11, 3)
    moved = MeetingExceptions(
        moved=(Move(planned_on=third, to=datetime.fromisoformat("2026-11-10T09:00")),)
    )
    meetings = (
        Meeting(starts_at=datetime.fromisoformat("2026-11-10T08:00+00:00"), planned_on=third),
        Meeting(
            starts_at=datetime.fromisoformat("2026-11-11T08:00+00:00"),
            planned_on=date(2026, 11, 11),
        ),
        Meeting(starts_at=datetime.fromisoformat("2026-11-17T08:00+00:00"), planned_on=None),
    )
    calendar = MeetingCalendar(
        meetings=meetings,
        cancelled=(date(2026, 12, 1),),
        office=replace(OFFICE, meeting_exceptions=moved),
    )
    yield meetings_modal(calendar, texts, now=NOW)
    yield meetings_modal(MeetingCalendar(meetings=(), cancelled=(), office=OFFICE), texts, now=NOW)
    yield meetings_button(texts)
    yield day_off_notice(meetings[1], office=OFFICE, texts=texts, now=NOW).blocks
    for step, on in ((MeetingStep.MOVE, third), (MeetingStep.ADD, None)):
        yield meeting_form(MeetingChange(step=step, planned_on=on), texts, now=NOW, office=OFFICE)


def substitutes(texts: Texts) -> Iterator[Any]:
    """Who stands in for whom: the list of all and of one's own, the form, what is told."""
    listed = (substitution(QUALITY, TRAINER),)
    for reader, for_all, some in (
        (QUALITY, True, listed),
        (TRAINER, False, listed),
        ("", False, ()),
    ):
        seen = Substitutions(
            listed=some,
            today=SOON,
            reader=reader,
            in_charge=frozenset({QUALITY}),
            for_all=for_all,
        )
        yield substitutes_modal(seen, texts)
        yield substitute_form(seen, texts, submission_id=SUBMISSION)
    yield button(substitutes_button(texts, own=True))
    for news in SubstitutionNews:
        notice = SubstitutionNotice(
            recipient=QUALITY,
            once=news,
            news=news,
            absent=QUALITY,
            substitute=TRAINER,
            begins_on=SOON,
            ends_on=LATER,
        )
        yield substitution_post(notice, texts, today=SOON).blocks


def policies(texts: Texts) -> Iterator[Any]:
    """None, each state of a document, more versions than are shown, and the form."""
    file = PolicyFile(id=SUBMISSION, name="politique.pdf")
    states = (None, file, replace(file, sha256="a"), replace(file, refused="type_not_accepted"))
    versions = tuple(
        KeptPolicy(
            id=uuid4(),
            in_force_on=SOON - timedelta(days=number),
            added_by=QUALITY,
            added_at=NOW,
            text="Sous 48 heures.",
            file=states[number % 4],
        )
        for number in range(22)
    )
    for count in (0, 4, 21, 22):
        yield policies_modal(PoliciesKept(kept=versions[:count], today=SOON), texts)
    yield policy_form(texts, submission_id=SUBMISSION, today=SOON)
    yield policy_button(texts)


def filing(texts: Texts) -> Iterator[Any]:
    """The two forms, empty and with what a message brings, and their second pages."""
    sender = Complainant(name="Mme Exemple", contact="mme@example.org")
    for brought in (
        Brought(text="long " * 9_000, files=(BroughtFile(id="F1", name="photo.jpg"),)),
        Brought(text="courriel", mail=BroughtMail(sender=sender, attachments=1)),
        Brought(text="courriel", mail=BroughtMail(sender=sender, attachments=2)),
    ):
        given: dict[str, Any] = {
            "submission_id": SUBMISSION,
            "text": brought.text,
            "brought": brought,
            "sites": (CAYENNE,),
        }
        yield incident_modal(texts, **given)
        yield complaint_modal(texts, now=NOW, **given)
    short = sent(short_complaint_modal(texts, submission_id=SUBMISSION, now=NOW))
    yield from (telling_violence(short, texts, told=told) for told in (True, False))
    yield ask_violence(short, texts)
    form = complaint_modal(texts, submission_id=SUBMISSION, now=NOW)
    yield ask_confirmation(
        sent(form),
        texts,
        unconfirmed=Unconfirmed(received_at=NOW - timedelta(days=400)),
        zone=OFFICE.zone,
        now=NOW,
    )
    yield concerned_page(filled(form), texts)
    yield could_not_save(filled(form), texts)


def troubles(texts: Texts) -> Iterator[Any]:
    """What could not be sent or done, and why."""
    for kind in (*texts.trouble.kinds, "of_a_newer_release"):
        for error in (*texts.trouble.reasons, "odd_error"):
            post = trouble_notice(texts, kind=kind, error=error)
            yield [post.text, post.blocks]
    failures: tuple[Exception, ...] = (
        StorageUnavailableError(),
        CaseHiddenError(),
        CaseErasedError(),
        NotAllowedError(),
        CaseNotFoundError(),
        ActionNotFoundError(),
        UnreadableError(),
        ValueError(),
    )
    for failure in failures:
        yield sentence_for(failure, texts)


def recurrences(texts: Texts) -> Iterator[Any]:
    """A topic that comes back, and what comes of its button."""
    topics = (
        CaseTopic(category=Category.TRAINER, incident_type=None, cause_family=None),
        CaseTopic(category=None, incident_type=IncidentType.TECHNICAL, cause_family=None),
    )
    for topic in topics:
        for remedy in (None, action()):
            post = recurrence_post(
                Recurred(topic=topic, case_ids=(uuid4(), uuid4(), uuid4())),
                [complaint()],
                remedy,
                office=OFFICE,
                texts=texts,
                now=NOW,
            )
            yield [post.text, post.blocks]
        yield action_modal_about(
            topic, office=OFFICE, texts=texts, now=NOW, submission_id=SUBMISSION
        )
    yield action_opened(action(), texts)
    yield already_running(action(), texts)


AREAS: Mapping[str, Any] = {
    "home": home,
    "plans": plans,
    "settings": settings,
    "substitutes": substitutes,
    "policies": policies,
    "filing": filing,
    "troubles": troubles,
    "recurrences": recurrences,
}
