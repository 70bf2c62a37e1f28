"""More texts of carriers in Italian."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case("Il tuo credito residuo è di 8,34 euro.", credit=eur("8.34")),
    case("TIM: il credito disponibile sulla tua linea è 5,12€.", credit=eur("5.12")),
    case(
        "Credito: 10,00 EUR. La tua offerta si rinnova il 05/12/2026.",
        credit=eur("10.00"),
    ),
    case(
        "Hai ancora 12,5 GB su 50 GB fino al 30/11/2026.",
        data=go("12.5"),
        allowance=go("50"),
        service=on("2026-11-30"),
    ),
    case(
        "ho. : ti restano 3,2 Giga, minuti illimitati e 150 SMS.",
        data=go("3.2"),
        voice=UNLIMITED,
        sms=Decimal(150),
    ),
    case("Hai consumato 7 GB dei tuoi 20 GB.", used=go("7"), allowance=go("20")),
    case(
        "La ricarica di 10 euro è stata effettuata. Il tuo credito è ora di 13,50 euro.",
        credit=eur("13.50"),
    ),
    case("Ricarica di 15,00€ avvenuta con successo. Nuovo credito: 16,20€.", credit=eur("16.20")),
    case("La tua SIM scade il 24/11/2027.", number=on("2027-11-24")),
    case(
        "Il tuo credito di 4,50€ scade il 10 gennaio 2027.",
        credit=eur("4.50"),
        service=on("2027-01-10"),
    ),
    case("Ricarica entro il 31/12/2026 per non perdere il tuo numero.", number=on("2026-12-31")),
    case("La tua offerta scade domani alle 23:59.", service=on("2026-11-25")),
    case("Dati residui: 850 MB. Minuti residui: 42.", data=mo("850"), voice=minutes(42)),
    case("Hai a disposizione 60 minuti e 2 Giga.", voice=minutes(60), data=go("2")),
    case("Saldo 6,00 €, valido fino al 14/02/2027", credit=eur("6.00"), service=on("2027-02-14")),
    case("La tua opzione termina tra 2 giorni.", service=on("2026-11-26")),
    case("Credito principale 3,00€, credito bonus 2,00€.", credit=eur("5.00")),
    case("La tua offerta è scaduta il 20/11/2026.", service=on("2026-11-20")),
    *nothing(
        "Il tuo credito è inferiore a 1 euro. Ricarica subito.",
        "Hai consumato l'80% dei tuoi Giga.",
        "Ricarica 25€ e ricevi 5GB in regalo fino al 30/11.",
        "La ricarica di 10,00€ è andata a buon fine.",
        "Il tuo codice di verifica è 449201.",
        "Passa a iliad: 150GB a 9,99€ al mese per sempre.",
        "Poste Italiane: il tuo pacco è in giacenza, paga 2,00€.",
        "Intesa Sanpaolo: saldo disponibile 950,10 EUR.",
        "Benvenuto in Svizzera: chiamate 0,50€/min, dati 1€/MB.",
        "Credito insufficiente per rinnovare l'offerta. Servono almeno 7,99€.",
        "Giga esauriti. Acquista 1GB a 0,99€ rispondendo SI.",
        "La tua fattura di 29,90€ scade il 15/12/2026.",
    ),
]
