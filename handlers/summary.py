"""`/qualite bilan`: a month's figures for whoever asks, and their way into the channel."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.periods import Month, UnreadablePeriodError, parse_month
from bot.services.offices import read_office
from bot.services.reporting import FutureMonthError, preview_summary, publish_summary
from bot.ui.read_back import text_in
from bot.ui.summary import PUBLISH_SUMMARY, edition_of, summary_preview
from handlers.kit import Kit
from handlers.openings import answer

SUMMARY = re.compile(r"(?:bilan|summary)(?:\s+(?P<period>.+))?", re.IGNORECASE)
"""What to type after `/qualite`; without a period it is the month before."""


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the button of a preview; `/qualite` answers with the preview."""
    app.action(PUBLISH_SUMMARY)(Summaries(kit).publish)


class Summaries:
    """Shows a month to one person; who may post it is decided in the service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def preview(self, period: str, command: dict[str, Any], respond: AsyncRespond) -> None:
        kit, user = self._kit, command["user_id"]
        texts = kit.texts_for(user)
        try:
            month = await self._month(period)
            preview = await kit.workers.run(
                preview_summary,
                kit.database,
                month,
                reader=user,
                now=kit.clock.now(),
                defaults=kit.defaults,
            )
        except UnreadablePeriodError:
            await answer(respond, text=texts.summary.not_a_month)
        except FutureMonthError:
            await answer(respond, text=texts.summary.in_future)
        else:
            post = summary_preview(
                preview.report,
                latest=preview.latest,
                may_publish=preview.may_publish,
                zone=preview.office.zone,
                texts=texts,
            )
            await answer(respond, text=post.text, blocks=post.blocks)

    async def publish(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Post the edition that the button names, once however often it is pressed."""
        await ack()
        kit, user = self._kit, body["user"]["id"]
        month, edition = edition_of(text_in(body["actions"][0]))
        published = await kit.workers.run(
            publish_summary,
            kit.database,
            month,
            edition=edition,
            actor=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )
        kit.wake_delivery()
        says = kit.texts_for(user).summary
        sentence = says.published if published else says.published_already
        await answer(respond, text=sentence, replace_original=True)

    async def _month(self, period: str) -> Month:
        """The month asked for, or the one before this. Raises UnreadablePeriodError."""
        if period:
            return parse_month(period)
        kit = self._kit
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
        return Month.of(kit.clock.now(), office.zone).previous
