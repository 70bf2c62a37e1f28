"""How Spanish carriers say it."""

from ..cues import Cue, LanguageCues, Order, words

SPANISH = LanguageCues(
    code="es",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    months=(
        "enero|ene",
        "febrero|feb",
        "marzo|mar",
        "abril|abr",
        "mayo|may",
        "junio|jun",
        "julio|jul",
        "agosto|ago",
        "septiembre|setiembre|sept|sep",
        "octubre|oct",
        "noviembre|nov",
        "diciembre|dic",
    ),
    abbreviations=words("lun mar mie jue vie sab dom aprox incl max min nac sr sra tel ud uds"),
    letters=frozenset("¡¿ñ"),
    phrases={
        Cue.REMAINS: (
            "te quedan|te queda|le quedan|le queda|me quedan|me queda|quedan|queda|aun tienes"
            "|todavia tienes|tienes todavia|aun dispones de|te quedan aun|te restan|aun te quedan"
            "|solo te quedan|solo te queda|todavia te quedan"
        ),
        Cue.LEFT: "restante*|disponible*|sin consumir|pendientes de consumir|por consumir",
        Cue.HAVE: (
            "tienes|tiene|dispones de|dispone de|dispones|cuentas con|usted tiene"
            "|actualmente tienes|tienes actualmente|ahora tienes"
        ),
        Cue.ACCOUNT: (
            "tu saldo|su saldo|saldo actual|nuevo saldo|tu nuevo saldo|su nuevo saldo"
            "|saldo disponible|saldo principal|tu credito|su credito|mi saldo|saldo de tu linea"
            "|saldo de tu cuenta|saldo de su cuenta|saldo total|el saldo de|saldo restante"
            "|tu saldo actual|saldo promocional|saldo bono|tu saldo principal|saldo extra"
            "|saldo de tu tarjeta|su saldo actual|saldo actualizado"
        ),
        Cue.CREDIT: "saldo|credito|saldos",
        Cue.USED: (
            "consumido|consumidos|consumida|has consumido|ha consumido|llevas consumidos"
            "|llevas consumido|llevas gastados|consumo|consumos|usado|usados|has usado|ha usado"
            "|utilizado|utilizados|has utilizado|gastado de datos|has gastado"
        ),
        Cue.SPENT: (
            "cobrado|cargo de|cargo|factura|facturas|facturado|coste|cuesta|importe|pago|pagado"
            "|consumo adicional|descontado|se te han cobrado|tarifado|precio|has pagado|compra"
        ),
        Cue.ADDED: (
            "recarga de|tu recarga|recarga|recargado|has recargado|ha recargado|abonado|anadido"
            "|hemos anadido|has recibido|ha recibido|se ha anadido|te hemos dado|transferencia de"
            "|ingresado|recarga realizada|recargaste|acreditado|transferido|enviado|regalado"
            "|has compartido"
        ),
        Cue.GIFT: "gratis|de regalo|regalo|regalamos|te regalamos|extra",
        Cue.OFFER: (
            "consigue|consiga|llevate|disfruta|aprovecha|recibe|recibes|recibiras|obten|contrata"
            "|contratar|compra ya|activa|activar|oferta|ofertas|promo|promocion|promociones|gana"
            "|descubre|anade|pide|llama|llama al|envia|envie|marca|entra en|pulsa|haz clic"
            "|con la recarga|con tu recarga|con el bono|ahora con|duplica|sorteo|descuento|solicita"
            "|elige|cambiate|pasate|al recargar|recargando|responde|acumula|hazte|estrena|podras"
        ),
        Cue.WILL: "sera de|seran|sera|pasara a ser",
        Cue.FORMER: "saldo anterior|saldo previo|era de|era|saldo antes|antes de la recarga",
        Cue.NOT: (
            "no tienes|no tiene|no dispones|insuficiente|no es suficiente|ya no tienes|sin saldo"
        ),
        Cue.ARRIVED: "bienvenido a|bienvenida a|bienvenidos a",
        Cue.IS_IN: "estas en|ya estas en|esta usted en|te encuentras en",
        Cue.PAST: (
            "el mes pasado|mes pasado|mes anterior|ayer|la semana pasada|te quedaban|te quedaba"
            "|bono anterior|tu bono anterior|tu anterior bono|plan anterior|tu plan anterior"
            "|su plan anterior|tu ultimo bono|tu ultimo plan|paquete anterior"
            "|tenias|quedaban|tenia"
        ),
        Cue.STARTS: "a partir del|desde el|a contar del",
        Cue.DENIES: "no|ya no|nunca",
        Cue.EXHAUSTED: (
            "agotado|agotados|agotada|se ha agotado|has agotado|has consumido todo"
            "|has consumido el 100"
        ),
        Cue.OF: "de|de los|de tus|de tu|de un total de|del|de las|sobre|de sus",
        Cue.INCLUDED: (
            "de los cuales|de las cuales|de ellos|incluye|incluyendo|incluidos|incluido|del cual"
        ),
        Cue.TOTAL: "total|en total|saldo total|suma",
        Cue.MAIN: "principal|saldo principal|tu saldo principal|real",
        Cue.BONUS: (
            "promocional*|bono extra|adicional*|saldo promocional|extra|bonificado|saldo extra"
            "|saldo bono"
        ),
        Cue.OTHER: "otra cuenta|otro saldo",
        Cue.HOME: "nacional*|espana|peninsula",
        Cue.ABROAD: (
            "ue|europa|roaming|internacional*|extranjero|fuera de espana|union europea|zona 1"
        ),
        Cue.SPECIAL: (
            "sesion|nocturn*|noche|redes sociales|whatsapp|youtube|netflix|musica|video"
            "|fin de semana|entre lineas"
        ),
        Cue.PACK: (
            "bono|bonos|tarifa|paquete|pack|tu bono|tu tarifa|su tarifa|plan|contrato|tu servicio"
            "|su servicio"
        ),
        Cue.OR: "o|u",
        Cue.EQUALS: "es decir|equivalente a|equivalen a|equivale a",
        Cue.AND: "y|e|mas|junto con",
        Cue.FOR: "por|por solo|por tan solo|desde|a|solo|a partir de|con un coste de|al precio de",
        Cue.IN_ORDER: "para",
        Cue.PER: (
            "al mes|/mes|/ mes|mensual|mensuales|cada mes|al dia|/dia|por dia|diario|por mb|/mb|/gb"
            "|por minuto|/min|el minuto|por sms|/sms|a la semana|/semana|iva incl|iva incluido"
            "|imp incl|cada 28 dias|cada 30 dias|cada 4 semanas|/4 semanas|de descuento|al ano|/ano"
            "|/28 dias|/30 dias"
        ),
        Cue.LESS_THAN: "menos de|mas de|inferior a|superior a|al menos|minimo|minimo de",
        Cue.UP_TO: "hasta|maximo|maximo de|max",
        Cue.UNLIMITED: "ilimitad*|sin limite|infinit*",
        Cue.CALLS: "llamadas|llamada|minutos|voz|llamar",
        Cue.TEXTS: "sms|mensajes|mms",
        Cue.DATA: "datos|internet|navegar|gigas|megas|3g|4g|5g",
        Cue.UNTIL: (
            "hasta|hasta el|hasta el dia|hasta dia|hasta el proximo|valido hasta|a mas tardar el"
            "|hasta las|hasta la"
        ),
        Cue.BEFORE: "antes del|antes del dia|antes de",
        Cue.ON: "a las|el|el dia|con fecha|fecha",
        Cue.IN: "en|dentro de|en los proximos|en menos de",
        Cue.STILL: "aun|todavia|durante",
        Cue.VALID: (
            "valido|valida|validos|validas|validez|vigencia|vigente|vigentes|caducidad|activo hasta"
            "|activa hasta|fecha de caducidad|valido hasta|utilizables"
        ),
        Cue.USE: "usar|usarlo|usarlos|utilizar|utilizarlos|consumir|utiliza|disfrutarlos|gastar",
        Cue.EXPIRES: (
            "caduca|caducan|caducara|caducaran|vence|vencen|vencera|vencimiento|expira|expiran"
            "|expirara|finaliza|finalizan|finalizara|termina|terminan|fecha de vencimiento"
            "|caducidad|fecha de caducidad|acaba|expiracion"
        ),
        Cue.EXPIRED: (
            "caduco|ha caducado|termino el|ha terminado|han caducado|vencio|ha vencido"
            "|expiro|ha expirado"
            "|finalizo|ha finalizado|era valido|era valido hasta|estaba activa hasta"
        ),
        Cue.RESUMES: "reactivad*|reactivara|se reactivara|restablecid*|rehabilitad*|desbloquead*",
        Cue.MULTIPLIED: "se duplica|se duplicara|duplicado|se triplica",
        Cue.NO_CREDIT: (
            "no tienes saldo|no tiene saldo|ya no tienes saldo|te has quedado sin saldo"
            "|no te queda saldo"
        ),
        Cue.RECHARGE: (
            "recargar|recargues|recarga tu|recarga ya|haz una recarga|recargue|realiza una recarga"
            "|recarga tu saldo|recarga tu linea|realice una recarga|hacer una recarga"
            "|debes recargar|proxima recarga"
        ),
        Cue.TOP_UP: "recarga",
        Cue.LINE: (
            "linea|tu linea|su linea|numero|tu numero|su numero|tarjeta sim|sim|tu tarjeta|tu sim"
            "|numero de telefono"
        ),
        Cue.INCOMING: "recibir llamadas|entrantes|recibir|llamadas entrantes",
        Cue.OUTGOING: "realizar llamadas|salientes|llamar|emitir",
        Cue.KEEP: "conservar|mantener|conserves|mantengas|no perder|seguir con|conserve|no pierdas",
        Cue.LOSS: (
            "dada de baja|dado de baja|baja|desactivad*|cancelad*|perderas|perder|eliminad*"
            "|baja definitiva|se dara de baja"
        ),
        Cue.STOPS: "suspendid*|bloquead*|suspension|cortad*|suspendera|bloqueara",
        Cue.RENEWS: (
            "renueva|se renueva|renovara|se renovara|renovacion|proxima factura|renovado"
            "|se renovaran|se reinicia|proxima renovacion|se actualizara|se renuevan"
        ),
        Cue.SINCE: (
            "desde|desde el|a partir del|activado el|contratado el|del|realizada el|desde las"
        ),
        Cue.AS_OF: "al|a fecha|a dia|actualizado a|a fecha de|datos a",
        Cue.FOREVER: "sin caducidad|no caduca|nunca caduca",
        Cue.TODAY: "hoy|esta noche",
        Cue.TOMORROW: "manana",
        Cue.IF: "si|cuando|en caso de|una vez|siempre que",
        Cue.DUE: "a pagar|pendiente de pago|impagad*|adeuda|deuda|por pagar|impago|debes",
        Cue.CODE: (
            "codigo de verificacion|codigo de seguridad|tu codigo|su codigo|codigo es|contrasena"
            "|clave|codigo de acceso|codigo de activacion|codigo de confirmacion|otp|codigo :"
        ),
        Cue.SUSPECT: (
            "verifica tus|verifique sus|actualiza tus|actualice sus|tu paquete no|su paquete no"
            "|tu paquete esta|su paquete esta|datos bancarios|reembolso|devolucion"
            "|cuenta bloqueada|ha sido bloqueada|has ganado|ha ganado|multa|correos"
            "|confirma tus|confirme sus|acceso no autorizado"
            "|gana un iphone|gana un|gana una|gane un"
        ),
        Cue.ADVERT: (
            "publi|publicidad|no mas publi|baja publi|baja al|condiciones en|info y condiciones"
            "|stop publi|envia baja"
        ),
        Cue.ALMOST: "casi|casi todos|casi todo|casi la totalidad",
        Cue.SLOWS: "velocidad reducida|velocidad|reducida la velocidad",
        Cue.INSTEAD: "en vez de|en lugar de",
    },
    plain=(
        "el|la|los|las|un|una|tu|tus|su|sus|es|que|para|con|se|te|le|lo|al|ha|han|hola|cliente"
        "|estimado|gracias|no|ya|por favor|en tu|en|este|esta|tarjeta de credito|codigo postal"
        "|informamos|consulta|seguir disfrutando|esto|asciende a|podras seguir|en nuestra"
        "|mas informacion"
    ),
)
