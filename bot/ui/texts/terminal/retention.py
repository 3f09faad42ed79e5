"""What `vigie retention list` says of cases whose time is over."""

from bot.domain.register.retention import Hold, RetentionRule
from bot.ui.texts.language import Area, Choices, Text


class RetentionTexts(Area):
    """One line for each case, and how many there are."""

    due = Text(
        fr="{ref} : à effacer depuis le {since} ({rule}).", en="{ref}: due since {since} ({rule})."
    )
    held = Text(
        fr="{ref} : à effacer depuis le {since} ({rule}), mais encore utile : {why}.",
        en="{ref}: due since {since} ({rule}), but still needed: {why}.",
    )
    rules = Choices(
        {
            RetentionRule.COMPLAINT: Text(fr="réclamation, trois ans", en="complaint, three years"),
            RetentionRule.INCIDENT: Text(fr="incident, trois ans", en="incident, three years"),
            RetentionRule.INJURY: Text(
                fr="incident avec blessé, cinq ans",
                en="incident in which somebody was hurt, five years",
            ),
        }
    )
    holds = Choices(
        {
            Hold.ACTION: Text(fr="une action n'est pas réglée", en="an action is not settled"),
            Hold.OUTSIDE: Text(
                fr="d'autres y attendent une réponse", en="others wait for an answer"
            ),
        }
    )
    nothing = Text(
        fr="Aucun dossier n'est gardé au-delà de sa durée.", en="No case is kept beyond its time."
    )
    conclusion = Text(
        fr=(
            "Au-delà de leur durée : {due}, dont rien ne retient {free}. Deux personnes non "
            "concernées décident, puis vigie anonymise REC-… efface."
        ),
        en=(
            "Beyond their time: {due}, of which nothing holds {free}. Two people who are not "
            "concerned decide, then vigie anonymise REC-… erases."
        ),
    )
