"""The scam guard: whose site a link leads to, with links as they really come in messages."""

from hypothesis import assume, given, settings, strategies as st
import idna
import pytest

from custom_components.sim_renewal.catalogue.links import MARKETPLACES, SiteVerdict, judge, site_of
from custom_components.sim_renewal.core.channels import link_problem

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

quietly = settings(database=None, deadline=None, derandomize=True)

ORANGE = frozenset({"orange.fr", "orange.com", "sosh.fr"})
SFR = frozenset({"sfr.fr", "red-by-sfr.fr"})
BOUYGUES = frozenset({"bouyguestelecom.fr"})
FREE = frozenset({"mobile.free.fr", "www.free.fr"})
POSTE = frozenset({"lapostemobile.fr"})
LEBARA = frozenset({"lebara.fr", "lebara.com"})
LYCA = frozenset({"lycamobile.fr"})
OTHERS = frozenset(
    {"three.co.uk", "ee.co.uk", "o2.co.uk", "giffgaff.com", "orange.es", "lebara.de", "10086.cn"}
)
ALL = ORANGE | SFR | BOUYGUES | FREE | POSTE | LEBARA | LYCA | OTHERS


def verdict(link: str, official: frozenset[str]) -> SiteVerdict:
    """Return what a household with one of these carriers is told."""
    return judge(link, official, known_domains=ALL - official)


@pytest.mark.parametrize(
    ("link", "official"),
    [
        ("https://orange.fr", ORANGE),
        ("https://www.orange.fr/", ORANGE),
        ("https://boutique.orange.fr/vitrine/rechargements-mobile/mobicarte/", ORANGE),
        ("https://espace-client.orange.fr/accueil?sosh=", ORANGE),
        ("https://a.b.c.d.orange.fr/", ORANGE),
        ("https://WWW.ORANGE.FR/Recharge", ORANGE),
        ("https://www.orange.fr./", ORANGE),
        ("https://www.orange.fr:443/", ORANGE),
        ("https://www.%6frange.fr/", ORANGE),
        ("https://www.orange%2Efr/", ORANGE),
        ("https://www.orange\u3002fr/", ORANGE),
        ("https://www.orange\uff61fr/", ORANGE),
        ("https://www.orange.fr?next=https://evil.example", ORANGE),
        ("https://www.orange.fr#@evil.example", ORANGE),
        ("https://www.orange.fr/@evil.example", ORANGE),
        ("https://www.orange.com/en", ORANGE),
        ("https://www.sosh.fr/", ORANGE),
        ("https://evil.example.orange.fr/", ORANGE),
        ("https://my_account.orange.fr/", ORANGE),
        ("https://a--b-.orange.fr/", ORANGE),
        ("https://xn--99999999.orange.fr/", ORANGE),
        ("https://www.sfr.fr/recharge", SFR),
        ("https://www.red-by-sfr.fr/", SFR),
        ("https://www.bouyguestelecom.fr/recharge", BOUYGUES),
        ("https://mobile.free.fr/", FREE),
        ("https://www.free.fr/", FREE),
        ("https://www.lapostemobile.fr/", POSTE),
        ("https://mobile.lebara.com/fr/", LEBARA),
        ("https://www.lebara.fr/fr/prepaye.html", LEBARA),
        ("https://www.lycamobile.fr/fr/", LYCA),
        ("https://www.giffgaff.com/top-up", frozenset({"giffgaff.com"})),
        ("https://www.three.co.uk/", frozenset({"three.co.uk"})),
        ("https://www.10086.cn/", frozenset({"10086.cn"})),
        ("https://t\u00e9l\u00e9com.fr/", frozenset({"t\u00e9l\u00e9com.fr"})),
        ("https://T\u00c9L\u00c9COM.fr/", frozenset({"t\u00e9l\u00e9com.fr"})),
        ("https://www.xn--tlcom-bsab.fr/", frozenset({"t\u00e9l\u00e9com.fr"})),
        ("https://www.t\u00e9l\u00e9com.fr/", frozenset({"XN--TLCOM-BSAB.FR."})),
        ("https://te\u0301le\u0301com.fr/", frozenset({"t\u00e9l\u00e9com.fr"})),
        ("https://fa\u00df.de/", frozenset({"xn--fa-hia.de"})),
        ("https://\u4e2d\u56fd\u79fb\u52a8.cn/", frozenset({"\u4e2d\u56fd\u79fb\u52a8.cn"})),
        ("https://orange.github.io/", frozenset({"orange.github.io"})),
        ("https://lebara.zendesk.com/hc", frozenset({"lebara.zendesk.com"})),
        ("https://www.amazon.fr/", frozenset({"amazon.fr"})),
    ],
)
def test_the_carriers_own_site_is_official(link, official) -> None:
    assert verdict(link, official) is SiteVerdict.OFFICIAL


