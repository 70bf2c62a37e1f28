"""Texts in Spanish."""
# ruff: noqa: E501 - a message stays in one piece

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from . import Case, case, eur, go, minutes, mo, nothing, on

CASES: list[Case] = [
    case(
        "Tu consumo adicional es de 0.00 euros. Te quedan 7.44 GB, 94 min nacionales y 998 SMS a DIGI, validos hasta dia 15.",
        data=go("7.44"),
        voice=minutes(94),
        sms=Decimal(998),
    ),
    case(
        "Recarga datos Me quedan 224,6 GB Vence el 15 de febrero 2027",
        data=go("224.6"),
        service=on("2027-02-15"),
    ),
    case(
        "Tu saldo es de 5,20 €. Válido hasta el 03/01/2027.",
        credit=eur("5.20"),
        service=on("2027-01-03"),
    ),
    case(
        "Movistar: su saldo actual es 12,50 euros. Caduca el 15/12/2026.",
        credit=eur("12.50"),
        service=on("2026-12-15"),
    ),
    case(
        "Has consumido 3,5 GB de tus 10 GB. Te quedan 6,5 GB.",
        used=go("3.5"),
        allowance=go("10"),
        data=go("6.5"),
    ),
    case(
        "Te quedan 2,5 GB de 10 GB hasta el 30 de noviembre.",
        data=go("2.5"),
        allowance=go("10"),
        service=on("2026-11-30"),
    ),
    case(
        "Le quedan 500 MB, 30 minutos y 10 SMS.", data=mo("500"), voice=minutes(30), sms=Decimal(10)
    ),
    case("Tienes 3 GB disponibles hasta el 12/12/2026.", data=go("3"), service=on("2026-12-12")),
    case("Tu recarga de 10 € se ha realizado. Tu nuevo saldo es 15,75 €.", credit=eur("15.75")),
    case("Te quedan 5 GB, de los cuales 2 GB en roaming UE.", data=go("5")),
    case("Tu bono caduca mañana.", service=on("2026-11-25")),
    case("Tu tarifa caduca en 5 días.", service=on("2026-11-29")),
    case("Recarga antes del 12/12/2026 para no perder tu número.", number=on("2026-12-12")),
    case("Tu línea será dada de baja el 12/03/2027.", number=on("2027-03-12")),
    case("Tu número es válido hasta el 12/06/2027.", number=on("2027-06-12")),
    case(
        "Orange: tu saldo es 3,45€. Tienes llamadas ilimitadas y 4,2GB hasta el 01/12/2026",
        credit=eur("3.45"),
        voice=UNLIMITED,
        data=go("4.2"),
        service=on("2026-12-01"),
    ),
    case("Saldo principal: 4,00 €. Saldo promocional: 1,50 €.", credit=eur("5.50")),
    case("Saldo: 0,75 EUR", credit=eur("0.75")),
    case("Te quedan 1.500 MB.", data=mo("1500")),
    case(
        "Vodafone: te quedan 850 megas para navegar hasta el 28/11.",
        data=mo("850"),
        service=on("2026-11-28"),
    ),
    case(
        "Movistar: Te quedan 350MB de los 5GB de tu tarifa. Se renovara el 01/12/2026.",
        data=mo("350"),
        allowance=go("5"),
    ),
    case(
        "Orange te informa: dispones de 2,35€ de saldo y 1,2GB. Tu tarifa caduca el 15/12.",
        credit=eur("2.35"),
        data=go("1.2"),
        service=on("2026-12-15"),
    ),
    case(
        "Lebara: Su saldo es 3.20 euros. Datos disponibles: 4.5GB hasta 12-12-2026. Minutos: 120",
        credit=eur("3.20"),
        data=go("4.5"),
        service=on("2026-12-12"),
        voice=minutes(120),
    ),
    case("Simyo: Has consumido 2.3GB de 10GB este mes", used=go("2.3"), allowance=go("10")),
    case("Te queda 1 GB", data=go("1")),
    case("Dispones de 3,5GB hasta el 31/12", data=go("3.5"), service=on("2026-12-31")),
    case("Saldo 3,50€. Caduca 31/12/2026", credit=eur("3.50"), service=on("2026-12-31")),
    case("Datos consumidos: 3GB / 10GB", used=go("3"), allowance=go("10")),
    case("Datos restantes: 3GB / 10GB", data=go("3"), allowance=go("10")),
    case(
        "Realiza una recarga antes del 31/12/2026 o perderás tu número el 31/01/2027",
        recharge=on("2026-12-31"),
        number=on("2027-01-31"),
    ),
    case(
        "Tu saldo caduca el 31/12/2026 y tu línea el 30/06/2027",
        service=on("2026-12-31"),
        number=on("2027-06-30"),
    ),
    case(
        "Movistar prepago: su saldo es de 4,35 EUR, valido hasta 23/05/2027. Bono datos: 1,2GB disponibles.",
        credit=eur("4.35"),
        service=on("2027-05-23"),
        data=go("1.2"),
    ),
    case(
        "Yoigo: Tienes un saldo de 2,15 EUR. Te quedan por consumir 3,2 GB de tu bono.",
        credit=eur("2.15"),
        data=go("3.2"),
    ),
    case(
        "Lycamobile ES: Su saldo principal es 1,20€. Datos restantes: 2GB 345MB validos hasta 10-12-2026",
        credit=eur("1.20"),
        data=go("2.345"),
        service=on("2026-12-10"),
    ),
    case(
        "Orange: Te quedan 2GB y 100 minutos en tu tarifa Go Walk. Se renuevan el 20/12.",
        data=go("2"),
        voice=minutes(100),
    ),
    case(
        "Te recordamos que tu línea prepago caducará el 20/12/2026. Recarga para mantenerla activa.",
        number=on("2026-12-20"),
    ),
    case("De tus 10 GB te quedan 7 GB.", data=go("7"), allowance=go("10")),
    case("Has gastado 3 GB y te quedan 7 GB.", used=go("3"), data=go("7")),
    *nothing(
        "Tu solicitud no puede ser tramitada en este momento. Por favor vuelve a ingresar llamando al *888#",
        "10 GB por 9,99 €",
        "Recarga 10 € y llévate 5 GB gratis.",
        "Consigue 20 GB por solo 10 € al mes. Oferta válida hasta el 31/12/2026.",
        "Has consumido el 80 % de tus datos.",
        "Tu código de verificación es 482913. Válido durante 10 minutos.",
        "Tu factura de 25,99 € ya está disponible. Se cobrará el 05/12/2026.",
        "Bienvenido a Suiza: llamadas 0,23 €/min, SMS 0,07 € y datos 0,20 €/MB.",
        "Te quedan menos de 500 MB.",
        "Si tu saldo es inferior a 5 €, recarga.",
        "Hemos añadido 5 GB a tu tarifa.",
        "Su paquete está retenido. Pague 1,99 € antes del 30/11/2026.",
        "Tu tarifa se renueva el 12/12/2026.",
        "Llama al 1485 o al 639 98 00 12.",
        "Saldo insuficiente para activar el bono de 5 GB por 10 €.",
        "Navega hasta 50 GB.",
        "La última llamada ha costado 0,35 €.",
        "Tu saldo es de 5,20",
        "Ahora con tu recarga de 20 € tienes 10 GB gratis.",
        "Tienes 2 mensajes nuevos.",
        "Te quedan 2 días para conseguir 20 GB por 10 €.",
        "Tu cupón de 10 € caduca el 31/12/2026.",
    ),
]
