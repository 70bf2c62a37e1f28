"""How Dutch-speaking carriers say it."""

from ..cues import Cue, LanguageCues, Order, words

DUTCH = LanguageCues(
    code="nl",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    months=(
        "januari|jan",
        "februari|feb",
        "maart|mrt",
        "april|apr",
        "mei",
        "juni|jun",
        "juli|jul",
        "augustus|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "december|dec",
    ),
    abbreviations=words("ma di wo do vr za zo bijv ca evt excl incl max min nr o.a tel"),
    phrases={
        Cue.REMAINS: (
            "je hebt nog|u heeft nog|u hebt nog|nog over|nog beschikbaar|er resteert|resteert"
            "|kan je nog|kun je nog|kan u nog|kunt u nog|je kan nog|je kunt nog|u kan nog"
            "|u kunt nog"
            "|je houdt nog|er is nog|je hebt nu nog|u heeft nu nog|heb je nog|heeft u nog"
            "|nog te gebruiken|resteren|er resteren|je resterende|is nog|bedraagt nog|zijn nog"
        ),
        Cue.LEFT: (
            "over|resterend*|beschikbaar|beschikbare|resterende|tegoed over|te besteden|ongebruikt*"
            "|te gebruiken|restant"
        ),
        Cue.HAVE: (
            "je hebt|u heeft|u hebt|heb je|heeft u|je hebt nu|je hebt momenteel|u heeft momenteel"
            "|u heeft nu|je hebt op dit moment"
        ),
        Cue.ACCOUNT: (
            "je tegoed|uw tegoed|je saldo|uw saldo|je beltegoed|uw beltegoed|huidig tegoed"
            "|nieuw tegoed|je nieuwe tegoed|huidig saldo|nieuw saldo|je nieuwe saldo|prepaid tegoed"
            "|je prepaid tegoed|uw prepaid tegoed|prepaid saldo|beltegoed|tegoed is|saldo is"
            "|je huidige tegoed|je huidige saldo|uw nieuwe saldo|uw huidige saldo|uw nieuwe tegoed"
            "|hoofdtegoed|bonustegoed|totaal tegoed|uw belkrediet|je belkrediet|belkrediet"
            "|uw herlaadkrediet|je herlaadkrediet|krediet|uw krediet|je krediet|resterend krediet"
        ),
        Cue.CREDIT: "tegoed|saldo|*tegoed|beltegoed|belwaarde",
        Cue.USED: (
            "verbruikt|verbruik|gebruikt|je hebt verbruikt|je hebt gebruikt|verbruikte|opgemaakt"
        ),
        Cue.SPENT: (
            "kosten|kost|factuur|rekening|afgeschreven|in rekening gebracht|betaald|bedrag van"
            "|betaling|prijs|afschrijving|aankoop"
        ),
        Cue.ADDED: (
            "opgewaardeerd|opwaardering|opwaardering van|toegevoegd|bijgeschreven|ontvangen"
            "|je hebt ontvangen|herladen met|herlading|opgewaardeerd met|bijgekomen"
            "|tegoed bijgekregen|overgemaakt|overgedragen|verstuurd|gestuurd|weggegeven"
            "|hebt gedeeld|cadeau gedaan"
        ),
        Cue.GIFT: "gratis|cadeau|kado|kosteloos|extra|van ons",
        Cue.OFFER: (
            "profiteer|ontvang|krijg|krijg je|koop|bestel|activeer|kies|scoor|pak|actie|acties"
            "|aanbieding|aanbiedingen|korting|bel|bel naar|sms naar|stuur|ga naar|klik|waardeer nu"
            "|met de bundel|win|ontdek|stap over|upgrade|verdubbel|maak kans|nu voor|nieuw :|sms je"
            "|verleng|krijgt"
        ),
        Cue.WILL: "wordt dan|zal zijn|worden|wordt",
        Cue.FORMER: "oude saldo|oud saldo|vorig saldo|vorige saldo|oude tegoed|vorig tegoed|was",
        Cue.NOT: "je hebt geen|u heeft geen|onvoldoende|niet genoeg|niet voldoende|te weinig|geen",
        Cue.ARRIVED: "welkom in|welkom in de",
        Cue.IS_IN: "je bent in|je bent nu in|u bent in|u bent nu in",
        Cue.PAST: (
            "vorige maand|afgelopen maand|gisteren|vorige week|had je|je had|u had|had u|hadden"
            "|je vorige bundel|uw vorige bundel|vorige bundel|je laatste bundel|je oude bundel"
        ),
        Cue.STARTS: "vanaf|met ingang van|per",
        Cue.DENIES: "niet|nooit",
        Cue.EXHAUSTED: "opgebruikt|helemaal op|verbruikt volledig|is op|leeg",
        Cue.OF: "van|van je|van de|van uw|van in totaal|uit",
        Cue.INCLUDED: "waarvan|inclusief|incl|daarvan|inbegrepen",
        Cue.TOTAL: "totaal|in totaal|samen|totaal tegoed",
        Cue.MAIN: "hoofd*|hoofdtegoed|basis",
        Cue.BONUS: "bonus|bonus*|extra|bonustegoed|promotioneel|actietegoed",
        Cue.OTHER: "ander tegoed|andere rekening",
        Cue.HOME: "nederland|nationaal|binnenland|belgie",
        Cue.ABROAD: (
            "eu|europa|roaming|buitenland|internationaal|internationale|buiten nederland"
            "|buiten de eu"
        ),
        Cue.SPECIAL: "sessie|nacht|weekend|social|whatsapp|youtube|netflix|muziek|video",
        Cue.PACK: (
            "bundel|databundel|abonnement|pakket|optie|contract|*bundel|je bundel|uw bundel|plan"
        ),
        Cue.OR: "of",
        Cue.EQUALS: "oftewel|dat is|gelijk aan|d w z",
        Cue.AND: "en|plus|alsook",
        Cue.FOR: "voor|voor maar|vanaf|slechts|voor slechts|à|a|tegen",
        Cue.IN_ORDER: "om",
        Cue.PER: (
            "per maand|/maand|/mnd|p/m|pm|maandelijks|per dag|/dag|per week|/week|per mb|/mb|/gb"
            "|per minuut|/min|per sms|/sms|per jaar|elke maand|per 30 dagen|p m|p/mnd|korting"
            "|per 28 dagen|per gesprek"
        ),
        Cue.LESS_THAN: "minder dan|meer dan|onder|lager dan|minstens|minimaal|hoger dan",
        Cue.UP_TO: "tot|maximaal|max|tot wel",
        Cue.UNLIMITED: "onbeperkt*|unlimited|ongelimiteerd*",
        Cue.CALLS: "bellen|belminuten|minuten|gesprekken|belminuut",
        Cue.TEXTS: "sms|sms en|berichten|sms jes",
        Cue.DATA: "data|internet|internetten|mb s|3g|4g|5g",
        Cue.UNTIL: (
            "tot|tot en met|t/m|t m|tot uiterlijk|geldig tot|geldig t/m|geldig tot en met|uiterlijk"
        ),
        Cue.BEFORE: "voor|vóór|uiterlijk|uiterlijk op|voor uiterlijk",
        Cue.ON: "op|datum|per",
        Cue.IN: "over|binnen|in|de komende|binnen nu en",
        Cue.STILL: "nog|nog maar|nog slechts",
        Cue.VALID: (
            "geldig*|geldigheid|geldig tot|houdbaar|geldigheidsduur|actief tot|houdbaarheid"
            "|geldig t/m|actief"
        ),
        Cue.USE: "gebruiken|te gebruiken|gebruik|opmaken|verbruiken",
        Cue.EXPIRES: (
            "verloopt|verlopen|vervalt|vervallen|eindigt|loopt af|afloopt|verloopdatum|vervaldatum"
            "|einddatum|stopt|aflopen|loopt"
        ),
        Cue.EXPIRED: (
            "is verlopen|is vervallen|verliep|is geeindigd|is afgelopen|was geldig|was geldig tot"
        ),
        Cue.RESUMES: "gereactiveerd|hersteld|gedeblokkeerd|weer geactiveerd|heractiveerd",
        Cue.MULTIPLIED: "verdubbeld|wordt verdubbeld",
        Cue.NO_CREDIT: (
            "je hebt geen tegoed|je hebt geen tegoed meer|u heeft geen tegoed"
            "|u heeft geen tegoed meer|je hebt geen beltegoed|je hebt geen beltegoed meer"
        ),
        Cue.RECHARGE: (
            "opwaarderen|waardeer op|waardeer je|waardeer|opwaardeert|herladen|herlaad|waardeer uw"
            "|op te waarderen|tegoed op te waarderen|bij te laden"
        ),
        Cue.TOP_UP: "opwaardering",
        Cue.LINE: (
            "nummer|je nummer|uw nummer|simkaart|je simkaart|uw simkaart|sim|telefoonnummer"
            "|mobiele nummer|sim kaart|je sim|aansluiting|06 nummer|prepaidkaart|prepaid kaart"
            "|kaart blijft|je kaart|uw kaart"
        ),
        Cue.INCOMING: "bereikbaar|gebeld|inkomend*",
        Cue.OUTGOING: "uitgaand*|bellen",
        Cue.KEEP: "behouden|te behouden|houden|te houden|behoudt",
        Cue.LOSS: (
            "afgesloten|gedeactiveerd|opgeheven|verlies|verliest|kwijt|verwijderd|afsluiten"
            "|buiten gebruik|beeindigd|deactivering"
        ),
        Cue.STOPS: "geblokkeerd|opgeschort|blokkade|gepauzeerd",
        Cue.RENEWS: (
            "verlengd|verlenging|vernieuwd|automatisch verlengd|volgende factuur|verlengt|vernieuwt"
            "|ververst|wordt verlengd|volgende verlenging|hernieuwd"
        ),
        Cue.SINCE: "sinds|vanaf|van|geactiveerd op|ingaande|begint op|gestart op|opgewaardeerd op",
        Cue.AS_OF: "stand van|stand per|bijgewerkt|bijgewerkt op|per heden",
        Cue.FOREVER: "onbeperkt geldig|verloopt niet|vervalt niet",
        Cue.TODAY: "vandaag|vanavond|middernacht",
        Cue.TOMORROW: "morgen",
        Cue.IF: "als|wanneer|indien|zodra|mits|tenzij",
        Cue.DUE: "te betalen|openstaand*|achterstallig|betaal|verschuldigd",
        Cue.CODE: (
            "verificatiecode|beveiligingscode|je code|uw code|code is|wachtwoord|inlogcode"
            "|bevestigingscode|eenmalige code|activatiecode|sms code|pincode is|code :"
        ),
        Cue.SUSPECT: (
            "uw pakket|je pakket is onderweg|pakketje|verifieer|bevestig uw|bevestig je"
            "|rekening geblokkeerd|terugbetaling|gewonnen|bankgegevens|account geblokkeerd"
            "|update uw|boete|verificatie vereist|belastingdienst"
            "|win een"
        ),
        Cue.ADVERT: (
            "afmelden|reclame|stop naar|uitschrijven|voorwaarden op|sms stop|kijk voor voorwaarden"
        ),
        Cue.ALMOST: "bijna|bijna al|nagenoeg|vrijwel",
        Cue.SLOWS: "snelheid|lagere snelheid|verlaagde snelheid",
        Cue.INSTEAD: "in plaats van",
    },
    plain=(
        "de|het|een|je|u|uw|jouw|is|zijn|met|en|te|aan|bij|naar|om|dat|die|dit|er|niet|we|wij|beste"
        "|klant|hallo|bedankt|nu|hebt|heeft|heb|kun|kunt|creditcard|wil|zonder opwaarderen|bedraagt"
        "|op je|op uw|vergeet niet|zodat|door|op de|op het|op mijn"
        "|op www|kijk op|check|het is|dit is|deze is|ze zijn"
    ),
)
