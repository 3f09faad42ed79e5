"""Texts about steps taken: lines of a card's thread, direct messages, entries of the journal."""

from collections.abc import Mapping

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.journal_entries import Event
from bot.ui.texts.language import Area, Both, Choices, Counted, Text
from bot.ui.texts.steps.actions import ACTION_STEPS
from bot.ui.texts.steps.steps import STEPS


class LineTexts(Area):
    """`step` and `action` have a sentence for each; the others stand in for some of them.

    `brief` says only what and when, for confidential cases and minimal cards.
    """

    linked = Text(
        fr="{duplicate} est un doublon de ce dossier, selon {who}.",
        en="{duplicate} is a duplicate of this case, says {who}.",
    )
    unlinked = Text(
        fr="{duplicate} n'est plus un doublon de ce dossier : {who} l'a rouvert.",
        en="{duplicate} is no duplicate of this case any more: {who} reopened it.",
    )
    returned = Text(
        fr=(
            "Dossier rouvert : {original}, dont il était un doublon, n'est plus traité, selon "
            "{who}."
        ),
        en="Case reopened: {original}, which it repeats, is not handled any more, says {who}.",
    )
    owner_left = Text(
        fr="{owner} n'a plus de compte Slack : le dossier attend un pilote.",
        en="{owner} has no Slack account any more: the case needs an owner.",
    )
    action_owner_left = Text(
        fr=(
            "Action {action} confiée à {owner} : la personne qui la pilotait n'a plus de compte "
            "Slack."
        ),
        en="Action {action} given to {owner}: whoever had it has no Slack account any more.",
    )
    brief = Text(fr="{event}, {when}.", en="{event}, {when}.")
    late = Text(fr="{line} C'était {when}.", en="{line} That was {when}.")
    no_answer = Text(fr="sans réponse", en="no answer")


