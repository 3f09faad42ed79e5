"""Texts of the quality channel, and of trouble around Vigie."""

from bot.domain.messages.school import Alarm
from bot.domain.school.office import OfficeChoice
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class CardTexts(Area):
    """A case's card, and the notice made from it."""

    title = Text(fr="{kind} {ref} · {about}", en="{kind} {ref} · {about}")
    late_title = Text(fr="En retard · {title}", en="Overdue · {title}")
    confidential_title = Text(fr="Dossier confidentiel {ref}", en="Confidential case {ref}")
    quoted = Text(fr="« {text} »", en="“{text}”")
    severity = Text(fr="gravité {severity}", en="severity {severity}")
    to_confirm = Text(fr="à confirmer", en="to be confirmed")
    unconfirmed = Text(fr="{said} ({to_confirm})", en="{said} ({to_confirm})")
    received = Text(fr="{party}, {channel}, reçue {when}", en="{party}, {channel}, received {when}")
    recorded = Text(fr="saisie par {who}", en="entered by {who}")
    reported = Text(fr="signalé par {who}, {when}", en="reported by {who}, {when}")
    site = Text(fr="{site} (heure locale)", en="{site} (local time)")
    remedy = Text(fr="Solution souhaitée : {text}", en="Solution asked for: {text}")
    files = Both(
        fr=Counted(none="", one="1 pièce", many="{count} pièces"),
        en=Counted(none="", one="1 file", many="{count} files"),
    )
    refused_files = Both(
        fr=Counted(none="", one="1 pièce refusée", many="{count} pièces refusées"),
        en=Counted(none="", one="1 file refused", many="{count} files refused"),
    )
    refused_why = Text(fr="{count} : {reasons}", en="{count}: {reasons}")
    due = Text(fr="{what} : {when}", en="{what}: {when}")
    late = Text(
        fr="*En retard de {span} : {what}* (échéance : {when})",
        en="*Overdue by {span}: {what}* (was due {when})",
    )
    late_mark = Text(
        fr="*En retard : {what}* (échéance : {when})", en="*Overdue: {what}* (was due {when})"
    )
    action = Text(
        fr="Action {ref} · {title} · {when} · {owner}",
        en="Action {ref} · {title} · {when} · {owner}",
    )
    more_actions = Both(
        fr=Counted(none="", one="et 1 autre action", many="et {count} autres actions"),
        en=Counted(none="", one="and 1 more action", many="and {count} more actions"),
    )
    answer_asked = Text(
        fr="Réponse à notre proposition : demandée pour le {day}",
        en="Answer to our proposal: asked for by {day}",
    )
    validating = Text(
        fr="« Valider et clore » dit aussi que personne d'autre n'est à informer.",
        en="“Validate and close” also says that nobody else has to be told.",
    )
    in_place_on = Text(
        fr="Mise en œuvre : annoncée pour le {day}", en="To be put in place: announced for {day}"
    )
    owner = Text(fr="Pilote : {who}", en="Owner: {who}")
    nobody = Text(fr="personne", en="nobody")
    on_spot = Text(fr="réglé sur place", en="settled on the spot")
    mention_stopped = Text(
        fr="{who} : la session est interrompue.", en="{who}: the session has stopped."
    )
    mention_injury = Text(
        fr="{who} : une personne est blessée ou souffrante.",
        en="{who}: somebody is injured or unwell.",
    )
    mention_both = Text(
        fr="{who} : session interrompue, et une personne est blessée ou souffrante.",
        en="{who}: the session has stopped, and somebody is injured or unwell.",
    )
    mention_plain = Text(fr="{who} : ce dossier n'attend pas.", en="{who}: this case cannot wait.")
    case_moved = Text(
        fr="Le dossier {ref} est maintenant suivi dans {channel}.",
        en="Case {ref} is now followed in {channel}.",
    )
    moved = Text(
        fr="Ce message est maintenant dans {channel}.", en="This message is now in {channel}."
    )
    view = Text(fr="Voir le dossier", en="View case")
    view_spoken = Text(fr="Voir le dossier {ref}", en="View case {ref}")


