"""What the rehearsal on the real workspace says, there and in the terminal."""

from bot.domain.school.rehearsal import NOT_FOUND, NOT_THE_SAME, Left, Trial
from bot.ui.texts.language import Area, Both, Choices, Counted, Text

_REINSTALL = Text(
    fr=(
        "Remplacez le manifeste de l'application par celui de vigie manifest, puis réinstallez-la "
        "dans l'espace de travail."
    ),
    en=(
        "Replace the app's manifest by that of vigie manifest, then reinstall it into the "
        "workspace."
    ),
)
_INVITE = Text(
    fr="Dans le canal qualité : /invite @Vigie.", en="In the quality channel: /invite @Vigie."
)
_NO_FILES = Text(
    fr=(
        "L'espace de travail ne prend pas ce fichier ; un administrateur de Slack peut le "
        "permettre. D'ici là, Vigie garde ses documents sur le serveur et dit où."
    ),
    en=(
        "The workspace takes no such file; an administrator of Slack may allow it. Until then "
        "Vigie keeps its documents on the server and says where."
    ),
)
_WAIT = Text(
    fr="Slack ne le fait pas maintenant : recommencez dans quelques minutes.",
    en="Slack does not do it now: try again in a few minutes.",
)


_SLOW = Text(
    fr="Vigie a répondu après plus de trois secondes : recommencez et, si cela se reproduit, "
    "vérifiez la charge et le réseau de la machine où elle tourne.",
    en="Vigie took more than three seconds: try again and, if it comes back, check the load and "
    "the network of the machine it runs on.",
)
_NO_ANSWER = Text(
    fr="Slack ne prend plus de réponse à cette commande : tapez de nouveau /qualite reglages et "
    "recommencez.",
    en="Slack takes no more answers to that command: type /qualite reglages anew and try again.",
)


