"""What the reader promises of any text: its limits, its answer, and what it takes from outside."""
# ruff: noqa: RUF001 - letters that look alike are what is tried

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.messages import (
    MOST_CHARACTERS,
    UNLIMITED,
    Doubt,
    Finding,
    Kind,
    MessageTooLong,
    Reason,
)
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.core.model import Bucket, Measure

ON = date(2026, 11, 24)


def read(text: str, on: date = ON, **hints: str):
    return read_message(text, received_on=on, **hints)


def reasons(text: str, **hints: str) -> dict[str, Reason]:
    return {doubt.words: doubt.reason for doubt in read(text, **hints).doubts}


def test_a_finding_says_its_words_and_where_they_are() -> None:
    text = "Orange : il vous reste 2,5 Go valables jusqu'au 12/12/2026."

    assert read(text).findings == (
        Finding(Kind.DATA_REMAINING, Decimal("2.5E9"), "il vous reste 2,5 Go", 9, 29),
        Finding(Kind.SERVICE_UNTIL, date(2026, 12, 12), "valables jusqu'au 12/12/2026", 30, 58),
    )


def test_a_doubt_says_its_words_and_the_reason() -> None:
    assert read("10 Go pour 9,99 €").doubts == (
        Doubt(Reason.OFFER, "10 Go", 0, 5),
        Doubt(Reason.PRICE, "9,99 €", 11, 17),
    )


def test_what_is_certain_can_be_asked_for_by_kind() -> None:
    understanding = read("Votre solde est de 5,20 €. Il vous reste 2 Go ou 3 Go.")

    assert understanding.value(Kind.CREDIT) == Decimal("5.20")
    assert understanding.applied[Kind.CREDIT].currency == "EUR"
    assert understanding.value(Kind.DATA_REMAINING) is None


def test_balances_become_a_reading_and_unlimited_ones_do_not() -> None:
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    understanding = read("Il vous reste 2 Go, 50 min et SMS illimités. Solde : 5 €.")

    assert understanding.value(Kind.SMS_REMAINING) is UNLIMITED
    assert understanding.reading(at) == {
        Bucket.DATA_REMAINING: Measure(Decimal(2 * 10**9), at),
        Bucket.VOICE_REMAINING: Measure(Decimal(3000), at),
        Bucket.CREDIT: Measure(Decimal(5), at),
    }


def test_every_bucket_is_a_kind_and_dates_are_no_balance() -> None:
    assert {kind.bucket for kind in Kind} == {*Bucket, None}
    assert Kind.SERVICE_UNTIL.bucket is None
    assert Kind.DATA_USED.bucket is None


def test_a_text_of_five_thousand_characters_is_read_and_a_longer_one_refused() -> None:
    text = "Il vous reste 2 Go." + " " * (MOST_CHARACTERS - 19)

    assert read(text).value(Kind.DATA_REMAINING) == 2 * 10**9
    with pytest.raises(MessageTooLong):
        read(text + " ")
    assert issubclass(MessageTooLong, ValueError)


