"""More texts of carriers in Portuguese."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case("O seu saldo é de 7,45 EUR.", credit=eur("7.45")),
    case("MEO: saldo 12,30€ válido até 15/02/2027.", credit=eur("12.30"), service=on("2027-02-15")),
    case(
        "Tem ainda 2,3 GB de 10 GB até 30/11/2026.",
        data=go("2.3"),
        allowance=go("10"),
        service=on("2026-11-30"),
    ),
    case("Já consumiu 4 GB dos seus 5 GB.", used=go("4"), allowance=go("5")),
    case(
        "Carregamento de 10€ efetuado com sucesso. O seu novo saldo é 13,20€.", credit=eur("13.20")
    ),
    case(
        "Obrigado pelo carregamento de 15,00 EUR. Saldo atual: 16,75 EUR. Próximo carregamento até"
        " 24/12/2026.",
        credit=eur("16.75"),
        recharge=on("2026-12-24"),
    ),
    case("Restam-lhe 850 MB e 45 minutos.", data=mo("850"), voice=minutes(45)),
    case("O seu tarifário termina a 5 de dezembro de 2026.", service=on("2026-12-05")),
    case("O seu saldo expira em 3 dias.", service=on("2026-11-27")),
    case("Carregue até 20/12/2026 para não perder o seu número.", number=on("2026-12-20")),
    case("O seu cartão SIM será desativado em 15/01/2027.", number=on("2027-01-15")),
    case("Saldo disponível: € 6,80", credit=eur("6.80")),
    case(
        "Dispõe de 3,5 GB, chamadas ilimitadas e 120 SMS.",
        data=go("3.5"),
        voice=UNLIMITED,
        sms=Decimal(120),
    ),
    case("Saldo principal: 5,00€. Saldo bónus: 2,00€.", credit=eur("7.00")),
    case(
        "Dados restantes: 1,2 GB. Validade: 08-12-2026.", data=go("1.2"), service=on("2026-12-08")
    ),
    case("O seu pacote expirou em 20/11/2026.", service=on("2026-11-20")),
    *nothing(
        "Tem menos de 1€ de saldo. Carregue já.",
        "Já utilizou 80% dos seus dados.",
        "Carregue 20€ e receba 5GB grátis até 30/11.",
        "O seu carregamento de 10€ foi efetuado com sucesso.",
        "O seu código de verificação é 882013.",
        "A sua fatura de 24,99€ vence a 05/12/2026.",
        "CTT: a sua encomenda está retida, pague 1,99€.",
        "Santander: saldo da conta 850,20 EUR.",
        "Bem-vindo à Suíça: chamadas 1,99€/min, dados 3,99€ por 50MB.",
        "Saldo insuficiente para efetuar a chamada.",
        "Adira ao pacote 30GB por apenas 9,99€/mês. Ligue 16200.",
        "Ative já 5 GB por 4,99€ válidos 30 dias.",
        "A sua consulta é a 3 de dezembro às 15h.",
        "Envie SIM para 12345 e ganhe 50€.",
    ),
]
