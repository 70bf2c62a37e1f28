"""Texts in Italian."""
# ruff: noqa: E501 - a message stays in one piece

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from . import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case("Il tuo credito residuo è di 5,20 euro.", credit=eur("5.20")),
    case(
        "TIM: il credito residuo della tua linea è 12,34 EUR. Scade il 12/03/2027.",
        credit=eur("12.34"),
        service=on("2027-03-12"),
    ),
    case(
        "Ti restano 12,5 GB, 300 minuti e 50 SMS fino al 12/12/2026.",
        data=go("12.5"),
        voice=minutes(300),
        sms=Decimal(50),
        service=on("2026-12-12"),
    ),
    case("Hai ancora 3,5 GB disponibili su 50 GB.", data=go("3.5"), allowance=go("50")),
    case("Hai consumato 46,5 GB su 50 GB.", used=go("46.5"), allowance=go("50")),
    case(
        "Ti rimangono 850 MB. L'offerta scade tra 5 giorni.",
        data=mo("850"),
        service=on("2026-11-29"),
    ),
    case("Iliad: hai 120,5 GB residui e chiamate illimitate.", data=go("120.5"), voice=UNLIMITED),
    case(
        "La tua ricarica di 10 euro è stata effettuata. Nuovo credito: 15,30 euro.",
        credit=eur("15.30"),
    ),
    case("Ti restano 10 GB di cui 3 GB in roaming UE.", data=go("10")),
    case("Ricarica entro il 12/12/2026 per non perdere il tuo numero.", number=on("2026-12-12")),
    case("La tua SIM sarà disattivata il 12/03/2027.", number=on("2027-03-12")),
    case("Il tuo numero è valido fino al 12 giugno 2027.", number=on("2027-06-12")),
    case("La tua offerta scade domani.", service=on("2026-11-25")),
    case("Credito: 0,00 EUR", credit=eur("0")),
    case("Credito principale: 4,00 euro. Credito bonus: 1,00 euro.", credit=eur("5")),
    case("Credito residuo: 1.234,56 euro", credit=eur("1234.56")),
    case(
        "Vodafone: GB rimanenti 4,5 GB. Scadenza: 15/12/2026",
        data=go("4.5"),
        service=on("2026-12-15"),
    ),
    case(
        "TIM: Ciao! Hai a disposizione ancora 12,3 GB fino al 05/12/2026. Il tuo credito e' di 3,20 euro.",
        credit=eur("3.20"),
        data=go("12.3"),
        service=on("2026-12-05"),
    ),
    case(
        "ho. Mobile: credito residuo 4,99€. Minuti illimitati, SMS illimitati, Giga 45,2 GB su 100 GB. Prossimo rinnovo: 05/12/2026",
        credit=eur("4.99"),
    ),
    case(
        "Iliad: Il tuo credito è 9,99€. L'offerta si rinnoverà il 10/12/2026.", credit=eur("9.99")
    ),
    case(
        "Gentile cliente, la SIM scade il 12/03/2027. Effettua una ricarica entro quella data.",
        number=on("2027-03-12"),
    ),
    case("Credito 3,50 EUR - scadenza SIM 12/03/2028", credit=eur("3.50"), number=on("2028-03-12")),
    case(
        "Hai 3,5GB fino al 31/12. Il tuo credito è 2€",
        data=go("3.5"),
        service=on("2026-12-31"),
        credit=eur("2"),
    ),
    case(
        "Giga residui: 3,5 GB. Minuti residui: 120. SMS residui: 30",
        data=go("3.5"),
        voice=minutes(120),
        sms=Decimal(30),
    ),
    case(
        "WINDTRE: Il tuo credito residuo e' 3,45E. Offerta attiva con 45,3 Giga disponibili fino al 07/12/2026",
        credit=eur("3.45"),
    ),
    case(
        "Fastweb: hai ancora 32,5 GB su 150 GB. Il contatore si azzera il 01/12.",
        data=go("32.5"),
        allowance=go("150"),
    ),
    case(
        "PosteMobile: Credito disponibile Euro 7,85. SIM valida fino al 23/11/2027.",
        credit=eur("7.85"),
        number=on("2027-11-23"),
    ),
    case(
        "Kena: residuo 12 GB, 340 min, 90 sms. Rinnovo il 10/12/26",
        data=go("12"),
        voice=minutes(340),
        sms=Decimal(90),
    ),
    case(
        "CoopVoce: Hai 5,20 euro di credito. La tua SIM scade il 23/11/2027",
        credit=eur("5.20"),
        number=on("2027-11-23"),
    ),
    case("Dei tuoi 10 GB ti restano 7 GB.", data=go("7"), allowance=go("10")),
    *nothing(
        "10 Giga a 9,99 euro al mese!",
        "Ricarica 10 euro e ricevi 5 GB gratis.",
        "Attiva 100 GB a soli 7,99 euro/mese entro il 31/12/2026.",
        "Hai consumato l'80% dei tuoi GB.",
        "Il tuo codice di verifica è 482913. Valido 10 minuti.",
        "La fattura di 25,99 euro sarà addebitata il 05/12/2026.",
        "Benvenuto in Svizzera! Chiamate 0,23 euro/min, SMS 0,07 euro, internet 0,20 euro/MB.",
        "Ti restano meno di 500 MB.",
        "Se il tuo credito è inferiore a 5 euro, ricarica.",
        "Hai ricevuto 5 GB in regalo.",
        "Il tuo pacco è fermo: paga 1,99 euro entro il 30/11/2026.",
        "La tua offerta si rinnova il 12/12/2026.",
        "Chiama il 40916 o il 366 998 0012.",
        "Credito insufficiente per il rinnovo di 9,99 euro.",
        "Naviga fino a 50 GB.",
        "Promo valida fino al 31/12/2026.",
        "Il tuo credito è 5,20",
        "Dal 18/09/26 il 404 non sarà più disponibile e il 414 verrà tariffato secondo le condizioni del piano della tua SIM.",
        "Giga residui: 3,5",
        "Hai 2 nuovi messaggi.",
        "Il tuo buono da 10 euro scade il 31/12/2026.",
    ),
]
