"""Sentences that answer a gesture by themselves, as the handlers say them."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.ui.texts.catalogue import Texts

ALONE = (
    "errors.too_late",
    "forms.quota_reached",
    "register.empty",
    "register.how_evidence",
    "register.how_register",
    "register.evidence.on_its_way",
    "register.workbook.on_its_way",
    "review_forms.approved_meanwhile",
    "review_forms.frozen",
    "review_forms.frozen_already",
    "review_forms.in_future",
    "review_forms.not_over",
    "review_forms.owner_gone",
    "review_forms.prepared",
    "review_forms.prepared_already",
    "review_forms.was_approved",
    "risks.changed_meanwhile",
    "risks.gone",
    "summary.in_future",
    "summary.not_a_month",
    "summary.published",
    "summary.published_already",
)
"""Where they stand in the catalogue; nothing else of the gallery shows them."""


def answers(texts: Texts) -> Iterator[Any]:
    """Each of them."""
    for path in ALONE:
        node: Any = texts
        for name in path.split("."):
            node = getattr(node, name)
        yield node


AREAS: Mapping[str, Any] = {"answers": answers}