@pytest.mark.parametrize(
    ("text", "hints", "day"),
    [
        ("Your £5 credit expires on 05/01/2027.", {}, date(2027, 1, 5)),
        ("Your $5 credit expires on 05/01/2027.", {}, date(2027, 5, 1)),
        ("Your A$5 credit expires on 05/01/2027.", {}, date(2027, 1, 5)),
        ("Your pack expires on 25/01/2027.", {}, date(2027, 1, 25)),
        ("Your pack expires on 01/25/2027.", {}, date(2027, 1, 25)),
        ("Your pack expires on 05/05/2027.", {}, date(2027, 5, 5)),
        ("Added on 23/11/2026. Your pack expires on 05/01/2027.", {}, date(2027, 1, 5)),
        ("Your pack expires on 05/01/2027.", {"carrier": "giffgaff"}, date(2027, 1, 5)),
        ("Your pack expires on 05/01/2027.", {"sender": "Lebara"}, date(2027, 1, 5)),
        ("Your pack expires on 05/01/2027.", {"carrier": "Mint Mobile"}, date(2027, 5, 1)),
        ("Your pack expires on 05/01/2027.", {"carrier": "T-Mobile US"}, date(2027, 5, 1)),
        ("Your pack expires on 05/01/2027.", {"carrier": "Unheard Of"}, None),
        ("Your pack expires on 05/01/2027.", {}, None),
        ("23/11/2026, 11/23/2026. Your pack expires on 05/01/2027.", {}, None),
        ("Your pack expires on 2027-01-05.", {}, date(2027, 1, 5)),
        ("Your pack expires on 05.01.2027.", {}, date(2027, 1, 5)),
        ("Your pack expires on January 5th, 2027.", {}, date(2027, 1, 5)),
        ("Your pack expires on Jan. 5 2027.", {}, date(2027, 1, 5)),
        ("Your pack expires on 5 Jan 27.", {}, date(2027, 1, 5)),
        ("Your pack expires on 5-Jan-27.", {}, date(2027, 1, 5)),
        ("Your pack expires on 31/02/2027.", {}, None),
        ("您的余额30元,套餐有效期至05/12/2027", {}, None),
        ("餘額HK$30,有效期至05/12/2027", {}, date(2027, 12, 5)),
    ],
)
def test_the_order_of_a_date_comes_from_the_text_or_the_carrier(text, hints, day) -> None:
    understanding = read(text, **hints)

    assert understanding.value(Kind.SERVICE_UNTIL) == day


def test_a_date_that_can_be_two_days_is_in_doubt() -> None:
    assert reasons("Your pack expires on 05/01/2027.") == {"05/01/2027": Reason.AMBIGUOUS_DATE}


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 11, 24), date(2027, 5, 12)),
        (date(2027, 5, 12), date(2027, 5, 12)),
        (date(2027, 5, 13), Reason.PAST_DATE),
        (date(2027, 6, 12), Reason.PAST_DATE),
        (date(2027, 6, 13), date(2028, 5, 12)),
    ],
)
def test_a_missing_year_is_the_next_one_unless_the_day_was_lately(on, day) -> None:
    understanding = read("Votre crédit est valable jusqu'au 12/05.", on)
    said = [*(each.value for each in understanding.findings)]
    said += [*(each.reason for each in understanding.doubts)]

    assert said == [day]


def test_the_last_of_february_waits_for_a_leap_year() -> None:
    text = "Votre crédit est valable jusqu'au 29/02"

    assert read(text).value(Kind.SERVICE_UNTIL) == date(2028, 2, 29)
    assert read(f"{text}/2028").value(Kind.SERVICE_UNTIL) == date(2028, 2, 29)
    assert read(f"{text}/2027").findings == ()
    assert read(text, date(2097, 1, 1)).value(Kind.SERVICE_UNTIL) == date(2104, 2, 29)


