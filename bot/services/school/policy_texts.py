"""The school's complaints policy kept with the day from which it holds; nothing is rewritten."""

from datetime import date

from bot.domain.calendar.wall_time import local_day
from bot.domain.register.policy_texts import (
    KeptPolicy,
    PoliciesKept,
    PolicyDraft,
    PolicyFile,
    in_force_between,
)
from bot.services.messages.notifications import attach
from bot.services.school.offices import refuse_all_but_managers
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.school import policy_texts


def read_policies(work: UnitOfWork, *, reader: str) -> PoliciesKept:
    """Raises NotAllowedError to all but quality managers and who stands in for one."""
    refuse_all_but_managers(work, reader)
    return _kept(work)


def add_policy_text(work: UnitOfWork, draft: PolicyDraft, *, actor: str) -> PoliciesKept:
    """Keep a version, and have its document fetched; sent twice it is one.

    Raises NotAllowedError.
    """
    refuse_all_but_managers(work, actor)
    if draft.submission_id not in {one.id for one in policy_texts.every(work.connection)}:
        _add(work, draft, actor=actor)
    return _kept(work)


def policies_between(
    work: UnitOfWork, first: date | None, last: date | None
) -> tuple[KeptPolicy, ...]:
    """The versions in force in a period of days, the earliest first; None is no bound."""
    kept = policy_texts.every(work.connection)
    return in_force_between(kept, first or date.min, last or date.max)


def _add(work: UnitOfWork, draft: PolicyDraft, *, actor: str) -> None:
    file = None
    if draft.file is not None:
        (file_id,) = attach(work, None, [draft.file], by=actor)
        file = PolicyFile(id=file_id, name=draft.file.name)
    policy = KeptPolicy(
        id=draft.submission_id,
        in_force_on=draft.in_force_on,
        text=draft.text,
        file=file,
        added_by=actor,
        added_at=work.now,
    )
    policy_texts.add(work.connection, policy)
    details = {"policy": str(policy.id), "in_force_on": policy.in_force_on.isoformat()}
    event = "policy_text_added"
    journal.append(work.connection, event, at=work.now, actor=actor, details=details)


def _kept(work: UnitOfWork) -> PoliciesKept:
    today = local_day(work.now, work.office.zone)
    return PoliciesKept(kept=policy_texts.every(work.connection), today=today)
