"""Why a backup, an export, an import or another command ends without being done."""

from bot.ui.texts.language import Text

SENTENCES = (
    # backups
    Text(
        fr="Une archive n'est pas du texte : envoyez-la dans un fichier ou à un autre programme.",
        en="An archive is no text: send it into a file or another program.",
    ),
    Text(
        fr=(
            "Les anciennes sauvegardes s'effacent à côté d'une archive nommée d'après son jour, "
            "vigie-2026-11-30.zip."
        ),
        en="Old backups are deleted beside one that is called vigie-2026-11-30.zip, by its day.",
    ),
    Text(
        fr="{file} existe déjà : choisissez un autre nom.",
        en="{file} is there already: choose another name.",
    ),
    Text(
        fr=(
            "Une sauvegarde se restaure dans une base vide seulement ; celle-ci tient des dossiers "
            "ou des entrées."
        ),
        en=("A backup is restored into an empty database only; this one holds cases or entries."),
    ),
    Text(
        fr="La pièce conservée {sha256} a été changée sur le disque.",
        en="The kept file {sha256} was changed on disk.",
    ),
    Text(
        fr="Le journal n'est pas celui dont parle le manifeste.",
        en="The journal is not the one that the manifest tells of.",
    ),
    Text(fr="Impossible de créer {file} : {why}.", en="Cannot make {file}: {why}."),
    Text(fr="Impossible d'écrire {file} : {why}.", en="Cannot write {file}: {why}."),
    Text(fr="L'archive ne tient aucune base de données.", en="The archive holds no database."),
    Text(fr="{file} n'est pas un fichier.", en="{file} is no file."),
    Text(fr="Il n'y a pas de fichier {file}.", en="There is no file {file}."),
    Text(fr="il grandirait sans mesure", en="it would grow beyond measure"),
    Text(
        fr="{file} n'a pas de manifeste que Vigie connaisse.",
        en="{file} has no manifest that Vigie knows.",
    ),
    Text(
        fr="L'archive ne tient pas les fichiers que son manifeste énumère.",
        en="The archive does not hold the files that its manifest lists.",
    ),
    Text(fr="{file} n'est pas tel qu'il fut écrit.", en="{file} is not as it was written."),
    Text(
        fr="Le fichier n'est pas une archive de Vigie, ou il a été abîmé ou changé.",
        en="The file is no archive of Vigie, or it was damaged or changed.",
    ),
    Text(fr="La copie n'a pas la table {table}.", en="The copy lacks the table {table}."),
    Text(
        fr="La copie tient des lignes qu'aucune Vigie n'a écrites.",
        en="The copy holds rows that no Vigie wrote.",
    ),
    Text(fr="La copie est illisible : {why}.", en="The copy cannot be read: {why}."),
    Text(fr="La copie est abîmée : {why}.", en="The copy is damaged: {why}."),
    Text(
        fr="La copie ne tient pas ce que tenait la base de données.",
        en="The copy does not hold what the database held.",
    ),
    Text(
        fr="Le journal est rompu à l'entrée {entry} : {why}.",
        en="The journal is broken at entry {entry}: {why}.",
    ),
    Text(
        fr="La copie a été faite par une Vigie plus récente que celle-ci.",
        en="The copy was made by a newer Vigie than this one.",
    ),
    # cases, register, reports
    Text(
        fr="{ref} est ouvert : seul un dossier terminé peut être anonymisé.",
        en="{ref} is open: only a settled case can be anonymised.",
    ),
    Text(
        fr=(
            "{ref} est terminé, mais d'autres y attendent encore quelque chose : réglez d'abord "
            "cette échéance."
        ),
        en=("{ref} is settled, but others still wait for something on it: settle that date first."),
    ),
    Text(fr="Il n'y a pas de dossier {ref}.", en="There is no case {ref}."),
    Text(fr="La période finit avant de commencer.", en="The period ends before it begins."),
    Text(
        fr="La période n'a pas commencé : il n'y a rien à compter, ni à revoir.",
        en="The period has not begun: there is nothing to count, and nothing to review.",
    ),
    Text(
        fr="Personne n'a encore préparé le bilan de ce semestre.",
        en="Nobody prepared the review of this half-year yet.",
    ),
    Text(
        fr="Le bilan de ce semestre n'a pas cette édition.",
        en="This half-year's review has no such edition.",
    ),
    Text(
        fr="Un mois s'écrit 2026-10, à partir de 2000-01.",
        en="A month is written 2026-10, from 2000-01 on.",
    ),
    Text(
        fr="Un semestre s'écrit 2026-S1, à partir de 2000-S1.",
        en="A half-year is written 2026-S1, from 2000-S1 on.",
    ),
    Text(
        fr="CSV et JSON Lines prennent une seule partie",
        en="CSV and JSON Lines take one kind",
    ),
    Text(
        fr="{file} tiendrait un autre format ({format}) que ne le dit son nom",
        en="{file} would hold another format ({format}) than its name says",
    ),
    Text(
        fr=(
            "Une feuille tient 1 048 575 lignes au plus : choisissez une période plus courte, ou "
            "CSV."
        ),
        en="A sheet takes at most 1,048,575 rows: choose a shorter period, or CSV.",
    ),
    # taking a register over
    Text(
        fr=(
            "Les dossiers repris sont enregistrés au nom d'un responsable qualité : renseignez "
            "d'abord VIGIE_QUALITY_MANAGERS."
        ),
        en=(
            "Imported cases are recorded in a quality manager's name: set VIGIE_QUALITY_MANAGERS "
            "first."
        ),
    ),
    Text(
        fr=("Le registre a changé pendant la lecture du fichier : rien n'a été repris, réessayez."),
        en="The register changed while the file was read: nothing was imported, try again.",
    ),
    Text(fr="{file} n'a pas de feuille nommée {sheet}.", en="{file} has no sheet named {sheet}."),
    Text(
        fr="La correspondance nomme la colonne « {column} », et il n'y en a pas.",
        en="The mapping names the column « {column} », and there is none.",
    ),
    Text(
        fr=(
            "Toutes les feuilles sont masquées : affichez celle du registre, ou nommez-la dans un "
            "fichier de correspondance."
        ),
        en="Every sheet is hidden: show the register's, or name it in a mapping file.",
    ),
    Text(
        fr=(
            "Aucune colonne pour {lacking} ; colonnes trouvées : {columns}. Nommez-les dans un "
            "fichier de correspondance."
        ),
        en="No column for {lacking}; columns found: {columns}. Name them in a mapping file.",
    ),
    Text(fr="aucune de connue", en="none that is known"),
    Text(
        fr="{file}, ligne {row} : une cellule a plus de {most} caractères.",
        en="{file}, row {row}: a cell has more than {most} characters.",
    ),
    Text(
        fr="{file} a une ligne {row} qu'Excel ne connaît pas.",
        en="{file} has no row {row} that Excel knows.",
    ),
    Text(
        fr="{file} a une colonne {column} qu'Excel ne connaît pas.",
        en="{file} has no column {column} that Excel knows.",
    ),
    Text(
        fr="{file} est un classeur : --encoding est pour le CSV.",
        en="{file} is a workbook: --encoding is for CSV.",
    ),
    Text(
        fr="{file}, ligne {line} : elle a plus de {most} caractères.",
        en="{file}, line {line}: a row has more than {most} characters.",
    ),
    Text(fr="{file}, ligne {line} : {why}.", en="{file}, line {line}: {why}."),
    Text(
        fr="{file}, après la ligne {line} : ce n'est pas du texte en {encoding}.",
        en="{file}, after line {line}: not text in {encoding}.",
    ),
    Text(
        fr="{file} n'est ni du CSV ni un classeur (.xlsx).",
        en="{file} is neither CSV nor a workbook (.xlsx).",
    ),
    Text(
        fr="{file} est protégé par un mot de passe : enregistrez-le sans.",
        en="{file} is protected by a password: save it without one.",
    ),
    Text(
        fr="{file} est un ancien fichier Excel : enregistrez-le en .xlsx ou en CSV.",
        en="{file} is an old Excel file: save it as .xlsx or CSV.",
    ),
    Text(
        fr="{charset} n'est pas un codage que Vigie lise : essayez {others}.",
        en="{charset} is no charset that Vigie reads: try one of {others}.",
    ),
    Text(
        fr=(
            "{file} ne dit pas comment ses accents sont codés. Choisissez avec --encoding : "
            "{shown}."
        ),
        en="{file} does not say how its accents are coded. Choose with --encoding: {shown}.",
    ),
    Text(
        fr="{file} n'est pas un classeur (.xlsx), ou il est abîmé.",
        en="{file} is not a workbook (.xlsx), or is damaged.",
    ),
    Text(
        fr=(
            "{file} prendrait {size} Mo une fois décompressé : enregistrez le registre seul, sans "
            "ce dont il n'a pas besoin."
        ),
        en=(
            "{file} would take {size} MB unpacked: save the register alone, without what it does "
            "not need."
        ),
    ),
    Text(
        fr="{file} est un classeur binaire : enregistrez-le en .xlsx.",
        en="{file} is a binary workbook: save it as .xlsx.",
    ),
    Text(
        fr="{file} est un fichier OpenDocument : enregistrez-le en .xlsx ou en CSV.",
        en="{file} is OpenDocument: save it as .xlsx or CSV.",
    ),
    Text(fr="{file} n'est pas du texte en UTF-8.", en="{file} is not text in UTF-8."),
    Text(fr="{file} n'est pas du YAML.", en="{file} is not YAML."),
    Text(
        fr="{file} n'est pas du YAML : voyez la ligne {line}, vers le caractère {column}.",
        en="{file} is not YAML: see line {line}, about character {column}.",
    ),
    Text(fr="le fichier", en="the file"),
    Text(fr="ce nom n'est pas prévu", en="extra inputs are not permitted"),
    Text(fr="devrait être du texte", en="input should be a valid string"),
    Text(
        fr="devrait être true ou false", en="input should be a valid boolean, unable to {interpret}"
    ),
    Text(
        fr="devrait tenir des noms, chacun avec sa valeur", en="input should be a valid dictionary"
    ),
    Text(
        fr="devrait tenir des noms, chacun avec sa valeur",
        en="input should be a valid dictionary or instance of {shape}",
    ),
    Text(
        fr="{file}, qui est un calendrier, s'interrompt avant sa fin.",
        en="{file} is a calendar that breaks off before its end.",
    ),
    Text(
        fr="{file} : une ligne compte plus de {most} caractères.",
        en="{file}: a line has more than {most} characters.",
    ),
    Text(
        fr="Le fichier n'a pas de colonne « Code », par laquelle une session est connue.",
        en="The file has no column « Code », by which sessions are known.",
    ),
    Text(
        fr=(
            "Le fichier n'a pas de colonnes « Session » et « Note », sans lesquelles une réponse "
            "n'est pas connue."
        ),
        en="The file has no columns « Session » and « Note », which a survey's answers need.",
    ),
    Text(
        fr=(
            "Le fichier ne dit pas quelle est la meilleure note possible : ajoutez --scale, tel "
            "que --scale 5."
        ),
        en=(
            "The file does not tell the best score that can be given: add --scale, such as "
            "--scale 5."
        ),
    ),
    Text(fr="{file}, {place} : {what}.", en="{file}, {place}: {what}."),
    Text(fr="{field} n'est aucun de {known}", en="{field} is none of {known}"),
    Text(
        fr="« {column} » tient lieu de deux champs",
        en="« {column} » stands for two fields",
    ),
    Text(
        fr="{field} ne tient pas de mots fixés",
        en="{field} holds no fixed words",
    ),
    Text(
        fr="{field} ne peut pas être le même à chaque ligne",
        en="{field} cannot be the same in every row",
    ),
)
