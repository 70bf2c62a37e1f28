# ruff: noqa: RUF001
"""Texts of carriers in both Chinese scripts to judge the reader by."""

from decimal import Decimal

from .. import Case, case, go, minutes, mo, money, nothing, on

CASES: list[Case] = [
    case(
        "【广东移动】您好！截止11月24日12时30分，您的账户可用余额为42.18元，详情请登录APP查询。",
        credit=money("42.18", "CNY"),
    ),
    case(
        "尊敬的客户，您的流量使用情况：总流量50GB，已用18.6GB，剩余31.4GB。",
        allowance=go("50"),
        used=go("18.6"),
        data=go("31.4"),
    ),
    case("【流量助手】您本月已用国内流量9.8GB，套餐剩余0.2GB。", used=go("9.8"), data=go("0.2")),
    case(
        "您好，您的账户于2026-11-24 10:05成功充值30元，目前话费余额38.90元。",
        credit=money("38.90", "CNY"),
    ),
    case(
        "余额提醒：截至24日您的话费余额为4.55元，请及时充值以免停机。", credit=money("4.55", "CNY")
    ),
    case("您的套餐语音剩余0分钟，流量剩余15.30GB。", voice=minutes(0), data=go("15.30")),
    case(
        "【中国广电】您好，您当前余额16.40元，剩余通用流量22.75GB，剩余语音130分钟。",
        credit=money("16.40", "CNY"),
        data=go("22.75"),
        voice=minutes(130),
    ),
    case("您好，您当月通用流量剩余1024MB，定向流量剩余30GB。", data=mo("1024")),
    case("您的卡将于2027-06-30到期，到期后号码将被收回。", number=on("2027-06-30")),
    case(
        "您的英国号码账户余额：£3.20，请在2027年1月20日前充值以保留号码。",
        credit=money("3.20", "GBP"),
        number=on("2027-01-20"),
    ),
    case("您的国内流量还剩2048MB，有效期到本月底。", data=mo("2048")),
    case("主账户余额10.00元，赠款余额5.00元，合计15.00元。", credit=money("15.00", "CNY")),
    case(
        "易博通：戶口餘額 HKD 27.60，有效期 2027-05-18。",
        credit=money("27.60", "HKD"),
        service=on("2027-05-18"),
    ),
    case(
        "鴨聊佳：您的數據結餘為6.5GB，到期日為2026-12-22。",
        data=go("6.5"),
        service=on("2026-12-22"),
    ),
    case("自由鳥：本月已用數據3.1GB，餘下數據4.9GB。", used=go("3.1"), data=go("4.9")),
    case(
        "你已成功增值$80，最新餘額為$95.50，使用期至2027年05月30日。",
        credit=(Decimal("95.50"), None),
        service=on("2027-05-30"),
    ),
    case("您的本地數據用量：已用1.2GB / 共5GB", used=go("1.2"), allowance=go("5")),
    case("儲值卡餘額：港幣 66.00 元", credit=money("66.00", "HKD")),
    case("您账户余额18元3角。", credit=money("18.3", "CNY")),
    case("你的月費計劃數據已用8GB（共10GB）。", used=go("8"), allowance=go("10")),
    case("您的流量余额为3.5GB，话费余额为20元。", data=go("3.5"), credit=money("20", "CNY")),
    *nothing(
        "您的流量已接近20GB，请注意使用。",
        "您的充值失败，30元将在24小时内退回。",
        "自2027年1月1日起，您的套餐资费由39元调整为49元。",
        "温馨提示：您的余额低于10元。",
        "【支付宝】您的余额宝收益2.35元已到账。",
        "【菜鸟】您的包裹已到，请于11月26日前领取。",
        "双十一特惠：100GB流量仅需19元，11月30日截止。",
        "回复1办理5元1GB流量日包，当日有效。",
        "您的限速将持续至2026年11月30日。",
        "您的增值未能成功，請重試。增值額$50。",
        "現凡增值$200即享5GB數據，優惠期至2026年12月31日。",
        "你的八達通餘額為$35.20。",
    ),
    # Accounts and cards that are no line's.
    *nothing(
        "您的账户1234于11月24日支出35.60元，余额1200.00元。",
        "您尾号8888的储蓄卡收入2000.00元，余额5321.00元。",
        "您的公交卡余额为23.50元。",
        "您的电费余额为15.20元，请及时缴费。",
    ),
]
