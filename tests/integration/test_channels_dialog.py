"""The form of the ways to renew: what is taken, what is refused, and what is said of a site."""

from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest

from custom_components.sim_renewal.core.channels import Refusal

from .conftest import LINE_ID, line_subentry
from .dialogs import ENGLISH, check_form, choose, go_on, shown, sim_of_new_line, terms_of

WEBSITE = {"kind": "website", "link": "https://www.orange.fr/"}
SHOP = {"kind": "shop", "instruction": "At the baker's"}
CYRILLIC = "\u043erange.fr".encode("idna").decode()

REFUSED = [
    (Refusal.LINK_TOO_LONG, {"kind": "website", "link": f"https://www.orange.fr/{'x' * 500}"}),
    (Refusal.LINK_ODD_CHARACTERS, {"kind": "website", "link": "https://www.orange.fr/a b"}),
    (Refusal.LINK_NOT_HTTPS, {"kind": "website", "link": "http://www.orange.fr/"}),
    (Refusal.LINK_NOT_HTTPS, {"kind": "website", "link": "www.orange.fr"}),
    (Refusal.LINK_NOT_ALLOWED, {"kind": "website", "link": "javascript:alert(1)"}),
    (Refusal.LINK_HIDDEN_LOGIN, {"kind": "website", "link": "https://orange.fr@scam.example/"}),
    (Refusal.LINK_DISGUISED, {"kind": "website", "link": "https://\uff4frange.fr/"}),
    (Refusal.LINK_IS_ADDRESS, {"kind": "website", "link": "https://192.0.2.1/orange.fr"}),
    (Refusal.LINK_ODD_PORT, {"kind": "website", "link": "https://www.orange.fr:8443/"}),
    (Refusal.LINK_WITHOUT_DOMAIN, {"kind": "website", "link": "https://orange/"}),
    (Refusal.LINK_NOT_FOR_CHANNEL, {"kind": "website", "link": "tel:+33639980001"}),
    (Refusal.INVALID_PHONE_LINK, {"kind": "phone_call", "link": "tel:orange"}),
    (Refusal.INVALID_APP_LINK, {"kind": "app", "link": "app://orange"}),
    (Refusal.INVALID_CODE, {"kind": "code", "code": "call 740"}),
    (Refusal.CODE_DIVERTS_CALLS, {"kind": "code", "code": "**21*0639980001#"}),
    (Refusal.CODE_LOCKS, {"kind": "code", "code": "**04*0000*1234*1234#"}),
    (Refusal.CODE_NOT_FOR_CHANNEL, {"kind": "shop", "code": "#123#"}),
    ("link_looks_alike", {"kind": "website", "link": "https://orange.fr.recharge-sim.example/"}),
    ("link_looks_alike", {"kind": "website", "link": f"https://{CYRILLIC}/"}),
    ("link_looks_alike", {"kind": "app", "link": "https://recharge-0range.example/"}),
    ("link_looks_alike", {"kind": "marketplace", "link": "https://amazon.fr.cheap-sim.example/"}),
    ("text_too_long", {"kind": "shop", "instruction": "x" * 501}),
]

TAKEN = [
    {"kind": "website", "link": "https://espace-client.orange.fr/recharge?offer=mobicarte"},
    {"kind": "app", "link": "app://com.orange.mobile"},
    {"kind": "app", "link": "https://play.google.com/store/apps/details?id=com.orange"},
    {"kind": "mini_program", "link": "weixin://dl/business/?appid=wx0123456789abcdef"},
    {"kind": "phone_call", "link": "tel:+33639980001"},
    {"kind": "phone_call", "link": "tel:740"},
    {"kind": "code", "code": "#123*4#"},
    {"kind": "code", "code": "SMS SOLDE 740"},
    {"kind": "automatic"},
    {"kind": "kiosk", "instruction": "x" * 500},
]

AMAZON = "- amazon.fr is a marketplace: check the seller."
NOT_OF_ORANGE = "- {} is not an official site of Orange."


def check_kept(result) -> None:
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")


async def channels_of(hass, entry):
    form = await choose(hass, entry, LINE_ID, "channels")
    check_form(form, "channels")
    assert form["last_step"] is True
    return form


def named(*ways):
    """Return ways as they are kept: without words of its own, each has the name of its kind."""
    names = ENGLISH["selector"]["channel"]["options"]
    return [{"instruction": names[way["kind"]], **way} for way in ways]


