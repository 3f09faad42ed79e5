"""What stands in Slack of what was told, as delivery would leave it, without Slack."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.school.office import Office
from bot.services import deliveries
from bot.ui.blocks.blocks import Post
from storage.database import Database
from storage.messages import claims
from storage.messages.claims import Claimed, Lane
from tests.support.builders import opened
from tests.support.forms import spaced
from tests.support.rendering import renderer_of


@dataclass(slots=True, kw_only=True)
class Told:
    """A message where it stands; `times` is how often it was said there."""

    kind: str
    recipient: str | None
    post: Post
    times: int = 1

    @property
    def text(self) -> str:
        return spaced(self.post.text)

    @property
    def shown(self) -> list[str]:
        """Its paragraphs."""
        texts = [block["text"]["text"] for block in self.post.blocks if block["type"] == "section"]
        return list(map(spaced, texts))

    @property
    def buttons(self) -> list[str]:
        """What can be pressed in it."""
        rows = [block["elements"] for block in self.post.blocks if block["type"] == "actions"]
        return [one["text"]["text"] for row in rows for one in row if one["type"] == "button"]


@dataclass(slots=True, kw_only=True)
class Standing:
    """Slack's side: what is due is said, or said anew where it stands."""

    database: Database
    office: Office
    messages: dict[UUID, Told] = field(default_factory=dict)

    def settle(self, now: datetime) -> None:
        """Say all that is due by now."""
        while rows := self._claim(now):
            for row in rows:
                self._say(row, now=now)

    def refuse(self, now: datetime, *, error: str = "channel_not_found") -> None:
        """Have Slack refuse for good all that is due by now."""
        for row in self._claim(now):
            opened(self.database, now=now, office=self.office).write(
                deliveries.stop, row, error=error
            )

    def told(self, kind: str, recipient: str | None = None) -> list[Told]:
        """The messages of a kind, to anybody or to one person, oldest first."""
        found = (one for one in self.messages.values() if one.kind == kind)
        return [one for one in found if recipient in {None, one.recipient}]

    def _claim(self, now: datetime) -> list[Claimed]:
        with self.database.writing() as connection:
            return [
                row
                for lane in Lane
                for row in claims.claim(connection, lane, now=now + deliveries.REST, limit=100)
            ]

    def _say(self, row: Claimed, *, now: datetime) -> None:
        rendered = renderer_of(self.database, office=self.office).render(row, now=now)
        done: dict[str, Any] = {"channel": row.channel, "ts": row.ts, "is_over": rendered is None}
        if rendered is not None:
            before = self.messages.pop(row.id, None)
            times = before.times + 1 if before else 1
            told = Told(kind=row.kind, recipient=row.recipient, post=rendered.post, times=times)
            self.messages[row.id] = told
            done = {"channel": rendered.channel, "ts": row.ts or str(row.id)[:20]}
            done["is_over"] = rendered.is_over
        opened(self.database, now=now, office=self.office).write(
            deliveries.record_delivered, row, **done
        )
