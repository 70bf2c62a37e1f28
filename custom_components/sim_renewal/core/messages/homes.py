"""Tells home from abroad by the country of a line: in Switzerland, a Swiss line is at home."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .cues import Cue, words
from .lexicon import Phrase
from .tokens import Token, tokenise

_NAMES: Mapping[str, str] = {
    "AT": "austria|autriche|österreich|oostenrijk|áustria|austrii|rakousku|奥地利|奧地利",
    "AU": "australia|australie|australien|australië|austrália|australii|澳大利亚|澳洲",
    "BE": "belgium|belgique|belgien|bélgica|belgio|belgië|belgii|比利时|比利時",
    "BG": "bulgaria|bulgarie|bulgarien|bulgarije|bulgária|bulgarii|bulharsku|保加利亚|保加利亞",
    "BR": "brazil|brésil|brasilien|brasil|brasile|brazilië|brazylii|brazilii|巴西",
    "CA": "canada|kanada|canadá|kanadzie|kanade|加拿大",
    "CH": "switzerland|suisse|schweiz|suiza|svizzera|zwitserland|suíça|szwajcarii|svycarsku|瑞士",
    "CN": "mainland china|china mainland|中国大陆|中國大陸|中国内地|中國內地",
    "CZ": "czechia|czech republic|tchéquie|tschechien|chequia|cechia|tsjechië|tchéquia|czechach|cr"
    "|ceske republice|捷克",
    "DE": "germany|allemagne|deutschland|alemania|germania|duitsland|alemanha|niemczech|nemecku"
    "|德国|德國",
    "DK": "denmark|danemark|dänemark|dinamarca|danimarca|denemarken|danii|dansku|丹麦|丹麥",
    "ES": "spain|espagne|spanien|españa|spagna|spanje|espanha|hiszpanii|spanelsku|西班牙",
    "FI": "finland|finlande|finnland|finlandia|finlândia|finlandii|finsku|芬兰|芬蘭",
    "FR": "france|frankreich|francia|frankrijk|frança|francji|francii|法国|法國",
    "GB": "uk|united kingdom|great britain|royaume-uni|vereinigtes königreich|großbritannien"
    "|reino unido|regno unito|verenigd koninkrijk|wielkiej brytanii|anglii|velke britanii"
    "|英国|英國",
    "GR": "greece|grèce|griechenland|grecia|griekenland|grécia|grecji|recku|希腊|希臘",
    "HK": "hong kong|香港",
    "HR": "croatia|croatie|kroatien|croacia|croazia|kroatië|croácia|chorwacji|chorvatsku|克罗地亚",
    "HU": "hungary|hongrie|ungarn|hungría|ungheria|hongarije|hungria|wegrzech|madarsku|匈牙利",
    "IE": "ireland|irlande|irland|irlanda|ierland|irlandii|irsku|爱尔兰|愛爾蘭",
    "IN": "india|inde|indien|índia|indiach|indii|印度",
    "IT": "italy|italie|italien|italia|italië|itália|wloszech|italii|意大利|義大利",
    "JP": "japan|japon|japón|giappone|japão|japonii|japonsku|日本",
    "LU": "luxembourg|luxemburg|luxemburgo|lussemburgo|luksemburgu|lucembursku|卢森堡",
    "MA": "morocco|maroc|marokko|marruecos|marocco|marrocos|maroku|摩洛哥",
    "MX": "mexico|mexique|mexiko|méxico|messico|meksyku|墨西哥",
    "NL": "netherlands|pays-bas|niederlande|niederlanden|países bajos|paesi bassi|nederland|holanda"
    "|holandii|nizozemsku|荷兰|荷蘭",
    "NO": "norway|norvège|norwegen|noruega|norvegia|noorwegen|norwegii|norsku|挪威",
    "NZ": "new zealand|nouvelle-zélande|neuseeland|nueva zelanda|新西兰|紐西蘭",
    "PL": "poland|pologne|polen|polonia|polónia|polônia|polsce|polsku|波兰|波蘭",
    "PT": "portugal|portogallo|portugalii|portugalsku|葡萄牙",
    "RO": "romania|roumanie|rumänien|rumanía|roemenië|romênia|roménia|rumunii|rumunsku|罗马尼亚",
    "SE": "sweden|suède|schweden|suecia|svezia|zweden|suécia|szwecji|svedsku|瑞典",
    "SG": "singapore|singapour|singapur|singapura|新加坡",
    "SI": "slovenia|slovénie|slowenien|eslovenia|slovenië|eslovênia|slowenii|slovinsku|斯洛文尼亚",
    "SK": "slovakia|slovaquie|slowakei|eslovaquia|slovacchia|slowakije|eslováquia|slowacji"
    "|slovensku|斯洛伐克",
    "TH": "thailand|thaïlande|tailandia|thailandia|tailândia|tajlandii|thajsku|泰国|泰國",
    "TN": "tunisia|tunisie|tunesien|túnez|tunesië|tunísia|tunezji|tunisku|突尼斯",
    "TR": "turkey|türkiye|turquie|türkei|turquía|turchia|turkije|turquia|turcji|turecku|土耳其",
    "TW": "taiwan|台湾|台灣|臺灣",
    "US": "usa|united states|états-unis|vereinigte staaten|estados unidos|stati uniti"
    "|verenigde staten|stanach zjednoczonych|美国|美國",
    "VN": "vietnam|viêt nam|vietnã|wietnamie|越南",
}
"""The names of countries, as texts of all languages write them behind "in"."""

_OF_SEVERAL = frozenset({"EUR", "USD", "XOF", "XAF", "XPF", "XCD"})
"""Money that does not tell in which country a line is."""

_IN = words(
    "in en a em w we v ve na nel nella nei au aux der den dem die the los las la i no nos dans"
    " 在 到"
)
"""What stands before the name of a country that one is in, and not the name of a carrier."""

_AWAY = frozenset({Cue.ABROAD})


def home_of(country: str | None, currency: str | None) -> str | None:
    """Return the country in which a line is at home, else that of its money, or `None`."""
    if country is not None:
        return country
    return currency[:2] if currency and currency not in _OF_SEVERAL else None


def countries_named(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Return the countries that a text names: the first and last token, and the code."""
    names, at = _names(), 0
    while at < len(tokens):
        found = next(
            (
                (at + len(name) - 1, code)
                for name, code in names.get(tokens[at].text, ())
                if tuple(token.text for token in tokens[at : at + len(name)]) == name
            ),
            None,
        )
        if found:
            yield at, *found
            at = found[0]
        at += 1


