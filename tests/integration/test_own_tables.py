"""Tables as households keep them, which nobody wrote for this integration: each works at once."""

from typing import Any

import pytest

from .conftest import line_subentry
from .transfers import PAPA, bring, lines_of, papa, record_of, refused

FRENCH_STUDENT = """\
Nom,Numéro,Opérateur,Expire le,Prix
Moi,06 39 98 00 11,Orange,5 janv. 2027,"10,00 €"
Mamie,06 39 98 00 12,Lebara,12 déc. 2026,"4,99 €"
"""

CHINESE_FAMILY = """\
我家的手机号
姓名,手机号,运营商,到期日,月费,备注
爸爸,138 0013 8000,中国移动,2027年1月5日,¥30.00,别忘了
妈妈,+33 6 39 98 00 21,Free,2026年12月31日,¥18.50,
"""

GERMAN_SEMICOLONS = """\
Bezeichnung;Rufnummer;Anbieter;Gültig bis;Preis;Bemerkung\r
Oma;01579 2300123;Telekom;05.01.2027;"9,95 €";Küche\r
Alarmanlage;01579 2300124;congstar;31.12.2026;"1.234,50 €";\r
Summe;;;;"1.244,45 €";\r
"""

ARAB_FAMILY = """\
الاسم,رقم الهاتف,الشركة,تاريخ الانتهاء,السعر
أبي,٠٦٣٩٩٨٠٠٣١,Lycamobile,٢٠٢٧/٠١/٠٥,١٠٫٥٠
أمي,+٣٣ ٦ ٣٩ ٩٨ ٠٠ ٣٢,Orange,٥ يناير ٢٠٢٧,٥
"""

EXCEL_SERIALS = """\
Name\tPhone number\tCarrier\tExpires\tPrice\t
Alarm\t639980041\tOrange\t46392\t10\t
Gate\t33639980042\tSFR\t46387\t2.5\t
\t\t\t\t\t
Total\t\t\t\t12.5\t
"""

SPANISH_LINES = """\
Titular;Teléfono;Compañía;País;Fecha de caducidad;Importe
Lucía;612 345 678;Orange;ES;5-ene-2027;10,00 €
Pablo;+34 612 345 679;Movistar;ES;31 de diciembre de 2026;7 €
"""

BRITISH_MONTHS = """\
SIM,Mobile,Network,Valid until,Cost,Colour
Mum,07400 123456,giffgaff,05-Jan-2027,GBP 10,blue
Dad,+44 7400 123457,Lebara,"Tue, 5 January 2027",£5.00,red
"""

AMERICAN_ORDER = """\
Line,Phone #,Provider,Exp. date,Price
Kid,+1 202 555 0143,Mint,1/5/27,$15.00
Car,+1 202 555 0144,Mint,12/31/2026,$1.00
"""

ITALIAN = """\
Nome;Numero di telefono;Operatore;Scadenza;Costo mensile
Nonna;+39 333 123 4567;TIM;05/01/2027;EUR 7,99
Zio;+39 333 123 4568;Iliad;31 dicembre 2026;
"""

DUTCH = """\
Naam;Telefoonnummer;Aanbieder;Geldig tot;Prijs
Opa;+31 6 12345678;KPN;5 januari 2027;€ 10,-
Tante;+31 6 12345679;Lebara;31-12-2026;€ 7,50
"""

PORTUGUESE = """\
Nome;Telemóvel;Operadora;Válido até;Preço
Avó;+351 912 345 678;MEO;05/01/2027;"12,50 €"
"""

POLISH = """\
Nazwa;Numer telefonu;Operator;Ważne do;Cena
Babcia;+48 512 345 678;Play;5 stycznia 2027;30,00 zł
"""

VIETNAMESE = """\
Tên,Số điện thoại,Nhà mạng,Ngày hết hạn,Giá
Bố,+84 912 345 678,Viettel,05/01/2027,100.000 ₫
"""

TRADITIONAL_CHINESE = """\
名稱,電話號碼,電信公司,到期日期,金額
阿嬤,+886 912 345 678,中華電信,2027/1/5,NT$300
"""

TAIWAN_YEARS = """\
名稱,電話號碼,電信公司,到期日,金額
阿嬤,+886 912 345 678,中華電信,民國116年1月5日,NT$300
阿公,+886 912 345 679,台灣大哥大,115/12/31,NT$200
"""

