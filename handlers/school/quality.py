"""`/qualite`: what concerns me, what is late, a case, a month's figures, settings, help."""

from slack_bolt.app.async_app import AsyncApp

from bot.domain.actions.listings import Look, Scope
from bot.domain.cases.taxonomy import reference_typed
from bot.domain.school.office import missing_choices
from bot.services.cases.lists import list_cases, search_cases
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Command
from bot.ui.blocks.answers import clean
from bot.ui.blocks.blocks import Post
from bot.ui.blocks.escape import as_typed, with_emojis
from bot.ui.cases.lists import found_post, list_post
from bot.ui.school.help import help_post, setup_notice, short_help
from bot.ui.texts import settings as commands
from handlers.actions.action_plan import ActionPlans
from handlers.cases.case_view import CaseViews
from handlers.dependencies import Dependencies
from handlers.listening import on_command
from handlers.openings import Interaction, answer
from handlers.reports.meeting_days import MeetingDays
from handlers.reports.reports import Reports
from handlers.reports.risks import Risks
from handlers.school.appreciations import AppreciationForms
from handlers.school.audits import Audits
from handlers.school.office import SettingsForms
from handlers.school.registers import Registers
from handlers.school.sessions import SessionDossiers
from handlers.school.trainers import TrainerForms


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the command; its first word chooses what is answered."""
    on_command(app, "/qualite", Quality(kit).answer)


class Quality:
    """Reads the command's words; of what it does not know it says so, with the short help."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._cases = CaseViews(kit)
        self._reports = Reports(kit)
        self._registers = Registers(kit)
        self._sessions = SessionDossiers(kit)
        settings, plans, meetings = SettingsForms(kit), ActionPlans(kit), MeetingDays(kit)
        audits, trainers = Audits(kit), TrainerForms(kit)
        self._openings = {
            **dict.fromkeys(commands.SETTINGS, settings.open),
            **dict.fromkeys(commands.PLAN, plans.open),
            **dict.fromkeys(commands.MEETINGS, meetings.open),
            **dict.fromkeys(commands.AUDIT, audits.open),
            **dict.fromkeys(commands.TRAINERS, trainers.open),
            **dict.fromkeys(commands.RISKS, Risks(kit).open),
            **dict.fromkeys(commands.APPRECIATIONS, AppreciationForms(kit).open),
        }

    async def answer(self, origin: Interaction, command: Command) -> None:
        word = (command.text or "").strip()
        scope = commands.SCOPES.get(word.lower())
        if scope is not None:
            await self._list(scope, origin)
        elif commands.SEARCH.match(word):
            await self._search(commands.SEARCH.sub("", word), origin)
        elif opening := self._openings.get(word.lower()):
            await opening(origin, command)
        elif asked := commands.SESSION.fullmatch(word):
            await self._sessions.show(as_typed(asked["code"] or ""), origin)
        elif asked := commands.REGISTER.fullmatch(word):
            await self._registers.send(asked["words"] or "", origin)
        elif asked := commands.EVIDENCE.fullmatch(word):
            await self._registers.send_evidence(asked["words"] or "", origin)
        elif asked := commands.REVIEW.fullmatch(word) or commands.SUMMARY.fullmatch(word):
            await self._reports.preview(asked["period"] or "", origin)
        elif ref := reference_typed(word):
            await self._cases.show(ref, origin)
        elif word.lower() in commands.HELP:
            await self._help(origin, help_post(self._kit.texts_for(origin.user)))
        else:
            typed = with_emojis(as_typed(word))
            await self._help(origin, short_help(self._kit.texts_for(origin.user), typed=typed))

    async def _list(self, scope: Scope, origin: Interaction) -> None:
        kit, user, now = self._kit, origin.user, self._kit.clock.now()
        found = await kit.read(list_cases, Look(scope=scope), reader=user)
        await _answer(origin, list_post(found, texts=kit.texts_for(user), now=now))

    async def _search(self, words: str, origin: Interaction) -> None:
        kit, user = self._kit, origin.user
        found = await kit.read(search_cases, clean(as_typed(words)), reader=user)
        await _answer(origin, found_post(found, texts=kit.texts_for(user)))

    async def _help(self, origin: Interaction, told: Post) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        office = await kit.read(read_office)
        missing = missing_choices(office)
        posts = [told]
        if missing:
            posts.insert(0, setup_notice(texts, missing=missing, who=office.quality_managers))
        whole = Post(
            text="\n\n".join(post.text for post in posts),
            blocks=[block for post in posts for block in post.blocks],
        )
        await _answer(origin, whole)


async def _answer(origin: Interaction, post: Post) -> None:
    await answer(origin.respond, text=post.text, blocks=post.blocks)
