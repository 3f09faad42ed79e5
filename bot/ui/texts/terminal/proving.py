"""What `vigie verify` says of anchors and of the register."""

from bot.ledger.anchors import Signature
from bot.ui.texts.language import Area, Choices, Text


class ProvingTexts(Area):
    """An anchor is written SEQ:HASH, as it stands on paper."""

    register_agrees = Text(
        fr="Le registre dit ce que dit le journal.", en="The register says what the journal says."
    )
    case_differs = Text(
        fr="{ref} n'est pas ce qu'en dit le journal : {fields}.",
        en="{ref} is not what the journal says of it: {fields}.",
    )
    case_in_one_only = Text(
        fr="{ref} est dans le registre ou dans le journal, et pas dans l'autre.",
        en="{ref} is in the register or in the journal, and not in the other.",
    )
    case_gone = Text(
        fr="Un dossier effacé n'est plus dans le registre, où ses chiffres devraient rester.",
        en="A case that was erased is not in the register, where its figures should stay.",
    )
    no_anchors = Text(
        fr=(
            "Aucun ancrage n'a été comparé : qui possède la base de données aurait pu réécrire "
            "toute la chaîne. Donnez-en avec --anchors ou --anchor."
        ),
        en=(
            "No anchor was compared: whoever owns the database could have written the whole chain "
            "anew. Give some with --anchors or --anchor."
        ),
    )
    no_anchor_in = Text(
        fr="Il n'y a pas d'ancrage dans {file}.", en="There is no anchor in {file}."
    )
    not_an_anchor = Text(
        fr="un ancrage s'écrit 18342:7f3a91c07f3a91c0, avec 16 chiffres d'empreinte au moins",
        en="an anchor is written 18342:7f3a91c07f3a91c0, with 16 digits of the hash at least",
    )
    youngest = Text(
        fr="Ancrage le plus récent qui tient : {anchor}. Rien n'a été changé jusque-là.",
        en="The youngest anchor that holds: {anchor}. Nothing was changed up to there.",
    )
    broken = Text(
        fr=(
            "Le journal n'est plus celui qui fut noté ailleurs : l'entrée {entry} n'a pas "
            "l'empreinte {hash}… Ancrages qui ne tiennent pas : {count}."
        ),
        en=(
            "The journal is not the one that was noted elsewhere: entry {entry} has not the hash "
            "{hash}… Anchors that do not hold: {count}."
        ),
    )
    not_noted = Text(
        fr="L'ancrage du journal n'a pas pu être noté : {reason}.",
        en="The journal's anchor could not be noted: {reason}.",
    )
    forged = Text(
        fr="L'ancrage {anchor} n'est pas de cette installation : sa signature est fausse.",
        en="The anchor {anchor} is not of this installation: its signature is false.",
    )
    signatures = Choices(
        {
            Signature.GOOD: Text(
                fr="Des ancrages sont signés avec la clé du dossier scellé.",
                en="Some anchors are signed with the sealed folder's key.",
            ),
            Signature.UNCHECKED: Text(
                fr=(
                    "Des signatures n'ont pas été contrôlées : la clé du dossier scellé n'est pas "
                    "là."
                ),
                en="Some signatures were not checked: the sealed folder's key is not here.",
            ),
            Signature.NONE: Text(
                fr=(
                    "Des ancrages ne sont pas signés : ils valent ce que vaut l'endroit d'où ils "
                    "viennent."
                ),
                en=(
                    "Some anchors are unsigned: they are worth what the place is worth that they "
                    "come from."
                ),
            ),
        }
    )
