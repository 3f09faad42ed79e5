"""Texts of `vigie mail check`, and of what the doctor says of mail."""

from collections.abc import Mapping

from bot.domain.mail.checkup import MailFault, MailSubject
from bot.ui.texts.language import Area, Both, Choices, Counted, Text
from bot.ui.texts.terminal.mail_providers import BY_PROVIDER
from bot.ui.texts.terminal.mail_remedies import REMEDY

_WELL: Mapping[MailSubject, Text] = {
    MailSubject.TOKEN: Text(
        fr="Le service d'identification donne un jeton.", en="The token service gives a token."
    ),
    MailSubject.OUTGOING: Text(
        fr="Le serveur d'envoi {place} laisse entrer Vigie.",
        en="The server of letters {place} lets Vigie in.",
    ),
    MailSubject.INCOMING: Text(
        fr="Le serveur de la boîte {place} laisse entrer Vigie.",
        en="The mailbox's server {place} lets Vigie in.",
    ),
    MailSubject.FOLDER: Text(
        fr="Le dossier {folder} se lit, sans que rien y soit changé.",
        en="The folder {folder} can be read, with nothing changed in it.",
    ),
    MailSubject.SENT: Text(
        fr="Le dossier des copies de ce qui part est {folder}.",
        en="The folder for copies of what was sent is {folder}.",
    ),
    MailSubject.SENDER: Text(
        fr="Les courriers partent de {address}, l'adresse de la boîte elle-même.",
        en="Letters leave from {address}, the mailbox's own address.",
    ),
    MailSubject.ARRIVALS: Text(
        fr="Du courrier est arrivé dans {folder} ces {days} derniers jours.",
        en="Mail came into {folder} within {days} days.",
    ),
    MailSubject.JUNK: Text(
        fr="Rien n'est arrivé dans les indésirables ({folder}) ces {days} derniers jours.",
        en="Nothing came into junk ({folder}) within {days} days.",
    ),
    MailSubject.TRIAL: Text(
        fr="Le courriel d'essai est arrivé dans {folder}.",
        en="The mail sent as a trial arrived in {folder}.",
    ),
    MailSubject.CLOCK: Text(
        fr="L'heure du serveur de la boîte est celle de cette machine.",
        en="The mailbox's server and this machine tell the same time.",
    ),
    MailSubject.PROOF: Text(
        fr="{by} répond de l'expéditeur (DMARC {dmarc}, DKIM {dkim}, SPF {spf}).",
        en="{by} vouches for the sender (DMARC {dmarc}, DKIM {dkim}, SPF {spf}).",
    ),
}
_WRONG: Mapping[MailFault, Text] = {
    MailFault.NO_OUTGOING: Text(
        fr="Aucun serveur d'envoi n'est renseigné : rien ne part de Vigie.",
        en="No server of letters is set: nothing leaves from Vigie.",
    ),
    MailFault.NO_INCOMING: Text(
        fr="Aucune boîte n'est renseignée : Vigie n'en lit pas.",
        en="No mailbox is set: Vigie reads none.",
    ),
    MailFault.UNREACHABLE: Text(
        fr="{place} est injoignable{said}.", en="{place} cannot be reached{said}."
    ),
    MailFault.SLOW: Text(
        fr="{place} ne répond pas à temps.", en="{place} does not answer in time."
    ),
    MailFault.DROPPED: Text(
        fr="{place} coupe la connexion.", en="{place} breaks the connection off."
    ),
    MailFault.CERTIFICATE: Text(
        fr="Le certificat de {place} ne prouve pas que c'est lui{said}.",
        en="The certificate of {place} does not prove who it is{said}.",
    ),
    MailFault.TLS: Text(
        fr="{place} et Vigie ne s'entendent sur aucun chiffrement.",
        en="{place} and Vigie agree on no encryption.",
    ),
    MailFault.NO_STARTTLS: Text(
        fr="{place} ne propose pas STARTTLS ; Vigie n'y a rien envoyé, ni mot de passe.",
        en="{place} does not offer STARTTLS; Vigie sent nothing there, no password either.",
    ),
    MailFault.NO_LOGIN: Text(
        fr="{place} ne propose aucune identification que Vigie puisse faire.",
        en="{place} offers no way of logging in that Vigie has.",
    ),
    MailFault.LOGIN_REFUSED: Text(
        fr="{place} refuse l'utilisateur ou le mot de passe{said}.",
        en="{place} refuses user or password{said}.",
    ),
    MailFault.TOKEN_NOT_GIVEN: Text(
        fr="Le service d'identification refuse de donner un jeton{said}.",
        en="The token service refuses to give a token{said}.",
    ),
    MailFault.TOKEN_NOT_TAKEN: Text(
        fr="Le jeton est donné, mais {place} le refuse{said}.",
        en="A token is given, and {place} refuses it{said}.",
    ),
    MailFault.TOKENS_UNREACHABLE: Text(
        fr="Le service d'identification ne répond pas comme il faudrait{said}.",
        en="The token service does not answer as it should{said}.",
    ),
    MailFault.ODD_ANSWER: Text(
        fr="{place} répond autre chose qu'un tel serveur{said}.",
        en="{place} answers something else than such a server does{said}.",
    ),
    MailFault.NO_FOLDER: Text(
        fr="Le dossier {folder} ne s'ouvre pas{said}.",
        en="The folder {folder} cannot be opened{said}.",
    ),
    MailFault.NO_SENT: Text(
        fr="La boîte n'a pas de dossier connu pour les copies de ce qui part.",
        en="The mailbox has no folder that is known to hold copies of what was sent.",
    ),
    MailFault.OTHER_SENDER: Text(
        fr="Les courriers partent de {address}, et la boîte est celle de {user}.",
        en="Letters leave from {address}, and the mailbox is that of {user}.",
    ),
    MailFault.PASSWORD_ENDS: Text(
        fr="L'envoi par mot de passe prend fin chez Microsoft 365.",
        en="Sending with a password is coming to its end at Microsoft 365.",
    ),
    MailFault.SILENT: Text(
        fr="Rien n'est arrivé dans {folder} depuis {days} jours.",
        en="Nothing came into {folder} within {days} days.",
    ),
    MailFault.IN_JUNK: Text(
        fr="Arrivés ces {days} derniers jours dans les indésirables ({folder}) : {count}.",
        en="Came into junk ({folder}) within {days} days: {count}.",
    ),
    MailFault.TRIAL_REFUSED: Text(
        fr="Le courriel d'essai est refusé{said}.",
        en="The mail sent as a trial is refused{said}.",
    ),
    MailFault.TRIAL_UNCERTAIN: Text(
        fr="Le serveur n'a pas dit s'il a pris le courriel d'essai.",
        en="The server did not say whether it took the mail sent as a trial.",
    ),
    MailFault.TRIAL_NOT_SEEN: Text(
        fr="Le courriel d'essai est accepté, mais n'arrive pas dans {folder}.",
        en="The mail sent as a trial is accepted, and does not arrive in {folder}.",
    ),
    MailFault.TRIAL_IN_JUNK: Text(
        fr="Le courriel d'essai est arrivé dans les indésirables ({folder}).",
        en="The mail sent as a trial arrived in junk ({folder}).",
    ),
    MailFault.CLOCK_APART: Text(
        fr="L'heure du serveur de la boîte et celle de cette machine s'écartent de {seconds} s.",
        en="The mailbox's server and this machine are {seconds} s apart.",
    ),
    MailFault.NO_PROOF: Text(
        fr="La boîte n'écrit pas sur un courriel ce qu'elle a vérifié de l'expéditeur.",
        en="The mailbox does not write on a mail what it checked of the sender.",
    ),
    MailFault.OTHER_AUTHSERV: Text(
        fr="C'est {by}, et non {authserv}, qui dit avoir vérifié l'expéditeur.",
        en="It is {by}, not {authserv}, that says it checked the sender.",
    ),
    MailFault.AUTHSERV_NOT_SET: Text(
        fr="VIGIE_MAIL_AUTHSERV n'est pas renseigné : aucune réponse ne se rattache d'elle-même.",
        en="VIGIE_MAIL_AUTHSERV is not set: no answer is attached by itself.",
    ),
    MailFault.NOT_VOUCHED_FOR: Text(
        fr="{by} ne répond pas de vos courriers (DMARC {dmarc}, DKIM {dkim}, SPF {spf}).",
        en="{by} does not vouch for your letters (DMARC {dmarc}, DKIM {dkim}, SPF {spf}).",
    ),
}