class NoticeTexts(Area):
    why = Text(
        fr="Vous recevez ce message en tant que responsable de formation.",
        en="You receive this message because you are in charge of training.",
    )
    confidential = Text(
        fr="Un dossier confidentiel est enregistré : {ref}.",
        en="A confidential case is on file: {ref}.",
    )
    setup = Text(
        fr="Avant que Vigie puisse tout faire, il reste à choisir :",
        en="Before Vigie can do all its work, these remain to be chosen:",
    )
    choice = Choices(
        {
            OfficeChoice.QUALITY_CHANNEL: Text(fr="le canal qualité", en="the quality channel"),
            OfficeChoice.QUALITY_MANAGERS: Text(
                fr="les responsables qualité", en="the quality managers"
            ),
            OfficeChoice.TRAINING_MANAGERS: Text(
                fr="les responsables de formation", en="the training managers"
            ),
        }
    )
    setup_missing = Text(fr="• {what}", en="• {what}")
    setup_by = Text(
        fr="Cela se fait avec `/qualite reglages`, par {who}.",
        en="This is done with `/qualite reglages`, by {who}.",
    )
    setup_by_admin = Text(
        fr=(
            "Cela se fait avec `/qualite reglages`, par une personne qui administre cet espace "
            "Slack."
        ),
        en="This is done with `/qualite reglages`, by an administrator of this Slack workspace.",
    )
    and_others = Both(
        fr=Counted(none="", one="et 1 autre personne", many="et {count} autres personnes"),
        en=Counted(none="", one="and 1 other", many="and {count} others"),
    )


class TroubleTexts(Area):
    """Texts for what could not be sent, by the outbox's kinds, and why, by Slack's error codes."""

    stopped = Text(fr="Slack refuse {what} : {reason}.", en="Slack refuses {what}: {reason}.")
    kept = Text(
        fr="Rien n'est perdu : tout est enregistré, et Vigie reprendra une fois cela réglé.",
        en="Nothing is lost: all is recorded, and Vigie will go on once this is mended.",
    )
    kinds = Choices(
        {
            "card": Text(fr="les fiches du canal qualité", en="the cards of the quality channel"),
            "incident_notice": Text(
                fr="un message direct sur un incident", en="a direct message about an incident"
            ),
            "step_line": Text(
                fr="une ligne dans le fil d'une fiche", en="a line in the thread of a card"
            ),
            "receipt": Text(
                fr="le reçu d'un dossier, en message direct",
                en="the receipt of a case, in a direct message",
            ),
            "reporter_news": Text(
                fr="des nouvelles d'un dossier, en message direct",
                en="news of a case, in a direct message",
            ),
            "owner_notice": Text(
                fr="l'annonce d'un dossier à son pilote", en="word of a case to its owner"
            ),
            "handler_notice": Text(
                fr="l'annonce d'un dossier confidentiel à ses référents",
                en="the notice of a confidential case to its handlers",
            ),
            "access_ended": Text(
                fr="l'annonce de la fin d'un accès", en="word that an access has ended"
            ),
            "handlers_changed": Text(
                fr="l'annonce d'un changement de référents", en="the notice of a change of handlers"
            ),
            "action_notice": Text(
                fr="l'annonce d'une action à qui doit la faire",
                en="word of an action to the one who is to do it",
            ),
            "keep_file": Text(fr="une pièce jointe", en="an attached file"),
            "file_shown": Text(fr="une pièce demandée", en="a file that was asked for"),
            "picture_in_thread": Text(
                fr="une image dans le fil de sa fiche", en="a picture in the thread of its card"
            ),
            "withdraw_file": Text(
                fr="le retrait d'une pièce montrée dans Slack",
                en="the removal of a file shown in Slack",
            ),
            "files_refused": Text(
                fr="l'avis d'une pièce qui n'est pas conservée",
                en="word of a file that is not kept",
            ),
            "note_answer": Text(
                fr="la réponse à une note écrite à Vigie", en="the answer to a note sent to Vigie"
            ),
            "direct_answer": Text(
                fr="la réponse à un message écrit à Vigie",
                en="the answer to a message written to Vigie",
            ),
            "summary": Text(fr="le bilan du mois", en="the monthly summary"),
            "review": Text(fr="le bilan du semestre", en="the half-yearly review"),
            "review_pdf": Text(fr="le PDF du bilan semestriel", en="the half-yearly review's PDF"),
            "summary_pdf": Text(fr="le PDF du bilan", en="the summary's PDF"),
            "summary_workbook": Text(fr="le classeur du bilan", en="the summary's workbook"),
            "summary_picture": Text(fr="les graphiques du bilan", en="the summary's charts"),
            "register": Text(fr="un registre demandé", en="a register that was asked for"),
            "evidence": Text(
                fr="un dossier de preuves demandé", en="an evidence pack that was asked for"
            ),
            "recurrence": Text(fr="l'annonce d'un sujet récurrent", en="word of a recurring topic"),
            "meeting_day_off": Text(
                fr="l'avis d'une réunion un jour férié", en="word of a meeting on a holiday"
            ),
            "activity_request": Text(
                fr="la question sur l'activité du mois",
                en="the question about the month's activity",
            ),
            "meeting_questions": Text(
                fr="les questions pour la réunion", en="the questions for the meeting"
            ),
            "meeting_line": Text(
                fr="une décision ou un compte rendu de la réunion",
                en="a decision or the minutes of the meeting",
            ),
        }
    )
    other_kind = Text(fr="un message", en="a message")
    reasons = Choices(
        {
            "channel_not_found": Text(
                fr="le canal n'existe plus, ou Vigie n'y est pas invitée",
                en="the channel is gone, or Vigie is not invited to it",
            ),
            "not_in_channel": Text(
                fr="Vigie n'est pas invitée dans le canal", en="Vigie is not invited to the channel"
            ),
            "is_archived": Text(fr="le canal est archivé", en="the channel is archived"),
            "is_inactive": Text(fr="le canal est archivé", en="the channel is archived"),
            "restricted_action": Text(
                fr="l'espace Slack ne permet pas à Vigie d'y écrire",
                en="the workspace does not let Vigie write there",
            ),
            "user_disabled": Text(
                fr="la personne n'a plus de compte", en="the person's account is closed"
            ),
            "user_not_found": Text(
                fr="la personne n'est pas dans cet espace Slack",
                en="the person is not in this workspace",
            ),
            "messages_tab_disabled": Text(
                fr="les messages directs à Vigie sont désactivés",
                en="direct messages to Vigie are switched off",
            ),
            "cannot_typeset": Text(
                fr="le document n'a pas pu être composé", en="the document could not be set"
            ),
            "too_many_rows": Text(
                fr="une feuille a un million de lignes au plus, essayez un an à la fois",
                en="a sheet holds a million rows at most; try a year at a time",
            ),
        }
    )
    other_reason = Text(fr="sa réponse est « {error} »", en="it answered “{error}”")