def sites(form) -> str:
    return form["description_placeholders"]["sites"]


def test_every_refusal_is_among_the_examples() -> None:
    assert {reason for reason, _ in REFUSED} == {*Refusal, "link_looks_alike", "text_too_long"}


@pytest.mark.parametrize(("reason", "way"), REFUSED)
async def test_what_is_refused_is_named_and_what_was_typed_stays_for_correction(
    hass, household, reason, way
) -> None:
    entry = await household(line_subentry(channels=[WEBSITE]))
    before = dict(entry.subentries[LINE_ID].data)
    form = await channels_of(hass, entry)
    typed = {"channels": [SHOP, way], "promotion": "Twice the data"}

    form = await go_on(hass, form, **typed)

    check_form(form, "channels", {"channels": reason})
    assert shown(form) == typed
    assert entry.subentries[LINE_ID].data == before
    check_kept(await go_on(hass, form, channels=[SHOP]))
    assert entry.subentries[LINE_ID].data == {**before, **typed, "channels": [SHOP]}


@pytest.mark.parametrize("way", TAKEN)
async def test_every_way_to_renew_can_be_typed_in(hass, household, act, way) -> None:
    entry = await household(line_subentry())

    check_kept(await go_on(hass, await channels_of(hass, entry), channels=[way]))

    assert entry.subentries[LINE_ID].data["channels"] == named(way)
    form = await channels_of(hass, entry)
    assert shown(form) == {"channels": named(way)}
    assert sites(form) == ""
    (line,) = (await act("get_lines"))["lines"]
    link = {"#123*4#": "tel:%23123%2A4%23"}.get(way.get("code"), way.get("link"))
    assert line["channels"] == [
        {
            "channel": way["kind"],
            "link": link,
            "code": way.get("code"),
            "instruction": named(way)[0]["instruction"],
        }
    ]


async def test_what_a_way_does_not_have_is_not_kept(hass, household) -> None:
    entry = await household(line_subentry())
    way = {"kind": "website", "link": " https://www.orange.fr/ ", "code": "", "instruction": " "}

    await go_on(hass, await channels_of(hass, entry), channels=[way])

    assert entry.subentries[LINE_ID].data["channels"] == named(WEBSITE)


@pytest.mark.parametrize(
    ("links", "said"),
    [
        (["https://www.amazon.fr/dp/B0"], AMAZON),
        (["https://www.amazon.fr/dp/B0", "https://amazon.fr/dp/B1"], AMAZON),
        (["https://recharge.example/"], NOT_OF_ORANGE.format("recharge.example")),
        (["https://www.bouyguestelecom.fr/"], NOT_OF_ORANGE.format("bouyguestelecom.fr")),
        (["https://github.io/"], NOT_OF_ORANGE.format("github.io")),
        (["https://boutique.orange.fr/"], ""),
        (
            ["https://shop.recharge.example/", "tel:740", "https://www.amazon.fr/"],
            f"{NOT_OF_ORANGE.format('recharge.example')}\n{AMAZON}",
        ),
    ],
)
async def test_a_site_that_is_not_the_carriers_own_is_taken_and_said(
    hass, household, links, said
) -> None:
    entry = await household(line_subentry())
    kinds = ["phone_call" if link.startswith("tel:") else "marketplace" for link in links]
    ways = [{"kind": kind, "link": link} for kind, link in zip(kinds, links, strict=True)]

    check_kept(await go_on(hass, await channels_of(hass, entry), channels=ways))

    assert entry.subentries[LINE_ID].data["channels"] == named(*ways)
    assert sites(await channels_of(hass, entry)) == said


@pytest.mark.parametrize(
    ("carrier", "carrier_id", "said"),
    [
        ("SFR", "fr.sfr", "- orange.fr is not an official site of SFR."),
        ("Kiosk", None, "- orange.fr is not an official site of Kiosk."),
        (None, None, "- orange.fr: it is not known whether this site is official."),
    ],
)
async def test_the_site_of_another_carrier_is_said_whoever_the_carrier_is(
    hass, household, carrier, carrier_id, said
) -> None:
    entry = await household(
        line_subentry(carrier=carrier, carrier_id=carrier_id, channels=[WEBSITE])
    )

    assert sites(await channels_of(hass, entry)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "- recharge.example: it is not known whether this site is official."),
        ("fr", "- recharge.example : on ne sait pas si ce site est officiel."),
        ("zh-Hans", "- recharge.example：不清楚是否为官方网站。"),  # noqa: RUF001
    ],
)
async def test_where_no_official_site_is_known_that_is_said(
    hass, household, language, said
) -> None:
    hass.config.language = language
    way = {"kind": "website", "link": "https://recharge.example/"}
    entry = await household(line_subentry(carrier="Quietfone", carrier_id=None, channels=[way]))

    assert sites(await channels_of(hass, entry)) == said


