"""All that Vigie says, in one language."""

from bot.domain.school.office import Locale
from bot.ui.blocks.form_errors import FieldError
from bot.ui.texts.cases import CaseTexts, ErrorTexts, SimilarTexts
from bot.ui.texts.channel import AlarmTexts, CardTexts, NoticeTexts, TroubleTexts
from bot.ui.texts.deadlines import DateTexts, ReminderTexts
from bot.ui.texts.fields import FieldTexts
from bot.ui.texts.files import FileShowTexts
from bot.ui.texts.filing import (
    ComplaintTexts,
    ConcernedTexts,
    Forms,
    IncidentTexts,
    ReceiptTexts,
    ReopenTexts,
)
from bot.ui.texts.language import Area, Choices, SubArea, Text
from bot.ui.texts.mails import MailTexts
from bot.ui.texts.news import JournalTexts, LineTexts, NewsTexts
from bot.ui.texts.reports.documents import DocumentTexts, RegisterTexts
from bot.ui.texts.reports.meetings import ActivityTexts, MeetingDayTexts, MeetingTexts
from bot.ui.texts.reports.review import ReviewTexts
from bot.ui.texts.reports.review_forms import ReviewFormTexts
from bot.ui.texts.reports.revision import RevisionTexts
from bot.ui.texts.reports.risks import RiskTexts
from bot.ui.texts.reports.summary import SummaryTexts
from bot.ui.texts.sealed.filing import SealedFilingTexts
from bot.ui.texts.sealed.handling import SealedHandlingTexts
from bot.ui.texts.sessions.appreciations import AppreciationTexts
from bot.ui.texts.sessions.audits import AuditTexts
from bot.ui.texts.sessions.choosing import SessionTexts
from bot.ui.texts.sessions.dossier import DossierTexts
from bot.ui.texts.sessions.form import SessionFormTexts
from bot.ui.texts.sessions.informing import InformingTexts
from bot.ui.texts.sessions.trainers import TrainerTexts
from bot.ui.texts.settings import (
    HelpTexts,
    HomeTexts,
    LetterSettingsTexts,
    PolicyTexts,
    SettingsTexts,
)
from bot.ui.texts.steps.actions import PlanTexts, RecurrenceTexts
from bot.ui.texts.steps.letter_fates import LetterFateTexts
from bot.ui.texts.steps.steps import StepTexts
from bot.ui.texts.substitutes import SubstituteTexts
from bot.ui.texts.words import Words


