"""Registers listeners with Bolt: each is given, typed, what passed the gate."""

from collections.abc import Awaitable, Callable
from re import Pattern
from typing import TypeVar

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.slack.payload_shapes import (
    BlockActions,
    Command,
    GlobalShortcut,
    Pressed,
    PressedInView,
    Suggestion,
    ViewSubmission,
)
from bot.ui.blocks.blocks import Block
from handlers.dependencies import Dependencies
from handlers.openings import Interaction
from handlers.submissions import Submission

Listener = TypeVar("Listener", bound=Callable[..., Awaitable[None]])


def on_press(
    app: AsyncApp,
    action_id: str | Pattern[str],
    take: Callable[[Interaction, Pressed], Awaitable[None]],
) -> None:
    """A button, a menu or a field that tells at once, acknowledged before anything else."""

    async def listen(ack: AsyncAck, sent: BlockActions, respond: AsyncRespond) -> None:
        await ack()
        pressed = sent.actions[0]
        origin = Interaction(
            user=sent.person,
            trigger_id=sent.trigger_id,
            respond=respond,
            view=sent.view if isinstance(sent, PressedInView) else None,
            at=pressed.action_ts,
        )
        await take(origin, pressed)

    app.action(action_id)(_named(listen, take))


def on_command(
    app: AsyncApp, name: str, take: Callable[[Interaction, Command], Awaitable[None]]
) -> None:
    """A command, acknowledged before anything else."""

    async def listen(ack: AsyncAck, sent: Command, respond: AsyncRespond) -> None:
        await ack()
        origin = Interaction(user=sent.person, trigger_id=sent.trigger_id, respond=respond)
        await take(origin, sent)

    app.command(name)(_named(listen, take))


def on_shortcut(
    app: AsyncApp, callback_id: str, take: Callable[[Interaction, GlobalShortcut], Awaitable[None]]
) -> None:
    """A shortcut, be it one on a message, acknowledged before anything else."""

    async def listen(ack: AsyncAck, sent: GlobalShortcut, respond: AsyncRespond) -> None:
        await ack()
        origin = Interaction(user=sent.person, trigger_id=sent.trigger_id, respond=respond)
        await take(origin, sent)

    app.shortcut(callback_id)(_named(listen, take))


def on_submit(
    app: AsyncApp,
    callback_id: str | Pattern[str],
    take: Callable[[Submission], Awaitable[None]],
    *,
    kit: Dependencies,
) -> None:
    """A form, which stays open until the listener has answered it."""

    async def listen(ack: AsyncAck, sent: ViewSubmission) -> None:
        texts = kit.texts_for(sent.person)
        await take(Submission(ack=ack, view=sent.view, user=sent.person, texts=texts))

    app.view(callback_id)(_named(listen, take))


def on_suggest(
    app: AsyncApp, action_id: str, find: Callable[[Suggestion], Awaitable[list[Block]]]
) -> None:
    """A menu that asks for its options; Slack waits three seconds for them."""

    async def listen(ack: AsyncAck, sent: Suggestion) -> None:
        await ack(options=await find(sent))

    app.options(action_id)(_named(listen, find))


def _named(listen: Listener, take: Callable[..., Awaitable[object]]) -> Listener:
    """The listener under the name of what it calls, which logs then give."""
    listen.__name__, listen.__qualname__ = take.__name__, take.__qualname__
    return listen
