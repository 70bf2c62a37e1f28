"""How texts are of people: of a relative, of somebody by name, or written by a person."""

import re

from ..cues import words

RELATIVE = re.compile(
    r"\b(?:your (?:daughter|son|child|kid|wife|husband|partner|mother|father|mum|mom|dad"
    r"|brother|sister|grandmother|grandfather|grandson|granddaughter)"
    r"|votre (?:fille|fils|enfant|femme|mari|conjointe?|mere|pere|frere|soeur)"
    r"|ta (?:fille|soeur)|ton (?:fils|enfant|conjoint|frere)"
    r"|(?:ihr|dein)(?:e[rsm]?|es)? (?:tochter|sohn(?:e?s)?|kind(?:es|s)?|frau|mann(?:es)?"
    r"|partner\w*|mutter|vaters?|bruders?|schwester)"
    r"|(?:su|tu) (?:hij[ao]|espos[ao]|marido|mujer|madre|padre|herman[ao])"
    r"|(?:tu[ao]|su[ao]) (?:figli[ao]|moglie|marito|madre|padre|fratello|sorella)"
    r"|(?:je|uw) (?:dochter|zoon|kind|vrouw|man|partner|moeder|vader|broer|zus)"
    r"|(?:teu|seu|tua|sua) (?:filh[ao]|espos[ao]|marido|mae|pai|irma|irmao)"
    r"|(?:twoj\w*|swoj\w*) (?:cork\w|syn\w*|dzieck\w|zon\w|maz|meza|brat\w*|siostr\w)"
    r"|(?:tv\w+|vas\w*) (?:dcer\w|syn\w*|dit\w*|manzel\w*|bratr\w*|sestr\w))\b"
    r"|[您你](?:的)?(?:女儿|儿子|孩子|妻子|丈夫|母亲|父亲|女兒|兒子|妈妈|爸爸|媽媽|弟弟|妹妹)"
)
"""Whose lines a text tells of to who pays for them: `Your daughter Emma has 3GB left.`"""

_CLAUSE = r"(?:^|[.!:;\n]\s*)(?:\[?\w+\]?\s*:\s*)?"
_NAME = r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ-]+)\b"
_FRENCH_OF = r"d(?:e |['\u2019])"
_IBERIAN_LINE = r"(?:[Ll][íi]nea|[Ll]inha|[Nn][úu]mero|[Mm][óo]vil|[Tt]elem[óo]vel|[Cc]elular)"
_CHINESE_LINE = "(?:号码|號碼|手机|手機|门号|門號)"
NAMED = tuple(
    re.compile(f"{_CLAUSE}{pattern}")
    for pattern in (
        rf"{_NAME}['\u2019]s (?:line|number|phone|mobile|SIM)\b",
        rf"(?:[Tt]he )?(?:[Ll]ine|[Nn]umber|[Pp]hone) of {_NAME}",
        rf"(?:[Ll][ae] )?(?:[Ll]igne|[Nn]um[ée]ro|[Mm]obile|[Pp]ortable) {_FRENCH_OF}{_NAME}",
        rf"(?:[Dd]ie |[Dd]as )?(?:Leitung|Nummer|Rufnummer|Handynummer|Handy) von {_NAME}",
        rf"(?:[Ll]a |[Ee]l |[OoAa] )?{_IBERIAN_LINE} d[eao] {_NAME}",
        rf"(?:[Ll]a |[Ii]l )?(?:[Ll]inea|[Nn]umero|[Tt]elefono|[Cc]ellulare) di {_NAME}",
        rf"(?:[Dd]e |[Hh]et )?(?:[Ll]ijn|[Nn]ummer|[Tt]elefoon|[Mm]obiel) van {_NAME}",
        rf"(?:[Nn]umer|[Tt]elefon|[Čč]íslo|[Cc]islo) {_NAME} (?:ma|má|zosta|zbyva|zbývá)",
        rf"(?P<name>(?:(?![您你本尊亲親贵貴用该該的])[\u4e00-\u9fff]){{2,4}})的{_CHINESE_LINE}",
    )
)
"""Whose line it is by name, where a clause begins with it: `La ligne de Léa dispose de 3 Go.`"""

PRIVATE = re.compile(
    r"\b(?:my (?:new|old) (?:number|phone)|mon (?:nouveau|ancien) (?:numero|tel\w*|portable)"
    r"|mein(?:e|em|er)? (?:neue[sn]?|alte[sn]?) (?:nummer|handy\w*|telefon\w*)"
    r"|mi (?:nuevo|antiguo|otro) (?:numero|movil|celular|telefono)"
    r"|il mio (?:nuovo|vecchio) (?:numero|telefono|cellulare)"
    r"|mijn (?:nieuwe|oude) (?:nummer|telefoon|mobiel)|moj (?:nowy|stary) (?:numer|telefon)"
    r"|(?:moje|muj) (?:nove|novy|stare|stary) (?:cislo|telefon|mobil)"
    r"|meu (?:novo|antigo) (?:numero|telemovel|celular|telefone))\b"
    r"|我(?:的)?(?:新|旧|舊)(?:号|號|手机|手機|电话|電話)|我换(?:了)?(?:号|手机)"
)
"""What a person writes and no carrier: `Maman, mon nouveau numéro est celui-ci.`"""

NO_NAMES = words("here it let month that there this today tomorrow week what")
"""What stands before `'s` in English and is nobody."""