class MailCheckupTexts(Area):
    """`well` says that a subject is in order, `wrong` what is not, `remedy` what to do.

    `at_provider` adds what is known of a provider, by provider and fault.
    """

    well = Choices(_WELL)
    wrong = Choices(_WRONG)
    remedy = Choices(REMEDY)
    at_provider = Choices(BY_PROVIDER)
    is_read = Text(
        fr="Le bot lit déjà cette boîte : rien à faire.",
        en="The bot reads this mailbox already: there is nothing to do.",
    )
    fetched = Both(
        fr=Counted(
            none="Rien de nouveau.",
            one="Un courriel de plus.",
            many="{count} courriels de plus.",
        ),
        en=Counted(
            none="Nothing new.", one="One mail was taken in.", many="{count} mails were taken in."
        ),
    )
    trial_subject = Text(
        fr="Essai de Vigie : rien à faire", en="A trial by Vigie: nothing to be done"
    )
    trial_text = Text(
        fr=(
            "Bonjour,\n\nVigie s'écrit à elle-même pour voir si le courrier passe. "
            "Vous pouvez supprimer ce message.\n"
        ),
        en=(
            "Hello,\n\nVigie writes to itself to see whether mail gets through. "
            "You can delete this message.\n"
        ),
    )
    conclusion = Both(
        fr=Counted(
            none="Le courrier peut passer.",
            one="Un point est à corriger avant que le courrier passe.",
            many="{count} points sont à corriger avant que le courrier passe.",
        ),
        en=Counted(
            none="Mail can get through.",
            one="One thing is to be mended before mail gets through.",
            many="{count} things are to be mended before mail gets through.",
        ),
    )
