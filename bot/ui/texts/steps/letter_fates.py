"""What became of a letter by e-mail: a line in its case's thread, and a word to who must know."""

from bot.ui.texts.language import Area, Choices, Text


class LetterFateTexts(Area):
    """Sentences about letters by e-mail: what became of each, and of one that did not simply leave.

    `choice` has the buttons, by their ids.
    """

    title = Text(fr="Lettres par courriel", en="Letters by e-mail")
    fate = Text(fr="{letter} · {state}, {when}", en="{letter} · {state}, {when}")
    since = Text(fr="depuis {when}", en="since {when}")
    tried_again = Text(fr="nouvel essai {when}", en="tried again {when}")
    decide = Text(
        fr="Le serveur n'a rien confirmé : renseignez-vous, puis dites ce qu'il en est.",
        en="The server has confirmed nothing: find out, then say how it is.",
    )
    choice = Choices(
        {
            "letter_left": Text(fr="Il est parti", en="It has left"),
            "letter_not_left": Text(fr="Il n'est pas parti", en="It has not left"),
            "letter_again": Text(fr="Renvoyer", en="Send again"),
        }
    )
    not_decided = Text(
        fr="Rien n'a changé : cette réponse n'est plus possible ici.",
        en="Nothing has changed: this answer is no longer possible here.",
    )
    now = Text(fr="Par courriel, maintenant", en="By e-mail, now")
    now_means = Text(
        fr="Vigie l'envoie dès que vous touchez « Envoyer ».",
        en="Vigie sends it as soon as you press “Send”.",
    )
    yourself = Text(
        fr="Vous l'envoyez vous-même, depuis votre messagerie.",
        en="You send it yourself, from your own mail program.",
    )
    send = Text(fr="Envoyer", en="Send")
    told_at = Text(
        fr="Par courriel, maintenant : compte l'instant où le serveur accepte la lettre.",
        en="By e-mail, now: what counts is when the server accepts the letter.",
    )
    written = Text(
        fr=(
            "Relisez, adaptez. « Par courriel, maintenant » l'envoie à {to}, avec cet objet. Par "
            "un autre moyen, Vigie n'envoie rien : ce texte est conservé tel quel, avec la date "
            "et le moyen."
        ),
        en=(
            "Read and adapt. “By e-mail, now” sends it to {to}, with this subject. By other means "
            "Vigie sends nothing: this text is kept word for word, with its date and means."
        ),
    )

    line_left_alone = Text(
        fr="La lettre est partie, mais son étape n'était plus possible : rien d'autre n'a changé.",
        en="The letter has left, but its step was no longer possible: nothing else has changed.",
    )
    line_refused = Text(
        fr="La lettre n'est pas partie : le serveur de courrier ne l'a pas acceptée.",
        en="The letter did not leave: the mail server has not accepted it.",
    )
    line_unknown = Text(
        fr="On ignore si la lettre est partie : le serveur de courrier n'a rien confirmé.",
        en="Whether the letter has left is unknown: the mail server has confirmed nothing.",
    )
    line_returned = Text(
        fr="La lettre est revenue : à renvoyer.", en="The letter came back: to be sent again."
    )
    line_declared_sent = Text(
        fr="{who} déclare que la lettre est partie.", en="{who} declares that the letter has left."
    )
    line_not_sent = Text(
        fr="{who} déclare que la lettre n'est pas partie.",
        en="{who} declares that the letter has not left.",
    )
    line_cancelled = Text(
        fr="La lettre a été annulée avant l'envoi.", en="The letter was cancelled before it left."
    )
    refused = Text(
        fr=(
            "{ref} : la lettre par courriel n'est pas partie, le serveur de courrier ne l'a pas "
            "acceptée. Rien n'a changé dans le dossier : vérifiez l'adresse, ou choisissez un "
            "autre moyen."
        ),
        en=(
            "{ref}: the letter by e-mail did not leave, the mail server has not accepted it. "
            "Nothing has changed in the case: check the address, or choose other means."
        ),
    )
    unknown = Text(
        fr=(
            "{ref} : on ignore si la lettre par courriel est partie, le serveur de courrier n'a "
            "rien confirmé. Vigie ne la renvoie pas d'elle-même et ne tient rien pour dit : "
            "renseignez-vous, puis décidez dans le dossier."
        ),
        en=(
            "{ref}: whether the letter by e-mail has left is unknown, the mail server has "
            "confirmed nothing. Vigie does not send it again by itself, and holds nothing for "
            "told: find out, then decide in the case."
        ),
    )
    returned = Text(
        fr=(
            "{ref} : la lettre par courriel est revenue, elle n'est pas arrivée. Ce qu'elle disait "
            "n'est plus tenu pour dit : renvoyez-la, ou choisissez un autre moyen."
        ),
        en=(
            "{ref}: the letter by e-mail came back, it has not arrived. What it said no longer "
            "counts as told: send it again, or choose other means."
        ),
    )
    cancelled = Text(
        fr=(
            "{ref} : la lettre par courriel a été annulée avant l'envoi, car son étape n'est plus "
            "possible dans ce dossier."
        ),
        en=(
            "{ref}: the letter by e-mail was cancelled before it left, for its step is no longer "
            "possible in this case."
        ),
    )
    untaken = Text(
        fr=(
            "{ref} : la lettre par courriel est partie, mais son étape n'était plus possible : "
            "rien d'autre n'a changé dans le dossier."
        ),
        en=(
            "{ref}: the letter by e-mail has left, but its step was no longer possible: nothing "
            "else has changed in the case."
        ),
    )
