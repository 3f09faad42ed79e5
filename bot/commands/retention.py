"""`vigie retention list`: which cases are due to be erased, and what holds some of them."""

from bot.commands.console import say, texts_of, working
from bot.services.cases.retaining import due_cases
from bot.ui.texts.terminal.retention import RetentionTexts


def list_due() -> None:
    """Which settled cases are kept beyond their time, by which rule; erases nothing."""
    with working() as (_, transactions):
        due, says = transactions.read(due_cases), texts_of(transactions)
    texts = RetentionTexts(says.reads)
    for one in due:
        facts = {"ref": one.ref, "since": one.since.isoformat(), "rule": texts.rules[one.rule]}
        held = ", ".join(texts.holds[hold] for hold in one.holds)
        template = texts.held if held else texts.due
        say(template.format(**facts, why=held))
    if not due:
        say(texts.nothing)
        return
    free = sum(not one.holds for one in due)
    say(texts.conclusion.format(due=says.cases.say(len(due)), free=free))
