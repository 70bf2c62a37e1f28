"""Texts of carriers in Polish to judge the reader by."""

from .. import Case, case, go, money, nothing, on

CASES: list[Case] = [
    case(
        "Heyah: stan konta 14,20 zl, wazne do 02-03-2027",
        credit=money("14.20", "PLN"),
        service=on("2027-03-02"),
    ),
    case("nju mobile: do konca okresu zostalo 4,3 GB z 15 GB", data=go("4.3"), allowance=go("15")),
    case(
        "Virgin: masz 6,75 zl i 2 GB wazne do 12.12.2026",
        credit=money("6.75", "PLN"),
        data=go("2"),
        service=on("2026-12-12"),
    ),
    case("Twoja karta SIM zostanie dezaktywowana 20.02.2027.", number=on("2027-02-20")),
    case(
        "Zasililes konto kwota 20 zl. Aktualny stan konta: 26,80 zl.", credit=money("26.80", "PLN")
    ),
    *nothing(
        "Wykorzystales prawie caly pakiet 10 GB.",
        "Doladowanie 20 zl nie powiodlo sie.",
        "Od 01.01.2027 zmieniamy cene pakietu z 25 zl na 30 zl.",
        "Tylko do 30.11: 50 GB za 5 zl. Wlacz teraz!",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "Przelew przychodzący 250,00 PLN. Saldo: 430,20 PLN.",
    ),
]
