"""Texts of a sealed report for who files it: the door, the form, the receipt, the way back."""

from bot.domain.sealed.reports import Box, Harm, SealedField, SealedState, Teller
from bot.ui.texts.language import Area, Choices, Text


class SealedFilingTexts(Area):
    """What is promised here must be true on the worst day."""

    title = Text(fr="Signaler à l'abri", en="Report in confidence")
    button = Text(fr="Signaler une violence ou un harcèlement", en="Report violence or harassment")
    go_on = Text(fr="Continuer", en="Go on")
    close = Text(fr="Fermer", en="Close")
    intro = Text(
        fr=(
            "Vous pouvez raconter ce qui vous arrive ou ce que vous avez vu : violence, "
            "harcèlement, discrimination. Rien n'est obligatoire, pas même votre nom."
        ),
        en=(
            "You can tell what happens to you or what you saw: violence, harassment, "
            "discrimination. Nothing is compulsory, not even your name."
        ),
    )
    danger_now = Text(fr="*En danger maintenant :* {numbers}", en="*In danger now:* {numbers}")
    number = Text(fr="*{number}* ({who})", en="*{number}* ({who})")
    who_reads = Text(
        fr=(
            "Votre texte est chiffré dès son arrivée. Peuvent l'ouvrir : {people}. Ces personnes "
            "sont tenues à la discrétion ; celle que vous direz mise en cause ne l'ouvrira pas."
        ),
        en=(
            "Your text is encrypted as it arrives. It can be opened by {people}. They are bound "
            "to discretion; whomever you say it is about will not open it."
        ),
    )
    handler = Text(fr="{name} ({function})", en="{name} ({function})")
    both = Text(fr="{first} et {second}", en="{first} and {second}")
    in_their_place = Text(
        fr="{both} ou, à leur place, {substitute}", en="{both} or, in their place, {substitute}"
    )
    no_absolute = Text(
        fr=(
            "Nous ne promettons pas un secret absolu : ce formulaire passe par Slack ; la personne "
            "qui gère le serveur pourrait techniquement y accéder ; et la loi impose parfois de "
            "prévenir une autorité, en particulier pour un mineur ou une personne vulnérable. Nous "
            "vous le dirions, sauf si cela compromettait la procédure. Pour éviter Slack : "
            "courrier, téléphone ou rendez-vous avec l'une de ces personnes."
        ),
        en=(
            "We promise no absolute secrecy: this form passes through Slack; whoever runs the "
            "server could technically get at it; and the law sometimes has us inform an authority, "
            "above all for a minor or a vulnerable person. We would tell you, unless that harmed "
            "the proceedings. To avoid Slack: a letter, the telephone or a meeting with one of "
            "these people."
        ),
    )
    danger = Text(
        fr="Êtes-vous, ou quelqu'un d'autre, en danger maintenant ?",
        en="Are you, or is somebody else, in danger now?",
    )
    danger_yes = Text(fr="Oui", en="Yes")
    danger_no = Text(fr="Non", en="No")
    concerned = Text(
        fr="L'une de ces personnes est-elle mise en cause ?",
        en="Is it about one of these people?",
    )
    concerned_hint = Text(
        fr="Cochez-la : Vigie ne lui montrera ni votre texte, ni qu'il existe.",
        en="Tick them: Vigie will show them neither your text nor that there is one.",
    )
    has_code = Text(fr="J'ai déjà un code", en="I have a code already")
    handle = Text(fr="Traiter les signalements", en="Handle the reports")
    call_first = Text(
        fr="*Appelez d'abord :* {numbers}. Vous pourrez écrire ensuite.",
        en="*Call first:* {numbers}. You can write afterwards.",
    )
    label = Choices(
        {
            SealedField.ROLE: Text(fr="Vous êtes", en="You are"),
            SealedField.WHAT: Text(fr="Que s'est-il passé ?", en="What happened?"),
            SealedField.KINDS: Text(fr="De quoi s'agit-il ?", en="What is it about?"),
            SealedField.WHEN: Text(
                fr="Quand, où, à quelle session ?", en="When, where, at which session?"
            ),
            SealedField.PEOPLE: Text(
                fr="Qui est mis en cause, qui a vu ou su ?",
                en="Whom is it about, who saw or knew?",
            ),
            SealedField.BOXES: Text(fr="À savoir", en="To be known"),
            SealedField.WISHES: Text(
                fr="Ce que vous souhaitez, ce que vous craignez",
                en="What you wish, what you fear",
            ),
            SealedField.NAME: Text(
                fr="Votre nom et un moyen sûr de vous joindre",
                en="Your name and a safe way to reach you",
            ),
            SealedField.ON_BEHALF: Text(
                fr="Saisi pour le compte de (téléphone, courrier, rendez-vous)",
                en="Entered on behalf of (telephone, letter, meeting)",
            ),
        }
    )
    what_more = Text(fr="Que s'est-il passé ? Suite", en="What happened? Continued")
    name_hint = Text(
        fr="Sans nom, votre code est le seul fil entre nous.",
        en="Without a name your code is the only thread between us.",
    )
    what_hint = Text(
        fr="Des faits, comme vous les diriez. Vous pourrez compléter avec votre code.",
        en="Facts, as you would say them. You can add to it with your code.",
    )
    role = Choices(
        {
            Teller.VICTIM: Text(fr="la personne à qui cela arrive", en="who it happens to"),
            Teller.WITNESS: Text(fr="témoin", en="a witness"),
            Teller.CONFIDANT: Text(fr="quelqu'un à qui on l'a dit", en="somebody who was told"),
            Teller.OTHER: Text(fr="autre", en="somebody else"),
        }
    )
    kind = Choices(
        {
            Harm.VIOLENCE: Text(fr="violence physique ou menace", en="physical violence, threat"),
            Harm.SEXUAL: Text(fr="violence ou agression sexuelle", en="sexual violence"),
            Harm.SEXIST: Text(fr="propos ou agissement sexiste", en="sexist words or conduct"),
            Harm.MORAL: Text(fr="harcèlement moral", en="moral harassment"),
            Harm.DISCRIMINATION: Text(fr="discrimination", en="discrimination"),
            Harm.HATE: Text(fr="injure ou propos de haine", en="insult or words of hatred"),
            Harm.CYBER: Text(
                fr="violence en ligne, images diffusées", en="violence online, images spread"
            ),
            Harm.OTHER: Text(fr="autre chose", en="something else"),
        }
    )
    box = Choices(
        {
            Box.MINOR: Text(
                fr="Une personne mineure ou vulnérable est touchée",
                en="A minor or vulnerable person is affected",
            ),
            Box.MEETING: Text(
                fr="Je souhaite un rendez-vous, accompagné si je veux",
                en="I wish a meeting, accompanied if I like",
            ),
            Box.MAY_ACT: Text(
                fr="Vous pouvez agir sans attendre mon accord",
                en="You may act without waiting for my consent",
            ),
        }
    )
    submit = Text(fr="Déposer", en="File")
    received_title = Text(fr="C'est bien reçu", en="Received")
    code = Text(fr="Votre code : *{code}*", en="Your code: *{code}*")
    code_once = Text(
        fr=(
            "Notez-le : il ne sera plus affiché et personne ne peut le retrouver. Avec lui, "
            "`/signalement` montre nos réponses et prend ce que vous voulez ajouter, depuis "
            "n'importe quel compte."
        ),
        en=(
            "Write it down: it will not be shown again, and nobody can find it. With it "
            "`/signalement` shows our answers and takes what you want to add, from any account."
        ),
    )
    promised = Text(
        fr=(
            "Une personne doit vous répondre d'ici le {acknowledge}, et vous dire ce qui est fait "
            "au plus tard le {answer} : c'est là que vous le lirez."
        ),
        en=(
            "Somebody is to answer you by {acknowledge}, and to tell you what is done by {answer} "
            "at the latest: that is where you will read it."
        ),
    )
    rights = Text(
        fr=(
            "Personne n'a le droit de vous sanctionner pour avoir signalé de bonne foi. Gardez "
            "messages et dates. Vous restez libre de porter plainte, de saisir le Défenseur des "
            "droits ou l'inspection du travail."
        ),
        en=(
            "Nobody has the right to punish you for having reported in good faith. Keep messages "
            "and dates. You remain free to go to the police, the Defender of Rights or the labour "
            "inspectorate."
        ),
    )
    advice = Text(fr="Pour être écouté et conseillé : {numbers}", en="For advice: {numbers}")
    waiting = Text(
        fr="Votre signalement est en train d'être chiffré. Laissez cette fenêtre ouverte.",
        en="Your report is being encrypted. Leave this window open.",
    )
    not_kept = Text(
        fr=(
            "Nous n'avons pas pu aller au bout : ce n'est peut-être pas enregistré. Ce que vous "
            "avez écrit reste ici : envoyez-le à nouveau dans un instant, il ne comptera qu'une "
            "fois. Si cela dure, choisissez une autre voie : courrier, téléphone ou rendez-vous."
        ),
        en=(
            "We could not finish this: it may not have been kept. Your text is still here: send it "
            "again in a moment, it will count once. If it lasts, choose another way: a letter, the "
            "telephone or a meeting."
        ),
    )
    failed = Text(
        fr=(
            "Nous n'avons pas pu aller au bout : réessayez dans un instant. Si vous veniez "
            "d'envoyer un texte, il n'est peut-être pas enregistré. Si cela dure, parlez-en à la "
            "personne qui gère Vigie."
        ),
        en=(
            "We could not finish this: please try again in a moment. If you have just sent a text, "
            "it may not have been kept. If it lasts, tell whoever runs Vigie."
        ),
    )
    nobody_left = Text(
        fr=(
            "Rien n'a été enregistré ni montré à ces personnes. Adressez-vous à quelqu'un hors de "
            "l'école : {contact}"
        ),
        en=(
            "Nothing was kept or shown to these people. Go to somebody outside the school: "
            "{contact}"
        ),
    )
    no_store = Text(
        fr="Vigie ne garde rien à ce sujet dans cette école. Adressez-vous à : {contact}",
        en="Vigie keeps nothing on this matter in this school. Go to: {contact}",
    )
    no_store_no_contact = Text(
        fr=(
            "Vigie ne garde rien à ce sujet dans cette école. Parlez-en à une personne de "
            "confiance ; les numéros ci-dessous répondent à tout le monde."
        ),
        en=(
            "Vigie keeps nothing on this matter in this school. Talk to somebody you trust; the "
            "numbers below answer everybody."
        ),
    )
    code_title = Text(fr="Votre signalement", en="Your report")
    your_code = Text(fr="Votre code", en="Your code")
    add = Text(fr="Ajouter quelque chose", en="Add something")
    added = Text(fr="C'est ajouté à votre signalement.", en="It is added to your report.")
    no_code = Text(
        fr="Ce code n'ouvre rien : vérifiez ses seize chiffres.",
        en="This code opens nothing: check its sixteen digits.",
    )
    too_often = Text(
        fr="Trop d'essais : attendez une minute.", en="Too many tries: wait for a minute."
    )
    no_reply_yet = Text(
        fr="Pas encore de réponse. Une personne doit vous en faire une d'ici le {day}.",
        en="No answer yet. Somebody is to give you one by {day}.",
    )
    reply = Text(fr="*Réponse {number}*", en="*Answer {number}*")
    where_it_is = Text(fr="Où en est votre signalement : {state}.", en="Your report: {state}.")
    state = Choices(
        {
            SealedState.FILED: Text(fr="déposé", en="filed"),
            SealedState.ACKNOWLEDGED: Text(fr="reçu", en="received"),
            SealedState.ASSESSED: Text(fr="évalué", en="assessed"),
            SealedState.PROTECTED: Text(fr="mesures de protection prises", en="measures taken"),
            SealedState.INVESTIGATING: Text(fr="en enquête", en="being investigated"),
            SealedState.ANSWERED: Text(fr="réponse donnée", en="answered"),
            SealedState.OUT_OF_SCOPE: Text(fr="hors du champ", en="out of scope"),
            SealedState.CLOSED: Text(fr="clos", en="closed"),
        }
    )
    offered = Text(
        fr=(
            "Votre texte parle peut-être d'une violence, d'un harcèlement ou d'une discrimination. "
            "Si c'en est une, il peut être déposé à l'abri : chiffré, lu par deux personnes."
        ),
        en=(
            "Your text may speak of violence, harassment or discrimination. If so, it can be filed "
            "in confidence: encrypted, read by two people."
        ),
    )
    offered_yes = Text(fr="Oui, le déposer à l'abri", en="Yes, file it in confidence")
    offered_no = Text(fr="Non, continuer ici", en="No, go on here")
