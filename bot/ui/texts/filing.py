"""Texts of the forms that file a case, and of the receipt."""

from bot.ui.texts.language import Area, Both, Counted, Text

GROUP = "groupe"
"""A group of members whose name Slack does not give, as a text that was brought says it."""


class Forms(Area):
    """Texts that several forms share."""

    cancel = Text(fr="Annuler", en="Cancel")
    choose = Text(fr="Choisir", en="Choose")
    site_hint = Text(
        fr="Les échéances suivent son heure locale et ses jours fériés.",
        en="Deadlines follow its local time and public holidays.",
    )
    continued = Text(fr="{label} (suite {number})", en="{label} (part {number})")
    cut_short = Text(
        fr=(
            "Le message est trop long pour un formulaire : la fin n'est pas reprise ici. Elle "
            "reste dans le message d'origine."
        ),
        en=(
            "The message is too long for a form: its end is not taken over here. It remains in the "
            "original message."
        ),
    )
    brought_files = Text(fr="Pièces du message", en="Files of the message")
    brought_files_hint = Text(
        fr=(
            "Les pièces cochées seront conservées avec le dossier. Si l'une d'elles ne peut pas "
            "l'être, Vigie vous le dira aussitôt."
        ),
        en=(
            "The ticked files will be kept with the case. If one of them cannot be, Vigie will "
            "tell you at once."
        ),
    )
    mail_files = Both(
        fr=Counted(
            none="",
            one=(
                "Ce courriel a 1 pièce jointe, que Slack ne donne pas à Vigie : ajoutez-la "
                "ci-dessous."
            ),
            many=(
                "Ce courriel a {count} pièces jointes, que Slack ne donne pas à Vigie : "
                "ajoutez-les ci-dessous."
            ),
        ),
        en=Counted(
            none="",
            one="This e-mail has 1 attachment, which Slack does not give Vigie: add it below.",
            many=(
                "This e-mail has {count} attachments, which Slack does not give Vigie: add them "
                "below."
            ),
        ),
    )
    could_not_save = Text(
        fr=(
            ":warning: *Nous n'avons pas pu enregistrer.* Votre texte est toujours là : réessayez "
            "dans un instant."
        ),
        en=(
            ":warning: *We could not save this.* Your text is still here: please try again in a "
            "moment."
        ),
    )
    quota_reached = Text(
        fr=(
            "Ce dossier n'est pas encore enregistré : vous en avez enregistré beaucoup en peu de "
            "temps. Vos réponses sont gardées ici ; envoyez-les à partir de {time}. Si quelqu'un "
            "est blessé, signalez un incident en cochant « Une personne est blessée ou "
            "souffrante » : il passe aussitôt."
        ),
        en=(
            "This case is not saved yet: you have filed many in a short time. Your answers are "
            "kept here; send them from {time} on. If somebody is injured, report an incident and "
            "tick “Somebody is injured or unwell”: it goes through at once."
        ),
    )


class IncidentTexts(Area):
    title = Text(fr="Signaler un incident", en="Report an incident")
    submit = Text(fr="Signaler", en="Report")
    description = Text(fr="Que se passe-t-il ?", en="What is happening?")
    description_hint = Text(
        fr="Ni nom ni donnée de santé dans le texte.",
        en="No names and no health details in the text, please.",
    )
    continuity = Text(fr="La session peut-elle continuer ?", en="Can the session go on?")
    done = Text(fr="Déjà réglé ? Ce que vous avez fait", en="Settled already? What you have done")
    done_hint = Text(
        fr=(
            "Un responsable n'aura plus qu'à le valider, sauf blessure, danger, violence ou "
            "dossier confidentiel."
        ),
        en=(
            "Somebody in charge then only has to validate it, unless anybody is hurt or in danger, "
            "or the case is confidential."
        ),
    )
    files = Text(fr="Photos ou pièces", en="Photos or files")
    flags = Text(fr="À préciser", en="Also")


