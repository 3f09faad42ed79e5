"""What commands say of an erasure: what was looked for, and what lies elsewhere until when."""

from bot.ui.texts.language import Area, Text


class ErasingTexts(Area):
    """Beside the sentence that names the case."""

    gone = Text(
        fr="Phrases cherchées ensuite dans la base de données : {count}. Aucune n'y est plus.",
        en="Sentences looked for in the database afterwards: {count}. None is left there.",
    )
    left = Text(
        fr=(
            "Des phrases de ce dossier sont encore dans : {places}. Un autre dossier les dit "
            "peut-être aussi, ou quelqu'un lisait la base : regardez, puis recommencez."
        ),
        en=(
            "Sentences of this case are still in: {places}. Perhaps another case says them too, "
            "or somebody was reading the database: look, then try again."
        ),
    )
    waits = Text(
        fr=(
            "Les fichiers de la base de données gardent d'anciens octets jusqu'à leur réécriture "
            "par Vigie, la nuit entre 2 h et 5 h."
        ),
        en=(
            "The database's files hold old bytes until Vigie writes them anew, at night between "
            "2 and 5."
        ),
    )
    open_actions = Text(
        fr=(
            "Des actions de ce dossier ne sont pas réglées et gardent leurs textes ({count}) : "
            "recommencez une fois qu'elles le sont."
        ),
        en=(
            "Actions of this case are not settled and keep their texts ({count}): try again once "
            "they are."
        ),
    )
    elsewhere = Text(
        fr=(
            "Hors de portée de Vigie : les sauvegardes, jusqu'au {day} si aucune n'est gardée plus "
            "de 35 jours ; ce que des personnes ont téléchargé ou imprimé ; ce que Slack garde de "
            "messages modifiés ou supprimés."
        ),
        en=(
            "Out of Vigie's reach: backups, until {day} if none is kept longer than 35 days; what "
            "people downloaded or printed; what Slack keeps of messages that were changed or "
            "deleted."
        ),
    )
    not_noted = Text(
        fr=(
            "L'effacement n'a pas pu être noté dans VIGIE_LEDGER_FOLDER : {reason}. Le bot le "
            "notera."
        ),
        en="The erasure could not be noted in VIGIE_LEDGER_FOLDER: {reason}. The bot will note it.",
    )
    again = Text(
        fr="Effacé de nouveau, comme avant la restauration : {cases}.",
        en="Erased again, as before the restore: {cases}.",
    )
    no_ledger = Text(
        fr=(
            "Rien ne dit ce qui fut effacé depuis cette sauvegarde : s'il y a une liste "
            "erasures.jsonl, restaurez avec --ledger."
        ),
        en=(
            "Nothing says what was erased since this backup: if there is a list erasures.jsonl, "
            "restore with --ledger."
        ),
    )
