"""Kinds of wordings that a held-out set showed: money, zones, marks, names, packs that ended."""
# ruff: noqa: RUF001 - a message stays in one piece, with Chinese marks

from datetime import date

import pytest

from custom_components.sim_renewal.core.messages import Kind, Reason, read_message

ON = date(2026, 5, 2)
LAST = date(2026, 5, 21)


def applied(text: str, **hints) -> dict[Kind, object]:
    found = read_message(text, received_on=ON, **hints)
    return {kind: each.value for kind, each in found.applied.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Your Pre-Paid service expires at midnight AEST on 21 May 26.",
        "Your plan expires at midnight (AEST) on 21 May 2026.",
        "Your plan expires at midnight on 21 May 2026.",
        "Votre crédit est valable jusqu'au jeu. 21 mai 2026.",
        "Ihr Guthaben ist gültig bis Do. 21. Mai 2026.",
        "Tu saldo es válido hasta el jue. 21 de mayo de 2026.",
    ],
)
def test_zones_and_weekdays_beside_a_day_hide_nothing(text) -> None:
    assert applied(text) == {Kind.SERVICE_UNTIL: LAST}


@pytest.mark.parametrize(
    ("text", "hints", "data"),
    [
        ("Te quedan 1,250 MB.", {"country": "MX"}, 1_250_000_000),
        ("Te quedan 1,250 MB.", {"currency": "PEN"}, 1_250_000_000),
        ("Te quedan 1.250 GB.", {"country": "MX"}, 1_250_000_000),
        ("Te quedan 1,250 MB.", {"country": "ES"}, None),
    ],
)
def test_the_country_tells_which_mark_parts_thousands(text, hints, data) -> None:
    assert applied(text, **hints).get(Kind.DATA_REMAINING) == data


@pytest.mark.parametrize(
    "text",
    [
        "Internet 2.1 GB vence 21/05/26.",
        "Data 2.1 GB expires 21 May 2026.",
        "Data: 2.1 GB, expires 21 May 2026.",
        "Internet 2,1 Go expire le 21/05/26.",
        "Daten 2,1 GB gültig bis 21.05.26.",
    ],
)
def test_data_with_an_end_of_its_own_is_what_is_left(text) -> None:
    assert applied(text) == {Kind.DATA_REMAINING: 2_100_000_000, Kind.SERVICE_UNTIL: LAST}


@pytest.mark.parametrize(
    "text",
    ["Bonus data 2.1 GB expires 21 May 2026.", "Your plan has data 2.1 GB until 21 May 2026."],
)
def test_data_of_a_bonus_or_without_an_end_is_not(text) -> None:
    assert Kind.DATA_REMAINING not in applied(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your last bundle ended on 12 April 2026 with 3GB unused.",
        "Your previous bundle had 3GB left.",
        "Votre pass a expiré avec 2 Go restants.",
        "Tu bono ha caducado con 2 GB disponibles.",
        "Il tuo piano e' scaduto con 2 GB residui.",
        "Je bundel is verlopen met nog 2 GB over.",
        "Pakiet wygasl z 2 GB niewykorzystanymi.",
        "O pacote expirou com 2 GB por usar.",
        "您的流量包已到期剩余2GB。",
    ],
)
def test_what_a_pack_had_left_when_it_ended_is_gone(text) -> None:
    found = read_message(text, received_on=ON)
    assert Kind.DATA_REMAINING not in found.applied
    assert Reason.FORMER in {each.reason for each in found.doubts}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Your bundle expired on 1 May 2026 and you have 3GB of data left.", Kind.DATA_REMAINING),
        ("Your bundle has expired with £3.20 credit left.", Kind.CREDIT),
        ("您的流量包已到期，剩余流量2GB。", Kind.DATA_REMAINING),
    ],
)
def test_what_is_left_beside_a_pack_that_ended_stays(text, kind) -> None:
    assert kind in applied(text, currency="GBP")


def test_to_dial_a_code_is_to_ask_and_no_offer() -> None:
    told = "Your balance is £5. Data: 1.5GB."

    assert Kind.DATA_REMAINING in applied(f"{told} Dial *323#.")
    assert Kind.DATA_REMAINING in applied(f"{told} Dial *323#")
    assert Kind.DATA_REMAINING in applied(f"{told}\nDial *323#\nBye")
    assert Kind.DATA_REMAINING not in applied(f"{told} Dial *323# to get more.")


@pytest.mark.parametrize(
    "text",
    [
        "DHL: Ihr Paket liegt bis 09.05.2026 in der Filiale bereit.",
        "PostNL: je pakket ligt klaar tot 09-05-2026.",
        "顺丰：您的快件将于5月9日到期退回。",
        "Ihre 4er-Karte ist noch bis 31.12.2026 gültig. 2 Fahrten übrig.",
        "El saldo de tu tarjeta regalo es de 25,00 € y caduca el 30/06/2026.",
        "Uber: your £5 credit expires on 12 May 2026.",
        "Your AirPods warranty expires on 12 May 2026.",
        "Wez pozyczke: 500 zl\nna koncie juz\ndzis, splata do 01.06.2026.",
    ],
)
def test_parcels_rides_warranties_and_loans_are_no_line(text) -> None:
    assert not applied(text)