_NOTHING_TO_DO = Text(fr="Il n'y a rien à faire.", en="There is nothing to do.")
_SET_CLOCK = Text(
    fr=(
        "Jusqu'à ce qu'elle soit réglée, Vigie compte avec l'heure de Slack. Demandez à la "
        "personne qui s'occupe du serveur de la remettre à l'heure (NTP)."
    ),
    en=(
        "Until it is put right, Vigie reckons with Slack's time. Ask whoever looks after the "
        "server to set its clock (NTP)."
    ),
)


class AlarmTexts(Area):
    """Troubles, and their remedies."""

    daily = Text(
        fr="Vigie le redit chaque jour, et le jour où c'est rétabli.",
        en="Vigie says it again every day, and on the day when all is well.",
    )
    wrong = Choices(
        {
            Alarm.DEAF: Text(
                fr=(
                    "Depuis plusieurs minutes, un serveur de Vigie n'a plus de liaison avec "
                    "Slack : des formulaires et des boutons peuvent rester sans réponse."
                ),
                en=(
                    "For some minutes a server of Vigie has had no connection with Slack: forms "
                    "and buttons may get no answer."
                ),
            ),
            Alarm.HEARS_AGAIN: Text(
                fr="Rétabli : le serveur de Vigie est de nouveau en liaison avec Slack.",
                en="All is well again: the server of Vigie is connected with Slack.",
            ),
            Alarm.WAITING: Text(
                fr="Des messages de Vigie attendent de partir depuis plus de dix minutes.",
                en="Messages of Vigie have been waiting to leave for more than ten minutes.",
            ),
            Alarm.SENT_AGAIN: Text(
                fr="Rétabli : les messages de Vigie partent de nouveau.",
                en="All is well again: Vigie's messages leave.",
            ),
            Alarm.LATE: Text(
                fr=(
                    "Des rappels de Vigie ont plus de dix minutes de retard : une échéance peut "
                    "passer sans avoir été rappelée."
                ),
                en=(
                    "Reminders of Vigie are more than ten minutes late: a deadline may pass "
                    "without having been recalled."
                ),
            ),
            Alarm.RECALLED_AGAIN: Text(
                fr="Rétabli : les rappels de Vigie partent à l'heure.",
                en="All is well again: Vigie's reminders are on time.",
            ),
            Alarm.CLOCK_AHEAD: Text(
                fr="L'horloge du serveur de Vigie avance de plus de {span} sur celle de Slack.",
                en="The clock of Vigie's server is more than {span} ahead of Slack's.",
            ),
            Alarm.CLOCK_BEHIND: Text(
                fr="L'horloge du serveur de Vigie retarde de plus de {span} sur celle de Slack.",
                en="The clock of Vigie's server is more than {span} behind Slack's.",
            ),
            Alarm.CLOCK_AGAIN: Text(
                fr="Rétabli : l'horloge du serveur de Vigie est à l'heure.",
                en="All is well again: the clock of Vigie's server is right.",
            ),
            Alarm.SECOND_INSTALL: Text(
                fr=(
                    "Une autre installation de Vigie se sert de la même application Slack : une "
                    "partie de ce qui est signalé peut arriver dans son registre, et pas dans "
                    "celui-ci."
                ),
                en=(
                    "Another installation of Vigie uses the same Slack app: some of what is "
                    "reported may end up in its register, and not in this one."
                ),
            ),
            Alarm.MAIL_LOGIN: Text(
                fr=(
                    "Le serveur de courrier ne reconnaît plus l'identifiant de Vigie : les lettres "
                    "par courriel attendent."
                ),
                en="The mail server no longer lets Vigie log in: letters by e-mail are waiting.",
            ),
            Alarm.MAIL_UNSAFE: Text(
                fr=(
                    "La connexion au serveur de courrier n'est pas sûre (chiffrement ou certificat "
                    "refusé) : les lettres par courriel attendent."
                ),
                en=(
                    "The connection to the mail server is not safe (no encryption, or a "
                    "certificate that is refused): letters by e-mail are waiting."
                ),
            ),
            Alarm.MAIL_UNREAD: Text(
                fr=(
                    "Vigie ne parvient plus à lire la boîte de l'organisme depuis plus de {span} : "
                    "les courriels y attendent, et leurs délais courent."
                ),
                en=(
                    "Vigie has not been able to read the school's mailbox for more than {span}: "
                    "mails are waiting there, and their deadlines run."
                ),
            ),
            Alarm.MAIL_AGAIN: Text(
                fr="Rétabli : Vigie lit de nouveau la boîte de l'organisme.",
                en="All is well again: Vigie reads the school's mailbox.",
            ),
            Alarm.MAIL_SILENT: Text(
                fr="Rien n'est arrivé dans la boîte de l'organisme depuis {span}.",
                en="Nothing has come into the school's mailbox for {span}.",
            ),
            Alarm.MAIL_IN_JUNK: Text(
                fr=(
                    "Des courriels sont arrivés dans les indésirables de la boîte de l'organisme : "
                    "une réclamation peut s'y trouver."
                ),
                en=(
                    "Mails came into the junk folder of the school's mailbox: a complaint may be "
                    "among them."
                ),
            ),
            Alarm.BACKUP_OLD: Text(
                fr=(
                    "Le registre n'a pas été sauvegardé depuis plus longtemps que prévu : si le "
                    "serveur tombait maintenant, ce qui s'est passé depuis serait perdu."
                ),
                en=(
                    "The register has not been backed up for longer than planned: if the server "
                    "failed now, what happened since would be lost."
                ),
            ),
            Alarm.BACKUP_AGAIN: Text(
                fr="Rétabli : le registre est de nouveau sauvegardé.",
                en="All is well again: the register is being backed up.",
            ),
            Alarm.DISK_FULL: Text(
                fr=(
                    "Le disque du serveur de Vigie est presque plein : bientôt, plus rien ne "
                    "pourra être enregistré ni sauvegardé."
                ),
                en=(
                    "The disk of Vigie's server is nearly full: soon nothing more can be recorded "
                    "or backed up."
                ),
            ),
            Alarm.DISK_AGAIN: Text(
                fr="Rétabli : le disque du serveur de Vigie a de nouveau de la place.",
                en="All is well again: the disk of Vigie's server has room.",
            ),
        }
    )
    remedy = Choices(
        {
            Alarm.DEAF: Text(
                fr=(
                    "Ce qui est enregistré est gardé, et Vigie réessaie d'elle-même. Demandez à la "
                    "personne qui s'occupe du serveur ce que dit `vigie doctor`."
                ),
                en=(
                    "What is recorded is kept, and Vigie tries again by itself. Ask whoever looks "
                    "after the server what `vigie doctor` says."
                ),
            ),
            Alarm.HEARS_AGAIN: _NOTHING_TO_DO,
            Alarm.WAITING: Text(
                fr=(
                    "Rien n'est perdu : Vigie réessaie d'elle-même. Demandez à la personne qui "
                    "s'occupe du serveur ce que dit `vigie doctor`."
                ),
                en=(
                    "Nothing is lost: Vigie tries again by itself. Ask whoever looks after the "
                    "server what `vigie doctor` says."
                ),
            ),
            Alarm.SENT_AGAIN: _NOTHING_TO_DO,
            Alarm.LATE: Text(
                fr=(
                    "D'ici là, voyez vos échéances à l'accueil de Vigie, et demandez à la personne "
                    "qui s'occupe du serveur ce que dit `vigie doctor`."
                ),
                en=(
                    "Until then see your deadlines on Vigie's Home tab, and ask whoever looks "
                    "after the server what `vigie doctor` says."
                ),
            ),
            Alarm.RECALLED_AGAIN: _NOTHING_TO_DO,
            Alarm.CLOCK_AHEAD: _SET_CLOCK,
            Alarm.CLOCK_BEHIND: _SET_CLOCK,
            Alarm.CLOCK_AGAIN: _NOTHING_TO_DO,
            Alarm.SECOND_INSTALL: Text(
                fr=(
                    "Demandez à la personne qui s'occupe du serveur d'arrêter celle qui est de "
                    "trop (une copie d'essai, un ancien serveur), puis de regarder ce qu'elle a "
                    "reçu."
                ),
                en=(
                    "Ask whoever looks after the server to stop the one too many (a copy for "
                    "trials, an old server), and then to look at what it received."
                ),
            ),
            Alarm.MAIL_LOGIN: Text(
                fr=(
                    "Rien n'est perdu : chaque dossier dit où en est sa lettre. "
                    "Demandez à la personne qui s'occupe du serveur de vérifier le mot de passe "
                    "de la boîte ou l'accès de l'application. Vigie réessaie d'elle-même, au "
                    "moins une fois par heure."
                ),
                en=(
                    "Nothing is lost: each case says where its letter stands. Ask whoever "
                    "looks after the server to check the mailbox's password or the application's "
                    "access. Vigie tries again by itself, at least once an hour."
                ),
            ),
            Alarm.MAIL_UNSAFE: Text(
                fr=(
                    "Rien n'est perdu : chaque dossier dit où en est sa lettre. "
                    "Demandez à la personne qui s'occupe du serveur de vérifier l'adresse du "
                    "serveur de courrier et son certificat. Vigie réessaie d'elle-même, au moins "
                    "une fois par heure."
                ),
                en=(
                    "Nothing is lost: each case says where its letter stands. Ask whoever "
                    "looks after the server to check the mail server's address and its "
                    "certificate. Vigie tries again by itself, at least once an hour."
                ),
            ),
            Alarm.MAIL_UNREAD: Text(
                fr=(
                    "Vigie prendra ce qui s'y trouve dès que la boîte s'ouvre. D'ici là, lisez-la "
                    "vous-même, et demandez à la personne qui s'occupe du serveur ce que dit "
                    "`vigie mail check`."
                ),
                en=(
                    "Vigie will take in what is there once the mailbox opens. Until then, read it "
                    "yourself, and ask whoever looks after the server what `vigie mail check` says."
                ),
            ),
            Alarm.MAIL_AGAIN: _NOTHING_TO_DO,
            Alarm.MAIL_SILENT: Text(
                fr=(
                    "C'est peut-être le calme des congés. Sinon, écrivez-lui d'une autre adresse : "
                    "si rien n'apparaît ici, demandez à la personne qui s'occupe du serveur ce que "
                    "dit `vigie mail check`."
                ),
                en=(
                    "It may be the quiet of the holidays. If not, write to it from another "
                    "address: if nothing shows here, ask whoever looks after the server what "
                    "`vigie mail check` says."
                ),
            ),
            Alarm.MAIL_IN_JUNK: Text(
                fr=(
                    "Vigie ne lit pas ce dossier. Regardez-y, et remettez dans la boîte de "
                    "réception ce qui n'y a pas sa place : Vigie le prendra alors. Ce message ne "
                    "revient pas avant que le dossier ait été vidé."
                ),
                en=(
                    "Vigie does not read that folder. Look into it, and move back to the inbox "
                    "what does not belong there: Vigie will take it in then. This message does "
                    "not come again before the folder was emptied."
                ),
            ),
            Alarm.BACKUP_OLD: Text(
                fr=(
                    "Demandez à la personne qui s'occupe du serveur de faire une sauvegarde et de "
                    "regarder pourquoi elles ne se font plus (`vigie doctor`)."
                ),
                en=(
                    "Ask whoever looks after the server to make a backup, and to see why none is "
                    "made any more (`vigie doctor`)."
                ),
            ),
            Alarm.BACKUP_AGAIN: _NOTHING_TO_DO,
            Alarm.DISK_FULL: Text(
                fr="Demandez à la personne qui s'occupe du serveur d'y faire de la place.",
                en="Ask whoever looks after the server to make room there.",
            ),
            Alarm.DISK_AGAIN: _NOTHING_TO_DO,
        }
    )
