"""How French carriers say it."""

from ..cues import Cue, LanguageCues, Order, words

FRENCH = LanguageCues(
    code="fr",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    euro_is_e=True,
    octet_is_o=True,
    months=(
        "janvier|janv|jan",
        "fevrier|fevr|fev",
        "mars",
        "avril|avr",
        "mai",
        "juin",
        "juillet|juil",
        "aout",
        "septembre|sept|sep",
        "octobre|oct",
        "novembre|nov",
        "decembre|dec",
    ),
    abbreviations=words("lun mar mer jeu ven sam dim art av cf env etc ex max metrop min n tel"),
    letters=frozenset("çèêîùûœ"),
    phrases={
        Cue.REMAINS: (
            "il vous reste|vous n'avez plus que|tu n'as plus que|il te reste|il reste|vous reste"
            "|te reste|reste|il ne vous reste que|il ne vous reste plus que|il ne te reste plus que"
            "|il ne reste que|il ne reste plus que|reste a consommer|il vous reste a consommer"
            "|il vous reste encore|vous avez encore|vous disposez encore|tu as encore"
            "|tu disposes encore"
        ),
        Cue.LEFT: "restant*|disponible*|non utilise*|non consomme*|encore utilisable*|a utiliser :",
        Cue.HAVE: (
            "vous disposez a ce jour|vous disposez actuellement|tu disposes actuellement|vous avez"
            "|vous disposez|tu as|tu disposes|dispose|vous beneficiez encore|vous avez actuellement"
            "|tu as actuellement|vous avez a ce jour|vous disposez a present"
        ),
        Cue.ACCOUNT: (
            "votre solde|votre credit|ton solde|ton credit|mon solde|mon credit|votre nouveau solde"
            "|nouveau solde|votre nouveau credit|nouveau credit|ton nouveau credit"
            "|ton nouveau solde|solde actuel|credit actuel|solde du compte|solde de votre compte"
            "|solde de votre credit|solde de ton compte|solde compte|solde principal"
            "|credit principal|compte principal|solde forfait|solde disponible|credit disponible"
            "|solde restant|credit restant|solde du credit|solde mobile"
            "|votre credit de communication|votre cagnotte|solde bonus|credit bonus|votre magot"
            "|votre avoir|ton avoir|avoir disponible|avoir restant|solde mis a jour|solde a jour"
        ),
        Cue.CREDIT: (
            "credit|credits|solde|compte rechargeable|compte|cpte rech|cpte rechargeable"
            "|rech complementaire|rechargement complementaire|cagnotte"
        ),
        Cue.USED: (
            "consomme|consommes|consommee|consommees|utilise|utilises|utilisee|utilisees"
            "|vous avez consomme|vous avez utilise|tu as consomme|tu as utilise"
            "|vous avez deja consomme|vous avez deja utilise|conso|consommation|consommations"
        ),
        Cue.SPENT: (
            "debite*|preleve*|prelevement*|facture|factures|facturee*|facturation|hors forfait"
            "|depense*|cout*|coute|montant preleve|paye|payee|achat"
        ),
        Cue.ADDED: (
            "recharge|rechargement|recharges|recharge de|rechargement de|avez recharge|as recharge"
            "|a ete recharge|recharge avec succes|credite*|ajoute*|avez recu|as recu|transfert de"
            "|bien recu|recu|recus|recue|transfere|transferes|envoye|envoyes"
            "|avez partage|as partage"
        ),
        Cue.GIFT: "offert*|offrons|gratuit*|cadeau*",
        Cue.OFFER: (
            "profitez|profite|profiter|beneficiez|beneficie|beneficier|recevez|recois|vous recevrez"
            "|tu recevras|obtenez|gagnez|gagner|decouvrez|achetez|acheter|souscrivez|souscrire"
            "|souscris|activez|active|ajoutez|commandez|choisissez|choisis|offre|offres|promo"
            "|promos|promotion|promotions|envoyez|envoie|tapez|tape|composez|appelez|cliquez|optez"
            "|tentez|bon plan|bons plans|soldes|vente|ventes|avec la recharge|avec le pass"
            "|avec l'option|avec l'offre|avec le forfait|permet|permettra|dès maintenant"
            "|nouveau pass|nouveau forfait|passez a|passez au|doublez|parrainez|remise|reduction"
            "|reductions"
        ),
        Cue.WILL: "sera de|seront de|sera|seront|passera a",
        Cue.FORMER: (
            "ancien solde|ancien credit|solde precedent|precedent solde|etait de|etait|solde avant"
            "|avant recharge|avant rechargement|est passe de|est passee de|passait de"
        ),
        Cue.NOT: (
            "vous n'avez pas|negatif|debiteur|vous ne disposez pas|vous n'avez plus|tu n'as plus"
            "|il lui reste|il leur reste|lui reste|leur reste"
            "|insuffisant*|pas assez|ne permet pas|aucun|aucune"
        ),
        Cue.ARRIVED: "bienvenue en|bienvenue au|bienvenue aux|bienvenue a",
        Cue.IS_IN: (
            "vous etes en|vous etes au|vous etes actuellement en|tu es en|vous etes arrive en"
        ),
        Cue.PAST: (
            "le mois dernier|mois dernier|hier|la semaine derniere|du mois precedent"
            "|votre dernier forfait|votre ancien forfait|votre precedent forfait|ancien forfait"
            "|forfait precedent|votre forfait precedent|precedent forfait"
            "|mois precedent|il vous restait|il te restait|vous aviez|tu avais|restait|restaient"
        ),
        Cue.STARTS: "a partir du|a compter du|des le|a dater du",
        Cue.DENIES: "pas|jamais|aucunement",
        Cue.EXHAUSTED: "epuise|epuisee|epuises|epuisees|est a bout|est vide",
        Cue.OF: (
            "sur|sur les|sur vos|sur votre|sur un total de|de|des|de vos|de votre|de ton|de tes"
        ),
        Cue.INCLUDED: "dont|y compris|comprenant|incluant",
        Cue.TOTAL: "total|au total|en tout|total de|cumul",
        Cue.MAIN: (
            "principal|principale|principaux|compte principal|credit principal|solde principal"
        ),
        Cue.BONUS: "bonus|supplementaire*|promotionnel*|solde bonus|credit bonus|bonus offert*",
        Cue.OTHER: (
            "autre compte|autres comptes|solde autre compte|autre solde|credit supplementaire"
        ),
        Cue.HOME: (
            "france|national|nationale|nationales|nationaux|metropolitain*|metrop"
            "|france metropolitaine"
        ),
        Cue.ABROAD: (
            "europe|ue|union europeenne|dom|a l'etranger|l'etranger|etranger|international"
            "|internationale|internationales|internationaux|roaming|itinerance|hors france|monde"
            "|maghreb|suisse"
        ),
        Cue.SPECIAL: (
            "session|de nuit|nuit|soiree*|week end|weekend|reseaux sociaux|youtube|netflix|tiktok"
            "|whatsapp|snapchat|musique|video|numero prefere|numeros preferes"
        ),
        Cue.PACK: (
            "forfait|forfaits|pass|option|options|opt|pack|votre offre|ton offre|mon offre"
            "|abonnement|contrat|votre pass|votre forfait|votre option|serie"
        ),
        Cue.OR: "ou",
        Cue.EQUALS: "soit|soit environ|c'est a dire|equivalent a|ce qui correspond a",
        Cue.AND: "et|plus|ainsi que|puis",
        Cue.FOR: (
            "pour|pour seulement|a|a partir de|seulement|au prix de|a seulement|au tarif de|contre"
            "|moyennant"
        ),
        Cue.IN_ORDER: "pour|afin de",
        Cue.PER: (
            "par mois|/mois|/ mois|par jour|/jour|/ jour|/j|par semaine|/semaine|par an|/an|le mo"
            "|par mo|par ko|la minute|par minute|/minute|par sms|le sms|par appel|mensuel|mensuels"
            "|mensuelle|mensuelles|chaque mois|tous les mois|la mn|de remise|de reduction|l'appel"
        ),
        Cue.LESS_THAN: (
            "moins de|plus de|moins d'|plus d'|inferieur a|inferieure a|superieur a|superieure a"
            "|au moins|minimum de|minimum"
        ),
        Cue.UP_TO: "jusqu'a|maximum|maximum de|max",
        Cue.UNLIMITED: "illimite*|sans limite",
        Cue.CALLS: (
            "appel|appels|communication|communications|voix|minutes|com|d'appel|d'appels|comm"
        ),
        Cue.TEXTS: "sms|texto|textos|mms",
        Cue.DATA: "internet|data|donnees|web|surf|3g|4g|5g",
        Cue.UNTIL: "jusqu'au|jsq'au|jusqu|jsq|jusqu'a|au plus tard le|d'ici le|d'ici au|jusqu'au :",
        Cue.BEFORE: "avant le|avant",
        Cue.ON: "le|en date",
        Cue.IN: "dans|dans les|sous|d'ici",
        Cue.STILL: "encore|toujours",
        Cue.VALID: (
            "valable*|valide|valides|valid|validite|fin de validite|date de validite|utilisable*"
            "|date limite|date limite d'utilisation|disponible jusqu'au|carte sim est active"
            "|carte est active|carte sim restera active|carte restera active|reste active"
            "|reste actif|restera active|restera actif|carte prepayee est valable"
            "|carte reste active|carte sim reste active|carte prepayee reste active"
        ),
        Cue.USE: "utiliser|a utiliser|utilisez|consommer|a consommer|utilisation",
        Cue.EXPIRES: (
            "expire|expirent|expirera|expireront|expiration|prend fin|prendra fin|se termine"
            "|se terminera|arrive a echeance|arrive a expiration|echeance|fin le|date de fin"
            "|date d'expiration|date d'echeance|se finit"
        ),
        Cue.EXPIRED: (
            "a expire|ont expire|est expire|est expiree|a pris fin|est arrive a echeance"
            "|est arrivee a echeance|s'est termine|s'est terminee|est termine"
            "|est terminee|etait valable|etait valide|etait valable jusqu'au"
            "|etait valide jusqu'au"
        ),
        Cue.RESUMES: (
            "reactive|reactivee|retabli|retablie|reactivation|retablissement|debloque|debloquee"
        ),
        Cue.MULTIPLIED: "est double|est doublee|sont doubles|sera double|sera doublee|doublee",
        Cue.NO_CREDIT: (
            "vous n'avez plus de credit|tu n'as plus de credit|vous n'avez pas de credit"
            "|vous n'avez aucun credit|plus aucun credit"
        ),
        Cue.RECHARGE: (
            "recharger|rechargez|pensez a recharger|merci de recharger|reapprovisionner|rechargiez"
            "|recharger votre compte|rechargez votre compte|recharge ton compte|recharge vite"
        ),
        Cue.TOP_UP: (
            "recharge|rechargement|sans recharge|sans rechargement|sans recharge de votre part"
            "|sans rechargement de votre part|prochain rechargement|prochaine recharge"
        ),
        Cue.LINE: (
            "ligne|votre ligne|ta ligne|numero|votre numero|ton numero|carte sim|sim"
            "|numero de telephone|numero mobile|votre carte sera|ta carte sera"
            "|carte prepayee est valable|carte sim est active|carte est active"
            "|carte sim reste|carte sim restera active|carte restera active|carte reste active"
            "|carte sim reste active|carte prepayee reste active"
        ),
        Cue.INCOMING: "reception|recevoir|recevoir des appels|en reception|joignable",
        Cue.OUTGOING: "emission|en emission|emettre|appeler",
        Cue.KEEP: "conserver|garder|conservez|gardez|maintenir",
        Cue.LOSS: (
            "resilie|resiliee|resiliation|desactive|desactivee|desactivation|supprime|supprimee"
            "|perdu|perdue|perdrez|perdras|fermee|restitue|definitivement perdu|ne pas perdre"
            "|perdre|sera inactive|sera inactif|inactive|inutilisable"
        ),
        Cue.STOPS: "suspendu|suspendue|suspension|coupee|bloquee|restreinte",
        Cue.RENEWS: (
            "renouvele*|renouvellement|reconduit*|reinitialis*|remise a zero|prochaine facture"
            "|prochain renouvellement|prochaine echeance|recharge automatique"
        ),
        Cue.SINCE: (
            "depuis|depuis le|a partir du|a compter du|des le|active le|activee le|du|emise le"
            "|souscrit le|effectue le|effectuee le"
        ),
        Cue.AS_OF: "au|a la date du|a ce jour",
        Cue.FOREVER: (
            "sans limite de validite|validite illimitee|duree de validite illimitee"
            "|sans date limite|sans limitation de duree|sans limite de temps"
        ),
        Cue.TODAY: "aujourd'hui|ce soir",
        Cue.TOMORROW: "demain",
        Cue.IF: "si|s'il|des que|en cas|en cas de|lorsque|quand",
        Cue.DUE: (
            "a payer|a regler|impaye*|somme due|en attente de paiement|reste a payer"
            "|il vous reste a payer"
        ),
        Cue.CODE: (
            "code de validation|code de verification|code de securite|code confidentiel|votre code"
            "|ton code|code :|code est|code secret|mot de passe|usage unique|code temporaire"
        ),
        Cue.SUSPECT: (
            "verifiez vos|verifiez votre|verifier vos|confirmez vos|confirmez votre|confirmer vos"
            "|mettez a jour vos|mettre a jour vos|coordonnees bancaires|remboursement|colis"
            "|livraison|carte vitale|amende|compte bloque|compte suspendu|regularis*|sous peine"
            "|compte sera bloque|compte sera suspendu|vous avez gagne|felicitations vous avez ete"
            "|credit conso|pret personnel|emprunt|cpf|mon compte formation|compte formation"
            "|gagnez un iphone|gagnez un|gagnez une"
        ),
        Cue.ADVERT: (
            "stop pub|stop sms|stop au|envoyez stop|pub|publicite|voir conditions|conditions sur"
            "|offre soumise"
        ),
        Cue.ALMOST: (
            "presque|quasi totalite de|quasi totalite de vos|quasi totalite de votre"
            "|quasi totalite du|quasi totalite|quasi integralite|la plus grande partie"
        ),
        Cue.SLOWS: (
            "debit reduit|debit est reduit|debit sera reduit|vitesse reduite|debit limite|debit"
        ),
        Cue.INSTEAD: "au lieu de|au lieu des",
    },
    plain=(
        "le|la|les|un|une|du|au|aux|est|sont|votre|vos|ton|tes|vous|nous|je|tu|il|que|qui|en|par"
        "|avec|dans|ce|cette|merci|bonjour|cher|client|chez|ne|pas|s'eleve a|s'elevent a|est egal a"
        "|reste du monde|carte de credit|n'hesitez pas|suivi conso|continuer a profiter"
        "|sms surtaxes|hors sms surtaxes|surtaxes|inclus|incluse|incluses"
        "|sans frais|le mois|ce mois|zone reste|espace client|info|suite a|tout"
        "|est a|est actuellement a|est maintenant a|s'eleve desormais a|s'eleve maintenant a"
        "|s'eleve actuellement a|s'eleve a present a|il est|elle est|ils sont|elles sont"
        "|celui ci est|il sera"
    ),
)
