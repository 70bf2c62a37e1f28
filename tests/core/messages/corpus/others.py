"""Texts that carriers are known to send in languages of which only the wording itself is known."""

from decimal import Decimal

from . import Case, case, go, mo, money, nothing, on

CASES: list[Case] = [
    case(
        "Pulsa Rp 1234 s.d. 01-01-2027 \n1 8GB,Rp30rb/30hr\n2 25GB,Rp50rb/30hr\n22 Info",
        credit=money("1234", "IDR"),
        service=on("2027-01-01"),
    ),
    case(
        "ZALYSHOK: 1424:00 HV NA INSHI MEREZHI; 1500 SMS PO UKRAINI; 50:00 HV ZA KORDON",
        sms=Decimal(1500),
    ),
    case(
        "Imate:\n15:30:00 bezplatni minuti, do 12.06.2027\n11.17 GBs DATA do 13.06.2027",
        data=go("11.17"),
    ),
    case("IMSI:123456789012345\n USD:5.87\n Num#:123456789012", credit=money("5.87", "USD")),
    case("Godet data: encore 500Mo jusqu 12/12", data=mo("500"), service=on("2026-12-12")),
    Case(
        "Pulsa Rp 1234 s.d. 01-01-2027",
        {"credit": money("1234", "IDR"), "service": on("2027-01-01")},
        carrier="Telkomsel",
    ),
    # What another carrier says in these words is not known.
    Case("Pulsa Rp 1234 s.d. 01-01-2027", carrier="Vodafone"),
    # An allowance, a date that is over, and other things than the wording has.
    case("Pulsa Rp 1234 s.d. 01-01-2020", credit=money("1234", "IDR")),
    *nothing(
        "",
        " ",
        "\n\n",
        "Pulsa 3 GB s.d. 01-01-2027",
        "Pulsa Rp 1234 s.d. besok",
        "5 GB",
        "12/05/2027",
        "2.42",
        "foobar",
        "Баланс 12.50",
        "IMSI: USD:5.87 Num#:123456789012",
        "😀😀😀",
    ),
]
