"""Texts in Portuguese."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from . import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case(
        "O seu saldo é de 5,20 €. Válido até 03/01/2027.",
        credit=eur("5.20"),
        service=on("2027-01-03"),
    ),
    case(
        "MEO: o seu saldo atual é 12,34 EUR. O cartão é válido até 12/06/2027.",
        credit=eur("12.34"),
        number=on("2027-06-12"),
    ),
    case(
        "Restam 2,5 GB, 120 minutos e 30 SMS até 12/12/2026.",
        data=go("2.5"),
        voice=minutes(120),
        sms=Decimal(30),
        service=on("2026-12-12"),
    ),
    case("Já consumiu 7,5 GB dos seus 10 GB.", used=go("7.5"), allowance=go("10")),
    case("Ainda tem 850 MB disponíveis.", data=mo("850")),
    case("Tem 3 GB disponíveis de um total de 5 GB.", data=go("3"), allowance=go("5")),
    case("Carregamento de 10 € efetuado. Novo saldo: 15,30 €.", credit=eur("15.30")),
    case("O seu pacote expira amanhã.", service=on("2026-11-25")),
    case("O seu pacote termina em 5 dias.", service=on("2026-11-29")),
    case("Carregue até 12/12/2026 para manter o seu número.", number=on("2026-12-12")),
    case("O seu cartão será desativado em 12/03/2027.", number=on("2027-03-12")),
    case(
        "Saldo: 0,75 EUR. Chamadas ilimitadas e ainda tem 4 GB.",
        credit=eur("0.75"),
        data=go("4"),
        voice=UNLIMITED,
    ),
    case("Tem 10 GB disponíveis, dos quais 3 GB em roaming.", data=go("10")),
    case("Saldo principal: 4,00 €. Saldo bónus: 1,50 €.", credit=eur("5.50")),
    case(
        "NOS: restam-lhe 1,5 GB válidos até 30 de novembro de 2026.",
        data=go("1.5"),
        service=on("2026-11-30"),
    ),
    case("Tem ainda 45 SMS e chamadas ilimitadas.", sms=Decimal(45), voice=UNLIMITED),
    case(
        "Vodafone.pt: Saldo 3,25EUR. Tem de carregar até 12/12/2026. Dados: 1,2GB disponiveis",
        credit=eur("3.25"),
        recharge=on("2026-12-12"),
        data=go("1.2"),
    ),
    case("MEO: Plafond de dados: ja utilizou 3,5GB de 5GB.", used=go("3.5"), allowance=go("5")),
    case("WTF: restam-te 850MB. Validade: 30/11", data=mo("850"), service=on("2026-11-30")),
    case("Saldo: 3,50 EUR valido ate 31-12-2026", credit=eur("3.50"), service=on("2026-12-31")),
    case("Dados disponíveis: 3,5GB (de 10GB)", data=go("3.5"), allowance=go("10")),
    case(
        "Vodafone PT: O seu saldo e de 3.45 EUR. Proximo carregamento obrigatorio ate 20/12/2026.",
        credit=eur("3.45"),
    ),
    case(
        "NOS: Tem 1.2GB de internet ate 30/11 e saldo de 2,10EUR",
        data=go("1.2"),
        service=on("2026-11-30"),
        credit=eur("2.10"),
    ),
    case(
        "UZO: saldo 1,23 euros. Cartao activo ate 23/05/2027",
        credit=eur("1.23"),
        number=on("2027-05-23"),
    ),
    case("Dos seus 10 GB restam 7 GB.", data=go("7"), allowance=go("10")),
    *nothing(
        "10 GB por 9,99 €",
        "Carregue 10 € e ganhe 5 GB grátis.",
        "Campanha até 31/12/2026: 50 GB por apenas 15 €/mês.",
        "Já consumiu 80% dos seus dados.",
        "O seu código de verificação é 482913. Válido por 10 minutos.",
        "A sua fatura de 25,99 € será debitada em 05/12/2026.",
        "Bem-vindo à Suíça! Chamadas 0,23 €/min, SMS 0,07 €, dados 0,20 €/MB.",
        "Restam menos de 500 MB.",
        "Se o seu saldo for inferior a 5 €, carregue.",
        "Foram adicionados 5 GB ao seu tarifário.",
        "A sua encomenda aguarda: pague 1,99 € até 30/11/2026.",
        "O seu tarifário renova-se em 12/12/2026.",
        "Ligue 16912 ou 963 998 001.",
        "Saldo insuficiente para o pacote de 5 GB por 10 €.",
        "Navegue até 50 GB.",
        "O seu saldo é de 5,20",
        "Este pacote tem um custo de 1.99€ e oferece um pacote de 100MB válidos por 5 dias.",
    ),
]
