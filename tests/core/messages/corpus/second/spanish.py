"""More texts of carriers in Spanish."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case("Tu saldo es de 7,45 €.", credit=eur("7.45")),
    case(
        "Movistar: su saldo actual es de 5,20 EUR. Válido hasta el 12/02/2027.",
        credit=eur("5.20"),
        service=on("2027-02-12"),
    ),
    case(
        "Te quedan 2,3 GB de tu bono de 10 GB hasta el 30/11.",
        data=go("2.3"),
        allowance=go("10"),
        service=on("2026-11-30"),
    ),
    case("Has consumido 4,5 GB de 8 GB.", used=go("4.5"), allowance=go("8")),
    case("Recarga de 10€ realizada. Tu nuevo saldo es 12,35€.", credit=eur("12.35")),
    case(
        "Gracias por recargar 20 euros. Su saldo disponible es de 21,10 euros y caduca el"
        " 24/05/2027.",
        credit=eur("21.10"),
        service=on("2027-05-24"),
    ),
    case(
        "Lebara: Saldo 3,00€. Te quedan 800MB y 45 min hasta el 5 de diciembre.",
        credit=eur("3.00"),
        data=mo("800"),
        voice=minutes(45),
        service=on("2026-12-05"),
    ),
    case(
        "Datos disponibles: 1,75GB. Minutos: ilimitados. Caduca: 09/12/2026",
        data=go("1.75"),
        voice=UNLIMITED,
        service=on("2026-12-09"),
    ),
    case("Saldo principal: 4,00 €. Saldo promocional: 1,50 €.", credit=eur("5.50")),
    case("Tu línea será dada de baja el 15/01/2027 si no recargas.", number=on("2027-01-15")),
    case("Recarga antes del 20/12/2026 para no perder tu número.", number=on("2026-12-20")),
    case("Tu tarifa caduca mañana.", service=on("2026-11-25")),
    case("Tu bono finaliza el domingo 29 de noviembre a las 23:59.", service=on("2026-11-29")),
    case("Estimado cliente, dispone de 6,80 euros de saldo en su tarjeta.", credit=eur("6.80")),
    case("Su saldo vence el 03/03/2027.", service=on("2027-03-03")),
    case("Te quedan 120 minutos y 30 SMS.", voice=minutes(120), sms=Decimal(30)),
    case("Saldo: 1.050,25 €", credit=eur("1050.25")),
    case("Tienes 3 GB disponibles en España y UE.", data=go("3")),
    case("Tu bono caducó el 20/11/2026.", service=on("2026-11-20")),
    *nothing(
        "Te queda menos de 1€ de saldo. Recarga ya.",
        "Has consumido el 80% de tus datos.",
        "Recarga 20€ y llévate 5GB gratis hasta el 30/11.",
        "Tu recarga de 10€ se ha realizado correctamente.",
        "Su factura de 25,40€ ya está disponible. Se cargará el 05/12/2026.",
        "Tu código de verificación es 552901.",
        "Correos: su paquete está retenido, pague 1,99€.",
        "BBVA: saldo de su cuenta 820,15€.",
        "Bienvenido a Marruecos: llamadas 2€/min, datos 5€/día por 200MB.",
        "Por solo 15€ al mes, 50GB y llamadas ilimitadas. Llama al 1004.",
        "Saldo insuficiente para realizar la llamada.",
    ),
]
