"""Texts of the Home tab, the settings and the help."""

import re

from bot.domain.actions.listings import Concern, Period, Scope
from bot.domain.reports.meetings import Rank, Weekday
from bot.domain.school.office import Locale, ReminderStyle
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class SettingsTexts(Area):
    title = Text(fr="Réglages de Vigie", en="Vigie's settings")
    submit = Text(fr="Enregistrer", en="Save")
    saved = Text(fr="Les réglages sont enregistrés.", en="The settings are saved.")
    channel = Text(fr="Canal qualité", en="Quality channel")
    channel_hint = Text(
        fr="Un canal privé où Vigie est invitée : les dossiers y sont publiés.",
        en="A private channel to which Vigie is invited: cases are posted there.",
    )
    quality_managers = Text(fr="Responsables qualité", en="Quality managers")
    quality_managers_hint = Text(
        fr="Ces personnes qualifient les dossiers et changent ces réglages.",
        en="They qualify the cases and change these settings.",
    )
    training_managers = Text(fr="Responsables de formation", en="Training managers")
    training_managers_hint = Text(
        fr="Vigie leur signale aussitôt chaque incident.",
        en="Vigie tells them of every incident at once.",
    )
    confidential_handlers = Text(
        fr="Référents des dossiers confidentiels", en="Handlers of confidential cases"
    )
    confidential_handlers_hint = Text(
        fr="À défaut, la qualité les traite. Une fois choisis, eux seuls changent cette liste.",
        en="Without any, the quality managers. Once chosen, only they change this list.",
    )
    handlers_locked = Text(
        fr="*Référents des dossiers confidentiels* : {who}. Eux seuls changent cette liste.",
        en="*Handlers of confidential cases*: {who}. Only they change this list.",
    )
    choose_people = Text(fr="Choisir des personnes", en="Choose people")
    meeting = Text(fr="Réunion d'équipe", en="Team meeting")
    meeting_day = Text(fr="Jour de la réunion", en="Day of the meeting")
    meeting_time = Text(fr="Heure de la réunion", en="Time of the meeting")
    rank = Choices(
        {
            Rank.WEEKLY: Text(fr="Chaque semaine", en="Every week"),
            Rank.FIRST: Text(fr="La première fois du mois", en="The first time in the month"),
            Rank.SECOND: Text(fr="La deuxième fois du mois", en="The second time in the month"),
            Rank.THIRD: Text(fr="La troisième fois du mois", en="The third time in the month"),
            Rank.FOURTH: Text(fr="La quatrième fois du mois", en="The fourth time in the month"),
            Rank.LAST: Text(fr="La dernière fois du mois", en="The last time in the month"),
        }
    )
    weekday = Choices(
        {
            Weekday.MONDAY: Text(fr="Lundi", en="Monday"),
            Weekday.TUESDAY: Text(fr="Mardi", en="Tuesday"),
            Weekday.WEDNESDAY: Text(fr="Mercredi", en="Wednesday"),
            Weekday.THURSDAY: Text(fr="Jeudi", en="Thursday"),
            Weekday.FRIDAY: Text(fr="Vendredi", en="Friday"),
            Weekday.SATURDAY: Text(fr="Samedi", en="Saturday"),
            Weekday.SUNDAY: Text(fr="Dimanche", en="Sunday"),
        }
    )
    rehearse = Text(fr="Essayer ce Slack", en="Try this Slack")
    rule = Text(fr="Règle iCalendar de la réunion", en="iCalendar rule of the meeting")
    rule_hint = Text(
        fr="Seulement si le jour et l'heure ci-dessus ne suffisent pas : elle l'emporte.",
        en="Only if the day and time above do not do: it wins over them.",
    )
    pictures = Text(fr="Photos des incidents", en="Pictures of incidents")
    pictures_shown = Text(
        fr="Les montrer dans le fil de la fiche, sauf blessure ou confidentialité",
        en="Show them in the card's thread, but for injuries and confidential cases",
    )
    locale = Text(fr="Langue du canal", en="Language of the channel")
    locale_name = Choices(
        {
            Locale.FRENCH: Text(fr="Français", en="French"),
            Locale.ENGLISH: Text(fr="Anglais", en="English"),
        }
    )