DOUBTFUL = [
    ("Votre crédit est valable jusqu'au 12/05/2025.", "12/05/2025", Reason.PAST_DATE),
    ("Votre crédit est valable jusqu'au 31/12/2099.", "31/12/2099", Reason.FAR_DATE),
    ("Votre crédit est valable jusqu'au 12/2027.", "12/2027", Reason.AMBIGUOUS_DATE),
    ("Votre crédit est valable 30 jours.", "30 jours", Reason.DURATION),
    ("Votre crédit expire dans moins de 5 jours.", "5 jours", Reason.THRESHOLD),
    ("Votre forfait sera renouvelé le 12/12/2026.", "12/12/2026", Reason.RENEWAL),
    ("Actif depuis le 12/05/2026.", "12/05/2026", Reason.OTHER_DATE),
    ("Il reste 5 jours.", "5 jours", Reason.UNCLEAR),
    ("Votre solde est de 5,20", "5,20", Reason.NO_UNIT),
    ("Il vous reste 1,500 Mo.", "1,500 Mo", Reason.AMBIGUOUS_NUMBER),
    ("Il vous reste 1.500 Go.", "1.500 Go", Reason.AMBIGUOUS_NUMBER),
    ("Il vous reste 2,5 SMS.", "2,5 SMS", Reason.AMBIGUOUS_NUMBER),
    ("Il vous reste 5G.", "5G", Reason.AMBIGUOUS_UNIT),
    ("Vous avez utilisé 7 Go restants.", "7 Go", Reason.AMBIGUOUS_ROLE),
    ("Il vous reste 2 h.", "2 h", Reason.AMBIGUOUS_UNIT),
    ("Il vous reste moins de 2 Go.", "2 Go", Reason.THRESHOLD),
    ("Il vous reste 10 Go dont 2 Go de bonus.", "2 Go", Reason.INCLUDED_IN),
    ("Il vous reste 2 Go soit 2000 Mo.", "2000 Mo", Reason.ALTERNATIVE),
    ("Il vous reste 2 Go (2000 Mo).", "2000 Mo", Reason.ALTERNATIVE),
    ("Il vous reste 20 min ou 50 SMS.", "20 min", Reason.ALTERNATIVE),
    ("Il vous reste 20 min ou 50 SMS.", "50 SMS", Reason.ALTERNATIVE),
    ("Il vous reste 2 Go, 3 Go.", "3 Go", Reason.SEVERAL_CANDIDATES),
    ("Il vous reste 2 Go en Europe.", "2 Go", Reason.OTHER_SCOPE),
    ("Bonus : il vous reste 3 €.", "3 €", Reason.OTHER_SCOPE),
    ("Votre recharge de 10 € est prise en compte.", "10 €", Reason.ADDED),
    ("Votre facture de 25,99 € est disponible.", "25,99 €", Reason.SPENT),
    ("Votre solde est de 25,99 € à régler.", "25,99 €", Reason.SPENT),
    ("Rechargez 10 € !", "10 €", Reason.OFFER),
    ("Si votre solde est de 5 €", "5 €", Reason.CONDITION),
    ("Vous avez consommé 80 %.", "80 %", Reason.PERCENTAGE),
    ("Vous avez consommé 80 % de 20 Go.", "20 Go", Reason.PERCENTAGE),
    ("Solde 79,5 %", "79,5 %", Reason.PERCENTAGE),
    ("Votre pass 5 Go est actif.", "5 Go", Reason.PACK_NAME),
    ("Votre crédit est épuisé.", "épuisé", Reason.EXHAUSTED),
    ("Votre ancien solde : 5 €", "5 €", Reason.FORMER),
    ("À partir du 01/06, vous disposez de 5 Go.", "5 Go", Reason.LATER),
    ("Il ne vous reste pas 5 Go.", "5 Go", Reason.NEGATED),
    ("Votre solde : -5 €", "5 €", Reason.NEGATIVE),
    ("Votre solde : - 5 €", "5 €", Reason.NEGATIVE),
    ("Your plan expired on 05/11/2026.", "05/11/2026", Reason.AMBIGUOUS_DATE),
    ("Votre crédit a expiré le 05/11/2024.", "05/11/2024", Reason.FORMER),
    ("Si vous n'avez plus de crédit, rechargez.", "vous n'avez plus de crédit", Reason.EXHAUSTED),
    ("Crédit sans limite de validité.", "sans limite de validité", Reason.NO_EXPIRY),
    ("Votre crédit est valable jusqu'au 31/02/2027.", "31/02/2027", Reason.NO_SUCH_DAY),
    ("Appelez le 06 39 98 00 12.", "06 39 98 00 12", Reason.PHONE_NUMBER),
    ("Appelez le +33639980012.", "33639980012", Reason.PHONE_NUMBER),
    ("Votre code est 1234. Solde : 5 €.", "5 €", Reason.CODE),
    ("Confirmez vos données. Solde : 5 €.", "5 €", Reason.SUSPICIOUS),
    ("Crédit Agricole. Solde : 5 €.", "5 €", Reason.OTHER_SENDER),
    ("Votre fille Emma : solde : 5 €.", "5 €", Reason.OTHER_LINE),
    ("10 Go pour 9,99 €", "9,99 €", Reason.PRICE),
    ("Merci pour 5 Go.", "5 Go", Reason.UNCLEAR),
]


