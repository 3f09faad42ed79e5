"""Texts of appreciations: what surveys say of a session."""

from bot.ui.texts.language import Area, Both, Counted, Text


class AppreciationTexts(Area):
    """Figures of a session."""

    answers = Both(
        fr=Counted(none="", one="1 réponse", many="{count} réponses"),
        en=Counted(none="", one="1 answer", many="{count} answers"),
    )
    said = Text(fr="*Appréciations* : {answers}", en="*Appreciations*: {answers}")
    mean = Text(fr="moyenne {mean} sur 5", en="mean {mean} out of 5")
    levels = Text(fr="de 5 à 1 : {counts}", en="from 5 to 1: {counts}")
    to_judge = Both(
        fr=Counted(none="", one="1 à requalifier", many="{count} à requalifier"),
        en=Counted(none="", one="1 to be requalified", many="{count} to be requalified"),
    )
