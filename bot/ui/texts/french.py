"""Every sentence in French, the default; written with plain spaces, see `typography`."""

from bot.ui.form_errors import Refusal
from bot.ui.texts.catalogue import (
    CaseTexts,
    Counted,
    Dates,
    ErrorTexts,
    SimilarTexts,
    Texts,
)
from bot.ui.texts.french_activity import FRENCH_ACTIVITY
from bot.ui.texts.french_channel import FRENCH_CARD, FRENCH_NOTICE, FRENCH_TROUBLE
from bot.ui.texts.french_document import FRENCH_DOCUMENT
from bot.ui.texts.french_filing import (
    FRENCH_COMPLAINT,
    FRENCH_FORMS,
    FRENCH_INCIDENT,
    FRENCH_RECEIPT,
    FRENCH_REOPEN,
)
from bot.ui.texts.french_home import FRENCH_HOME
from bot.ui.texts.french_lines import FRENCH_LINES, FRENCH_NEWS
from bot.ui.texts.french_meeting import FRENCH_MEETING
from bot.ui.texts.french_meeting_days import FRENCH_MEETING_DAYS
from bot.ui.texts.french_plan import FRENCH_PLAN
from bot.ui.texts.french_recurrence import FRENCH_RECURRENCE
from bot.ui.texts.french_register import FRENCH_REGISTER
from bot.ui.texts.french_reminders import FRENCH_REMINDERS
from bot.ui.texts.french_review import FRENCH_REVIEW
from bot.ui.texts.french_settings import FRENCH_HELP, FRENCH_LETTER_SETTINGS, FRENCH_SETTINGS
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
    forms=FRENCH_FORMS,
    incident=FRENCH_INCIDENT,
    complaint=FRENCH_COMPLAINT,
    receipt=FRENCH_RECEIPT,
    reopen=FRENCH_REOPEN,
    card=FRENCH_CARD,
    notice=FRENCH_NOTICE,
    trouble=FRENCH_TROUBLE,
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
        unreadable=(
            "Ce bouton ou ce formulaire n'est plus reconnu : "
            "rouvrez le dossier avec /qualite, puis recommencez."
        ),
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
    settings=FRENCH_SETTINGS,
    letter_settings=FRENCH_LETTER_SETTINGS,
    summary=FRENCH_SUMMARY,
    document=FRENCH_DOCUMENT,
    meeting=FRENCH_MEETING,
    review=FRENCH_REVIEW,
    activity=FRENCH_ACTIVITY,
    recurrence=FRENCH_RECURRENCE,
    meeting_days=FRENCH_MEETING_DAYS,
    help=FRENCH_HELP,
)

FRENCH = typeset(_PLAIN)
