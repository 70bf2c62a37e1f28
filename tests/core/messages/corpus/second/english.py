"""More texts of carriers in English."""

from decimal import Decimal

from custom_components.sim_renewal.core.messages import UNLIMITED

from .. import Case, case, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    case("Your balance is £9.58.", credit=money("9.58", "GBP")),
    case(
        "Hi, your airtime credit is £4.12 and you've 3.4GB of data left. Your goodybag ends on"
        " 12 December 2026.",
        credit=money("4.12", "GBP"),
        data=go("3.4"),
        service=on("2026-12-12"),
    ),
    case(
        "giffgaff: your plan expires on 03/12/2026 at 23:59. You have 1.2GB remaining.",
        data=go("1.2"),
        service=on("2026-12-03"),
    ),
    case(
        "EE: You have 2.5GB of your 10GB left. It resets on 1 Dec.",
        data=go("2.5"),
        allowance=go("10"),
    ),
    case(
        "You've used 4GB of your 6GB data allowance.",
        used=go("4"),
        allowance=go("6"),
    ),
    case("Thanks for topping up £10. Your new balance is £13.45.", credit=money("13.45", "GBP")),
    case(
        "Top-up of £20 successful. Your balance is now £22.10 and expires on 20 May 2027.",
        credit=money("22.10", "GBP"),
        service=on("2027-05-20"),
    ),
    case(
        "Lebara: Your main balance is GBP 5.00. You have 14.2GB, 832 minutes and unlimited texts"
        " valid until 14-12-2026.",
        credit=money("5.00", "GBP"),
        data=go("14.2"),
        voice=minutes(832),
        sms=UNLIMITED,
        service=on("2026-12-14"),
    ),
    case(
        "Lycamobile: Balance: £3.40. Valid till 22-01-2027.",
        credit=money("3.40", "GBP"),
        service=on("2027-01-22"),
    ),
    case("Your Vodafone balance is £0.87. Main: £0.50, bonus: £0.37.", credit=money("0.87", "GBP")),
    case(
        "T-Mobile: Account balance $15.00. Your plan is active until 12/20/2026.",
        credit=money("15.00", "USD"),
        service=on("2026-12-20"),
    ),
    case(
        "AT&T Free Msg: Your account balance is $32.10 and expires on 12/31/2026.",
        credit=money("32.10", "USD"),
        service=on("2026-12-31"),
    ),
    case("You have used 75% (3.75GB) of your 5GB data.", used=go("3.75"), allowance=go("5")),
    case(
        "Tello: You have 1,420 MB and 87 minutes left until Dec 9.",
        data=mo("1420"),
        voice=minutes(87),
        service=on("2026-12-09"),
    ),
    case(
        "Mint Mobile: you have used 3.1 GB of your 5 GB of high-speed data.",
        used=go("3.1"),
        allowance=go("5"),
    ),
    case(
        "Your prepaid account has a balance of $7.25. Service expires 01/15/2027.",
        credit=money("7.25", "USD"),
        service=on("2027-01-15"),
    ),
    case(
        "Airtel: Bal: Rs 23.45. Validity: 12-Jan-2027.",
        credit=money("23.45", "INR"),
        service=on("2027-01-12"),
    ),
    Case(
        "Your main balance is Rs. 102.50, valid till 05 Feb 2027.",
        {"credit": money("102.50", "INR"), "service": on("2027-02-05")},
        carrier="Airtel",
    ),
    case(
        "Jio: Data balance 1.1 GB of 1.5 GB. Plan expires on 18-Dec-26.",
        data=go("1.1"),
        allowance=go("1.5"),
        service=on("2026-12-18"),
    ),
    case(
        "Vi: Your pack will expire on 30-11-2026. Recharge with Rs 299 to continue services.",
        service=on("2026-11-30"),
    ),
    case(
        "Telstra: Your credit of $12.30 expires 15/12/2026. Data remaining: 7.5GB.",
        credit=money("12.30", "AUD"),
        data=go("7.5"),
        service=on("2026-12-15"),
    ),
    case(
        "Optus: you have 18.4GB of data left, expiring 4 Jan 2027.",
        data=go("18.4"),
        service=on("2027-01-04"),
    ),
    case(
        "amaysim: Your plan has 5.62GB left & expires at 11:59pm on 30 Nov 2026.",
        data=go("5.62"),
        service=on("2026-11-30"),
    ),
    case(
        "Your credit will expire in 3 days.",
        service=on("2026-11-27"),
    ),
    case(
        "Hi there! Your number will be disconnected on 15 Jan 2027 unless you top up.",
        number=on("2027-01-15"),
    ),
    case(
        "Top up by 10 December 2026 to keep your number.",
        number=on("2026-12-10"),
    ),
    case(
        "Your balance is EUR 18.20. Your credit expires on 02/04/2027.",
        credit=money("18.20", "EUR"),
        service=on("2027-04-02"),
    ),
    case(
        "CTExcel: Your balance is £6.20, valid until 2027-03-01.",
        credit=money("6.20", "GBP"),
        service=on("2027-03-01"),
    ),
    case(
        "Three: your Add-on has 850MB left and runs out at midnight on Sunday 29 November.",
        data=mo("850"),
        service=on("2026-11-29"),
    ),
    case(
        "You have 45 mins, 120 texts and 500MB remaining this month.",
        voice=minutes(45),
        sms=Decimal(120),
        data=mo("500"),
    ),
    case(
        "Remaining data: 0.75 GB\nRemaining voice: 100 min\nExpiry: 08 Dec 2026",
        data=go("0.75"),
        voice=minutes(100),
        service=on("2026-12-08"),
    ),
    case(
        "Unlimited calls and texts. Data: 9.8GB remaining of 15GB.",
        voice=UNLIMITED,
        sms=UNLIMITED,
        data=go("9.8"),
        allowance=go("15"),
    ),
    case(
        "Your balance is HK$38.50. Expiry date: 31/03/2027.",
        credit=money("38.50", "HKD"),
        service=on("2027-03-31"),
    ),
    case(
        "Your Account Balance: $25.00\nPlan renews: 12/08/2026\nData left: 2.00 GB",
        credit=money("25.00", "USD"),
        data=go("2.00"),
    ),
    case(
        "Your plan expired on 20 November 2026. Top up to keep using your services.",
        service=on("2026-11-20"),
    ),
    *nothing(
        "You have less than £1 credit left. Top up now.",
        "You've used 80% of your data allowance.",
        "50% of daily data used. Total daily limit is 1.5GB.",
        "Your data will run out soon. Get 5GB for £5, text MORE to 150.",
        "Top up £20 and get 30GB free until 31 December!",
        "Get 40GB for just £10 a month. Offer ends 30 Nov 2026.",
        "Recharge Now with Rs. 349 and get Unlimited calls+2GB/day for 28 days.",
        "Your Three verification code is 482910. Valid for 10 minutes.",
        "Use code 123456 to log in to your T-Mobile account.",
        "Your bill of $45.00 is due on 12/05/2026. Pay at att.com/pay",
        "Your payment of £15 was received. Thank you.",
        "Thank you for your top-up of £10.",
        "Welcome to France! Data costs £2.29/day. Calls 58p/min.",
        "Royal Mail: your parcel is held, pay £1.99 fee at rm-post.com",
        "Barclays: your account balance is £1,204.55.",
        "HMRC: you are due a tax refund of £268.40. Claim before 30/11/2026.",
        "Netflix: your membership expires today. Update payment details.",
        "Your appointment is on 12 December at 3:30pm.",
        "Sorry, you don't have enough credit to send this message.",
        "Your previous balance was $12.00.",
        "Chase: Your available balance is $512.20 as of 11/24.",
        "You have 2 new voicemails. Call 443 to listen.",
        "Just today: still 5GB for £5.",
        "Your balance: ask us. This code expires on 12/12/2026.",
        "Refer a friend and get £5 credit each.",
        "Data roaming cap reached: you've spent £45.00 of £49.00 limit.",
    ),
]
