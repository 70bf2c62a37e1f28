"""More texts of carriers in Polish."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, go, minutes, mo, money, nothing, on


def pln(amount: str) -> tuple[Decimal, str]:
    """Return a credit in zlotys."""
    return money(amount, "PLN")


CASES: list[Case] = [
    case("Stan konta: 23,45 zł.", credit=pln("23.45")),
    case(
        "Twoje konto: 12,50 zl. Wazne do 15.02.2027.",
        credit=pln("12.50"),
        service=on("2027-02-15"),
    ),
    case(
        "Stan Twojego konta to 5,00 zł. Połączenia wychodzące do 24.12.2026, przychodzące do"
        " 24.02.2027.",
        credit=pln("5.00"),
        service=on("2026-12-24"),
        number=on("2027-02-24"),
    ),
    case("Pozostało Ci 3,2 GB z 10 GB.", data=go("3.2"), allowance=go("10")),
    case(
        "Do wykorzystania masz 5,6 GB internetu do 30.11.2026.",
        data=go("5.6"),
        service=on("2026-11-30"),
    ),
    case(
        "Doładowanie 25 zł przyjęte. Stan konta: 31,20 zł, ważne do 24.01.2027.",
        credit=pln("31.20"),
        service=on("2027-01-24"),
    ),
    case("Wykorzystałeś 4 GB z 6 GB pakietu.", used=go("4"), allowance=go("6")),
    case("Twój pakiet wygasa 05.12.2026 o 23:59.", service=on("2026-12-05")),
    case("Doładuj konto do 20.12.2026, aby nie stracić numeru.", number=on("2026-12-20")),
    case("Twój numer zostanie wyłączony 15 stycznia 2027.", number=on("2027-01-15")),
    case("Konto glowne: 10,00 PLN, konto promocyjne: 5,00 PLN.", credit=pln("15.00")),
    case("Masz jeszcze 45 minut i 120 SMS-ów.", voice=minutes(45), sms=Decimal(120)),
    case("Pozostały transfer: 850 MB, rozmowy bez limitu.", data=mo("850"), voice=UNLIMITED),
    case("Środki na koncie: 1 050,25 zł", credit=pln("1050.25")),
    case("Ważność Twojego konta kończy się za 3 dni.", service=on("2026-11-27")),
    case("Saldo: 7.10 PLN", credit=pln("7.10")),
    case("Zostało Ci 2,75 GB do 30.11.", data=go("2.75"), service=on("2026-11-30")),
    case("Na koncie masz 8,40 zł.", credit=pln("8.40")),
    case("Twój pakiet wygasł 20.11.2026.", service=on("2026-11-20")),
    *nothing(
        "Na Twoim koncie pozostało mniej niż 5 zł. Doładuj konto.",
        "Wykorzystałeś 80% pakietu internetowego.",
        "Doładuj za 50 zł i odbierz 10 GB gratis do 30.11.",
        "Doładowanie za 30 zł zostało przyjęte.",
        "Twój kod weryfikacyjny to 992013.",
        "Faktura na kwotę 45,00 zł, termin płatności 05.12.2026.",
        "InPost: paczka czeka, dopłać 1,99 zł.",
        "PKO: saldo konta 2 300,10 zł.",
        "Witamy w Szwajcarii: połączenia 5 zł/min, SMS 1 zł, internet 20 zł/MB.",
        "Masz za mało środków na koncie.",
        "Pakiet 20 GB za jedyne 25 zł na 30 dni. Wyślij SMS START pod 8002.",
    ),
]
