"""Every sentence in French, the default; written with plain spaces, see `typography`."""

from bot.ui.form_errors import Refusal
from bot.ui.meeting_rule import Rank, Weekday
from bot.ui.texts.catalogue import (
    CardTexts,
    CaseTexts,
    ComplaintTexts,
    Counted,
    Dates,
    ErrorTexts,
    Forms,
    HelpTexts,
    IncidentTexts,
    LetterSettingsTexts,
    NoticeTexts,
    ReceiptTexts,
    ReopenTexts,
    SettingsTexts,
    SimilarTexts,
    Texts,
    TroubleTexts,
)
from bot.ui.texts.french_activity import FRENCH_ACTIVITY
from bot.ui.texts.french_document import FRENCH_DOCUMENT
from bot.ui.texts.french_home import FRENCH_HOME
from bot.ui.texts.french_lines import FRENCH_LINES, FRENCH_NEWS
from bot.ui.texts.french_meeting import FRENCH_MEETING
from bot.ui.texts.french_meeting_days import FRENCH_MEETING_DAYS
from bot.ui.texts.french_plan import FRENCH_PLAN
from bot.ui.texts.french_recurrence import FRENCH_RECURRENCE
from bot.ui.texts.french_register import FRENCH_REGISTER
from bot.ui.texts.french_reminders import FRENCH_REMINDERS
from bot.ui.texts.french_review import FRENCH_REVIEW
from bot.ui.texts.french_steps import FRENCH_STEPS
from bot.ui.texts.french_summary import FRENCH_SUMMARY
from bot.ui.texts.french_words import FRENCH_WORDS
from bot.ui.texts.typography import typeset

