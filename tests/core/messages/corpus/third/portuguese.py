"""Texts of carriers in Portuguese to judge the reader by."""

from decimal import Decimal

from .. import Case, case, eur, go, minutes, nothing, on

CASES: list[Case] = [
    case(
        "Uzo: saldo actual 3,95 euros. Carregue ate 18/12/2026 para manter o cartao activo.",
        credit=eur("3.95"),
        number=on("2026-12-18"),
    ),
    case("WTF: gastaste 2,4 GB de 5 GB.", used=go("2.4"), allowance=go("5")),
    case(
        "Vodafone: ainda lhe restam 60 min e 210 SMS até 02-12-2026.",
        voice=minutes(60),
        sms=Decimal(210),
        service=on("2026-12-02"),
    ),
    case("Dos seus 8 GB, restam 1,9 GB.", data=go("1.9"), allowance=go("8")),
    case("Carregamento recebido: 20€. Saldo: 21,40€.", credit=eur("21.40")),
    *nothing(
        "Já gastou quase todos os seus 10 GB.",
        "O carregamento de 15€ falhou.",
        "A partir de 01/01/2027 o tarifário passa a 12,99€.",
        "Só hoje: 20 GB por 5€! Responda SIM.",
        "A sua linha foi suspensa a 18/11/2026.",
    ),
]
