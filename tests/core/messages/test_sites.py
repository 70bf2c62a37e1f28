"""A text that names another site than a carrier's is suspicious, however the site is written."""

from datetime import date

import pytest

from custom_components.sim_renewal.core.messages import Kind, Reason
from custom_components.sim_renewal.core.messages.links import strange_sites
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.core.messages.sites import (
    COUNTRY_SUFFIXES,
    GENERIC_SUFFIXES,
    OWN_SITES,
)

SAID = "Votre solde est de 5,00 EUR."


def strange(text: str, carrier: str | None = "Orange", **known: tuple[str, ...]) -> list[str]:
    return [text[each.start : each.end] for each in strange_sites(text, carrier, **known)]


@pytest.mark.parametrize(
    "site",
    [
        "0orange.fr",
        "orange-infos-clients.fr",
        "bouigues.fr",
        "sfr1.fr",
        "mespointsfreemobile.fr",
        "rechargemobile.fr",
        "carte-sim.wf",
        "orange.us",
        "perso.free.fr",
        "orange.fr.account-topup.info",
        "10086.top",
        "bit.ly/3xYz12",
        "t.cn/AbCd12",
        "wa.me/33639980001",
    ],
)
@pytest.mark.parametrize("form", ["{}", "sur {}.", "https://{}/x", "www.{}", "({})", "http://{}"])
def test_a_site_of_a_stranger_is_found(site, form) -> None:
    text = f"{SAID} {form.format(site)}"

    assert len(strange(text)) == 1
    assert len(strange(text.upper())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "o2-rewards[.]com",
        "sfr-bonus(dot)top/x",
        "o2-rewards . com",
        "hxxp://sfr-bonus.example/x",
        "http:/sfr-bonus.example",
        "https://o2online.de@daten-plus.info",
        "https://orange.fr%2eevil.com",
        "http://198.51.100.7/orange",
        "198.51.100.7/orange",
        "www.sfr-bonus.unheardof",
        "\u043erange.fr",
        "orang\u00e9.fr",
        "sfr-bo\u200bnus.top",
        "\uff53\uff46\uff52\uff0d\uff58\uff0e\uff54\uff4f\uff50",
        "\u4e2d\u56fd.com",
        "https://\u4e2d\u56fd.com",
        "ecrivez a orange@mail-plus.com",
        "Sfr-Bonus.Top",
        "sfr-bonus.top:8080",
        "https://orange.fr\u4e2d\u56fd.top/x",
    ],
)
def test_a_site_is_found_in_disguise(text) -> None:
    assert len(strange(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "sur orange.fr, recharge.orange.fr ou oran.ge/x",
        "ORANGE.FR",
        "https://www.sfr.fr\u00bb.",
        "(www.lebara.fr)",
        "mobile.free.fr et free.fr",
        "\u767b\u5f5510010.com\u67e5\u8be2",
        "https://www.189.cn/\uff0c\u8bf7",
        "https://www.189.cn\u67e5\u8be2",
        "contact@orange.fr",
        "https://play.google.com/store/apps/details?id=fr.orange",
        "5,00 EUR.Il vous reste 2 Go.Info au 700",
        "val.au 12/12, 100 Min.in alle Netze, wych.do 2027",
        "z.B. 5 GB, p.ex. 2.5 Go, i.e. 11.59pm, S.A.R.L. v1.2, 12.05.2026, 3.at 5",
        "12.05.2026/31.12.2026",
        "Solde 5,00 . Info au 700, vol. Info, Credit . Info",
        "e.on",
    ],
)
def test_a_site_of_a_carrier_is_none_and_no_more_are_words(text) -> None:
    assert strange(text) == []


def test_a_carrier_of_which_no_site_is_known_has_one_of_its_name() -> None:
    assert strange("foo-mobile.fr", "Foo Mobile") == []
    assert strange("www.foomobile.co.uk", "Foo Mobile") == []
    assert len(strange("foomobile.top", "Foo Mobile")) == 1
    assert len(strange("foomobile-bonus.fr", "Foo Mobile")) == 1
    assert len(strange("foomobile.fr", None)) == 1
    assert len(strange("orangefrance.fr", "Orange France")) == 1
    assert len(strange("moncarrier.example.com")) == 1
    assert strange("moncarrier.example.com", sites=("example.com",)) == []


def test_such_a_text_says_nothing_and_names_the_site() -> None:
    text = f"SFR : {SAID} Activez sur https://sfr-bonus.top/x"

    found = read_message(text, received_on=date(2026, 5, 2), carrier="SFR", currency="EUR")

    assert found.findings == ()
    assert [(each.reason, each.words, each.kind) for each in found.doubts] == [
        (Reason.SUSPICIOUS, "Votre solde est de 5,00 EUR", Kind.CREDIT),
        (Reason.SUSPICIOUS, "https://sfr-bonus.top/x", None),
    ]
    known = read_message(
        text, received_on=date(2026, 5, 2), currency="EUR", sites=("sfr-bonus.top",)
    )
    assert known.value(Kind.CREDIT) == 5


def test_every_site_of_a_carrier_ends_as_sites_do() -> None:
    suffixes = set(" ".join((*GENERIC_SUFFIXES, *COUNTRY_SUFFIXES)).split())

    assert {each.rpartition(".")[2] for each in OWN_SITES} <= suffixes


@pytest.mark.parametrize(
    "text",
    [
        "sfr-bonus dot top",
        "sfr-bonus DOT top/x",
        "sfrbonus dot top",
        "sfr-bonus point fr",
        "sfr2026 punkt info",
        "movistar-saldo punto info",
        "timpremio punto com",
        "meo-saldo ponto pt",
        "plus-doladuj kropka pl",
        "o2-dobit tecka cz",
        "kpn-tegoed punt nl",
        "10086-jf\u70b9cc",
        "jifen10086\u70b9com",
        "sfr-bonus\uff0etop",
        "sfr-bonus\u3002top",
        "sfr-bonus\uff61top",
        "sfr-bo\u200bnus\u200b.\u2060to\u00adp",
        "https\u200b://sfr-bonus.top",
        "\uff33\uff26\uff32-bonus.\uff54op",
        "sfr-bonus[.\u200b]top",
    ],
)
def test_a_site_that_is_written_out_or_hidden_is_one(text) -> None:
    (site,) = strange(f"{SAID} {text} !")
    assert text.replace("https\u200b://", "").startswith(site[:3]) or site.startswith("https")
    assert not read_message(
        f"{SAID} {text}", received_on=date(2026, 5, 2), carrier="Orange", currency="EUR"
    ).findings


@pytest.mark.parametrize(
    "text",
    [
        "Rendez-vous dans un point de vente.",
        "Un point info est ouvert.",
        "orange dot fr",
        "orange point fr",
        "movistar punto es",
        "Do tej chwili dot. oferty.",
        "Punkt online ist offen.",
        "\u622a\u81f310\u70b9vip\u4e13\u4eab",
        "Il vous reste 5 point com",
        "\u6d41\u91cf10GB\u3002in",
        "En este punto top ya no.",
        "Au e-shop point de vente.",
    ],
)
def test_words_for_a_dot_are_no_site_by_themselves(text) -> None:
    assert strange(f"{SAID} {text}") == []
