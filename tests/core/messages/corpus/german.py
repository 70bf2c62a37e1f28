"""Texts in German."""
# ruff: noqa: E501 - a message stays in one piece

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from . import Case, case, eur, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    case(
        "Dein Guthaben betraegt: 10,00 EUR Startguthaben, 20,00 EUR Kaufguthaben und 40,00 EUR Geschenkguthaben.",
        credit=eur("70"),
    ),
    case(
        "Dein Guthaben betraegt: 10,00 EUR Startguthaben und 20,00 EUR Kaufguthaben.",
        credit=eur("30"),
    ),
    case("Dein Guthaben betraegt: 20,00 EUR Kaufguthaben.", credit=eur("20")),
    case("Dein Guthaben beträgt 12,34 €.", credit=eur("12.34")),
    case("Ihr Guthaben beträgt CHF 24.50.", credit=money("24.50", "CHF")),
    case(
        "Aktuelles Guthaben: 5,12 EUR\nWähl bitte aus:\n1 Aufladen\n2 Guthaben & Verbrauch\n3  Tarife & Optionen",
        credit=eur("5.12"),
    ),
    case(
        "Ihr aktuelles Guthaben beträgt 7,49 EUR. Gültig bis 12.03.2027.",
        credit=eur("7.49"),
        service=on("2027-03-12"),
    ),
    case("Sie haben 5 GB von 25 GB verbraucht.", used=go("5"), allowance=go("25")),
    case("Noch 3,2 GB von 10 GB verfügbar.", data=go("3.2"), allowance=go("10")),
    case(
        "Du hast noch 1,5 GB Datenvolumen und 120 Minuten bis zum 15.12.2026.",
        data=go("1.5"),
        voice=minutes(120),
        service=on("2026-12-15"),
    ),
    case("Restvolumen: 2,75 GB", data=go("2.75")),
    case("Dein Datenvolumen: 512 MB übrig", data=mo("512")),
    case("Ihnen stehen noch 1.024 MB zur Verfügung.", data=mo("1024")),
    case("Ihr Guthaben ist bis zum 12.03.2027 gültig.", service=on("2027-03-12")),
    case("Dein Tarif läuft am 12.12.2026 ab.", service=on("2026-12-12")),
    case("Dein Tarif läuft in 5 Tagen ab.", service=on("2026-11-29")),
    case("Noch 5 Tage gültig: 800 MB verfügbar.", data=mo("800"), service=on("2026-11-29")),
    case(
        "Bitte laden Sie Ihr Guthaben bis zum 12.03.2027 auf, damit Sie Ihre Rufnummer behalten.",
        recharge=on("2027-03-12"),
    ),
    case("Bitte bis zum 12.03.2027 aufladen.", recharge=on("2027-03-12")),
    case(
        "Ihre Rufnummer wird am 12.06.2027 abgeschaltet, wenn Sie nicht aufladen.",
        number=on("2027-06-12"),
    ),
    case("Deine SIM-Karte wird am 12. Juni 2027 deaktiviert.", number=on("2027-06-12")),
    case(
        "Ihre Aufladung über 15,00 EUR war erfolgreich. Ihr neues Guthaben: 17,35 EUR.",
        credit=eur("17.35"),
    ),
    case(
        "ALDI TALK: Ihr Guthaben: 3,21 EUR. Ihr Paket läuft am 30.11.2026 aus.",
        credit=eur("3.21"),
        service=on("2026-11-30"),
    ),
    case("Ihr Guthaben: 10,00 EUR, davon 2,50 EUR Bonusguthaben.", credit=eur("10")),
    case("Dein Guthaben beträgt 1.234,56 EUR.", credit=eur("1234.56")),
    case("Du hast noch 45 SMS und unbegrenzte Telefonie.", sms=Decimal(45), voice=UNLIMITED),
    case(
        "Ihr Tarif:  \no2 Free L Boost (LTE/5G).  \n  \nIhre nächste Rechnung kommt in 27 Tagen. Ihr aktueller Verbrauch liegt bei 0 Min, 0 SMS einem Datenvolumen von 2821 MB",
        used=mo("2821"),
    ),
    case(
        "Hallo, du hast 80 % deines Datenvolumens verbraucht. Noch verfügbar: 1 GB.", data=go("1")
    ),
    case("Guthabenstand 8,00 EUR (Stand 12.03.2026).", credit=eur("8")),
    case("Ihr Guthaben verfällt am 31. Dezember 2026.", service=on("2026-12-31")),
    case("Ihr Guthaben reicht nicht aus. Aktueller Kontostand: 1,99 €", credit=eur("1.99")),
    case(
        "Dein CallYa-Guthaben: 5,43 EUR. Dein Tarif CallYa Allnet Flat S ist noch bis 05.12.2026 gültig.",
        credit=eur("5.43"),
        service=on("2026-12-05"),
    ),
    case(
        "Ihr Guthaben beträgt 9,87 EUR. Ihr Aktivitaetszeitfenster laeuft bis zum 12.05.2027.",
        credit=eur("9.87"),
        service=on("2027-05-12"),
    ),
    case(
        "Du hast 3 GB von 6 GB verbraucht. Dein Paket läuft noch bis zum 12.12.2026, 10:15 Uhr.",
        used=go("3"),
        allowance=go("6"),
        service=on("2026-12-12"),
    ),
    case("Aktuell verfügbares Guthaben: 12,00 EUR", credit=eur("12.00")),
    case(
        "Ihr Guthaben ist 4.50 EUR. Verbleibende Daten: 2,1 GB; gültig bis 2026-12-12",
        credit=eur("4.50"),
        data=go("2.1"),
        service=on("2026-12-12"),
    ),
    case(
        "Guthaben: EUR 12,30, gueltig bis 12.12.2027. Freieinheiten: 850 Min/SMS, 4096 MB",
        credit=eur("12.30"),
        service=on("2027-12-12"),
    ),
    case(
        "Hallo, dein Prepaid-Guthaben von 3,47 € ist noch bis 31.12.2026 aktiv. Danach bist du bis 28.02.2027 erreichbar.",
        credit=eur("3.47"),
        service=on("2026-12-31"),
        number=on("2027-02-28"),
    ),
    case(
        "Sie haben noch 1 GB Highspeed-Volumen bis zum Ende Ihres Abrechnungszeitraums am 30.11.",
        data=go("1"),
        service=on("2026-11-30"),
    ),
    case("Deine Restguthaben: 0,49€. Jetzt aufladen!", credit=eur("0.49")),
    case("Du hast noch 3,5 GB übrig (von 10 GB)", data=go("3.5"), allowance=go("10")),
    case(
        "Verbrauch: 6,5 GB von 10 GB. Rest: 3,5 GB",
        used=go("6.5"),
        allowance=go("10"),
        data=go("3.5"),
    ),
    case("Guthaben 12,34 EUR", credit=eur("12.34")),
    case(
        "Prepaid-Guthaben: 12,34€, gültig bis: 31.12.2026",
        credit=eur("12.34"),
        service=on("2026-12-31"),
    ),
    case("Sie haben noch 12 Min und 3 SMS frei.", voice=minutes(12), sms=Decimal(3)),
    case("Nicht vergessen: Guthaben aufladen bis 31.12.2026!", recharge=on("2026-12-31")),
    case(
        "Wenn du nicht bis zum 31.12.2026 auflädst, wird deine SIM-Karte deaktiviert.",
        recharge=on("2026-12-31"),
    ),
    case("Ihr Prepaid-Vertrag endet am 31.12.2026", service=on("2026-12-31")),
    case(
        "Ihr Tarif:  \no2 Free L Boost (LTE/5G).  \nIhre nächste Rechnung kommt in 27 Tagen. Ihr aktueller Verbrauch liegt bei 0 Min, 0 SMS einem Datenvolumen von 2821 MB",
        used=go("2.821"),
    ),
    case(
        "Vodafone: Dein Guthaben reicht nicht für die Verlängerung. Bitte lade bis 30.11.2026 mindestens 9,99 € auf.",
        recharge=on("2026-11-30"),
    ),
    case(
        "Vodafone-Info: Noch 250 MB von 3 GB bis 05.12. übrig",
        data=mo("250"),
        allowance=go("3"),
        service=on("2026-12-05"),
    ),
    case(
        "Telekom: Ihr Prepaid-Konto wurde um 15,00 EUR aufgeladen. Ihr Guthaben beträgt nun 18,27 EUR.",
        credit=eur("18.27"),
    ),
    case(
        "congstar: Du hast 1,8 GB von 5 GB verbraucht. Verbleibend: 3,2 GB",
        used=go("1.8"),
        allowance=go("5"),
        data=go("3.2"),
    ),
    case("fraenk: 5,17 GB von 25 GB verbraucht", used=go("5.17"), allowance=go("25")),
    case(
        "ALDI TALK: Deine Rufnummer wird zum 28.02.2027 deaktiviert. Lade vorher mind. 5 EUR auf.",
        number=on("2027-02-28"),
    ),
    case(
        "Lidl Connect: Ihr Guthaben: 2,34 EUR. Ihr Tarif Smart S ist gültig bis 11.12.2026 14:22. Verfügbares Datenvolumen: 1.536 MB",
        credit=eur("2.34"),
        service=on("2026-12-11"),
        data=go("1.536"),
    ),
    case(
        "NettoKOM: Ihr Tarif konnte wegen zu geringem Guthaben (0,89 EUR) nicht verlängert werden.",
        credit=eur("0.89"),
    ),
    case(
        "yesss! Guthaben: 3,40 EUR. Freiminuten: 245, Frei-SMS: 980, Daten: 1,2 GB",
        credit=eur("3.40"),
        sms=Decimal(980),
        data=go("1.2"),
    ),
    case(
        "HoT: Du hast noch 3.562 MB Datenvolumen, 812 Min/SMS. Dein Tarif gilt bis 03.12.2026.",
        data=go("3.562"),
        service=on("2026-12-03"),
    ),
    *nothing(
        "Dieser Service steht auf Grund von Wartungsarbeiten leider erst ab 9 Uhr wieder zur Verfügung.",
        "Wir können Deine Anfrage derzeit leider nicht bearbeiten. Bitte versuche es später erneut oder unter 7. (8)",
        "10 GB für nur 9,99 € im Monat!",
        "Lade jetzt 15 € auf und erhalte 3 GB gratis.",
        "Hol dir 5 EUR Guthaben und 2 GB extra!",
        "Sie haben 80 % Ihres Datenvolumens verbraucht.",
        "Ihr Bestätigungscode lautet 482913. Er ist 10 Minuten gültig.",
        "Ihre Rechnung über 25,99 € ist verfügbar und wird am 05.12.2026 abgebucht.",
        "Willkommen in der Schweiz! Anrufe kosten 0,23 €/Min, Daten 0,20 €/MB.",
        "Sie haben weniger als 500 MB übrig.",
        "Bis zu 50 GB mit dem neuen Tarif.",
        "Wenn Ihr Guthaben unter 5 € fällt, laden wir automatisch 10 € auf.",
        "Ihnen wurden 5 € gutgeschrieben.",
        "Ihr Paket konnte nicht zugestellt werden. Zollgebühr 1,99 € bis 30.11.2026 zahlen.",
        "Ihr Tarif verlängert sich am 12.12.2026 automatisch.",
        "Aktion gültig bis 31.12.2026: doppeltes Datenvolumen.",
        "Ihr Guthaben reicht nicht aus, um die Option 5 GB für 9,99 € zu buchen.",
        "Rufen Sie die 22922 an.",
        "Ab 20 GB surfen Sie mit 64 kbit/s.",
        "Ihr Termin ist am 12.12.2026 um 14:30 Uhr.",
        "Die Option 5 GB wurde gebucht und ist 28 Tage gültig.",
        "Dein Guthaben beträgt 12,34",
        "Ihr Guthaben war bis 12.03.2025 gültig.",
        "Deine Daten: noch 3,5 von 10 GB",
        "Dein Paket enthält 10 GB und 500 Minuten.",
        "Nur noch 2 Tage: 20 GB für 10 €!",
        "Sie haben 2 neue Nachrichten.",
        "Ihr Kontostand bei der Sparkasse beträgt 1.250,32 EUR.",
        "Dein Gutschein über 10 € ist gültig bis 31.12.2026.",
        "Sparkasse: Neuer Kontostand 1250,32 EUR",
        "Ihr Personalausweis läuft am 12.03.2027 ab.",
        "o2: Von Ihren 5 GB haben Sie 4 GB verbraucht (80%).",
        "Lebara DE: Guthaben 0,00€; Bonus 1,00€; gültig bis 12-12-2026",
    ),
]