class LetterSettingsTexts(Area):
    signature = Text(fr="Signature des lettres", en="Signature of letters")
    signature_hint = Text(
        fr="Par défaut, le nom de la personne qui écrit.",
        en="By default, the name of whoever writes.",
    )
    contact = Text(fr="Contact violence et harcèlement", en="Contact for violence, harassment")
    contact_hint = Text(
        fr="Montré par /signalement quand rien ne peut y être déposé : nom, téléphone.",
        en="Shown by /signalement where nothing can be filed: name, telephone.",
    )
    letterhead = Text(fr="En-tête des lettres sur papier", en="Letterhead of letters on paper")
    letterhead_hint = Text(
        fr="Le nom de l'école, son adresse, son téléphone : une ligne chacun.",
        en="The school's name, address and telephone, a line each.",
    )
    privacy = Text(fr="Droits des personnes (RGPD)", en="Rights of people (GDPR)")
    privacy_hint = Text(
        fr="L'adresse de la page où les lire ; elle figure dans l'accusé de réception.",
        en="The address of the page that tells them; acknowledgements name it.",
    )
    mediator = Text(fr="Médiateur de la consommation : nom", en="Consumer mediator: name")
    mediator_hint = Text(
        fr=(
            "Sans lui, aucune réponse à un particulier ne peut partir : la loi veut qu'il y soit "
            "nommé."
        ),
        en="Without one no answer to an individual can go out: the law wants it named there.",
    )
    mediator_address = Text(fr="Médiateur : adresse postale", en="Mediator: postal address")
    mediator_website = Text(fr="Médiateur : site", en="Mediator: website")


class PolicyTexts(Area):
    """« Politique » in the settings."""

    title = Text(fr="Politique", en="Policy")
    close = Text(fr="Fermer", en="Close")
    none = Text(
        fr="Aucune version de votre politique de réclamation n'est gardée ici.",
        en="No version of your complaints policy is kept here.",
    )
    what = Text(
        fr=(
            "Les versions en vigueur pendant la période d'un dossier de preuves y sont jointes. "
            "Une version gardée ne change plus : ajoutez la suivante, avec le jour où elle vaut. "
            "Les délais que Vigie compte n'en sont pas changés."
        ),
        en=(
            "An evidence pack holds the versions that were in force in its period. A version that "
            "is kept does not change any more: add the next one, with the day from which it holds. "
            "It does not change the delays that Vigie counts."
        ),
    )
    since = Text(fr="*À partir du {day}*", en="*From {day}*")
    current = Text(fr="en vigueur", en="in force")
    added = Text(fr="ajoutée par {who}", en="added by {who}")
    file_kept = Text(fr="Document gardé : {name}", en="Document kept: {name}")
    file_coming = Text(
        fr="Document en cours d'enregistrement : {name}", en="Document being saved: {name}"
    )
    file_refused = Text(fr="Document non gardé : {name}", en="Document not kept: {name}")
    more = Both(
        fr=Counted(
            none="",
            one="1 version plus ancienne est gardée aussi.",
            many="{count} versions plus anciennes sont gardées aussi.",
        ),
        en=Counted(
            none="",
            one="1 earlier version is kept too.",
            many="{count} earlier versions are kept too.",
        ),
    )
    add = Text(fr="Ajouter une version", en="Add a version")
    submit = Text(fr="Garder", en="Keep")
    from_day = Text(fr="En vigueur à partir du", en="In force from")
    words = Text(fr="Texte de la politique", en="Text of the policy")
    words_more = Text(fr="Suite du texte", en="The text, continued")
    document = Text(fr="Document signé", en="Signed document")
    document_hint = Text(
        fr="Le PDF signé. Donnez le texte, le document, ou les deux.",
        en="The signed PDF. Give the text, the document, or both.",
    )


