"""Dialogues of `vigie sealed …`, and why one of them ends without being done."""

from bot.sealing.guarding import Misplaced
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class SealedCommandTexts(Area):
    """What is asked of the two people who stand before the terminal, and what they are told."""

    two_present = Text(
        fr=(
            "La clé de secours ouvre tout et ne s'affiche qu'une fois. Êtes-vous deux devant cet "
            "écran, pour la recopier et la mettre sous enveloppe ?"
        ),
        en=(
            "The escrow key opens everything and is shown once. Are there two of you before this "
            "screen, to copy it and put it into an envelope?"
        ),
    )
    first = Text(fr="Première personne qui traite", en="First handler")
    second = Text(fr="Seconde personne qui traite", en="Second handler")
    substitute = Text(
        fr="Qui remplace l'une des deux (Entrée : personne)",
        en="Who takes the place of one of them (Enter: nobody)",
    )
    person = Text(fr="{who}, identifiant Slack", en="{who}, Slack id")
    name = Text(fr="Nom, tel que l'école le connaît", en="Name, as the school knows it")
    function = Text(fr="Fonction", en="Function")
    contact = Text(
        fr="Contact hors de l'école, si les deux sont mis en cause (nom, téléphone, adresse)",
        en="Contact outside the school, where both are named (name, telephone, address)",
    )
    escrow_key = Text(
        fr=(
            "Clé de secours. Recopiez-la deux fois, sous deux enveloppes cachetées : au coffre, et "
            "chez un notaire ou un avocat.\n\n    {secret}\n"
        ),
        en=(
            "Escrow key. Copy it twice, into two sealed envelopes: the safe, and a notary or "
            "lawyer.\n\n    {secret}\n"
        ),
    )
    escrow_halves = Text(
        fr=(
            "Clé de secours en deux moitiés, dont aucune ne dit rien sans l'autre. Une enveloppe "
            "pour chacune, chez deux personnes.\n\n    1 : {one}\n\n    2 : {other}\n"
        ),
        en=(
            "Escrow key in two halves, neither of which says anything without the other. An "
            "envelope for each, with two people.\n\n    1: {one}\n\n    2: {other}\n"
        ),
    )
    last_six = Text(
        fr="Les six derniers caractères de votre copie",
        en="The last six characters of your copy",
    )
    made = Text(
        fr=(
            "Le coffre est prêt dans {folder} : un texte d'essai s'ouvre avec la clé du serveur et "
            "avec celle de secours. Relancez le bot."
        ),
        en=(
            "The sealed store is ready in {folder}: a planted text opens with the server's key "
            "and with the escrow's. Start the bot again."
        ),
    )
    handlers_now = Text(
        fr="Aujourd'hui : {people}. Contact hors de l'école : {contact}",
        en="Now: {people}. Contact outside the school: {contact}",
    )
    handlers_kept = Text(
        fr=(
            "C'est noté. Dites-le aux personnes de l'ancienne liste et de la nouvelle. Ce qui est "
            "déjà déposé s'ouvre à ceux qui restent ; à une personne nouvelle, quand l'un d'eux "
            "l'y admet, ou quand il n'en reste aucun."
        ),
        en=(
            "Noted. Tell the people of the former list and of the new one. What is filed already "
            "opens to those who stay; to somebody new once one of them admits them, or when none "
            "is left."
        ),
    )
    rotated = Text(
        fr="Le serveur a une nouvelle clé ; clés de signalements refermées : {count}.",
        en="The server has a new key; keys of reports sealed anew: {count}.",
    )
    new_escrow = Text(
        fr=(
            "La clé de secours a changé : détruisez les anciennes enveloppes quand la dernière "
            "copie du coffre faite avant ce jour sera périmée, dans 35 jours."
        ),
        en=(
            "The escrow key changed: destroy the former envelopes once the last copy of the store "
            "made before today is out of date, in 35 days."
        ),
    )
    ask_secret = Text(fr="Clé de secours", en="Escrow key")
    ask_one = Text(fr="Première moitié", en="First half")
    ask_other = Text(fr="Seconde moitié", en="Second half")
    recovered = Text(
        fr="Le coffre s'ouvre de nouveau ; clés de signalements retrouvées : {count}.",
        en="The sealed store opens again; keys of reports recovered: {count}.",
    )
    was_restored = Text(
        fr=(
            "Une sauvegarde plus ancienne de la base a-t-elle été restaurée, et les deux personnes "
            "qui traitent le savent-elles ? Ce que des signalements avaient de plus récent est "
            "perdu, et ne sera plus signalé comme changé."
        ),
        en=(
            "Was an older backup of the database restored, and do the two who handle know? What "
            "was newer in reports is lost, and will no longer be told as changed."
        ),
    )
    taken_as_newest = Text(
        fr="Les signalements de la base sont tenus pour les derniers : {count}.",
        en="The database's reports are taken for the newest ones: {count}.",
    )
    copied = Text(
        fr=(
            "{file} : copie du coffre, que seule la clé de secours ouvre. Deux copies au plus sont "
            "gardées, 35 jours au plus ; ne les mettez dans aucune autre sauvegarde."
        ),
        en=(
            "{file}: copy of the sealed store, which the escrow key alone opens. Two copies at "
            "most are kept, for 35 days at most; put them into no other backup."
        ),
    )
    scanned = Both(
        fr=Counted(
            none="Aucun de ces mots n'a été trouvé ; fichiers lus : {files}.",
            one="1 de ces mots a été trouvé ; fichiers lus : {files}.",
            many="{count} de ces mots ont été trouvés ; fichiers lus : {files}.",
        ),
        en=Counted(
            none="None of these words was found; files read: {files}.",
            one="1 of these words was found; files read: {files}.",
            many="{count} of these words were found; files read: {files}.",
        ),
    )
    found_at = Text(fr="mot {number} : {place}", en="word {number}: {place}")
    misplaced = Choices(
        {
            Misplaced.MISSING: Text(
                fr="le dossier {folder} n'existe pas", en="the folder {folder} is not there"
            ),
            Misplaced.OPEN: Text(
                fr="le dossier {folder} ou un de ses fichiers est ouvert à d'autres comptes",
                en="the folder {folder} or a file in it is open to other accounts",
            ),
            Misplaced.INSIDE: Text(
                fr="{folder} est dans un dossier que les sauvegardes emportent",
                en="{folder} lies in a folder that backups take along",
            ),
            Misplaced.AROUND: Text(
                fr="{folder} contient la base ou les pièces",
                en="{folder} holds the database or the kept files",
            ),
        }
    )