class Texts(Area):
    """One language, whole."""

    words = SubArea(Words)
    lines = SubArea(LineTexts)
    news = SubArea(NewsTexts)
    mails = SubArea(MailTexts)
    dates = SubArea(DateTexts)
    refusals = Choices(
        {
            FieldError.EMPTY: Text(
                fr="Écrivez en quelques mots ce qui s'est passé.",
                en="Say in a few words what happened.",
            ),
            FieldError.BLANK: Text(fr="Écrivez quelques mots.", en="Write a few words."),
            FieldError.NO_PROOF: Text(
                fr="Donnez une preuve : quelques mots, un lien ou un fichier.",
                en="Give a proof: a few words, a link or a file.",
            ),
            FieldError.NOT_CHOSEN: Text(fr="Choisissez une réponse.", en="Choose an answer."),
            FieldError.TOO_LONG: Text(
                fr="Ce texte est trop long : raccourcissez-le.",
                en="This text is too long: please shorten it.",
            ),
            FieldError.NOT_A_COUNT: Text(
                fr="Donnez un nombre entier, en chiffres.", en="Give a whole number, in figures."
            ),
            FieldError.IN_FUTURE: Text(
                fr="Cette date est à venir : indiquez le moment de la réception.",
                en="This date is yet to come: give the moment it was received.",
            ),
            FieldError.IN_PAST: Text(
                fr="Cette date est passée : choisissez aujourd'hui ou un jour à venir.",
                en="This day is past: choose today or a day to come.",
            ),
            FieldError.NOT_CONFIRMED: Text(
                fr="Confirmez cette date, ou corrigez-la.", en="Confirm this date, or correct it."
            ),
            FieldError.TOO_MANY_FILES: Text(
                fr="Joignez au plus dix fichiers.", en="Attach ten files at most."
            ),
            FieldError.FILE_TOO_BIG: Text(
                fr="Un fichier dépasse 10 Mo : retirez-le ou réduisez-le.",
                en="A file is larger than 10 MB: remove it or make it smaller.",
            ),
            FieldError.NOT_A_RULE: Text(
                fr=(
                    "Cette règle ne désigne aucune réunion. Exemple : "
                    "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0"
                ),
                en=(
                    "This rule names no meeting. Example: "
                    "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0"
                ),
            ),
            FieldError.PUBLIC_CHANNEL: Text(
                fr=(
                    "Ce canal est public : choisissez un canal privé, car les dossiers y sont "
                    "publiés."
                ),
                en="This channel is public: choose a private one, because cases are posted there.",
            ),
            FieldError.NOT_IN_CHANNEL: Text(
                fr="Vigie n'est pas dans ce canal : invitez-la d'abord, avec /invite @vigie.",
                en="Vigie is not in this channel: first invite it, by /invite @vigie.",
            ),
            FieldError.PERSON_LEFT: Text(
                fr="Une de ces personnes n'a plus de compte dans cet espace Slack : retirez-la.",
                en="One of these people no longer has an account in this workspace: take them off.",
            ),
            FieldError.PERSON_IS_PROGRAM: Text(
                fr="Un robot ne peut pas en être responsable : retirez-le.",
                en="An app cannot answer for this: take it off.",
            ),
            FieldError.PERSON_UNKNOWN: Text(
                fr=(
                    "Vigie ne connaît pas encore une de ces personnes : retirez-la, ou réessayez "
                    "dans une heure."
                ),
                en=(
                    "Vigie does not know one of these people yet: take them off, or try again in "
                    "an hour."
                ),
            ),
            FieldError.NOT_THEIRS: Text(
                fr="Seuls les référents actuels changent cette liste.",
                en="Only the handlers there are may change this list.",
            ),
            FieldError.PERSON_IS_GUEST: Text(
                fr="Une personne invitée dans cet espace ne peut remplacer personne.",
                en="A guest of this workspace cannot stand in for anybody.",
            ),
            FieldError.ABSENT_NOT_IN_CHARGE: Text(
                fr="Cette personne n'est responsable de rien : il n'y a rien à remplacer.",
                en="This person is in charge of nothing: nobody has to stand in.",
            ),
            FieldError.SUBSTITUTE_IS_ABSENT: Text(
                fr="Choisissez quelqu'un d'autre que la personne absente.",
                en="Choose somebody other than who is away.",
            ),
            FieldError.DAYS_REVERSED: Text(
                fr="Le dernier jour vient avant le premier.",
                en="The last day comes before the first.",
            ),
            FieldError.SESSION_KNOWN: Text(
                fr="Une session porte déjà ce code : corrigez-la sur son écran.",
                en="A session has this code already: correct it on its screen.",
            ),
            FieldError.DAYS_TOO_MANY: Text(
                fr="Un remplacement dure un an au plus : au-delà, changez les réglages.",
                en="Nobody stands in for more than a year: beyond, change the settings.",
            ),
            FieldError.ABSENT_REPLACED_ALREADY: Text(
                fr="Cette personne est déjà remplacée l'un de ces jours.",
                en="Somebody already stands in for this person on one of these days.",
            ),
            FieldError.UNKNOWN_REFS: Text(
                fr=(
                    "Une de ces références n'est celle d'aucun dossier que vous puissiez voir, ni "
                    "d'aucune action : corrigez-la."
                ),
                en=(
                    "One of these references is of no case that you may see and of no action: "
                    "correct it."
                ),
            ),
            FieldError.SUBSTITUTE_AWAY: Text(
                fr="Cette personne est elle-même remplacée l'un de ces jours.",
                en="This person is away on one of these days, and replaced.",
            ),
        }
    )
    fields = SubArea(FieldTexts)
    forms = SubArea(Forms)
    incident = SubArea(IncidentTexts)
    complaint = SubArea(ComplaintTexts)
    concerned = SubArea(ConcernedTexts)
    sessions = SubArea(SessionTexts)
    dossier = SubArea(DossierTexts)
    appreciations = SubArea(AppreciationTexts)
    audit = SubArea(AuditTexts)
    session_form = SubArea(SessionFormTexts)
    informing = SubArea(InformingTexts)
    trainers = SubArea(TrainerTexts)
    receipt = SubArea(ReceiptTexts)
    reopen = SubArea(ReopenTexts)
    card = SubArea(CardTexts)
    notice = SubArea(NoticeTexts)
    trouble = SubArea(TroubleTexts)
    alarms = SubArea(AlarmTexts)
    letter_fates = SubArea(LetterFateTexts)
    reminders = SubArea(ReminderTexts)
    errors = SubArea(ErrorTexts)
    case = SubArea(CaseTexts)
    files = SubArea(FileShowTexts)
    journal = SubArea(JournalTexts)
    steps = SubArea(StepTexts)
    settings = SubArea(SettingsTexts)
    letter_settings = SubArea(LetterSettingsTexts)
    summary = SubArea(SummaryTexts)
    revision = SubArea(RevisionTexts)
    document = SubArea(DocumentTexts)
    meeting = SubArea(MeetingTexts)
    review = SubArea(ReviewTexts)
    review_forms = SubArea(ReviewFormTexts)
    risks = SubArea(RiskTexts)
    activity = SubArea(ActivityTexts)
    recurrence = SubArea(RecurrenceTexts)
    meeting_days = SubArea(MeetingDayTexts)
    substitutes = SubArea(SubstituteTexts)
    policies = SubArea(PolicyTexts)
    help = SubArea(HelpTexts)
    home = SubArea(HomeTexts)
    register = SubArea(RegisterTexts)
    plan = SubArea(PlanTexts)
    similar = SubArea(SimilarTexts)
    sealed = SubArea(SealedFilingTexts)
    sealed_handling = SubArea(SealedHandlingTexts)


FRENCH = Texts(Locale.FRENCH)
ENGLISH = Texts(Locale.ENGLISH)
_BY_LOCALE = {Locale.FRENCH: FRENCH, Locale.ENGLISH: ENGLISH}


def texts_for(locale: Locale) -> Texts:
    """All that Vigie says in this language."""
    return _BY_LOCALE[locale]
