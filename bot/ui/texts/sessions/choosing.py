"""Texts of a session wherever one is chosen or named."""

from bot.ui.texts.language import Area, Text


class SessionTexts(Area):
    """The search among sessions, and how one is told of."""

    search = Text(fr="Chercher, ou écrire", en="Search, or write")
    as_typed = Text(fr="« {text} », tel quel", en="“{text}”, as it is")
    day = Text(fr="{day} {month}", en="{day} {month}")
    day_with_year = Text(fr="{day} {month} {year}", en="{day} {month} {year}")
    days_of_month = Text(fr="du {first} au {last}", en="{first}\u2013{last}")
    days = Text(fr="du {first} au {last}", en="{first} to {last}")