SENTENCES = (
    Text(
        fr=(
            "Il n'y a pas de coffre : renseignez VIGIE_SEALED_FOLDER, puis lancez vigie sealed "
            "init."
        ),
        en="There is no sealed store: set VIGIE_SEALED_FOLDER, then run vigie sealed init.",
    ),
    Text(fr="Ce n'est pas une place pour des clés : {why}.", en="No place for keys: {why}."),
    Text(
        fr="Ce n'est pas la copie de cette clé : rien n'a été fait.",
        en="This is no copy of that key: nothing was done.",
    ),
    Text(
        fr="Ce texte n'a pas été scellé pour cette clé, ou il a été changé.",
        en="It was not sealed for this key, or not one byte of it may have changed.",
    ),
    Text(
        fr="Ce n'est pas une clé du coffre.",
        en="This is no key of the sealed store.",
    ),
    Text(
        fr="Ce n'est pas la clé de secours de ce coffre.",
        en="This is not the secret half of the escrow's key.",
    ),
    Text(
        fr="Le dossier du coffre contient déjà quelque chose : un coffre se crée dans un vide.",
        en="The folder holds something already: the sealed store is made in an empty one.",
    ),
    Text(
        fr="Le dossier du coffre est absent ou illisible : rien ne se dépose et rien ne s'ouvre.",
        en=(
            "The sealed folder is not there, or cannot be read: nothing is filed and nothing "
            "opened."
        ),
    ),
    Text(
        fr="Le fichier n'est pas une copie du coffre que cette clé ouvre.",
        en="The file is no copy of a sealed folder that this key opens.",
    ),
    Text(
        fr=(
            "Deux personnes différentes traitent les signalements ; qui les remplace en est une "
            "troisième."
        ),
        en=("Two different people handle sealed reports, and the substitute is a third one."),
    ),
    Text(
        fr=(
            "handlers.toml du coffre ne dit pas qui traite les signalements : lancez vigie sealed "
            "handlers."
        ),
        en=(
            "handlers.toml of the sealed folder does not say who handles: run vigie sealed "
            "handlers."
        ),
    ),
    Text(
        fr="Les clés n'ouvrent pas ce qu'elles ont scellé : rien ne doit être déposé avec elles.",
        en="The keys do not open what they sealed: nothing may be filed with them.",
    ),
)
