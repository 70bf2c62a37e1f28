"""Which day is the number's last one, and which only that of an amount."""
# ruff: noqa: RUF001 - a message stays in one piece, with Chinese marks

from datetime import date, timedelta

import pytest

from custom_components.sim_renewal.core.messages import (
    Kind,
    Reason,
    Understanding,
)
from custom_components.sim_renewal.core.messages.reader import read_message

DAY = date(2027, 11, 28)


def read(text: str) -> Understanding:
    return read_message(text, received_on=date(2026, 11, 24), currency="EUR")


@pytest.mark.parametrize(
    "text",
    [
        "Number 0639980001: 3.2GB valid until 28 November 2027",
        "Numéro 0639980001 : 3,2 Go valables jusqu'au 28/11/2027",
        "Rufnummer 0639980001: 3,2 GB gültig bis 28.11.2027",
        "Línea 0639980001: 3,2 GB válidos hasta el 28/11/2027",
        "Numero 0639980001: 3,2 GB validi fino al 28/11/2027",
        "Nummer 0639980001: 3,2 GB geldig tot 28-11-2027",
        "Numer 0639980001: 3,2 GB ważne do 28.11.2027",
        "Číslo 639980001: 3,2 GB platí do 28.11.2027",
        "Número 0639980001: 3,2 GB válidos até 28/11/2027",
        "号码0639980001：3.2GB有效期至2027年11月28日",
    ],
)
def test_the_day_until_which_an_amount_lasts_is_not_that_of_the_number(text) -> None:
    applied = {each.kind: each.value for each in read(text).findings}

    assert applied == {Kind.DATA_REMAINING: 3_200_000_000, Kind.SERVICE_UNTIL: DAY}


@pytest.mark.parametrize(
    "text",
    [
        "Top up before 28 November 2027 to keep your number.",
        "Top up by 28 November 2027 or you will lose your number.",
        "Rechargez avant le 28/11/2027 pour garder votre ligne.",
        "Laden Sie bis zum 28.11.2027 auf, um Ihre Rufnummer zu behalten.",
        "Recarga antes del 28/11/2027 para mantener tu línea.",
        "Ricarica entro il 28/11/2027 per conservare il tuo numero.",
        "Waardeer op voor 28-11-2027 om je nummer te houden.",
        "Doładuj do 28.11.2027, aby nie utracić numeru.",
        "Dobijte si kredit do 28.11.2027, jinak přijdete o číslo.",
        "Carregue até 28/11/2027 para conservar o seu número.",
        "请于2027年11月28日前充值，以保留号码。",
        "Use your SIM before 28 November 2027 to keep your number.",
    ],
)
def test_what_has_to_be_done_to_keep_the_number_says_its_last_day(text) -> None:
    assert read(text).value(Kind.NUMBER_UNTIL) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "Rechargez votre ligne avant le 28/11/2027 pour conserver votre crédit.",
        "Top up your number by 28 November 2027 to keep your plan.",
        "Recarga tu línea antes del 28/11/2027 para no perder tu saldo.",
        "Rechargez avant le 28/11/2027 pour garder votre numéro actif jusqu'au 12/12/2027.",
    ],
)
def test_what_keeps_something_else_says_nothing_of_the_number(text) -> None:
    assert read(text).value(Kind.NUMBER_UNTIL) != DAY


@pytest.mark.parametrize(
    "text",
    [
        "Konto wazne do 28.11.2027 (polaczenia wychodzace), do 12.12.2027 (przychodzace).",
        "Linea activa hasta 28/11/2027 vence 12/12/2027",
        "Número activo hasta el 28/11/2027, caduca el 12/12/2027",
    ],
)
def test_service_ends_first_and_then_the_number(text) -> None:
    applied = {each.kind: each.value for each in read(text).findings}

    assert applied == {Kind.SERVICE_UNTIL: DAY, Kind.NUMBER_UNTIL: date(2027, 12, 12)}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Saldo disponible 3,45 EUR. Datos: 4.03 GB", Kind.DATA_REMAINING, 4_030_000_000),
        ("Saldo disponible 3,45 EUR. Voz: 01:45:10", Kind.VOICE_REMAINING, 6310),
        ("Pakiet internet: 3,45 GB ważny do 28.11.2027", Kind.DATA_REMAINING, 3_450_000_000),
        ("Opt: 25 SMS jusqu'au 28/11/2027", Kind.SMS_REMAINING, 25),
    ],
)
def test_an_amount_with_a_name_is_left_where_it_ends_or_a_balance_is_told(
    text, kind, value
) -> None:
    assert read(text).value(kind) == value


@pytest.mark.parametrize(
    "text",
    [
        "Votre forfait : 20 Go",
        "Internet: 20 GB, Minuten: 300",
        "Saldo: 3,45 EUR. Tarifa: 20 GB",
        "Internet : 20 Go à 9,99 € jusqu'au 28/11/2027",
        "Saldo: 3,45 EUR. Datos: 2 GB y 1 GB de regalo",
        "Saldo: 3,45 EUR. Datos: 2 GB / 10 GB",
        "Saldo: 3,45 EUR. Voz: 25:75:00",
    ],
)
def test_an_amount_with_a_name_may_be_that_of_a_plan(text) -> None:
    assert not read(text).applied.keys() - {Kind.CREDIT}


