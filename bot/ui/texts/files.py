"""Texts about kept files that somebody wants to see."""

from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class FileShowTexts(Area):
    """« Voir les pièces », and what is said beside each."""

    show = Text(fr="Voir les pièces", en="See the files")
    on_their_way = Both(
        fr=Counted(
            none="Ce dossier ne garde aucune pièce.",
            one="Vigie vous envoie la pièce en message direct.",
            many="Vigie vous envoie les {count} pièces en message direct.",
        ),
        en=Counted(
            none="This case keeps no file.",
            one="Vigie is sending you the file by direct message.",
            many="Vigie is sending you the {count} files by direct message.",
        ),
    )
    print_letters = Text(fr="Lettres en PDF", en="Letters as PDF")
    letters_on_their_way = Both(
        fr=Counted(
            none="Ce dossier ne garde aucune lettre.",
            one="Vigie vous envoie la lettre en message direct.",
            many="Vigie vous envoie les {count} lettres en message direct.",
        ),
        en=Counted(
            none="This case keeps no letter.",
            one="Vigie is sending you the letter by direct message.",
            many="Vigie is sending you the {count} letters by direct message.",
        ),
    )
    letter = Text(
        fr="{ref} : « {what} », à imprimer. Vigie retire ce PDF de Slack {until}.",
        en="{ref}: “{what}”, to be printed. Vigie removes this PDF from Slack {until}.",
    )
    letter_waits = Text(
        fr="{ref} : Slack ne prend pas la lettre en PDF.",
        en="{ref}: Slack does not take the letter.",
    )
    shown = Text(
        fr="{ref} : {name}. Vigie la retire de Slack {until}, et la garde.",
        en="{ref}: {name}. Vigie removes it from Slack {until}, and keeps it.",
    )
    hours = Both(
        fr=Counted(none="", one="au bout d'une heure", many="au bout de {count} heures"),
        en=Counted(none="", one="after an hour", many="after {count} hours"),
    )
    picture = Text(fr="Image jointe au dossier {ref}", en="Picture attached to case {ref}")
    picture_not_taken = Text(
        fr="{ref} : Slack ne prend pas une image de ce dossier. Vigie la garde.",
        en="{ref}: Slack does not take a picture of this case. Vigie keeps it.",
    )
    not_taken = Text(
        fr=(
            "{ref} : Slack ne prend pas la pièce {name}. Vigie la garde : qui l'administre la "
            "trouve sur le serveur, dans {path}."
        ),
        en=(
            "{ref}: Slack does not take the file {name}. Vigie keeps it: whoever runs it finds it "
            "on the server, in {path}."
        ),
    )
    fault = Choices(
        {
            "missing": Text(
                fr=(
                    "{ref} : la pièce {name} ne se lit plus sur le disque de Vigie. C'est noté au "
                    "journal ; demandez à qui administre Vigie de la reprendre d'une sauvegarde."
                ),
                en=(
                    "{ref}: the file {name} can no longer be read from Vigie's disk. The journal "
                    "says so; ask whoever runs Vigie to restore it from a backup."
                ),
            ),
            "altered": Text(
                fr=(
                    "{ref} : la pièce {name} n'est plus celle qui a été conservée : son empreinte "
                    "a changé. Elle n'est pas montrée, et c'est noté au journal ; demandez à qui "
                    "administre Vigie de la reprendre d'une sauvegarde."
                ),
                en=(
                    "{ref}: the file {name} is not what was kept any more: its hash has changed. "
                    "It is not shown, and the journal says so; ask whoever runs Vigie to restore "
                    "it from a backup."
                ),
            ),
        }
    )
