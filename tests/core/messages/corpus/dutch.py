"""Texts in Dutch."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from . import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case("Je tegoed is € 5,20.", credit=eur("5.20")),
    case(
        "Je beltegoed is 12,34 euro en is geldig tot 12-03-2027.",
        credit=eur("12.34"),
        service=on("2027-03-12"),
    ),
    case("Uw saldo bedraagt € 7,-.", credit=eur("7")),
    case(
        "Je hebt nog 2,5 GB, 120 minuten en 30 sms over t/m 12-12-2026.",
        data=go("2.5"),
        voice=minutes(120),
        sms=Decimal(30),
        service=on("2026-12-12"),
    ),
    case("Je hebt 3 GB van je 10 GB verbruikt.", used=go("3"), allowance=go("10")),
    case("Je hebt nog 750 MB van 2 GB over.", data=mo("750"), allowance=go("2")),
    case(
        "Lebara: je databundel van 5 GB verloopt op 12-12-2026. Je hebt nog 1,2 GB.",
        data=go("1.2"),
        service=on("2026-12-12"),
    ),
    case("Je bundel verloopt over 5 dagen.", service=on("2026-11-29")),
    case("Je bundel verloopt morgen.", service=on("2026-11-25")),
    case("Waardeer op vóór 12 december 2026 om je nummer te behouden.", number=on("2026-12-12")),
    case("Je simkaart wordt op 12-03-2027 afgesloten.", number=on("2027-03-12")),
    case("Je nummer is geldig tot 12 juni 2027.", number=on("2027-06-12")),
    case("Je hebt € 10,00 opgewaardeerd. Je nieuwe tegoed is € 12,50.", credit=eur("12.50")),
    case("Je tegoed is € 10,00 waarvan € 2,50 bonustegoed.", credit=eur("10")),
    case("Nog beschikbaar: 1,5 GB en onbeperkt bellen.", data=go("1.5"), voice=UNLIMITED),
    case("Je hebt nog € 3,00 tegoed.", credit=eur("3")),
    case(
        "KPN: je beltegoed is 4,35 euro. Je hebt nog 450 MB tot 5 dec.",
        credit=eur("4.35"),
        data=mo("450"),
        service=on("2026-12-05"),
    ),
    case(
        "Beste klant, je tegoed van EUR 7,50 vervalt op 31-12-2026. Waardeer op.",
        credit=eur("7.50"),
        service=on("2026-12-31"),
    ),
    case(
        "Lebara: Saldo €3.20, Data 2.5GB, Bellen 120 min. Geldig tot 12/12/2026",
        credit=eur("3.20"),
        data=go("2.5"),
        voice=minutes(120),
        service=on("2026-12-12"),
    ),
    case("Je tegoed: € 3,50. Geldig t/m: 31-12-2026", credit=eur("3.50"), service=on("2026-12-31")),
    case("Resterend tegoed: €3.50 / Data: 1.5GB / Min: 20 / SMS: 10", credit=eur("3.50")),
    case(
        "Lyca NL: Uw saldo is €2.10 en is geldig tot 23-05-2027. Data: 2.3GB over tot 10-12-2026",
        credit=eur("2.10"),
        data=go("2.3"),
    ),
    case(
        "Vodafone NL: Hoi! Je hebt nog 1,5 GB van je 4 GB. Je bundel loopt tot 08-12-2026.",
        data=go("1.5"),
        allowance=go("4"),
        service=on("2026-12-08"),
    ),
    case("Simyo: Je resterende beltegoed is EUR 4,12", credit=eur("4.12")),
    case(
        "Lebara NL: Je hebt nog 1.5GB data en 50 belminuten. Geldig tot 2026-12-10.",
        data=go("1.5"),
        voice=minutes(50),
        service=on("2026-12-10"),
    ),
    case("Van je 10 GB heb je nog 7 GB over.", data=go("7"), allowance=go("10")),
    *nothing(
        "10 GB voor € 9,99",
        "Waardeer € 10 op en krijg 5 GB gratis.",
        "Profiteer t/m 31-12-2026 van 50 GB voor € 15 per maand.",
        "Je hebt 80% van je data verbruikt.",
        "Je verificatiecode is 482913. Deze is 10 minuten geldig.",
        "Je factuur van € 25,99 wordt op 05-12-2026 afgeschreven.",
        "Welkom in Zwitserland! Bellen kost € 0,23 per minuut, data € 0,20 per MB.",
        "Je hebt minder dan 500 MB over.",
        "Als je tegoed onder € 5 komt, waarderen we op.",
        "We hebben 5 GB toegevoegd aan je bundel.",
        "Uw pakket wacht: betaal € 1,99 voor 30-11-2026.",
        "Je bundel wordt op 12-12-2026 automatisch verlengd.",
        "Bel 1200 of 06 39 98 00 12.",
        "Je hebt onvoldoende tegoed voor de bundel van 5 GB voor € 10.",
        "Surf tot 50 GB.",
        "Je tegoed is 5,20",
        "Je hebt 2 nieuwe berichten.",
    ),
]