class ComplaintTexts(Area):
    title = Text(fr="Nouvelle réclamation", en="New complaint")
    submit = Text(fr="Enregistrer", en="Save")
    description_hint = Text(
        fr="Ni nom ni donnée de santé ici : le nom se met dans « Réclamant ».",
        en="No names and no health details here: the name goes into “Complainant”.",
    )
    complainant_hint = Text(
        fr="Ce nom et ce contact n'apparaissent jamais dans le canal.",
        en="This name and contact never appear in the channel.",
    )
    received = Text(fr="Reçue le", en="Received on")
    received_hint = Text(
        fr="Le moment où elle nous est parvenue : les délais courent à partir de là.",
        en="The moment it reached us: the deadlines run from then on.",
    )
    old = Text(fr="Date à confirmer", en="Date to confirm")
    old_corrected = Text(
        fr="Non, je la corrige plus bas, dans « Reçue le »",
        en="No, I correct it below, in “Received on”",
    )
    old_confirmed = Text(
        fr="Oui, cette réclamation a bien été reçue le {day}",
        en="Yes, this complaint was received on {day}",
    )
    tell_violence = Text(
        fr="C'est une violence, un harcèlement ou une discrimination",
        en="It is violence, harassment or discrimination",
    )
    take_back_violence = Text(
        fr="Ce n'est ni violence, ni harcèlement, ni discrimination",
        en="It is neither violence nor harassment nor discrimination",
    )
    violence_intro = Text(
        fr=(
            ":lock: *Ce dossier sera confidentiel :* le récit sera réservé aux personnes désignées "
            "pour le traiter. Rien n'est encore enregistré."
        ),
        en=(
            ":lock: *This case will be confidential:* only the people designated to handle it will "
            "read what happened. Nothing is saved yet."
        ),
    )
    violence_suspected = Text(
        fr=(
            ":lock: *Une question avant d'enregistrer.* Des mots de la description peuvent parler "
            "d'une violence, d'un harcèlement ou d'une discrimination. Si c'en est une, le dossier "
            "sera confidentiel."
        ),
        en=(
            ":lock: *One question before saving.* Some words of the description may speak of "
            "violence, harassment or discrimination. If so, the case will be confidential."
        ),
    )
    violence = Text(
        fr="Est-ce une violence, un harcèlement ou une discrimination ?",
        en="Is it violence, harassment or discrimination?",
    )
    violence_yes = Text(fr="Oui, c'en est une", en="Yes, it is")
    violence_no = Text(fr="Non, ce n'est pas le cas", en="No, it is not")
    confidential = Text(fr="Confidentiel", en="Confidential")
    confidential_yes = Text(
        fr="Réserver le récit aux personnes désignées",
        en="Only the people designated will read what happened",
    )


class ConcernedTexts(Area):
    """The second page of a confidential case."""

    intro = Text(
        fr=":lock: *Dossier confidentiel.* Rien n'est encore enregistré. Une dernière question :",
        en=":lock: *Confidential case.* Nothing is saved yet. One last question:",
    )
    label = Text(fr="Qui est mis en cause ?", en="Who is it about?")
    hint = Text(
        fr=(
            "Choisissez les personnes mises en cause qui ont un compte dans cet espace Slack. "
            "Elles ne traiteront pas ce dossier et Vigie ne leur en dira rien, même si elles sont "
            "responsables. Si aucune n'a de compte, laissez vide."
        ),
        en=(
            "Choose whom it is about, of those with an account in this workspace. They will not "
            "handle this case and Vigie tells them nothing of it, even if they are in charge. If "
            "none of them has an account, leave it empty."
        ),
    )
    kept = Text(
        fr="Vos réponses sont gardées ci-dessous ; vous pouvez encore les corriger.",
        en="Your answers are kept below; you can still correct them.",
    )