MARKDOWN = """\
# SIM cards

| Name      | Number          | Carrier | Valid until | Price |
|-----------|:----------------|---------|:-----------:|------:|
| **Papa**  | 06 39 98 00 51  | Orange  | 2027-01-05  | €10   |
| Alarm     | 06 39 98 00 52  | [SFR](https://www.sfr.fr) | never | |
"""

WITHOUT_END = """\
Nom;Numéro;Opérateur;Expire le
Papa;06 39 98 00 61;Orange;jamais
Mamie;06 39 98 00 62;Lebara;05/01/2027
"""

WALLOS_CSV = """\
Name,Payment Cycle,Next Payment,Renewal,Category,Payment Method,Paid By,Price,Notes,URL,State,\
Notifications,Cancellation Date,Active
Orange Papa,Monthly,2027-01-05,Manual,Phone,Cash,Anna,€10,,,Enabled,Enabled,,Yes
Lebara Mama,Monthly,2026-12-31,Manual,Phone,Cash,Anna,€4.99,top up at the shop,,Enabled,Enabled,,Yes
"""

WALLOS_JSON = """\
[{"Name":"Orange Papa","Payment Cycle":"Monthly","Next Payment":"2027-01-05","Renewal":"Manual",
"Category":"Phone","Payment Method":"Cash","Paid By":"Anna","Price":"\\u20ac10","Notes":null,
"URL":null,"State":"Enabled","Notifications":"Enabled","Cancellation Date":null,"Active":"Yes"}]
"""

TOP_UPS = """\
Ligne;Date de recharge;Montant;Moyen
Papa;5/11/26;10,00 €;site
Papa;20/10/2026;1 234,50 €;boutique
"""

