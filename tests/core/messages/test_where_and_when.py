"""What is left somewhere else, at another time, or not at all, is not what the line has left."""
# ruff: noqa: RUF001 - a message stays in one piece, with Chinese marks

from datetime import date

import pytest

from custom_components.sim_renewal.core.messages import (
    Kind,
    Reason,
    Understanding,
)
from custom_components.sim_renewal.core.messages.reader import read_message


def read(text: str, **hints: str) -> Understanding:
    return read_message(text, received_on=date(2026, 5, 2), **hints)


ELSEWHERE = [
    "Bienvenue en Espagne ! Il vous reste 12 Go utilisables.",
    "Bienvenue au Pérou. Votre forfait : il vous reste 5 Go.",
    "En Italie, vous disposez encore de 8 Go.",
    "Depuis l'étranger, il vous reste 3 Go ce mois-ci.",
    "Il vous reste 1,2 Go sur 25 Go en Europe.",
    "Il vous reste 4 Go à utiliser depuis l'Union européenne.",
    "Welcome to Spain. You have 12GB of data remaining.",
    "You're now in France. You've 6GB of data left to use here.",
    "You have 5GB of your 25GB EU fair usage data left.",
    "Willkommen in Österreich. Sie haben noch 7 GB.",
    "In der Schweiz haben Sie noch 1 GB übrig.",
    "Benvenuto in Francia. Hai ancora 4 GB.",
    "Bienvenido a Italia: te quedan 5 GB.",
    "Je bent nu in Duitsland. Je hebt nog 5 GB.",
    "Witaj w Chorwacji. Pozostalo Ci 3,2 GB.",
    "Vítejte v Rakousku. Zbývá vám 2 GB.",
    "Bem-vindo a França! Ainda tem 6 GB para usar.",
    "欢迎来到日本！您的流量剩余2GB。",
    "Noch 2 GB für Spotify übrig.",
]
AT_HOME = [
    ("CH", "In der Schweiz haben Sie noch 1 GB übrig."),
    ("CH", "En Suisse, il vous reste 1 Go."),
    ("CH", "In Svizzera le restano 1 GB."),
    ("CH", "Willkommen in der Schweiz. Sie haben noch 1 GB."),
    ("AT", "In Österreich haben Sie noch 1 GB übrig."),
    ("BE", "In België kan je nog 1 GB gebruiken."),
    ("BE", "En Belgique, il vous reste 1 Go."),
    ("ES", "En España te queda 1 GB."),
    ("IT", "In Italia hai ancora 1 GB."),
    ("FR", "You have 1GB left in France."),
    ("PL", "W Polsce pozostalo Ci 1 GB."),
    ("CZ", "V CR vam zbyva 1 GB."),
    ("PT", "Em Portugal ainda tem 1 GB."),
    ("BR", "No Brasil você ainda tem 1 GB."),
    ("NL", "In Nederland heb je nog 1 GB."),
    ("JP", "您在日本的流量剩余1GB。"),
]
FROM_ABROAD = [
    ("CH", "In Deutschland haben Sie noch 1 GB übrig."),
    ("DE", "In Österreich haben Sie noch 1 GB übrig."),
    ("BE", "En France, il vous reste 1 Go."),
    ("IE", "You have 1GB left in the UK."),
    ("PT", "No Brasil ainda tem 1 GB."),
    ("NL", "In België heb je nog 1 GB."),
    ("DE", "In Luxemburg haben Sie noch 1 GB übrig."),
    ("FR", "En Suisse, il vous reste 1 Go."),
]
PAST = [
    "Hier il vous restait 2 Go.",
    "Last month you had 3GB left.",
    "Letzten Monat hatten Sie noch 4 GB übrig.",
    "El mes pasado te quedaban 3 GB.",
    "Il mese scorso ti restavano 6 GB.",
    "Vorige maand had je nog 2 GB over.",
    "W zeszlym miesiacu pozostalo Ci 3 GB.",
    "上月您的剩余流量为3GB。",
]
LATER = [
    "À partir du 01/06, vous disposez de 30 Go.",
    "From 1 June you have 30GB of data left.",
    "Ab dem 01.06. haben Sie 20 GB.",
    "A partir del 01/06 tienes 40 GB.",
    "Dal 01/06 hai 100 GB.",
    "Vanaf 1 juni heb je 20 GB.",
    "Od 01.06 masz 30 GB.",
    "A partir de 01/06 tem 10 GB.",
    "自6月1日起，您的剩余流量为30GB。",
]
NEGATED = [
    "Il ne vous reste pas 3 Go.",
    "You don't have 3GB left.",
    "Sie haben keine 3 GB mehr.",
    "No te quedan 3 GB.",
    "Non ti restano 3 GB.",
    "Je hebt geen 3 GB over.",
    "Nie pozostalo Ci 3 GB.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_left_somewhere_else_is_not_applied(text) -> None:
    reading = read(text)

    assert not reading.applied
    assert Reason.OTHER_SCOPE in {each.reason for each in reading.doubts}


@pytest.mark.parametrize(
    ("texts", "reason"), [(PAST, Reason.FORMER), (LATER, Reason.LATER), (NEGATED, Reason.NEGATED)]
)
def test_what_is_so_at_another_time_or_not_at_all_is_not_applied(texts, reason) -> None:
    for text in texts:
        reading = read(text)

        assert not reading.applied, text
        assert reason in {each.reason for each in reading.doubts}, text


@pytest.mark.parametrize(
    ("text", "carrier", "left"),
    [
        ("Welcome to Zoomtel! You have 5GB left.", "Zoomtel", 5),
        ("Welcome to Lebara! You have 5GB left.", None, 5),
        ("Welcome to your new plan. You have 5GB left.", None, 5),
        ("Bienvenue chez nous. Il vous reste 5 Go.", None, 5),
        ("Vous êtes en dépassement. Il vous reste 5 Go.", None, 5),
        ("Bienvenue en Espagne ! En France : il vous reste 5 Go.", None, 5),
        ("Europe : 3 Go restants, France : 5 Go restants.", None, 5),
        ("Pass Europe 3 Go : il vous reste 5 Go.", None, 5),
        ("Option activée le 01/05, il vous reste 5 Go.", None, 5),
        ("Last month you had 3GB left, now you have 5GB left.", None, 5),
        ("Report : 3 Go du mois dernier. Il vous reste 5 Go ce mois-ci.", None, 5),
        ("剩余5GB；其中上月结转剩余2GB。", None, 5),
        ("Il ne vous reste que 5 Go.", None, 5),
        ("Ne pas répondre. Il vous reste 5 Go.", None, 5),
    ],
)
def test_what_the_line_has_now_is_still_read(text, carrier, left) -> None:
    assert read(text, carrier=carrier).value(Kind.DATA_REMAINING) == left * 10**9


def test_a_number_may_be_of_another_country() -> None:
    reading = read("您的英国号码账户余额：£3.20。")

    assert Kind.CREDIT in reading.applied


@pytest.mark.parametrize(("country", "text"), AT_HOME)
def test_what_is_left_in_the_country_of_the_line_is_left_at_home(country, text) -> None:
    assert read(text, country=country).value(Kind.DATA_REMAINING) == 10**9


@pytest.mark.parametrize(("country", "text"), FROM_ABROAD)
def test_the_home_of_other_lines_is_abroad(country, text) -> None:
    assert Kind.DATA_REMAINING not in read(text, country=country).applied


def test_the_money_of_a_line_tells_where_it_is_at_home_where_nothing_else_does() -> None:
    text = "In der Schweiz haben Sie noch 1 GB übrig."
    assert Kind.DATA_REMAINING in read(text, currency="CHF").applied
    assert Kind.DATA_REMAINING not in read(text, currency="CHF", country="AT").applied
    assert Kind.DATA_REMAINING not in read(text, currency="EUR").applied


@pytest.mark.parametrize(
    "text",
    [
        "Your daughter Emma has 3GB left until 20/05/2026.",
        "Votre fils dispose encore de 3 Go.",
        "Die Nummer Ihres Kindes hat noch 1,5 GB bis 20.05.2026.",
        "A tu hija le quedan 2 GB.",
        "Tuo figlio ha ancora 2 GB.",
        "Je dochter heeft nog 2 GB over.",
        "O seu filho ainda tem 2 GB.",
        "您女儿的流量剩余2GB。",
    ],
)
def test_what_the_line_of_a_relative_has_left_is_not_taken(text) -> None:
    found = read(text)
    assert found.findings == ()
    assert {each.reason for each in found.doubts} == {Reason.OTHER_LINE}


def test_a_year_that_is_greeted_is_no_country() -> None:
    assert Kind.DATA_REMAINING in read("Welcome to 2026! You have 12GB of data remaining.").applied