@pytest.mark.parametrize(
    ("text", "service", "number"),
    [
        ("Konto wazne do 20.12.2026 + 31 dni na odbieranie.", "2026-12-20", "2027-01-20"),
        ("Konto ważne do 2026-12-20 +31 dni na odbieranie połączeń", "2026-12-20", "2027-01-20"),
        ("Konto wazne do 20.12.2026 oraz 2 miesiace na odbieranie.", "2026-12-20", "2027-02-20"),
    ],
)
def test_days_to_be_called_in_count_from_the_end_of_service(text, service, number) -> None:
    found = read(text)
    assert found.value(Kind.SERVICE_UNTIL) == date.fromisoformat(service)
    assert found.value(Kind.NUMBER_UNTIL) == date.fromisoformat(number)


def test_days_that_are_added_to_a_date_of_before_are_none_from_now() -> None:
    found = read("Konto wazne do 20.10.2026 + 31 dni na odbieranie.")
    assert not found.applied
    assert {each.reason for each in found.doubts} == {Reason.PAST_DATE}


def test_what_is_kept_and_is_not_named_is_no_number() -> None:
    assert Kind.NUMBER_UNTIL not in read("Rechargez avant le 28/11/2027 pour garder.").applied


def test_texts_that_only_a_pack_names_are_left_beside_a_balance() -> None:
    assert read("Opt: 25 SMS. Solde: 3,40€.").value(Kind.SMS_REMAINING) == 25
    assert Kind.SMS_REMAINING not in read("Opt: 25 SMS.").applied
    assert read("Solde: 3,40€. SMS: 10. Opt: 25 SMS.").value(Kind.SMS_REMAINING) == 10


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Your number will be deactivated in 5 days.", Kind.NUMBER_UNTIL),
        ("In 5 days, your number will be deactivated.", Kind.NUMBER_UNTIL),
        ("You have 5 days left to top up before your SIM is deactivated.", Kind.NUMBER_UNTIL),
        ("Votre numéro sera désactivé dans 5 jours.", Kind.NUMBER_UNTIL),
        ("Dans 5 jours, votre numéro sera désactivé.", Kind.NUMBER_UNTIL),
        ("Dans 5 jours, votre ligne sera suspendue.", Kind.SERVICE_UNTIL),
        ("您的号码将在5天后停机，请及时充值。", Kind.SERVICE_UNTIL),
        ("您的号码将于5天后停机。", Kind.SERVICE_UNTIL),
        ("您的手机号码将于5日后销号。", Kind.NUMBER_UNTIL),
        ("Ihre Nummer wird in 5 Tagen deaktiviert.", Kind.NUMBER_UNTIL),
        ("Twój numer zostanie wyłączony za 5 dni.", Kind.NUMBER_UNTIL),
    ],
)
@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 12, 30), date(2028, 2, 25)])
def test_days_from_now_count_from_the_day_of_the_text(text, kind, day) -> None:
    found = read_message(text, received_on=day, currency="EUR").findings

    assert [(each.kind, each.value) for each in found] == [(kind, day + timedelta(days=5))]


LOST = [
    ("Your number was lost on {}.", "18/11", "28/12"),
    ("Your SIM has been deactivated on {}.", "18 November", "28 December"),
    ("Your number has been recycled since {}.", "18 November", "28 December"),
    ("Votre numéro a été perdu le {}.", "18/11", "28/12"),
    ("Votre ligne a été définitivement résiliée le {}.", "18/11", "28/12"),
    ("Votre ligne est désactivée depuis le {}.", "18/11", "28/12"),
    ("您的号码已于{}销号。", "11月18日", "12月28日"),
    ("您的号码已于{}失效。", "11月18日", "12月28日"),
    ("Ihre SIM-Karte wurde am {} deaktiviert.", "18.11.", "28.12."),
    ("Su número fue desactivado el {}.", "18/11", "28/12"),
    ("Il tuo numero è stato disattivato il {}.", "18/11", "28/12"),
    ("Je nummer is op {} afgesloten.", "18-11-2026", "28-12"),
    ("Twój numer został wyłączony {}.", "18.11.2026", "28.12"),
    ("O seu número foi desativado em {}.", "18/11", "28/12"),
    ("Vaše číslo bylo deaktivováno {}.", "18.11.2026", "28.12."),
]


@pytest.mark.parametrize(("text", "lately", "long_ago"), LOST)
def test_what_was_lost_is_lost_in_the_past_and_never_to_come(text, lately, long_ago) -> None:
    def days(when: str) -> set[object]:
        found = read(text.format(when)).findings
        assert {each.kind for each in found} <= {Kind.NUMBER_UNTIL}
        return {each.value for each in found}

    assert days(lately) == {date(2026, 11, 18)}
    assert days(long_ago) <= {date(2025, 12, 28)}


@pytest.mark.parametrize(
    "text",
    [
        "Your number was lost on 28/12/2026.",
        "Votre numéro a été perdu le 28/12/2026.",
        "Your line was suspended on 28/12/2026.",
        "Your line was suspended on 28/12.",
        "Votre ligne a été suspendue le 28/12.",
        "您的号码已于12月28日停机。",
        "Your number was not deactivated on 28/12/2026.",
    ],
)
def test_what_has_happened_on_a_day_to_come_is_believed_by_nobody(text) -> None:
    assert read(text).findings == ()
    assert read(text).doubts


@pytest.mark.parametrize(
    "text",
    [
        "Your top up was declined. Your number will be lost on 28/11/2027.",
        "Your SIM was activated and will be deactivated on 28/11/2027.",
        "Votre ligne a été suspendue, elle sera résiliée le 28/11/2027.",
        "Je nummer is niet opgewaardeerd en wordt op 28-11-2027 afgesloten.",
        "您的套餐已于11月20日生效，您的号码将于2027年11月28日销号。",
    ],
)
def test_a_past_beside_it_does_not_make_a_loss_to_come_one_of_the_past(text) -> None:
    assert read(text).value(Kind.NUMBER_UNTIL) == DAY
