"""How Italian carriers say it."""

from ..cues import Cue, LanguageCues, Order, words

ITALIAN = LanguageCues(
    code="it",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    months=(
        "gennaio|gen",
        "febbraio|feb",
        "marzo|mar",
        "aprile|apr",
        "maggio|mag",
        "giugno|giu",
        "luglio|lug",
        "agosto|ago",
        "settembre|sett|set",
        "ottobre|ott",
        "novembre|nov",
        "dicembre|dic",
    ),
    abbreviations=words("lun mar mer gio ven sab dom art ca es incl max min naz tel"),
    letters=frozenset("ìò"),
    phrases={
        Cue.REMAINS: (
            "ti restano|ti resta|ti rimangono|ti rimane|restano|resta|rimangono|rimane|hai ancora"
            "|le restano|le rimangono|disponi ancora di|hai ancora a disposizione"
            "|hai a disposizione ancora"
            "|ancora disponibili|sono rimasti|ti sono rimasti|residuo :"
        ),
        Cue.LEFT: (
            "rimanent*|residu*|disponibil*|restant*|rimast*|a disposizione|non utilizzat*"
            "|ancora a disposizione|utilizzabili|resto dati|resto minuti|resto sms|resto giga"
        ),
        Cue.HAVE: (
            "hai|disponi di|lei ha|hai a disposizione|possiedi|hai attualmente|attualmente hai"
            "|ora hai"
        ),
        Cue.ACCOUNT: (
            "il tuo credito|tuo credito|credito residuo|il tuo credito residuo|credito disponibile"
            "|credito attuale|nuovo credito|il tuo saldo|saldo attuale|saldo residuo"
            "|credito telefonico|il tuo nuovo credito|suo credito|credito principale"
            "|traffico residuo|tuo credito residuo|tuo saldo|saldo disponibile|credito bonus"
            "|credito totale|il credito della tua|credito aggiornato|il credito aggiornato"
            "|saldo aggiornato"
        ),
        Cue.CREDIT: "credito|saldo",
        Cue.USED: (
            "consumat*|utilizzat*|hai consumato|hai utilizzato|hai usato|usati|consumo|consumi"
            "|usato"
        ),
        Cue.SPENT: (
            "addebit*|fattura|fatture|fatturato|costo|costa|spesa|speso|pagamento|pagato|importo"
            "|scalat*|canone|prezzo|acquisto"
        ),
        Cue.ADDED: (
            "ricarica di|la tua ricarica|ricarica|ricaricato|hai ricaricato|accreditat*|ricarica da"
            "|hai ricevuto|aggiunti|aggiunto|ti abbiamo accreditato|bonus accreditato|ricariche"
            "|trasferimento di|ricarica effettuata|trasferit*|inviat*|regalat*|hai condiviso"
        ),
        Cue.GIFT: "gratis|in regalo|regalo|omaggio|ti regaliamo|regaliamo|in omaggio|extra",
        Cue.OFFER: (
            "attiva|attivare|approfitta|scopri|ricevi|riceverai|ottieni|acquista|richiedi|passa a"
            "|offerte|promo|promozione|promozioni|solo per te|vinci|risparmia|chiama|chiama il"
            "|invia|clicca|vai su|con la ricarica|con l'offerta|aggiungi|scegli|torna|sconto"
            "|raddoppia|con soli|in piu|gratis con|prova|subito per te|per te|rispondi|digita"
            "|concorso|porta un amico|offerta valida|nuova offerta|con una ricarica"
        ),
        Cue.WILL: "sara di|saranno|sara|diventera",
        Cue.FORMER: (
            "credito precedente|saldo precedente|era di|era|credito prima|prima della ricarica"
        ),
        Cue.NOT: "non hai|non dispone|insufficiente|non e sufficiente|non sufficiente|non hai piu",
        Cue.ARRIVED: "benvenuto in|benvenuta in|benvenuti in|benvenuto a",
        Cue.IS_IN: "sei in|ti trovi in|sei arrivato in",
        Cue.PAST: (
            "il mese scorso|mese scorso|mese precedente|ieri|la settimana scorsa|ti restavano"
            "|offerta precedente|la tua offerta precedente|la tua precedente offerta"
            "|precedente offerta|la tua vecchia offerta|piano precedente"
            "|ti restava|avevi|restavano|rimanevano"
        ),
        Cue.STARTS: "dal|a partire dal|a decorrere dal|dall",
        Cue.DENIES: "non|mai",
        Cue.EXHAUSTED: "esaurit*|terminat*|hai esaurito|hai terminato|finito|finiti",
        Cue.OF: "di|su|dei|dei tuoi|del|su un totale di|degli|sui|da|dei suoi|dai tuoi",
        Cue.INCLUDED: "di cui|dei quali|compres*|inclus*|comprensiv*|tra cui",
        Cue.TOTAL: "totale|in totale|complessiv*|credito totale|somma",
        Cue.MAIN: "principale|credito principale|base",
        Cue.BONUS: "bonus|promozionale|aggiuntiv*|credito bonus|extra",
        Cue.OTHER: "altro credito|altro conto",
        Cue.HOME: "italia|nazional*|in italia",
        Cue.ABROAD: (
            "ue|europa|roaming|estero|all'estero|internazional*|in ue|in europa|paesi ue|svizzera"
        ),
        Cue.SPECIAL: "sessione|notte|social|whatsapp|youtube|netflix|musica|video|weekend|chat",
        Cue.PACK: (
            "offerta|opzione|pacchetto|piano|tariffa|bundle|contratto|la tua offerta|la tua opzione"
            "|giga di offerta"
        ),
        Cue.OR: "o|oppure",
        Cue.EQUALS: "cioe|pari a|ovvero|equivalente a|equivalenti a",
        Cue.AND: "e|ed|piu|nonche",
        Cue.FOR: "a|a soli|per|per soli|da|al costo di|solo|a partire da|al prezzo di|a solo",
        Cue.IN_ORDER: "per",
        Cue.PER: (
            "al mese|/mese|/ mese|mensil*|ogni mese|al giorno|/giorno|ogni giorno|a settimana"
            "|/settimana|al mb|/mb|/gb|al minuto|/min|per sms|a sms|/sms|ogni 30 giorni"
            "|ogni 28 giorni|iva inclusa|all'anno|/anno|per minuto|al gb|ogni 4 settimane|cent"
            "|ogni mb|di sconto"
        ),
        Cue.LESS_THAN: "meno di|piu di|inferiore a|superiore a|almeno|minimo|sotto i|sotto",
        Cue.UP_TO: "fino a|massimo|max|al massimo",
        Cue.UNLIMITED: "illimitat*|senza limiti|unlimited",
        Cue.CALLS: "chiamate|minuti|voce|telefonate|chiamata",
        Cue.TEXTS: "sms|messaggi|mms",
        Cue.DATA: "internet|dati|giga|navigazione|navigare|traffico dati|3g|4g|5g",
        Cue.UNTIL: (
            "fino al|fino all|entro il|fino a|valido fino al|entro|fino alle|fino alle ore|entro le"
            "|entro le ore"
        ),
        Cue.BEFORE: "prima del|entro il|entro|entro e non oltre il|entro le",
        Cue.ON: "alle|il|in data|l|data",
        Cue.IN: "tra|fra|entro|nei prossimi|entro i prossimi",
        Cue.STILL: "ancora|per altri",
        Cue.VALID: (
            "valid*|validita|attiva fino al|attivo fino al|valido fino al|utilizzabil*"
            "|data di scadenza|scadenza|in scadenza"
        ),
        Cue.USE: (
            "utilizzare|da utilizzare|usare|usali|da usare|utilizza|usufruire|consumare|usarli"
            "|usarlo|usarla|utilizzarli|utilizzarlo|utilizzarla"
        ),
        Cue.EXPIRES: (
            "scade|scadono|scadra|scadranno|scadenza|in scadenza|termina|terminera|data di scadenza"
            "|data scadenza|fine validita|scad|finisce"
        ),
        Cue.EXPIRED: (
            "e scaduto|e scaduta|sono scaduti|e terminato|e terminata|era valido"
            "|e ' scaduto|e ' scaduta|e ' terminato|e ' terminata"
            "|era valida|era valido fino al"
        ),
        Cue.RESUMES: "riattivat*|ripristinat*|sbloccat*",
        Cue.MULTIPLIED: "raddoppiato|si raddoppia|e raddoppiato|viene raddoppiato",
        Cue.NO_CREDIT: (
            "non hai credito|non hai piu credito|hai finito il credito|il tuo credito e esaurito"
        ),
        Cue.RECHARGE: (
            "ricaricare|ricarica la tua|ricarica il tuo|effettua una ricarica|ricarica subito"
            "|ricarica ora|fai una ricarica|ricarichi|ricarica la sim|ricaricarla"
            "|effettuare una ricarica|effettuando una ricarica|prossima ricarica"
        ),
        Cue.TOP_UP: "ricarica|ricariche",
        Cue.LINE: (
            "linea|la tua linea|numero|il tuo numero|sim|la tua sim|carta sim|scheda|numerazione"
            "|tuo numero|tua sim|scheda sim|utenza"
        ),
        Cue.INCOMING: "ricevere chiamate|in entrata|ricevere",
        Cue.OUTGOING: "effettuare chiamate|in uscita|chiamare|telefonare",
        Cue.KEEP: "mantenere|conservare|tenere|non perdere|mantieni",
        Cue.LOSS: "disattivat*|perderai|perdere|cessat*|disattivazione|cessazione|persa|perso",
        Cue.STOPS: "sospes*|bloccat*|sospensione|blocco",
        Cue.RENEWS: (
            "rinnov*|si rinnova|si rinnovera|rinnovo|prossimo rinnovo|sara rinnovata"
            "|prossima fattura|si rinnovano|verra rinnovata"
        ),
        Cue.SINCE: "dal|dall|a partire dal|attivata il|attivato il|attiva dal|del|effettuata il|da",
        Cue.AS_OF: (
            "al|aggiornat*|alla data|alla data del|aggiornato al|dati aggiornati al|alle ore"
        ),
        Cue.FOREVER: "senza scadenza|non scade",
        Cue.TODAY: "oggi|stasera|a mezzanotte",
        Cue.TOMORROW: "domani",
        Cue.IF: "se|quando|qualora|nel caso|in caso di|appena|una volta",
        Cue.DUE: "da pagare|insolut*|scaduta la fattura|da saldare|importo dovuto|non pagat*",
        Cue.CODE: (
            "codice di verifica|codice di sicurezza|il tuo codice|codice otp|otp|codice :|password"
            "|codice di conferma|codice di accesso|codice temporaneo|codice e|codice di attivazione"
            "|pin e"
        ),
        Cue.SUSPECT: (
            "verifica i tuoi|aggiorna i tuoi|il tuo pacco|pacco|spedizione|rimborso|conto bloccato"
            "|dati bancari|hai vinto|conferma i tuoi|accesso anomalo|verifica la tua"
            "|congratulazioni|il suo conto"
            "|vinci un|vinci una|vinci uno"
        ),
        Cue.ADVERT: (
            "pubblicita|per non ricevere|stop al|info e costi|condizioni su|per disattivare"
        ),
        Cue.ALMOST: "quasi|quasi tutti|quasi tutto",
        Cue.SLOWS: "velocita ridotta|velocita|velocita limitata",
        Cue.INSTEAD: "invece di|anziche",
    },
    plain=(
        "il|lo|la|i|gli|le|un|una|tuo|tua|tuoi|tue|che|per|con|si|ti|ci|al|alla|sul|sulla|nel|della"
        "|hai|gentile|cliente|ciao|grazie|ha|ho|sono|questo|questa|e di|e pari a|carta di credito"
        "|ammonta a|non|continuare a|il credito|piu info|info su|per info|la tua|il tuo|saldo e"
    ),
)