TABLES: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "french student": (
        FRENCH_STUDENT,
        {
            "Moi": {
                "number": "+33639980011",
                "carrier": "Orange",
                "service_until": "2027-01-05",
                "price": 10.0,
                "currency": "EUR",
            },
            "Mamie": {"number": "+33639980012", "service_until": "2026-12-12", "price": 4.99},
        },
    ),
    "chinese family": (
        CHINESE_FAMILY,
        {
            "爸爸": {
                "number": "+8613800138000",
                "carrier": "中国移动",
                "service_until": "2027-01-05",
                "price": 30.0,
                "currency": "CNY",
            },
            "妈妈": {"number": "+33639980021", "service_until": "2026-12-31", "price": 18.5},
        },
    ),
    "german semicolons": (
        GERMAN_SEMICOLONS,
        {
            "Oma": {
                "number": "+4915792300123",
                "service_until": "2027-01-05",
                "price": 9.95,
                "currency": "EUR",
            },
            "Alarmanlage": {"service_until": "2026-12-31", "price": 1234.5},
        },
    ),
    "arab family": (
        ARAB_FAMILY,
        {
            "أبي": {"number": "+33639980031", "service_until": "2027-01-05", "price": 10.5},
            "أمي": {"number": "+33639980032", "service_until": "2027-01-05", "price": 5.0},
        },
    ),
    "excel serials": (
        EXCEL_SERIALS,
        {
            "Alarm": {"number": "+33639980041", "service_until": "2027-01-05", "price": 10.0},
            "Gate": {"number": "+33639980042", "service_until": "2026-12-31", "price": 2.5},
        },
    ),
    "spanish lines": (
        SPANISH_LINES,
        {
            "Lucía": {
                "number": "+34612345678",
                "service_until": "2027-01-05",
                "country": "ES",
                "price": 10.0,
            },
            "Pablo": {"number": "+34612345679", "service_until": "2026-12-31", "price": 7.0},
        },
    ),
    "british months": (
        BRITISH_MONTHS,
        {
            "Mum": {
                "number": "+447400123456",
                "service_until": "2027-01-05",
                "price": 10.0,
                "currency": "GBP",
            },
            "Dad": {"service_until": "2027-01-05", "price": 5.0, "currency": "GBP"},
        },
    ),
    "american order": (
        AMERICAN_ORDER,
        {
            "Kid": {
                "number": "+12025550143",
                "service_until": "2027-01-05",
                "price": 15.0,
                "currency": "USD",
            },
            "Car": {"service_until": "2026-12-31", "price": 1.0},
        },
    ),
    "italian": (
        ITALIAN,
        {
            "Nonna": {"number": "+393331234567", "service_until": "2027-01-05", "price": 7.99},
            "Zio": {"service_until": "2026-12-31", "price": None},
        },
    ),
    "dutch": (
        DUTCH,
        {
            "Opa": {"number": "+31612345678", "service_until": "2027-01-05", "price": 10.0},
            "Tante": {"service_until": "2026-12-31", "price": 7.5, "currency": "EUR"},
        },
    ),
    "portuguese": (
        PORTUGUESE,
        {"Avó": {"number": "+351912345678", "service_until": "2027-01-05", "price": 12.5}},
    ),
    "polish": (
        POLISH,
        {"Babcia": {"service_until": "2027-01-05", "price": 30.0, "currency": "PLN"}},
    ),
    "vietnamese": (
        VIETNAMESE,
        {"Bố": {"service_until": "2027-01-05", "price": 100000.0, "currency": "VND"}},
    ),
    "traditional chinese": (
        TRADITIONAL_CHINESE,
        {"阿嬤": {"service_until": "2027-01-05", "price": 300.0, "currency": "TWD"}},
    ),
    "a chinese list with numbered rows": (
        (
            "序号\t持卡人\t手机号码\t归属运营商\t套餐\t有效期至\t月租(元)\n"
            "1\t爷爷\t13800138000\t中国移动\t8元保号\t2027-1-5\t8\n合计\t\t\t\t\t\t8\n"
        ),
        {"爷爷": {"number": "+8613800138000", "service_until": "2027-01-05", "price": 8.0}},
    ),
    "a vietnamese number that france has too": (
        (
            "Họ tên,SĐT,Nhà mạng,Hạn sử dụng,Giá gói\n"
            "Bố,0912345678,Viettel,ngày 5 tháng 1 năm 2027,100.000đ\n"
        ),
        {"Bố": {"number": "+84912345678", "service_until": "2027-01-05", "price": 100000.0}},
    ),
    "headings of several words": (
        (
            "Carte;N° de tél.;Forfait;Date limite de recharge;Coût mensuel (€)\n"
            "Carte Mamie;0639980001;Mobicarte;le 12 janvier 2027;5\n"
        ),
        {"Carte Mamie": {"number": "+33639980001", "service_until": "2027-01-12", "price": 5.0}},
    ),
    "taiwan years": (
        TAIWAN_YEARS,
        {
            "阿嬤": {
                "number": "+886912345678",
                "service_until": "2027-01-05",
                "price": 300.0,
                "currency": "TWD",
            },
            "阿公": {"service_until": "2026-12-31", "price": 200.0},
        },
    ),
    "markdown": (
        MARKDOWN,
        {
            "Papa": {"number": "+33639980051", "service_until": "2027-01-05", "price": 10.0},
            "Alarm": {"number": "+33639980052", "carrier": "SFR", "rule": "never"},
        },
    ),
    "without end": (
        WITHOUT_END,
        {
            "Papa": {"number": "+33639980061", "carrier": "Orange", "rule": "never"},
            "Mamie": {"service_until": "2027-01-05"},
        },
    ),
    "wallos csv": (
        WALLOS_CSV,
        {
            "Orange Papa": {"service_until": "2027-01-05", "price": 10.0, "currency": "EUR"},
            "Lebara Mama": {"service_until": "2026-12-31", "price": 4.99},
        },
    ),
    "wallos json": (
        WALLOS_JSON,
        {"Orange Papa": {"service_until": "2027-01-05", "price": 10.0, "currency": "EUR"}},
    ),
}


@pytest.mark.parametrize("whose", TABLES)
async def test_a_table_of_ones_own_makes_the_lines_that_are_meant(hass, household, whose) -> None:
    entry = await household()
    text, lines = TABLES[whose]

    answer = await bring(hass, text)
    await hass.async_block_till_done()

    assert answer["errors"] == []
    found = {line.title: line.data for line in lines_of(entry)}
    assert found.keys() == lines.keys()
    assert {
        name: {key: found[name].get(key) for key in wanted} for name, wanted in lines.items()
    } == lines


async def test_a_list_of_top_ups_is_put_on_the_lines_that_are_there(hass, household) -> None:
    entry = await household(papa())

    answer = await bring(hass, TOP_UPS)

    assert (answer["errors"], answer["renewals_added"]) == ([], 2)
    assert answer["columns_ignored"] == ["Moyen"]
    assert sorted(
        (each.renewed_on.isoformat(), str(each.amount)) for each in record_of(entry, PAPA).renewals
    ) == [("2026-10-20", "1234.50"), ("2026-11-05", "10.00")]


