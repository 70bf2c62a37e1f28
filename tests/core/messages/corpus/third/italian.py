"""Texts of carriers in Italian to judge the reader by."""

from .. import Case, case, eur, go, mo, nothing, on

CASES: list[Case] = [
    case("CoopVoce: credito residuo 7,25 euro al 24/11/2026.", credit=eur("7.25")),
    case(
        "Kena: hai 18 GB residui su 100 GB, rinnovo il 02/12.", data=go("18"), allowance=go("100")
    ),
    case(
        "Very Mobile: ti rimangono 450 MB validi fino al 28 novembre.",
        data=mo("450"),
        service=on("2026-11-28"),
    ),
    case("La tua scheda verrà disattivata il 12/03/2027.", number=on("2027-03-12")),
    case("Dei 30 Giga inclusi ne hai usati 12."),
    case("Ricarica ok: 20,00 euro. Il credito aggiornato è 22,35 euro.", credit=eur("22.35")),
    case("Resto dati: 1,23GB su 50GB", data=go("1.23"), allowance=go("50")),
    *nothing(
        "Hai quasi esaurito i tuoi 50 GB.",
        "La ricarica di 10 euro non è andata a buon fine.",
        "Dal 01/01/2027 la tua offerta costerà 8,99€ al mese.",
        "UniCredit: pagamento di 25,00 EUR, saldo 640,10 EUR.",
        "Solo oggi: 200 GB a 7,99€! Clicca qui.",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "Bonifico ricevuto di 500,00€. Saldo disponibile 820,00€.",
    ),
]