class HelpTexts(Area):
    """Each line: what to type or do, and what it does."""

    title = Text(fr="Ce que fait Vigie", en="What Vigie does")
    lines = Both(
        fr=(
            ("/incident le projecteur est en panne", "signale un incident pendant une session"),
            ("/reclamation", "enregistre une réclamation, reçue par courriel, téléphone ou autre"),
            ("/qualite", "montre les dossiers qui vous attendent"),
            ("/qualite retards", "montre les dossiers en retard"),
            ("/qualite recherche certificat SST", "cherche ces mots dans les dossiers"),
            ("/qualite REC-2026-0007", "ouvre un dossier par sa référence"),
            ("/qualite bilan 2026-10", "montre les chiffres d'un mois"),
            ("/qualite actions", "montre le plan d'action"),
            ("/qualite session SST-26-041", "montre tout ce qui concerne une session"),
            ("/qualite risques", "ouvre le registre des risques sur la qualité"),
            ("/qualite audit", "tire un échantillon et note ce qui en est montré"),
            ("/qualite appreciations", "montre les avis de stagiaires à requalifier"),
            ("/qualite registre 2026-S1", "vous envoie le registre, pour les responsables"),
            ("/qualite preuves 2026", "vous envoie le dossier de preuves d'un audit"),
            ("/qualite formateurs", "dit qui sont les formateurs que nomment les sessions"),
            ("/qualite reunions", "déplace, annule ou ajoute une réunion d'équipe"),
            ("/qualite reglages", "choisit le canal, les responsables et la réunion"),
            ("/qualite aide", "affiche cette aide"),
        ),
        en=(
            ("/incident the projector is broken", "reports an incident during a session"),
            ("/reclamation", "records a complaint received by e-mail, telephone or otherwise"),
            ("/qualite", "shows the cases that wait for you"),
            ("/qualite retards", "shows the cases that are overdue"),
            ("/qualite recherche first aid", "looks for these words in the cases"),
            ("/qualite REC-2026-0007", "opens a case by its reference"),
            ("/qualite bilan 2026-10", "shows the figures of a month"),
            ("/qualite actions", "shows the action plan"),
            ("/qualite session SST-26-041", "shows all that there is about a session"),
            ("/qualite risques", "opens the register of risks on quality"),
            ("/qualite audit", "draws a sample and notes what of it is shown"),
            ("/qualite appreciations", "shows what trainees said that is to be requalified"),
            ("/qualite registre 2026-S1", "sends you the register, if you are in charge"),
            ("/qualite preuves 2026", "sends you the evidence pack for an audit"),
            ("/qualite formateurs", "says who the trainers are whom sessions name"),
            ("/qualite reunions", "moves, cancels or adds a team meeting"),
            ("/qualite reglages", "chooses the channel, the people in charge and the meeting"),
            ("/qualite aide", "shows this help"),
        ),
    )
    not_understood = Text(
        fr="« {typed} » : Vigie ne connaît pas ce mot après `/qualite`. Le plus utile :",
        en="“{typed}”: Vigie knows no such word after `/qualite`. What helps most:",
    )
    other_words = Text(
        fr="Après `/qualite`, Vigie connaît aussi : {words}.",
        en="After `/qualite`, Vigie also knows: {words}.",
    )
    rule = Text(
        fr=(
            "Depuis un message, le menu « Plus d'actions » propose les mêmes formulaires. "
            "N'écrivez ni nom ni donnée de santé dans les textes : ils sont lus par l'équipe."
        ),
        en=(
            "From a message, the menu “More actions” offers the same forms. Write no names and no "
            "health details in the texts: the team reads them."
        ),
    )
    direct = Text(
        fr=(
            "Ce que vous écrivez ici n'est lu par personne et n'entre dans aucun dossier, ce "
            "message comme les suivants. Pour signaler un incident ou enregistrer une "
            "réclamation, prenez l'un des boutons ci-dessous. Pour "
            "ajouter une note ou une photo à un dossier que vous suivez, répondez sous un message "
            "de Vigie qui ne parle que de lui."
        ),
        en=(
            "Nobody reads what you write here, and it goes into no case, this message like those "
            "that follow. To report an incident or a complaint, take one of the buttons below. To "
            "add a note or a photo to a case that you follow, reply beneath a message of Vigie's "
            "that is about that case alone."
        ),
    )
    direct_ask = Text(
        fr="Pour une question, adressez-vous à {who}.", en="To ask something, turn to {who}."
    )


