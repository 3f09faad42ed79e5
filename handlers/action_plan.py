"""The action plan: opened from the Home tab or by `/qualite actions`, and its pages turned."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.action_lists import PlanLook
from bot.services.plan_lists import read_action_plan
from bot.ui.action_plan import OPEN_PLAN, SCOPE, TURN, plan_look_after, plan_look_of, plan_modal
from handlers.kit import Kit
from handlers.openings import open_view, say_too_late, update_view

_WORKED_WITH = re.compile(f"^(?:{SCOPE}|{TURN})")


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the Home tab's button, the lists and the pages."""
    plans = ActionPlans(kit)
    app.action(OPEN_PLAN)(plans.open)
    app.action(_WORKED_WITH)(plans.work)


class ActionPlans:
    """Shows the plan; who sees which action is decided in the service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def open(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        command = {"user_id": body["user"]["id"], "trigger_id": body["trigger_id"]}
        await self.open_for(command, respond)

    async def open_for(self, command: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the plan for whoever typed a command."""
        user = command["user_id"]
        view = await self._view(PlanLook(), reader=user)
        is_open = await open_view(self._kit.client, trigger_id=command["trigger_id"], view=view)
        if not is_open:
            await say_too_late(
                self._kit.client, respond, user=user, texts=self._kit.texts_for(user)
            )

    async def work(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Another list, another page."""
        await ack()
        look = plan_look_after(plan_look_of(body["view"]) or PlanLook(), body["actions"][0])
        await self.show(body["view"]["id"], look, reader=body["user"]["id"])

    async def show(self, view_id: str, look: PlanLook, *, reader: str) -> None:
        """Show the plan in its modal as it is now."""
        view = await self._view(look, reader=reader)
        await update_view(self._kit.client, view_id=view_id, view=view)

    async def _view(self, look: PlanLook, *, reader: str) -> dict[str, Any]:
        kit = self._kit
        plan = await kit.workers.run(
            read_action_plan, kit.database, look, reader=reader, defaults=kit.defaults
        )
        return plan_modal(plan, texts=kit.texts_for(reader), now=kit.clock.now())
