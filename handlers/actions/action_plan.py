"""The action plan: opened from the Home tab or by `/qualite actions`, and its pages turned."""

import re

from slack_bolt.app.async_app import AsyncApp

from bot.domain.actions.listings import PlanLook
from bot.services.actions.action_plan import read_action_plan
from bot.slack.payload_shapes import Pressed
from bot.ui.actions.action_plan import (
    OPEN_PLAN,
    SCOPE,
    TURN,
    plan_look_after,
    plan_look_of,
    plan_modal,
)
from bot.ui.blocks.blocks import Block
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction, show_view, update_view

_WORKED_WITH = re.compile(f"^(?:{SCOPE}|{TURN})")


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the Home tab's button, the lists and the pages."""
    plans = ActionPlans(kit)
    on_press(app, OPEN_PLAN, plans.open)
    on_press(app, _WORKED_WITH, plans.work)


class ActionPlans:
    """Shows the plan; who sees which action is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _brought: object) -> None:
        view = await self.view_of(PlanLook(), reader=origin.user)
        await show_view(self._kit.client, origin, view=view, texts=self._kit.texts_for(origin.user))

    async def work(self, origin: Interaction, pressed: Pressed) -> None:
        """Another list, another page."""
        look = plan_look_after(plan_look_of(origin.shown) or PlanLook(), pressed)
        await self.show(origin.shown.id, look, reader=origin.user)

    async def show(self, view_id: str, look: PlanLook, *, reader: str) -> None:
        """Show the plan in its modal as it is now."""
        view = await self.view_of(look, reader=reader)
        await update_view(self._kit.client, view_id=view_id, view=view)

    async def view_of(self, look: PlanLook, *, reader: str) -> Block:
        """The modal of the plan as it is now."""
        kit = self._kit
        plan = await kit.read(read_action_plan, look, reader=reader)
        return plan_modal(plan, texts=kit.texts_for(reader), now=kit.clock.now())