class HomeTexts(Area):
    """`empty` says that a list holds nothing, `no_match` that its filters leave nothing."""

    report = Text(fr="Signaler un incident", en="Report an incident")
    complain = Text(fr="Nouvelle réclamation", en="New complaint")
    settings = Text(fr="Réglages", en="Settings")
    scope = Choices(
        {
            Scope.MINE: Text(fr="Vos dossiers", en="Your cases"),
            Scope.OVERDUE: Text(fr="En retard", en="Overdue"),
            Scope.OPEN: Text(fr="Dossiers ouverts", en="Open cases"),
            Scope.REGISTER: Text(fr="Registre", en="Register"),
        }
    )
    scope_counted = Text(fr="{scope} ({count})", en="{scope} ({count})")
    count = Text(fr="{count}", en="{count}")
    many = Text(fr="plus de {count}", en="more than {count}")
    empty = Choices(
        {
            Scope.MINE: Text(
                fr="Rien ne vous attend. Signaler un incident : /incident.",
                en="Nothing waits for you. To report an incident: /incident.",
            ),
            Scope.OVERDUE: Text(fr="Aucun dossier n'est en retard.", en="No case is overdue."),
            Scope.OPEN: Text(
                fr="Aucun dossier n'est ouvert parmi ceux que vous pouvez voir.",
                en="No case is open among those you may see.",
            ),
            Scope.REGISTER: Text(
                fr="Le registre ne contient aucun dossier que vous puissiez voir.",
                en="The register holds no case that you may see.",
            ),
        }
    )
    no_match = Text(
        fr="Aucun dossier ne correspond à ces filtres.", en="No case matches these filters."
    )
    concern = Choices(
        {
            Concern.OWNED: Text(fr="vous en êtes pilote", en="you own it"),
            Concern.LENT: Text(
                fr="vous remplacez la personne qui en est pilote", en="you stand in for its owner"
            ),
            Concern.UNOWNED: Text(fr="à attribuer", en="to be assigned"),
            Concern.REPORTED: Text(
                fr="saisi par vous, à suivre", en="entered by you, for you to follow"
            ),
        }
    )
    narrow = Text(fr="Filtrer", en="Filter")
    narrowed = Text(fr="Filtres : {chosen}", en="Filters: {chosen}")
    any_kind = Text(fr="Incidents et réclamations", en="Incidents and complaints")
    any_stage = Text(fr="Tous les états", en="Any status")
    any_category = Text(fr="Toutes les catégories", en="Any category")
    any_period = Text(fr="Toutes les dates", en="Any date")
    any_owner = Text(fr="Tous les pilotes", en="Any owner")
    period = Choices(
        {
            Period.MONTH: Text(fr="30 derniers jours", en="Last 30 days"),
            Period.QUARTER: Text(fr="90 derniers jours", en="Last 90 days"),
            Period.YEAR: Text(fr="12 derniers mois", en="Last 12 months"),
        }
    )
    clear = Text(fr="Effacer les filtres", en="Clear the filters")
    position = Text(
        fr="Dossiers {first} à {last} sur {total}", en="Cases {first} to {last} of {total}"
    )
    position_many = Text(
        fr="Dossiers {first} à {last}, sur plus de {total} : affinez avec les filtres",
        en="Cases {first} to {last} of more than {total}: narrow them with the filters",
    )
    previous = Text(fr="Page précédente", en="Previous page")
    next = Text(fr="Page suivante", en="Next page")
    more_at_home = Text(
        fr="La suite et les filtres sont dans l'accueil de Vigie.",
        en="The rest and the filters are in Vigie's Home tab.",
    )
    late = Text(fr="En retard de {span} : {what}", en="Overdue by {span}: {what}")
    search_label = Text(fr="Chercher dans les dossiers", en="Search the cases")
    search_example = Text(fr="certificat SST", en="first aid certificate")
    found_one = Text(
        fr="1 dossier que vous pouvez voir contient « {words} ».",
        en="1 case that you may see contains “{words}”.",
    )
    found = Text(
        fr="{total} dossiers que vous pouvez voir contiennent « {words} ».",
        en="{total} cases that you may see contain “{words}”.",
    )
    found_many = Text(
        fr=("Plus de {total} dossiers contiennent « {words} » : ajoutez un mot pour préciser."),
        en="More than {total} cases contain “{words}”: add a word to narrow it down.",
    )
    found_nothing = Text(
        fr="Aucun dossier que vous puissiez voir ne contient « {words} ».",
        en="No case that you may see contains “{words}”.",
    )
    results = Text(fr="Résultats de la recherche", en="Search results")
    clear_search = Text(fr="Effacer la recherche", en="Clear the search")
    search_what = Text(
        fr="Écrivez ce que vous cherchez : /qualite recherche certificat SST",
        en="Write what you are looking for: /qualite recherche first aid",
    )
    styles = Text(fr="*Vos rappels d'échéances*", en="*Your reminders of deadlines*")
    style = Choices(
        {
            ReminderStyle.SINGLE: Text(fr="Un par échéance", en="One for each"),
            ReminderStyle.MORNING_DIGEST: Text(fr="Un seul, le matin", en="One in the morning"),
        }
    )
    style_note = Text(
        fr=(
            "Ce qui est critique, en retard ou dû avant le matin suivant vous est toujours dit "
            "aussitôt."
        ),
        en="What is critical, overdue or due before the next morning is always told at once.",
    )