async def test_what_is_no_line_in_a_list_of_all_subscriptions_is_left_out_and_told(
    hass, household
) -> None:
    entry = await household()
    rows = (
        "Netflix,Monthly,2027-01-05,Manual,Entertainment,Cash,Anna,€10,,,Enabled,Enabled,,Yes\n"
        "Gym,Monthly,2027-01-05,Manual,No category,Cash,Anna,€10,,,Enabled,Enabled,,Yes\n"
        "Lebara Oma,Monthly,2027-01-05,Manual,No category,Cash,Anna,€10,,,Enabled,Enabled,,Yes\n"
    )

    answer = await bring(hass, WALLOS_CSV + rows)

    assert {line.title for line in lines_of(entry)} == {"Orange Papa", "Lebara Mama", "Lebara Oma"}
    assert [(each["row"], each["reason"]) for each in answer["warnings"]] == [
        (4, "row_is_no_line"),
        (5, "row_is_no_line"),
    ]
    assert answer["errors"] == []


NO_RULE = {"number": None, "iccid": None, "rule": "none", "service_until": None}
EID_NUMBER = "89049032123451234512345678901235"


@pytest.mark.parametrize(
    "heading",
    [
        *("EID", "EID number", "Numéro EID", "EID-Nummer", "Número EID", "Numero EID"),
        *("EID-nummer", "Numer EID", "EID号", "EID 號碼", "رقم EID", "Số EID", "eSIM EID", "Chip"),
    ],
)
async def test_an_eid_is_kept_under_every_heading(hass, household, heading) -> None:
    entry = await household()
    wrong = f"{EID_NUMBER[:-1]}6"
    spaced = " ".join(EID_NUMBER[at : at + 4] for at in range(0, 32, 4))

    answer = await bring(
        hass,
        f"Name,Number,Expires,{heading}\nPapa,0639980001,2027-01-05,{EID_NUMBER}\n"
        f"Mama,0639980002,2027-01-05,{wrong}\nOma,0639980003,2027-01-05,\n"
        f"Opa,0639980004,2027-01-05,n/a\nAnna,0639980005,2027-01-05,{spaced}\n",
        skip_invalid=True,
    )

    assert (answer["columns_ignored"], answer["warnings"]) == ([], [])
    assert [(each["row"], each["column"], each["reason"]) for each in answer["errors"]] == [
        (3, "eid", "eid_check_digits")
    ]
    assert answer["errors"][0]["message"].startswith(f"{heading}: ")
    assert wrong not in answer["errors"][0]["message"]
    assert {line.title: line.data.get("eid") for line in lines_of(entry)} == {
        "Papa": EID_NUMBER,
        "Oma": None,
        "Opa": None,
        "Anna": EID_NUMBER,
    }


async def test_an_eid_in_the_place_of_an_iccid_is_no_wrong_iccid(hass, household) -> None:
    entry = await household()

    answer = await bring(
        hass,
        "Name,Number,Expires,ICCID\nPapa,0639980001,2027-01-05,"
        f"{EID_NUMBER}\nMama,0639980002,2027-01-05,8933010000000000010\n",
    )

    assert (answer["errors"], answer["warnings"]) == ([], [])
    assert {
        line.title: (line.data.get("eid"), line.data.get("iccid")) for line in lines_of(entry)
    } == {"Papa": (EID_NUMBER, None), "Mama": (None, "8933010000000000010")}


