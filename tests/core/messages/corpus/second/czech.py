"""More texts of carriers in Czech."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, go, minutes, mo, money, nothing, on


def czk(amount: str) -> tuple[Decimal, str]:
    """Return a credit in crowns."""
    return money(amount, "CZK")


CASES: list[Case] = [
    case("Vas kredit je 245,50 Kc.", credit=czk("245.50")),
    case(
        "Váš aktuální kredit: 123 Kč, platnost do 15.2.2027.",
        credit=czk("123"),
        service=on("2027-02-15"),
    ),
    case(
        "Zůstatek kreditu činí 87,20 Kč a je platný do 3. 3. 2027.",
        credit=czk("87.20"),
        service=on("2027-03-03"),
    ),
    case("Zbývá vám 1,2 GB z 5 GB dat.", data=go("1.2"), allowance=go("5")),
    case("K dispozici máte ještě 800 MB do 30.11.2026.", data=mo("800"), service=on("2026-11-30")),
    case("Dobití 300 Kč proběhlo úspěšně. Nový stav kreditu: 345,60 Kč.", credit=czk("345.60")),
    case("Vyčerpali jste 3 GB z 4 GB.", used=go("3"), allowance=go("4")),
    case("Platnost vaseho kreditu konci 20.12.2026.", service=on("2026-12-20")),
    case("Dobijte si kredit do 31.12.2026, jinak přijdete o své číslo.", recharge=on("2026-12-31")),
    case("Vaše SIM karta bude deaktivována 15. ledna 2027.", number=on("2027-01-15")),
    case("Zbyva 45 minut a 30 SMS.", voice=minutes(45), sms=Decimal(30)),
    case("Volání neomezeně, data: zbývá 2,5 GB.", voice=UNLIMITED, data=go("2.5")),
    case("Váš balíček vyprší zítra.", service=on("2026-11-25")),
    case("Kredit 1 250 Kč, z toho bonusový kredit 50 Kč.", credit=czk("1250")),
    case("Stav konta: 55,00 CZK", credit=czk("55.00")),
    case("Platnost balíčku vypršela 20.11.2026.", service=on("2026-11-20")),
    *nothing(
        "Váš kredit klesl pod 50 Kč. Dobijte si.",
        "Vyčerpali jste 80 % dat.",
        "Dobijte 500 Kč a získejte 5 GB zdarma do 30.11.",
        "Dobití 200 Kč bylo úspěšné.",
        "Váš ověřovací kód je 772910.",
        "Faktura 499 Kč je splatná 5.12.2026.",
        "Česká pošta: doplaťte 29 Kč za zásilku.",
        "Česká spořitelna: zůstatek na účtu 12 300,50 Kč.",
        "Vítejte v Turecku: hovory 30 Kč/min, data 150 Kč/50 MB.",
        "Nemáte dostatečný kredit.",
        "Balíček 10 GB jen za 199 Kč. Aktivujte *111#.",
        "Minimální dobití je 200 Kč.",
        "Vaše rezervace je potvrzena na 3. 12. v 18:00.",
        "Dárek pro vás: 2 GB navíc při dobití nad 300 Kč.",
    ),
]