async def test_a_refused_form_speaks_of_the_links_that_it_shows(hass, household) -> None:
    entry = await household(line_subentry(channels=[WEBSITE]))
    form = await channels_of(hass, entry)
    assert sites(form) == ""
    amazon = {"kind": "marketplace", "link": "https://www.amazon.fr/"}

    form = await go_on(hass, form, channels=[amazon], promotion="x" * 501)
    check_form(form, "channels", {"promotion": "text_too_long"})
    assert sites(form) == AMAZON
    form = await go_on(hass, form, channels=None)
    check_form(form, "channels", {"promotion": "text_too_long"})
    assert sites(form) == ""


async def test_there_is_room_for_thirty_ways_and_no_more(hass, household) -> None:
    entry = await household(line_subentry())
    ways = [{"kind": "shop", "instruction": f"Shop {number}"} for number in range(31)]

    form = await go_on(hass, await channels_of(hass, entry), channels=ways)
    check_form(form, "channels", {"channels": "too_many_channels"})
    assert shown(form)["channels"] == ways
    check_kept(await go_on(hass, form, channels=ways[:30]))

    assert entry.subentries[LINE_ID].data["channels"] == ways[:30]


@pytest.mark.parametrize("way", [{"kind": "pigeon"}, {"link": "https://www.orange.fr/"}])
async def test_a_way_that_is_none_is_refused_by_its_field(hass, household, way) -> None:
    entry = await household(line_subentry())
    form = await channels_of(hass, entry)

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, channels=[way])

    assert refusal.value.schema_errors.keys() == {"channels"}
    check_kept(await go_on(hass, form, channels=[SHOP]))


async def test_a_promotion_and_its_end_are_kept_and_shown_until_they_are_emptied(
    hass, household, act
) -> None:
    entry = await household(line_subentry())
    form = await channels_of(hass, entry)

    form = await go_on(hass, form, promotion=" Twice the data ", promotion_until="2099-01-01")
    check_form(form, "channels", {"promotion_until": "date_out_of_range"})
    check_kept(await go_on(hass, form, promotion_until="2026-12-24"))

    kept = {"promotion": "Twice the data", "promotion_until": "2026-12-24"}
    assert entry.subentries[LINE_ID].data.items() >= kept.items()
    (line,) = (await act("get_lines"))["lines"]
    assert line.items() >= kept.items()
    form = await channels_of(hass, entry)
    assert shown(form) == kept
    check_kept(await go_on(hass, form, promotion=None, promotion_until=None))
    assert entry.subentries[LINE_ID].data.keys().isdisjoint(kept)


async def test_an_open_form_of_ways_changes_no_date_and_no_balance(hass, household, act) -> None:
    entry = await household(line_subentry(credit=7.0))
    form = await channels_of(hass, entry)
    await act("record_renewal", amount=10)
    await act("update_balance", credit=17)

    check_kept(await go_on(hass, form, channels=[SHOP]))

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"
    assert hass.states.get("sensor.papa_credit").state == "17"


async def test_a_new_carrier_is_not_kept_while_one_of_its_links_looks_alike(
    hass, household
) -> None:
    entry = await household()
    form = await sim_of_new_line(hass, entry)
    form = await go_on(hass, form, name="Papa", carrier="fr.orange")
    form = await go_on(hass, await terms_of(hass, form, offer_id="other"))
    check_form(form, "channels")
    filled_in = shown(form)["channels"]
    scam = {"kind": "website", "link": "https://orange.fr.recharge-sim.example/"}

    form = await go_on(hass, form, channels=[scam, *filled_in])
    check_form(form, "channels", {"channels": "link_looks_alike"})
    assert shown(form)["channels"] == [scam, *filled_in]
    (line,) = entry.subentries.values()
    assert "channels" not in line.data
    check_kept(await go_on(hass, form, channels=filled_in))

    (line,) = entry.subentries.values()
    assert line.data["channels"] == filled_in
