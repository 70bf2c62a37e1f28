"""What people call the columns of their own tables, in the languages of a household."""

from collections.abc import Iterator, Mapping
import re

from ..signs import folded_words, plain_signs
from .columns import COLUMNS
from .money import currency_of

_WORDS: Mapping[str, str] = {
    "line": (
        "device|name|line|label|title|designation|nickname|account name|subscription"
        "|subscription name|nom|ligne|libelle|intitule|nom ligne|abonnement|名称|名字"
        "|号码名称|名稱|卡名|昵称|暱稱|bezeichnung|anschluss|vertrag|rufname|nombre|linea"
        "|denominacion|etiqueta|nome|denominazione|descrizione|naam|lijn|omschrijving|linha"
        "|descricao|designacao|nazwa|linia|الاسم|اسم|الخط|اسم الخط|ten|ten goi|thue bao"
    ),
    "number": (
        "n tel|nr tel|number|phone|phone number|phone no|phone nr|mobile|mobile number"
        "|mobile no|mobile phone|cell|cell phone|cell number|telephone|telephone number|tel"
        "|tel no|msisdn|line number|contact number|numero|numero telephone|no telephone"
        "|n telephone|numero tel|portable|numero portable|numero mobile|numero appel|no|n|num"
        "|numero ligne|手机号|手机号码|手机|电话|电话号码|号码|手机号或卡号|联系电话|手機號"
        "|手機號碼|手機|電話|電話號碼|號碼|門號|行動電話|nummer|rufnummer|telefonnummer"
        "|telefon|handynummer|handy|mobilnummer|mobil|tel nr|telefono|numero telefono|movil"
        "|numero movil|celular|numero celular|cellulare|numero cellulare|numero cell"
        "|telefoonnummer|telefoon|mobiel|mobiel nummer|06 nummer|gsm|gsm nummer|telefone"
        "|numero telefone|telemovel|numero telemovel|numer|numer telefonu|telefon komorkowy"
        "|komorka|nr telefonu|رقم الهاتف|الهاتف|رقم الجوال|الجوال|رقم الموبايل|الموبايل|الرقم"
        "|رقم|so dien thoai|dien thoai|sdt|so dt|so thue bao|so"
    ),
    "carrier": (
        "carrier|provider|network|operator|mobile operator|company|telco|supplier"
        "|network operator|operateur|fournisseur|reseau|compagnie|运营商|电信公司|网络"
        "|通信公司|运营商名称|營運商|電信公司|電信業者|電信商|網絡商|電訊商|業者|anbieter"
        "|netz|netzbetreiber|mobilfunkanbieter|operador|compania|compania telefonica"
        "|proveedor|red|operatore|gestore|compagnia|fornitore|aanbieder|netwerk|operadora"
        "|fornecedor|rede|siec|dostawca|الشركة|شركة الاتصالات|المشغل|الشبكة|مزود الخدمة"
        "|nha mang|nha cung cap|mang"
    ),
    "service_until": (
        "renews|renews on|top up before|top up by|recharge before|recharge by|expires|expiry"
        "|expiry date|expires on|expiration|expiration date|exp|exp date|valid until|valid to"
        "|valid till|valid thru|end date|ends|ends on|due|due date|next payment|next renewal"
        "|next renewal date|next due|renewal date|renew by|renew before|deadline|until"
        "|active until|service until|service ends|paid until|good until|end|expire|expire le"
        "|date expiration|date d expiration|valable jusqu au|valable jusque|valide jusqu au"
        "|valable jusqu|jusqu au|jusqu|echeance|date echeance|prochaine echeance|fin|date fin"
        "|fin validite|date fin validite|date limite|limite|prochain paiement"
        "|prochain renouvellement|date renouvellement|a renouveler avant|a recharger avant"
        "|fin le|validite|到期|到期日|到期时间|到期日期|有效期至|有效期到|截止日期|截止日"
        "|过期时间|过期日|过期日期|续费日期|下次续费|下次续费日期|下次付款|套餐到期"
        "|套餐到期日|有效截止日期|失效日期|到期時間|過期日|過期日期|過期時間|續費日期"
        "|下次續費|有效期限|使用期限|gultig bis|ablauf|ablaufdatum|lauft ab|lauft ab am|bis"
        "|fallig|fallig am|verfallsdatum|ende|laufzeitende|laufzeit bis|guthaben gultig bis"
        "|nachste zahlung|verlangern bis|caduca|caducidad|fecha caducidad|vence|vence el"
        "|vencimiento|fecha vencimiento|valido hasta|hasta|expira|expira el|fecha expiracion"
        "|proximo pago|fecha fin|scadenza|data scadenza|scade|scade il|valido fino"
        "|valida fino|fino|valido fino a|prossimo pagamento|geldig tot|geldig t m|vervaldatum"
        "|verloopt|verloopt op|verloopdatum|tot|einddatum|volgende betaling|valido ate"
        "|validade|data validade|expira em|data vencimento|proximo pagamento|ate|wazne do"
        "|wazny do|wazna do|data waznosci|termin waznosci|wygasa|waznosc|do|termin"
        "|nastepna platnosc|تاريخ الانتهاء|تاريخ انتهاء الصلاحية|صالح حتى|صالحة حتى|ينتهي في"
        "|ينتهي|الصلاحية|انتهاء|تاريخ انتهاء|الانتهاء|تاريخ التجديد|ngay het han|het han"
        "|han su dung|han dung|han|thoi han|hieu luc den|het han ngay"
    ),
    "number_until": (
        "number until|number kept until|number expires|number lost|number valid until"
        "|numero conserve jusqu au|numero garde jusqu au|perte numero|fin numero|号码保留至"
        "|号码保留到|号码有效期|号码有效期至|销号日期|號碼保留至|號碼有效期|號碼保留期限"
        "|nummer bis|nummer gultig bis|rufnummer bis|numero hasta|numero fino|nummer tot"
        "|rufnummer gultig bis|rufnummer verfallt|rufnummer verfallt am|nummer verfallt"
        "|nummer verfallt am|rufnummer erlischt am|numero perdu le|numero expire le"
        "|numero valable jusqu au|numero actif jusqu au|ligne active jusqu au|numero valido hasta"
        "|numero caduca|numero caduca el|linea activa hasta|numero valido fino"
        "|numero valido fino al"
        "|numero scade|numero scade il|sim attiva fino al|nummer geldig tot|nummer vervalt"
        "|nummer vervalt op|numero valido ate|numero ate|numero expira em|numer wazny do"
        "|numer aktywny do|号码失效日期|號碼失效日期|門號有效期限"
    ),
    "date": (
        "date|renewed|renewed on|top up date|topup date|date top up|topped up|topped up on"
        "|last top up|last topup|last renewal|last renewed|payment date|paid on|last payment"
        "|recharge|recharge le|date recharge|derniere recharge|date derniere recharge|paye le"
        "|renouvele le|dernier renouvellement|date paiement|日期|充值日期|充值时间|续费时间"
        "|上次充值|最近充值|付款日期|缴费日期|缴费时间|儲值日期|充值時間|上次儲值|繳費日期"
        "|datum|aufladung|aufgeladen|aufgeladen am|letzte aufladung|bezahlt am|aufladedatum"
        "|fecha|fecha recarga|ultima recarga|recargado|fecha pago|data|data ricarica"
        "|ultima ricarica|data pagamento|data recarga|opgewaardeerd|opgewaardeerd op"
        "|laatste opwaardering|data doladowania|ostatnie doladowanie|التاريخ|تاريخ"
        "|تاريخ الشحن|اخر شحن|تاريخ الدفع|ngay|ngay nap|lan nap cuoi|ngay thanh toan"
    ),
    "price": (
        "per month|price|cost|fee|monthly fee|monthly cost|monthly price|plan price|rate"
        "|charge|monthly|prix|tarif|cout|mensualite|prix mensuel|prix mois|cout mensuel"
        "|abonnement mensuel|价格|月费|资费|套餐费|套餐价格|费用|月租|月租费|每月费用|單價"
        "|價格|月費|月租費|費用|資費|preis|kosten|gebuhr|monatspreis|grundgebuhr|monatlich"
        "|monatliche kosten|preis monat|precio|coste|costo|tarifa|cuota|cuota mensual"
        "|precio mensual|prezzo|canone|costo mensile|prezzo mensile|prijs|tarief|maandbedrag"
        "|prijs maand|kosten maand|preco|custo|mensalidade|valor|preco mensal|cena|koszt"
        "|oplata|cena miesieczna|oplata miesieczna|السعر|التكلفة|الثمن|السعر الشهري|الرسوم"
        "|gia|gia goi|gia cuoc|cuoc|phi|cuoc phi|chi phi"
    ),
    "amount": (
        "amount|paid|sum|amount paid|top up amount|value|total|montant|somme|montant paye"
        "|paye|montant recharge|金额|充值金额|付款金额|缴费金额|金額|儲值金額|繳費金額|betrag"
        "|summe|bezahlt|importe|cantidad|monto|importo|cifra|bedrag|montante|quantia|kwota"
        "|المبلغ|so tien|menh gia"
    ),
    "currency": (
        "currency|devise|monnaie|货币|币种|貨幣|幣別|幣種|wahrung|moneda|divisa|valuta|moeda"
        "|waluta|العملة|tien te|don vi tien te|loai tien"
    ),
    "country": (
        "country|country code|pays|国家|国家地区|國家|國家地區|land|pais|paese|kraj|البلد"
        "|الدولة|quoc gia|nuoc"
    ),
    "iccid": (
        "iccid|sim number|sim no|sim nr|sim serial|sim serial number|sim id|card number"
        "|numero sim|numero carte|numero carte sim|n sim|no sim|卡号|sim卡号|iccid号|卡號"
        "|sim卡號|kartennummer|simkartennummer|sim kartennummer|sim nummer|sim kartennr"
        "|numero tarjeta sim|numero scheda|numero scheda sim|simnummer|simkaartnummer"
        "|numer sim|numer karty sim|رقم الشريحة|رقم البطاقة|so sim|so seri sim|ma sim"
        "|so the sim"
    ),
    "owner": (
        "first name|full name|prenom|prenoms|vorname|voornaam|imie|imie nazwisko|imie i nazwisko"
        "|nome e cognome|nombre y apellidos|whose|whose phone|持卡人|ho ten|owner|user|used by"
        "|person|who|member|holder"
        "|belongs to|family member|assigned to|titulaire|utilisateur|utilisatrice"
        "|proprietaire|personne|qui|utilise par|a qui|使用人|使用者|机主|所有人|姓名|谁用"
        "|用户|持有人|家庭成员|成员|機主|用戶|持有者|家人|nutzer|nutzerin|benutzer|besitzer"
        "|inhaber|wer|titular|usuario|propietario|persona|quien|titolare|utente|proprietario"
        "|intestatario|chi|gebruiker|eigenaar|persoon|wie|utilizador|dono|pessoa|wlasciciel"
        "|uzytkownik|osoba|kto|المالك|المستخدم|صاحب الخط|الشخص|العضو|chu thue bao|nguoi dung"
        "|chu so huu|nguoi su dung"
    ),
    "offer": (
        "offer|plan|package|product|bundle|plan name|offre|forfait|formule|nom forfait|套餐"
        "|资费套餐|套餐名称|方案|資費方案|套餐名稱|angebot|oferta|paquete|offerta|piano"
        "|bundel|toestel|plano|pacote|pakiet|taryfa|الباقة|العرض|goi|goi cuoc|ten goi cuoc"
    ),
    "note": (
        "note|notes|remark|remarks|comment|comments|remarque|remarques|commentaire"
        "|commentaires|备注|说明|備註|說明|notiz|notizen|bemerkung|bemerkungen|kommentar|nota"
        "|notas|observaciones|comentarios|observacoes|opmerking|opmerkingen|notitie|uwagi"
        "|notatki|ملاحظات|ملاحظة|ghi chu"
    ),
    "payer": "payer|paid by|paye par|付款人|缴费人|付款者|bezahlt von|pagado por|pagato da",
}
"""Headings by their column, folded and without the words that say nothing."""

