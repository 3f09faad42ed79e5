"""Category and severity as Vigie proposes them, where who files a complaint does not judge.

The rule is meant to be read by whoever confirms what it gives. In this order: the words of a
matter, the most different ones winning; without any, the category of the most alike complaint
that somebody confirmed; else « autre ». The severity is what is usual for that category, raised
by words of danger, of a right or a title at stake, of several people or a second time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.cases.harm import speaks_of_misdeed, without_harmless
from bot.domain.cases.outcomes import Inadmissibility
from bot.domain.cases.searching import folded
from bot.domain.cases.similarity import Sketch, category_of_like
from bot.domain.cases.taxonomy import Category, Severity, graver, severity_floor

_C = Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A category and a severity that nobody has confirmed."""

    category: Category
    severity: Severity


MATTERS: Mapping[Category, tuple[str, ...]] = {
    _C.DATA_PROTECTION: (
        *("donnees personnelles", "fuite de donnees", "rgpd", "cnil ", "mes coordonnees"),
        *("coordonnees des stagiaires", "autre destinataire", "mauvais destinataire"),
    ),
    _C.COMPLAINT_HANDLING: (
        *("aucune reponse", "sans reponse", "pas de reponse", "pas repondu", "relance"),
        *("jamais repondu", "deja ecrit", "reclamation precedente", "re re "),
    ),
    _C.DISABILITY_ACCOMMODATION: (
        *("handicap", "rqth ", "dyslexi", "tiers temps", "amenagement", "malentendant"),
        *("fauteuil roulant", "accessibilite"),
    ),
    _C.HEALTH_SAFETY: (
        *("chute", "brulure", "extincteur", "consigne", "danger", "electrocut", "bless"),
        *("malaise", "sans protection"),
    ),
    _C.ASSESSMENT_EXAM: (
        *("examen", "epreuve", "jury", "examinateur", "non admis", "recale", "qcm "),
        *("rattrapage", "evaluation", "resultat", "copies "),
    ),
    _C.CERTIFICATES_DOCUMENTS: (
        *("attestation", "certificat", "diplome", "titre ", "carte pro", "avis d habilitation"),
        *("avis d habilitation", "duplicata", "livret"),
    ),
    _C.ATTENDANCE_ADMIN: (
        *("emargement", "feuille de presence", "convention", "certificat de realisation"),
        *("service fait", "signature de l intervenant"),
    ),
    _C.BILLING_FUNDING: (
        *("factur", "rembours", "paiement", "paye", "prix ", "tarif", "cpf ", "opco "),
        *("prise en charge", "acompte", "comptee 2 fois", "comptee deux fois", "trop percu"),
    ),
    _C.SCHEDULING_CANCELLATION: (
        *("annul", "report", "decal", "planning", "horaire", "repouss", "derniere minute"),
        *("changement de date", "calendrier"),
    ),
    _C.ENROLMENT_SUMMONS: (
        *("inscri", "convocation", "convoque", "delai d acces", "liste d attente"),
        *("preinscri", "plus de place"),
    ),
    _C.DIGITAL_PLATFORM: (
        *("plateforme", "visio", "classe virtuelle", "e learning", "identifiant", "connexion"),
        *("mot de passe", "en ligne"),
    ),
    _C.EQUIPMENT_PPE: (
        *("materiel", "projecteur", "ordinateur", "defibrillateur", "mannequin", "epi ", "casque"),
        *("harnais", "chariot", "nacelle", "gants", "en panne", "plateau technique"),
    ),
    _C.PREMISES_ACCESS: (
        *("salle", "locaux", "chauff", "climatisation", "toilettes", "parking", "cantine"),
        *("repas", "accueil", "froid", "ascenseur", "bruit"),
    ),
    _C.TRAINER: (
        *("formateur", "formatrice", "intervenant", "animateur", "ponctualite", "en retard"),
        *("arrive en retard", "son telephone"),
    ),
    _C.CONTENT_PEDAGOGY: (
        *("contenu", "programme", "rythme", "supports de cours", "pedagog", "trop vite"),
        *("trop lent", "exercice", "niveau", "ennuy", "theori"),
    ),
    _C.INFORMATION_SALES: (
        *("devis", "publicite", "site internet", "renseignement", "c combien", "combien coute"),
        *("prochaine session", "brochure", "argument commercial"),
    ),
}
"""Beginnings of words by what they are about, in small letters without accents.

One that ends with a space is a whole word.
"""

_MODERATE = frozenset(
    {
        *(_C.CERTIFICATES_DOCUMENTS, _C.ASSESSMENT_EXAM, _C.SCHEDULING_CANCELLATION),
        *(_C.COMPLAINT_HANDLING, _C.ATTENDANCE_ADMIN, _C.TRAINER),
    }
)
_MAJOR = frozenset({_C.DISABILITY_ACCOMMODATION, _C.HEALTH_SAFETY})

