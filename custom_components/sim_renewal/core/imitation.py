"""Whether a name on the web is made to be taken for another one.

Two readings of a name are compared: its letters, where letters of other scripts became the Latin
ones that they look like, and its outline, where also `0` and `o`, or `rn` and `m`, are the same.
"""

from collections.abc import Iterator
from itertools import takewhile
import re
import unicodedata

_SCRIPTS = {
    # Cyrillic, Greek, Armenian and others, in this order
    "a": "\u0430\u03b1\u0251",
    "b": "\u0432\u044c\u044a\u0463\u048d\u03b2\u13cf\u15af",
    "c": "\u0441\u04ab\u03c2\u03f2\u2ca5",
    "d": "\u0501\u0434\u13e7\ua4d2",
    "e": "\u0435\u0454\u044d\u04bd\u04bf\u03b5\u0565",
    "f": "\u03dd\u0584",
    "g": "\u050d\u03d1\u0581",
    "h": "\u04bb\u045b\u043d\u0570\u0266\u13c2",
    "i": "\u0456\u04cf\u03b9\ua647\u13a5",
    "j": "\u0458\u03f3",
    "k": "\u043a\u049b\u04a1\u03ba",
    "l": "\u04c0\u05d5\u05df\u0627\u06f1\u01c0\u2d4f\ua4f2",
    "m": "\u043c\u028d",
    "n": "\u043f\u03b7\u0578\u057c",
    "o": "\u043e\u0473\u04e9\u03bf\u03c3\u0585\u05e1\u0647\u06d5\u06f5\u0966\u0e50\u101d\u1040",
    "p": "\u0440\u03c1\u2ca3",
    "q": "\u051b\u0563\u0566",
    "r": "\u0433\u0453\u0491\u2c85",
    "s": "\u0455\u01bd",
    "t": "\u0442\u03c4",
    "u": "\u0438\u0446\u03c5\u057d\u03bc",
    "v": "\u0475\u03bd\u05d8",
    "w": "\u0448\u0461\u051d\u03c9\u0270\u026f",
    "x": "\u0445\u04b3\u03c7",
    "y": "\u0443\u04af\u04b1\u03b3\u10e7",
    "z": "\u0290\u03b6",
}
_LETTERS = str.maketrans({other: letter for letter, row in _SCRIPTS.items() for other in row})
_LATIN = re.compile(
    r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL|SMALL CAPITAL LETTER)"
    r" (?:BARRED |DOTLESS |SCRIPT |BLACKLETTER )?([A-Z])(?: WITH .+)?"
)
_PAIRS = (("rn", "m"), ("vv", "w"))
_OUTLINES = str.maketrans("01i34589", "olleasbg")
_DIGITS = "0123456789"

_TRADE = ("mobile", "telecom")
"""What carriers add to their name, and imitations leave out."""

_SHORTEST_TELLING = 3
_SHORTEST_DOUBLED = 3
_SHORTEST_EDITED = 5
"""One wrong letter in a shorter name makes another word, not a misspelling: `srf` is not `sfr`."""
_SHORTEST_DISTINCT = 10
"""So long a name is in no other word by chance: `mespointsfreemobile` plays `freemobile`."""

_WORDS = (
    "www web my mon ma mes mi mein son votre vos the le la les de du des et pour for by and at en",
    "new nouveau nouvelle account compte konto client clients customer particulier particuliers",
    "pro pros professionnel professionnels entreprise entreprises business espace espaces portal",
    "login connect connection connexion connexions id identifiant identification auth secure",
    "securise secures securite security safe verif verify verification verifier update confirm",
    "confirmation valider validation authentification authentique attestation attester controle",
    "controler controles ajour pay paiement paiements payment facture factures facturation fact",
    "bill billing reglement regler regularisation regulariser remboursement remboursements refund",
    "impaye impayes dette recouvrement recouvrements relance rappel avis solde soldes statut",
    "statuts conso consommation recharge recharger recharges recharging rechargement rechargements",
    "refill reload topup top up aufladen guthaben recarga recargas ricarica credit prepaid prepaye",
    "prepago chongzhi coupon coupons voucher vouchers tabac pcs transcash neosurf renew renewal",
    "renouveler renouvellement sim esim card cards carte cartes mobile mobiles mobicarte phone tel",
    "telecom telecoms gsm 3g 4g 5g sms mms data internet fibre box tv forfait forfaits offre",
    "offres offer offers plan plans pass abo abonne abonnes abonnement abonnements option options",
    "ligne lignes promo promos bonus gift cadeau cadeaux deal deals discount reduction remise",
    "avantage avantages points fidelite parrainage cheap cher pas easy activation activations",
    "activer activate active reactivation reactiver desactivation annulation annuler resiliation",
    "resilier suspension suspendu blocage bloque echec erreur demande demandes changement changer",
    "commande commandes livraison dossier dossiers rdv reclamation mediation fraude antifraude",
    "mail mails email webmail courriel courrier message messages messagerie vocal vocale page",
    "pages perso kiosque boutique shop store sales online enligne net app apps colis agence",
    "agences service services support help aide assist assistance sav contact contacts appel info",
    "infos actu alert alerte alertes notification notifications suivi official officiel france fr",
    "com org uk de es it be ch eu cn",
)
"""What imitations put around a name, in the languages in which they are sent."""

_VOUCHERS = re.compile("recharge|coupon|voucher|e?sim")
_CHECKS = re.compile(
    "activ|verif|valid|confirm|authenti|attest|control|statut|solde|secur|demande|changement"
    "|service|tabac|pcs|transcash|neosurf|rechargecoupon|rechargescoupon"
)
"""What nobody but the seller of a voucher, or one's own carrier, has to do with it."""