_DOUBTFUL: Mapping[str, tuple[str | None, ...]] = {
    "sim|sim card|carte sim|sim karte|simkarte|sim卡|电话卡|手机卡|tarjeta sim|tarjeta|carta sim"
    "|scheda sim|simkaart|sim kaart|cartao sim|karta sim|شريحة|الشريحة|the sim|carte|card"
    "|karte|kaart|cartao|karta|卡|线路|線路|handykarte": ("iccid", "number", "line", None),
    "tarif|tarifa|tarief|abonament|abonnement|plan tarifaire|forfait|资费|資費|subscription": (
        "price",
        "offer",
    ),
    "validity|有效期|有效期限|期限|validite|gultigkeit|vigencia|validita|geldigheid|validade"
    "|waznosc|renewal|renouvellement|verlangerung|续费|續費|rinnovo|renovacion|数据到期": (
        "service_until",
        None,
    ),
    "data|date|datum|fecha|日期|التاريخ|تاريخ|ngay": ("date", None),
    "number|numero|nummer|numer|号码|號碼|no|n|num|so|الرقم|رقم|nr": ("number", "iccid", None),
    "total|sum|summe|value|valor|monthly|fee|montant|somme": ("price", None),
    "end|fin|ende|do|tot|ate|bis|fino|hasta|due|until|limite|termin|han": ("service_until", None),
    "title|account|description": ("line", None),
    "name|nom|nome|nombre|naam|الاسم|اسم|ten": ("line", "owner"),
}
"""Headings that can be more than one thing: the first is meant whose cells can be read as such."""