class ReceiptTexts(Area):
    title = Text(fr="C'est noté", en="Noted")
    close = Text(fr="Fermer", en="Close")
    noted = Text(fr="Référence : *{ref}*, à {time}.", en="Reference: *{ref}*, at {time}.")
    kept = Text(fr="Référence : *{ref}*, le {when}.", en="Reference: *{ref}*, {when}.")
    about = Text(fr="{kind} · {subject}", en="{kind} · {subject}")
    is_confidential = Text(fr="Dossier confidentiel", en="Confidential case")
    thread = Text(
        fr=(
            "Les nouvelles de ce dossier viendront dans ce fil. Répondez-y pour ajouter une note "
            "ou une photo."
        ),
        en="News of this case will come in this thread. Reply there to add a note or a photo.",
    )
    add_photo = Text(fr="Ajouter une photo", en="Add a photo")
    add_file = Text(fr="Ajouter une pièce", en="Add a file")
    add_session = Text(fr="Ajouter la session", en="Add the session")
    change_session = Text(fr="Changer la session", en="Change the session")
    session = Text(fr="Session : {session}", en="Session: {session}")
    session_because = Text(
        fr="Session indiquée depuis le reçu.", en="Session told from the receipt."
    )
    session_to_do = Text(fr="indiquer la session de ce dossier", en="tell the session of this case")
    on_spot = Text(
        fr="Réglé sur place : c'est noté. Il reste à un responsable à le valider.",
        en="Settled on the spot: noted. Somebody in charge still has to validate it.",
    )
    kept_at_once = Text(
        fr=(
            "Ce que vous avez fait est gardé, comme fait aussitôt ; ce dossier est traité en "
            "entier par les personnes qui en ont la charge."
        ),
        en=(
            "What you did is kept, as done at once; this case is handled in full by those in "
            "charge of it."
        ),
    )
    over = Text(fr="État : *{status}*.", en="Status: *{status}*.")
    files_kept = Text(fr="Pièces conservées : {names}.", en="Files kept: {names}.")
    files_coming = Text(
        fr="Pièces reçues, en cours de conservation : {names}.",
        en="Files received, being kept: {names}.",
    )
    files_refused = Text(fr="Pièces non conservées : {names}.", en="Files not kept: {names}.")
    told = Text(fr="Nous prévenons {who}.", en="We are telling {who}.")
    seen_in_channel = Text(
        fr="L'équipe qualité voit le dossier dans son canal.",
        en="The quality team sees the case in its channel.",
    )
    open_to = Text(
        fr="Le dossier est ouvert à {who}, dans Vigie.", en="The case is open to {who}, in Vigie."
    )
    only_you = Text(
        fr="Pour l'instant, personne d'autre que vous ne voit ce dossier.",
        en="For now, nobody but you sees this case.",
    )
    past_due = Text(
        fr="Échéance déjà dépassée : {what}, {when}.", en="Already overdue: {what}, {when}."
    )
    next_due = Text(fr="Prochaine échéance : {what}, {when}.", en="Next due: {what}, {when}.")
    follow = Text(
        fr="Nous vous tiendrons au courant en message direct, de Vigie.",
        en="We will keep you posted by direct message, from Vigie.",
    )
    confidential = Text(
        fr="Dossier confidentiel : le canal qualité n'en verra que la référence et les échéances.",
        en="Confidential: the quality channel will see its reference and due dates only.",
    )
    unseen = Text(
        fr="Dossier confidentiel : rien n'en paraîtra dans le canal qualité.",
        en="Confidential: nothing of it will appear in the quality channel.",
    )
    confided = Text(fr="Le dossier est réservé à {who}.", en="The case is reserved for {who}.")
    confided_to_nobody = Text(
        fr=(
            "Personne ne peut encore le traiter : il reviendra aux premiers responsables qui "
            "seront choisis avec `/qualite reglages`. Votre récit est gardé."
        ),
        en=(
            "Nobody can handle it yet: it will go to the first people in charge who are chosen "
            "with `/qualite reglages`. What you wrote is kept."
        ),
    )
    no_channel = Text(
        fr=(
            "Le canal qualité n'est pas encore choisi : votre dossier est gardé, et sa fiche sera "
            "publiée dès qu'il le sera."
        ),
        en=(
            "The quality channel has not been chosen yet: your case is kept, and its card will be "
            "posted as soon as it is."
        ),
    )


class ReopenTexts(Area):
    without_text = Text(
        fr="Slack n'a pas ouvert le formulaire à temps. Vous pouvez le rouvrir.",
        en="Slack did not open the form in time. You can open it again.",
    )
    with_text = Text(
        fr=(
            "Slack n'a pas ouvert le formulaire à temps. Votre texte est toujours là : rouvrez le "
            "formulaire, il y sera repris."
        ),
        en=(
            "Slack did not open the form in time. Your text is still here: open the form again and "
            "it will be filled in."
        ),
    )
    too_long = Text(
        fr="Le formulaire reprend le début de votre texte. Voici la suite, à y coller :",
        en="The form takes over the beginning of your text. Here is the rest, to paste:",
    )
    button = Text(fr="Rouvrir le formulaire", en="Open the form again")
