"""Whether a text speaks of somebody hurt, in danger or met with violence.

Such an incident is handled in full, whatever its reporter says of it. A word too many costs the
short way only, so that the list is wide where a person is meant, and leaves out what is said of
things: « le projecteur est mort » is none, nor is « aucun blessé ».
"""

import re
import unicodedata

_PERSON = (
    r"(?:stagiaires?|apprenante?s?|personnes?|formateurs?|formatrices?|collegues?|candidate?s?|"
    r"participante?s?|eleves?|hommes?|femmes?|clients?|clientes?|quelqu.un|trainees?|trainers?|"
    r"dames?|filles?|garcons?|voisine?s?|(?:un|une|les|d|l)\W+autres?|intervenante?s?|salariee?s?|"
    r"somebody|someone|person|people|colleagues?|students?|il|elle|he|she)"
)
_NEAR = r"(?:\W+\w+){0,3}?\W+"
_LIMB = (
    r"(?:doigts?|bras|jambes?|genoux?|chevilles?|poignets?|visage|yeux|oeil|epaules?|crane|"
    r"tete|dos|mains?|pieds?|front|nez|menton|poitrine|ventre|coeur|dents?|coudes?|hanches?|"
    r"cuisses?|mollets?|tendons?|muscles?|cou|nuque|gorge|orteils?|levres?|oreilles?|cotes|"
    r"fingers?|arms?|legs?|knees?|ankles?|wrists?|face|eyes?|head)"
)
_HURT = (
    r"bless\w*|malaises?|evanoui\w*|syncopes?|saign\w*|hemorrag\w*|fractur\w*|entorses?|"
    r"luxations?|commotions?|electrocut\w*|electris\w*|intoxi\w*|asphyxi\w*|suffo\w*|noyades?|"
    r"brulures?|souffrante?s?|souffre|inconscient\w*|convulsi\w*|infarctus|avc|accidente\w*|"
    r"accidents? (?:du|de) travail|suicid\w*|deces|decede\w*|samu|ambulances?|infirmerie|"
    r"aux urgences|a l.hopital|hospitalis\w*|secouristes?|defibrillateur utilise|"
    r"per(?:du|te|d|dre)\W+(?:de\W+)?connaissance|vomi\w*|vertiges?|epilep\w*|allergi\w*|"
    r"crises? (?:cardiaques?|d.asthme|d.angoisse|de panique|de nerfs|de tetanie)|arrets? cardi\w*|"
    r"(?:choc|decharge) electrique|coup de jus|pris le courant|traumatisme\w*|plaies?|"
    r"hematomes?|contusions?|lumbagos?|piqur\w*|morsures?|mordue?s?|(?:en|du) sang|en pleurs|"
    r"en larmes|percutee?s?|fait (?:mal|renverser|percuter|mordre)|"
    r"s.(?:est|etait|etaient) (?:cogne|foule|tordu|pince|brule)\w*|s.est coupee? (?:avec|en)|"
    r"accidents? (?:de (?:voiture|la route|trajet)|corporel\w*|graves?|sur|dans|pendant)|"
    r"chutes? (?:dans|sur|de plain.pied|de hauteur)|"
    r"tomb\w* (?:\w+\W+){1,3}(?:escaliers?|echelle|escabeau|marches?|hauteur)|"
    r"(?:appele\w*|prevenu\w*|venus?|intervenu\w*)\W+(?:\w+\W+){0,2}pompiers|"
    r"pompiers (?:\w+ )?(?:appele|prevenu|venu|intervenu|arrive|sur place)\w*|"
    r"(?:appel\w*|prevenu\w*|prevenir)\W+(?:les secours|la police|la gendarmerie)|"
    r"(?:appel\w*|compose\w*) (?:le|au) (?:15|17|18|112)(?!\W+(?:jan|fev|mars|avr|mai|jui|aou|"
    r"sep|oct|nov|dec))|"
    r"passed out|collapsed|chest pains?|heart attacks?|seizures?|sprain\w*|bruis\w*|wound\w*|"
    r"concussions?|vomit\w*|dizzy|allerg\w*|bitten|(?:cut|burnt|burned) (?:him|her)self|"
    r"(?:slipped|fell) (?:and|down|off|from)|broken? (?:(?:his|her|their|an?|my) )?"
    r"(?:arms?|legs?|fingers?|ankles?|wrists?|nose)|"
    r"injur(?:y|ed|ies)|hurts?|bleed\w*|bled|unwell|faint(?:ed|ing)|unconscious|burn(?:s|t)|"
    r"hospital|electric shock|died|dead (?:person|trainee|man|woman)"
)
_ILL = (
    r"fievres?|nausees?|hypoglycem\w*|diabetique|contractions|tourne de l.oeil|coup de chaleur|"
    r"insolation|(?:attaques?|crises?) de (?:panique|larmes|spasmophilie|tetanie)|tetanie|"
    r"(?:sent|sens|sentait|sentie?|senti\w*)\W+(?:\w+\W+)?(?:mal|pas bien|faible|bizarre)|"
    r"respir\w+ (?:mal|plus|difficilement)|mal a respirer|du mal a marcher|"
    r"(?:ne |n.)(?:respir|reagi|repond|arriv)\w+ plus (?:a (?:parler|respirer|bouger|marcher))?|"
    r"a\W+(?:tremble|pali|boite)|trembl(?:ait|e|ant)|(?:il|elle|stagiaire|qui) boit(?:e|ait)|"
    r"pansements? (?:a|sur|au) (?:un|une|la|le|son|sa|lui)|(?:pose|mis|fait) un pansement|"
    r"ambulanciers?|medecin (?:appele|venu)|en arret maladie|"
    r"migraines?|crampes?|covid|heimlich|echardes?|avale de travers|ne pouvai(?:t|ent) plus|"
    r"(?:evacu\w*|emmen\w*|transport\w*)\W+(?:\w+\W+){1,3}par les pompiers|"
    r"sick|ill|fever|nausea|asthma|panic attack|limping"
)
_VIOLENCE = (
    r"agress\w*|violences?|violente?s? (?:envers|contre|avec)|gifl\w*|coups? de "
    r"(?:poing|pied|couteau|tete)|bagarr\w*|rixe|insult\w*|menac\w*|harcel\w*|viols?|"
    r"attouchements?|sexuel\w*|sexistes?|racis\w*|homophob\w*|discrimin\w*|armes?|couteaux?|"
    r"(?:gestes?|propos|mains?) (?:obscene|deplace\w*|baladeuses?|aux fesses)|humili\w*|intimid\w*|"
    r"chantage|importune\w*|altercations?|bousculades?|s.?e?\W*(?:sont|est) battu\w*|"
    r"se battent|aux mains|s? (?:tape(?:e|s|es|r|nt)?) dessus|leve\w* la main sur|"
    r"crache\w* (?:sur|au)|"
    r"(?:crie|hurle)\w* (?:sur|apres)|coups? echang\w*|(?:recu|pris|donne|porte)\w* "
    r"(?:un|des) coups?(?! d)|comportements? violents?|sorti un cutter|tirs? accidentels?|"
    r"(?:l|m|nous) ?\W?(?:a|ont) (?:frappe|touche|bouscule|gifle|cogne|tape|etrangle|agrippe)e?s?|"
    r"attacked|grop(?:ed|ing)|inappropriate\w* (?:touch|gesture|remark|comment)\w*|"
    r"hit (?:me|him|her|them)|shov(?:ed|ing)|humiliat\w*|"
    r"assault\w*|violence|fights?|punch\w*|threat\w*|harass\w*|rape\w*|sexual\w*|racist|sexist|"
    r"weapons?|kni(?:fe|ves)|bull(?:y|ied|ying)"
)
_BRUTE = (
    r"empoign\w*|(?:mis|donne|pris|recu|colle)\w* une claque|croche.pieds?|matraques?|"
    r"battes? de|lacrymogene|casser la (?:gueule|figure|tete)|"
    r"(?:te|le|la|vous|les) (?:crever|tuer|buter|defoncer)|"
    r"s.en (?:est|sont) pris(?:e|es)? (?:a|au|aux)|"
    r"(?:l|m|t|nous|les|lui|vous)\W?(?:a|ont|avait)\W+(?:\w+\W+)?(?:attrape|plaque|course|"
    r"poursuivi|suivi|saisi|coince|enferme|empeche|secoue|tire|jete|mordu|griffe)(?:e|s|es)?"
    r"(?! (?:le|la|les) (?:cours|formation|session|module))|"
    r"fait (?:plaquer|frapper|taper|agresser|insulter|coincer|suivre|attraper|peur)|"
    r"(?:plaque|coince)\w* contre|par le (?:col|cou)|de force|"
    r"ivres?|alcoolise\w*|saoule?s?|soule?s?"
)
_UNWANTED = (
    r"seins?|fesses?|cuisses?|(?:son|le) sexe|prise? par (?:la taille|les hanches|le bras)|"
    r"(?:photos?|videos?|messages?|images?) (?:intimes?|nue?s?|porno\w*|explicites?)|porno\w*|"
    r"(?:blagues?|remarques?|plaisanteries?|reflexions?|moqueries?) sur (?:les|son|sa|ses|mon|ma|"
    r"mes|leurs?)|moqueries?|se (?:moque|moquent|moquait)|s.acharn\w*|"
    r"traitee?s? (?:de (?!maniere|facon)|d\W(?!abord))|"
    r"pleur(?:e|es|ent|ait|ant)|a peur (?:de|du|d)|peur de (?:lui|revenir|venir)|"
    r"(?:la|le|les|me) (?:suit|suivait|film\w*|photographi\w*) "
    r"(?:sans|jusqu|dans|aux?|a|partout)|sans (?:son|mon|leur) accord|"
    r"bizut\w*|exhib\w*|drague\w*|embrass\w*"
)
_DANGER = (
    r"danger\w*|depart de feu|(?:a|ont) pris feu|prend feu|en feu|fuite de gaz|odeur de gaz|"
    r"explos\w*|incendies? (?:dans|s.est|au|a la)|debuts? d.incendie|le feu (?:a pris|dans)|"
    r"fumees? (?:dans|noire|epaisse)|effondre\w*|"
    r"caught fire|on fire|fire (?:in|at|broke)|smoke in|gas leak"
)
_THINGS = (
    r"(?:tables?|chaises?|bureaux?|meubles?|portes?|bouton|paravents?|courant|son|micro|cameras?|"
    r"eau|chauffage|alimentation|electricite|video|visio|telephone|ecrans?|clim\w*)"
)
_OF_PEOPLE = (
    rf"\b{_PERSON}{_NEAR}(?:morte?s?|malades?|chute\w*|glisse\w*|brule\w*|violente?s?|"
    r"tombee?s?(?!\W+(?:en (?:panne|rade)|d.accord|sur (?:la|le|une|un) (?:mauvais|bon)))|"
    rf"(?:coupee?s?|pousse\w*|frappe\w*)(?!\W+(?:a\W+)?(?:(?:l|le|la|les|sa|son|ses|leurs?|une?)"
    rf"\W+)?(?:mauvaise |bonne )?{_THINGS})|"
    r"coincee?s?(?! dans (?:les|le|un|des) (?:bouchon|embout|trafic|train|metro|transport|tram))|"
    r"bloquee?s? dans (?!(?:les|le|un|des) (?:bouchon|embout|trafic|train|metro|transport|tram))|"
    r"bouscul\w*|fell|fallen|slipped|cut|burned|trapped|hit|pushed|ebouillant\w*)\b"
    rf"|\bmalades?\W+(?:\w+\W+){{0,2}}{_PERSON}\b"
    r"|\b(?:renverse|recu|projection|eclabouss)\w*\W+(?:\w+\W+){1,4}"
    r"(?:dessus|bouillante?|javel|acide|brulante?)\b"
    rf"|\bchutes? d.(?:un|une)\W+{_PERSON}\b"
    rf"|\bheurte\w*\W+(?:\w+\W+){{0,2}}{_PERSON}\b"
    rf"|\btombe\w*\W+(?:\w+\W+){{0,3}}(?:sur|contre)\W+(?:\w+\W+)?{_PERSON}\b"
    r"|\b(?:sur|dans|a|au|coups? (?:a|sur|dans)) (?:le |la |les )?(?:pied|tete|visage|yeux)\b"
    r"(?! de)"
    rf"|\b{_LIMB} (?:(?:qui|est|a|s.est|ont|sont) ){{0,2}}(?:casse|foule|tordu|coupe|en sang|"
    r"ecrase|demis|lache|claque|deboite|luxe|coince|ouvert|enfle|gonfle|bloque|douloureu|abime)\w*"
    rf"|\b(?:dans|sur|contre) (?:le|la|les|l.|son|sa|ses) ?{_LIMB}\b(?! d| courante)"
    rf"|\bs.(?:est|etait|sont) (?:\w+ )?(?:claque|dechire|pince|ecrase|coince|pris|ouvert|demis|"
    rf"deboite|froisse|bloque|casse)e?s? (?:\w+\W+){{1,5}}?{_LIMB}\b"
    rf"|\b(?:coupe\w*|coupur\w*|ouvert|brule\w*|coince\w*|mal|casse\w*|tordu\w*|douleurs?)\W+"
    rf"(?:(?:au|aux|a|le|la|les|du|de|son|sa|ses|un|l)\W+){{1,2}}{_LIMB}\b"
)
_AT_PEOPLE = (
    rf"\b(?:touche|embrasse|attrape|empoigne|tire|enferme)e?s?\W+(?:un|une|le|la|les|l|des)\W+"
    rf"{_PERSON}\b"
    rf"|\b(?:lance\w*|jete\w*)\W+(?:\w+\W+){{0,3}}(?:sur|contre)\W+(?:\w+\W+)?{_PERSON}\b"
    rf"|\b(?:frappe\w*|bouscule\w*|pousse\w*)\W+(?:\w+\W+){{0,2}}{_PERSON}\b"
)
_SPEAKS = re.compile(
    rf"\b(?:{_HURT}|{_ILL}|{_VIOLENCE}|{_BRUTE}|{_UNWANTED}|{_DANGER})\b|{_OF_PEOPLE}|{_AT_PEOPLE}"
)
_MISDEED = re.compile(rf"\b(?:{_VIOLENCE}|{_BRUTE}|{_UNWANTED})\b|{_AT_PEOPLE}")

