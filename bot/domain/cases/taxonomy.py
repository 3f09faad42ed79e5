"""The closed sets of the field: parties, channels, categories, types, severities.

The words come from policy §2 to §4 and from common practice under Qualiopi's
indicator 31; `bot/ui/texts` says them in French and English.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of cases: complaint (policy §3), incident (policy §4)."""

    COMPLAINT = "complaint"
    INCIDENT = "incident"

    @property
    def prefix(self) -> str:
        """How the references of its cases begin: REC-2026-0007."""
        return _PREFIXES[self]


_PREFIXES = {Kind.COMPLAINT: "REC", Kind.INCIDENT: "INC"}
REFERENCE = re.compile(rf"(?:{'|'.join(_PREFIXES.values())})-\d{{4}}-\d{{4,}}", re.IGNORECASE)
"""A case's reference, as it is written."""
_TYPED = re.compile(
    r"(?:(?:dossier|case)\s{1,3})?[\W_]{0,3}"
    rf"(?P<prefix>{'|'.join(_PREFIXES.values())})[\W_]{{0,3}}(?P<year>[0-9]{{4}})"
    r"[\W_]{0,3}(?P<number>[0-9]{1,9})[\W_]{0,3}",
    re.IGNORECASE,
)


def reference_typed(text: str) -> str | None:
    """The reference that somebody typed, however they did: `inc 2026-2`, `#REC20260007`."""
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return None
    return f"{typed['prefix'].upper()}-{typed['year']}-{int(typed['number']):04d}"


class Party(StrEnum):
    """Who complains (policy §2).

    The certifier hands on what was reported to it, which may bring an audit on site (arrêté of
    31 May 2023, art. 5 bis).
    """

    TRAINEE = "trainee"
    CLIENT_COMPANY = "client_company"
    FUNDER = "funder"
    TEACHING_TEAM = "teaching_team"
    CERTIFIER = "certifier"
    OTHER = "other"


class Signatory(StrEnum):
    """Who signed the contract of a training; who pays from a CPF account is an individual."""

    INDIVIDUAL = "individual"
    COMPANY = "company"
    FUNDER = "funder"


class Channel(StrEnum):
    """How the case reached the provider; e-mail and telephone are official (policy §3.1)."""

    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"
    POST = "post"
    WEB_FORM = "web_form"
    SATISFACTION_SURVEY = "satisfaction_survey"
    FUNDER_PLATFORM = "funder_platform"
    ONLINE_REVIEW = "online_review"
    SLACK = "slack"

    @property
    def is_spoken(self) -> bool:
        """Whether nothing was written, so that we write down what was said."""
        return self in {Channel.PHONE, Channel.IN_PERSON}


class Category(StrEnum):
    """The categories of complaints."""

    INFORMATION_SALES = "information_sales"
    ENROLMENT_SUMMONS = "enrolment_summons"
    SCHEDULING_CANCELLATION = "scheduling_cancellation"
    PREMISES_ACCESS = "premises_access"
    EQUIPMENT_PPE = "equipment_ppe"
    TRAINER = "trainer"
    CONTENT_PEDAGOGY = "content_pedagogy"
    ASSESSMENT_EXAM = "assessment_exam"
    CERTIFICATES_DOCUMENTS = "certificates_documents"
    ATTENDANCE_ADMIN = "attendance_admin"
    BILLING_FUNDING = "billing_funding"
    DISABILITY_ACCOMMODATION = "disability_accommodation"
    HEALTH_SAFETY = "health_safety"
    CONDUCT_VHD = "conduct_vhd"
    DATA_PROTECTION = "data_protection"
    DIGITAL_PLATFORM = "digital_platform"
    COMPLAINT_HANDLING = "complaint_handling"
    OTHER = "other"


class IncidentType(StrEnum):
    """The three types of the policy (§4.1)."""

    TECHNICAL = "technical"
    ORGANISATIONAL = "organisational"
    PEDAGOGICAL = "pedagogical"


class Nature(StrEnum):
    """The types of incidents, in the words of the Qualiopi guide.

    An *aléa* comes from outside and could not be foreseen; a *difficulté* hinders
    the training from within.
    """

    HAZARD = "aleas"
    DIFFICULTY = "difficulty"


class Measure(StrEnum):
    """Measures on an incident: the policy's three (§4.2), then those of practice."""

    SESSION_REORGANISATION = "session_reorganisation"
    INDIVIDUAL_SUPPORT = "individual_support"
    CONTENT_ADJUSTMENT = "content_adjustment"
    EQUIPMENT_REPLACEMENT = "equipment_replacement"
    TRAINER_REPLACEMENT = "trainer_replacement"
    SESSION_SUSPENSION = "session_suspension"
    POSTPONEMENT = "postponement"
    REASSESSMENT = "reassessment"
    DOCUMENT_REISSUE = "document_reissue"
    REFUND_CREDIT = "refund_credit"
    APOLOGY_EXPLANATION = "apology_explanation"
    REFERRAL = "referral"
    EQUIPMENT_LOCKOUT = "equipment_lockout"
    OTHER = "other"


class Means(StrEnum):
    """How somebody was told something."""

    EMAIL = "email"
    PHONE = "phone"
    POST = "post"
    HANDED_OVER = "handed_over"
    SPOKEN = "spoken"


class Continuity(StrEnum):
    """Whether the session goes on after an incident."""

    YES = "yes"
    DEGRADED = "degraded"
    NO = "no"


class Severity(StrEnum):
    """How grave a case is; `rank` orders them."""

    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}

ALWAYS_CONFIDENTIAL = frozenset({Category.CONDUCT_VHD})
"""Violence, harassment, discrimination: handled by those named for it, whatever was ticked."""

_FLOORS = {Category.CONDUCT_VHD: Severity.MAJOR, Category.DATA_PROTECTION: Severity.MAJOR}

_BY_CONTINUITY = {
    Continuity.YES: Severity.MINOR,
    Continuity.DEGRADED: Severity.MODERATE,
    Continuity.NO: Severity.MAJOR,
}


def severity_floor(category: Category | None, *, injury: bool = False) -> Severity:
    """The least severity a fresh case may have, whatever was ticked.

    An injury, violence or a data breach is never less than major. Lowering it
    later takes a reason.
    """
    if injury:
        return Severity.MAJOR
    return _FLOORS.get(category, Severity.MINOR) if category else Severity.MINOR


def incident_severity(continuity: Continuity, *, injury: bool) -> Severity:
    """The severity of a fresh incident, from what its reporter can know at once."""
    return graver(_BY_CONTINUITY[continuity], severity_floor(None, injury=injury))


def graver(one: Severity, other: Severity) -> Severity:
    """The graver of two severities."""
    return max(one, other, key=lambda severity: severity.rank)
