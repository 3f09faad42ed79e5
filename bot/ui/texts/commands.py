"""What commands say in a terminal of what they did, and why they could not."""

from bot.domain.cases.confidentiality import Unfit
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class CommandTexts(Area):
    """In the office's language; before it is known, in that of the settings."""

    # before anything is done
    clock_wrong = Text(
        fr=(
            "L'horloge de cette machine indique {day} : mettez-la à l'heure (timedatectl set-ntp "
            "true)."
        ),
        en="This machine's clock says {day}: set it (timedatectl set-ntp true).",
    )
    no_database = Text(
        fr="Il n'y a pas de base de données à {place} : renseignez DATABASE_URL.",
        en="There is no database at {place}: set DATABASE_URL.",
    )
    not_a_database = Text(
        fr="{place} n'est pas une base de données que Vigie puisse lire.",
        en="{place} is not a database that Vigie can read.",
    )
    old_schema = Text(
        fr=(
            "Le schéma de la base de données n'est pas celui de cette version : lancez d'abord "
            "vigie migrate."
        ),
        en="The database's schema is not the one of this version: run vigie migrate first.",
    )
    # beside the bar that shows how far it is
    doing = Choices(
        {
            "check": Text(fr="vérification", en="check"),
            "evidence": Text(fr="preuves", en="evidence"),
            "export": Text(fr="registre", en="export"),
            "figures": Text(fr="chiffres", en="figures"),
            "import": Text(fr="reprise", en="import"),
            "pages": Text(fr="pages", en="pages"),
        }
    )
    # register, journal, evidence
    lines = Both(
        fr=Counted(none="aucune ligne", one="1 ligne", many="{count} lignes"),
        en=Counted(none="no line", one="1 line", many="{count} lines"),
    )
    cases = Both(
        fr=Counted(none="aucun dossier", one="1 dossier", many="{count} dossiers"),
        en=Counted(none="no case", one="1 case", many="{count} cases"),
    )
    files = Both(
        fr=Counted(none="aucun fichier", one="1 fichier", many="{count} fichiers"),
        en=Counted(none="no file", one="1 file", many="{count} files"),
    )
    entries = Both(
        fr=Counted(none="aucune entrée", one="1 entrée", many="{count} entrées"),
        en=Counted(none="no entry", one="1 entry", many="{count} entries"),
    )
    written = Text(fr="{file} : {what}.", en="{file}: {what}.")
    pack = Text(fr="{cases}, en {files}", en="{cases} in {files}")
    pack_of_broken = Text(
        fr="Le journal est rompu à l'entrée {entry} ; le dossier de preuves le dit.",
        en="The journal is broken at entry {entry}; the pack says so.",
    )
    pack_lacks = Text(
        fr="Il manque au dossier de preuves : {missing} ; son index dit pourquoi.",
        en="The pack lacks {missing}; its index says why.",
    )
    journal_whole = Text(
        fr="Le journal est intact : {entries}, il finit à {head}.",
        en="The journal is whole: {entries}, it ends at {head}.",
    )
    journal_broken = Text(
        fr="Le journal est rompu à l'entrée {entry} : {reason}.",
        en="The journal is broken at entry {entry}: {reason}.",
    )
    flaws = Choices(
        {
            "entry changed": Text(fr="entrée modifiée", en="entry changed"),
            "details changed": Text(fr="détails modifiés", en="details changed"),
            "details missing": Text(
                fr="détails manquants sans effacement", en="details missing without an erasure"
            ),
            "missing": Text(fr="entrée manquante", en="missing"),
        }
    )
    times_run_back = Text(
        fr=(
            "Ses heures reculent à l'entrée {entry} : {before} juste avant, {at} à cet endroit "
            "(UTC). Une horloge était fausse ; rien n'a été changé depuis."
        ),
        en=(
            "Its times run back at entry {entry}: {before} before it, {at} there (UTC). A clock "
            "was wrong; nothing was changed since."
        ),
    )
    # what keeps an installation right
    backed_up = Text(
        fr="{entries} dans le journal, chaîne intacte, pièces conservées : {files}",
        en="{entries} in the journal, chain whole, kept files: {files}",
    )
    not_on_disk = Text(
        fr="Absente du disque, et donc de la sauvegarde : la pièce conservée {sha256}.",
        en="Not found on disk, and so not in the backup: the kept file {sha256}.",
    )
    rehearsed = Text(
        fr="{file} se restaure : {cases}, {what}. Rien n'est gardé de cet essai.",
        en="{file} can be restored: {cases}, {what}. Nothing of this trial is kept.",
    )
    pruned = Text(fr="Sauvegarde ancienne, effacée : {file}.", en="Old backup, deleted: {file}.")
    pulse_not_taken = Text(
        fr="L'adresse de VIGIE_PING_BACKUP_URL n'a pas pu être prévenue ({why}).",
        en="The address of VIGIE_PING_BACKUP_URL could not be told ({why}).",
    )
    restored = Text(fr="Restauré : {what}.", en="Restored: {what}.")
    ask_erasing = Text(
        fr="Effacer tous les textes de {ref} ? C'est sans retour.",
        en="Erase every word of {ref}? This cannot be undone.",
    )
    anonymised = Text(
        fr="{ref} : anonymisé, effacés du disque : {files}.",
        en="{ref}: anonymised, deleted from disk: {files}.",
    )
    managers_chosen = Text(
        fr="Responsables qualité désormais : {people}.",
        en="Quality managers from now on: {people}.",
    )
    nothing_changed = Text(fr="Rien n'a changé : {why}.", en="Nothing was changed: {why}.")
    unfit = Choices(
        {
            str(Unfit.UNKNOWN): Text(
                fr=(
                    "Slack n'a jamais parlé d'une de ces personnes ; vérifiez l'identifiant, et "
                    "que le bot a tourné"
                ),
                en="Slack never told of one of them: check the id, and that the bot has run",
            ),
            str(Unfit.PROGRAM): Text(
                fr="l'un des identifiants est celui d'une application", en="one of them is an app"
            ),
            str(Unfit.LEFT): Text(
                fr="une de ces personnes n'a plus de compte",
                en="one of them has no account any more",
            ),
        }
    )
    # whatever goes wrong
    database_unusable = Text(
        fr="La base de données est inutilisable : {reason}.",
        en="The database cannot be used: {reason}.",
    )
    refused = Text(fr="Le système a refusé : {reason}.", en="The system refused it: {reason}.")
    file_unusable = Text(
        fr="{file} est inutilisable : {reason}.", en="{file} cannot be used: {reason}."
    )
    unforeseen = Text(
        fr="Quelque chose d'imprévu s'est produit ({kind}) : référence {reference} dans {log}.",
        en="Something unforeseen went wrong ({kind}): reference {reference} in {log}.",
    )
    unforeseen_unlogged = Text(
        fr="Quelque chose d'imprévu s'est produit ({kind}), et aucun journal n'a pu être écrit.",
        en="Something unforeseen went wrong ({kind}), and no log could be written.",
    )
