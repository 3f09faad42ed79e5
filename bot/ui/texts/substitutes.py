"""Texts about who stands in for whom: the list, its form, the card, what both are told."""

from bot.domain.messages.school import SubstitutionNews
from bot.ui.texts.language import Area, Choices, Text


class SubstituteTexts(Area):
    """The list of substitutions, its form, the line on cards, and the messages about them."""

    title = Text(fr="Remplacements", en="Substitutes")
    own = Text(fr="Mon absence", en="My absence")
    what = Text(
        fr=(
            "La personne qui remplace reçoit aussi ce qui est adressé à la personne absente, et "
            "peut agir à sa place. N'en font pas partie : les dossiers confidentiels, ceux qui "
            "mettent en cause l'une ou l'autre, l'effet d'une action à laquelle l'une ou l'autre a "
            "pris part, l'approbation de la revue, les réglages."
        ),
        en=(
            "What is sent to who is away also goes to their substitute, who may act in their "
            "place. Confidential cases are not part of it, nor a case about either of them, nor "
            "the effect of an action in which either had a part, nor approving the review, nor "
            "the settings."
        ),
    )
    none = Text(fr="Aucun remplacement n'est prévu.", en="No substitute is planned.")
    line = Text(
        fr="Du {first} au {last}, {substitute} remplace {absent}.",
        en="From {first} to {last}, {substitute} stands in for {absent}.",
    )
    add = Text(fr="Ajouter un remplacement", en="Add a substitute")
    form_title = Text(fr="Nouveau remplacement", en="New substitute")
    end = Text(fr="Mettre fin", en="End it")
    absent = Text(fr="Personne absente", en="Who is away")
    substitute = Text(fr="Remplacée par", en="Their substitute")
    own_substitute = Text(fr="Qui vous remplace", en="Your substitute")
    choose = Text(fr="Choisir une personne", en="Choose a person")
    first_day = Text(fr="Premier jour", en="First day")
    last_day = Text(fr="Dernier jour", en="Last day")
    last_day_hint = Text(
        fr="Ce jour compris : le remplacement prend fin de lui-même à minuit.",
        en="Including that day: it ends by itself at midnight.",
    )
    save = Text(fr="Enregistrer", en="Save")
    on_card = Text(
        fr="{substitute} remplace {absent} jusqu'au {last}.",
        en="{substitute} stands in for {absent} until {last}.",
    )
    news = Choices(
        {
            SubstitutionNews.PLANNED: Text(
                fr="C'est prévu : du {first} au {last}, {substitute} remplace {absent}.",
                en="Planned: from {first} to {last}, {substitute} stands in for {absent}.",
            ),
            SubstitutionNews.BEGUN: Text(
                fr="{substitute} remplace {absent} jusqu'au {last}.",
                en="{substitute} stands in for {absent} until {last}.",
            ),
            SubstitutionNews.ENDED: Text(
                fr="C'est fini : {substitute} ne remplace plus {absent}.",
                en="It is over: {substitute} no longer stands in for {absent}.",
            ),
            SubstitutionNews.LEFT: Text(
                fr=(
                    "{substitute} n'a plus de compte Slack et ne remplace plus {absent}, dont "
                    "l'absence est prévue du {first} au {last} : il faut quelqu'un d'autre."
                ),
                en=(
                    "{substitute} has no Slack account any more and no longer stands in for "
                    "{absent}, who is away from {first} to {last}: somebody else is needed."
                ),
            ),
        }
    )
