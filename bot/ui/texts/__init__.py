"""Every sentence, once per language."""

from bot.domain.office import Locale
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.english import ENGLISH
from bot.ui.texts.french import FRENCH

_BY_LOCALE = {Locale.FRENCH: FRENCH, Locale.ENGLISH: ENGLISH}


def texts_for(locale: Locale) -> Texts:
    """All that Vigie says in this language."""
    return _BY_LOCALE[locale]
