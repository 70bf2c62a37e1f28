"""Texts of carriers in English to judge the reader by."""

from decimal import Decimal

from .. import Case, case, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    case(
        "Lyca USA: Your balance is $4.35 and expires on 01/14/2027.",
        credit=money("4.35", "USD"),
        service=on("2027-01-14"),
    ),
    case(
        "SMARTY: you've got 12.7GB left to last until 8 December.",
        data=go("12.7"),
        service=on("2026-12-08"),
    ),
    case(
        "VOXI: 1.5GB of 15GB remaining. Your plan refreshes 02/12.",
        data=go("1.5"),
        allowance=go("15"),
    ),
    case(
        "spusu: 3,200 MB data, 430 min and 200 SMS remaining in your plan.",
        data=mo("3200"),
        voice=minutes(430),
        sms=Decimal(200),
    ),
    case(
        "Ultra Mobile: Your wallet balance: $11.00. Plan expiration: 12/17/2026.",
        credit=money("11.00", "USD"),
        service=on("2026-12-17"),
    ),
    case(
        "Your topup of EUR 20 was successful. You now have EUR 24.60 credit.",
        credit=money("24.60", "EUR"),
    ),
    case(
        "48: You've 14.3GB left this month. Your membership ends on 06/12/26.",
        data=go("14.3"),
        service=on("2026-12-06"),
    ),
    case(
        "Telstra Pre-Paid: $8.15 credit remaining, expires 28 Nov 2026.",
        credit=money("8.15", "AUD"),
        service=on("2026-11-28"),
    ),
    case(
        "Boost: Data balance 22.04GB. Recharge expiry 19 Dec 2026.",
        data=go("22.04"),
        service=on("2026-12-19"),
    ),
    case(
        "Skinny: balance $19.00, you have 640MB & 145 mins left, expiring in 6 days.",
        credit=money("19.00", "NZD"),
        data=mo("640"),
        voice=minutes(145),
        service=on("2026-11-30"),
    ),
    case("Your remaining balance on 07700 900123 is £2.36.", credit=money("2.36", "GBP")),
    case("Core balance: 5.10 GBP\nBonus balance: 1.00 GBP", credit=money("6.10", "GBP")),
    case(
        "Your SIM will be switched off on 3rd February 2027 if you don't use it.",
        number=on("2027-02-03"),
    ),
    case(
        "Please note your account credit of £17.00 will expire on 30/12/2026.",
        credit=money("17.00", "GBP"),
        service=on("2026-12-30"),
    ),
    case("You have consumed 900 MB out of 2 GB.", used=mo("900"), allowance=go("2")),
    case("You've 3 days left on your plan. Add a new one for £10.", service=on("2026-11-27")),
    *nothing(
        "You have nearly used all of your 12GB.",
        "Speeds are reduced to 128kbps until 12/15/2026.",
        "Your autopay of $15 is scheduled for 12/01/2026.",
        "Monzo: you spent £4.20 at Pret. Balance £58.10.",
        "USPS: your package cannot be delivered. Pay $0.30.",
        "Reply YES to add 2GB for $10 to your plan.",
        "Your top-up of £10 failed. Please try again.",
        "Happy birthday! Enjoy 5GB free until midnight.",
        "Your data plan of 10GB has been activated and costs $12.",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "Cash withdrawal of £50. Your balance is £320.10.",
        "You spent $12.99 at Starbucks. Your balance is $45.01.",
    ),
]
