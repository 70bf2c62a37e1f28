"""Texts of carriers in German to judge the reader by."""

from decimal import Decimal

from .. import Case, case, eur, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    case("blau: Ihr Kontoguthaben: 6,35 EUR.", credit=eur("6.35")),
    case(
        "Fonic: Dein Guthaben liegt bei 9,15 Euro. Datenvolumen: 1,8 GB übrig.",
        credit=eur("9.15"),
        data=go("1.8"),
    ),
    case(
        "Kaufland mobil: Dein Guthaben betraegt: 10,00 EUR Startguthaben und 2,50 EUR"
        " Kaufguthaben.",
        credit=eur("12.50"),
    ),
    case(
        "Salt: Dein Guthaben beträgt CHF 17.80, gültig bis 12.10.2027.",
        credit=money("17.80", "CHF"),
        service=on("2027-10-12"),
    ),
    case(
        "yesss!: Sie haben noch 212 Minuten, 88 SMS und 4.500 MB bis 07.12.2026 übrig.",
        voice=minutes(212),
        sms=Decimal(88),
        data=mo("4500"),
        service=on("2026-12-07"),
    ),
    case("Tchibo mobil: Von 3 GB wurden 2,1 GB verbraucht.", used=go("2.1"), allowance=go("3")),
    case("Ihre Prepaid-Karte ist noch bis 05.02.2027 gültig.", number=on("2027-02-05")),
    case(
        "Dein Guthaben von 4,44 € ist noch bis zum 18. Januar gültig.",
        credit=eur("4.44"),
        service=on("2027-01-18"),
    ),
    case(
        "Aufladung erfolgreich! Aufgeladen: 20,00 €. Aktuelles Guthaben: 26,30 €.",
        credit=eur("26.30"),
    ),
    case("Ihre Restdaten: 1.024 MB (Reset am 01.12.)", data=mo("1024")),
    case(
        "Ihr Vertrag endet am 31.01.2027. Jetzt verlängern und 50 € sichern!",
        service=on("2027-01-31"),
    ),
    *nothing(
        "Sie haben fast 5 GB verbraucht.",
        "Ihre Aufladung über 30 EUR ist fehlgeschlagen.",
        "Ab 01.01.2027 kostet Ihr Tarif 12,99 EUR statt 10,99 EUR.",
        "Commerzbank: verfügbarer Betrag 1.030,20 EUR",
        "Hermes: Ihre Sendung kommt heute zwischen 14 und 16 Uhr.",
        "Jetzt Daten nachbuchen: 1 GB für 2,99 € bis Laufzeitende.",
        "Nur noch 3 Tage: 30 GB statt 15 GB im Allnet L!",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "Kartenzahlung 23,99 EUR bei REWE. Kontostand: 1.203,44 EUR.",
    ),
]
