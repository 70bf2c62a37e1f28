"""Texts in Czech."""
# ruff: noqa: E501 - a message stays in one piece

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from . import Case, case, go, minutes, mo, money, nothing, on


def czk(amount: str) -> tuple[Decimal, str]:
    """Return a credit in crowns."""
    return money(amount, "CZK")


CASES: list[Case] = [
    case(
        "Dobry den, aktualni vyse Vaseho kreditu na cisle 12345678 je 300 Kc, z toho bonusovy kredit je 0 Kc. Platnost bezneho kreditu: 30. 1. 2027 18:18. Vase O2",
        credit=czk("300"),
        service=on("2027-01-30"),
    ),
    case(
        "Váš kredit je 125,50 Kč. Platnost do 12.3.2027.",
        credit=czk("125.50"),
        service=on("2027-03-12"),
    ),
    case("Zůstatek kreditu: 1 250,00 Kč", credit=czk("1250")),
    case(
        "Zbývá vám 2,5 GB z 10 GB. Balíček platí do 12. 12. 2026.",
        data=go("2.5"),
        allowance=go("10"),
        service=on("2026-12-12"),
    ),
    case("Zbyva 512 MB, 60 minut a 30 SMS.", data=mo("512"), voice=minutes(60), sms=Decimal(30)),
    case("Vyčerpali jste 7,5 GB z 10 GB.", used=go("7.5"), allowance=go("10")),
    case("Máte ještě 3 GB a neomezené volání.", data=go("3"), voice=UNLIMITED),
    case("Dobití 200 Kč proběhlo. Nový kredit: 215,50 Kč.", credit=czk("215.50")),
    case("Dobijte si kredit do 12.12.2026, jinak přijdete o číslo.", number=on("2026-12-12")),
    case("Vaše SIM karta bude zablokována 12.3.2027.", service=on("2027-03-12")),
    case("Vaše SIM karta bude zrušena 12.3.2027.", number=on("2027-03-12")),
    case("Balíček vyprší zítra.", service=on("2026-11-25")),
    case("Balíček vyprší za 5 dní.", service=on("2026-11-29")),
    case(
        "Vodafone: kredit 89 Kc plati do 5. ledna 2027.", credit=czk("89"), service=on("2027-01-05")
    ),
    case("Vaše číslo je platné do 12. června 2027.", number=on("2027-06-12")),
    case(
        "T-Mobile: Vas kredit cini 230,50 Kc a je platny do 12.05.2027.",
        credit=czk("230.50"),
        service=on("2027-05-12"),
    ),
    case(
        "O2: zbyvajici data 1,2 GB z 4 GB, obnovi se 1.12.2026", data=go("1.2"), allowance=go("4")
    ),
    case("Kredit: 120 Kč, platnost do 31. 12. 2026", credit=czk("120"), service=on("2026-12-31")),
    case("Zbývající data: 1,5 GB, zbývající SMS: 30", data=go("1.5"), sms=Decimal(30)),
    case(
        "Kaktus: Mas kredit 123,50 Kc, vyprsi 12.5.2027. Data: zbyva 340 MB do 30.11.",
        credit=czk("123.50"),
        data=mo("340"),
    ),
    case(
        "Vodafone CZ: Na SIM karte mate 89,00 Kc kreditu platneho do 20.05.2027",
        credit=czk("89.00"),
        service=on("2027-05-20"),
    ),
    case("O2 CZ: Vycerpali jste 1,2 GB z 1,5 GB.", used=go("1.2"), allowance=go("1.5")),
    case("Z 10 GB zbývá 7 GB.", data=go("7"), allowance=go("10")),
    *nothing(
        "10 GB za 299 Kč!",
        "Dobijte 300 Kč a získejte 5 GB zdarma.",
        "Akce do 31.12.2026: 50 GB za 499 Kč měsíčně.",
        "Vyčerpali jste 80 % dat.",
        "Váš ověřovací kód je 482913. Platí 10 minut.",
        "Vyúčtování 599 Kč je splatné 5.12.2026.",
        "Vítejte ve Švýcarsku! Volání 9,90 Kč/min, SMS 3 Kč, data 5 Kč/MB.",
        "Zbývá méně než 500 MB.",
        "Pokud váš kredit klesne pod 50 Kč, dobijte.",
        "Přidali jsme vám 5 GB zdarma.",
        "Váš balík čeká. Zaplaťte 49 Kč do 30.11.2026.",
        "Tarif se automaticky obnoví 12.12.2026.",
        "Volejte 4603 nebo 639 980 012.",
        "Nedostatek kreditu pro balíček 5 GB za 199 Kč.",
        "Surfujte až 50 GB.",
        "Váš kredit je 125,50",
    ),
]
