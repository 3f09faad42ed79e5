"""`--help`: what each command does, and each of its arguments and options, by their names."""

from bot.ui.texts.language import Area, Choices, Text

_FIRST_DAY = Text(fr="Premier jour de réception.", en="First day of reception.")
_LAST_DAY = Text(fr="Dernier jour de réception.", en="Last day of reception.")
_NAMES = Text(
    fr="Nommer les personnes au lieu de les désigner par des repères.",
    en="Name people instead of giving them labels.",
)
_ENCODING = Text(
    fr="Le codage d'un fichier CSV, tel que mac_roman, s'il est demandé.",
    en="A CSV file's charset, such as mac_roman, when asked.",
)
_DRY_RUN = Text(fr="Dire seulement ce qui serait fait.", en="Only tell what would be done.")
_HALVES = Text(
    fr="La clé de secours en deux moitiés, pour deux personnes.",
    en="The escrow key in two halves, for two people.",
)
_PDF = Text(fr="Le PDF à écrire.", en="The PDF to write.")


class TerminalHelpTexts(Area):
    """`parameter` has « command.parameter » as keys; `command` the first line as a summary."""

    usage = Text(fr="Utilisation :", en="Usage:")
    subcommand = Text(fr="COMMANDE [ARGUMENTS]...", en="COMMAND [ARGS]...")
    arguments = Text(fr="Arguments", en="Arguments")
    options = Text(fr="Options", en="Options")
    commands = Text(fr="Commandes", en="Commands")
    required = Text(fr="[obligatoire]", en="[required]")
    default = Text(fr="[par défaut : {}]", en="[default: {}]")
    show_help = Text(fr="Montrer cette aide et finir.", en="Show this message and exit.")
    try_help = Text(fr="« {command} --help » montre l'aide.", en="Try '{command} --help' for help.")
    aborted = Text(fr="Rien n'est fait.", en="Nothing was done.")
    command = Choices(
        {
            "vigie": Text(
                fr=(
                    "Réclamations et incidents d'un organisme de formation, enregistrés et traités "
                    "dans Slack."
                ),
                en="Complaints and incidents of a training provider, filed and handled in Slack.",
            ),
            "run": Text(
                fr="Le bot avec le vrai Slack, réglé par l'environnement et .env.",
                en="The bot against real Slack, settings from the environment and .env.",
            ),
            "demo": Text(
                fr="Le bac à sable avec le bot, dans votre navigateur ; rien à régler.",
                en="The sandbox with the bot in it, in your browser; nothing to configure.",
            ),
            "migrate": Text(
                fr="Mettre le schéma de la base à niveau.",
                en="Bring the database's schema to the newest.",
            ),
            "doctor": Text(
                fr=(
                    "Examiner base de données, jetons, droits, horloge, canal, personnes et "
                    "courrier ; dire ce qu'il faut réparer."
                ),
                en=(
                    "Look at database, tokens, scopes, clock, channel, people and mail; say what "
                    "is to be mended."
                ),
            ),
            "manifest": Text(
                fr="Le manifeste de l'application, pour le Socket Mode sauf demande contraire.",
                en="The app's manifest, for Socket Mode unless told otherwise.",
            ),
            "mail": Text(
                fr="Le courrier de l'organisme : ce qui part de Vigie et ce qui arrive.",
                en="The school's mail: what leaves from Vigie and what arrives.",
            ),
            "mail check": Text(
                fr=(
                    "Essayer les deux serveurs de courrier, s'envoyer un courriel, dire ce qu'il "
                    "faut réparer."
                ),
                en="Try both mail servers, send a mail to itself, say what is to be mended.",
            ),
            "mail fetch": Text(
                fr=(
                    "Relever une fois la boîte, maintenant, sauf si le bot la lit.\n\nAvec un "
                    "jour, prendre aussi ce qui est arrivé depuis et n'a pas été lu, même si le "
                    "bot tourne."
                ),
                en=(
                    "Read once, now, what is new in the mailbox, unless the bot is reading it."
                    "\n\nWith a day, read what arrived since then and was not read, also while the "
                    "bot runs."
                ),
            ),
            "export": Text(
                fr=(
                    "Écrire le registre : un classeur, ou une partie en CSV ou JSON Lines.\n\nSans "
                    "--names, les personnes sont désignées par des repères. Des dossiers "
                    "confidentiels ne paraissent que la référence et les dates."
                ),
                en=(
                    "Write the register: a workbook, or one part as CSV or JSON Lines.\n\nWithout "
                    "--names people appear as labels. Confidential cases show reference and dates "
                    "only."
                ),
            ),
            "verify": Text(
                fr=(
                    "Vérifier la chaîne d'empreintes du journal, entrée par entrée, et comparer "
                    "le registre au journal.\n\nAvec des ancrages gardés ailleurs, vérifier aussi "
                    "que personne n'a réécrit la chaîne."
                ),
                en=(
                    "Check the journal's hash chain, entry by entry, and the register against it."
                    "\n\nWith anchors kept elsewhere, also check that nobody wrote the chain anew."
                ),
            ),
            "import": Text(
                fr=(
                    "Reprendre un registre existant. La seconde fois, rien ne change.\n\n"
                    "Rien n'est écrit tant que toutes les lignes ne peuvent pas l'être. Les "
                    "colonnes sont connues par leurs titres français. Un compte de chaque ligne "
                    "vient à la fin ; le statut n'est 0 que si aucune n'est refusée ni laissée de "
                    "côté."
                ),
                en=(
                    "Bring in an existing register. A second time it changes nothing.\n\n"
                    "Nothing is written unless every row can be. Columns are known by their French "
                    "headers. Ends with a reckoning of every row; status 0 only when none was "
                    "refused or left out."
                ),
            ),
            "sessions": Text(
                fr="Les sessions de formation, dont parlent les dossiers.",
                en="The training sessions that cases are about.",
            ),
            "sessions import": Text(
                fr=(
                    "Reprendre des sessions de formation. La seconde fois, rien ne change.\n\n"
                    "Rien n'est écrit tant que toutes les lignes ne peuvent pas l'être. Un compte "
                    "de chaque ligne vient à la fin ; le statut n'est 0 que si aucune n'est "
                    "refusée ni laissée de côté."
                ),
                en=(
                    "Bring in training sessions. A second time it changes nothing.\n\nNothing is "
                    "written unless every row can be. Ends with a reckoning of every row; status "
                    "0 only when none was refused or left out."
                ),
            ),
            "appreciations": Text(
                fr="Ce que les stagiaires disent des sessions, dans vos questionnaires.",
                en="What trainees say of sessions, in your surveys.",
            ),
            "appreciations import": Text(
                fr=(
                    "Reprendre les réponses d'un questionnaire. La seconde fois, rien ne change."
                    "\n\nRien n'est écrit tant que toutes les lignes ne peuvent pas l'être. Un "
                    "compte de chaque ligne vient à la fin ; le statut n'est 0 que si aucune n'est "
                    "refusée ni laissée de côté."
                ),
                en=(
                    "Bring in a survey's answers. A second time it changes nothing.\n\nNothing is "
                    "written unless every row can be. Ends with a reckoning of every row; status "
                    "0 only when none was refused or left out."
                ),
            ),
            "evidence": Text(
                fr=(
                    "Écrire le dossier de preuves : registre, historiques, courriers, politique, "
                    "index par indicateur.\n\nLe statut est 1 quand un document n'a pas pu être "
                    "fait et manque au dossier."
                ),
                en=(
                    "Write the evidence pack: register, histories, letters, policy, index by "
                    "indicator.\n\nIt ends with status 1 when a document could not be made, and "
                    "the pack lacks it."
                ),
            ),
            "summary": Text(
                fr="Dire les chiffres d'un mois tels qu'ils sont, dans la langue de l'organisme.",
                en="Tell a month's figures as they are now, in the office's language.",
            ),
            "review": Text(
                fr=(
                    "Le bilan d'un semestre en PDF : l'édition approuvée ou la dernière, ou ce qui "
                    "est connu aujourd'hui."
                ),
                en=(
                    "Set a half-year's review as PDF: the approved or latest edition, or what is "
                    "known now."
                ),
            ),
            "anonymise": Text(
                fr=(
                    "Effacer tout ce que des personnes ont écrit d'un dossier terminé ; ses "
                    "chiffres et la chaîne du journal restent.\n\nElle dit ensuite ce qui a été "
                    "cherché, et ce qui est ailleurs pour combien de temps."
                ),
                en=(
                    "Erase all that people wrote of a settled case; its figures and the journal's "
                    "chain stay.\n\nIt then says what was looked for, and what lies elsewhere for "
                    "how long."
                ),
            ),
            "retention": Text(
                fr="Combien de temps les textes sont gardés.", en="How long words are kept."
            ),
            "retention list": Text(
                fr=(
                    "Les dossiers terminés gardés au-delà de leur durée, et par quelle règle ; "
                    "n'efface rien."
                ),
                en="Which settled cases are kept beyond their time, by which rule; erases nothing.",
            ),
            "managers": Text(
                fr=(
                    "Choisir les responsables qualité hors de Slack, quand plus personne n'y peut "
                    "rien.\n\nCes personnes remplacent celles qui le sont, et changent le reste "
                    "avec /qualite reglages. Les dossiers confidentiels et la liste de leurs "
                    "référents restent tels quels."
                ),
                en=(
                    "Choose the quality managers from outside Slack, when nobody is left who could "
                    "in it.\n\nThey replace those there are, and change the rest with /qualite "
                    "reglages. Confidential cases and the list of those who handle them stay as "
                    "they are."
                ),
            ),
            "sealed": Text(
                fr="Les clés des signalements de violence, de harcèlement ou de discrimination.",
                en="The keys of reports of violence, harassment or discrimination.",
            ),
            "sealed init": Text(
                fr=(
                    "Créer les clés dans VIGIE_SEALED_FOLDER, à deux devant l'écran.\n\nLa clé de "
                    "secours s'affiche une fois ; elle se garde hors ligne et ouvre tout si celle "
                    "du serveur est perdue."
                ),
                en=(
                    "Make the keys in VIGIE_SEALED_FOLDER, with two people present.\n\nThe escrow "
                    "key is shown once; it is kept offline, and opens everything where the "
                    "server's is lost."
                ),
            ),
            "sealed handlers": Text(
                fr=(
                    "Dire qui traite les signalements, et le changer.\n\nDeux personnes, qui les "
                    "remplace, et un contact hors de l'école. La liste est dans le dossier du "
                    "coffre, pas dans la base."
                ),
                en=(
                    "Say who handles sealed reports, and change it.\n\nTwo people, who takes their "
                    "place, and a contact outside the school. The list lies in the sealed folder, "
                    "not in the database."
                ),
            ),
            "sealed rotate": Text(
                fr=(
                    "Donner au serveur une nouvelle clé : une fois par an, sur un soupçon, au "
                    "départ d'un administrateur."
                ),
                en=(
                    "Give the server a new key: once a year, on suspicion, when somebody with "
                    "root's rights leaves."
                ),
            ),
            "sealed recover": Text(
                fr=(
                    "Rouvrir le coffre avec la clé de secours, quand celle du serveur est perdue."
                    "\n\nOu, sans clé, après la restauration d'une sauvegarde plus ancienne de la "
                    "base."
                ),
                en=(
                    "Open the store again with the escrow key, where the server's is lost.\n\nOr, "
                    "without a key, after an older backup of the database was restored."
                ),
            ),
            "sealed backup": Text(
                fr=(
                    "Copier le coffre pour la seule clé de secours ; deux copies sont gardées, 35 "
                    "jours au plus."
                ),
                en=(
                    "Copy the store for the escrow key alone; two copies are kept, for 35 days at "
                    "most."
                ),
            ),
            "sealed scan": Text(
                fr=(
                    "Chercher des mots dans la base, les pièces et ce qui est nommé.\n\nUn mot par "
                    "ligne ; aucun n'est répété à l'écran. Le statut est 1 si l'un est trouvé. Ce "
                    "qui est compressé autrement qu'en archive ZIP, ou chiffré, n'est pas lu."
                ),
                en=(
                    "Look for words in database, kept files and what is named.\n\nOne word a line; "
                    "none is repeated on the screen. Ends with status 1 when one is found. What is "
                    "compressed otherwise than in a ZIP archive, or encrypted, is not read."
                ),
            ),
            "backup": Text(
                fr=(
                    "Écrire la base et les pièces conservées dans une archive, vérifiée. Le bot "
                    "peut continuer.\n\n« - » l'envoie sur la sortie standard, pour la chiffrer ou "
                    "la porter ailleurs."
                ),
                en=(
                    "Write database and kept files to one archive, checked. The bot may go on "
                    "running.\n\n« - » sends it to standard output, to be encrypted or carried "
                    "elsewhere."
                ),
            ),
            "restore": Text(
                fr=(
                    "Remplir une base vide et le dossier des pièces depuis une sauvegarde. Arrêtez "
                    "le bot avant.\n\nCe qui fut effacé depuis la sauvegarde l'est de nouveau, "
                    "d'après la liste des effacements."
                ),
                en=(
                    "Fill an empty database and the folder of kept files from a backup. Stop the "
                    "bot before.\n\nWhat was erased since the backup is erased again, by the "
                    "ledger."
                ),
            ),
            "rehearse": Text(
                fr=(
                    "Restaurer une sauvegarde à l'essai, la vérifier et n'en rien garder. Le bot "
                    "peut continuer."
                ),
                en="Restore a backup on trial, check it and keep nothing. The bot may go on.",
            ),
        }
    )
    parameter = Choices(
        {
            "vigie.version": Text(fr="Dire la version et finir.", en="Tell the version and end."),
            "demo.port": Text(
                fr="Le port de la page, sur 127.0.0.1.", en="Port of the page, on 127.0.0.1."
            ),
            "doctor.rehearse": Text(
                fr=(
                    "Faire ensuite chaque sorte d'appel une fois, marqué comme essai, et retirer "
                    "ce qui en vient."
                ),
                en=(
                    "Then make each kind of call once, marked as a trial, and remove what it made."
                ),
            ),
            "doctor.person": Text(
                fr="À qui écrire ; sinon le premier responsable qualité.",
                en="Whom to write to; else the first quality manager.",
            ),
            "manifest.http": Text(
                fr="Pour le mode HTTP, où Slack joint Vigie à cette adresse.",
                en="For HTTP mode, where Slack reaches Vigie at this address.",
            ),
            "mail check.letter": Text(
                fr="Envoyer un courriel d'essai à l'adresse de l'organisme, ou non.",
                en="Send a mail as a trial to the school's own address, or not.",
            ),
            "mail check.wait": Text(
                fr="Combien de secondes l'attendre.", en="How many seconds to wait for it."
            ),
            "mail fetch.since": Text(
                fr="Le premier jour à relire, 30 jours en arrière au plus.",
                en="The first day to be read, at most 30 days ago.",
            ),
            "export.output": Text(fr="Le fichier à écrire.", en="The file to write."),
            "export.first_day": _FIRST_DAY,
            "export.last_day": _LAST_DAY,
            "export.kind": Text(fr="Une partie seulement.", en="One part only."),
            "export.format_": Text(
                fr="Sans cette option, le nom du fichier le dit.",
                en="Told by the file's name when left out.",
            ),
            "export.names": _NAMES,
            "verify.anchors": Text(
                fr="Une liste d'ancrages ; sinon celle de VIGIE_LEDGER_FOLDER.",
                en="A list of anchors; without it the one in VIGIE_LEDGER_FOLDER.",
            ),
            "verify.anchor": Text(
                fr="Un ancrage tel qu'il est imprimé.", en="An anchor as it is printed."
            ),
            "import.file": Text(
                fr="Le registre : CSV ou classeur (.xlsx).",
                en="The register: CSV or a workbook (.xlsx).",
            ),
            "import.mapping_file": Text(
                fr="Quelle colonne est laquelle, en YAML.", en="Which column is which, in YAML."
            ),
            "import.encoding": _ENCODING,
            "import.update": Text(
                fr="Reprendre aussi les lignes qui disent autre chose qu'avant.",
                en="Apply rows that say something else than before.",
            ),
            "sessions import.file": Text(
                fr="Les sessions : CSV, classeur (.xlsx) ou calendrier (.ics).",
                en="The sessions: CSV, a workbook (.xlsx) or a calendar (.ics).",
            ),
            "sessions import.encoding": _ENCODING,
            "sessions import.update": Text(
                fr="Appliquer aux sessions connues ce que les lignes disent d'autre.",
                en="Apply to known sessions what rows say otherwise.",
            ),
            "sessions import.dry_run": _DRY_RUN,
            "appreciations import.file": Text(
                fr="Les réponses : CSV ou classeur (.xlsx).",
                en="The answers: CSV or a workbook (.xlsx).",
            ),
            "appreciations import.scale": Text(
                fr="La meilleure note possible, si le fichier ne la dit pas.",
                en="The best score that can be given, where the file does not say it.",
            ),
            "appreciations import.encoding": _ENCODING,
            "appreciations import.dry_run": _DRY_RUN,
            "import.dry_run": _DRY_RUN,
            "evidence.first_day": _FIRST_DAY,
            "evidence.last_day": _LAST_DAY,
            "evidence.output": Text(
                fr="L'archive à écrire (.zip).", en="The archive to write (.zip)."
            ),
            "evidence.policy": Text(
                fr="Votre politique signée, mise dans le dossier.",
                en="Your signed policy, put into the pack.",
            ),
            "evidence.names": _NAMES,
            "summary.month": Text(fr="Le mois, tel que 2026-10.", en="The month, such as 2026-10."),
            "summary.output": _PDF,
            "review.semester": Text(
                fr="Le semestre, tel que 2026-S1.", en="The half-year, such as 2026-S1."
            ),
            "review.output": _PDF,
            "review.edition": Text(
                fr="Une édition arrêtée ; sinon la dernière, ou ce qui est connu aujourd'hui.",
                en="A frozen edition; without it the latest, or what is known now.",
            ),
            "anonymise.ref": Text(
                fr="Le dossier, tel que REC-2026-0007.", en="The case, such as REC-2026-0007."
            ),
            "anonymise.yes": Text(fr="Ne pas demander.", en="Do not ask."),
            "managers.people": Text(
                fr="Identifiants Slack, tels que U012AB3CD.", en="Slack ids, such as U012AB3CD."
            ),
            "sealed init.halves": _HALVES,
            "sealed rotate.escrow": Text(
                fr="Changer aussi la clé de secours.", en="Change the escrow key too."
            ),
            "sealed rotate.halves": _HALVES,
            "sealed recover.copy": Text(
                fr="Une copie du coffre, à remettre dans un dossier vide.",
                en="A copy of the store, to be put into an empty folder.",
            ),
            "sealed recover.halves": _HALVES,
            "sealed recover.restored": Text(
                fr="Une sauvegarde plus ancienne de la base vient d'être restaurée.",
                en="An older backup of the database has just been restored.",
            ),
            "sealed backup.to": Text(
                fr="Le dossier où l'écrire.", en="The folder to write it into."
            ),
            "sealed scan.words": Text(
                fr="Le fichier des mots, ou - pour l'entrée standard.",
                en="The file of words, or - for standard input.",
            ),
            "sealed scan.more": Text(
                fr="Un fichier ou un dossier de plus ; peut être répété.",
                en="One more file or folder; may be repeated.",
            ),
            "backup.file": Text(fr="L'archive à écrire.", en="The archive to write."),
            "backup.prune": Text(
                fr=(
                    "Effacer ensuite les anciennes, dans le même dossier : il en reste trente, "
                    "d'un jour chacune, de 35 jours au plus."
                ),
                en=(
                    "Then delete old ones in the same folder: thirty stay, one a day, 35 days "
                    "old at most."
                ),
            ),
            "rehearse.file": Text(fr="L'archive à essayer.", en="The archive to try."),
            "restore.ledger": Text(
                fr="La liste des effacements ; sinon celle de VIGIE_LEDGER_FOLDER.",
                en="The ledger of erasures; without it the one in VIGIE_LEDGER_FOLDER.",
            ),
            "restore.file": Text(fr="L'archive à lire.", en="The archive to read."),
        }
    )
