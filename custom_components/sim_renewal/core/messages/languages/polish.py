"""How Polish carriers say it."""

from ..cues import Cue, LanguageCues, Order, words

POLISH = LanguageCues(
    code="pl",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    months=(
        "stycznia|styczen|sty",
        "lutego|luty|lut",
        "marca|marzec|mar",
        "kwietnia|kwiecien|kwi",
        "maja|maj",
        "czerwca|czerwiec|cze",
        "lipca|lipiec|lip",
        "sierpnia|sierpien|sie",
        "wrzesnia|wrzesien|wrz",
        "pazdziernika|pazdziernik|paz",
        "listopada|listopad|lis",
        "grudnia|grudzien|gru",
    ),
    abbreviations=words(
        "pon wt sr czw pt sob niedz nd dot godz m.in max min np nr ok przych szt tel tj wych zl"
    ),
    letters=frozenset("ąćęłńśźż"),
    phrases={
        Cue.REMAINS: (
            "pozostalo ci|pozostalo|pozostaly|pozostaje|zostalo ci|zostalo|zostaly|zostaly ci"
            "|zostaje ci|masz jeszcze|posiadasz jeszcze|pozostaly ci|do wykorzystania masz"
            "|masz do wykorzystania|pozostalo panstwu|do wykorzystania pozostalo"
            "|pozostalo do wykorzystania|zostal ci"
        ),
        Cue.LEFT: "pozostal*|dostepn*|do wykorzystania|niewykorzystan*|do dyspozycji",
        Cue.HAVE: (
            "masz|posiadasz|dysponujesz|na koncie masz|na twoim koncie jest|masz obecnie|masz teraz"
            "|obecnie masz"
        ),
        Cue.ACCOUNT: (
            "stan konta|stan twojego konta|stan konta glownego|twoj stan konta|aktualny stan konta"
            "|saldo konta|konto glowne|twoje saldo|srodki na koncie|twoje konto|srodkow na koncie"
            "|na koncie|saldo twojego konta|konto bonusowe|konto promocyjne|stan srodkow"
            "|dostepne srodki|nowe saldo|nowy stan konta|stan :|twoje srodki|saldo glowne"
            "|saldo wynosi|konto podstawowe"
        ),
        Cue.CREDIT: "konto|konta|saldo|srodki|srodkow|koncie",
        Cue.USED: "wykorzystal*|wykorzystano|zuzyl*|zuzyto|zuzycie|wykorzystan*|zuzyt*",
        Cue.SPENT: (
            "koszt|oplata|oplaty|pobrano|faktura|faktury|rachunek|zaplacono|naliczono|kosztuje"
            "|pobralismy|cena|platnos*|kwota do zaplaty|pobrana|zakup|wydales"
        ),
        Cue.ADDED: (
            "doladowanie|doladowania|doladowano|doladowane|doladowales|przyznano|dodano|otrzymales"
            "|otrzymano|zasilono|zasilenie|zasilone|dodalismy|przyznalismy|konto zostalo doladowane"
            "|doladowanie za|zostalo zasilone|dopisano|kwota doladowania|zasilil*|kwota|kwote"
            "|przekazal*|przekazano|przeslal*|przeslano|podarowal*"
        ),
        Cue.GIFT: "gratis|za darmo|darmow*|w prezencie|prezent|bezplatn*",
        Cue.OFFER: (
            "zyskaj|odbierz|wlacz|wlaczyc|kup|skorzystaj|sprawdz oferte|promocja|promocji"
            "|oferta specjalna|zamow|aktywuj|wyslij|zadzwon|kliknij|wejdz|dostaniesz|otrzymasz"
            "|wygraj|przedluz|przenies|podwoj|nowa oferta|rabat|znizka|w promocji|wybierz|oferty"
            "|w ofercie|z pakietem|doladuj za|doladuj min|mozesz wlaczyc|polec|przejdz"
        ),
        Cue.WILL: "bedzie wynosic|wyniesie|bedzie|beda|bedziesz",
        Cue.FORMER: (
            "poprzedni stan|poprzedni stan konta|poprzednie saldo|wynosilo|wynosil|stan przed|bylo"
        ),
        Cue.NOT: (
            "nie masz|nie posiadasz|niewystarczajac*|za malo|brak srodkow|brakuje|zbyt malo|brak"
        ),
        Cue.ARRIVED: "witaj w|witamy w|witamy we|witaj we|witamy na|witaj na",
        Cue.IS_IN: "jestes w|jestes teraz w",
        Cue.PAST: (
            "w zeszlym miesiacu|w ubieglym miesiacu|w poprzednim miesiacu|wczoraj"
            "|poprzedni pakiet|twoj poprzedni pakiet|poprzedniego pakietu|z poprzedniego pakietu"
            "|w zeszlym tygodniu|miales|mialas|pozostawalo|z poprzedniego miesiaca"
        ),
        Cue.STARTS: "od|od dnia|poczawszy od",
        Cue.DENIES: "nie|juz nie",
        Cue.EXHAUSTED: (
            "wyczerpan*|wyczerpal*|skonczyl*|wykorzystales caly|wykorzystano caly|wykorzystales 100"
        ),
        Cue.OF: "z|ze|z pakietu|z puli|z limitu|z lacznej puli",
        Cue.INCLUDED: "w tym|z czego|wlacznie z|zawiera",
        Cue.TOTAL: "razem|lacznie|suma|w sumie|ogolem|lacznie masz",
        Cue.MAIN: (
            "glown*|podstawow*|konto glowne|stan konta glownego|konto podstawowe|saldo glowne"
        ),
        Cue.BONUS: "bonus*|promocyjn*|dodatkow*|konto bonusowe|konto promocyjne|extra",
        Cue.OTHER: "inne konto|drugie konto",
        Cue.HOME: "kraj|krajow*|polska|polsce|w kraju",
        Cue.ABROAD: "ue|roaming*|w ue|za granica|zagranic*|miedzynarodow*|europ*|roamingu",
        Cue.SPECIAL: (
            "sesja|sesji|nocn*|w nocy|weekend*|social*|facebook|whatsapp|youtube|netflix|muzyk*"
            "|wideo"
        ),
        Cue.PACK: (
            "pakiet*|oferta|taryfa|twoja oferta|abonament|usluga|usluge|paczka|opcja|twoj pakiet"
            "|plan|umowa"
        ),
        Cue.OR: "lub|albo",
        Cue.EQUALS: "tj|czyli|rownowartosc|to jest",
        Cue.AND: "i|oraz|plus|a takze|a numer|a twoj numer|a karta",
        Cue.FOR: "za|za jedyne|od|tylko|jedyne|w cenie|juz od|juz za|za tylko",
        Cue.IN_ORDER: "aby|zeby|na to",
        Cue.PER: (
            "miesiecznie|/mies|/miesiac|na miesiac|co miesiac|za minute|/min|za sms|/sms|za mb|/mb"
            "|/gb|dziennie|/dzien|na dzien|za 1 mb|/msc|/30 dni|rocznie|/rok|tygodniowo|za 100 kb"
            "|za kazdy mb|na 30 dni|za min|brutto|mies|rabatu|co 30 dni"
        ),
        Cue.LESS_THAN: "mniej niz|ponizej|wiecej niz|powyzej|co najmniej|min|minimum",
        Cue.UP_TO: "do|nawet do|maksymalnie|max|maks|az do|nawet",
        Cue.UNLIMITED: "bez limitu|nielimitowan*|no limit|nielimit*|bez ograniczen",
        Cue.CALLS: "rozmowy|polaczenia|minuty|minut|rozmow|polaczen",
        Cue.TEXTS: "sms|smsy|sms y|wiadomosci|mms|mms y",
        Cue.DATA: "internet|internetu|dane|danych|transfer|transferu|3g|4g|5g|pakiet danych",
        Cue.UNTIL: (
            "do|do dnia|wazne do|wazny do|wazna do|az do|najpozniej do|do konca dnia|do godz"
            "|do godziny|do godz ."
        ),
        Cue.BEFORE: "przed|przed dniem|do dnia|najpozniej",
        Cue.ON: "dnia|w dniu|data",
        Cue.IN: "za|w ciagu|przez|w ciagu najblizszych|przez najblizsze",
        Cue.STILL: "jeszcze|jeszcze przez",
        Cue.VALID: (
            "wazne|wazny|wazna|waznosc|wazne do|wazny do|wazna do|data waznosci|termin waznosci"
            "|aktywne do|aktywny do|waznosc konta|waznosci|aktywna do|okres waznosci"
        ),
        Cue.USE: "wykorzystaj|wykorzystac|uzyj|wykorzystania|uzyc|korzystac",
        Cue.EXPIRES: (
            "wygasa|wygasnie|wygasaja|konczy sie|koncza sie|traci waznosc|straca waznosc"
            "|straci waznosc|utraci waznosc|uplywa|uplynie|wygasna|skonczy sie|konczy"
        ),
        Cue.EXPIRED: (
            "wygasl|wygasla|wygaslo|wygasly|stracil waznosc|stracilo waznosc"
            "|stracila waznosc|skonczyl sie|skonczyla sie|skonczylo sie|zakonczyl sie"
            "|bylo wazne|byl wazny|byla wazna"
        ),
        Cue.RESUMES: "reaktywowan*|przywrocon*|odblokowan*|ponownie aktywn*",
        Cue.MULTIPLIED: "podwojone|podwojony|podwojona|podwojony zostanie",
        Cue.NO_CREDIT: "nie masz srodkow|nie masz srodkow na koncie|brak srodkow na koncie",
        Cue.RECHARGE: (
            "doladuj|doladuj konto|doladowac|zasil|zasil konto|doladuj swoje konto|doladujesz"
            "|doladuj telefon|zasilic"
        ),
        Cue.TOP_UP: "doladowanie",
        Cue.LINE: (
            "numer|twoj numer|karta sim|karty sim|sim|numeru|karta|numerze|kartasim|numer telefonu"
            "|karte sim|a numer|a twoj numer|a karta"
        ),
        Cue.INCOMING: (
            "przych|przychodzac*|odbieranie|odbierac|polaczenia przychodzace"
            "|polaczen przychodzacych"
        ),
        Cue.OUTGOING: (
            "dzwonic|wych|wychodzac*|wykonywac|wykonywanie|polaczenia wychodzace"
            "|polaczen wychodzacych"
        ),
        Cue.KEEP: "zachowac|utrzymac|nie stracic|nie utracic|zachowania",
        Cue.LOSS: (
            "zostanie wylaczon*|wylaczon*|dezaktywowan*|dezaktywacj*|utracisz|stracisz|utracic"
            "|stracic|usuniet*|utrata|wygasnie numer|nieaktywn*|deaktywowan*"
        ),
        Cue.STOPS: "zablokowan*|zawieszon*|blokad*",
        Cue.RENEWS: (
            "odnowi*|odnawia*|odnowienie|przedluzon*|automatycznie odnow*|nastepna faktura"
            "|kolejne odnowienie|odnowiony|odnowiona|odnawia sie"
        ),
        Cue.SINCE: "od|od dnia|aktywowano|wlaczono|poczawszy od|z dnia|aktywny od|z dn",
        Cue.AS_OF: "na dzien|stan na|stan na dzien|wg stanu na|aktualizacja",
        Cue.FOREVER: "bezterminowo|bez terminu|bezterminow*",
        Cue.TODAY: "dzis|dzisiaj|o polnocy",
        Cue.TOMORROW: "jutro",
        Cue.IF: "jesli|jezeli|gdy|w przypadku|po doladowaniu|kiedy|o ile",
        Cue.DUE: "do zaplaty|zaleglosc|zaleglosci|naleznosc|nieoplacon*|zadluzenie|zalega",
        Cue.CODE: (
            "kod weryfikacyjny|twoj kod|kod to|kod sms|kod autoryzacyjny|haslo|kod jednorazowy"
            "|kod dostepu|kod :|kod aktywacyjny|kod doladowania"
        ),
        Cue.SUSPECT: (
            "twoja paczka|przesylka|paczka zostala|doplata do paczki|zweryfikuj|potwierdz swoje"
            "|konto zablokowane|zwrot podatku|wygrales|dane bankowe|zaktualizuj dane|mandat|inpost"
            "|wstrzymana"
            "|wygraj iphone"
        ),
        Cue.ADVERT: (
            "rezygnacja|aby zrezygnowac|nie chcesz|regulamin|szczegoly na|wypisz"
            "|informacja handlowa"
        ),
        Cue.ALMOST: "prawie|niemal|prawie caly",
        Cue.SLOWS: "predkosc|predkosci|obnizona predkosc|zwolni|lejek",
        Cue.INSTEAD: "zamiast",
    },
    plain=(
        "na|w|jest|sa|twoj|twoja|twoje|dla|nie|sie|ze|o|po|to|ten|ta|prosze|dziekujemy|witaj"
        "|szanowny|kliencie|mozesz|karta kredytowa|wynosi|nr|uslugi|zostalo wyslane|przy|aby"
        "|bez doladowania|co|info|ci|karte|dzien dobry|na karte"
    ),
)
