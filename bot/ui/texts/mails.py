"""Texts about mails that arrived: their card, reading one, what was made of it."""

from bot.domain.mail.arrivals import MailGuess
from bot.domain.mail.likely import Pointer
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class MailTexts(Area):
    """No sentence here has room for a word of a mail, but those of « Lire »."""

    arrived = Text(fr="Courriel reçu {when}", en="Mail received {when}")
    in_confidence = Text(fr="Courriel à lire en confidence", en="Mail to be read in confidence")
    confidence_hint = Text(
        fr="Reçu {when}. Les personnes qui traitent les dossiers confidentiels peuvent l'ouvrir.",
        en="Received {when}. Those who handle confidential cases may open it.",
    )
    seems = Choices(
        {
            MailGuess.COMPLAINT: Text(
                fr="Semble être une réclamation.", en="Seems to be a complaint."
            ),
            MailGuess.ANSWER: Text(
                fr="Semble répondre à un courrier.", en="Seems to answer a letter."
            ),
            MailGuess.REQUEST: Text(
                fr="Semble être une demande de renseignements.", en="Seems to ask for information."
            ),
            MailGuess.INVOICE: Text(
                fr="Semble parler d'une facture ou d'un paiement.",
                en="Seems to be about an invoice or a payment.",
            ),
            MailGuess.ADVERTISEMENT: Text(
                fr="Semble envoyé à une liste.", en="Seems to be sent to a list."
            ),
            MailGuess.AUTOMATIC: Text(
                fr="Semble envoyé par un automate.", en="Seems to be sent by a machine."
            ),
            MailGuess.BOUNCE: Text(
                fr="Signale un courrier non remis.", en="Reports a letter not delivered."
            ),
            MailGuess.OTHER: Text(
                fr="Vigie ne devine pas de quoi il s'agit.", en="Vigie cannot guess its matter."
            ),
        }
    )
    files = Both(
        fr=Counted(
            none="",
            one="{count} pièce jointe.",
            many="{count} pièces jointes.",
        ),
        en=Counted(
            none="",
            one="{count} attachment.",
            many="{count} attachments.",
        ),
    )
    behind = Both(
        fr=Counted(
            none="",
            one="1 autre courriel du même expéditeur attend derrière celui-ci.",
            many="{count} autres courriels du même expéditeur attendent derrière celui-ci.",
        ),
        en=Counted(
            none="",
            one="1 more mail of this sender waits behind this one.",
            many="{count} more mails of this sender wait behind this one.",
        ),
    )
    cites = Text(fr="Cite {ref}.", en="Names {ref}.")
    read = Text(fr="Lire", en="Read")
    complaint = Text(fr="Réclamation", en="Complaint")
    attach = Text(fr="Rattacher à un dossier", en="Attach to a case")
    set_aside = Text(fr="Pas une réclamation", en="Not a complaint")
    take_back = Text(fr="Annuler ce choix", en="Undo this choice")
    filed = Text(fr="Enregistré : {ref}, par {who}.", en="Filed: {ref}, by {who}.")
    filed_discreetly = Text(
        fr="Enregistré dans un dossier confidentiel, par {who}.",
        en="Filed as a confidential case, by {who}.",
    )
    attached = Text(fr="Rattaché à {ref} par {who}.", en="Attached to {ref} by {who}.")
    attached_alone = Text(
        fr=("Rattaché à {ref} : il répond à un courrier de ce dossier, depuis une adresse connue."),
        en="Attached to {ref}: it answers a letter of that case, from an address known to it.",
    )
    attached_discreetly = Text(
        fr="Rattaché à un dossier confidentiel.", en="Attached to a confidential case."
    )
    was_set_aside = Text(
        fr="Écarté par {who} : pas une réclamation.", en="Set aside by {who}: not a complaint."
    )
    folded = Text(fr="Courriel automatique, écarté.", en="Automatic mail, set aside.")
    erased = Text(
        fr="Son texte est effacé ; ce qui a été décidé reste.",
        en="Its text is erased; what was decided stays.",
    )
    line = Text(
        fr="Courriel reçu {when}, rattaché à ce dossier.",
        en="Mail received {when}, attached to this case.",
    )
    line_gone = Text(
        fr="Un courriel a été détaché de ce dossier.", en="A mail was taken off this case."
    )
    replied = Text(fr="Réponse reçue {when}", en="Answer received {when}")
    came = Text(fr="*Courriels reçus*", en="*Mails received*")
    came_at = Text(fr="Reçu {when}", en="Received {when}")
    opened_case = Text(
        fr="Reçu {when}, à l'origine du dossier", en="Received {when}, the case began with it"
    )
    recall = Text(
        fr="Un courriel reçu {when} attend d'être trié.",
        en="A mail received {when} is waiting to be sorted.",
    )
    recall_last = Text(
        fr=(
            "Un courriel reçu {when} attend toujours d'être trié. S'il s'agit d'une réclamation, "
            "son accusé de réception est dû {due}."
        ),
        en=(
            "A mail received {when} is still waiting to be sorted. If it is a complaint, its "
            "acknowledgement is due {due}."
        ),
    )
    recall_over = Text(
        fr="Ce courriel n'attend plus que vous le triiez.",
        en="This mail no longer waits for you to sort it.",
    )
    daily = Both(
        fr=Counted(
            none="",
            one="1 courriel automatique mis de côté depuis le dernier jour ouvré.",
            many="{count} courriels automatiques mis de côté depuis le dernier jour ouvré.",
        ),
        en=Counted(
            none="",
            one="Since the last working day 1 automatic mail was put aside.",
            many="Since the last working day {count} automatic mails were put aside.",
        ),
    )
    title = Text(fr="Courriel", en="Mail")
    sender = Text(fr="De : {said}", en="From: {said}")
    subject = Text(fr="Objet : {said}", en="Subject: {said}")
    no_subject = Text(fr="(sans objet)", en="(no subject)")
    no_sender = Text(fr="(expéditeur illisible)", en="(sender unreadable)")
    received = Text(fr="Reçu {when}", en="Received {when}")
    dated = Text(
        fr="Reçu {when}, daté par l'expéditeur {dated}.",
        en="Received {when}, dated by its sender {dated}.",
    )
    reply_elsewhere = Text(
        fr="Demande une réponse à une autre adresse : {address}. Vigie ne la suit pas.",
        en="Asks for an answer to another address: {address}. Vigie does not follow it.",
    )
    looks_alike = Text(
        fr="Attention : cette adresse contient des lettres qui peuvent en imiter d'autres.",
        en="Beware: this address has letters that may pass for others.",
    )
    unreadable = Text(
        fr="Vigie n'a pas pu lire ce courriel en entier. Ouvrez-le dans la boîte de l'école.",
        en="Vigie could not read this mail whole. Open it in the school's mailbox.",
    )
    nothing_new = Text(
        fr="Rien de nouveau dans ce courriel, hors ce qu'il cite.",
        en="Nothing new in this mail, beyond what it quotes.",
    )
    whole = Text(fr="Voir tout le message", en="See the whole message")
    cut = Text(
        fr="La suite est dans la boîte de l'école.", en="The rest is in the school's mailbox."
    )
    kept_files = Text(fr="Pièces jointes :", en="Attachments:")
    not_published = Text(fr="{name} (conservée, non publiée)", en="{name} (kept, not posted)")
    attach_title = Text(fr="Rattacher le courriel", en="Attach the mail")
    attach_likely = Text(fr="Dossiers possibles", en="Possible cases")
    points = Choices(
        {
            Pointer.CITED: Text(fr="Cité", en="Cited"),
            Pointer.ADDRESS: Text(fr="Même adresse", en="Same address"),
            Pointer.SESSION: Text(fr="Même session", en="Same session"),
            Pointer.WORDS: Text(fr="Mêmes mots", en="Same words"),
        }
    )
    attach_ref = Text(fr="Référence du dossier", en="Case reference")
    attach_other = Text(fr="Ou un autre, par sa référence", en="Or another, by its reference")
    attach_which = Text(
        fr="Choisissez un dossier, ou donnez sa référence.",
        en="Choose a case, or give its reference.",
    )
    attach_hint = Text(fr="Par exemple REC-2026-0012.", en="For instance REC-2026-0012.")
    attach_confidence = Text(fr="Courriel à lire en confidence", en="Mail to be read in confidence")
    attach_opened = Text(
        fr="Rien n'y est confidentiel : qui traite le dossier choisi peut le lire",
        en="Nothing in it is confidential: whoever handles the chosen case may read it",
    )
    attach_hidden = Text(
        fr=(
            "Ce courriel est à lire en confidence, et ce dossier n'est pas confidentiel. "
            "Choisissez un dossier confidentiel, rendez d'abord celui-ci confidentiel, ou cochez "
            "que rien n'est confidentiel dans le courriel."
        ),
        en=(
            "This mail is to be read in confidence, and this case is not confidential. Choose a "
            "confidential case, make this one confidential first, or tick that nothing in the mail "
            "is confidential."
        ),
    )
    attach_submit = Text(fr="Rattacher", en="Attach")
    attach_closed = Text(
        fr="Ce dossier est clos. Faut-il le rouvrir ?", en="This case is closed. Reopen it?"
    )
    no_case = Text(
        fr="Aucun dossier que vous pouvez voir n'a cette référence.",
        en="No case that you may see has this reference.",
    )
    decided = Text(
        fr="Quelqu'un a déjà trié ce courriel : sa carte dit ce qui a été décidé.",
        en="Somebody has sorted this mail already: its card says what was decided.",
    )
    not_found = Text(fr="Ce courriel n'est plus conservé.", en="This mail is not kept any more.")
