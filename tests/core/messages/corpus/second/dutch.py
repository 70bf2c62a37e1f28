"""More texts of carriers in Dutch."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case("Je beltegoed is € 7,35.", credit=eur("7.35")),
    case(
        "Uw saldo bedraagt 12,50 euro en is geldig tot 15-02-2027.",
        credit=eur("12.50"),
        service=on("2027-02-15"),
    ),
    case("Je hebt nog 2,4 GB van je 10 GB over.", data=go("2.4"), allowance=go("10")),
    case(
        "Lebara: je hebt 5,00 EUR beltegoed, 800 MB en 60 min over. Geldig t/m 08-12-2026.",
        credit=eur("5.00"),
        data=mo("800"),
        voice=minutes(60),
        service=on("2026-12-08"),
    ),
    case("Bedankt voor het opwaarderen met €10. Je nieuwe tegoed is €14,20.", credit=eur("14.20")),
    case("Je bundel verloopt op 30 november 2026 om 23:59.", service=on("2026-11-30")),
    case("Je hebt 3 GB van 8 GB verbruikt.", used=go("3"), allowance=go("8")),
    case("Waardeer voor 20 december 2026 op om je nummer te behouden.", number=on("2026-12-20")),
    case("Je nummer wordt op 15-01-2027 afgesloten.", number=on("2027-01-15")),
    case("Simyo: je data is nog 1,1 GB, belminuten: onbeperkt.", data=go("1.1"), voice=UNLIMITED),
    case("Resterend tegoed: 3,80 euro", credit=eur("3.80")),
    case("Je tegoed vervalt over 5 dagen.", service=on("2026-11-29")),
    case("Nog 45 minuten en 20 sms over deze maand.", voice=minutes(45), sms=Decimal(20)),
    case(
        "Proximus: uw belkrediet is 9,80 EUR, geldig tot en met 02/09/2027.",
        credit=eur("9.80"),
        service=on("2027-09-02"),
    ),
    case("Resterende data: 512 MB, geldig tot morgen.", data=mo("512"), service=on("2026-11-25")),
    case("Totaal tegoed €8,50 (hoofdtegoed €6,00 + bonus €2,50)", credit=eur("8.50")),
    case("Odido: je hebt 6,20 euro tegoed.", credit=eur("6.20")),
    case("Je databundel van 5 GB is geldig tot 12-12-2026.", service=on("2026-12-12")),
    case("Je bundel is verlopen op 20-11-2026.", service=on("2026-11-20")),
    *nothing(
        "Je hebt minder dan €1 beltegoed. Waardeer snel op.",
        "Je hebt 80% van je databundel verbruikt.",
        "Waardeer €20 op en krijg 5 GB gratis t/m 30 november.",
        "Je opwaardering van €10 is gelukt.",
        "Je verificatiecode is 338201.",
        "Je factuur van €22,50 staat klaar en wordt op 05-12-2026 afgeschreven.",
        "PostNL: betaal €1,99 invoerkosten voor je pakket.",
        "Rabobank: je saldo is €650,20.",
        "Welkom in Turkije! Bellen €2/min, data €5 per 100MB.",
        "Je hebt onvoldoende tegoed.",
        "Nu 20GB voor maar €10 per maand. Bestel op simyo.nl",
    ),
]
