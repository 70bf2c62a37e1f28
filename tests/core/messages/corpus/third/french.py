"""Texts of carriers in French to judge the reader by."""

from decimal import Decimal

from .. import Case, case, eur, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    case(
        "NRJ Mobile: votre solde de communication est de 3.85E et expire le 19/12/2026",
        credit=eur("3.85"),
        service=on("2026-12-19"),
    ),
    case(
        "Prixtel : vous êtes à 42 Go consommés ce mois-ci. Palier en cours : 60 Go.", used=go("42")
    ),
    case(
        "Coriolis : reste 95 min, 300 SMS, 1,5 Go jusqu'au 02/12.",
        voice=minutes(95),
        sms=Decimal(300),
        data=go("1.5"),
        service=on("2026-12-02"),
    ),
    case(
        "Auchan Télécom. Vous avez utilisé 17,35 Go sur les 40 Go de votre forfait au 24/11/2026.",
        used=go("17.35"),
        allowance=go("40"),
    ),
    case(
        "La Poste Mobile : le solde de votre carte prépayée est de 9€40, valide jusqu'au"
        " 08.01.2027 inclus.",
        credit=eur("9.40"),
        service=on("2027-01-08"),
    ),
    case(
        "Bonjour ! Ton crédit La Poste Mobile est à 2,15 €. Il expire le vendredi 4 décembre.",
        credit=eur("2.15"),
        service=on("2026-12-04"),
    ),
    case(
        "Digicel: Solde 850 Mo, valable jusqu'au 27/11/2026 08:15",
        data=mo("850"),
        service=on("2026-11-27"),
    ),
    case(
        "Orange Belgique : il vous reste 11,20 € de crédit d'appel, 3,4 GB et 87 SMS à"
        " utiliser d'ici le 16/12/2026.",
        credit=eur("11.20"),
        data=go("3.4"),
        sms=Decimal(87),
        service=on("2026-12-16"),
    ),
    case(
        "BASE: Votre crédit: 14,55 EUR. Validité carte SIM: 24/11/2027",
        credit=eur("14.55"),
        number=on("2027-11-24"),
    ),
    case("Sunrise: votre crédit actuel est de CHF 31.05.", credit=money("31.05", "CHF")),
    case(
        "Rechargement accepté : 30,00 € crédités le 24/11/2026. Votre solde s'élève"
        " désormais à 34,70 €.",
        credit=eur("34.70"),
    ),
    case(
        "Votre compte mobile présente un solde de 0,12 €. Rechargez-le pour continuer à appeler.",
        credit=eur("0.12"),
    ),
    case("Vous n'avez plus que 300 Mo sur vos 5 Go.", data=mo("300"), allowance=go("5")),
    case("Votre carte sera inactive le 10/02/2027 faute de rechargement.", number=on("2027-02-10")),
    case("Dernier jour pour utiliser vos 2,5 Go restants !", data=go("2.5")),
    case("Sur vos 30 Go, 21 Go sont encore disponibles.", data=go("21"), allowance=go("30")),
    case("Cagnotte : 6,00 €\nCrédit offert : 1,50 €\nTotal : 7,50 €", credit=eur("7.50")),
    case(
        "Votre pass Semaine arrive à échéance le 01-12-2026 à 09:00. Volume restant 640Mo.",
        service=on("2026-12-01"),
        data=mo("640"),
    ),
    case(
        "Crédit restant 1,05 EUR - à utiliser jusqu'au 09.12.26 - numéro actif jusqu'au 09.06.27",
        credit=eur("1.05"),
        service=on("2026-12-09"),
        number=on("2027-06-09"),
    ),
    *nothing(
        "Il vous reste 2 jours pour profiter de -50% sur votre forfait.",
        "Votre rechargement de 15 € n'a pas abouti. Merci de réessayer.",
        "Vous avez presque atteint vos 20 Go.",
        "Vos 50 Go sont épuisés. Débit réduit à 128 kb/s jusqu'au 03/12.",
        "Prolongez votre pass : 4,99€ pour 3 Go supplémentaires valables 7 jours.",
        "Votre ligne a été suspendue le 18/11/2026 pour non-paiement.",
        "Info : à partir du 01/01/2027, votre forfait passe de 9,99€ à 10,99€.",
        "EDF : votre facture de 84,20€ sera prélevée le 03/12.",
        "Mondial Relay : colis disponible jusqu'au 02/12. Code 4821.",
        "Assurance Maladie : un remboursement de 42,10€ vous attend, avant le 30/11.",
        "Vous avez gagné 100 Go ! Cliquez vite sur le lien.",
        "Tous nos vœux ! Pour Noël, 10 Go offerts du 24/12 au 31/12.",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "Achat CB 45,90 EUR le 23/11 MONOPRIX. Solde disponible 1 250,33 EUR.",
        "Virement reçu de 500,00€. Nouveau solde : 1 820,00€.",
        "Retrait de 60€ au distributeur. Solde du compte : 240,10€.",
        "Votre carte Navigo : solde 12,40€.",
        "Ticket restaurant : il vous reste 45,60€ sur votre carte.",
        "Votre solde EDF est de 35,20€.",
        "Votre solde chèque-cadeau est de 20,00€.",
    ),
]