class NewsTexts(Area):
    """Direct messages about cases and actions."""

    late = Text(
        fr="Ce message attendait depuis {when} : il n'a pas pu partir plus tôt.",
        en="This message has waited since {when}: it could not leave earlier.",
    )
    told = Text(fr="{ref} : {line}", en="{ref}: {line}")
    told_brief = Text(
        fr="{ref}, dossier confidentiel : {line}", en="{ref}, confidential case: {line}"
    )
    owned = Text(fr="{title} : ce dossier vous est confié.", en="{title}: this case is yours.")
    owned_confidential = Text(
        fr="Le dossier confidentiel {ref} vous est confié.",
        en="The confidential case {ref} is yours.",
    )
    settled = Text(
        fr="{title} · {standing} : il n'y a plus rien à faire.",
        en="{title} · {standing}: there is nothing left to do.",
    )
    owned_by = Text(
        fr="{title} : {owner} pilote ce dossier maintenant.",
        en="{title}: {owner} owns this case now.",
    )
    owned_by_nobody = Text(
        fr="{title} : ce dossier attend un pilote.", en="{title}: this case needs an owner."
    )
    action = Text(
        fr="Action {ref}, à faire pour le {day} :", en="Action {ref}, to be done by {day}:"
    )
    action_is = Choices(
        {
            ActionStatus.TO_DO: Text(
                fr="Action {ref} ({title}) : {owner} la pilote maintenant.",
                en="Action {ref} ({title}): {owner} owns it now.",
            ),
            ActionStatus.DONE: Text(
                fr="Action {ref} ({title}) : faite {when} par {who}, son effet reste à vérifier.",
                en="Action {ref} ({title}): done {when} by {who}, its effect is to be checked.",
            ),
            ActionStatus.EFFECTIVE: Text(
                fr="Action {ref} ({title}) : faite {when} par {who}, et son effet est vérifié.",
                en="Action {ref} ({title}): done {when} by {who}, and its effect is checked.",
            ),
            ActionStatus.CANCELLED: Text(
                fr="Action {ref} ({title}) : annulée.", en="Action {ref} ({title}): cancelled."
            ),
        }
    )
    action_criterion = Text(fr="Elle aura réussi si :", en="It will have succeeded if:")
    owner_left = Text(
        fr=(
            "{ref} attend un pilote : {owner} n'a plus de compte Slack. Ouvrez le dossier pour "
            "l'attribuer."
        ),
        en="{ref} needs an owner: {owner} has no Slack account any more. Open the case to give it.",
    )
    action_owner_left = Text(
        fr=(
            "L'action {ref}, à faire pour le {day}, est confiée à {owner} : {left} n'a plus de "
            "compte Slack. Changez de pilote s'il le faut."
        ),
        en=(
            "Action {ref}, to be done by {day}, is now {owner}'s: {left} has no Slack account any "
            "more. Give it to somebody else if need be."
        ),
    )
    note_refused = Text(
        fr=(
            "Votre réponse au sujet de {ref} n'est pas gardée au dossier : seules les personnes "
            "qui le suivent peuvent y ajouter une note."
        ),
        en=(
            "Your reply about {ref} is not kept in the case: only people who follow it can add a "
            "note."
        ),
    )
    note_kept = Both(
        fr=Counted(
            none="votre réponse est ajoutée au dossier.",
            one=(
                "votre réponse est ajoutée au dossier avec sa pièce jointe. Si Vigie ne peut pas "
                "la conserver, elle vous le dira."
            ),
            many=(
                "votre réponse est ajoutée au dossier avec ses {count} pièces jointes. Si Vigie "
                "ne peut pas en conserver une, elle vous le dira."
            ),
        ),
        en=Counted(
            none="your reply is added to the case.",
            one=(
                "your reply is added to the case with its file. If Vigie cannot keep it, you will "
                "be told."
            ),
            many=(
                "your reply is added to the case with its {count} files. If Vigie cannot keep one, "
                "you will be told."
            ),
        ),
    )
    notes = Both(
        fr=Counted(
            none="",
            one="une note est ajoutée à ce dossier, que vous pilotez.",
            many="{count} notes sont ajoutées à ce dossier, que vous pilotez.",
        ),
        en=Counted(
            none="",
            one="a note was added to this case, which you own.",
            many="{count} notes were added to this case, which you own.",
        ),
    )
    note_by = Text(fr="• {who}, {when}", en="• {who}, {when}")
    note_said = Text(fr="• {who}, {when} : {words}", en="• {who}, {when}: {words}")
    confided = Text(
        fr=(
            "Le dossier confidentiel {ref} est réservé à {who}. Personne d'autre n'en lit le "
            "récit, sauf qui l'a enregistré et qui le pilote."
        ),
        en=(
            "The confidential case {ref} is reserved for {who}. Nobody else reads what happened, "
            "but for who filed it and who owns it."
        ),
    )
    access_ended = Text(
        fr="Vous n'avez plus accès au dossier {ref} : d'autres personnes le traitent désormais.",
        en="You no longer have access to case {ref}: other people handle it from now on.",
    )
    handlers_changed = Text(
        fr=(
            "{actor} a changé les référents des dossiers confidentiels. Avant : {before}. "
            "Désormais : {after}. Les dossiers déjà enregistrés restent à leurs référents."
        ),
        en=(
            "{actor} changed the handlers of confidential cases. Before: {before}. From now on: "
            "{after}. Cases filed already stay with their handlers."
        ),
    )
    handlers_nobody = Text(fr="personne", en="nobody")
    files_refused = Both(
        fr=Counted(
            none="",
            one="une pièce n'est pas conservée",
            many="{count} pièces ne sont pas conservées",
        ),
        en=Counted(none="", one="one file is not kept", many="{count} files are not kept"),
    )
    files_refused_of = Text(
        fr="{ref} : {title}. Votre texte, lui, est conservé.",
        en="{ref}: {title}. Your text is kept.",
    )
    files_accepted = Text(
        fr=(
            "Vigie conserve les photos, vidéos, enregistrements, PDF, textes et documents "
            "bureautiques sans macro, jusqu'à 10 Mo."
        ),
        en=(
            "Vigie keeps photos, videos, recordings, PDFs, texts and office documents without "
            "macros, of up to 10 MB."
        ),
    )
    files_not_given = Text(
        fr=(
            "Slack ne donne pas à Vigie ce qui vient d'une conversation dont elle n'est pas "
            "membre, ni ce qui est supprimé : si vous avez encore la pièce, envoyez-la à nouveau."
        ),
        en=(
            "Slack does not give Vigie what comes from a conversation that it is not a member of, "
            "nor what was deleted: if you still have the file, send it again."
        ),
    )


