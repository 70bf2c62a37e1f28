"""How English-speaking carriers say it; which comes first, day or month, English does not tell."""

from ..cues import Cue, LanguageCues, words

_ZONES = (
    "aest aedt awst acst acdt nzst nzdt gmt bst utc est edt et cst cdt ct mst mdt mt pst pdt pt"
    " sgt hkt ist wib myt pht sast eat wat cet cest"
)
_MIDNIGHTS = "".join(
    f"|at midnight {zone} on|midnight {zone} on|at midnight ( {zone} ) on"
    for zone in sorted(words(_ZONES))
)
"""Midnight with the zone of its clock: `at midnight AEST on 21 May`."""

ENGLISH = LanguageCues(
    code="en",
    decimal_mark=".",
    order=None,
    months=(
        "january|jan",
        "february|feb",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ),
    abbreviations=words(
        "mon tue tues wed thu thur thurs fri sat sun approx e.g excl i.e incl max min mr mrs no st"
    ),
    phrases={
        Cue.REMAINS: (
            "you still have|you ve still got|you have remaining|still available|you only have"
            "|you now only have|left to use|there is still|you re down to"
        ),
        Cue.LEFT: (
            "remaining|remain|remains|left|available|unused|still left|to use|balance is"
            "|is your current balance|is the current balance|is your balance"
            "|is your remaining balance|is your account balance|have left|you have left|unused data"
        ),
        Cue.HAVE: "you ve|you have|you ve got|you have got|you currently have|you now have",
        Cue.ACCOUNT: (
            "your balance|your stored value|stored value|your credit|your account balance"
            "|account balance|your new balance|new balance|current balance|your current balance"
            "|main balance|your main balance|your credit balance|credit balance|airtime balance"
            "|your airtime|remaining balance|your remaining balance|balance|bal|acct bal"
            "|available balance|your data balance|data balance|prepaid balance|wallet balance"
            "|your remaining credit|remaining credit|bonus balance|your bonus balance"
            "|new balance is|updated balance|your updated balance|latest balance|balance now"
            "|balances|your balances|remaining balances|account balances|main acct|main account"
            "|main a/c|acct|your acct|main wallet"
        ),
        Cue.CREDIT: (
            "recharge credit|credit|airtime|bonus credit|account credit|calling credit|main credit"
        ),
        Cue.USED: (
            "used|you ve used|you have used|you used|you ve already used|you have already used"
            "|usage|consumed|spent of your data|data used"
        ),
        Cue.SPENT: (
            "charged|was charged|cost|costs|deducted|billed|bill|invoice|payment of|paid|fee"
            "|debited|spent|you ve spent|out of bundle|out of plan|overage|purchase|price"
            "|transaction"
        ),
        Cue.ADDED: (
            "top up of|topup of|top up|topup|topped up|recharge of|recharged|added|credited"
            "|has been added|you ve received|you have received|you received|we ve added"
            "|have been added|refill of|your refill|transfer of|we ve given you|you have been given"
            "|voucher|refunded|sent|transferred|gifted|given away|have shared|ve shared|you shared"
        ),
        Cue.GIFT: "free|for free|as a gift|on us|extra|complimentary|on the house",
        Cue.OFFER: (
            "get|gets|getting|buy|grab|enjoy|receive|win|earn|claim|choose|upgrade|switch|add"
            "|adding|subscribe|offer|offers|promo|promotion|deal|deals|save|discount|sale|reply"
            "|text|dial|call|visit|click|tap|with our|with the|introducing|new plan|from just"
            "|from only|double|treat yourself|order|purchase a|purchase any|activate|you could"
            "|unlock|refer|invite|limited time|try|starting at|plans from"
        ),
        Cue.WILL: "will be|you will get|you will have|you ll get|you ll have|will become|would be",
        Cue.FORMER: (
            "old balance|previous balance|your previous balance|your old balance|was|went from"
            "|changed from|reduced from|balance before|before top up|opening balance|last balance"
            "|prior balance"
        ),
        Cue.NOT: (
            "you don t have|negative|overdrawn|you do not have|you have no|not enough|insufficient"
            "|no longer have|doesn t have|you haven t|you need|need at least|required"
        ),
        Cue.ARRIVED: "welcome to|welcome to the",
        Cue.IS_IN: (
            "you re in|you are in|you re now in|you are now in|you have arrived in"
            "|you ve arrived in|now you re in"
        ),
        Cue.PAST: (
            "last month|last week|last year|yesterday|had|you had|previously|carried over"
            "|rolled over|rollover|your last bundle|your last plan|your last pack|last bundle"
            "|last plan|last pack|your previous bundle|your previous plan|your previous pack"
            "|previous bundle|previous plan|previous pack|old plan|your old plan"
        ),
        Cue.STARTS: "from|starting|starting from|as of|as from|effective|starting on",
        Cue.DENIES: "not|don t|doesn t|haven t|hasn t|never|no longer|isn t",
        Cue.EXHAUSTED: (
            "used up|has run out|run out|is empty|exhausted|you ve used all|you have used all"
            "|is depleted|out of credit|no credit"
        ),
        Cue.OF: "of|of your|out of|out of your|of the|from your|of total|of a total of",
        Cue.INCLUDED: "of which|including|incl|which includes|includes",
        Cue.TOTAL: "total|in total|total of|altogether|overall|combined",
        Cue.MAIN: "main|core|main balance|your main balance|main credit",
        Cue.BONUS: (
            "bonus|promotional|bonus credit|extra|bonus balance|your bonus balance|promo credit"
        ),
        Cue.OTHER: "other account|second account|other balance|other credit",
        Cue.HOME: "uk|national|domestic|local|us|usa|ireland|nationwide",
        Cue.ABROAD: "roaming|abroad|europe|eu|international|overseas|worldwide|in the eu|row",
        Cue.SPECIAL: (
            "session|night|off peak|weekend|social|youtube|netflix|tiktok|whatsapp|music|video"
            "|streaming|hotspot|tethering"
        ),
        Cue.PACK: (
            "plan|plans|bundle|bundles|pack|package|goodybag|goody bag|pass|booster|add on|addon"
            "|bolt on|allowance|option|sim only|your plan|your bundle|your goodybag|membership"
            "|your membership|your service|service end date|prepaid service|your prepaid service"
            "|pre paid service|your pre paid service|mobile service|your mobile service"
            "|your phone service"
            "|service days|service days left"
        ),
        Cue.OR: "or",
        Cue.EQUALS: "i.e|that is|equal to|equals|equivalent to|which is|i . e .|i e|or about",
        Cue.AND: "and|plus|as well as",
        Cue.FOR: (
            "for|for only|for just|from|just|only|at|costs|priced at|starting at|worth|as low as"
            "|only costs"
        ),
        Cue.IN_ORDER: "to",
        Cue.PER: (
            "per month|a month|/month|/ month|/mo|monthly|per day|a day|/day|daily|per week|a week"
            "|/week|weekly|per mb|per gb|a mb|/mb|/gb|per minute|a minute|/min|/minute|per text"
            "|a text|/text|/sms|per sms|per call|each|p/m|pm|per year|a year|/year|every month"
            "|every day|off|inc vat|every 30 days|every 28 days"
        ),
        Cue.LESS_THAN: (
            "less than|under|below|more than|over|at least|fewer than|minimum|minimum of"
        ),
        Cue.UP_TO: "up to|maximum|max|maximum of",
        Cue.UNLIMITED: "unlimited|unltd|unlim",
        Cue.CALLS: "calls|call|minutes|mins|voice|talk|calling",
        Cue.TEXTS: "texts|text|sms|messages|texting|messaging",
        Cue.DATA: "data|internet|web|browsing|3g|4g|5g",
        Cue.UNTIL: "until|till|til|valid to|through|no later than|valid until|up until|thru",
        Cue.BEFORE: "before|by|prior to",
        Cue.ON: "on|at|date|at midnight on|midnight on" + _MIDNIGHTS,
        Cue.IN: "in|within|in the next|within the next|for another|in just",
        Cue.STILL: "still|another|for another",
        Cue.VALID: (
            "valid|validity|valid until|valid to|valid till|active|active until|active till"
            "|good until|expiry|valid for|usable|stays active|remain active|remains active|is valid"
        ),
        Cue.USE: (
            "use|to use|use it|use them|use your|be used|used by|use by|make a call"
            "|make a chargeable call|send a text|make or receive a call"
        ),
        Cue.EXPIRES: (
            "expires|expire|expiring|expiry|expiration|ends|end|will expire|expiry date"
            "|expiration date|end date|runs out|is due to expire|lapses|exp|finishes|will end"
            "|service end date|end of service|end of service date|service end"
        ),
        Cue.EXPIRED: (
            "expired|has expired|have expired|ended|has ended|lapsed|has lapsed"
            "|was valid|was valid until|was valid till|was active|was active until"
        ),
        Cue.RESUMES: "reactivated|restored|unsuspended|resumes|resume|reinstated|unblocked",
        Cue.MULTIPLIED: "doubled|tripled|is double",
        Cue.NO_CREDIT: (
            "you have no credit|you have no credit left|you have no more credit"
            "|no credit left|you ve no credit|you ve run out of credit"
            "|you have run out of credit|you re out of credit|you are out of credit"
        ),
        Cue.RECHARGE: (
            "top up|top up your|recharge|refill|topup|recharge your|reload|please top up|add credit"
            "|buy a new|next top up|next recharge"
        ),
        Cue.TOP_UP: "top up of|recharge of",
        Cue.LINE: (
            "number|your number|sim|sim card|your sim|line|your line|phone number|mobile number"
            "|your mobile number"
        ),
        Cue.INCOMING: "receive calls|incoming|incoming calls|receiving calls|inbound",
        Cue.OUTGOING: "make calls|outgoing|outgoing calls|outbound|make and",
        Cue.STOPS: "suspended|suspension|barred|restricted|paused",
        Cue.KEEP: "keep|keeping|retain|to keep|not to lose|avoid losing|hold on to",
        Cue.LOSS: (
            "deactivated|disconnected|lost|be lost|lose|will lose|terminated|cancelled|canceled"
            "|deleted|recycled|removed|switched off|cut off|disconnection|deactivation"
        ),
        Cue.RENEWS: (
            "renew|renews|renewed|renewal|auto renew|auto renews|will renew|recurs|next bill|resets"
            "|reset|refreshes|rolls over|next payment|auto top up|next renewal"
        ),
        Cue.SINCE: (
            "since|from|starting|started|starts|activated on|effective|as from|beginning|added on"
            "|sent on|purchased on|start date"
        ),
        Cue.AS_OF: "to|as of|as at|correct at|updated|last updated|accurate as of",
        Cue.FOREVER: (
            "never expires|does not expire|doesn t expire|no expiry|won t expire|no expiration"
        ),
        Cue.TODAY: "today|tonight|at midnight",
        Cue.TOMORROW: "tomorrow",
        Cue.IF: "if|when|once|in case|unless|as soon as|whenever",
        Cue.DUE: (
            "to pay|due|overdue|outstanding|unpaid|amount due|balance due|outstanding balance|owe"
            "|you owe|payable|past due"
        ),
        Cue.CODE: (
            "verification code|security code|one time|otp|your code|passcode|code is|pin is"
            "|authentication code|login code|confirmation code|pac code|your pac|password"
            "|access code|activation code"
        ),
        Cue.SUSPECT: (
            "verify your|confirm your details|update your details|update your payment"
            "|update your billing|your parcel|parcel|package delivery|delivery fee|refund"
            "|tax refund|account has been locked|account locked|account is locked|unusual activity"
            "|suspicious|claim your|you ve won|you have won|congratulations|gift card|bank details"
            "|hmrc|avoid suspension|account will be suspended|restricted|update payment"
            "|win a|win an|win your"
        ),
        Cue.ADVERT: (
            "stop to|text stop|reply stop|opt out|optout|unsubscribe|t&cs|ts&cs|terms apply"
            "|t & cs apply|t c s apply|t&c"
        ),
        Cue.ALMOST: (
            "almost|nearly|almost all|nearly all|almost all of|nearly all of|almost all of your"
            "|nearly all of your|almost all your|nearly all your|most of|most of your|close to"
        ),
        Cue.SLOWS: (
            "reduced speed|reduced speeds|slower speed|slower speeds|slowed|slowed down|throttled"
            "|speeds|lower speed"
        ),
        Cue.INSTEAD: "instead of",
    },
    plain=(
        "the|a|an|is|are|your|you|we|our|to|this|that|with|and|have|been|has|it|please|thanks"
        "|thank you|hi|hello|dear|customer|my|for|be|will|not|can|now|from|check|online|app|so"
        "|it can|they can|this can|call us|text balance|credit card|debit card|free to|text"
        "|toll free"
        "|on your number|free of charge|without top up|high speed|keep using|carry on using"
        "|check your balance|auto top up is|feel free|your top up was successful|receive texts"
        "|used up to|check your remaining|high speed data|check your data|pre paid|it is|it s"
        "|they are|this is|it will|they will|which is|which will|fair usage|fair use|not used"
    ),
)