@pytest.mark.parametrize(("text", "words", "reason"), DOUBTFUL)
def test_what_is_not_sure_is_not_applied_and_the_reason_is_said(text, words, reason) -> None:
    understanding = read(text)

    assert [doubt.reason for doubt in understanding.doubts if doubt.words.endswith(words)] == [
        reason
    ]
    assert not [each for each in understanding.findings if each.words.endswith(words)]


def test_every_reason_for_a_doubt_is_given_for_some_text() -> None:
    assert {reason for _, _, reason in DOUBTFUL} == set(Reason)


@pytest.mark.parametrize(
    ("amount", "octets"),
    [
        ("200 o", 200),
        ("200o", 200),
        ("1024 octets", 1024),
        ("2 Ko", 2000),
        ("2 KiB", 2048),
        ("2 Mo", 2_000_000),
        ("2 MB", 2_000_000),
        ("2 megas", 2_000_000),
        ("2 MiB", 2_097_152),
        ("0,5 Go", 500_000_000),
        ("18G", 18_000_000_000),
        ("1,25GB", 1_250_000_000),
        ("1.25 Go", 1_250_000_000),
        ("2,386 Go", 2_386_000_000),
        ("1 250 Mo", 1_250_000_000),
        ("1\u00a0250\u00a0Mo", 1_250_000_000),
        ("1\u202f250,5\u202fMo", 1_250_500_000),
        ("1.250,5 Mo", 1_250_500_000),
        ("1'250 Mo", 1_250_000_000),
        ("1.250.000 Ko", 1_250_000_000),
        ("7G826.71M", 7_826_710_000),
        ("2 Go 500 Mo", 2_500_000_000),
        ("1 To", 1_000_000_000_000),
        ("２Ｇｏ", 2_000_000_000),
    ],
)
def test_data_is_read_in_every_spelling(amount, octets) -> None:
    assert read(f"Il vous reste {amount} de data.").value(Kind.DATA_REMAINING) in {octets, None}
    assert read(f"Il vous reste {amount}").value(Kind.DATA_REMAINING) == octets


@pytest.mark.parametrize(
    ("amount", "seconds"),
    [
        ("34 min", 2040),
        ("34mn", 2040),
        ("1h12m13s", 4333),
        ("00h29m10s", 1750),
        ("1h30", 5400),
        ("2 h 05 min", 7500),
        ("12 min 30", 720),
        ("12min30", 750),
        ("12 min 30 s", 750),
        ("2 heures", 7200),
        ("45 sec", 45),
    ],
)
def test_time_to_talk_is_read_in_every_spelling(amount, seconds) -> None:
    assert read(f"Il vous reste {amount} d'appels.").value(Kind.VOICE_REMAINING) == seconds


@pytest.mark.parametrize(
    ("amount", "value", "currency"),
    [
        ("5,20 €", "5.20", "EUR"),
        ("5.20EUR", "5.20", "EUR"),
        ("12.50E", "12.50", "EUR"),
        ("12.50 E", "12.50", "EUR"),
        ("5€20", "5.20", "EUR"),
        ("20 euros 00", "20", "EUR"),
        ("€5", "5", "EUR"),
        ("€ 5,20", "5.20", "EUR"),
        ("EUR 5,20", "5.20", "EUR"),
        ("EUR:5,20", "5.20", "EUR"),
        ("CHF 24.50", "24.50", "CHF"),
        ("£6", "6", "GBP"),
        ("1 234,56 €", "1234.56", "EUR"),
        ("1.234,56 €", "1234.56", "EUR"),
        ("1,234.56 €", "1234.56", "EUR"),
        ("11.00 zł", "11", "PLN"),
        ("300 Kč", "300", "CZK"),
        ("12 元", "12", "CNY"),
        ("¥12", "12", "CNY"),
        ("HK$35.5", "35.5", "HKD"),
        ("35.5 HK$", "35.5", "HKD"),
        ("US$ 3", "3", "USD"),
        ("$3", "3", "USD"),
        ("Rs. 995", "995", None),
        ("50 ct", "0.50", "EUR"),
    ],
)
def test_money_is_read_in_every_spelling(amount, value, currency) -> None:
    finding = read(f"Votre solde : {amount}.").applied[Kind.CREDIT]

    assert (finding.value, finding.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "amount",
    [
        "384 kbit/s",
        "20 Mb/s",
        "5 Mbps",
        "20 Mo/s",
        "1.2.3 Go",
        "1.23.456,7 Go",
        "1,2.3,4 Go",
        "1,2,3,4,5,6,7,8,9 Go",
        "1234567890123 Go",
        "€",
        "$",
        "€ 5 Mbps",
    ],
)
def test_what_only_looks_like_an_amount_of_data_is_none(amount) -> None:
    assert Kind.DATA_REMAINING not in read(f"Il vous reste {amount}").applied