RAISING: Mapping[Severity, tuple[str, ...]] = {
    Severity.CRITICAL: (
        *("danger", "bless", "electrocut", "brulure", "hopital", "pompiers", "samu", "fraude"),
        *("triche", "reponses ont ete donnees", "fuite de donnees", "faux certificat"),
        *("faux diplome", "habilitation erronee"),
    ),
    Severity.MAJOR: (
        *("avocat", "tribunal", "mise en demeure", "mettons en demeure", "huissier", "dreets"),
        *("cnaps", "conteste", "contester", "non admis", "ecart constate", "controle de service"),
        *("rupture du contrat", "perdu mon emploi", "licenci", "repasser"),
    ),
    Severity.MODERATE: (
        *("plusieurs", "tout le groupe", "tous les stagiaires", "encore une fois", "2e fois"),
        *("deuxieme fois", "toujours pas", "demi journee", "une journee", "rembours"),
    ),
}
"""Beginnings of words that raise what is usual for a category."""

MISCONDUCT = (
    *("violence", "agress", "a frapp", "ont frapp", "ete frappe", "gifl", "coup de poing"),
    *("coups de poing", "leve la main sur", "bagarr", "sont battu", "est battu", "a bouscul"),
    *("crache", "etrangl", "m a pousse", "m a touche", "l a touche", "mains aux fesses"),
    *("embrasser", "crie sur", "hurle sur", "chantage", "rabaiss", "se moque", "traite de sale"),
    *("traitee de sale", "mon physique", "mon voile", "mes origines", "ma religion", "mon accent"),
    *("menace ", "menacee ", "menaces", "menacant", "intimid", "insult", "injuri", "humili"),
    *("harcel", "bizut", "discrimin", "racis", "sexis", "homophob", "antisemit", "islamophob"),
    *("transphob", "sexuel", "attouch", "viol ", "violee ", "main aux fesses", "exhib"),
    *("grossophob", "graveleu", "remarque deplacee", "injures "),
    *("propos deplaces", "remarques deplacees", "gestes deplaces", "geste deplace"),
    *("moqueries", "assault", "harass", "bullie", "bullying", "threaten", "racial"),
    *("hit me", "hits me", "touched me", "raped", "rape ", "grop", "spat at", "punched"),
)
"""Beginnings of words that may tell of violence, harassment or discrimination.

One too many asks a question too many; it decides nothing.
"""

NEGATIONS = frozenset({"sans", "aucun", "aucune", "pas", "ni", "jamais", "rien"})
_BACK = 60
"""Characters before, in which the last words are."""


def proposed(description: str, *, earlier: Iterable[Sketch] = ()) -> Proposal:
    """What a complaint seems to be about and how grave it seems, from its words.

    `earlier` are complaints whose category somebody confirmed.
    """
    text = spaced(description)
    category = _of_matter(text) or category_of_like(description, earlier) or Category.OTHER
    severity = graver(_usual(category), severity_floor(category))
    for raised, words in RAISING.items():
        if any(is_said(word, text) for word in words):
            severity = graver(severity, raised)
    return Proposal(category=category, severity=severity)


INADMISSIBLE: Mapping[Inadmissibility, tuple[str, ...]] = {
    Inadmissibility.LABOUR_DISPUTE: (
        *("mon salaire", "bulletin de paie", "conges payes", "heures supplementaires", "prud homm"),
        *("mon employeur", "contrat de travail", "licenci"),
    ),
    Inadmissibility.INFORMATION_REQUEST: (
        *("c combien", "combien coute", "quel prix", "quel tarif", "renseignement", "brochure"),
        *("prochaine session", "prochaines dates", "informations sur", "infos sur"),
        *("comment s inscrire", "un devis", "envoyer le programme", "recevoir le programme"),
    ),
}
"""Beginnings of words by why what came in may be no complaint of ours."""


def proposed_inadmissibility(description: str) -> Inadmissibility:
    """Why it seems not admissible, to somebody who holds it for that: the first that is said."""
    text = spaced(description)
    said = (why for why, words in INADMISSIBLE.items() if any(is_said(one, text) for one in words))
    return next(said, Inadmissibility.OUT_OF_SCOPE)


def suspects_misconduct(description: str) -> bool:
    """Whether its words may tell of violence, harassment or discrimination, which is then asked."""
    text = spaced(without_harmless(description))
    return speaks_of_misdeed(description) or any(is_said(word, text, back=1) for word in MISCONDUCT)


def is_said(words: str, text: str, *, back: int = 2) -> bool:
    """Whether a text that `spaced` made says them somewhere and does not take them back.

    A negation among the `back` words before does: « aucun réel danger ».
    """
    at = text.find(f" {words}")
    while at >= 0:
        if NEGATIONS.isdisjoint(text[max(at - _BACK, 0) : at].split()[-back:]):
            return True
        at = text.find(f" {words}", at + 1)
    return False


def spaced(text: str) -> str:
    """The words of a text, small and without accents, each between spaces."""
    return f" {folded(text)} "


def _of_matter(text: str) -> Category | None:
    """The matter that most words point to; of several, the one named first in the list.

    A negation takes none of them back: « pas d'attestation » is about one.
    """
    said = {
        category: sum(f" {word}" in text for word in words) for category, words in MATTERS.items()
    }
    category = max(said, key=lambda one: said[one])
    return category if said[category] else None


def _usual(category: Category) -> Severity:
    if category in _MAJOR:
        return Severity.MAJOR
    return Severity.MODERATE if category in _MODERATE else Severity.MINOR