def placed(
    phrases: Sequence[Phrase], tokens: Sequence[Token], home: str | None
) -> Sequence[Phrase]:
    """Return the phrases of a text as a line of that country understands them."""
    named = list(countries_named(tokens)) if home else []
    if not named:
        return phrases
    found = [_seen_from(phrase, named, home) for phrase in phrases]
    taken = {at for phrase in found for at in range(phrase.first, phrase.last + 1)}
    found += [
        Phrase(first, last, _AWAY)
        for first, last, code in named
        if code != home and first not in taken and _is_in(tokens, first)
    ]
    return sorted(found)


def _seen_from(phrase: Phrase, named: Sequence[tuple[int, int, str]], home: str | None) -> Phrase:
    """Return a phrase that names a country as home, or as abroad."""
    for first, last, code in named:
        if first <= phrase.last and phrase.first <= last and phrase.cues & {Cue.HOME, Cue.ABROAD}:
            place = Cue.HOME if code == home else Cue.ABROAD
            return phrase._replace(cues=phrase.cues - {Cue.HOME, Cue.ABROAD} | {place})
    return phrase


def _is_in(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a text says that something is in the country named at a token."""
    return at > 0 and tokens[at - 1].text in _IN


@cache
def _names() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """Return the names as tokens, by their first one, the longest first."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, several in _NAMES.items():
        for name in several.split("|"):
            pieces = tuple(token.text for token in tokenise(name))
            names.setdefault(pieces[0], []).append((pieces, code))
    return {first: sorted(each, key=lambda one: -len(one[0])) for first, each in names.items()}
