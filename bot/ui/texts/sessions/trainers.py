"""Texts of trainers whom sessions name and nobody knows yet."""

from bot.ui.texts.language import Area, Both, Counted, Text


class TrainerTexts(Area):
    """The form in which a manager says who the trainers are."""

    title = Text(fr="Formateurs", en="Trainers")
    submit = Text(fr="Enregistrer", en="Save")
    close = Text(fr="Fermer", en="Close")
    intro = Text(
        fr=(
            "Vos sessions nomment ces personnes sans que Vigie sache quels membres de Slack elles "
            "sont. Dites une fois qui elles sont : leurs sessions du jour leur seront proposées en "
            "tête. Un nom laissé vide reste tel quel."
        ),
        en=(
            "Your sessions name these people, and Vigie cannot tell which members of Slack they "
            "are. Say once who they are: their sessions of the day will be offered to them first. "
            "A name that is left empty stays as it is."
        ),
    )
    choose = Text(fr="Choisir un membre", en="Choose a member")
    more = Both(
        fr=Counted(none="", one="Il restera 1 autre nom.", many="Il restera {count} autres noms."),
        en=Counted(none="", one="1 other name will be left.", many="{count} others will be left."),
    )
    none = Text(
        fr="Vos sessions ne nomment aucun formateur que Vigie ne connaisse.",
        en="Your sessions name no trainer whom Vigie does not know.",
    )
    left = Both(
        fr=Counted(
            none="C'est noté : tous les formateurs sont connus.",
            one="C'est noté : il reste 1 nom.",
            many="C'est noté : il reste {count} noms.",
        ),
        en=Counted(
            none="Done: all the trainers are known.",
            one="Done: 1 name is left.",
            many="Done: {count} names are left.",
        ),
    )
