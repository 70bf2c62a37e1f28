"""Texts of carriers in Dutch to judge the reader by."""

from .. import Case, case, eur, go, mo, nothing, on

CASES: list[Case] = [
    case("KPN: uw prepaid tegoed is € 4,90.", credit=eur("4.90")),
    case("Hollandsnieuwe: van je 6 GB heb je 4,5 GB verbruikt.", used=go("4.5"), allowance=go("6")),
    case(
        "Youfone: nog 230 MB beschikbaar tot 1 december.", data=mo("230"), service=on("2026-12-01")
    ),
    case("Je simkaart wordt 10 februari 2027 gedeactiveerd.", number=on("2027-02-10")),
    case("Opwaardering geslaagd: € 20,00. Huidig tegoed: € 22,75.", credit=eur("22.75")),
    *nothing(
        "Je hebt bijna al je 10 GB gebruikt.",
        "Je opwaardering is mislukt, probeer het opnieuw met €10.",
        "Extra 2 GB voor €4,99? Sms JA naar 1266.",
        "Vanaf 1 januari 2027 betaal je €12 per maand.",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "Betaalrekening: saldo € 300,00.",
    ),
]
