"""More texts of carriers in French."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, eur, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    # Plain balances.
    case("Votre solde est de 12,35 EUR.", credit=eur("12.35")),
    case(
        "Orange info : votre crédit est de 8,20€, valable jusqu'au 14/01/2027.",
        credit=eur("8.20"),
        service=on("2027-01-14"),
    ),
    case(
        "Bonjour, votre compte mobicarte est crédité de 4,56 euros à utiliser avant le 03/02/27."
        " Sans rechargement votre ligne sera résiliée le 03/08/27.",
        service=on("2027-02-03"),
        number=on("2027-08-03"),
    ),
    case(
        "Solde principal: 3,00€ valable jusqu'au 05/12/2026 à 23h59",
        credit=eur("3.00"),
        service=on("2026-12-05"),
    ),
    case(
        "Crédit: 0,00E. Rechargez avant le 12/12/26 pour conserver votre numéro 0639980012.",
        credit=eur("0.00"),
        number=on("2026-12-12"),
    ),
    case("SFR : votre crédit restant est de 7 euros 50.", credit=eur("7.50")),
    case(
        "LycaMobile: Votre solde actuel est de EUR 6.25. Valable jusqu'au 21-02-2027.",
        credit=eur("6.25"),
        service=on("2027-02-21"),
    ),
    case(
        "Lebara. Ton crédit: 5,00 €. Ton forfait 10Go expire le 09/12/2026 à 14:22.",
        credit=eur("5.00"),
        service=on("2026-12-09"),
    ),
    case(
        "Cher client, le solde de votre compte principal est de 1 250,75 €.", credit=eur("1250.75")
    ),
    case("Votre avoir est de CHF 24.50.", credit=money("24.50", "CHF")),
    case(
        "Votre crédit prépayé s'élève à 18.40 CHF. Il est valable jusqu'au 31.12.2026.",
        credit=money("18.40", "CHF"),
        service=on("2026-12-31"),
    ),
    case(
        "Info conso: il vous reste 2,34 EUR de credit utilisables jusqu'au 17 decembre.",
        credit=eur("2.34"),
        service=on("2026-12-17"),
    ),
    case(
        "Proximus: votre crédit d'appel est de 9,80 EUR et est valable jusqu'au 02/09/2027",
        credit=eur("9.80"),
        service=on("2027-09-02"),
    ),
    case("Tu as 15€ sur ton compte.", credit=eur("15")),
    case("Il vous reste 14€72 de crédit.", credit=eur("14.72")),
    case("Votre compte dispose de 6,10€ de crédit.", credit=eur("6.10")),
    case(
        "Bouygues Telecom : au 24/11 à 10h12, votre crédit est de 11,25€. Date limite"
        " d'utilisation : 24/12/2026.",
        credit=eur("11.25"),
        service=on("2026-12-24"),
    ),
    # Packs: what is left, of how much.
    case("Il vous reste 3,2Go sur 20Go.", data=go("3.2"), allowance=go("20")),
    case(
        "Suivi conso : il vous reste 12,5 Go d'internet mobile sur 50 Go jusqu'au 30/11.",
        data=go("12.5"),
        allowance=go("50"),
        service=on("2026-11-30"),
    ),
    case(
        "Il te reste 512 Mo utilisables en France jusqu'au mardi 1er décembre à minuit.",
        data=mo("512"),
        service=on("2026-12-01"),
    ),
    case(
        "RED : reste 1,87 Go / 100 Go. Renouvellement le 03/12.",
        data=go("1.87"),
        allowance=go("100"),
    ),
    case(
        "Internet : 4,6 Go restants sur 5 Go\nAppels : 1h42min restantes sur 2h\nSMS : illimités",
        data=go("4.6"),
        allowance=go("5"),
        voice=Decimal(6120),
        sms=UNLIMITED,
    ),
    case(
        "Votre Pass Internet 5Go: il vous reste 4,12Go valables jusqu'au 20/12/2026 23h59.",
        data=go("4.12"),
        service=on("2026-12-20"),
    ),
    case(
        "Vous disposez de 2 Go, 120 minutes et 200 SMS jusqu'au 06/12/26.",
        data=go("2"),
        voice=minutes(120),
        sms=Decimal(200),
        service=on("2026-12-06"),
    ),
    case(
        "Syma : il vous reste 37 min d'appels, 84 SMS et 1.2 Go de data.",
        voice=minutes(37),
        sms=Decimal(84),
        data=go("1.2"),
    ),
    case(
        "Data restante : 850Mo. Voix restante : 0h58mn. SMS restants : 412.",
        data=mo("850"),
        voice=minutes(58),
        sms=Decimal(412),
    ),
    case(
        "Free Mobile : il vous reste 34,10 Mo sur 50 Mo d'internet mobile.",
        data=mo("34.10"),
        allowance=mo("50"),
    ),
    case("Vous avez encore 250 Ko de données à utiliser.", data=Decimal(250_000)),
    case(
        "Votre forfait 130Go : 98,40Go disponibles jusqu'au 15/12.",
        data=go("98.40"),
        service=on("2026-12-15"),
    ),
    case(
        "Reste data: 7G826.71M. Fin de validité: 18/12/2026.",
        data=go("7.82671"),
        service=on("2026-12-18"),
    ),
    case(
        "Il vous reste 22 Go (dont 5 Go utilisables en Europe) jusqu'au 11 janvier 2027.",
        data=go("22"),
        service=on("2027-01-11"),
    ),
    case(
        "Option Data 1 Go activée. Il vous reste 1\u202f024,00\u00a0Mo valable jusqu'au"
        " 25/11/2026.",
        data=mo("1024.00"),
        service=on("2026-11-25"),
    ),
    case(
        "Bonjour, au 24/11/2026, volume internet restant : 6,78 Go. Votre forfait sera renouvelé le"
        " 02/12/2026.",
        data=go("6.78"),
    ),
    # What was used.
    case("Vous avez consommé 8,4 Go sur 20 Go.", used=go("8.4"), allowance=go("20")),
    case("Conso data : 756 Mo utilisés ce mois-ci.", used=mo("756")),
    case(
        "Free : depuis le 01/11 vous avez consommé 1h12 d'appels, 34 SMS et 2,3 Go d'internet.",
        used=go("2.3"),
    ),
    case("Consommation internet au 23/11 : 14,75Go / 80Go", used=go("14.75"), allowance=go("80")),
    case(
        "Tu as utilisé 3 Go de ton forfait 40 Go. Il te reste 37 Go.",
        used=go("3"),
        data=go("37"),
        allowance=go("40"),
    ),
    # Receipts of top-ups: the new balance, not the amount.
    case(
        "Votre recharge de 10€ est bien prise en compte, nouveau solde 14,20€",
        credit=eur("14.20"),
    ),
    case(
        "Merci, votre rechargement de 20,00 EUR a été effectué. Votre nouveau solde est de 23,15"
        " EUR, valable jusqu'au 24/05/2027.",
        credit=eur("23.15"),
        service=on("2027-05-24"),
    ),
    case(
        "Recharge 15€ OK. Crédit total : 17,40€. Numéro valable jusqu'au 24/11/2027.",
        credit=eur("17.40"),
        number=on("2027-11-24"),
    ),
    case(
        "Lebara : vous venez de recharger 10€. Votre crédit est maintenant de 12,80€.",
        credit=eur("12.80"),
    ),
    case(
        "Votre compte a été rechargé de 5€. Solde : 5,35€. Bonus : 1€ valable jusqu'au 01/12/2026.",
        credit=eur("5.35"),
    ),
    case("Votre crédit a expiré le 20/11/2026.", service=on("2026-11-20")),
    *nothing(
        "Votre recharge de 10€ a bien été prise en compte.",
        "Nous avons bien reçu votre rechargement de 25 EUR. Merci de votre confiance.",
        "Votre compte vient d'être crédité de 20€ suite à votre rechargement.",
        "Recharge automatique de 10€ effectuée le 24/11/2026 sur le 06 39 98 00 45.",
    ),
    # Main and bonus, or several.
    case(
        "Crédit principal : 6,00€. Crédit bonus : 2,50€. Total : 8,50€ jusqu'au 14/12/26.",
        credit=eur("8.50"),
        service=on("2026-12-14"),
    ),
    case(
        "Solde principal 4,10 EUR expire le 01/02/2027, bonus 3 EUR expire le 01/12/2026.",
        credit=eur("7.10"),
        service=on("2027-02-01"),
    ),
    # Perhaps only the gift ends.
    case("Vous avez 9,99€ dont 5€ offerts, valables jusqu'au 10/12/2026.", credit=eur("9.99")),
    case(
        "Il vous reste 3Go en France et 1Go en Europe.",
        data=go("3"),
    ),
    # Credit, number and recharging have days of their own.
    case(
        "Votre crédit de 5,40€ est valable jusqu'au 12/12/2026 et votre numéro jusqu'au"
        " 12/06/2027.",
        credit=eur("5.40"),
        service=on("2026-12-12"),
        number=on("2027-06-12"),
    ),
    case(
        "Pensez à recharger avant le 15/12/2026 pour ne pas perdre votre crédit de 7,30€.",
        credit=eur("7.30"),
        recharge=on("2026-12-15"),
    ),
    case(
        "Attention : sans recharge de votre part avant le 05/01/2027, votre ligne 07 00 00 00 00"
        " sera définitivement résiliée.",
        number=on("2027-01-05"),
    ),
    case(
        "Votre ligne sera désactivée le 18 janvier 2027 si vous ne rechargez pas.",
        number=on("2027-01-18"),
    ),
    case("Votre numéro de mobile expire le 30/06/2027.", number=on("2027-06-30")),
    case(
        "Votre carte SIM est valable jusqu'au 04/03/2027. Après cette date vous perdrez votre"
        " numéro.",
        number=on("2027-03-04"),
    ),
    case("Votre crédit expire demain. Rechargez vite !", service=on("2026-11-25")),
    case("Votre crédit expire dans 5 jours.", service=on("2026-11-29")),
    case("Votre forfait prend fin le samedi 28 novembre à 18h30.", service=on("2026-11-28")),
    case("Votre pass 30 jours expire le 05/03 à 23h59.", service=on("2027-03-05")),
    # Unlimited.
    case(
        "Appels illimités, SMS/MMS illimités. Internet : 5,5Go restants.",
        voice=UNLIMITED,
        sms=UNLIMITED,
        data=go("5.5"),
    ),
    # Nothing: warnings, thresholds, past.
    *nothing(
        "Il vous reste moins de 1€ de crédit. Pensez à recharger.",
        "Vous avez consommé 80% de votre forfait internet.",
        "Vous avez atteint 100% de votre enveloppe data. Votre débit est réduit jusqu'au"
        " 30/11/2026.",
        "Votre crédit est épuisé. Rechargez dès maintenant sur orange.fr",
        "Votre crédit est insuffisant pour effectuer cet appel.",
        "Vous avez utilisé la quasi-totalité de vos 20Go.",
        "Il vous reste moins de 100Mo sur votre Pass.",
        "Votre crédit est inférieur à 2€, rechargez-le au 224.",
        # Offers.
        "Rechargez 20€ et recevez 10Go offerts jusqu'au 30/11 !",
        "Black Friday : forfait 100Go à 9,99€/mois jusqu'au 30/11/2026. Voir conditions.",
        "Ce week-end, 5€ offerts pour 20€ rechargés. Offre valable jusqu'au 29/11.",
        "Nouveau ! Le Pass Monde 3Go à 15€ valable 14 jours. Tapez #123#.",
        "Avec la recharge 30€, profitez de 60Go valables 1 mois en France et en Europe.",
        "Parrainez un ami et gagnez 10€ de crédit chacun avant le 31/12.",
        "Besoin de plus d'internet ? Ajoutez 2 Go pour 3€ : répondez OUI au 700.",
        "Passez au forfait 200Go pour 2€ de plus par mois.",
        # Roaming.
        "Bienvenue en Espagne ! Vous pouvez utiliser jusqu'à 25 Go de votre forfait en UE.",
        "Bienvenue au Maroc. Appels émis 2,30€/min, SMS 0,30€, internet 13,31€/Mo. Urgences : 112.",
        "Vous êtes en Suisse. Hors forfait : 0,05€/10Ko. Plafond data 50€ HT.",
        # Codes, bills, strangers, spam.
        "Votre code de confirmation est 482913. Il expire dans 10 minutes.",
        "482913 est votre code SFR. Ne le communiquez à personne.",
        "Votre facture de 19,99€ est disponible. Elle sera prélevée le 05/12/2026.",
        "Votre facture mobile du 12/11 d'un montant de 15,99€ est disponible dans votre espace.",
        "Votre colis arrive demain entre 9h et 12h. Frais de 1,99€ à régler.",
        "Banque Postale : le solde de votre compte est de 523,12€ au 24/11.",
        "Crédit Mutuel : paiement de 45,90€ accepté. Solde disponible : 1 204,10€.",
        "Votre compte Ameli expire le 30/11, mettez à jour votre carte vitale.",
        "Votre abonnement Netflix expire le 26/11/2026. Mettez à jour vos moyens de paiement.",
        "CPF : il vous reste 1 500€ à utiliser avant le 31/12/2026. Cliquez ici : bit.ly/abc",
        "Votre RDV est confirmé le 05/12 à 14h30 chez Dr Martin.",
        "Salut ! Il me reste 20€, on se voit à 18h ?",
        "SNCF : votre carte Avantage est valable jusqu'au 12/04/2027.",
        "Vous avez un nouveau message vocal de 06 39 98 12 34. Durée : 1 min 20.",
        "Appel en absence du +33639981234 le 23/11 à 18:02.",
        "Votre ancien solde était de 3,10€.",
    ),
]
