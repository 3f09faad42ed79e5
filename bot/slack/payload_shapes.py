"""The shapes of what Slack sends, as far as Vigie reads it; other fields may hold anything."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    ModelWrapValidatorHandler,
    StringConstraints,
    TypeAdapter,
    model_validator,
)

LAST_INSTANT = 9_999_999_999
"""Slack's date and time picker takes ten figures: up to the year 2286."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""A name made by Slack or Vigie: no NUL, no half of a UTF-16 pair."""
Written = InstanceOf[str]
"""People's words, which are cleaned where they are read: JSON lets through half a character."""
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00]+$")]


class Shape(BaseModel):
    """Nothing is made into something else: a number is no text."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True, defer_build=True)

    @property
    def person(self) -> str:
        """Who did it; empty where nobody did."""
        return ""


class Whole(Shape):
    """Keeps what came as it came too: more of it is read, by readers that take anything."""

    _whole: Mapping[str, Any]

    @property
    def whole(self) -> Mapping[str, Any]:
        return self._whole

    @model_validator(mode="wrap")
    @classmethod
    def _keep(cls, came: Any, shaped: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401  # anything may come
        kept = shaped(came)
        kept._whole = came  # noqa: SLF001  # its own
        return kept


class Someone(Shape):
    id: Id


class Option(Shape):
    value: Written


class File(Shape):
    id: Id
    name: Written | None = None
    url_private: Name | None = None
    url_private_download: Name | None = None
    size: Annotated[int, Field(ge=0)] | None = None


def _iso(parse: Callable[[str], date | time]) -> Callable[[object], date | time]:
    """Reads a text alone, as ISO 8601 writes it. Raises ValueError."""

    def read(came: object) -> date | time:
        if not isinstance(came, str):
            raise ValueError("no text")  # noqa: TRY004  # pydantic lets a TypeError through
        return parse(came)

    return read


class Answer(Shape):
    """The state of a form's element; which of these is set depends on its type."""

    value: Written | None = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_date_time: Annotated[int, Field(ge=0, le=LAST_INSTANT)] | None = None
    selected_date: Annotated[date, BeforeValidator(_iso(date.fromisoformat))] | None = None
    selected_time: Annotated[time, BeforeValidator(_iso(time.fromisoformat))] | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None
    selected_conversation: Id | None = None
    files: list[File] | None = None


class Pressed(Answer):
    """An element that was used."""

    action_id: Name
    action_ts: Name = ""


class NamedBlock(Shape):
    block_id: Name = ""


_NAMED_BLOCKS = TypeAdapter(list[NamedBlock])


def _with_names(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    _NAMED_BLOCKS.validate_python(blocks)
    return blocks


class ViewState(Shape):
    values: dict[Name, dict[Name, Answer]] = {}


class View(Shape):
    """A modal or a Home tab; to show it again, its blocks and buttons are kept as they came."""

    id: Id
    type: Name
    callback_id: Name = ""
    hash: Name
    private_metadata: Name = ""
    blocks: Annotated[list[dict[str, Any]], AfterValidator(_with_names)]
    state: ViewState = ViewState()
    root_view_id: Id | None = None
    previous_view_id: Id | None = None
    title: object = None
    submit: object = None
    close: object = None
    clear_on_close: object = None
    notify_on_close: object = None


class Command(Shape):
    command: Name
    user_id: Id
    trigger_id: Name
    text: Written | None = ""
    response_url: Address

    @property
    def person(self) -> str:
        return self.user_id


class ByMember(Shape):
    """What somebody did with something of Vigie's."""

    user: Someone

    @property
    def person(self) -> str:
        return self.user.id


class GlobalShortcut(ByMember):
    trigger_id: Name
    callback_id: Name


class ShownMessage(Whole):
    """A message that a shortcut was used on; its blocks may hold anything."""

    ts: Name
    text: Written | None = None
    thread_ts: Name | None = None
    files: list[File] | None = None


class Team(Shape):
    id: Id
    domain: Name = ""


class MessageShortcut(GlobalShortcut):
    channel: Someone
    message: ShownMessage
    team: Team
    response_url: Address


class BlockActions(ByMember):
    trigger_id: Name
    actions: Annotated[list[Pressed], Field(min_length=1)]


class PressedInView(BlockActions):
    view: View


class PressedInMessage(BlockActions):
    response_url: Address


class ViewSubmission(ByMember):
    view: View


class Suggestion(ByMember):
    action_id: Name
    value: Written = ""


class Said(Whole):
    """A message within an event: what was said, or what was said before."""

    user: Id | None = None
    ts: Name
    thread_ts: Name | None = None
    text: Written | None = None
    files: list[File] | None = None
    bot_id: object = None


class OwnEvent(Shape):
    """An event that Vigie does not listen to, or one of its own doing."""

    type: Name
    bot_id: Name | None = None


class MessageEvent(Said):
    """Something said, or what became of it: `message` is it as it is now."""

    channel: Id
    channel_type: Name | None = None
    subtype: Name | None = None
    app_id: object = None
    message: Said | None = None
    previous_message: Said | None = None

    @property
    def person(self) -> str:
        return self.user or ""


class HomeEvent(Shape):
    user: Id
    tab: Name = ""
    view: View | None = None

    @property
    def person(self) -> str:
        return self.user


class Profile(Shape):
    display_name: Written | None = None


class Member(Whole):
    id: Id
    name: Written | None = None
    real_name: Written | None = None
    locale: Name | None = None
    tz: Name | None = None
    profile: Profile = Profile()


class MemberEvent(Shape):
    user: Member

    @property
    def person(self) -> str:
        return self.user.id


class Happened(Shape):
    """The envelope of an event."""

    event_id: Name
    event: OwnEvent


class Anything(Shape):
    """Of Slack's handshake Bolt reads one field, which it sends back."""


class Unknown(Shape):
    """No payload looks like this."""

    type: None