@pytest.mark.parametrize(
    ("link", "official"),
    [
        # The official domain in front of another one.
        ("https://orange.fr.recharge-sim.example/", ORANGE),
        ("https://www.orange.fr.recharge-sim.example/", ORANGE),
        ("https://espace-client.orange.fr.example/", ORANGE),
        ("https://orange.fr-recharge.com/", ORANGE),
        ("https://www-orange.fr-client.com/", ORANGE),
        ("https://orange.com-login.xyz/", ORANGE),
        ("https://ORANGE.FR.EVIL.EXAMPLE./", ORANGE),
        ("https://orange%2Efr%2Eevil.example/", ORANGE),
        ("https://orange\u3002fr\u3002evil.example/", ORANGE),
        ("https://orange.recharge-sim.example/", ORANGE),
        ("https://client.orange.evil.example/", ORANGE),
        ("https://orange-client.evil.example/", ORANGE),
        ("https://mobile.free.fr.evil.example/", FREE),
        ("https://free.fr.evil.example/", FREE),
        ("https://sfr.paiement-facture.example/", SFR),
        ("https://ee.co.uk.evil.example/", frozenset({"ee.co.uk"})),
        ("https://o2.evil.example/", frozenset({"o2.co.uk"})),
        # The official name with words around it.
        ("https://recharge-orange-fr.example/", ORANGE),
        ("https://orange-recharge.com/", ORANGE),
        ("https://recharge-orange.fr/", ORANGE),
        ("https://my-orange-account.net/", ORANGE),
        ("https://www-orange.fr/", ORANGE),
        ("https://wwworange.fr/", ORANGE),
        ("https://orangefr.com/", ORANGE),
        ("https://orangerecharge.fr/", ORANGE),
        ("https://rechargeorange.info/", ORANGE),
        ("https://clientorange.fr/", ORANGE),
        ("https://orange2026.fr/", ORANGE),
        ("https://orange-suivi-colis.top/", ORANGE),
        ("https://orange-securite.web.app/", ORANGE),
        ("https://orange-recharge.github.io/", ORANGE),
        ("https://recharge.orange-login.pages.dev/", ORANGE),
        ("https://orange-store.myshopify.com/", ORANGE),
        ("https://sosh-mobile.com/", ORANGE),
        ("https://sfr-recharge.com/", SFR),
        ("https://mon-compte-sfr.fr/", SFR),
        ("https://sfrclient.net/", SFR),
        ("https://sfrmobile.fr/", SFR),
        ("https://redbysfr.click/", SFR),
        ("https://red-by-sfr-promo.fr/", SFR),
        ("https://bouygues-telecom-recharge.fr/", BOUYGUES),
        ("https://bouygues-telecom.click/", BOUYGUES),
        ("https://bouygues-recharge.com/", BOUYGUES),
        ("https://bouyguesclient.fr/", BOUYGUES),
        ("https://free-mobile.top/", FREE),
        ("https://freemobile-facture.fr/", FREE),
        ("https://la-poste-mobile.fr/", POSTE),
        ("https://lapostemobile-recharge.fr/", POSTE),
        ("https://lebara-topup.com/", LEBARA),
        ("https://lebararecharge.fr/", LEBARA),
        ("https://lycamobile-france.fr/", LYCA),
        ("https://lyca-recharge.com/", LYCA),
        ("https://ee-topup.co.uk/", frozenset({"ee.co.uk"})),
        ("https://o2-billing.co.uk/", frozenset({"o2.co.uk"})),
        ("https://three-topup.co.uk/", frozenset({"three.co.uk"})),
        ("https://10086-chongzhi.com/", frozenset({"10086.cn"})),
        # The same name somewhere else.
        ("https://orange.click/", ORANGE),
        ("https://www.orange.xyz/", ORANGE),
        ("https://orange.com.fr/", ORANGE),
        ("https://orange.github.io/", ORANGE),
        ("https://orange.web.app/", ORANGE),
        ("https://sfr.top/", SFR),
        ("https://sfr.vercel.app/", SFR),
        ("https://lebara.shop/", LEBARA),
        ("https://giffgaff.co/", frozenset({"giffgaff.com"})),
        ("https://10086.com/", frozenset({"10086.cn"})),
        # Letters of other scripts, in plain sight and in punycode.
        ("https://or\u0430nge.fr/", ORANGE),
        ("https://\u043er\u0430ng\u0435.fr/", ORANGE),
        ("https://\u043e\u0433\u0430\u043fg\u0435.fr/", ORANGE),
        ("https://\u03bfr\u03b1nge.fr/", ORANGE),
        ("https://\u0585range.fr/", ORANGE),
        ("https://or\u00e0nge.fr/", ORANGE),
        ("https://orang\u00e9.fr/", ORANGE),
        ("https://\u00f8range.fr/", ORANGE),
        ("https://oran\u0261e.fr/", ORANGE),
        ("https://www.xn--ornge-5ve.fr/", ORANGE),
        ("https://XN--ORNGE-5VE.FR/", ORANGE),
        ("https://xn--orang-fsa.fr/", ORANGE),
        ("https://xn--orange-.fr/", ORANGE),
        ("https://or%D0%B0nge.fr/", ORANGE),
        ("https://or\u0430nge-recharge.com/", ORANGE),
        ("https://recharge\u043erange.com/", ORANGE),
        ("https://www.or\u0430nge.evil.example/", ORANGE),
        ("https://\u0455fr.fr/", SFR),
        ("https://sf\u0433.fr/", SFR),
        ("https://l\u0435bara.fr/", LEBARA),
        ("https://\u04cfebara.fr/", LEBARA),
        ("https://\u0142ycamobile.fr/", LYCA),
        ("https://\uff4f\uff52\uff41\uff4e\uff47\uff45.fr/", ORANGE),
        ("https://\uff4f\uff52\uff41\uff4e\uff47\uff45.click/", ORANGE),
        ("https://\U0001d428range.fr/", ORANGE),
        ("https://telecom.fr/", frozenset({"t\u00e9l\u00e9com.fr"})),
        # Latin letters and digits that look alike.
        ("https://0range.fr/", ORANGE),
        ("https://www.0RANGE.fr/", ORANGE),
        ("https://0rang3.fr/", ORANGE),
        ("https://or4nge.fr/", ORANGE),
        ("https://0range-recharge.com/", ORANGE),
        ("https://0range.fr.evil.example/", ORANGE),
        ("https://5fr.fr/", SFR),
        ("https://1ebara.fr/", LEBARA),
        ("https://iebara.fr/", LEBARA),
        ("https://lycarnobile.fr/", LYCA),
        ("https://lycamobi1e.fr/", LYCA),
        ("https://lapostemoblle.fr/", POSTE),
        ("https://giffqaff.com/", frozenset({"giffgaff.com"})),
        ("https://vvindtre.it/", frozenset({"windtre.it"})),
        # A letter too many, too few or in another place.
        ("https://orangee.fr/", ORANGE),
        ("https://orrange.fr/", ORANGE),
        ("https://oragne.fr/", ORANGE),
        ("https://oranje.fr/", ORANGE),
        ("https://orang.fr/", ORANGE),
        ("https://o-range.fr/", ORANGE),
        ("https://sfrr.fr/", SFR),
        ("https://ssfr.fr/", SFR),
        ("https://freee.fr/", FREE),
        ("https://fr33.fr/", FREE),
        ("https://bouyguetelecom.fr/", BOUYGUES),
        ("https://bouyguestelecorn.fr/", BOUYGUES),
        ("https://lebarra.fr/", LEBARA),
        ("https://lycamobil.fr/", LYCA),
        # A login that looks like the site.
        ("https://orange.fr@evil.example/", ORANGE),
        ("https://www.orange.fr:443@evil.example/", ORANGE),
        ("https://orange.fr%2F@evil.example/", ORANGE),
        # Imitations of other carriers and of marketplaces.
        ("https://orange.fr.evil.example/", SFR),
        ("https://0range.fr/", SFR),
        ("https://or\u0430nge.fr/", SFR),
        ("https://amazon.fr.evil.example/", ORANGE),
        ("https://amaz0n.fr/", ORANGE),
        ("https://amazon.fr-offre.com/", ORANGE),
        ("https://cd\u0456scount.com/", ORANGE),
        ("https://amaz0n.fr/", frozenset()),
        # Also where the link could not be kept anyway.
        ("http://orange.fr.evil.example/", ORANGE),
        ("http://orange-recharge.com:8080/", ORANGE),
        ("https:\\\\orange-recharge.com", ORANGE),
        ("ht\ntps://0range.fr", ORANGE),
    ],
)
def test_an_imitation_is_called_one(link, official) -> None:
    assert verdict(link, official) is SiteVerdict.LOOK_ALIKE


