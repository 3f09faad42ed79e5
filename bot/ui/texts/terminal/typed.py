"""How a command was typed, and what the system says of files."""

from bot.ui.texts.language import Text

DETAIL = Text(fr="« {said} », en anglais", en="{said}")
"""What a library or the system says, of which nobody wrote the French."""
SENTENCES = (
    # how a command is typed
    Text(fr="Option inconnue : {option}", en="No such option: {option}"),
    Text(fr="{said} (options proches : {options})", en="{said} (Possible options: {options})"),
    Text(fr="Commande inconnue : {command}.", en="No such command {command}."),
    Text(fr="Il manque une commande.", en="Missing command."),
    Text(fr="Il manque l'option {option}.", en="Missing option {option}."),
    Text(fr="Il manque l'argument {argument}.", en="Missing argument {argument}."),
    Text(fr="En trop : {arguments}", en="Got unexpected extra argument(s) ({arguments})"),
    Text(fr="L'option {option} attend une valeur.", en="Option {option} requires an argument."),
    Text(
        fr="L'option {option} ne prend pas de valeur.",
        en="Option {option} does not take a value.",
    ),
    Text(fr="Valeur incorrecte : {why}", en="Invalid value: {why}"),
    Text(fr="Valeur incorrecte pour {hint} : {why}", en="Invalid value for {hint}: {why}"),
    Text(fr="{value} n'a pas la forme {form}.", en="{value} does not match the format {form}."),
    Text(
        fr="{value} n'a aucune des formes {form}.",
        en="{value} does not match the formats {form}.",
    ),
    Text(fr="{value} n'est aucun de {known}.", en="{value} is not one of {known}."),
    Text(fr="{value} n'est pas un nombre entier.", en="{value} is not a valid integer."),
    Text(
        fr="{value} n'est pas dans l'intervalle {span}.", en="{value} is not in the range {span}."
    ),
    Text(fr="le fichier {file} n'existe pas.", en="File {file} does not exist."),
    Text(fr="{file} est un dossier.", en="File {file} is a directory."),
    # what the system says
    Text(fr="fichier ou dossier introuvable", en="No such file or directory"),
    Text(fr="accès refusé", en="Permission denied"),
    Text(fr="c'est un dossier", en="Is a directory"),
    Text(fr="ce n'est pas un dossier", en="Not a directory"),
    Text(fr="il existe déjà", en="File exists"),
    Text(fr="plus de place sur le disque", en="No space left on device"),
    Text(fr="système de fichiers en lecture seule", en="Read-only file system"),
    Text(fr="trop de liens symboliques", en="Too many levels of symbolic links"),
    Text(fr="nom de fichier trop long", en="File name too long"),
    Text(fr="adresse déjà utilisée", en="Address already in use"),
    Text(fr="adresse impossible à attribuer", en="Cannot assign requested address"),
)
