"""Reads what a person put into a form, and remembers what has to be refused."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar

from bot.domain.cases.cases import UploadedFile
from bot.slack.payload_shapes import Answer, File, View
from bot.ui.blocks.escape import with_emojis
from bot.ui.blocks.form_errors import FieldError
from bot.ui.blocks.limits import FILE_BYTES_MAX, FILES_MAX

Choice = TypeVar("Choice", bound=StrEnum)

_COUNT = re.compile("[0-9]{1,9}")
_NONE = Answer()


class Answers:
    """The answers of one submitted view, by block_id, and why some are refused.

    Without a view there are none yet.
    """

    def __init__(self, view: View | None = None) -> None:
        self._values = view.state.values if view else {}
        self.refusals: dict[str, FieldError] = {}

    def refuse(self, block_id: str, refusal: FieldError) -> None:
        """Refuse an answer; the first reason given for a block stays."""
        self.refusals.setdefault(block_id, refusal)

    def has(self, block_id: str) -> bool:
        """Whether the view asked for it at all."""
        return block_id in self._values

    def text(self, block_id: str) -> str:
        """A text as typed, cleaned, be it blank."""
        return clean(with_emojis(self._element(block_id).value or ""))

    def line(self, block_id: str, *, limit: int) -> str | None:
        """A short text without the spaces around it; None when there is none."""
        return self._short(block_id, self.text(block_id), limit=limit)

    def chosen_or_typed(self, block_id: str, *, limit: int) -> str | None:
        """The value of a search, or the short text of an input that stood in its place before."""
        chosen = self._chosen(block_id)
        text = self.text(block_id) if chosen is None else clean(chosen)
        return self._short(block_id, text, limit=limit)

    def written(self, block_id: str) -> str:
        """A text without the spaces around it; a blank one is refused."""
        typed = self.text(block_id).strip()
        if is_blank(typed):
            self.refuse(block_id, FieldError.BLANK)
        return typed

    def maybe(self, block_id: str, choices: type[Choice]) -> Choice | None:
        """The chosen member of a closed set, if any."""
        chosen = self.picked(block_id, [member.value for member in choices])
        return None if chosen is None else choices(chosen)

    def choice(self, block_id: str, choices: type[Choice]) -> Choice | None:
        """The chosen member of a closed set; None is refused."""
        chosen = self.maybe(block_id, choices)
        if chosen is None:
            self.refuse(block_id, FieldError.NOT_CHOSEN)
        return chosen

    def picked(self, block_id: str, values: Collection[str]) -> str | None:
        """The chosen one of some values that are no closed set, if any."""
        chosen = self._chosen(block_id)
        return chosen if chosen in values else None

    def one_of(self, block_id: str, values: Collection[str]) -> str | None:
        """The same; any other choice is refused."""
        chosen = self._chosen(block_id)
        if chosen is not None and chosen not in values:
            self.refuse(block_id, FieldError.NOT_CHOSEN)
        return self.picked(block_id, values)

    def several(self, block_id: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """The chosen members of a closed set, in the set's order."""
        chosen = self.ticked(block_id)
        return tuple(member for member in choices if member in chosen)

    def ticked(self, block_id: str) -> frozenset[str]:
        """The values of the ticked boxes."""
        ticked = self._element(block_id).selected_options or ()
        return frozenset(option.value for option in ticked)

    def instant(self, block_id: str, *, latest: datetime) -> datetime | None:
        """The chosen date and time, in UTC; None, or one after `latest`, is refused."""
        chosen = self.given_moment(block_id)
        if chosen is not None and chosen > latest:
            self.refuse(block_id, FieldError.IN_FUTURE)
        return chosen

    def moment(self, block_id: str) -> datetime | None:
        """The chosen date and time, in UTC, whenever that is."""
        seconds = self._element(block_id).selected_date_time
        return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)

    def given_moment(self, block_id: str) -> datetime | None:
        """The same; None is refused."""
        chosen = self.moment(block_id)
        if chosen is None:
            self.refuse(block_id, FieldError.NOT_CHOSEN)
        return chosen

    def day(self, block_id: str) -> date | None:
        """The chosen day."""
        return self._element(block_id).selected_date

    def given_day(self, block_id: str) -> date | None:
        """The same; None is refused."""
        chosen = self.day(block_id)
        if chosen is None:
            self.refuse(block_id, FieldError.NOT_CHOSEN)
        return chosen

    def count(self, block_id: str) -> int | None:
        """The whole number given; anything else, or one of more than nine figures, is refused."""
        typed = self.text(block_id).strip()
        if typed and not _COUNT.fullmatch(typed):
            self.refuse(block_id, FieldError.NOT_A_COUNT)
            return None
        return int(typed) if typed else None

    def time_of_day(self, block_id: str) -> time | None:
        """The chosen time, without zone."""
        return self._element(block_id).selected_time

    def chosen_person(self, block_id: str) -> str | None:
        """The chosen person's Slack id, if any."""
        return self._element(block_id).selected_user

    def person(self, block_id: str) -> str | None:
        """The same; None is refused."""
        chosen = self.chosen_person(block_id)
        if chosen is None:
            self.refuse(block_id, FieldError.NOT_CHOSEN)
        return chosen

    def people(self, block_id: str) -> tuple[str, ...]:
        """The chosen people's Slack ids."""
        return tuple(self._element(block_id).selected_users or ())

    def conversation(self, block_id: str) -> str | None:
        """The chosen conversation's Slack id."""
        return self._element(block_id).selected_conversation

    def files(self, block_id: str) -> tuple[UploadedFile, ...]:
        """The uploaded files; more, or bigger ones, than Slack takes are refused."""
        uploaded = tuple(uploaded_files(self._element(block_id).files or ()))
        if len(uploaded) > FILES_MAX:
            self.refuse(block_id, FieldError.TOO_MANY_FILES)
        if any(file.size > FILE_BYTES_MAX for file in uploaded):
            self.refuse(block_id, FieldError.FILE_TOO_BIG)
        return uploaded

    def _short(self, block_id: str, text: str, *, limit: int) -> str | None:
        short = text.strip()
        if len(short) > limit:
            self.refuse(block_id, FieldError.TOO_LONG)
        return None if is_blank(short) else short

    def _chosen(self, block_id: str) -> str | None:
        option = self._element(block_id).selected_option
        return None if option is None else option.value

    def _element(self, block_id: str) -> Answer:
        return self._values.get(block_id, {}).get(block_id, _NONE)


def clean(typed: str) -> str:
    """The text in NFC, without what a database cannot hold; all else is as typed.

    That is NUL, and halves of a UTF-16 pair, which JSON lets through.
    """
    whole = typed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole.replace("\0", ""))


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen: spaces, controls, zero-width characters."""
    return all(unicodedata.category(character)[0] in "ZC" for character in text)


def uploaded_files(files: Iterable[File]) -> Iterator[UploadedFile]:
    """Files as Slack describes them, in a form or in a message."""
    for file in files:
        yield UploadedFile(
            slack_id=file.id,
            name=clean(file.name or file.id),
            url=file.url_private_download or file.url_private or "",
            size=file.size or 0,
        )
