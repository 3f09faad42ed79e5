"""The row of buttons in the settings, each of which opens a form of its own."""

from bot.ui.blocks.blocks import Block, actions, button
from bot.ui.reports.meeting_days import meetings_button
from bot.ui.school.policy_texts import policy_button
from bot.ui.school.rehearsal import rehearse_button
from bot.ui.school.substitutes import substitutes_button
from bot.ui.texts.catalogue import Texts


def settings_doors(texts: Texts, *, can_try: bool) -> Block:
    """Meetings, substitutes, the policy; and, where it can be answered, a trial of everything."""
    return actions(
        [
            meetings_button(texts),
            button(substitutes_button(texts)),
            policy_button(texts),
            *([rehearse_button(texts)] if can_try else []),
        ]
    )
