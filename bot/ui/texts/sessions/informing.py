"""What is asked where somebody notes that people were told."""

from bot.ui.texts.language import Area, Text


class InformingTexts(Area):
    """The form that notes who was told, how and when, and what was noted before."""

    button = Text(fr="Noter une information", en="Note an information")
    title = Text(fr="Noter une information", en="Note an information")
    group = Text(fr="Qui a été informé", en="Who was told")
    told_on = Text(fr="Informé le", en="Told on")
    said = Text(fr="Par qui et comment", en="By whom and how")
    said_hint = Text(
        fr="Par exemple : affiche en salle, livret d'accueil, réunion. Rien sur la santé.",
        en="For example: a notice in the room, the welcome booklet, a meeting. Nothing on health.",
    )
    about = Text(fr="Dossier ou session", en="Case or session")
    about_hint = Text(
        fr="Avec la référence d'un dossier, l'information est aussi dans son historique.",
        en="With the reference of a case, the information is in its history too.",
    )
    before = Text(fr="*Déjà noté*", en="*Noted already*")
    row = Text(fr="{group}, le {day} : {said}", en="{group}, on {day}: {said}")
