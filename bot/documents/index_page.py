"""The evidence pack's first page: what proves which Qualiopi indicator, and the figures for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.documents.page import link, page, table, text
from bot.documents.references import Indicator, Rnq
from bot.documents.register_figures import Figure, Unit, figures_of
from bot.documents.tally import Tally
from bot.services.registers import Register
from bot.ui.texts.typography import french
from storage.journal import Flaw, Head

SHOWN = 12
"""Files of one folder that an indicator links one by one; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What the page tells of."""

    register: Register
    tally: Tally
    rnq: Rnq
    head: Head
    flaw: Flaw | None


def index_page(pack: Pack, names: Sequence[str]) -> str:
    """The page; `names` are the files of the archive."""
    figures = tuple(figures_of(pack.tally))
    sections = [_section(indicator, figures, names) for indicator in pack.rnq.indicators]
    return page("Dossier de preuves", _about(pack), *sections, _reading(pack))


def _about(pack: Pack) -> str:
    register = pack.register
    wanted, local = register.wanted, register.now.astimezone(register.office.zone)
    people = "nommées" if wanted.with_names else "désignées par leur fonction et un numéro"
    rows = [
        ("Période de réception", f"du {wanted.first_day:%d/%m/%Y} au {wanted.last_day:%d/%m/%Y}"),
        ("Établi le", f"{local:%d/%m/%Y à %H:%M}"),
        ("Référentiel", f"{text(pack.rnq.name)} (version {pack.rnq.version})"),
        ("Politique appliquée", text(register.office.policy.version)),
        ("Personnes", people),
        ("Journal", _journal(pack)),
    ]
    return table([(text(name), said) for name, said in rows])


def _journal(pack: Pack) -> str:
    if pack.flaw is not None:
        return french(f"chaîne rompue à l'entrée {pack.flaw.seq} : {text(pack.flaw.reason)}")
    return f"{pack.head.seq} entrées, chaîne intacte, empreinte {pack.head.hash}"


def _section(indicator: Indicator, figures: Sequence[Figure], names: Sequence[str]) -> str:
    links = "\n".join(f"<li>{said}</li>" for said in _links(indicator, names))
    rows = [
        (text(figure.title), _value(figure), _number(figure), text(figure.definition))
        for figure in figures
        if figure.title.replace("\u00a0", " ").startswith(indicator.figures)
    ]
    header = ("Indicateur de suivi", "Valeur", "Effectif", "Définition")
    return (
        f"<section>\n<h2>Indicateur {indicator.number} · {text(indicator.title)}</h2>\n"
        f"<p>{text(indicator.summary)}</p>\n<ul>\n{links}\n</ul>\n"
        f"{table(rows, header=header) if rows else ''}\n</section>"
    )


def _links(indicator: Indicator, names: Sequence[str]) -> Iterator[str]:
    for beginning in indicator.files:
        found = [name for name in names if name.startswith(beginning)]
        yield from (link(name, name) for name in found[:SHOWN])
        if left := len(found[SHOWN:]):
            yield text(f"et {left} autres dans {beginning}")


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "n. d."
    match figure.unit:
        case Unit.COUNT:
            return f"{figure.value:.0f}"
        case Unit.SHARE:
            return f"{figure.value * 100:.1f}\u00a0%".replace(".", ",")
        case Unit.DECIMAL:
            return f"{figure.value:.1f}".replace(".", ",")


def _number(figure: Figure) -> str:
    return "" if figure.number is None else str(figure.number)


def _reading(pack: Pack) -> str:
    sealed = pack.tally.confidential
    said = [
        "Les résumés des indicateurs sont les nôtres : le texte officiel fait foi.",
        "Une valeur « n. d. » n'est pas disponible, ou porte sur moins de cinq dossiers.",
        "Le fichier manifest.json donne l'empreinte SHA-256 de chaque fichier de ce dossier.",
    ]
    if sealed:
        said.append(
            f"Dossiers confidentiels : {sealed}. Seules leurs références et leurs dates "
            "figurent ici."
        )
    items = "\n".join(f"<li>{text(french(sentence))}</li>" for sentence in said)
    return f"<section>\n<h2>Lecture</h2>\n<ul>\n{items}\n</ul>\n</section>"
