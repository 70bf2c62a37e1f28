"""How Czech carriers say it."""

from ..cues import Cue, LanguageCues, Order, words

CZECH = LanguageCues(
    code="cs",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    months=(
        "ledna|leden|led",
        "unora|unor",
        "brezna|brezen",
        "dubna|duben",
        "kvetna|kveten",
        "cervna|cerven",
        "cervence|cervenec",
        "srpna|srpen",
        "zari",
        "rijna|rijen",
        "listopadu|listopad",
        "prosince|prosinec",
    ),
    abbreviations=words("po ut st ct pa so ne atd c hod kc max min napr resp tel tj vc"),
    letters=frozenset("čďěňřťůž"),
    phrases={
        Cue.REMAINS: (
            "zbyva vam|zbyva|zbyvaji|zbyvaji vam|zustava vam|zustava|zustavaji|mate jeszte"
            "|mate jeste|k dispozici mate|zbyva ti|jeste mate|mate k dispozici|zbyvaji ti"
            "|jeste vam zbyva|zustavaji vam"
        ),
        Cue.LEFT: (
            "zbyvajic*|k dispozici|k vycerpani|k vyuziti|zbyle|zbylych|nevycerpan*|dostupn*|zbytek"
            "|volnych"
        ),
        Cue.HAVE: "mate|mas|aktualne mate|mate aktualne|nyni mate",
        Cue.ACCOUNT: (
            "vas kredit|vaseho kreditu|vyse kreditu|zustatek|zustatek kreditu|stav kreditu"
            "|aktualni kredit|novy kredit|aktualni vyse vaseho kreditu|vas zustatek"
            "|vas aktualni kredit|aktualni vyse kreditu|tvuj kredit|vas novy kredit"
            "|zbyvajici kredit|hlavni kredit|bonusovy kredit|celkovy kredit|kredit je|kredit cini"
            "|aktualni stav kreditu|vase kreditni konto|zustatek na uctu|vysi kreditu"
            "|zustatek vaseho kreditu"
        ),
        Cue.CREDIT: (
            "kredit|kreditu|konto|ucet|uctu|platnost kreditu|platnost vaseho kreditu"
            "|platnost tveho kreditu"
        ),
        Cue.USED: (
            "vycerpal*|vycerpano|spotreboval*|spotreba|spotrebovano|vyuzil*|vyuzito|cerpano"
            "|procerpano|vycerpali jste"
        ),
        Cue.SPENT: (
            "cena|stoji|strzeno|strhli|uctovano|faktura|faktury|vyuctovani|poplatek|platba"
            "|zaplaceno|uhrazeno|odecteno|nakup"
        ),
        Cue.ADDED: (
            "dobiti|dobiti kreditu|dobil*|dobito|pripsan*|pridan*|ziskali jste|obdrzeli jste|dobita"
            "|byl dobit|pripsali|bylo dobito|dobity|navysen*|navyseni"
        ),
        Cue.GIFT: "zdarma|darek|darkem|navic|jako darek",
        Cue.OFFER: (
            "ziskejte|ziskate|ziskej|aktivujte|objednejte|objednat|vyuzijte|nabidka|nabidku|nabidky"
            "|akce|kupte|kupte si|poridte|poslete|zavolejte|kliknete|dostanete|vyhrajte|soutez"
            "|posli|sleva|slevu|prejdete|vyzkousejte|za dobiti|pri dobiti|aktivaci|aktivovat"
            "|s balickem|zdvojnasobte|odpovezte|volejte"
        ),
        Cue.WILL: "bude|budou|bude cinit",
        Cue.FORMER: "predchozi kredit|puvodni kredit|puvodne|predchozi zustatek|kredit pred",
        Cue.NOT: "nemate|nedostatek|nedostatecn*|nestaci|neni dostatek|nedostacuj*",
        Cue.ARRIVED: "vitejte v|vitejte ve|vitej v|vitejte na",
        Cue.IS_IN: "jste v|nachazite se v",
        Cue.PAST: (
            "minuly mesic|v minulem mesici|vcera|minuly tyden|meli jste|mel jste|zbyvalo|zbyvaly"
            "|z minuleho mesice|predchozi balicek|vas predchozi balicek|minuly balicek"
        ),
        Cue.STARTS: "od|ode dne|pocinaje",
        Cue.DENIES: "ne|uz ne|nezbyva|nezbyva vam|nemate jiz|nezbyvaji",
        Cue.EXHAUSTED: (
            "vycerpan|vycerpany|vycerpana|vycerpali jste vsechna|dosel|dosla|vycerpali jste cely"
        ),
        Cue.OF: "z|ze|z celkovych|z vasich|z celkem|z balicku",
        Cue.INCLUDED: "z toho|z ceho|vcetne|z nich|z cehoz",
        Cue.TOTAL: "celkem|dohromady|celkovy|celkove|celkovy kredit",
        Cue.MAIN: "hlavni*|bezny|bezneho|zakladni|hlavni kredit",
        Cue.BONUS: "bonus*|extra|bonusovy|bonusovy kredit|bonusoveho",
        Cue.OTHER: "jiny ucet|druhy ucet",
        Cue.HOME: "cr|cesk*|narodni|v cr",
        Cue.ABROAD: "eu|zahranic*|roaming*|mezinarodn*|evrop*|v eu|ze zahranici",
        Cue.SPECIAL: (
            "relace|nocni|v noci|vikend*|socialni|facebook|whatsapp|youtube|netflix|hudb*|video"
        ),
        Cue.PACK: (
            "balicek|balicku|tarif|tarifu|pausal|sluzba|sluzby|balik|smlouva|datovy balicek"
            "|internetovy balicek|baliku"
        ),
        Cue.OR: "nebo",
        Cue.EQUALS: "tj|tedy|coz je|to je",
        Cue.AND: "a|plus|i|a take",
        Cue.FOR: "za|jen za|od|pouze|jen|uz od|za pouhych|za pouze|uz za",
        Cue.IN_ORDER: "abyste|aby|na to",
        Cue.PER: (
            "mesicne|/mesic|/ mesic|mes|na mesic|za mesic|denne|/den|na den|za den|za minutu|/min"
            "|za sms|/sms|za mb|/mb|/gb|tydne|/tyden|rocne|vc dph|s dph|kazdy mesic|na 30 dni|slevy"
            "|za 30 dni"
        ),
        Cue.LESS_THAN: "mene nez|min nez|pod|vice nez|alespon|nejmene|minimalne|nad",
        Cue.UP_TO: "az|az do|maximalne|max|do",
        Cue.UNLIMITED: "neomezen*|bez omezeni|nekonecn*",
        Cue.CALLS: "volani|minut|minuty|hovory|hovoru|provolat",
        Cue.TEXTS: "sms|zpravy|zprav|mms",
        Cue.DATA: "data|dat|internet|internetu|datovy objem|3g|4g|5g",
        Cue.UNTIL: (
            "do|do dne|platny do|plati do|platnost do|nejpozdeji do|platna do|platne do|az do"
            "|do data"
        ),
        Cue.BEFORE: "pred|nejpozdeji|nejpozdeji do",
        Cue.ON: "dne|datum",
        Cue.IN: "za|behem|v nasledujicich|v pristich",
        Cue.STILL: "jeste|dalsich",
        Cue.VALID: (
            "platn*|plati|platnost|platnosti|platny do|plati do|platnost do|platna do|platne do"
            "|platnost kreditu|platnost vaseho kreditu|konec platnosti|plati vam|aktivni do"
        ),
        Cue.USE: "vyuzit|vycerpejte|vycerpat|cerpat|pouzit|provolejte|vyuziti",
        Cue.EXPIRES: (
            "vyprsi|konci|skonci|propadne|propadnou|exspirace|expiruje|expirace|prijdete o|konec"
            "|vyprsela"
        ),
        Cue.EXPIRED: (
            "vyprsel|vyprsela|vyprselo|skoncil|skoncila|skoncilo|propadl|propadla"
            "|byl platny|byla platna|platil do|platila do"
        ),
        Cue.RESUMES: "obnoveno|reaktivovan*|znovu aktivovan*|odblokovan*",
        Cue.MULTIPLIED: "zdvojnasoben|zdvojnasobi|zdvojnasobena|se zdvojnasobi",
        Cue.NO_CREDIT: "nemate kredit|nemate zadny kredit|nemate uz kredit",
        Cue.RECHARGE: (
            "dobijte|dobit|dobijte si|dobijte kredit|dobij|dobijte svuj kredit|dobijte si kredit"
            "|dobijete|dobijete kredit|dobiti kreditu do"
        ),
        Cue.TOP_UP: "dobiti",
        Cue.LINE: (
            "cislo|vase cislo|vase telefonni cislo|sim karta|sim karty|sim|sim kartu|cisle"
            "|telefonni cislo|prijdete o cislo|karta|vasi sim karty|vase sim karta|vase karta"
            "|tvoje cislo|cisla"
        ),
        Cue.INCOMING: "prichozi*|prijimat",
        Cue.OUTGOING: "odchozi*",
        Cue.KEEP: "zachovat|udrzet|zachovali|zachovani|neprisli o|nepřijdete",
        Cue.LOSS: (
            "zrusen*|deaktivovan*|odpojen*|ztratite|vyrazen*|deaktivac*|zruseni|prijdete o cislo"
            "|zanikne"
        ),
        Cue.STOPS: "zablokovan*|pozastaven*|omezen*|blokac*",
        Cue.RENEWS: (
            "obnov*|prodlouzi*|prodlouzen*|automaticky obnov*|dalsi vyuctovani|obnovi se|obnovena"
        ),
        Cue.SINCE: "od|ode dne|aktivovano|aktivni od|ze dne|platny od|platnost od|plati od",
        Cue.AS_OF: "ke dni|k|stav k|ke|aktualni k",
        Cue.FOREVER: "neomezena platnost|bez omezeni platnosti|neomezene platny",
        Cue.TODAY: "dnes|o pulnoci|dnes o pulnoci",
        Cue.TOMORROW: "zitra",
        Cue.IF: "pokud|jestlize|kdyz|jakmile|v pripade|az budete|jestli",
        Cue.DUE: "k uhrade|dluzi*|nezaplacen*|k zaplaceni|uhradte|dluh|po splatnosti|splatn*",
        Cue.CODE: (
            "overovaci kod|kod pro|vas kod|vas overovaci|kod je|heslo|jednorazovy kod|aktivacni kod"
            "|bezpecnostni kod|kod :|dobijeci kod|kod kuponu"
        ),
        Cue.SUSPECT: (
            "vas balik|balik ceka|zasilka|overte sve|overte svuj|ucet byl zablokovan|vratka"
            "|bankovni udaje|vyhrali jste|aktualizujte|pokuta|potvrdte sve"
            "|vyhrajte iphone|vyhraj iphone"
        ),
        Cue.ADVERT: "obchodni sdeleni|odhlasit|odhlaseni|vice na|podminky na|neprejete si",
        Cue.ALMOST: "temer|skoro|takrka",
        Cue.SLOWS: "rychlost|rychlosti|zpomal*|snizena rychlost",
        Cue.INSTEAD: "misto",
    },
    plain=(
        "na|v|ve|se|si|je|jsou|vam|vas|vase|vasi|pro|dobry den|dekujeme|mily|vazeny|zakazniku|byl"
        "|bylo|byla|jste|aby|co|jak|ale|dnesni|kreditni karta|si muzete|bez dobiti|cini"
        "|prejeme|o2|muzete|k cislu|ci|po"
    ),
)