_PLAIN = Texts(
    words=FRENCH_WORDS,
    lines=FRENCH_LINES,
    news=FRENCH_NEWS,
    home=FRENCH_HOME,
    register=FRENCH_REGISTER,
    plan=FRENCH_PLAN,
    similar=SimilarTexts(
        title="Dossiers semblables, à 90 jours près",
        link="Lier",
        link_spoken="Lier au dossier {ref}",
    ),
    dates=Dates(
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        months=(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        first_of_month="1er",
        day="{weekday} {day} {month}",
        day_with_year="{weekday} {day} {month} {year}",
        moment="{day} à {time}",
        today="aujourd'hui à {time}",
        yesterday="hier à {time}",
        time="{hour} h {minute:02}",
        midnight="24 h",
        minutes="{count} min",
        hours="{count} h",
        days="{count} j",
    ),
    refusals={
        Refusal.EMPTY: "Écrivez en quelques mots ce qui s'est passé.",
        Refusal.BLANK: "Écrivez quelques mots.",
        Refusal.NOT_CHOSEN: "Choisissez une réponse.",
        Refusal.TOO_LONG: "Ce texte est trop long : raccourcissez-le.",
        Refusal.NOT_A_COUNT: "Donnez un nombre entier, en chiffres.",
        Refusal.IN_FUTURE: "Cette date est à venir : indiquez le moment de la réception.",
        Refusal.IN_PAST: "Cette date est passée : choisissez un jour à venir.",
        Refusal.NOT_CONFIRMED: "Cochez la case pour confirmer la date, ou corrigez-la plus haut.",
        Refusal.TOO_MANY_FILES: "Joignez au plus dix fichiers.",
        Refusal.FILE_TOO_BIG: "Un fichier dépasse 10 Mo : retirez-le ou réduisez-le.",
        Refusal.NOT_A_RULE: (
            "Cette règle ne désigne aucune réunion. Exemple : "
            "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0"
        ),
        Refusal.PUBLIC_CHANNEL: (
            "Ce canal est public : choisissez un canal privé, car les dossiers y sont publiés."
        ),
        Refusal.NOT_IN_CHANNEL: (
            "Vigie n'est pas dans ce canal : invitez-la d'abord, avec /invite @vigie."
        ),
    },
    forms=Forms(
        cancel="Annuler",
        choose="Choisir",
        site="Site",
        site_hint="Les échéances suivent son heure locale et ses jours fériés.",
        continued="{label} (suite {number})",
        cut_short=(
            "Le message est trop long pour un formulaire : la fin n'est pas reprise ici. "
            "Elle reste dans le message d'origine."
        ),
        could_not_save=(
            ":warning: *Nous n'avons pas pu enregistrer.* "
            "Votre texte est toujours là : réessayez dans un instant."
        ),
    ),
    incident=IncidentTexts(
        title="Signaler un incident",
        submit="Signaler",
        description="Que se passe-t-il ?",
        description_hint="Ni nom ni donnée de santé dans le texte.",
        type="Type",
        continuity="La session peut-elle continuer ?",
        session="Session ou formation",
        session_example="SSIAP 1, Lyon, jour 3 sur 10",
        files="Photos ou pièces",
        flags="À préciser",
        injury="Une personne est blessée ou souffrante",
        confidential="Confidentiel : le récit reste réservé aux personnes désignées",
    ),
    complaint=ComplaintTexts(
        title="Nouvelle réclamation",
        submit="Enregistrer",
        description="Description",
        description_hint="Ni nom ni donnée de santé ici : le nom se met dans « Réclamant ».",
        party="Partie prenante",
        complainant="Réclamant",
        complainant_hint="Ce nom et ce contact n'apparaissent jamais dans le canal.",
        contact="Contact du réclamant",
        channel="Canal",
        received="Reçue le",
        received_hint="Le moment où elle nous est parvenue : les délais courent dès lors.",
        old="Date à confirmer",
        old_confirmed="Oui, cette réclamation a bien été reçue le {day}",
        category="Catégorie",
        severity="Gravité",
        session="Session ou formation",
        remedy="Solution souhaitée",
        confidential="Confidentiel",
        confidential_yes="Réserver le récit aux personnes désignées",
        files="Pièces",
    ),
    receipt=ReceiptTexts(
        title="C'est noté",
        close="Fermer",
        noted="C'est noté : *{ref}*, à {time}.",
        told="Nous prévenons {who}.",
        nobody_told="Personne n'est encore désigné pour être prévenu d'un dossier.",
        next_due="Prochaine échéance : {what}, avant {when}.",
        follow="Nous vous tiendrons au courant ici, en message direct.",
        confidential=(
            "Dossier confidentiel : le canal qualité n'en verra que la référence et les échéances."
        ),
        no_channel=(
            "Le canal qualité n'est pas encore choisi : votre dossier est gardé, "
            "et sa fiche sera publiée dès qu'il le sera."
        ),
    ),
    reopen=ReopenTexts(
        without_text="Slack n'a pas ouvert le formulaire à temps. Vous pouvez le rouvrir.",
        with_text=(
            "Slack n'a pas ouvert le formulaire à temps. Votre texte est toujours là : "
            "rouvrez le formulaire, il y sera repris."
        ),
        too_long="Le formulaire reprend le début de votre texte. Voici la suite, à y coller :",
        button="Rouvrir le formulaire",
    ),
    card=CardTexts(
        title="{kind} {ref} · {about}",
        late_title="En retard · {title}",
        confidential_title="Dossier confidentiel {ref}",
        quoted="« {text} »",
        severity="gravité {severity}",
        received="{party}, {channel}, reçue {when}",
        recorded="saisie par {who}",
        reported="signalé par {who}, {when}",
        site="{site} (heure locale)",
        remedy="Solution souhaitée : {text}",
        injury=":adhesive_bandage: Une personne est blessée ou souffrante",
        files=Counted(none="aucune pièce", one="1 pièce", many="{count} pièces"),
        due="{what} : avant {when}",
        late="*En retard de {span} : {what}* (échéance : {when})",
        late_mark="*En retard : {what}* (échéance : {when})",
        owner="Pilote : {who}",
        nobody="personne",
        mention_stopped="{who} : la session est interrompue.",
        mention_injury="{who} : une personne est blessée ou souffrante.",
        mention_both="{who} : session interrompue, et une personne est blessée ou souffrante.",
        mention_plain="{who} : ce dossier n'attend pas.",
        view="Voir le dossier",
        view_spoken="Voir le dossier {ref}",
    ),
    notice=NoticeTexts(
        why="Vous recevez ce message en tant que responsable de formation.",
        confidential="Un dossier confidentiel vient d'être ouvert : {ref}.",
        setup="Avant que Vigie puisse tout faire, il reste à choisir :",
        setup_missing="• {what}",
        setup_by="Cela se fait avec `/qualite reglages`, par {who}.",
        setup_by_admin=(
            "Cela se fait avec `/qualite reglages`, "
            "par une personne qui administre cet espace Slack."
        ),
        and_others=Counted(none="", one="et 1 autre personne", many="et {count} autres personnes"),
    ),
    trouble=TroubleTexts(
        stopped="Slack refuse {what} : {reason}.",
        kept="Rien n'est perdu : tout est enregistré, et Vigie reprendra après le réglage.",
        kinds={
            "card": "les fiches du canal qualité",
            "incident_notice": "un message direct sur un incident",
            "step_line": "une ligne dans le fil d'une fiche",
            "reporter_news": "des nouvelles d'un dossier, en message direct",
            "owner_notice": "l'annonce d'un dossier à son pilote",
            "action_notice": "l'annonce d'une action à qui doit la faire",
            "keep_file": "une pièce jointe",
            "summary": "le bilan du mois",
            "review": "le bilan du semestre",
            "review_pdf": "le PDF du bilan semestriel",
            "summary_pdf": "le PDF du bilan",
            "summary_workbook": "le classeur du bilan",
            "summary_picture": "les graphiques du bilan",
            "register": "un registre demandé",
            "evidence": "un dossier de preuves demandé",
            "recurrence": "l'annonce d'un sujet récurrent",
            "meeting_day_off": "l'avis d'une réunion un jour férié",
            "activity_request": "la question sur l'activité du mois",
            "meeting_questions": "les questions pour la réunion",
            "meeting_line": "une décision ou un compte rendu de la réunion",
        },
        other_kind="un message",
        reasons={
            "channel_not_found": "le canal n'existe plus, ou Vigie n'y est pas invitée",
            "not_in_channel": "Vigie n'est pas invitée dans le canal",
            "is_archived": "le canal est archivé",
            "is_inactive": "le canal est archivé",
            "restricted_action": "l'espace Slack ne permet pas à Vigie d'y écrire",
            "user_disabled": "la personne n'a plus de compte",
            "user_not_found": "la personne n'est pas dans cet espace Slack",
            "messages_tab_disabled": "les messages directs à Vigie sont désactivés",
            "cannot_typeset": "le document n'a pas pu être composé",
            "too_many_rows": "une feuille a un million de lignes au plus, essayez un an à la fois",
        },
        other_reason="sa réponse est « {error} »",
    ),
    reminders=FRENCH_REMINDERS,
    errors=ErrorTexts(
        unavailable=(
            "Nous n'avons pas pu joindre le registre. Rien n'a changé : réessayez dans un instant."
        ),
        not_allowed=(
            "Seules les personnes qui en ont la charge y ont accès : "
            "adressez-vous à un responsable qualité."
        ),
        not_found="Aucun dossier ne porte cette référence.",
        action_not_found="Aucune action ne porte cette référence.",
        too_late="Slack a mis trop de temps à répondre. Réessayez : rien n'est perdu.",
        unexpected="Nous n'avons pas pu aller au bout : réessayez dans un instant.",
    ),
    case=CaseTexts(
        close="Fermer",
        to_do="À faire : {what}.",
        to_do_before="À faire : {what}, avant {when}.",
        facts="Faits",
        description="Description",
        description_cut="La suite du texte est dans le registre.",
        people="Personnes",
        deadlines="Échéances",
        no_deadline="Aucune échéance en attente.",
        files="Pièces",
        timeline="Historique",
        timeline_page="Historique, {first} à {last} sur {total}",
        line="*{label} :* {value}",
        kind="Nature",
        status="État",
        type="Type",
        category="Catégorie",
        severity="Gravité",
        continuity="Session",
        session="Session ou formation",
        site="Site",
        party="Partie prenante",
        channel="Canal",
        received="Reçu",
        recorded="Enregistré",
        remedy="Solution souhaitée",
        injury="Une personne est blessée ou souffrante",
        confidential="Confidentiel",
        owner="Pilote",
        reporter="Saisi par",
        complainant="Réclamant",
        contact="Contact du réclamant",
        not_known="non renseigné",
        met="{what} : date promise, {when}",
        file="• {name} ({size})",
        more_files=Counted(none="", one="et 1 autre pièce", many="et {count} autres pièces"),
        kilobytes="{count} Ko",
        megabytes="{count} Mo",
        entry="{when} · {event}, par {who}",
        by_vigie="Vigie",
        newer="Plus récents",
        older="Plus anciens",
    ),
    steps=FRENCH_STEPS,
    settings=SettingsTexts(
        title="Réglages de Vigie",
        submit="Enregistrer",
        saved="Les réglages sont enregistrés.",
        channel="Canal qualité",
        channel_hint="Un canal privé où Vigie est invitée : les dossiers y sont publiés.",
        quality_managers="Responsables qualité",
        quality_managers_hint="Ces personnes qualifient les dossiers et changent ces réglages.",
        training_managers="Responsables de formation",
        training_managers_hint="Vigie leur signale aussitôt chaque incident.",
        confidential_handlers="Référents des dossiers confidentiels",
        confidential_handlers_hint="Ils traitent seuls ces dossiers ; à défaut, la qualité.",
        choose_people="Choisir des personnes",
        meeting="Réunion d'équipe",
        meeting_day="Jour de la réunion",
        meeting_time="Heure de la réunion",
        rank={
            Rank.WEEKLY: "Chaque semaine",
            Rank.FIRST: "La première fois du mois",
            Rank.SECOND: "La deuxième fois du mois",
            Rank.THIRD: "La troisième fois du mois",
            Rank.FOURTH: "La quatrième fois du mois",
            Rank.LAST: "La dernière fois du mois",
        },
        weekday={
            Weekday.MONDAY: "Lundi",
            Weekday.TUESDAY: "Mardi",
            Weekday.WEDNESDAY: "Mercredi",
            Weekday.THURSDAY: "Jeudi",
            Weekday.FRIDAY: "Vendredi",
            Weekday.SATURDAY: "Samedi",
            Weekday.SUNDAY: "Dimanche",
        },
        rule="Règle iCalendar de la réunion",
        rule_hint="Seulement si le jour et l'heure ci-dessus ne suffisent pas : elle l'emporte.",
        locale="Langue du canal",
    ),
    letter_settings=LetterSettingsTexts(
        signature="Signature des lettres",
        signature_hint="Par défaut, le nom de la personne qui écrit.",
        privacy="Droits des personnes (RGPD)",
        privacy_hint="L'adresse de la page où les lire ; elle figure dans l'accusé de réception.",
        mediator="Médiateur de la consommation : nom",
        mediator_hint="Obligatoire envers les particuliers : sans lui, rien ne peut être clos.",
        mediator_address="Médiateur : adresse postale",
        mediator_website="Médiateur : site",
    ),
    summary=FRENCH_SUMMARY,
    document=FRENCH_DOCUMENT,
    meeting=FRENCH_MEETING,
    review=FRENCH_REVIEW,
    activity=FRENCH_ACTIVITY,
    recurrence=FRENCH_RECURRENCE,
    meeting_days=FRENCH_MEETING_DAYS,
    help=HelpTexts(
        title="Ce que fait Vigie",
        lines=(
            ("/incident le projecteur est en panne", "signale un incident pendant une session"),
            ("/reclamation", "enregistre une réclamation, reçue par courriel, téléphone ou autre"),
            ("/qualite", "montre les dossiers qui vous attendent"),
            ("/qualite retards", "montre les dossiers en retard"),
            ("/qualite recherche certificat sst", "cherche ces mots dans les dossiers"),
            ("/qualite REC-2026-0007", "ouvre un dossier par sa référence"),
            ("/qualite bilan 2026-10", "montre les chiffres d'un mois"),
            ("/qualite actions", "montre le plan d'action"),
            ("/qualite registre 2026-S1", "vous envoie le registre, pour les responsables"),
            ("/qualite preuves 2026", "vous envoie le dossier de preuves d'un audit"),
            ("/qualite reunions", "déplace, annule ou ajoute une réunion d'équipe"),
            ("/qualite reglages", "choisit le canal, les responsables et la réunion"),
            ("/qualite aide", "affiche cette aide"),
        ),
        rule=(
            "Depuis un message, le menu « Plus d'actions » propose les mêmes formulaires. "
            "N'écrivez ni nom ni donnée de santé dans les textes : ils sont lus par l'équipe."
        ),
    ),
)

FRENCH = typeset(_PLAIN)