def said(remarks: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    """Return the row, the heading and the reason of what is said of a file."""
    return [(each["row"], each["message"].split(":")[0], each["reason"]) for each in remarks]


async def test_a_top_up_that_is_still_to_come_is_refused_by_its_row_and_heading(
    hass, household
) -> None:
    entry = await household(papa())
    text = "Ligne,Date de recharge,Montant\nPapa,2026-12-05,10\nPapa,2026-12-25,10\n"

    answer = await bring(hass, text, dry_run=True)

    assert said(answer["errors"]) == [
        (2, "Date de recharge", "in_future"),
        (3, "Date de recharge", "in_future"),
    ]
    with_the_past = text + "Papa,2026-11-05,10\n"
    answer = await bring(hass, with_the_past, skip_invalid=True)
    assert (len(answer["errors"]), answer["renewals_added"]) == (2, 1)
    assert [each.renewed_on.isoformat() for each in record_of(entry).renewals] == ["2026-11-05"]


async def test_a_bare_date_that_is_to_come_and_a_new_name_are_told_for_each_row(
    hass, household
) -> None:
    entry = await household(papa(service_until="2026-12-20"))

    answer = await bring(hass, "Ligne,Date,Montant\nPapa,2026-12-20,10\nPaap,2026-12-21,10\n")

    assert (answer["errors"], answer["lines_added"]) == ([], 1)
    assert said(answer["warnings"]) == [
        (2, "Date", "date_taken_for_end"),
        (3, "Date", "date_taken_for_end"),
        (3, "Ligne", "line_of_little"),
    ]
    assert {line.title for line in lines_of(entry)} == {"Papa", "Paap"}


async def test_a_bare_date_of_a_table_of_lines_is_told_once(hass, household) -> None:
    await household()

    answer = await bring(
        hass,
        "Nom,Numéro,Date\nPapa,0639980001,2027-01-05\nMama,0639980002,2027-01-06\n",
        dry_run=True,
    )

    assert (answer["errors"], answer["lines_added"]) == ([], 2)
    assert said(answer["warnings"]) == [(2, "Date", "date_taken_for_end")]


async def test_a_line_made_of_a_name_in_a_list_of_top_ups_is_told(hass, household) -> None:
    await household(papa())
    text = "Nom,Numéro,Recharge\nPapa,0639980001,2026-11-05\nPaap,,2026-11-06\n"

    answer = await bring(hass, text, dry_run=True)

    assert answer["lines_added"] == 1
    assert (3, "Nom", "line_of_little") in said(answer["warnings"])
    assert (2, "Nom", "line_of_little") not in said(answer["warnings"])


@pytest.mark.parametrize(
    ("heading", "value", "reason"),
    [
        ("Numéro", "0639980012", "duplicate_number"),
        ("ICCID", "8933010000000000028", "duplicate_iccid"),
    ],
)
async def test_two_lines_with_one_number_are_both_named(
    hass, household, heading, value, reason
) -> None:
    await household(papa())
    text = f"Nom,{heading},Expire le\nMamie,{value},2027-01-05\n\nTata,{value},2027-01-06\n"

    (error,) = (await bring(hass, text, dry_run=True))["errors"]

    assert said([error]) == [(4, heading, reason)]
    assert "Tata and Mamie (row 2)" in error["message"]
    assert value not in error["message"]


async def test_the_row_of_a_line_that_is_there_under_another_name_names_both(
    hass, household
) -> None:
    entry = await household(papa(service_until="2027-01-05"))
    lines = "Nom,Numéro,Expire le\nTata,0639980001,2027-01-05\n"
    renewals = "Nom,Numéro,Recharge\nTata,0639980001,2026-11-05\nTata,0639980001,2026-10-05\n"

    for text, rows in ((lines, [2]), (renewals, [2, 3])):
        answer = await bring(hass, text, dry_run=True)
        assert answer["errors"] == []
        assert said(answer["warnings"]) == [(row, "Numéro", "taken_by_number") for row in rows]
        for warning in answer["warnings"]:
            assert "Papa" in warning["message"]
            assert "Tata" in warning["message"]
    assert len(lines_of(entry)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "姓名,运营商,到期日\n爸爸,中国移动,2027年1月5日\n爸爸,中国移动,2027年1月5日\n",
            (3, "姓名", "duplicate_line"),
        ),
        ("姓名,充值日期,金额\n爸爸,2026年10月5日,30\n", (2, "姓名", "unknown_line")),
        (
            "titulaire,date de recharge,montant\nOncle,5/10/2026,3\n",
            (2, "titulaire", "unknown_line"),
        ),
        ("手机号,到期日\n13800138000,2027年1月5日,x\n", (2, "Table", "too_many_cells")),
        ("ligne,date de recharge\nOma,2026-11-20\n", (2, "End of service", "date_needed")),
    ],
)
async def test_a_column_is_named_as_the_file_writes_it_and_never_by_our_key(
    hass, household, text, told
) -> None:
    await household(papa(), line_subentry("Oma", PAPA[:-1] + "9", **NO_RULE))

    answer = await bring(hass, text, dry_run=True)

    assert told in said(answer["errors"])


async def test_a_table_that_cannot_be_used_is_told_in_words(hass, household) -> None:
    await household()
    await hass.config.async_update(language="zh-Hans")

    assert "1: 名称：" in await refused(hass, "充值日期,金额\n2026-11-01,10")
    assert "1: 日期：" in await refused(hass, "名称,金额\n爸爸,10")


async def test_who_uses_a_line_is_its_name_in_a_list_of_top_ups(hass, household) -> None:
    entry = await household(papa())

    answer = await bring(hass, "姓名,充值日期,金额\nPapa,2026-11-05,30\n")

    assert (answer["errors"], answer["renewals_added"]) == ([], 1)
    assert len(record_of(entry).renewals) == 1
