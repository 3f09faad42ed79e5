"""Sixteen ways in which mail programs quote what they answer, as text and as HTML."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from tests.support.mail_corpus.words import SCHOOL, SCHOOL_NAME, SentLetter

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)
_HEADS = (
    "De\u00a0: {school} <{address}>\nEnvoyé\u00a0: {day} {date} {clock}\n"
    "À\u00a0: {name} <{to}>\nObjet\u00a0: {subject}\n\n{plain}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyStyle:
    """A program's way; `html` wraps what is quoted, where `{quoted}` is the letter's HTML.

    `mark` is what it adds beneath what was written.
    """

    name: str
    text: str
    html: str
    mark: str = ""


_GMAIL = (
    '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le {short}, {school} &lt;'
    '{address}&gt; a écrit&nbsp;:<br></div><blockquote class="gmail_quote">{quoted}</blockquote>'
    "</div>"
)
_CITE = (
    '<div class="moz-cite-prefix">Le {slashes} à {clock}, {school} a écrit :<br></div>'
    '<blockquote type="cite">{quoted}</blockquote>'
)
_APPLE = (
    '<div dir="ltr"><blockquote type="cite">Le {short}, {school} &lt;{address}&gt; a écrit&nbsp;:'
    '<br></blockquote></div><blockquote type="cite">{quoted}</blockquote>'
)
_BLOCK = (
    '<hr><div id="divRplyFwdMsg"><b>De&nbsp;:</b> {school} &lt;{address}&gt;<br><b>Envoyé&nbsp;:'
    "</b> {day} {date} {clock}<br><b>À&nbsp;:</b> {name} &lt;{to}&gt;<br><b>Objet&nbsp;:</b> "
    "{subject}</div>{quoted}"
)
_BARE_BLOCK = (
    "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>De&nbsp;:</b> "
    "{school} &lt;{address}&gt;<br><b>Envoyé&nbsp;:</b> {day} {date} {clock}<br><b>À&nbsp;:</b> "
    "{name} &lt;{to}&gt;<br><b>Objet&nbsp;:</b> {subject}</p></div>{quoted}"
)
_YAHOO = (
    '<div class="yahoo_quoted"><div>Le {day} {date} à {clock}:11 UTC+1, {school} &lt;{address}&gt; '
    "a écrit :</div><div>{quoted}</div></div>"
)

STYLES = (
    ReplyStyle(
        name="gmail",
        text="Le {short}, {school} <{address}> a\nécrit\u00a0:\n\n{marked}",
        html=_GMAIL,
    ),
    ReplyStyle(
        name="gmail android",
        text="Le {short_day} {date_short}, {clock}, {school} <{address}> a écrit\u00a0:\n\n"
        "{marked}",
        html=_GMAIL,
    ),
    ReplyStyle(name="outlook", text=_HEADS, html=_BARE_BLOCK),
    ReplyStyle(
        name="outlook 2010",
        text="-----Message d'origine-----\n" + _HEADS,
        html=_BARE_BLOCK,
    ),
    ReplyStyle(name="outlook web", text="_" * 32 + "\n" + _HEADS, html=_BLOCK),
    ReplyStyle(
        name="outlook phone",
        text="_" * 32 + "\n" + _HEADS,
        html=_BLOCK,
        mark="Télécharger Outlook pour Android<https://example.org/o>",
    ),
    ReplyStyle(
        name="iphone",
        text="> Le {date_short} à {clock}, {school} <{address}> a écrit\u00a0:\n>\u0020\n{marked}",
        html=_APPLE,
        mark="Envoyé de mon iPhone",
    ),
    ReplyStyle(
        name="apple mail",
        text="> Le {date_short} à {clock}, {school} <{address}> a écrit :\n>\u0020\n{marked}",
        html=_APPLE,
    ),
    ReplyStyle(
        name="thunderbird",
        text="Le {slashes} à {clock}, {school} a écrit :\n{marked}",
        html=_CITE,
    ),
    ReplyStyle(
        name="orange",
        text='> Message du {slashes} {clock}\n> De : "{school}" <{address}>\n> A : "{name}" <{to}>'
        "\n> Copie à :\u0020\n> Objet : {subject}\n>\u0020\n{marked}",
        html=_CITE,
    ),
    ReplyStyle(
        name="zimbra",
        text='----- Mail original -----\nDe: "{school}" <{address}>\nÀ: "{name}" <{to}>\n'
        "Envoyé: {day} {date} {clock}:11\nObjet: {subject}\n\n{plain}",
        html=_BLOCK,
    ),
    ReplyStyle(
        name="roundcube",
        text="Le {dashes} {clock}, {school} a écrit :\n\n{marked}",
        html=_CITE,
    ),
    ReplyStyle(
        name="samsung",
        text="-------- Message d'origine --------\nDe : {school} <{address}>\u0020\n"
        "Date : {slashes}  {clock}  (GMT+01:00)\u0020\nÀ : {name} <{to}>\u0020\n"
        "Objet : {subject}\u0020\n\n{plain}",
        html=_BARE_BLOCK,
        mark="Envoyé de mon Galaxy",
    ),
    ReplyStyle(
        name="k-9",
        text='Le {date} {clock}:11 GMT+01:00, "{school}" <{address}> a écrit :\n{tight}',
        html=_GMAIL,
    ),
    ReplyStyle(
        name="yahoo",
        text="    Le {day} {date} à {clock}:11 UTC+1, {school} <{address}> a écrit :\u0020\n\n"
        "{plain}",
        html=_YAHOO,
    ),
    ReplyStyle(
        name="proton",
        text="Le {day} {date} à {clock}, {school} <{address}> a écrit :\n\n{marked}",
        html=_CITE,
        mark="Envoyé avec la messagerie sécurisée Proton Mail.",
    ),
)


def answered(style: ReplyStyle, new: str, letter: SentLetter) -> tuple[str, str]:
    """What was written above the letter, as text and as HTML."""
    facts = _facts(letter)
    above = f"{new}\n\n{style.mark}\n\n" if style.mark else f"{new}\n\n"
    text = above + style.text.format(**facts) + "\n"
    escaped = {name: escape(value) for name, value in facts.items()}
    quoted = style.html.format(**{**escaped, "quoted": _paragraphs(letter.text)})
    return text, as_html(f"{_paragraphs(above)}{quoted}")


def as_html(content: str) -> str:
    """A document around what a mail says."""
    style = '<style type="text/css">p {margin:0}</style>'
    return f"<html><head>{style}</head><body>{content}</body></html>"


def html_of(text: str) -> str:
    """A text without a quote, as HTML."""
    return as_html(_paragraphs(text))


def _paragraphs(text: str) -> str:
    lines = (escape(one, quote=False) for one in text.rstrip("\n").split("\n"))
    return "".join(f"<div>{line or '<br>'}</div>" for line in lines)


def _facts(letter: SentLetter) -> dict[str, str]:
    lines = letter.text.split("\n")
    return {
        **_dates(letter.at),
        "school": SCHOOL_NAME,
        "address": SCHOOL,
        "name": letter.name,
        "to": letter.to,
        "subject": letter.subject,
        "plain": letter.text,
        "marked": "\n".join(f"> {line}" if line else ">" for line in lines),
        "tight": "\n".join(f">{line}" for line in lines),
    }


def _dates(at: datetime) -> dict[str, str]:
    day, month = _DAYS[at.weekday()], _MONTHS[at.month - 1]
    date_short = f"{at.day} {_SHORT_MONTHS[at.month - 1]} {at.year}"
    return {
        "day": day,
        "short_day": f"{day[:3]}.",
        "date": f"{at.day} {month} {at.year}",
        "date_short": date_short,
        "short": f"{day[:3]}. {date_short} à {at:%H:%M}",
        "slashes": f"{at:%d/%m/%Y}",
        "dashes": f"{at:%Y-%m-%d}",
        "clock": f"{at:%H:%M}",
    }
