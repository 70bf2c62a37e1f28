"""Texts in Polish."""
# ruff: noqa: E501 - a message stays in one piece

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from . import Case, case, go, minutes, mo, money, nothing, on


def pln(amount: str) -> tuple[Decimal, str]:
    """Return a credit in zlotys."""
    return money(amount, "PLN")


CASES: list[Case] = [
    case(
        "Aktualny stan konta dla numeru 48123456789: 1,23 PLN. Konto wazne do dnia 01-01-2027 01:02:03.Doladuj PLUSem!",
        credit=pln("1.23"),
        service=on("2027-01-01"),
    ),
    case(
        "Twoja oferta to nju na karte.\n1.Stan konta glownego: 11.00 zl. Srodki wazne bezterminowo.",
        credit=pln("11"),
    ),
    case(
        "Stan konta: 12,50 zł. Konto ważne do 12.03.2027.",
        credit=pln("12.50"),
        service=on("2027-03-12"),
    ),
    case(
        "Stan konta: 5,20 zl. Polaczenia wychodzace do 12.03.2027, przychodzace do 12.09.2027.",
        credit=pln("5.20"),
        service=on("2027-03-12"),
        number=on("2027-09-12"),
    ),
    case(
        "Pozostało Ci 4,5 GB z 10 GB do 12.12.2026.",
        data=go("4.5"),
        allowance=go("10"),
        service=on("2026-12-12"),
    ),
    case("Pozostalo 512 MB, 60 min i 30 SMS.", data=mo("512"), voice=minutes(60), sms=Decimal(30)),
    case("Wykorzystales 7,5 GB z 10 GB.", used=go("7.5"), allowance=go("10")),
    case("Masz jeszcze 3 GB i nielimitowane rozmowy.", data=go("3"), voice=UNLIMITED),
    case(
        "Konto glowne 5,20 zl wazne do 12.03.2027. Bonus 10 zl wazny do 01.02.2027.",
        credit=pln("5.20"),
        service=on("2027-03-12"),
    ),
    case("Doładowanie 30 zł zostało przyjęte. Stan konta: 32,40 zł.", credit=pln("32.40")),
    case("Stan konta: 20,00 zl, w tym 5,00 zl bonus.", credit=pln("20")),
    case("Doladuj do 12.12.2026, aby zachowac numer.", number=on("2026-12-12")),
    case("Twoja karta SIM zostanie wylaczona 12.03.2027.", number=on("2027-03-12")),
    case("Twój pakiet wygasa jutro.", service=on("2026-11-25")),
    case("Twój pakiet wygasa za 5 dni.", service=on("2026-11-29")),
    case("Numer ważny do 12 czerwca 2027.", number=on("2027-06-12")),
    case(
        "Play: na koncie masz 8,99 zl. Wazne do: 05/01/2027",
        credit=pln("8.99"),
        service=on("2027-01-05"),
    ),
    case(
        "T-Mobile: Stan Twojego konta to 12,34 zl. Waznosc polaczen wychodzacych: 2027-03-12. Waznosc polaczen przychodzacych: 2027-09-12.",
        credit=pln("12.34"),
        service=on("2027-03-12"),
        number=on("2027-09-12"),
    ),
    case(
        "Orange: masz 15.20 zl na koncie glownym wazne do 12/03/2027 oraz 3 GB wazne do 12/12/2026",
        credit=pln("15.20"),
        data=go("3"),
    ),
    case(
        "Play: Zostalo Ci 2.50GB internetu do wykorzystania do 01.12.2026. Sprawdz *107#",
        data=go("2.5"),
        service=on("2026-12-01"),
    ),
    case(
        "Konto: 12,34 zl, wazne do 31.12.2026. Pakiet: 3,5 GB do 15.12.2026",
        credit=pln("12.34"),
        service=on("2026-12-31"),
        data=go("3.5"),
    ),
    case("Internet: pozostalo 3,5 GB z 10 GB", data=go("3.5"), allowance=go("10")),
    case(
        "Plus: Na Twoim koncie jest 12,30 zl. Mozesz dzwonic do 20.02.2027, odbierac polaczenia do 20.05.2027.",
        credit=pln("12.30"),
        service=on("2027-02-20"),
        number=on("2027-05-20"),
    ),
    case(
        "Orange: Pakiet 10GB: pozostalo 4,23GB, wazny do 2026-12-15 23:59",
        data=go("4.23"),
        service=on("2026-12-15"),
    ),
    case(
        "Virgin Mobile: Zostalo Ci 350 MB z pakietu 2 GB. Pakiet wazny do 15-12-2026",
        data=mo("350"),
        allowance=go("2"),
        service=on("2026-12-15"),
    ),
    case(
        "Play: Konto glowne: 3.45zl. Waznosc polaczen: wych. 2027-02-20, przych. 2027-05-20",
        credit=pln("3.45"),
        service=on("2027-02-20"),
        number=on("2027-05-20"),
    ),
    case("Z 10 GB pozostalo 7 GB.", data=go("7"), allowance=go("10")),
    *nothing(
        "10 GB za 20 zł!",
        "Doładuj 30 zł i odbierz 10 GB gratis.",
        "Promocja do 31.12.2026: 50 GB za 25 zł miesięcznie.",
        "Wykorzystałeś 80% pakietu.",
        "Twój kod weryfikacyjny: 482913. Ważny 10 minut.",
        "Faktura na kwotę 45,99 zł. Termin płatności 05.12.2026.",
        "Witamy w Szwajcarii! Połączenia 0,99 zł/min, SMS 0,30 zł, internet 0,50 zł/MB.",
        "Pozostało mniej niż 500 MB.",
        "Jeśli stan konta spadnie poniżej 5 zł, doładuj.",
        "Otrzymałeś 5 GB.",
        "Twoja paczka czeka. Dopłać 1,99 zł do 30.11.2026.",
        "Pakiet odnowi się 12.12.2026.",
        "Zadzwoń pod 500 lub 639 980 012.",
        "Brak środków na pakiet 5 GB za 10 zł.",
        "Internet do 50 GB.",
        "Stan konta: 5,20",
        "Masz 2 nowe wiadomości.",
    ),
]