def shown(host: str) -> str:
    """Return a host as its owner would like it to be read: in its own script, not in punycode."""
    return ".".join(map(_decoded, host.split(".")))


def letters(text: str) -> str:
    """Return a text with each letter that looks like a Latin one as that one, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(map(_latin, filter(lambda each: not unicodedata.combining(each), decomposed)))


def outline(text: str) -> str:
    """Return what is left of a text when letters and digits that look alike are the same."""
    text = letters(text)
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text.translate(_OUTLINES)


def is_telling(name: str) -> bool:
    """Return whether a name says whose it is; two letters are also a language or a syllable."""
    return len(name) >= _SHORTEST_TELLING or not name.isalpha()


def mentions(label: str, name: str) -> bool:
    """Return whether a label of a host is a name, has it between hyphens, or only adds to it.

    What may be added without a hyphen are digits and the usual words around top-ups, so that
    `rechargeorange` mentions `orange`, and `orangerie` does not; nor does `free` mention `ee`.
    """
    return any(_carries(text, wanted) for text, wanted in _readings(label, name))


def imitates(label: str, name: str) -> bool:
    """Return whether a registered name mentions another one, or is a misspelling of it."""
    return mentions(label, name) or any(
        _misspells(text, wanted.replace("-", "")) for text, wanted in _readings(label, name)
    )


def holds_name(label: str, words: str) -> bool:
    """Return whether what a carrier is called stands in a label, where no other word has it."""
    name = "".join(filter(str.isalnum, letters(words)))
    return any(_holds(text.replace("-", ""), wanted) for text, wanted in _readings(label, name))


def plays_a_check(label: str) -> bool:
    """Return whether a name is but words for checking or activating a voucher, and whose it is not.

    Such sites take the code of whoever "checks" it there: `verification-recharge`.
    """
    text = letters(label).replace("-", "")
    return bool(_VOUCHERS.search(text) and _CHECKS.search(text)) and _is_filler(text)


def leads_with(host: str, domain: str) -> bool:
    """Return whether a whole domain stands in a host, as in `orange.fr-sim.example`."""
    dotted, wanted = (letters(text).replace("-", ".") for text in (host, domain))
    return f".{wanted}." in f".{dotted}"


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _latin(character: str) -> str:
    if character.isascii():
        return character
    if found := _LATIN.fullmatch(unicodedata.name(character, "")):
        return found[1].lower()
    return character.translate(_LETTERS)


def _readings(label: str, name: str) -> Iterator[tuple[str, str]]:
    """Return a label and a name in all ways in which they are compared."""
    text, wanted = letters(label), letters(name)
    yield text, wanted
    yield outline(text), outline(wanted)
    yield outline(text.rstrip(_DIGITS)), outline(wanted)


def _carries(text: str, wanted: str) -> bool:
    if f"-{wanted}-" in f"-{text}-":
        return True
    flat, name = text.replace("-", ""), wanted.replace("-", "")
    if flat == name or (is_telling(name) and _adds_to(flat, name)):
        return True
    if _holds(flat, name):
        return True
    short = _without_trade(name)
    return short not in {name, flat.strip(_DIGITS)} and _adds_to(flat, short)


def _holds(text: str, name: str) -> bool:
    return len(name) >= _SHORTEST_DISTINCT and name in text


def _without_trade(name: str) -> str:
    """Return a name without `mobile` or `telecom` at its end, where something is left."""
    for word in _TRADE:
        short = name.removesuffix(word)
        if len(short) >= _SHORTEST_TELLING:
            name = short
    return name


def _adds_to(text: str, name: str) -> bool:
    """Return whether a text is a name with nothing but usual words around it."""
    return any(
        _is_filler(text[: found.start()]) and _is_filler(text[found.start() + len(name) :])
        for found in re.finditer(f"(?={re.escape(name)})", text)
    )


def _is_filler(text: str) -> bool:
    """Return whether a text can be cut into digits and usual words."""
    ends = {0}
    for start, character in enumerate(text):
        if start in ends:
            ends |= {start + len(word) for word in _ADDED if text.startswith(word, start)}
            if character in _DIGITS:
                ends.add(start + 1)
    return len(text) in ends


def _misspells(text: str, name: str) -> bool:
    """Return whether a text, or all of it but usual words, is nearly a name or its short form."""
    wanted = {name, *(each for each in [_without_trade(name)] if len(each) >= _SHORTEST_EDITED)}
    parts = text.split("-")
    found = [text.replace("-", "")]
    found += [
        part
        for at, part in enumerate(parts)
        if _is_filler("".join(parts[:at] + parts[at + 1 :])) and len(parts) > 1
    ]
    return any(_is_misspelling(each, one) for each in found for one in wanted)


def _is_misspelling(text: str, name: str) -> bool:
    """Return whether one letter is wrong, missing, too many, or changed places with the next.

    The first letter is read correctly by everybody, so that `grange` is not `orange`. Of a short
    name only a doubled letter counts.
    """
    if text[:1] != name[:1]:
        return False
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, name, strict=False)))
    extra, missing = text[same:], name[same:]
    while extra and missing and extra[-1] == missing[-1]:
        extra, missing = extra[:-1], missing[:-1]
    if len(name) >= _SHORTEST_EDITED:
        swapped = len(extra) == 2 and extra == missing[::-1]
        return swapped or max(len(extra), len(missing)) == 1
    return len(name) >= _SHORTEST_DOUBLED and not missing and extra == text[same - 1]


_ADDED = frozenset(
    reading for row in _WORDS for word in row.split() for reading in (word, outline(word))
)