_NOTHING = frozenset(
    [
        "the",
        "of",
        "for",
        "my",
        "our",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "au",
        "aux",
        "une",
        "un",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "von",
        "el",
        "los",
        "las",
        "do",
        "da",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "dello",
        "il",
        "lo",
        "van",
        "het",
        "een",
        "z",
        "na",
        "w",
        "sim",
        "esim",
        "card",
        "carte",
        "karte",
        "tarjeta",
        "卡",
    ]
)
"""Words of a heading that do not tell which column it is."""
_SHORTEST_PART = 4
_LONGEST_HEADING = 200
"""What is longer heads no column, and is not taken apart: that takes long."""
_BRACKETS = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")


def column_name(heading: str) -> str:
    """Return what a column of ours is called, whatever its capitals and the blanks in it."""
    return "_".join(plain_signs(heading).casefold().replace("_", " ").split())


def is_bare_date(heading: str) -> bool:
    """Return whether a heading says that a column has dates, and not of what."""
    return column_name(heading) == "date" or meant_by(heading) == ("date", None)


def meant_by(heading: str) -> tuple[str | None, ...]:
    """Return the columns that a heading can mean, the likeliest first; `None` is one's own."""
    if len(heading) > _LONGEST_HEADING:
        return ()
    if (name := column_name(heading)) in COLUMNS:
        return (name,)
    for folded in _spellings(heading):
        if folded in _KNOWN:
            return _KNOWN[folded]
    return ()