_EVENTS: Mapping[Event, Text] = {
    Event.CASE_FILED: Text(fr="Dossier enregistré", en="Case filed"),
    Event.CASE_IMPORTED: Text(
        fr="Dossier repris d'un registre antérieur", en="Case taken over from an earlier register"
    ),
    Event.REGISTER_APPLIED: Text(fr="Registre repris", en="Register applied"),
    Event.CASE_READ: Text(fr="Dossier confidentiel consulté", en="Confidential case read"),
    Event.CASE_ANONYMISED: Text(fr="Dossier anonymisé", en="Case anonymised"),
    Event.OWNER_LEFT: Text(fr="Pilote sans compte Slack", en="Owner without Slack account"),
    Event.HANDLERS_NAMED: Text(fr="Référents désignés", en="Handlers named"),
    Event.INFORMATION_GIVEN: Text(fr="Personnes informées", en="People were told"),
    Event.DUPLICATE_LINKED: Text(fr="Doublon rattaché", en="Duplicate linked"),
    Event.DUPLICATE_UNLINKED: Text(fr="Doublon détaché", en="Duplicate unlinked"),
    Event.DUPLICATE_RETURNED: Text(
        fr="Réouverture : l'original n'est plus traité",
        en="Reopened: its original is not handled any more",
    ),
    Event.CASES_LINKED: Text(fr="Dossiers liés", en="Cases linked"),
    Event.NOTE_EDITED: Text(fr="Réponse modifiée dans le fil", en="Reply edited in the thread"),
    Event.NOTE_DELETED: Text(
        fr="Suppression d'une réponse constatée", en="Deletion of a reply noticed"
    ),
    Event.ACTION_OWNER_LEFT: Text(
        fr="Action reprise à un pilote sans compte Slack",
        en="Action taken over from an owner without Slack account",
    ),
    Event.FILE_KEPT: Text(fr="Pièce conservée", en="File kept"),
    Event.FILE_REFUSED: Text(fr="Pièce refusée", en="File refused"),
    Event.FILE_LINKED: Text(
        fr="Pièce hors de Slack : seule son adresse est gardée",
        en="File outside Slack: only its address is kept",
    ),
    Event.FILE_SHOWN: Text(fr="Pièce montrée en message direct", en="File shown by direct message"),
    Event.LETTER_PRINTED: Text(
        fr="Lettre envoyée en PDF, pour être imprimée", en="Letter sent as a PDF, to be printed"
    ),
    Event.FILE_WITHDRAWN: Text(fr="Pièce retirée de Slack", en="File removed from Slack"),
    Event.FILE_MISSING: Text(fr="Pièce illisible sur le disque", en="File unreadable on disk"),
    Event.FILE_ALTERED: Text(
        fr="Pièce altérée : elle n'est plus celle qui a été conservée",
        en="File altered: it is not what was kept any more",
    ),
    Event.DEADLINE_ESCALATED: Text(
        fr="Échéance dépassée : l'échelon suivant est prévenu",
        en="Deadline passed: the next level was told",
    ),
    Event.PERSON_UNREACHABLE: Text(
        fr="Message direct refusé : l'échelon suivant est prévenu",
        en="Direct message refused: the next level was told",
    ),
    Event.MAIL_FILED: Text(fr="Reçue par courriel", en="Received by mail"),
    Event.MAIL_ATTACHED: Text(fr="Courriel rattaché au dossier", en="Mail attached to the case"),
    Event.MAIL_TAKEN_BACK: Text(fr="Courriel détaché du dossier", en="Mail taken off the case"),
    Event.MAIL_SET_ASIDE: Text(fr="Courriel écarté", en="Mail set aside"),
    Event.MAIL_READ: Text(fr="Courriel lu en confidence", en="Mail read in confidence"),
    Event.LETTER_WISHED: Text(
        fr="Lettre par courriel : en cours d'envoi", en="Letter by e-mail: being sent"
    ),
    Event.LETTER_ACCEPTED: Text(
        fr="Lettre par courriel : acceptée par le serveur",
        en="Letter by e-mail: accepted by the server",
    ),
    Event.LETTER_LEFT_ALONE: Text(
        fr="Lettre partie sans suite dans le dossier", en="Letter left, nothing taken in the case"
    ),
    Event.LETTER_REFUSED: Text(fr="Lettre par courriel : refusée", en="Letter by e-mail: refused"),
    Event.LETTER_UNKNOWN: Text(
        fr="Lettre par courriel : issue inconnue", en="Letter by e-mail: outcome unknown"
    ),
    Event.LETTER_RETURNED: Text(
        fr="Lettre revenue : à renvoyer", en="Letter returned: to be sent again"
    ),
    Event.LETTER_DECLARED_SENT: Text(fr="Lettre déclarée partie", en="Letter declared sent"),
    Event.LETTER_NOT_SENT: Text(fr="Lettre déclarée non partie", en="Letter declared not sent"),
    Event.LETTER_CANCELLED: Text(
        fr="Lettre annulée avant l'envoi", en="Letter cancelled before it left"
    ),
}


class JournalTexts(Area):
    """Names of the journal's events, in a timeline and in a case's history."""

    event = Choices(
        {str(event): text for event, text in _EVENTS.items()}
        | {str(step): said.event for step, said in STEPS.items()}
        | {step.event: said.event for step, said in ACTION_STEPS.items()}
    )
    other_event = Text(fr="Dossier mis à jour", en="Case updated")

    def named(self, event: str) -> str:
        """The event's name; a general one where a later release wrote it."""
        return self.event.get(event, self.other_event)
