"""Texts of carriers in Spanish to judge the reader by."""

from .. import Case, case, eur, go, mo, nothing, on

CASES: list[Case] = [
    case("Digi: su saldo es 9,70 euros y su tarifa se renovará el 03/12/2026.", credit=eur("9.70")),
    case("Yoigo: llevas 6,2 GB consumidos de 20 GB.", used=go("6.2"), allowance=go("20")),
    case(
        "Pepephone: te quedan por gastar 3,45€ antes del 31/12/2026.",
        credit=eur("3.45"),
        service=on("2026-12-31"),
    ),
    case("De sus 15 GB le quedan 900 MB.", data=mo("900"), allowance=go("15")),
    case(
        "Recarga recibida: 5,00€. Saldo total: 8,15€. Caducidad: 24/11/2027.",
        credit=eur("8.15"),
        service=on("2027-11-24"),
    ),
    *nothing(
        "Has gastado casi todos tus 10 GB.",
        "CaixaBank: cargo de 12,30€. Saldo 812,40€.",
        "A partir de hoy tu velocidad se reduce a 64 kbps hasta el 01/12/2026.",
        "¡Última oportunidad! 25 GB por 8€ hasta el 30/11.",
        "Su línea fue suspendida el 19/11/2026.",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "Transferencia recibida de 50,00€. Saldo: 230,00€.",
    ),
]
