"""Files that somebody adds to a case which is filed already."""

from collections.abc import Sequence
from uuid import UUID

from bot.domain.cases.cases import Case, UploadedFile
from bot.domain.cases.roles import FOLLOWING, may_see, roles_of
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import CaseErasedError, CaseNotFoundError, NotAllowedError
from bot.services.messages.notifications import add_files
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases


def kind_of_case(work: UnitOfWork, case_id: UUID, *, reader: str) -> Kind:
    """What kind of case somebody may add files to. Raises as `add_more_files`."""
    return _followed(work, case_id, by=reader).kind


def add_more_files(
    work: UnitOfWork, case_id: UUID, uploads: Sequence[UploadedFile], *, by: str
) -> None:
    """Have the files kept; those the case has already stay as they are.

    Also once it is settled, as a note may be added then. Raises CaseNotFoundError,
    NotAllowedError to those who do not follow the case, and CaseErasedError.
    """
    _followed(work, case_id, by=by)
    add_files(work, case_id, uploads, by=by)


def _followed(work: UnitOfWork, case_id: UUID, *, by: str) -> Case:
    case = cases.by_id(work.connection, case_id)
    if case is None:
        raise CaseNotFoundError
    follows = may_see(by, case, work.office) and roles_of(by, case, work.office) & FOLLOWING
    if not follows:
        raise NotAllowedError
    if case.erased_at is not None:
        raise CaseErasedError
    return case
