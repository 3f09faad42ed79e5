"""Texts of an import."""

from bot.domain.cases.taxonomy import Kind
from bot.domain.register.imported import LeftOut, RowFlaw
from bot.domain.school.office import Locale
from bot.ui.texts.language import Area, Choices, Text


class ImportTexts(Area):
    """A line for each sheet, each row that is told of, and the end."""

    kinds = Choices(
        {
            Kind.COMPLAINT: Text(fr="réclamations", en="complaints"),
            Kind.INCIDENT: Text(fr="incidents", en="incidents"),
        }
    )
    flaws = Choices(
        {
            RowFlaw.EMPTY: Text(
                fr="vide, alors qu'aucun dossier ne peut s'en passer",
                en="empty, and no case can do without it",
            ),
            RowFlaw.NO_DATE: Text(
                fr="pas une date telle que 13/11/2026 ou 13/11/2026 17:50",
                en="no date such as 13/11/2026 or 13/11/2026 17:50",
            ),
            RowFlaw.NO_TIME: Text(fr="pas une heure telle que 17:50", en="no time such as 17:50"),
            RowFlaw.TWO_TIMES: Text(
                fr="la date porte déjà une heure", en="the date has a time already"
            ),
            RowFlaw.ODD_YEAR: Text(
                fr="année improbable, à vérifier", en="an improbable year, to be checked"
            ),
            RowFlaw.FUTURE: Text(fr="dans le futur, à vérifier", en="in the future, to be checked"),
            RowFlaw.SHORT_YEAR: Text(
                fr="lue comme {hint} : écrivez l'année en quatre chiffres",
                en="read as {hint}: write the year with four digits",
            ),
            RowFlaw.BEFORE_RECEPTION: Text(fr="avant la réception", en="before the reception"),
            RowFlaw.NO_WORD: Text(
                fr="devrait être l'un de ces mots : {hint}",
                en="should be one of these words: {hint}",
            ),
            RowFlaw.NO_TRUTH: Text(fr="devrait être Oui ou Non", en="should be Oui or Non"),
            RowFlaw.NO_SITE: Text(
                fr="n'est aucun des sites de VIGIE_SITES", en="none of the sites of VIGIE_SITES"
            ),
            RowFlaw.NO_CLOSING: Text(
                fr="dit que tout est fait, sans date de clôture (closed_at)",
                en="says that all is done, without a closing date (closed_at)",
            ),
            RowFlaw.TOO_LONG: Text(
                fr="plus de {hint} caractères", en="more than {hint} characters"
            ),
            RowFlaw.GARBLED: Text(
                fr="mal encodé, « Ã© » pour « é » : réenregistrez le fichier en UTF-8",
                en="wrongly encoded, « Ã© » for « é »: save the file anew as UTF-8",
            ),
            RowFlaw.NUL: Text(
                fr="contient un caractère nul, qu'aucune base ne garde : retapez la cellule",
                en="holds a NUL character, which no database keeps: type the cell anew",
            ),
            RowFlaw.UNSAVED: Text(
                fr=(
                    "formule sans résultat enregistré : ouvrez le fichier dans un tableur et "
                    "enregistrez-le"
                ),
                en=(
                    "a formula without a stored result: open the file in a spreadsheet program and "
                    "save it"
                ),
            ),
            RowFlaw.BROKEN_FORMULA: Text(
                fr="formule en erreur", en="a formula that came to an error"
            ),
            RowFlaw.TWICE: Text(
                fr="figure déjà plus haut ({hint}) : donnez à chaque ligne son numéro",
                en="stands above already ({hint}): give each row its number",
            ),
            RowFlaw.OTHER_CASE: Text(
                fr=(
                    "ce numéro ou ces faits sont ici ceux d'un autre dossier, {hint} ; si les "
                    "numéros recommencent chaque année, nommez un préfixe (prefix) dans le fichier "
                    "de correspondance"
                ),
                en=(
                    "this number, or these facts, are another case's here, {hint}; where numbers "
                    "begin anew each year, name a prefix in the mapping file"
                ),
            ),
            RowFlaw.DIFFERS: Text(
                fr="dit autre chose que le dossier {hint} ; --update l'applique",
                en="says something else than the case {hint}; --update applies it",
            ),
            RowFlaw.SEALED: Text(
                fr="dossier confidentiel exporté sans son texte, et inconnu ici",
                en="a confidential case exported without its text, and unknown here",
            ),
            RowFlaw.NO_CODE: Text(
                fr="vide, alors qu'aucune session ne peut s'en passer",
                en="empty, and no session can do without it",
            ),
            RowFlaw.NO_COUNT: Text(
                fr="pas un nombre de personnes tel que 12", en="no number of people such as 12"
            ),
            RowFlaw.ENDS_EARLY: Text(fr="avant le premier jour", en="before the first day"),
            RowFlaw.OTHER_SESSION: Text(
                fr="deux sessions portent ce code (voir {hint}) : donnez à chacune le sien",
                en="two sessions bear this code (see {hint}): give each its own",
            ),
            RowFlaw.SESSION_DIFFERS: Text(
                fr="dit autre chose que la session connue ; --update l'applique",
                en="says something else than the session that is known; --update applies it",
            ),
            RowFlaw.NO_SESSION: Text(
                fr=(
                    "aucune session connue n'a ce code : reprenez-la d'abord, par vigie sessions "
                    "import, ou corrigez-le"
                ),
                en=(
                    "no session that is known has this code: bring it in first, by vigie sessions "
                    "import, or correct it"
                ),
            ),
            RowFlaw.NO_SCORE: Text(
                fr="pas une note telle que 4, 4,5 ou 4/5", en="no score such as 4, 4.5 or 4/5"
            ),
            RowFlaw.OVER_SCALE: Text(
                fr="plus que la meilleure note possible, {hint}",
                en="more than the best score that can be given, {hint}",
            ),
            RowFlaw.NO_ANSWER: Text(fr="ni note ni verbatim", en="neither a score nor words"),
        }
    )
    left_out = Choices(
        {
            LeftOut.HIDDEN: Text(fr="feuille masquée, non lue", en="hidden sheet, not read"),
            LeftOut.NO_REGISTER: Text(
                fr="pas de colonnes de registre, non lue", en="no columns of a register, not read"
            ),
            LeftOut.NO_SESSIONS: Text(
                fr="pas de colonne « Code », non lue", en="no column « Code », not read"
            ),
            LeftOut.NO_SURVEY: Text(
                fr="pas de colonnes « Session » et « Note », non lue",
                en="no columns « Session » and « Note », not read",
            ),
            LeftOut.NOT_ASKED: Text(
                fr="non demandée par le fichier de correspondance",
                en="not asked for by the mapping file",
            ),
            LeftOut.FIGURES: Text(
                fr="indicateurs, que Vigie recalcule", en="figures, which Vigie works out anew"
            ),
            LeftOut.ACTIONS: Text(
                fr="actions : seules celles d'ici sont reconnues",
                en="actions: only those from here are known again",
            ),
        }
    )
    whole_file = Text(fr="Fichier", en="File")
    sheet = Text(fr="{name} ({kind})", en="{name} ({kind})")
    sheet_aside = Text(fr="{name} ({why})", en="{name} ({why})")
    counts = Text(
        fr=(
            "vues : {seen} · prises : {taken} · déjà là : {there} · refusées : {refused} · "
            "laissées de côté : {left_out}"
        ),
        en=(
            "seen: {seen} · taken: {taken} · already there: {there} · refused: {refused} · left "
            "out: {left_out}"
        ),
    )
    updated = Text(
        fr=" · dont mises à jour : {updated}", en=" · of those there, updated: {updated}"
    )
    total = Text(fr="Total, en lignes", en="In all, in rows")
    unknown = Text(
        fr="Colonne non reconnue, non reprise : « {name} » (cellules remplies : {count})",
        en="Column not recognised, not taken: « {name} » (filled cells: {count})",
    )
    own = Text(
        fr="Colonnes de l'export de Vigie, recalculées ou non reprises : {names}",
        en="Columns of Vigie's export, worked out anew or not taken: {names}",
    )
    lacking = Text(
        fr="Colonne nommée par la correspondance, absente d'ici : « {name} »",
        en="Column that the mapping names, absent here: « {name} »",
    )
    assumed = Text(
        fr="{field} : lignes sans réponse : {count}, comptées comme {default}",
        en="{field}: rows that say nothing: {count}, counted as {default}",
    )
    unread = Text(
        fr="{field} : n'existe pas pour une réclamation, cellules non reprises : {count}",
        en="{field}: a complaint has none, cells not taken: {count}",
    )
    dates_day_first = Text(
        fr="Dates écrites en chiffres : lues jour/mois/année.",
        en="Dates in figures: read day/month/year.",
    )
    dates_month_first = Text(
        fr="Dates écrites en chiffres : lues mois/jour/année, comme demandé.",
        en="Dates in figures: read month/day/year, as asked.",
    )
    refused_title = Text(fr="Lignes refusées", en="Rows refused")
    updated_title = Text(
        fr="Lignes qui disent autre chose que ce qui est ici, appliquées par --update",
        en="Rows that say something else than what is here, applied by --update",
    )
    differing_title = Text(
        fr="Lignes déjà là, dont le dossier a changé depuis dans Vigie",
        en="Rows already there, whose case has changed in Vigie since",
    )
    row = Text(fr="ligne {row}", en="row {row}")
    row_of_sheet = Text(fr="« {sheet} », ligne {row}", en="« {sheet} », row {row}")
    place = Text(fr="{field} « {value} »", en="{field} « {value} »")
    place_hidden = Text(fr="{field}", en="{field}")
    difference = Text(
        fr="{field} : « {before} » ici, « {after} » dans le fichier",
        en="{field}: « {before} » here, « {after} » in the file",
    )
    difference_hidden = Text(fr="{field} : différent", en="{field}: differs")
    nothing = Text(fr="rien", en="nothing")
    more = Text(fr="… et d'autres lignes : {count}", en="… and other rows: {count}")
    imported = Text(
        fr="Importés : {taken} (dont ouverts : {still_open}) ; déjà là : {there}.",
        en="Imported: {taken} ({still_open} of them open); already there: {there}.",
    )
    would_import = Text(
        fr="Seraient importés : {taken} (dont ouverts : {still_open}) ; déjà là : {there}.",
        en="Would import: {taken} ({still_open} of them open); already there: {there}.",
    )
    nothing_imported = Text(
        fr="Rien n'a été importé : lignes refusées : {refused}. Corrigez-les, puis recommencez.",
        en="Nothing was imported: rows refused: {refused}. Mend them, then try again.",
    )
    left_out_sentence = Text(
        fr="Tout n'a pas été repris : lignes laissées de côté : {left_out}.",
        en="Not everything was taken: rows left out: {left_out}.",
    )


def import_texts_for(locale: Locale) -> ImportTexts:
    """The sentences in the office's language."""
    return ImportTexts(locale)