_HARMLESS = re.compile(
    r"\b(?:aucune?|pas de|pas d|sans|ni|no|nobody(?: is| was)?|without)\W+"
    r"(?:blesse\w*|blessures?|danger|malaises?|violences?|injur\w+|hurt|accidente\w*)\b"
    r"(?!\W+(?:grave|serieu|seri)\w*)"
    r"|\bpersonne n(?: est|.a ete|.est)\W+(?:blesse\w*|souffrante?)\b(?!\W+(?:grave|serieu)\w*)"
    r"|\b(?:formation|exercice|securite|session|module|alarme|extincteurs?|porte) "
    r"(?:d.)?incendie\b"
    r"|\bmenac\w+ de (?:pluie|neige|greve|pleuvoir)\b"
    r"|\ball?armes?\b|\battaque informatique\b|\barmes? de manipulation\b"
    r"|\b(?:cours|formations?|modules?|videos?|supports?|chapitres?|quiz|films?|diapos?|ateliers?) "
    r"(?:sur|de|d.|du|des|contre|aux?) ?(?:prevention \w+ )?(?:le |la |les |l.)?(?:violences?|"
    r"harcelement|agressions?|discriminations?|malaises?|blessures?|dangers?|armes?)"
    r"(?: (?:moral|sexuel|sexiste|au travail)\w*)*\b"
)


def speaks_of_misdeed(text: str) -> bool:
    """Whether a text speaks of what somebody did to somebody: violence, harassment, insults."""
    return bool(_MISDEED.search(without_harmless(text)))


def without_harmless(text: str) -> str:
    """The text as it is compared, without what sounds like harm and is none: « aucun blessé »."""
    return _HARMLESS.sub(" ", _plain(text))


def speaks_of_harm(*texts: str) -> bool:
    """Whether one of the texts speaks of a person hurt, in danger or met with violence."""
    return any(_SPEAKS.search(without_harmless(text)) for text in texts)


def _plain(text: str) -> str:
    """Without capitals and accents, apostrophes and spaces alike, to be compared with the list."""
    folded = unicodedata.normalize(
        "NFKD", text.casefold().replace("\N{LATIN SMALL LIGATURE OE}", "oe")
    )
    return " ".join("".join(one for one in folded if not unicodedata.combining(one)).split())
