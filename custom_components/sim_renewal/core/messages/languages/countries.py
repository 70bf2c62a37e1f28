"""Countries abroad, as carriers' texts name them where one is, or may use something."""

from collections.abc import Mapping

COUNTRIES: Mapping[str, str] = {
    "fr": (
        "espagne|portugal|italie|allemagne|pays-bas|suisse|autriche|royaume-uni|irlande"
        "|danemark|suède|norvège|finlande|grèce|croatie|hongrie|roumanie|bulgarie|pologne"
        "|tchéquie|slovaquie|slovénie|turquie|états-unis|mexique|brésil|chine|japon"
        "|corée du sud|thaïlande|viêt nam|inde|australie|émirats arabes unis|israël"
    ),
    "en": (
        "spain|portugal|italy|germany|france|netherlands|switzerland|austria|denmark|sweden"
        "|norway|finland|greece|croatia|hungary|romania|bulgaria|poland|czechia|slovakia"
        "|slovenia|türkiye|morocco|tunisia|egypt|japan|south korea|thailand|vietnam"
        "|united arab emirates|israel|turkey"
    ),
    "de": (
        "spanien|portugal|italien|frankreich|niederlande|vereinigtes königreich|irland"
        "|dänemark|schweden|norwegen|finnland|griechenland|kroatien|ungarn|rumänien|bulgarien"
        "|polen|tschechien|slowakei|slowenien|türkei|marokko|tunesien|ägypten"
        "|vereinigte staaten|mexiko|brasilien|china|japan|südkorea|thailand|vietnam|indien"
        "|australien|vereinigte arabische emirate|israel"
    ),
    "es": (
        "portugal|italia|alemania|francia|países bajos|suiza|austria|reino unido|irlanda"
        "|dinamarca|suecia|noruega|finlandia|grecia|croacia|hungría|rumanía|bulgaria|polonia"
        "|chequia|eslovaquia|eslovenia|turquía|marruecos|túnez|egipto|estados unidos|brasil"
        "|japón|corea del sur|tailandia|vietnam|india|australia|emiratos árabes unidos|israel"
    ),
    "it": (
        "spagna|portogallo|germania|francia|paesi bassi|svizzera|austria|regno unito|irlanda"
        "|danimarca|svezia|norvegia|finlandia|grecia|croazia|ungheria|romania|bulgaria"
        "|polonia|cechia|slovacchia|slovenia|turchia|marocco|tunisia|egitto|stati uniti"
        "|messico|brasile|giappone|corea del sud|thailandia|vietnam|india|australia"
        "|emirati arabi uniti|israele"
    ),
    "nl": (
        "spanje|portugal|italië|duitsland|frankrijk|zwitserland|oostenrijk"
        "|verenigd koninkrijk|ierland|denemarken|zweden|noorwegen|finland|griekenland|kroatië"
        "|hongarije|roemenië|bulgarije|polen|tsjechië|slowakije|slovenië|turkije|marokko"
        "|tunesië|egypte|verenigde staten|mexico|brazilië|japan|zuid-korea|thailand|vietnam"
        "|india|australië|verenigde arabische emiraten|israël"
    ),
    "pt": (
        "espanha|itália|alemanha|frança|países baixos|suíça|áustria|reino unido|irlanda"
        "|dinamarca|suécia|noruega|finlândia|grécia|croácia|hungria|romênia|bulgária|polônia"
        "|tchéquia|eslováquia|eslovênia|turquia|marrocos|tunísia|egito|estados unidos|méxico"
        "|japão|coreia do sul|tailândia|vietnã|índia|austrália|emirados árabes unidos|israel"
    ),
    "zh": (
        "西班牙|葡萄牙|意大利|德国|法国|荷兰|瑞士|奥地利|英国|爱尔兰|丹麦|瑞典"
        "|挪威|芬兰|希腊|克罗地亚|匈牙利|罗马尼亚|保加利亚|波兰|捷克|斯洛伐克"
        "|斯洛文尼亚|土耳其|摩洛哥|突尼斯|埃及|美国|墨西哥|巴西|日本|韩国|泰国"
        "|越南|印度|澳大利亚|阿拉伯联合酋长国|以色列|義大利|德國|法國|荷蘭|奧地利"
        "|英國|愛爾蘭|丹麥|芬蘭|希臘|克羅埃西亞|羅馬尼亞|保加利亞|波蘭|斯洛維尼亞"
        "|突尼西亞|美國|南韓|泰國|澳洲|阿拉伯聯合大公國"
    ),
    "pl": (
        "hiszpani*|portugali*|wloszech|niemczech|francji|holandii|szwajcarii|austrii|anglii"
        "|wielkiej brytanii|irlandii|danii|szwecji|norwegii|finlandii|grecji|chorwacji"
        "|wegrzech|rumunii|bulgarii|czechach|slowacji|slowenii|turcji|maroku|tunezji|egipcie"
        "|usa|meksyku|brazylii|chinach|japonii|korei|tajlandii|wietnamie|indiach|australii"
    ),
    "cs": (
        "spanelsk*|portugalsk*|italii|nemecku|francii|nizozemsk*|holandsku|svycarsku|rakousku"
        "|anglii|velke britanii|irsku|dansku|svedsku|norsku|finsku|recku|chorvatsku|madarsku"
        "|rumunsku|bulharsku|polsku|slovensku|slovinsku|turecku|maroku|tunisku|egypte|usa"
        "|mexiku|brazilii|cine|japonsku|koreji|thajsku|vietnamu|indii|australii"
    ),
}
"""By language; without the countries in which its carriers are at home.

Polish and Czech names stand as "in" asks for them.
"""
