"""`vigie demo`: the sandbox and the bot in one process, on a database that is thrown away."""

from bot.demo.hosting import QUALITY_CHANNEL, running_demo, settings_for

__all__ = ["QUALITY_CHANNEL", "running_demo", "settings_for"]