@pytest.mark.parametrize(
    ("link", "official"),
    [
        # Other carriers, which resemble each other.
        ("https://www.sfr.fr/", ORANGE),
        ("https://www.orange.es/", ORANGE),
        ("https://www.lebara.de/", LEBARA),
        ("https://www.free.fr/", SFR),
        ("https://www.bouyguestelecom.fr/", ORANGE),
        ("https://www.orange.fr/", SFR),
        # Names that only resemble.
        ("https://orangerie.fr/", ORANGE),
        ("https://www.lorangebleue.fr/", ORANGE),
        ("https://grange.fr/", ORANGE),
        ("https://www.orangetheory.com/", ORANGE),
        ("https://www.arrange.com/", ORANGE),
        ("https://srf.ch/", SFR),
        ("https://str.fr/", SFR),
        ("https://tree.fr/", FREE),
        ("https://frei.de/", FREE),
        ("https://freelance.com/", FREE),
        ("https://carefree.com/", FREE),
        ("https://duty-free.fr/", SFR),
        ("https://www.laposte.fr/", POSTE),
        ("https://www.bouygues.com/", BOUYGUES),
        ("https://bouygues-immobilier.com/", BOUYGUES),
        ("https://ee.wikipedia.org/", frozenset({"ee.co.uk"})),
        ("https://www.free.com/", frozenset({"ee.co.uk"})),
        ("https://x.com/", frozenset({"x.fr"})),
        # Sites of anybody.
        ("https://recharge-sim.example/", ORANGE),
        ("https://evil.example/orange.fr/", ORANGE),
        ("https://evil.example/?next=https://www.orange.fr", ORANGE),
        ("https://evil.example/#orange.fr", ORANGE),
        ("https://www.tabac-presse.fr/recharges", ORANGE),
        ("https://bit.ly/3abcdef", ORANGE),
        ("https://\u5145\u503c.example/", ORANGE),
        ("https://xn--99999999.fr/", ORANGE),
        # Neighbours of the official site under a roof that it does not own.
        ("https://homepage.free.fr/", FREE),
        ("https://free.fr/", FREE),
        ("https://evil.zendesk.com/", frozenset({"lebara.zendesk.com"})),
        ("https://evil.github.io/", frozenset({"github.io", "orange.github.io"})),
        ("https://evil.s3.amazonaws.com/", frozenset({"amazonaws.com"})),
        ("https://github.io/", frozenset({"github.io", "orange.github.io"})),
        ("https://evil.com.be/", ORANGE),
        ("https://evil.co.uk/", frozenset({"co.uk", "o2.co.uk"})),
        ("https://homepage.free.fr/", ORANGE),
        # The right site by a link that may not be kept.
        ("http://www.orange.fr/", ORANGE),
        ("https://www.orange.fr:8443/", ORANGE),
        ("https://www.orange.fr/re charge", ORANGE),
        ("https://www.orange.fr\\@evil.example/", ORANGE),
        (f"https://www.orange.fr/{'a' * 500}", ORANGE),
        ("https://192.0.2.7/", ORANGE),
    ],
)
def test_another_site_is_no_more_than_that(link, official) -> None:
    assert verdict(link, official) is SiteVerdict.OTHER_SITE


