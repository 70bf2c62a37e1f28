"""The words of each push in three languages: what is true now, the deed, its last day."""

# ruff: noqa: RUF001

import json
from pathlib import Path

import pytest

from .conftest import line_subentry, recipient_subentry

TRANSLATIONS = Path(__file__).parents[2] / "custom_components/sim_renewal/translations"
ZH = json.loads((TRANSLATIONS / "zh-Hans.json").read_text(encoding="utf-8"))["common"]

GRACE = {"service_until": "2026-10-19", "number_until": "2027-06-20"}
NEARLY_LOST = {"service_until": "2026-10-19", "number_until": "2026-11-30"}

SAID = {
    "due": (
        {"service_until": "2026-11-26"},
        ("Papa: 3 days left", "Works until Thursday, November 26. Usually €10."),
        ("Papa : plus que 3 jours", "Fonctionne jusqu’au jeudi 26 novembre. D’habitude 10 €."),
        ("Papa 的号码：还剩 3 天", "有效期至11月26日星期四。平时价格 €10。"),
    ),
    "last day": (
        {"service_until": "2026-11-23"},
        ("Papa: last day today", "Calls and data stop tonight. Renew today. Usually €10."),
        (
            "Papa : dernier jour",
            "Appels et données s’arrêtent ce soir. Rechargez aujourd’hui. D’habitude 10 €.",
        ),
        ("Papa 的号码：今天最后一天", "今晚起不能通话和上网。请今天续费。平时价格 €10。"),
    ),
    "ended": (
        {"service_until": "2026-11-22"},
        ("Papa does not work", "No service since November 23. Renew to use it again."),
        (
            "Papa ne fonctionne plus",
            "Ligne coupée depuis le 23 novembre. Rechargez pour la rétablir.",
        ),
        ("Papa 的号码已停机", "11月23日起不能通话和上网。续费即可恢复。"),
    ),
    "grace": (
        GRACE,
        (
            "Papa cannot call",
            (
                "No service since October 20. Renew to use it again; the number is kept until"
                " June 20, 2027."
            ),
        ),
        (
            "Papa ne peut plus appeler",
            (
                "Ligne coupée depuis le 20 octobre. Rechargez pour la rétablir ; le numéro est"
                " conservé jusqu’au 20 juin 2027."
            ),
        ),
        (
            "Papa 的号码已停机",
            "10月20日起不能通话和上网。续费即可恢复，号码保留至2027年6月20日。",
        ),
    ),
    "number nearly lost": (
        NEARLY_LOST,
        (
            "Papa: number lost in 7 days",
            "No service since October 20. Renew by November 30 to keep the number.",
        ),
        (
            "Papa : numéro perdu dans 7 jours",
            (
                "Ligne coupée depuis le 20 octobre. Rechargez avant le 30 novembre inclus pour"
                " garder le numéro."
            ),
        ),
        (
            "Papa 的号码 7 天后失效",
            "10月20日起不能通话和上网。请在11月30日前（含当天）续费保住号码。",
        ),
    ),
    "no date": (
        {"service_until": None},
        (
            "Papa: until when?",
            "No end date is known, so nothing can be reminded. Reply with the last day, like 5/1.",
        ),
        (
            "Papa : jusqu’à quand ?",
            (
                "Sans date de fin, aucun rappel possible. Répondez par le dernier jour, par exemple"
                " 5/1."
            ),
        ),
        ("Papa 的号码：到期日？", "没有日期就无法提醒。请回复最后一天，例如 1月5日。"),
    ),
}
LANGUAGES = ("en", "fr", "zh-Hans")
LONGEST_TITLE = {"en": 33, "fr": 38, "zh-Hans": 13}
LONGEST_BODY = {"en": 100, "fr": 120, "zh-Hans": 45}