def hinted_by(heading: str) -> tuple[str | None, ...]:
    """Return the columns that the longest known part of a heading can mean, or `None` is one's own.

    A date beside a line can be anybody's, so that no part of a heading makes one of a renewal.
    """
    if len(heading) > _LONGEST_HEADING:
        return ()
    folded = folded_words(_BRACKETS.sub(" ", plain_signs(heading)))
    known = {part: _KNOWN[part] for part in _parts(folded) if part in _KNOWN}
    if not known or "date" in (columns := known[max(known, key=len)]):
        return ()
    return (*(each for each in columns if each is not None), None)


def currency_in(heading: str, home: str | None) -> str | None:
    """Return the currency that a heading names in brackets, as in `Price (€)`."""
    for inside in _BRACKETS.findall(plain_signs(heading[:_LONGEST_HEADING])):
        if found := currency_of(inside, home):
            return found
    return None


def _spellings(heading: str) -> Iterator[str]:
    bare = _BRACKETS.sub(" ", plain_signs(heading))
    for text in (heading, bare):
        yield folded_words(text)
    yield _telling(folded_words(bare))


def _parts(folded: str) -> Iterator[str]:
    """Return the parts of a heading that are long enough to tell: words, or signs of Chinese."""
    words = folded.split()
    for begin in range(len(words)):
        for end in range(begin + 1, len(words) + 1):
            if len(part := " ".join(words[begin:end])) >= _SHORTEST_PART:
                yield part
    if not folded.isascii():
        for begin in range(len(folded) - 1):
            yield from (folded[begin:end] for end in range(begin + 2, len(folded) + 1))


def _telling(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in _NOTHING)


def _known() -> Iterator[tuple[str, tuple[str | None, ...]]]:
    for column, headings in _WORDS.items():
        for heading in headings.split("|"):
            yield folded_words(heading), (column,)
            yield _telling(folded_words(heading)), (column,)
    for headings, columns in _DOUBTFUL.items():
        for heading in headings.split("|"):
            yield folded_words(heading), columns


_KNOWN = {folded: columns for folded, columns in _known() if folded}

CHINESE_SIGNS = frozenset(
    sign for heading in _KNOWN for sign in heading if "\u4e00" <= sign <= "\u9fff"
)
"""The signs that Chinese headings are made of."""