SCOPES = {"": Scope.MINE, "retards": Scope.OVERDUE, "overdue": Scope.OVERDUE}
HELP = ("aide", "help", "?")
SETTINGS = ("reglages", "réglages", "settings")
PLAN = ("actions", "plan")
AUDIT = ("audit",)
TRAINERS = ("formateurs", "trainers")
RISKS = ("risques", "risks")
APPRECIATIONS = ("appreciations", "appréciations")
MEETINGS = ("reunions", "réunions", "meetings")
SEARCH = re.compile(r"(?:recherche|search)(?:\s+|$)", re.IGNORECASE)
SUMMARY = re.compile(r"(?:bilan|summary)(?:\s+(?P<period>\S.*))?", re.IGNORECASE)
"""Without a period it is the month before."""
REVIEW = re.compile(r"(?:bilan|summary|revue|review)\s+(?P<period>\d{4}-S\d+)", re.IGNORECASE)
SESSION = re.compile(r"session(?:\s+(?P<code>\S.*))?", re.IGNORECASE)
REGISTER = re.compile(r"(?:registre|register)(?:\s+(?P<words>\S.*))?", re.IGNORECASE)
EVIDENCE = re.compile(r"(?:preuves|evidence)(?:\s+(?P<words>\S.*))?", re.IGNORECASE)
"""Each word after it narrows what is asked for."""
COMPLAINTS = ("réclamations", "reclamations", "complaints")
INCIDENTS = ("incidents",)
ACTIONS = ("actions",)
NAMES = ("noms", "names")