def test_languages_that_a_text_sounds_like_alike_have_to_agree() -> None:
    assert read("Saldo: 5,20 EUR").value(Kind.CREDIT) == Decimal("5.20")
    assert read("Credit: 1,500 EUR").findings == ()


def test_nothing_is_read_in_no_language() -> None:
    assert read("").doubts == ()
    assert reasons("5 GB") == {"5 GB": Reason.UNCLEAR}


def test_a_carrier_with_a_dollar_of_its_own_means_that_one() -> None:
    text = "Your balance is $5.00"

    assert read(text).applied[Kind.CREDIT].currency == "USD"
    assert read(text, carrier="Telstra").applied[Kind.CREDIT].currency == "AUD"
    assert read(text, sender="CSL").applied[Kind.CREDIT].currency == "HKD"
    assert read(text, carrier="giffgaff").applied[Kind.CREDIT].currency == "USD"


def test_spellings_that_look_alike_are_alike() -> None:
    plain = read("Il vous reste 2,5 Go.").value(Kind.DATA_REMAINING)

    assert plain == Decimal("2.5E9")
    for text in (
        "IL VOUS RESTE 2,5 GO.",
        "Il vous reste\u00a02,5\u202fGo.",
        "I\u00adl vous reste 2,5 G\u200bo.",
        "Ｉｌ vous reste ２,５ Go.",
        "Il vous re\u0301ste 2,5 Go.",
        "Il vous reste\t2,5 Go.",
    ):
        assert read(text).value(Kind.DATA_REMAINING) == plain


def test_the_digits_of_a_number_cannot_be_hidden() -> None:
    assert read("Il vous reste 5\u200b0 Go.").value(Kind.DATA_REMAINING) == 50 * 10**9


@pytest.mark.parametrize(
    "text",
    [
        "Il vous reste 3,5 sur 10 Go.",
        "Il vous reste 3,5/10 Go.",
        "Il vous reste 3.5 / 10 Go.",
        "You have 3.5 of 10 GB left.",
        "Sie haben noch 3,5 von 10 GB.",
    ],
)
def test_a_part_shares_the_unit_of_the_whole(text) -> None:
    understanding = read(text)

    assert understanding.value(Kind.DATA_REMAINING) == Decimal("3.5E9")
    assert understanding.value(Kind.DATA_ALLOWANCE) == Decimal("10E9")


