"""`/qualite`: what concerns me, what is late, a case, a month's figures, settings, help."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.listings import Look, Scope
from bot.domain.office import missing_choices
from bot.services.lists import list_cases
from bot.services.offices import read_office
from bot.services.searching import search_cases
from bot.ui.answers import clean
from bot.ui.escape import as_typed
from bot.ui.help import help_post
from bot.ui.lists import found_post, list_post
from bot.ui.notices import setup_notice
from bot.ui.post import Post
from handlers.action_plan import ActionPlans
from handlers.case_view import CaseViews
from handlers.kit import Kit
from handlers.meeting_days import MeetingDays
from handlers.office import Settings
from handlers.openings import answer, open_view, say_too_late
from handlers.registers import EVIDENCE, REGISTER, Registers
from handlers.reviews import REVIEW, Reviews
from handlers.summary import SUMMARY, Summaries

_SCOPES = {"": Scope.MINE, "retards": Scope.OVERDUE, "overdue": Scope.OVERDUE}
_SEARCH = re.compile(r"(?:recherche|search)(?:\s+|$)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:REC|INC)-\d{4}-\d{4,}", re.IGNORECASE)


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the command; its first word chooses what is answered."""
    app.command("/qualite")(Quality(kit).answer)


class Quality:
    """Reads the command's words; what it does not know is answered with the help."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._cases = CaseViews(kit)
        self._summaries = Summaries(kit)
        self._reviews = Reviews(kit)
        self._registers = Registers(kit)
        settings, plans, meetings = Settings(kit), ActionPlans(kit), MeetingDays(kit)
        self._openings = {
            **dict.fromkeys(("reglages", "réglages", "settings"), settings.open),
            **dict.fromkeys(("actions", "plan"), plans.open_for),
            **dict.fromkeys(("reunions", "réunions", "meetings"), meetings.open),
        }

    async def answer(self, ack: AsyncAck, command: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        word = command.get("text", "").strip()
        scope = _SCOPES.get(word.lower())
        if scope is not None:
            await self._list(scope, command, respond)
        elif _SEARCH.match(word):
            await self._search(_SEARCH.sub("", word), command, respond)
        elif opening := self._openings.get(word.lower()):
            await opening(command, respond)
        elif asked := REGISTER.fullmatch(word):
            await self._registers.send(asked["words"] or "", command, respond)
        elif asked := EVIDENCE.fullmatch(word):
            await self._registers.send_evidence(asked["words"] or "", command, respond)
        elif asked := REVIEW.fullmatch(word):
            await self._reviews.preview(asked["period"], command, respond)
        elif asked := SUMMARY.fullmatch(word):
            await self._summaries.preview(asked["period"] or "", command, respond)
        elif _REFERENCE.fullmatch(word):
            await self._open_case(word, command, respond)
        else:
            await self._help(command, respond)

    async def _list(self, scope: Scope, command: dict[str, Any], respond: AsyncRespond) -> None:
        kit, user, now = self._kit, command["user_id"], self._kit.clock.now()
        found = await kit.workers.run(
            list_cases,
            kit.database,
            Look(scope=scope),
            reader=user,
            now=now,
            defaults=kit.defaults,
        )
        await _answer(respond, list_post(found, texts=kit.texts_for(user), now=now))

    async def _search(self, words: str, command: dict[str, Any], respond: AsyncRespond) -> None:
        kit, user = self._kit, command["user_id"]
        found = await kit.workers.run(
            search_cases, kit.database, clean(as_typed(words)), reader=user, defaults=kit.defaults
        )
        await _answer(respond, found_post(found, texts=kit.texts_for(user)))

    async def _open_case(self, ref: str, command: dict[str, Any], respond: AsyncRespond) -> None:
        user = command["user_id"]
        view = await self._cases.view_of(ref, reader=user)
        if not await open_view(self._kit.client, trigger_id=command["trigger_id"], view=view):
            await say_too_late(
                self._kit.client, respond, user=user, texts=self._kit.texts_for(user)
            )

    async def _help(self, command: dict[str, Any], respond: AsyncRespond) -> None:
        kit, texts = self._kit, self._kit.texts_for(command["user_id"])
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
        missing = missing_choices(office)
        posts = [help_post(texts)]
        if missing:
            posts.insert(0, setup_notice(texts, missing=missing, who=office.quality_managers))
        whole = Post(
            text="\n\n".join(post.text for post in posts),
            blocks=[block for post in posts for block in post.blocks],
        )
        await _answer(respond, whole)


async def _answer(respond: AsyncRespond, post: Post) -> None:
    await answer(respond, text=post.text, blocks=post.blocks)
