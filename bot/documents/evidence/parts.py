"""What an evidence pack is made of, in the order in which it is added.

What a pack is to hold beside the register and its cases is one more function in `PARTS`. What it
adds is linked from the first page where `rnq/*.toml` names the beginning of its path.
"""

from collections.abc import Callable

from bot.documents.evidence.documents import (
    add_kept_policies,
    add_minutes,
    add_policy,
    add_reviews,
    add_summaries,
)
from bot.documents.evidence.listings import (
    add_cases_page,
    add_indicator_pages,
    add_informations,
    add_sessions_page,
)
from bot.documents.evidence.making import Making
from bot.documents.evidence.risk_page import add_risks

PARTS: tuple[Callable[[Making], None], ...] = (
    add_summaries,
    add_minutes,
    add_reviews,
    add_policy,
    add_kept_policies,
    add_cases_page,
    add_sessions_page,
    add_indicator_pages,
    add_informations,
    add_risks,
)
