"""How German-speaking carriers say it, with and without umlauts."""

from ..cues import Cue, LanguageCues, Order, words

GERMAN = LanguageCues(
    code="de",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    months=(
        "januar|jan|janner",
        "februar|feb",
        "marz|maerz|mrz",
        "april|apr",
        "mai",
        "juni|jun",
        "juli|jul",
        "august|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "dezember|dez",
    ),
    abbreviations=words(
        "mo di mi do fr sa so bzw ca einschl evtl exkl ggf inkl max min mind mtl nr std tel usw"
        " zzgl"
    ),
    letters=frozenset("ßäöü"),
    phrases={
        Cue.REMAINS: (
            "es verbleiben|verbleiben|verbleiben ihnen|verbleiben dir|es bleiben|ihnen bleiben"
            "|dir bleiben|noch verfügbar|du hast noch|sie haben noch|ihr habt noch|hast du noch"
            "|haben sie noch|stehen ihnen noch|stehen dir noch|noch übrig|verfügen noch"
            "|noch verfuegbar|noch uebrig|sie verfügen noch|du verfügst noch|es stehen noch"
            "|dir stehen noch|ihnen stehen noch|verbleibt|es verbleibt|sind noch|sind es noch"
            "|betragt noch|ist noch|bleiben noch"
        ),
        Cue.LEFT: (
            "verbleibend*|verfügbar*|verfuegbar*|übrig|uebrig|rest|restlich*|restvolumen"
            "|restdatenvolumen|restguthaben|restminuten|rest sms|zur verfügung|zur verfuegung|frei"
            "|ist dein guthaben|ist ihr guthaben|ist dein aktuelles guthaben"
            "|ist ihr aktuelles guthaben|nicht verbraucht*|verbleiben noch|verbleiben ihnen noch"
            "|restdaten|ihre restdaten|deine restdaten"
        ),
        Cue.HAVE: (
            "du hast|sie haben|hast du|haben sie|du verfügst über|sie verfügen über"
            "|sie verfuegen ueber|du verfuegst ueber|sie haben aktuell|du hast aktuell"
            "|sie haben derzeit|du hast derzeit|du hast momentan|sie haben momentan"
            "|sie haben zurzeit|du hast gerade"
        ),
        Cue.ACCOUNT: (
            "dein guthaben|ihr guthaben|dein aktuelles guthaben|ihr aktuelles guthaben"
            "|aktuelles guthaben|neues guthaben|dein neues guthaben|ihr neues guthaben"
            "|mein guthaben|guthabenstand|dein guthabenstand|ihr guthabenstand|kontostand"
            "|dein kontostand|ihr kontostand|prepaid guthaben|dein prepaid guthaben"
            "|ihr prepaid guthaben|guthaben beträgt|guthaben betraegt|aktueller kontostand"
            "|hauptguthaben|gesamtguthaben|bonusguthaben|dein prepaidguthaben|ihr prepaidguthaben"
            "|prepaidguthaben|guthaben auf|restbetrag|kontoguthaben|ihr kontoguthaben"
            "|dein kontoguthaben|guthabenkonto|dein guthabenkonto|ihr guthabenkonto"
            "|saldo|ihr saldo|dein saldo|aktueller saldo|ihr aktueller saldo|dein aktueller saldo"
            "|saldo betragt|neuer saldo|ihr neuer saldo"
        ),
        Cue.CREDIT: (
            "guthaben|*guthaben|guthabens|konto|prepaidkonto|prepaid konto|startguthaben"
            "|geschenkguthaben|kaufguthaben|aktionsguthaben|bonusguthaben"
        ),
        Cue.USED: (
            "verbraucht|verbrauchte*|verbrauch|genutzt|versurft|hast du verbraucht"
            "|du hast verbraucht|sie haben verbraucht|aktueller verbrauch|ihr aktueller verbrauch"
            "|dein aktueller verbrauch|aufgebraucht von"
        ),
        Cue.SPENT: (
            "abgebucht|abbuchung|rechnung|rechnungsbetrag|kosten|kostet|gebühr|gebuehr|berechnet"
            "|belastet|bezahlt|grundgebühr|preis|betrag von|abgezogen"
        ),
        Cue.ADDED: (
            "guthaben wurde um|ihr guthaben wurde um|dein guthaben wurde um|guthaben wurde mit"
            "|ihr guthaben wurde mit|dein guthaben wurde mit|aufladung|aufladung von"
            "|aufladung über|aufladung ueber|aufgeladen|gutgeschrieben|gutschrift|hinzugefügt"
            "|hinzugefuegt|wurde aufgeladen|erhalten haben|hast du erhalten|haben sie erhalten"
            "|einzahlung|erfolgreich gebucht|gebucht|wurde gebucht|übertragen|uebertragen|gesendet"
            "|verschickt|verschenkt|weitergegeben|überwiesen|ueberwiesen|geteilt"
        ),
        Cue.GIFT: "geschenkt|gratis|kostenlos*|kostenfrei*|extra|on top|dazu",
        Cue.OFFER: (
            "sichern|sichere|sichere dir|hol dir|holen sie|hole dir|buche|buchen|buchen sie"
            "|bestelle|bestellen|angebot*|aktion|aktionen|erhalte|erhalten|erhältst|erhalten sie"
            "|erhaeltst|bekommst|bekommen|gewinne|gewinnen|nutze|entdecke|wechsle|wechseln"
            "|tarife ab|wähle|waehle|wähl|waehl|spare|sparen|rabatt|sende|senden sie|ruf|rufen sie"
            "|antworte|klicke|klicken|verlängere|freu dich|mit der|mit dem tarif|verdoppeln|kaufe"
            "|kaufen|bestell|schenken|neu :|werbung|empfehlen"
        ),
        Cue.WILL: "wird betragen|werden|wird dann|beträgt dann|betraegt dann",
        Cue.FORMER: (
            "altes guthaben|alter kontostand|bisheriges guthaben|vorheriges guthaben|betrug|war"
            "|guthaben vor|vor aufladung|vor der aufladung"
        ),
        Cue.NOT: (
            "sie haben kein|negativ|im minus|du hast kein|nicht genug|nicht genügend"
            "|nicht ausreichend|reicht nicht|nicht ausreichendes|zu wenig|kein guthaben|keine"
        ),
        Cue.ARRIVED: "willkommen in|willkommen in der|willkommen im",
        Cue.IS_IN: "sie sind in|sie sind jetzt in|du bist in|du bist jetzt in|sie befinden sich in",
        Cue.PAST: (
            "letzten monat|letzter monat|vormonat|gestern|letzte woche|vorigen monat|hatten sie"
            "|ihr letztes paket|dein letztes paket|letztes paket|voriges paket|vorheriges paket"
            "|ihr voriger tarif|dein voriger tarif|voriger tarif|vorheriger tarif|alter tarif"
            "|hattest du|sie hatten|du hattest|blieben|verblieben"
        ),
        Cue.STARTS: "ab dem|ab|vom|beginnend am|ab sofort ab",
        Cue.DENIES: "nicht|nie|keinesfalls",
        Cue.EXHAUSTED: (
            "aufgebraucht|erschöpft|erschoepft|ist leer|vollständig verbraucht"
            "|vollstaendig verbraucht|komplett verbraucht"
        ),
        Cue.OF: "von|von ihrem|von deinem|von ihren|von deinen|von insgesamt|der|des|aus",
        Cue.INCLUDED: (
            "davon|darunter|inkl|inklusive|einschließlich|einschliesslich|enthalten sind"
            "|darin enthalten|hiervon"
        ),
        Cue.TOTAL: "gesamt|insgesamt|summe|zusammen|gesamtguthaben|gesamtvolumen",
        Cue.MAIN: "haupt*|hauptguthaben|hauptkonto|kaufguthaben",
        Cue.BONUS: (
            "bonus|bonus*|zusätzlich*|zusaetzlich*|startguthaben|geschenkguthaben|aktionsguthaben"
            "|treuebonus|zusatz*|bonusguthaben"
        ),
        Cue.OTHER: "anderes konto|weiteres konto|zweites konto",
        Cue.HOME: "inland|deutschland|national|nationale*|österreich",
        Cue.ABROAD: (
            "in der schweiz|ausland|eu|eu ausland|roaming|europa|international*|weltweit|eu roaming"
            "|auslandsoption|auslandspaket|roamingoption|reiseoption|weltoption"
        ),
        Cue.SPECIAL: (
            "sitzung|nacht|wochenende|social|streaming|youtube|netflix|whatsapp|musik|video"
            "|festnetz"
        ),
        Cue.PACK: (
            "tarif|option|paket|pack|flat|tarifoption|surfpaket|datenpaket|*paket|*option|*flat"
            "|dein tarif|ihr tarif|dein paket|ihr paket|kombi*|smart*|datenpass|vertrag"
            "|prepaid vertrag|tages*|wochen*"
        ),
        Cue.OR: "oder|bzw|beziehungsweise",
        Cue.EQUALS: "das sind|entspricht|d h|das entspricht|also|das ist|d . h .",
        Cue.AND: "und|sowie|plus|zzgl",
        Cue.FOR: (
            "für|fuer|für nur|fuer nur|ab|nur|schon ab|für einmalig|je|à|zum preis von|von nur"
        ),
        Cue.IN_ORDER: "um|zeit",
        Cue.PER: (
            "pro monat|/monat|/ monat|im monat|monatlich*|mtl|pro tag|/tag|am tag|täglich|pro woche"
            "|/woche|pro mb|je mb|/mb|pro minute|je minute|/min|/minute|pro sms|je sms|/sms"
            "|pro jahr|/jahr|alle 4 wochen|alle 28 tage|alle 30 tage|pro|rabatt|/4 wochen"
            "|/ 4 wochen|je 4 wochen"
        ),
        Cue.LESS_THAN: "weniger als|unter|mehr als|über|ueber|mindestens|mind|unterhalb von",
        Cue.UP_TO: "bis zu|maximal|max|höchstens",
        Cue.UNLIMITED: "unbegrenzt*|unlimitiert*|unlimited|flat|flatrate|allnet flat",
        Cue.CALLS: (
            "telefonie|anrufe|gespräche|minuten|sprache|telefonieren|telefon|gesprächsminuten"
            "|allnet|min"
        ),
        Cue.TEXTS: "sms|nachrichten",
        Cue.DATA: (
            "daten|datenvolumen|internet|surfen|data|highspeed|volumen|inklusivvolumen|3g|4g|5g"
        ),
        Cue.UNTIL: (
            "bis|bis zum|bis einschließlich|bis inkl|bis einschliesslich|gültig bis|gueltig bis"
            "|spätestens|spaetestens|bis spätestens|bis spaetestens"
        ),
        Cue.BEFORE: "vor dem|vor|bis zum|spätestens am|spaetestens am",
        Cue.ON: "am|datum|zum|um mitternacht am",
        Cue.IN: "in|in den nächsten|innerhalb von|innerhalb der nächsten|binnen|in den naechsten",
        Cue.STILL: "noch|nur noch|weitere",
        Cue.VALID: (
            "gültig*|gueltig*|gültigkeit|gueltigkeit|gültig bis|gueltig bis|nutzbar|aktiv"
            "|gültigkeitsdatum|laufzeit|laufzeitende|aktiv bis|aktivitätszeitfenster"
            "|gültigkeitsdauer|aktivitaetszeitfenster"
        ),
        Cue.USE: "nutzen|nutze|verwenden|einzulösen|einlösen|zu nutzen|verbrauchen|genutzt werden",
        Cue.EXPIRES: (
            "läuft ab|laeuft ab|läuft|laeuft|abläuft|ablaeuft|ablaufen|ablauf|endet|enden|verfällt"
            "|verfaellt|verfallen|erlischt|ablaufdatum|auslaufen|läuft aus|ende|läuft dein"
            "|abgelaufen"
        ),
        Cue.EXPIRED: "abgelaufen|ausgelaufen|endete|erloschen|war gultig|war bis",
        Cue.RESUMES: "reaktiviert|wieder aktiviert|freigeschaltet|entsperrt|wieder freigeschaltet",
        Cue.MULTIPLIED: "verdoppelt|verdreifacht",
        Cue.NO_CREDIT: (
            "sie haben kein guthaben|sie haben kein guthaben mehr|du hast kein guthaben"
            "|du hast kein guthaben mehr|kein guthaben mehr"
        ),
        Cue.RECHARGE: (
            "lade|laden|laden sie|lade dein|aufladen|auflädst|auflaedst|lade auf|nachladen"
            "|aufzuladen|wieder aufladen|lade jetzt|bitte lade|bitte laden|guthaben aufladen"
            "|laden sie ihr guthaben|lade dein guthaben"
        ),
        Cue.TOP_UP: "aufladung",
        Cue.LINE: (
            "rufnummer|ihre rufnummer|deine rufnummer|sim karte|simkarte|deine sim|ihre sim|nummer"
            "|deine nummer|ihre nummer|anschluss|karte|deine karte|ihre karte|handynummer|sim"
            "|prepaid karte|prepaidkarte|mobilfunkanschluss"
        ),
        Cue.INCOMING: "erreichbar|angerufen|eingehend*|passiv*|empfangen|angerufen werden",
        Cue.OUTGOING: "abgehend*|anrufen|telefonieren können|telefonieren|selbst anrufen",
        Cue.STOPS: "gesperrt|sperrung|eingeschränkt",
        Cue.KEEP: "behalten|erhalten bleibt|zu behalten|erhalt|nicht zu verlieren",
        Cue.LOSS: (
            "deaktiviert|abgeschaltet|gekündigt|gekuendigt|gelöscht|geloescht|verlieren|verlierst"
            "|abschaltung|deaktivierung|stillgelegt|kündigung|beendet|verloren"
        ),
        Cue.RENEWS: (
            "verlängert sich|verlaengert sich|verlängert|verlaengert|verlängerung|erneuert"
            "|automatische verlängerung|nächste rechnung|naechste rechnung|nächste abrechnung"
            "|zurückgesetzt|erneuern|neue laufzeit|nächste verlängerung"
        ),
        Cue.SINCE: (
            "seit|seit dem|ab dem|ab sofort|vom|aktiviert am|gebucht am|beginn|gestartet am"
            "|aufgeladen am|beginnt am"
        ),
        Cue.AS_OF: "stand|stand vom|per|stand am",
        Cue.FOREVER: (
            "unbegrenzt gültig|unbefristet|ohne ablauf|verfällt nicht|läuft nicht ab"
            "|unbegrenzt gueltig|unbefristet gültig"
        ),
        Cue.TODAY: "heute|heute abend|um mitternacht",
        Cue.TOMORROW: "morgen",
        Cue.IF: "wenn|falls|sobald|sofern|im falle|bei einem|ansonsten",
        Cue.DUE: (
            "zu zahlen|offener betrag|fällig|faellig|offen|überfällig|zahlbar|ausstehend*|mahnung"
        ),
        Cue.CODE: (
            "bestätigungscode|sicherheitscode|verifizierungscode|code lautet|dein code|ihr code|tan"
            "|mtan|einmalpasswort|passwort|freischaltcode|bestaetigungscode|aktivierungscode"
            "|pin lautet|code ist|aufladecode|kennwort"
        ),
        Cue.SUSPECT: (
            "paket wurde|ihr paket ist|paket konnte|sendung|zollgebühr|rückerstattung"
            "|bestätigen sie ihre|verifizieren|konto gesperrt|konto wurde gesperrt"
            "|aktualisieren sie ihre|kontodaten|bankdaten|gewonnen|konto eingeschränkt"
            "|tankgutschein|gutschein gewonnen|ihre daten"
            "|gewinne ein|gewinnen sie ein|gewinne einen|gewinnen sie einen|gewinne eine"
        ),
        Cue.ADVERT: "werbung|abmelden|keine werbung|stop an|stopp an|infos unter|agb",
        Cue.ALMOST: "fast|beinahe|nahezu|fast alle|annahernd|so gut wie|fast vollstandig",
        Cue.SLOWS: (
            "geschwindigkeit|gedrosselt|drosselung|gedrosselter|reduzierter geschwindigkeit"
            "|surfen jetzt mit"
        ),
        Cue.INSTEAD: "statt|anstatt",
    },
    plain=(
        "der|die|das|ein|eine|einen|ist|sind|jetzt|dein|deine|deinen|ihr|ihre|ihren|sie|du|wir"
        "|ihnen|dir|mit|auf|zu|im|den|dem|es|nicht|bitte|danke|hallo|lieber|liebe|kunde|wurde|hat"
        "|haben|kann|kreditkarte|wir freuen|nicht mehr|per sms|wird|aktuell|um ihre|um deine"
        "|jetzt aufladen|highspeed|ohne aufladung|neue|nur per|betragt|beträgt|betraegt"
        "|im tarif|wieder zur verfügung|wieder zur verfuegung|steht wieder|jederzeit"
        "|weiter zu nutzen|weiterhin nutzen|weiter nutzen|bei fragen|es ist|dieses ist|sie sind"
        "|das ist"
    ),
)
