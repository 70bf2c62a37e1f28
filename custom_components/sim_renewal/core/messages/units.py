"""Units as data: what carriers write after, or before, an amount."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..currency import OF_ONE, OF_SEVERAL
from .cues import words


class Dimension(StrEnum):
    """What an amount is an amount of."""

    DATA = "data"
    VOICE = "voice"
    SMS = "sms"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `factor` of it make a byte, a second, a message, or one of `currency`."""

    dimension: Dimension
    factor: Decimal = Decimal(1)
    currency: str | None = None


_DATA = {
    1: "octet octets oct byte bytes",
    10**3: "ko kb kbyte kbytes kilooctet kilooctets kilobyte kilobytes",
    10**6: "mo mb mbs mbyte mbytes mega megas megabyte megabytes meg megs megaoctet megaoctets"
    " megabajt megabajty megabajtow 兆",
    10**9: "go gb gbs gbyte gbytes giga gigas gigabyte gigabytes gig gigs gigaoctet gigaoctets"
    " gigabajt gigabajty gigabajtow",
    10**12: "to tb tbyte terabyte terabytes teraoctet teraoctets",
    2**10: "kio kib",
    2**20: "mio mib",
    2**30: "gio gib",
    2**40: "tio tib",
}

_VOICE = {
    1: "sec secs secs seconde secondes second seconds sekunde sekunden segundo segundos secondo"
    " secondi seconden sekund sekundy sekunda 秒",
    60: "min mins minute minutes mn mns minuten minuto minutos minuti minut minuta minuty"
    " minuut minutach hv 分钟 分鐘",
    3600: "h heure heures hour hours hrs std stunde stunden hora horas ora ore uur uren godz godzin"
    " godziny hod hodin hodiny 小时 小時",
}

_SMS = (
    "sms smss texts text textos texto message messages smsow smsy smsu"
    " nachrichten messaggi messaggio mensajes mensaje mensagens mensagem berichten smsjes"
    " wiadomosci wiadomosc zprav zpravy zpravu 条 條 条短信 條短訊 則短訊 则短信 条信息"
)

_MONEY = {
    "EUR": "eur euro euros 欧元 歐元",
    "GBP": "gbp 英镑 英鎊",
    "CHF": "chf",
    "PLN": "zl pln zlotych zlote zloty",
    "CZK": "kc czk korun koruny",
    "CNY": "圆 ¥ cny rmb 人民币 人民幣 元人民币",
    "HKD": "hkd hk$ 港元 港币 港幣 港纸 港紙",
    "USD": "usd us$ 美元 美金",
    "AUD": "aud a$",
    "CAD": "cad c$ ca$",
    "NZD": "nzd nz$",
    "SGD": "sgd s$",
    "MOP": "mop mop$ 澳门元 澳門元 澳门币 澳門幣 葡币 葡幣",
    "TWD": "twd nt$ 新台币 新台幣 新臺幣 台币 台幣",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
    "HUF": "huf",
    "RON": "lei",
    "IDR": "rp idr",
    "INR": "inr",
    "UAH": "uah",
    "JPY": "jpy",
    "THB": "thb",
    "BRL": "r$",
}

DOLLAR, RUPEE, YUAN, DIRHAM = "$", "rs", "元", "dh"
SHARED = {
    DOLLAR: frozenset(OF_SEVERAL[DOLLAR]),
    RUPEE: words("INR PKR LKR NPR MUR"),
    YUAN: frozenset(OF_SEVERAL[YUAN]),
    DIRHAM: words("MAD AED"),
}
"""Several countries write only this; the carrier, the line or the language says whose it is."""

CENTS = {"EUR": "ct cts cent cents centimes centesimi centimos", "GBP": "p pence"}


def _units() -> dict[str, Unit]:
    """Return every unit by its word."""
    units: dict[str, Unit] = {}
    for factor, names in _DATA.items():
        units |= dict.fromkeys(names.split(), Unit(Dimension.DATA, Decimal(factor)))
    for factor, names in _VOICE.items():
        units |= dict.fromkeys(names.split(), Unit(Dimension.VOICE, Decimal(factor)))
    units |= dict.fromkeys(_SMS.split(), Unit(Dimension.SMS))
    for currency, names in _MONEY.items():
        units |= dict.fromkeys(names.split(), Unit(Dimension.MONEY, currency=currency))
    units |= {sign: Unit(Dimension.MONEY, currency=code) for sign, code in OF_ONE.items()}
    units |= {sign: Unit(Dimension.MONEY, currency=sign) for sign in SHARED}
    for currency, names in CENTS.items():
        units |= dict.fromkeys(
            names.split(), Unit(Dimension.MONEY, Decimal("0.01"), currency=currency)
        )
    return units


UNITS = _units()

DAYS = words(
    "jour jours j jrs day days tag tage tagen dia dias giorno giorni gg dag dagen dzien dni den dny"
    " 天 日"
)
WEEKS = words(
    "semaine semaines week weeks woche wochen semana semanas settimana settimane weken tydzien"
    " tygodnie tygodni tyden tydny tydnu 周 週 星期"
)
MONTHS = words(
    "mois month months monat monate monaten mes meses mese mesi maand maanden miesiac miesiace"
    " miesiecy mesic mesice mesicu mes 个月 個月"
)
YEARS = words(
    "an ans annee annees year years jahr jahre jahren ano anos anno anni jaar rok lata lat roky let"
    " 年"
)
HOURS = words("h heure heures hour hours hrs std stunde stunden hora horas ora ore uur")
