"""Names shared by the whole integration."""

from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "sim_renewal"

PACKAGE: Final = __package__
"""What the name of each module of ours begins with."""

PLATFORMS: Final = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.DATE,
    Platform.EVENT,
    Platform.NUMBER,
    Platform.SENSOR,
    Platform.TODO,
)

ACCOUNT_PLATFORMS: Final = (Platform.BUTTON, Platform.SENSOR)

CONF_ENTRY_KIND: Final = "kind"
KIND_ACCOUNT: Final = "account"
"""What an entry is; one that does not say so is the household."""

CONF_ACCOUNT_CARRIER: Final = "account_carrier"
CONF_CREDENTIALS: Final = "credentials"
CONF_SEEN: Final = "seen"

HOUSEHOLD: Final = "household"
"""The unique id of the household's entry."""

SUBENTRY_LINE: Final = "line"
SUBENTRY_RECIPIENT: Final = "recipient"

KEY_STATUS: Final = "status"
KEY_RENEWALS_DUE: Final = "renewals_due"
"""The list of the household, in which renewals are ticked."""

CONF_ASSISTANT: Final = "assistant"
CONF_CAP: Final = "daily_cap"
CONF_DIGEST: Final = "digest"
CONF_ESCALATE_AFTER: Final = "escalate_after"
CONF_ESCALATE_HOURS: Final = "escalate_hours"
CONF_FALLBACKS: Final = "fallbacks"
CONF_HEARTBEAT: Final = "heartbeat"
CONF_LOW_DATA: Final = "low_data"
CONF_LOW_SHARE: Final = "low_share"
CONF_OFFER_SIMS: Final = "offer_sims"
CONF_QUIET_FROM: Final = "quiet_from"
CONF_QUIET_UNTIL: Final = "quiet_until"
CONF_REMIND: Final = "remind"
CONF_REMIND_BEFORE: Final = "remind_before"
CONF_REMIND_WHOM: Final = "remind_whom"
CONF_REMINDER_TIME: Final = "reminder_time"
CONF_ROLE: Final = "role"
CONF_TARGETS: Final = "targets"
CONF_VERIFY: Final = "verify_renewals"

CONF_CARRIER: Final = "carrier"
CONF_CARRIER_ID: Final = "carrier_id"
CONF_CHANNELS: Final = "channels"
CONF_COUNTRY: Final = "country"
CONF_CREDIT: Final = "credit"
CONF_CURRENCY: Final = "currency"
CONF_DATA_REMAINING: Final = "data_remaining"
CONF_FORM: Final = "form"
CONF_ICCID: Final = "iccid"
CONF_EID: Final = "eid"
CONF_NUMBER: Final = "number"
CONF_NUMBER_UNTIL: Final = "number_until"
CONF_OFFER: Final = "offer"
CONF_OWNER: Final = "owner"
CONF_OFFER_ID: Final = "offer_id"
CONF_PORTED_ON: Final = "ported_on"
CONF_PRICE: Final = "price"
CONF_PROMOTION: Final = "promotion"
CONF_PROMOTION_UNTIL: Final = "promotion_until"
CONF_REGISTER_BY: Final = "register_by"
CONF_RULE: Final = "rule"
CONF_SERVICE_UNTIL: Final = "service_until"
CONF_STANDING: Final = "standing"

BYTES_PER_GIGABYTE: Final = 10**9
"""Carriers sell decimal gigabytes."""
