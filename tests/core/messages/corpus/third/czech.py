"""Texts of carriers in Czech to judge the reader by."""

from .. import Case, case, go, money, nothing, on

CASES: list[Case] = [
    case(
        "SAZKAmobil: Vas kredit cini 78,40 Kc, plati do 14.03.2027.",
        credit=money("78.40", "CZK"),
        service=on("2027-03-14"),
    ),
    case(
        "Kaktus: zbyva ti 1,4 GB z 3 GB do 5.12.",
        data=go("1.4"),
        allowance=go("3"),
        service=on("2026-12-05"),
    ),
    case("Z vasich 2 GB jste vycerpali 1,5 GB.", used=go("1.5"), allowance=go("2")),
    case(
        "Kredit byl navysen o 200 Kc. Aktualni zustatek: 236,10 Kc.", credit=money("236.10", "CZK")
    ),
    case("Vase cislo bude zruseno 12.2.2027.", number=on("2027-02-12")),
    *nothing(
        "Vycerpali jste temer cely objem 5 GB.",
        "Dobiti 300 Kc se nezdarilo.",
        "Od 1.1.2027 zdrazujeme tarif na 399 Kc.",
        "Jen dnes 10 GB za 99 Kc! Poslete SMS.",
    ),
]