def test_a_whole_number_and_a_slash_are_no_date_before_a_unit() -> None:
    assert read("Il vous reste 3/10 Go.").value(Kind.DATA_REMAINING) == 3 * 10**9
    assert read("Il vous reste 1,250 sur 10 Go.").value(Kind.DATA_REMAINING) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A total that does not add up, and one that cannot.
        (
            "已使用3GB,剩余5GB,总流量10GB",
            {Kind.DATA_USED: 3 * 10**9, Kind.DATA_REMAINING: 5 * 10**9},
        ),
        ("Il vous reste 2 Go et internet illimité.", {}),
        # Spans longer than days.
        ("Votre crédit expire dans 2 mois.", {Kind.SERVICE_UNTIL: date(2027, 1, 24)}),
        ("Votre crédit expire dans 1 an.", {Kind.SERVICE_UNTIL: date(2027, 11, 24)}),
        ("Votre crédit expire dans 2 semaines.", {Kind.SERVICE_UNTIL: date(2026, 12, 8)}),
        # What begins like a date.
        ("餘額30元，民國115年12月31日到期", {Kind.CREDIT: 30}),
        ("餘額30元，民國115年13月31日到期", {Kind.CREDIT: 30}),
        ("You may call. Your credit of £5 expires Jan 12:30", {Kind.CREDIT: 5}),
        # A line is named, and then a date without anything that it is the end of.
        ("Votre ligne : 06 39 98 00 12. Valable jusqu'au 12/05/2027.", {}),
        # "You have" speaks of what is right behind it, or of nothing.
        ("Vous avez droit à 5 Go et 20 SMS.", {}),
        # A chain of digits and marks is one thing, to its end.
        ("Il vous reste 1.2.3.x 4 Go", {}),
        ("You have 1.500 GB left.", {Kind.DATA_REMAINING: Decimal("1.5E9")}),
        # Credit, and what it would buy.
        ("Votre solde est de 5 € ou 30 min.", {Kind.CREDIT: 5}),
        # What has to be paid is no credit, and takes nothing else along.
        ("Il vous reste 2 Go et 5 € à payer.", {Kind.DATA_REMAINING: 2 * 10**9}),
        # What stands before a comma is not what happens behind it.
        ("请充值，套餐2026年12月12日到期", {Kind.SERVICE_UNTIL: date(2026, 12, 12)}),
        # What was said of the credit before, and not the word for a top-up, ends.
        (
            "Solde : 5 €. Crédit valable après rechargement jusqu'au 12/12/2026.",
            {Kind.CREDIT: 5, Kind.SERVICE_UNTIL: date(2026, 12, 12)},
        ),
        # One word between two amounts.
        ("3GB used 7GB left", {Kind.DATA_REMAINING: 7 * 10**9}),
        ("3GB of web used 7GB left", {}),
        ("流量20GB剩余5GB", {}),
        # What is left stays so, whatever it may cost to get more.
        ("Il vous reste 10 Go pour 9,99 €.", {Kind.DATA_REMAINING: 10 * 10**9}),
        # What one call or one session took.
        ("Session : 12 Mo consommés. Il vous reste 2 Go.", {Kind.DATA_REMAINING: 2 * 10**9}),
    ],
)
def test_what_is_easily_misread_is_not(text, expected) -> None:
    found = {finding.kind: finding.value for finding in read(text).findings}

    assert found == expected


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "bla " * 400 + "il vous reste 2 Go " + "bla " * 400

    assert read(text).value(Kind.DATA_REMAINING) == 2 * 10**9


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Votre crédit est valable jusqu'au 12/1", "12/1"),
        ("Votre crédit est valable jusqu'au 12/1 ", "12/1"),
        ("Votre crédit est valable jusqu'au 12/1…", "12/1"),
        ("Votre crédit est valable jusqu'au 12/1...", "12/1"),
        ("Your plan is valid until 24/1", "24/1"),
        ("Your plan is valid until December 1", "December 1"),
        ("Ihr Guthaben ist gültig bis 12.1", "12.1"),
        ("Votre crédit est valable jusqu'au 2026-12-1", "2026-12-1"),
        ("套餐有效期至2026年12月1", "2026年12月1"),
    ],
)
def test_a_date_at_the_very_end_that_one_more_digit_makes_another_is_in_doubt(text, cut) -> None:
    understanding = read(text)

    assert understanding.findings == ()
    assert [(doubt.reason, doubt.words) for doubt in understanding.doubts] == [
        (Reason.AMBIGUOUS_DATE, cut)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Votre crédit est valable jusqu'au 12/1.", date(2027, 1, 12)),
        ("Votre crédit est valable jusqu'au 12/1 inclus", date(2027, 1, 12)),
        ("Votre crédit est valable jusqu'au 24/12", date(2026, 12, 24)),
        ("Your plan is valid until December 4", date(2026, 12, 4)),
        ("Ihr Guthaben ist gültig bis 12.1.", date(2027, 1, 12)),
        ("套餐有效期至2026年12月1日", date(2026, 12, 1)),
    ],
)
def test_a_date_at_the_very_end_that_is_complete_is_read(text, day) -> None:
    assert read(text).value(Kind.SERVICE_UNTIL) == day