@pytest.mark.parametrize(
    "link",
    [
        "https://www.amazon.fr/dp/B000000000",
        "https://AMAZON.FR./",
        "https://www.amazon.co.uk/",
        "https://www.cdiscount.com/telephonie/",
        "https://www.fnac.com/recharge",
        "https://www.fnac.be/",
        "https://fr.shopping.rakuten.com/",
        "https://www.recharge.com/fr/fr/orange",
        "https://www.ebay.fr/itm/1",
        "https://www.leboncoin.fr/",
        "https://item.taobao.com/item.htm?id=1",
        "https://mobile.yangkeduo.com/",
        "https://www.e.leclerc/",
    ],
)
@pytest.mark.parametrize("official", [ORANGE, frozenset()])
def test_on_a_marketplace_the_seller_is_to_be_checked(link, official) -> None:
    assert verdict(link, official) is SiteVerdict.MARKETPLACE


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://play.google.com/store/apps/details?id=com.orange", SiteVerdict.APP_STORE),
        ("https://apps.apple.com/fr/app/orange/id1", SiteVerdict.APP_STORE),
        ("https://appgallery.huawei.com/app/C1", SiteVerdict.APP_STORE),
        ("https://sites.google.com/view/orange", SiteVerdict.OTHER_SITE),
        ("https://play.google.com.evil.example/", SiteVerdict.OTHER_SITE),
        ("tel:3900", SiteVerdict.NO_SITE),
        ("app://com.orange", SiteVerdict.NO_SITE),
        ("weixin://dl/business/?t=a", SiteVerdict.NO_SITE),
        ("javascript:alert(1)", SiteVerdict.NO_SITE),
        ("www.orange.fr", SiteVerdict.NO_SITE),
        ("https://", SiteVerdict.NO_SITE),
        ("https://[2001:db8::1]/", SiteVerdict.NO_SITE),
        ("https://orange.fr%2F.evil.example/", SiteVerdict.NO_SITE),
        ("", SiteVerdict.NO_SITE),
    ],
)
def test_a_store_of_apps_and_what_is_no_site(link, expected) -> None:
    assert verdict(link, ORANGE) is expected