def width(title: str, language: str) -> float:
    """Return how long a title is in signs of its language: two letters take one Chinese place."""
    if language != "zh-Hans":
        return len(title)
    return sum(0.5 if sign.isascii() else 1 for sign in title)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("verify", {"line": "Papa 的号码"}),
        ("undated", {"line": "Papa 的号码"}),
        ("date_missing", {"line": "Papa 的号码"}),
        ("number_days", {"line": "Papa 的号码", "days": 30}),
        ("days", {"line": "Papa 的号码", "days": 30}),
        ("promotion", {"line": "Papa 的号码"}),
        ("bundle_dates", {"count": 12}),
        ("bundle_mixed", {"count": 12}),
        ("bundle", {"count": 12}),
        ("heartbeat", {}),
        ("digest", {}),
    ],
)
def test_a_chinese_title_fits_with_a_latin_name(key, values) -> None:
    title = ZH[f"push_title_{key}"].format(**values)

    assert width(title, "zh-Hans") <= LONGEST_TITLE["zh-Hans"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAID)
async def test_a_push_fits_its_stage_and_a_lock_screen(
    hass, household, phone, name, language
) -> None:
    settings, *said = SAID[name]
    hass.states.async_set("person.papa", "home", {"friendly_name": "Papa"})

    await household(line_subentry(**settings), recipient_subentry(language=language))

    (push,) = phone
    told = [push.data[each].replace("\u00a0", " ") for each in ("title", "message")]
    assert tuple(told) == said[LANGUAGES.index(language)]
    assert width(told[0], language) <= LONGEST_TITLE[language]
    assert len(told[1]) <= LONGEST_BODY[language]


async def test_a_line_that_is_nobody_is_called_by_its_name_alone(household, phone) -> None:
    await household(line_subentry("联通"), recipient_subentry(language="zh-Hans"))

    assert phone[0].data["title"] == "联通：还剩 3 天"


@pytest.mark.parametrize(
    ("owner", "title"), [("爸爸", "爸爸的号码：还剩 3 天"), ("王伟", "爸爸：还剩 3 天")]
)
async def test_a_line_of_the_name_of_who_uses_it_is_a_number_of_theirs(
    household, phone, owner, title
) -> None:
    await household(line_subentry("爸爸", owner=owner), recipient_subentry(language="zh-Hans"))

    assert phone[0].data["title"] == title


@pytest.mark.parametrize(("country", "example"), [("FR", "5/1"), ("US", "1/5"), ("CN", "1/5")])
async def test_a_day_is_shown_as_people_of_the_country_type_it(
    household, phone, country, example
) -> None:
    await household(line_subentry(service_until=None, country=country), recipient_subentry())

    (push,) = phone
    assert push.data["message"].endswith(f"like {example}.")
    reply = push.data["data"]["actions"][0]
    assert (reply["title"], reply["textInputPlaceholder"]) == ("Reply", example)


async def test_a_last_day_that_ends_at_an_hour_says_that(household, phone, act, move_to) -> None:
    await household(
        line_subentry(service_until=None, term=24, term_unit="hours", price=None),
        recipient_subentry(),
        verify_renewals=False,
    )
    phone.clear()
    await act("record_renewal")

    await move_to("2026-11-24T09:00:00+01:00")

    push = phone[-1]
    assert push.data["title"] == "Papa: last day today"
    assert push.data["message"].replace("\u202f", " ") == (
        "Calls and data stop at 10:00 AM. Renew today."
    )


@pytest.mark.parametrize(
    ("language", "title", "lines"),
    [
        (
            "en",
            "2 SIMs to renew",
            ["Oma: no service since October 20.", "Papa: until Thursday, November 26."],
        ),
        (
            "fr",
            "2 SIM à recharger",
            ["Oma : coupée depuis le 20 octobre.", "Papa : jusqu’au jeudi 26 novembre."],
        ),
        (
            "zh-Hans",
            "2 张 SIM 卡该续费了",
            ["Oma：10月20日起已停机。", "Papa：有效期至11月26日星期四。"],
        ),
    ],
)
async def test_several_lines_are_told_in_short(household, phone, language, title, lines) -> None:
    await household(
        line_subentry(),
        line_subentry("Oma", "M" * 26, number=None, iccid=None, **GRACE),
        recipient_subentry(language=language),
    )

    (push,) = phone
    told = [push.data[each].replace("\u00a0", " ") for each in ("title", "message")]
    assert told[0] == title
    assert sorted(told[1].split("\n")) == lines
