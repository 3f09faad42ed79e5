"""The shapes of what Slack sends, as far as Vigie reads it; other fields may hold anything."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, InstanceOf, StringConstraints

LAST_INSTANT = 9_999_999_999
"""Slack's date and time picker takes ten figures: up to the year 2286."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""What Slack or Vigie made up: no NUL, no half of a UTF-16 pair."""
Written = InstanceOf[str]
"""What people wrote, which is cleaned where it is read: JSON lets through half a character."""
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00]+$")]


class Shape(BaseModel):
    """Nothing is made into something else: a number is no text."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)


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


class Answer(Shape):
    """What a form's element holds; which of these depends on its type."""

    value: Written | None = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_date_time: Annotated[int, Field(ge=0, le=LAST_INSTANT)] | None = None
    selected_date: Annotated[Name, AfterValidator(date.fromisoformat)] | None = None
    selected_time: Annotated[Name, AfterValidator(time.fromisoformat)] | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None
    selected_conversation: Id | None = None
    files: list[File] | None = None


class Pressed(Answer):
    """An element that was used."""

    action_id: Name
    action_ts: Name = ""


class Block(Shape):
    block_id: Name = ""


class State(Shape):
    values: dict[Name, dict[Name, Answer]] = {}


class View(Shape):
    id: Id
    type: Name
    callback_id: Name = ""
    hash: Name
    private_metadata: Name = ""
    blocks: list[Block]
    state: State = State()
    previous_view_id: Id | None = None


class Command(Shape):
    command: Name
    user_id: Id
    trigger_id: Name
    text: Written = ""
    response_url: Address


class GlobalShortcut(Shape):
    user: Someone
    trigger_id: Name
    callback_id: Name


class ShownMessage(Shape):
    ts: Name
    text: Written = ""


class Workspace(Shape):
    id: Id
    domain: Name = ""


class MessageShortcut(GlobalShortcut):
    channel: Someone
    message: ShownMessage
    team: Workspace
    response_url: Address


class PressedInView(Shape):
    user: Someone
    trigger_id: Name
    actions: Annotated[list[Pressed], Field(min_length=1)]
    view: View


class PressedInMessage(Shape):
    user: Someone
    trigger_id: Name
    actions: Annotated[list[Pressed], Field(min_length=1)]
    response_url: Address


class Submission(Shape):
    user: Someone
    view: View


class Suggestion(Shape):
    user: Someone
    action_id: Name
    value: Written = ""


class Said(Shape):
    """A message within an event: what was said, or what was said before."""

    user: Id | None = None
    ts: Name
    thread_ts: Name | None = None
    text: Written | None = None
    files: list[File] = []


class OwnEvent(Shape):
    """An event that Vigie does not listen to, or one of its own doing."""

    type: Name
    bot_id: Name | None = None


class MessageEvent(Shape):
    channel: Id
    subtype: Name | None = None
    ts: Name
    user: Id | None = None
    thread_ts: Name | None = None
    text: Written | None = None
    files: list[File] = []
    message: Said = Said(ts="")
    previous_message: Said = Said(ts="")


class HomeEvent(Shape):
    user: Id
    tab: Name = ""
    view: View | None = None


class Profile(Shape):
    display_name: Written | None = None


class Member(Shape):
    id: Id
    name: Written | None = None
    real_name: Written | None = None
    locale: Name | None = None
    tz: Name | None = None
    profile: Profile = Profile()


class MemberEvent(Shape):
    user: Member


class Happened(Shape):
    """The envelope of an event."""

    event_id: Name
    event: OwnEvent


class Anything(Shape):
    """Of Slack's handshake Bolt reads one field, which it sends back."""


EVENTS: Mapping[str, type[Shape]] = {
    "message": MessageEvent,
    "app_home_opened": HomeEvent,
    "user_change": MemberEvent,
    "team_join": MemberEvent,
}
KINDS: Mapping[str, type[Shape]] = {
    "shortcut": GlobalShortcut,
    "message_action": MessageShortcut,
    "view_submission": Submission,
    "view_closed": Submission,
    "block_suggestion": Suggestion,
    "event_callback": Happened,
    "url_verification": Anything,
}


class Unknown(Shape):
    """No payload looks like this."""

    type: None