@pytest.mark.parametrize("official", [frozenset(), frozenset({"co.uk", "not a domain", ""})])
@pytest.mark.parametrize("link", ["https://www.some-carrier.example/", "https://github.io/"])
def test_without_an_official_site_nothing_is_known_of_a_strange_one(link, official) -> None:
    assert judge(link, official) is SiteVerdict.UNKNOWN


def test_known_domains_are_no_imitations_of_each_other() -> None:
    for domain in MARKETPLACES:
        assert judge(f"https://www.{domain}/", ORANGE) is SiteVerdict.MARKETPLACE
    for domain in ALL - ORANGE:
        assert verdict(f"https://{domain}/", ORANGE) is SiteVerdict.OTHER_SITE
    assert judge("https://www.orange.es/", ORANGE) is SiteVerdict.LOOK_ALIKE


@pytest.mark.parametrize(
    ("link", "site"),
    [
        ("https://orange.fr.recharge-sim.example/", "recharge-sim.example"),
        ("https://www.orange.co.uk./", "orange.co.uk"),
        ("https://a.orange.github.io/", "orange.github.io"),
        ("https://or\u0430nge.fr/", "xn--ornge-5ve.fr"),
        ("http://user@WWW.Orange.FR:8080/", "orange.fr"),
        ("https://www.\u0301a.fr/", "\u0301a.fr"),
        ("https://github.io/", None),
        ("tel:3900", None),
    ],
)
def test_the_site_of_a_link_is_what_its_owner_registered(link, site) -> None:
    assert site_of(link) == site


