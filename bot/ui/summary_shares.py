"""Shares and rates in words, with their counts beside them."""

from bot.domain.shares import Rate, Share
from bot.ui.texts.catalogue import Texts


def said_share(share: Share, texts: Texts) -> str:
    """« 7 sur 7 (100 %) »; below five cases the counts alone; « n.d. » where nothing was due."""
    says = texts.summary
    if not share.counted:
        said = says.unknown
    elif share.percent is None:
        said = says.share.format(met=share.met, counted=share.counted)
    else:
        said = says.share_percent.format(
            met=share.met, counted=share.counted, percent=share.percent
        )
    return says.pending.format(share=said, count=share.pending) if share.pending else said


def said_rate(rate: Rate, texts: Texts) -> str:
    """« 6,7 (3 pour 45) »; below five the counts alone; « n.d. » where nobody told, never 0."""
    says = texts.summary
    if not rate.among:
        return says.unknown
    if rate.per_hundred is None:
        return says.rate_of_few.format(count=rate.count, among=rate.among)
    figure = f"{rate.per_hundred:.1f}".replace(".", says.decimal_mark)
    return says.rate.format(rate=figure, count=rate.count, among=rate.among)
