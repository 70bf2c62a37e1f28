"""More texts of carriers in German."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, eur, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    case("Ihr aktuelles Guthaben beträgt 12,34 EUR.", credit=eur("12.34")),
    case("Ihr Guthaben beträgt CHF 12.34.", credit=money("12.34", "CHF")),
    case(
        "Dein Guthaben: 8,90 €. Dein Paket endet am 12.12.2026.",
        credit=eur("8.90"),
        service=on("2026-12-12"),
    ),
    case(
        "ALDI TALK: Ihr Guthaben beträgt 3,47 Euro. Das Guthaben ist gültig bis 24.11.2027.",
        credit=eur("3.47"),
        service=on("2027-11-24"),
    ),
    case(
        "Sie haben noch 2,5 GB von 10 GB zur Verfügung. Der Zeitraum endet am 05.12.2026.",
        data=go("2.5"),
        allowance=go("10"),
        service=on("2026-12-05"),
    ),
    case(
        "Dir stehen noch 1,2 GB Highspeed-Volumen bis zum 30.11. zur Verfügung.",
        data=go("1.2"),
        service=on("2026-11-30"),
    ),
    case(
        "Verbleibendes Datenvolumen: 734 MB. Verbleibende Minuten: 88. Gültig bis 01.12.2026",
        data=mo("734"),
        voice=minutes(88),
        service=on("2026-12-01"),
    ),
    case(
        "Vodafone CallYa: Du hast noch 4,8 GB und 120 Min. Deine Laufzeit endet am 8. Dezember.",
        data=go("4.8"),
        voice=minutes(120),
        service=on("2026-12-08"),
    ),
    case(
        "Ihre Aufladung über 15,00 EUR war erfolgreich. Ihr neues Guthaben beträgt 18,22 EUR.",
        credit=eur("18.22"),
    ),
    case(
        "Danke für deine Aufladung von 10 Euro. Dein Guthaben beträgt jetzt 11,05 Euro.",
        credit=eur("11.05"),
    ),
    case("Guthaben: 1.234,50 EUR", credit=eur("1234.50")),
    case("Ihr Prepaid-Konto weist ein Guthaben von 6,66 € auf.", credit=eur("6.66")),
    case(
        "Sie haben 3,1 GB Ihres Inklusivvolumens von 5 GB verbraucht.",
        used=go("3.1"),
        allowance=go("5"),
    ),
    case(
        "congstar: Du hast bereits 500 MB verbraucht. Noch verfügbar: 1,5 GB.",
        used=mo("500"),
        data=go("1.5"),
    ),
    case(
        "Restguthaben 4,20 EUR, aktiv bis 15.03.2027, Rufnummer gültig bis 15.05.2027.",
        credit=eur("4.20"),
        service=on("2027-03-15"),
        number=on("2027-05-15"),
    ),
    case(
        "Ihre SIM-Karte wird am 20.01.2027 deaktiviert. Laden Sie bis dahin Guthaben auf.",
        number=on("2027-01-20"),
    ),
    case(
        "Bitte laden Sie Ihr Konto bis spätestens 31.12.2026 auf, um Ihre Rufnummer zu behalten.",
        number=on("2026-12-31"),
    ),
    case(
        "Lidl Connect: Ihre Option Smart S läuft am 27.11.2026 um 23:59 Uhr ab. Ihr Guthaben: 7,99"
        " EUR.",
        credit=eur("7.99"),
        service=on("2026-11-27"),
    ),
    case(
        "Telekom: Von Ihren 7 GB sind noch 912 MB übrig.",
        data=mo("912"),
        allowance=go("7"),
    ),
    case(
        "Hauptguthaben: 5,00 EUR, Bonusguthaben: 2,50 EUR. Gesamt: 7,50 EUR",
        credit=eur("7.50"),
    ),
    case(
        "Telefonie und SMS unbegrenzt. Daten: noch 6 GB.",
        voice=UNLIMITED,
        sms=UNLIMITED,
        data=go("6"),
    ),
    case("Noch 37 Minuten und 12 SMS frei.", voice=minutes(37), sms=Decimal(12)),
    case("Ihr Guthaben verfällt am 14. Februar 2027.", service=on("2027-02-14")),
    case("Dein Tarif läuft in 3 Tagen ab.", service=on("2026-11-27")),
    case(
        "A1: Dein Guthaben ist EUR 9,10 und bis 03.06.2027 gültig.",
        credit=eur("9.10"),
        service=on("2027-06-03"),
    ),
    case("Sie haben aktuell 14,99 EUR auf Ihrem Prepaidkonto.", credit=eur("14.99")),
    *nothing(
        "Ihr Guthaben ist unter 2 Euro gefallen. Bitte laden Sie auf.",
        "Sie haben 80% Ihres Datenvolumens verbraucht.",
        "Ihr Datenvolumen ist verbraucht. Sie surfen jetzt mit max. 64 KBit/s bis 30.11.2026.",
        "Jetzt 20 EUR aufladen und 5 GB geschenkt bekommen! Nur bis 30.11.",
        "Die Aufladung von 15 EUR wurde Ihrem Konto gutgeschrieben.",
        "SpeedOn: 1 GB für 4,95 EUR. Antworten Sie mit JA.",
        "Ihre Bestätigungs-TAN lautet 839201. Gültig bis 12:30 Uhr.",
        "Willkommen in der Schweiz! Anrufe 0,99 EUR/Min, SMS 0,49 EUR, Daten 0,99 EUR/MB.",
        "Ihre Rechnung vom 15.11.2026 über 24,99 EUR ist online.",
        "Sparkasse: Ihr Kontostand beträgt 1.520,30 EUR.",
        "DHL: Ihr Paket liegt bereit. Zollgebühr 2,99 EUR zahlen: dhl-zoll.com",
        "Dein Paket wurde am 20.11.2026 beendet.",
        "Ihr Guthaben reicht für diese Buchung nicht aus. Sie benötigen mindestens 8,99 EUR.",
        "Für 9,99 EUR wurde die Option Allnet S gebucht.",
        "Allnet Flat mit 20 GB nur 9,99 EUR/4 Wochen. Jetzt buchen!",
        "Ihr Termin am 03.12.2026 um 14:00 Uhr ist bestätigt.",
        "Dieser Service steht erst ab 9 Uhr wieder zur Verfügung.",
    ),
]