domains = st.sampled_from(sorted(ORANGE | SFR | BOUYGUES | POSTE | LEBARA | LYCA | OTHERS))
labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
hosts = st.lists(labels, max_size=4).map(lambda each: "".join(f"{label}." for label in each))
tails = st.from_regex(r"[/?#][!$&-;=?-Z_a-z~%#]{0,60}", fullmatch=True) | st.just("")
capitals = st.integers(0, 2**60)


def in_capitals(text: str, which: int) -> str:
    """Return a text with the letters in capitals that the bits of a number say."""
    return "".join(
        letter.upper() if which >> place & 1 else letter for place, letter in enumerate(text)
    )


def escaped(host: str, which: int) -> str:
    """Return a host with some of its characters written as percent escapes."""
    return "".join(
        f"%{ord(letter):02X}" if which >> place & 1 else letter for place, letter in enumerate(host)
    )


@quietly
@given(domains, hosts, tails, capitals, st.sampled_from(["", ".", ":443", ".:443", ":"]))
def test_whatever_is_below_an_official_domain_is_official(domain, below, tail, which, end) -> None:
    link = f"{in_capitals(f'https://{below}{domain}', which)}{end}{tail}"

    assert judge(link, {domain}, known_domains=ALL) is SiteVerdict.OFFICIAL


@quietly
@given(domains, hosts, labels, st.sampled_from(["example", "com", "fr", "co.uk", "github.io"]))
def test_an_official_domain_in_front_of_another_one_is_never_official(
    domain, below, label, suffix
) -> None:
    site = f"{label}.{suffix}"
    assume(site not in ALL | MARKETPLACES)
    link = f"https://{below}{domain}.{site}/"

    assert judge(link, {domain}) is SiteVerdict.LOOK_ALIKE
    assert judge(link, {domain}, known_domains=ALL) is SiteVerdict.LOOK_ALIKE
    assert judge(link, frozenset(), known_domains=ALL) is SiteVerdict.LOOK_ALIKE


links = st.sampled_from(
    [
        "www.orange.fr",
        "orange.fr.recharge-sim.example",
        "orange-recharge.com",
        "or\u0430nge.fr",
        "xn--ornge-5ve.fr",
        "0range.fr",
        "orangerie.fr",
        "www.amazon.fr",
        "evil.example",
    ]
)


@quietly
@given(links, capitals, capitals)
def test_a_verdict_does_not_depend_on_how_the_host_is_written(host, which, escapes) -> None:
    expected = verdict(f"https://{host}/", ORANGE)
    ascii_host = idna.encode(host).decode("ascii")

    assert verdict(f"https://{in_capitals(host, which)}./", ORANGE) is expected
    assert verdict(f"https://{escaped(ascii_host, escapes)}/a?b#c", ORANGE) is expected
    assert verdict(f"https://{host.replace('.', '\u3002')}/", ORANGE) is expected


@quietly
@given(
    st.text() | st.builds("https://{}{}".format, st.text(), st.text()),
    st.frozensets(st.text() | domains, max_size=4),
    st.frozensets(st.text(), max_size=4),
)
def test_any_text_gets_a_verdict_and_what_may_not_be_kept_is_never_official(
    link, official, known
) -> None:
    found = judge(link, official, known_domains=known)

    assert found in SiteVerdict
    assert judge(link, official, known_domains=known) is found
    if found is SiteVerdict.OFFICIAL:
        assert link_problem(link) is None
    assert (site_of(link) is None) or found is not SiteVerdict.NO_SITE


@quietly
@given(st.text(min_size=1, max_size=12), st.sampled_from(["fr", "example", "co.uk"]))
def test_only_the_official_name_itself_is_official(name, suffix) -> None:
    link = f"https://{name}.{suffix}/"

    if judge(link, {"orange.fr"}) is SiteVerdict.OFFICIAL:
        assert site_of(link) == "orange.fr"
