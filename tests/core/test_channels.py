"""Links and codes of channels: what may be kept, what is refused and why."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.channels import (
    LINKS_OF,
    LONGEST_LINK,
    LinkForm,
    Refusal,
    RenewalChannel,
    channel_problem,
    code_problem,
    host_of,
    link_form,
    link_problem,
    tel_link,
)
from custom_components.sim_renewal.core.model import Channel
from tests.core.effort import SOME

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

quietly = settings(database=None, deadline=None, derandomize=True, max_examples=SOME)

SITE, CALL, APP = LinkForm.SITE, LinkForm.CALL, LinkForm.APP


@pytest.mark.parametrize(
    ("link", "form"),
    [
        ("https://www.orange.fr", SITE),
        ("https://www.orange.fr/", SITE),
        ("HTTPS://WWW.ORANGE.FR/Recharge", SITE),
        ("https://www.orange.fr:443/recharge", SITE),
        ("https://www.orange.fr:/recharge", SITE),
        ("https://www.orange.fr./recharge", SITE),
        ("https://www.orange.fr?from=sms&n=1", SITE),
        ("https://www.orange.fr#recharge", SITE),
        ("https://www.orange.fr/a@b", SITE),
        ("https://www.orange.fr/%20a%0A", SITE),
        ("https://www.%6Frange.fr/", SITE),
        ("https://www.orange\u3002fr/", SITE),
        ("https://my_account.orange.fr/", SITE),
        ("https://t\u00e9l\u00e9com.fr/", SITE),
        ("https://T\u00c9L\u00c9COM.fr/", SITE),
        ("https://te\u0301le\u0301com.fr/", SITE),
        ("https://xn--tlcom-bsab.fr/", SITE),
        ("https://\u4e2d\u56fd\u79fb\u52a8.cn/\u5145\u503c", SITE),
        ("https://1.fr/", SITE),
        ("tel:3900", CALL),
        ("tel:+33639980000", CALL),
        ("TEL:0639980000", CALL),
        ("tel:%2A123%23", CALL),
        ("tel:*123%23", CALL),
        ("tel:%2a123%2a1%23", CALL),
        ("tel:%23123%23", CALL),
        ("app://com.orange.mobile.orangeetmoi", APP),
        ("APP://com.Example.App_2", APP),
        ("weixin://dl/business/?t=AbC123", APP),
        ("WEIXIN://dl/business/?t=AbC123&cq=a%3D1", APP),
        ("weixin://dl/business/?appid=wx0123456789abcdef&path=pages/pay&query=a%3D1", APP),
        ("alipays://platformapi/startapp?appId=2021001234567890", APP),
        ("alipays://platformapi/startapp?appId=2021001234567890&page=pages%2Findex&query=a", APP),
    ],
)
def test_a_link_whose_effect_is_plain_may_be_kept(link, form) -> None:
    assert link_problem(link) is None
    assert link_form(link) is form


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("", "link_not_https"),
        ("www.orange.fr", "link_not_https"),
        ("orange.fr:443/recharge", "link_not_https"),
        ("//www.orange.fr", "link_not_https"),
        ("http://www.orange.fr", "link_not_https"),
        ("HTTP://www.orange.fr", "link_not_https"),
        ("javascript:alert(1)", "link_not_allowed"),
        ("JavaScript:alert(1)", "link_not_allowed"),
        ("data:text/html,hello", "link_not_allowed"),
        ("vbscript:msgbox(1)", "link_not_allowed"),
        ("file:///etc/passwd", "link_not_allowed"),
        ("ftp://orange.fr/", "link_not_allowed"),
        ("blob:https://orange.fr/1", "link_not_allowed"),
        ("sms:700?body=STOP", "link_not_allowed"),
        ("mailto:a@orange.fr", "link_not_allowed"),
        ("market://details?id=com.orange", "link_not_allowed"),
        ("intent://scan/#Intent;package=com.orange;end", "link_not_allowed"),
        ("intent:#Intent;S.browser_fallback_url=https://orange.fr;end", "link_not_allowed"),
        ("deep-link://https://evil.example", "link_not_allowed"),
        ("homeassistant://navigate/config", "link_not_allowed"),
        ("orangeetmoi://recharge", "link_not_allowed"),
        ("https://www.orange.fr/re charge", "link_odd_characters"),
        (" https://www.orange.fr", "link_odd_characters"),
        ("https://www.orange.fr\n", "link_odd_characters"),
        ("java\nscript:alert(1)", "link_odd_characters"),
        ("https://www.orange.fr/\x00", "link_odd_characters"),
        ("https://www.orange.fr/\u202egnp", "link_odd_characters"),
        ("https://ora\u00adnge.fr/", "link_odd_characters"),
        ("https://ora\u200bnge.fr/", "link_odd_characters"),
        ("https://orange.fr/\ue000", "link_odd_characters"),
        ("https://orange.fr/\ud800", "link_odd_characters"),
        ("https://orange.fr\\@evil.example/", "link_odd_characters"),
        ('https://orange.fr/"onclick=', "link_odd_characters"),
        ("https://orange.fr/<script>", "link_odd_characters"),
        ("https://orange.fr@evil.example/", "link_hidden_login"),
        ("https://user:word@www.orange.fr/", "link_hidden_login"),
        ("https://www.orange.fr:443@evil.example/", "link_hidden_login"),
        ("https://@www.orange.fr/", "link_hidden_login"),
        ("https://192.0.2.7/", "link_is_address"),
        ("https://192.0.2.7.:443/", "link_is_address"),
        ("https://3221225991/", "link_is_address"),
        ("https://0xc0000207/", "link_is_address"),
        ("https://0300.0.2.7/", "link_is_address"),
        ("https://192.0.0x207/", "link_is_address"),
        ("https://%31%39%32.0.2.7/", "link_is_address"),
        ("https://\uff11\uff19\uff12.0.2.7/", "link_is_address"),
        ("https://[2001:db8::1]/", "link_is_address"),
        ("https://www.orange.fr:8443/", "link_odd_port"),
        ("https://www.orange.fr:80/", "link_odd_port"),
        ("https://www.orange.fr:443:443/", "link_odd_port"),
        ("https://www.orange.fr:x/", "link_odd_port"),
        ("https:", "link_without_domain"),
        ("https://", "link_without_domain"),
        ("https:///www.orange.fr", "link_without_domain"),
        ("https:www.orange.fr", "link_without_domain"),
        ("https://orange", "link_without_domain"),
        ("https://localhost/", "link_without_domain"),
        ("https://orange./", "link_without_domain"),
        ("https://./", "link_without_domain"),
        ("https://www..orange.fr/", "link_without_domain"),
        ("https://.orange.fr/", "link_without_domain"),
        ("https://www.orange.fr../", "link_without_domain"),
        ("https://www.orange.fr%2F.evil.example/", "link_without_domain"),
        ("https://www.orange.fr%40evil.example/", "link_without_domain"),
        ("https://www.orange.fr%00.evil.example/", "link_without_domain"),
        ("https://www.orange.fr%C2%AD.evil.example/", "link_without_domain"),
        ("https://evil.example\u2100.orange.fr/", "link_without_domain"),
        ("https://%FF.orange.fr/", "link_without_domain"),
        ("https://orange.fr\u2044login.evil.example/", "link_without_domain"),
        (f"https://{'a' * 64}.fr/", "link_without_domain"),
        (f"https://{'a.' * 127}fr/", "link_without_domain"),
        ("https://\uff4f\uff52\uff41\uff4e\uff47\uff45.fr/", "link_disguised"),
        ("https://\U0001d428range.fr/", "link_disguised"),
        ("https://oran\u24d6e.fr/", "link_disguised"),
        ("https://www.orange.%EF%BD%86r/", "link_disguised"),
        ("tel:", "invalid_phone_link"),
        ("tel:1", "invalid_phone_link"),
        ("tel://3900", "invalid_phone_link"),
        ("tel:06-39-98-00-00", "invalid_phone_link"),
        ("tel:06%2039980000", "invalid_phone_link"),
        ("tel:*123#", "invalid_phone_link"),
        ("tel:%2A123", "invalid_phone_link"),
        ("tel:+336399800001234567", "invalid_phone_link"),
        ("tel:3900;ext=1", "invalid_phone_link"),
        ("tel:%33900", "invalid_phone_link"),
        ("tel:%2A21%2A0639980000%23", "code_diverts_calls"),
        ("tel:**21*0639980000%23", "code_diverts_calls"),
        ("app://", "invalid_app_link"),
        ("app://orange", "invalid_app_link"),
        ("app://com.orange/login", "invalid_app_link"),
        ("app://com..orange", "invalid_app_link"),
        ("app://com.1orange", "invalid_app_link"),
        ("app://com.orang\u00e9", "invalid_app_link"),
        ("weixin://dl/business/?t=\u00e9", "invalid_app_link"),
        ("weixin://", "invalid_app_link"),
        ("weixin://dl/scan", "invalid_app_link"),
        ("weixin://dl/businessWebview/link/?url=https%3A%2F%2Fevil.example", "invalid_app_link"),
        ("weixin://dl/business/?t=a&url=https%3A%2F%2Fevil.example", "invalid_app_link"),
        ("weixin://dl/business/?appid=evil&path=a", "invalid_app_link"),
        ("alipays://platformapi/startapp?appId=20000067&url=//evil.example", "invalid_app_link"),
        ("alipays://platformapi/startapp?appId=2021001234567890&url=a", "invalid_app_link"),
        ("alipays://platformapi/startapp?appId=2021001234567890&%75rl=a", "invalid_app_link"),
        ("alipays://platformapi/startapp?page=a", "invalid_app_link"),
    ],
)
def test_a_link_that_hides_where_it_leads_is_refused_with_its_reason(link, reason) -> None:
    assert link_problem(link) == reason
    assert link_form(link) is None


def test_a_link_has_a_longest_length() -> None:
    start = "https://www.orange.fr/"
    link = start + "a" * (LONGEST_LINK - len(start))

    assert link_problem(link) is None
    assert link_problem(link + "a") is Refusal.LINK_TOO_LONG


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.orange.fr/recharge", "www.orange.fr"),
        ("http://WWW.Orange.FR:8080", "www.orange.fr"),
        (" https:\\\\orange.fr\\@evil.example", "orange.fr"),
        ("https:/orange.fr", "orange.fr"),
        ("https:orange.fr", "orange.fr"),
        ("https://///orange.fr", "orange.fr"),
        ("ht\ntps://ora\tnge.fr", "orange.fr"),
        ("https://orange.fr@evil.example/", "evil.example"),
        ("https://a@b@evil.example", "evil.example"),
        ("https://\uff4frange\uff61fr", "orange.fr"),
        ("https://or\u0430nge.fr", "or\u0430nge.fr"),
        ("https://[2001:db8::1]/", None),
        ("https://", None),
        ("tel:3900", None),
        ("app://com.orange", None),
        ("", None),
    ],
)
def test_the_host_is_the_one_to_which_a_browser_goes(link, host) -> None:
    assert host_of(link) == host


@pytest.mark.parametrize(
    "code",
    [
        "*123#",
        "#123#",
        "#123*2#",
        "*#100#",
        "*#06#",
        "*100*1*2#",
        "*139*1234567890123456#",
        "*#21#",
        "*210#",
        "SMS RECHARGE 700",
        "SMS SOLDE +33639980000",
        "SMS code 1234 90210",
        "SMS \u5145\u503c50 10086",
        "SMS 1 22",
        f"SMS {'a' * 160} 700",
    ],
)
def test_a_code_to_dial_or_to_send_may_be_kept(code) -> None:
    assert code_problem(code) is None


@pytest.mark.parametrize(
    "code",
    [
        "",
        "123",
        "*123",
        "123#",
        "*#",
        "*123#\n",
        " *123#",
        "*12a#",
        "*123##",
        "*123**4#",
        "****123#",
        "*\uff11\uff12\uff13#",
        "*\u0661\u0662\u0663#",
        f"*{'1' * 21}#",
        "*1*2*3*4*5*6*7#",
        "SMS",
        "SMS 700",
        "SMS  700",
        "SMS RECHARGE",
        "SMS RECHARGE 7",
        "SMS RECHARGE seven",
        "SMS RECHARGE 70 0x",
        "SMS  RECHARGE 700",
        "SMS RECHARGE  700",
        "sms RECHARGE 700",
        "SMS RE\u202eCHARGE 700",
        "SMS RE\nCHARGE 700",
        "SMS RECHARGE 700\n",
        "SMS RECHARGE \uff17\uff10\uff10",
        f"SMS {'a' * 161} 700",
    ],
)
def test_another_text_is_no_code(code) -> None:
    assert code_problem(code) == "invalid_code"
    assert tel_link(code) is None


@pytest.mark.parametrize(
    "code",
    [
        "*21*0639980000#",
        "**21*0639980000#",
        "*21#",
        "*61*0639980000*11*20#",
        "**62*0639980000#",
        "*67*0639980000#",
        "**002*0639980000#",
        "**004*0639980000#",
    ],
)
def test_a_code_that_hands_over_the_calls_of_a_line_is_refused(code) -> None:
    assert code_problem(code) == "code_diverts_calls"
    assert tel_link(code) is None


@pytest.mark.parametrize(
    "code",
    [
        "**04*0000*1234*1234#",
        "**042*0000*1234*1234#",
        "**05*12345678*1234*1234#",
        "**052*12345678*1234*1234#",
        "*03*330*0000*1234*1234#",
        "**03**0000*1234*1234#",
        "*33*0000#",
        "**33*0000*11#",
        "*331*0000#",
        "**35*0000#",
        "*35#",
        "*351*0000#",
        "*2767*3855#",
        "*2767*2878#",
        "*#7370#",
        "*#7780#",
        "*#*#7780#*#*",
        "*#*#4636#*#*",
    ],
)
def test_a_code_that_locks_a_line_or_resets_a_phone_is_refused(code) -> None:
    assert code_problem(code) == "code_locks"
    assert tel_link(code) is None
    assert link_problem("tel:" + code.replace("#", "%23")) == "code_locks"


@pytest.mark.parametrize("code", ["*04#", "*05*1234#", "*335#", "*353123#", "#33#", "*#06#"])
def test_a_code_that_only_resembles_one_that_locks_is_taken(code) -> None:
    assert code_problem(code) is None


def test_a_code_to_dial_has_a_link_and_a_text_message_has_none() -> None:
    assert tel_link("*123#") == "tel:%2A123%23"
    assert tel_link("#123*2#") == "tel:%23123%2A2%23"
    assert tel_link("SMS RECHARGE 700") is None


@quietly
@given(st.from_regex(r"[*#]{1,3}[0-9]{1,20}(\*[0-9]{1,20}){0,5}#", fullmatch=True))
def test_the_link_of_a_code_may_be_kept_wherever_the_code_may(code) -> None:
    link = tel_link(code)

    assert (link is None) is (code_problem(code) is not None)
    if link is not None:
        assert link_problem(link) is None
        assert channel_problem(RenewalChannel(kind=Channel.CODE, link=link, code=code)) is None


@quietly
@given(st.text() | st.text().map("https://".__add__) | st.text().map("tel:".__add__))
def test_any_text_is_kept_or_refused(text) -> None:
    problem = link_problem(text)

    assert problem is None or problem in Refusal
    assert (link_form(text) is None) is (problem is not None)
    assert code_problem(text) in {
        None,
        Refusal.INVALID_CODE,
        Refusal.CODE_DIVERTS_CALLS,
        Refusal.CODE_LOCKS,
    }
    host = host_of(text)
    assert host is None or host_of(f"https://{host}/") == host


LINKS = {
    SITE: "https://www.orange.fr/",
    CALL: "tel:3900",
    APP: "app://com.orange.app",
}


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        (Channel.WEBSITE, {SITE}),
        (Channel.APP, {SITE, APP}),
        (Channel.SHOP, {SITE}),
        (Channel.KIOSK, {SITE}),
        (Channel.MARKETPLACE, {SITE}),
        (Channel.MINI_PROGRAM, {SITE, APP}),
        (Channel.CODE, {CALL}),
        (Channel.PHONE_CALL, {CALL}),
        (Channel.AUTOMATIC, {SITE}),
    ],
)
def test_a_channel_takes_the_links_that_belong_to_it(kind, forms) -> None:
    refused = ("link", Refusal.LINK_NOT_FOR_CHANNEL)

    for form, link in LINKS.items():
        channel = RenewalChannel(kind=kind, link=link)
        assert channel_problem(channel) == (None if form in forms else refused)


def test_every_channel_says_what_it_may_open() -> None:
    assert set(LINKS_OF) == set(Channel)


@pytest.mark.parametrize("kind", Channel)
def test_only_the_channel_of_codes_has_one(kind) -> None:
    channel = RenewalChannel(kind=kind, code="*123#")
    refused = ("code", Refusal.CODE_NOT_FOR_CHANNEL)

    assert channel_problem(channel) == (None if kind is Channel.CODE else refused)


@pytest.mark.parametrize("kind", Channel)
def test_an_instruction_alone_is_enough(kind) -> None:
    assert channel_problem(RenewalChannel(kind=kind, instruction="Ask at the counter.")) is None
    assert channel_problem(RenewalChannel(kind=kind)) is None


def test_a_refusal_of_a_channel_names_the_field() -> None:
    link = RenewalChannel(kind=Channel.WEBSITE, link="http://orange.fr")
    code = RenewalChannel(kind=Channel.CODE, code="*21*0639980000#")

    assert channel_problem(link) == ("link", Refusal.LINK_NOT_HTTPS)
    assert channel_problem(code) == ("code", Refusal.CODE_DIVERTS_CALLS)
