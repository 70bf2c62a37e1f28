"""The languages that the reader understands, as data."""

from collections.abc import Mapping
from dataclasses import replace

from ..cues import Cue, LanguageCues
from .chinese import CHINESE
from .countries import COUNTRIES
from .czech import CZECH
from .dutch import DUTCH
from .english import ENGLISH
from .french import FRENCH
from .german import GERMAN
from .italian import ITALIAN
from .polish import POLISH
from .portuguese import PORTUGUESE
from .spanish import SPANISH

_EVERYWHERE: Mapping[Cue, str] = {
    Cue.AND: "&|+",
    Cue.STRANGER: (
        "bank|banque|banco|sparkasse|volksbank|barclays|hsbc|lloyds|natwest|santander|bbva"
        "|caixabank|unicredit|intesa|rabobank|revolut|paypal|uber|klarna|credit agricole"
        "|bnp paribas|societe generale|mbank|pko|ceska sporitelna|银行|銀行|信用卡|还款|還款"
        "|支付宝|chase|wells fargo|citibank|capital one|monzo|starling|n26|credit mutuel"
        "|caisse d'epargne|boursorama|boursobank|commerzbank|postbank|targobank|belfius|abn amro"
        "|bunq|sabadell|ibercaja|postepay|pekao|csob|novobanco|hdfc|icici|paytm|phonepe|venmo"
        "|microfinance|iban|八達通|八达通|octopus|余额宝|微信支付|財付通"
        "|netflix :|spotify :|disney :|disney+ :"
        # Accounts and cards that are no line's, in words that no carrier uses for a top-up.
        "|achat cb|virement recu|virement emis|retrait dab|retrait de|compte courant|compte cheque*"
        "|livret a|ticket restaurant|titre restaurant|titres restaurant|carte navigo|edf"
        "|engie|cheque cadeau|cash withdrawal|current account|savings account|sort code"
        "|starbucks|kartenzahlung|girokonto|bizum|transferencia recibida|bonifico|betaalrekening"
        "|pinbetaling|geldopname|przelew przychodzacy|przelew wychodzacy"
        "|储蓄卡|儲蓄卡|借记卡|支出|公交卡|电费|電費|水费|水費|燃气费"
    ),
    Cue.NOT: "minus",
    Cue.SPECIAL: "spotify|instagram|facebook|snapchat|twitch|telegram|apple music|deezer|waze",
    Cue.TEXTS: "/sms|/mms",
    Cue.SLOWS: "kbit/s|kbits/s|kbps|mbit/s|mbps|kbits|kb/s",
    Cue.PER: "/mo|/go|/mb|/gb|/kb|/ko|/min|/mn|/sms|/mms|/msg|/s",
}


def _with_common(language: LanguageCues) -> LanguageCues:
    """Return a language with the signs that all of them share."""
    phrases = dict(language.phrases)
    phrases[Cue.ABROAD] += f"|{COUNTRIES[language.code]}"
    for cue, common in _EVERYWHERE.items():
        phrases[cue] = f"{phrases[cue]}|{common}" if cue in phrases else common
    return replace(language, phrases=phrases)


LANGUAGES = tuple(
    _with_common(language)
    for language in (
        FRENCH,
        ENGLISH,
        GERMAN,
        SPANISH,
        ITALIAN,
        DUTCH,
        POLISH,
        CZECH,
        PORTUGUESE,
        CHINESE,
    )
)