class RehearsalTexts(Area):
    """`trial` names what is tried, `remedy` what to do about Slack's word for why not."""

    mark = Text(fr="essai", en="trial")
    marking = Text(fr="[{mark}] {text}", en="[{mark}] {text}")
    card = Text(
        fr="Vigie essaie ce Slack. Ce message disparaît dans un instant.",
        en="Vigie tries this Slack. This message goes away in a moment.",
    )
    updated = Text(
        fr="Vigie essaie ce Slack : ce message a été mis à jour. Il disparaît dans un instant.",
        en="Vigie tries this Slack: this message was updated. It goes away in a moment.",
    )
    thread_line = Text(fr="Une ligne dans le fil.", en="A line in the thread.")
    charts = Text(fr="Un graphique, comme dans le bilan.", en="A chart, as in the summary.")
    direct_message = Text(
        fr="Vigie essaie de vous écrire directement. Ce message disparaît dans un instant.",
        en="Vigie tries to write to you directly. This message goes away in a moment.",
    )
    ephemeral = Text(
        fr="Un message pour vous seul·e.",
        en="A message for you alone.",
    )
    home = Text(
        fr="Vigie a essayé votre accueil. Quittez cet onglet puis revenez : le vôtre est là.",
        en="Vigie tried your Home tab. Leave it and come back: yours is there again.",
    )
    file_name = Text(fr="essai-de-vigie.txt", en="trial-of-vigie.txt")
    file_content = Text(
        fr="Ce fichier est un essai de Vigie : é, è, ç, œ.\n",
        en="This file is a trial of Vigie: é, è, ç, œ.\n",
    )
    file_comment = Text(fr="Un fichier.", en="A file.")

    title = Text(fr="Essai de ce Slack", en="Trial of this Slack")
    begins = Text(fr="L'essai commence.", en="The trial begins.")
    goes_on = Text(
        fr="Vigie fait une fois tout ce qu'elle fait dans Slack, dans le canal qualité et avec "
        "vous, puis l'enlève. Laissez cette fenêtre ouverte quelques instants : le résultat s'y "
        "affiche.",
        en="Vigie does once all that it does in Slack, in the quality channel and with you, then "
        "removes it. Leave this window open for a moment: the outcome appears here.",
    )
    answer = Text(fr="Une réponse à votre commande.", en="An answer to your command.")

    trial = Choices(
        {
            Trial.CARD: Text(fr="écrire dans le canal qualité", en="post in the quality channel"),
            Trial.UPDATE: Text(fr="mettre un message à jour", en="update a message"),
            Trial.THREAD_LINE: Text(fr="écrire dans un fil", en="write in a thread"),
            Trial.FIND: Text(
                fr="retrouver un message par ce qu'il porte",
                en="find a message again by what it carries",
            ),
            Trial.FILE_SENT: Text(fr="envoyer un fichier", en="send a file"),
            Trial.FILE_FETCHED: Text(fr="recevoir un fichier", en="fetch a file"),
            Trial.CHARTS: Text(fr="montrer un graphique", en="show a chart"),
            Trial.DIRECT_MESSAGE: Text(fr="écrire à une personne", en="write to a person"),
            Trial.EPHEMERAL: Text(
                fr="répondre à une personne seule dans le canal",
                en="answer one person alone in the channel",
            ),
            Trial.HOME: Text(fr="montrer l'accueil", en="show the Home tab"),
            Trial.FORM: Text(fr="ouvrir une fenêtre", en="open a window"),
            Trial.FORM_UPDATE: Text(
                fr="changer ce que montre une fenêtre", en="change what a window shows"
            ),
            Trial.ANSWER: Text(fr="répondre à une commande", en="answer a command"),
        }
    )
    done = Text(fr="{what} : fait.", en="{what}: done.")
    failed = Text(fr="{what} : échec (« {code} »).", en='{what}: failed ("{code}").')
    lost = Text(
        fr="{what} : la réponse de Slack s'est perdue (« {code} ») ; ce qui est marqué « {mark} » "
        "a pu rester.",
        en='{what}: Slack\'s answer was lost ("{code}"); what is marked "{mark}" may have stayed.',
    )
    not_tried = Text(
        fr="{what} : pas essayé, il fallait d'abord « {missed} ».",
        en='{what}: not tried, as "{missed}" comes first.',
    )
    falls_back = Text(
        fr="Rien à faire : cet espace ne connaît pas encore les graphiques, les chiffres y "
        "viennent en toutes lettres.",
        en="Nothing to do: this workspace knows no charts yet, the figures come in words there.",
    )
    remedy = Choices(
        {
            "missing_scope": _REINSTALL,
            "not_allowed_token_type": _REINSTALL,
            "channel_not_found": _INVITE,
            "not_in_channel": _INVITE,
            "is_archived": Text(
                fr="Désarchivez le canal, ou choisissez-en un autre : /qualite reglages.",
                en="Unarchive the channel, or choose another: /qualite reglages.",
            ),
            "restricted_action": Text(
                fr="Un réglage du canal ou de l'espace limite qui peut y écrire : permettez-le à "
                "Vigie.",
                en="A setting of the channel or workspace limits who may post: allow Vigie to.",
            ),
            "user_not_in_channel": Text(
                fr="La personne avec qui Vigie essaie n'est pas dans le canal qualité : "
                "invitez-la.",
                en="Whom Vigie tries this with is not in the quality channel: invite them.",
            ),
            "user_not_found": Text(
                fr="Slack ne connaît pas la personne avec qui Vigie essaie : vérifiez son "
                "identifiant.",
                en="Slack does not know whom Vigie tries this with: check their id.",
            ),
            "messages_tab_disabled": Text(
                fr="Dans la page de l'application, App Home : activez Messages Tab.",
                en="On the app's page, App Home: turn the Messages Tab on.",
            ),
            "not_enabled": Text(
                fr="Dans la page de l'application, App Home : activez Home Tab.",
                en="On the app's page, App Home: turn the Home Tab on.",
            ),
            "file_uploads_disabled": _NO_FILES,
            "file_uploads_except_images_disabled": _NO_FILES,
            "file_type_not_allowed": _NO_FILES,
            "storage_limit_reached": _NO_FILES,
            "not_handed_out": Text(
                fr="Vérifiez l'autorisation files:read, puis réinstallez l'application.",
                en="Check the scope files:read, then reinstall the app.",
            ),
            "lies_elsewhere": Text(
                fr="Slack range ce fichier hors de ses adresses connues : les pièces ne sont pas "
                "prises. Une fois SLACK_API_URL vérifiée, signalez-le.",
                en="Slack keeps this file at no address of its own that is known: files are not "
                "taken. Check SLACK_API_URL, then report it.",
            ),
            "expired_trigger_id": _SLOW,
            "trigger_expired": _SLOW,
            "not_found": Text(
                fr="La fenêtre a été fermée pendant l'essai : recommencez et laissez-la ouverte.",
                en="The window was closed during the trial: try again and leave it open.",
            ),
            "push_limit_reached": Text(
                fr="Trop de fenêtres sont ouvertes : fermez-les et recommencez.",
                en="Too many windows are open: close them and try again.",
            ),
            "http_404": _NO_ANSWER,
            "http_500": _NO_ANSWER,
            "ratelimited": _WAIT,
            "cannot_connect": _WAIT,
            "internal_error": _WAIT,
            "fatal_error": _WAIT,
            NOT_FOUND: Text(
                fr="Vigie ne pourrait pas savoir si un message est parti quand la réponse de Slack "
                "se perd. Vérifiez l'autorisation groups:history.",
                en="Vigie could not know whether a message left when Slack's answer is lost. "
                "Check the scope groups:history.",
            ),
            NOT_THE_SAME: Text(
                fr="Un intermédiaire change ce qui passe : vérifiez le proxy de la machine où "
                "tourne Vigie.",
                en="Something in between changes what passes: check the proxy of the machine that "
                "Vigie runs on.",
            ),
        }
    )
    other_remedy = Text(
        fr="Si ce mot est de Slack, docs.slack.dev l'explique ; sinon, vérifiez le réseau de la "
        "machine où tourne Vigie et recommencez.",
        en="If that word is Slack's, docs.slack.dev explains it; if not, check the network of the "
        "machine that Vigie runs on and try again.",
    )
    left = Choices(
        {
            Left.CARD: Text(
                fr="Reste dans le canal qualité : le message d'essai.",
                en="Stays in the quality channel: the trial message.",
            ),
            Left.THREAD_LINE: Text(
                fr="Reste dans le canal qualité : la ligne d'essai dans le fil.",
                en="Stays in the quality channel: the trial line in the thread.",
            ),
            Left.CHARTS: Text(
                fr="Reste dans le canal qualité : le graphique d'essai.",
                en="Stays in the quality channel: the trial chart.",
            ),
            Left.DIRECT_MESSAGE: Text(
                fr="Reste dans les messages directs : le message d'essai.",
                en="Stays in the direct messages: the trial message.",
            ),
            Left.FILE_MESSAGE: Text(
                fr="Reste dans le canal qualité : le message du fichier d'essai.",
                en="Stays in the quality channel: the message of the trial file.",
            ),
            Left.FILE: Text(
                fr="Reste dans Slack : le fichier d'essai.", en="Stays in Slack: the trial file."
            ),
            Left.EPHEMERAL: Text(
                fr="Le message pour une personne seule disparaît quand elle recharge Slack.",
                en="The message for one person alone goes away when they reload Slack.",
            ),
            Left.HOME: Text(
                fr="L'accueil d'essai reste jusqu'à ce que la personne rouvre cet onglet.",
                en="The trial Home tab stays until its reader opens that tab again.",
            ),
            Left.ANSWER: Text(
                fr="La réponse à la commande disparaît quand la personne recharge Slack.",
                en="The answer to the command goes away when its reader reloads Slack.",
            ),
        }
    )
    conclusion = Both(
        fr=Counted(
            none="Aucun essai n'a échoué.",
            one="Un essai a échoué.",
            many="{count} essais ont échoué ou n'ont pas eu lieu.",
        ),
        en=Counted(
            none="No trial failed.",
            one="One trial failed.",
            many="{count} trials failed or were not made.",
        ),
    )
    nobody = Text(
        fr="Aucun responsable qualité n'est désigné : nommez quelqu'un avec --as U….",
        en="No quality manager is chosen: name somebody with --as U….",
    )
    no_channel = Text(
        fr="Aucun canal qualité n'est choisi : dans Slack, /qualite reglages.",
        en="No quality channel is chosen: in Slack, /qualite reglages.",
    )

    def marked(self, text: str) -> str:
        """A text that says that it is only tried."""
        return self.marking.format(mark=self.mark, text=text)
