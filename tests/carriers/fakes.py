"""Fake carriers, faithful to the shapes that are documented or were seen in clients.

Each knows scenarios by name. What a carrier cannot express is in `WITHOUT`, with the reason.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date
import hashlib
import hmac
from itertools import count
from typing import Any, ClassVar

from custom_components.sim_renewal.core.history import UNLIMITED

from .faults import HTML
from .server import Reply, Seen, json_reply

SCENARIOS = (
    "good",
    "empty",
    "unlimited",
    "not started",
    "several",
    "paging",
    "dates with a zone",
    "dates without a zone",
    "expired",
    "overdrawn",
    "nothing but an id",
)

AMOUNT = "@@AMOUNT@@"
"""Stands in an answer for an amount that a test can replace by anything."""

ICCID = "8988303000000000001"
NUMBER = "33639980001"

GB = 10**9
MIB = 2**20

type Expected = Mapping[str, Mapping[str, Any]]
"""By the id of a SIM, what is said of it: amounts in bytes, seconds or pieces, a day, a status."""


def iccid(number: int) -> str:
    return f"8988303000000{number:06}"


class Fake:
    """A carrier with a scenario; subclasses answer in its words."""

    key: ClassVar[str]
    CREDENTIALS: ClassVar[dict[str, str]]
    SECRETS: ClassVar[tuple[str, ...]]
    AMOUNT: ClassVar[str] = "512"
    BASE: ClassVar[str] = ""
    EXPECTED: ClassVar[Mapping[str, Expected]]
    WITHOUT: ClassVar[Mapping[str, str]] = {}
    REACTIONS: ClassVar[Mapping[str, str]] = {}
    CREDIT: ClassVar[tuple[str, str] | None] = None
    HAS_TOKEN: ClassVar[bool] = False

    def __init__(self, scenario: str = "good") -> None:
        self.scenario = scenario
        self.amount = self.AMOUNT
        self.locked_out = False
        self.expire_after_page: int | None = None

    def reply(self, seen: Seen) -> Reply:
        path = seen.path.removeprefix(self.BASE)
        found = self.answer(seen, path)
        quoted, bare = f'"{AMOUNT}"'.encode(), AMOUNT.encode()
        body = found.body.replace(quoted, self.amount.encode()).replace(bare, self.amount.encode())
        return Reply(body, found.status, found.content_type, found.headers)

    def answer(self, seen: Seen, path: str) -> Reply:
        raise NotImplementedError


class WithToken(Fake):
    """A carrier that sells tokens; a token can end between two pages."""

    HAS_TOKEN = True

    def __init__(self, scenario: str = "good") -> None:
        super().__init__(scenario)
        self._numbers = count(1)
        self._valid = ""
        self.tokens = 0

    def new_token(self) -> str:
        self.tokens += 1
        self._valid = f"token-{next(self._numbers)}-{'s' * 20}"
        return self._valid

    def knows(self, seen: Seen) -> bool:
        return seen.headers.get("Authorization") == f"Bearer {self._valid}"

    def end_token(self) -> None:
        self._valid = "-"


class OneNceFake(WithToken):
    key = "one_nce"
    CREDENTIALS = {"username": "api-user", "password": "p-secret-1", "version": "v1"}
    SECRETS = ("p-secret-1", "token-", b64encode(b"api-user:p-secret-1").decode())
    BASE = "/management-api"
    AMOUNT = "435.5"
    WITHOUT = {"unlimited": "1NCE sells volumes only"}
    EXPECTED = {
        "good": {
            ICCID: {
                "data_remaining": 456654848,
                "data_allowance": 500 * MIB,
                "sms_remaining": 250,
                "until": date(2029, 1, 1),
                "status": "active",
            }
        },
        "empty": {},
        "not started": {ICCID: {"status": "active"}},
        "several": {
            iccid(1): {"data_remaining": 456654848, "status": "active"},
            iccid(2): {"status": "suspended"},
            iccid(3): {"status": "expired"},
        },
        "paging": {iccid(n): {"status": "active"} for n in range(150)},
        "dates with a zone": {ICCID: {"until": date(2029, 1, 1), "status": "active"}},
        "dates without a zone": {ICCID: {"until": date(2029, 1, 1), "status": "active"}},
        "expired": {ICCID: {"status": "expired", "until": date(2026, 1, 1)}},
        "overdrawn": {ICCID: {"data_remaining": 0, "status": "active"}},
        "nothing but an id": {ICCID: {}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        if path == "/oauth/token":
            login = b64encode(b"api-user:p-secret-1").decode()
            if self.locked_out or seen.headers.get("Authorization") != f"Basic {login}":
                refusal = {"statusCode": 400, "errorCode": "BadCredentials"}
                return json_reply(refusal | {"message": "User does not exist."}, 400)
            assert seen.json == {"grant_type": "client_credentials"}
            token = {"access_token": self.new_token(), "token_type": "bearer", "expires_in": 3600}
            return json_reply({"status_code": 200, "scope": "all", **token})
        if not self.knows(seen):
            return json_reply({"statusCode": 401}, 401)
        if path in {"/v1/sims", "/v2/sims"}:
            return self._list(int(seen.query["page"]), int(seen.query["pageSize"]))
        return self._quota(path.split("/")[3], path.rsplit("/", 1)[1])

    def _list(self, page: int, size: int) -> Reply:
        match self.scenario:
            case "empty":
                sims = []
            case "paging":
                sims = [self._sim(iccid(n)) for n in range(150)]
            case "several":
                sims = [self._sim(iccid(1)), self._sim(iccid(2), "Disabled"), self._sim(iccid(3))]
            case "nothing but an id":
                sims = [{"iccid": ICCID}]
            case _:
                sims = [self._sim(ICCID)]
        shown = sims[(page - 1) * size : page * size]
        if page == self.expire_after_page:
            self.end_token()
        pages = str(-(-len(sims) // size))
        return json_reply(shown, X_Total_Pages=pages, X_Total_Count=str(len(sims)))

    @staticmethod
    def _sim(number: str, status: str = "Enabled") -> dict[str, Any]:
        return {
            "iccid": number,
            "iccid_with_luhn": f"{number}0",
            "msisdn": NUMBER,
            "label": "alarm",
            "imei_lock": False,
            "status": status,
            "quota_status": {"id": 0, "description": "More than 20% available"},
        }

    def _quota(self, number: str, kind: str) -> Reply:
        if self.scenario in {"not started", "paging", "nothing but an id"}:
            return json_reply({})
        if kind == "sms":
            if self.scenario == "good":
                return json_reply({"volume": 250, "total_volume": 250})
            return json_reply({"message": "no quota"}, 404)
        match self.scenario, number:
            case "several", n if n == iccid(2):
                return json_reply({})
            case "several", n if n == iccid(3):
                return json_reply({"statusCode": 422}, 422)
            case "several", _:
                return json_reply({"volume": AMOUNT})
            case "dates with a zone", _:
                return json_reply({"expiry_date": "2029-01-01T00:00:00.000Z"})
            case "dates without a zone", _:
                return json_reply({"expiry_date": "2029-01-01 00:00:00"})
            case "expired", _:
                ended = {"expiry_date": "2026-01-01T12:00:00.000+0000"}
                return json_reply({**ended, "status": {"id": 1, "description": "EXPIRED"}})
            case "overdrawn", _:
                return json_reply({"volume": -12.5})
        return json_reply(
            {
                "volume": AMOUNT,
                "total_volume": 500,
                "expiry_date": "2029-01-01T00:00:00.000Z",
                "peak_throughput": 1000000,
                "last_volume_added": 500,
                "threshold_percentage": 20,
            }
        )


class EsimAccessFake(Fake):
    key = "esim_access"
    CREDENTIALS = {"access_code": "code-secret-2", "secret_key": "hmac-secret-2"}
    SECRETS = ("code-secret-2", "hmac-secret-2", ICCID, NUMBER)
    CREDIT = ("12.5", "USD")
    AMOUNT = "1000000000"
    REACTIONS = {"403": "LoginRefused"}
    EXPECTED = {
        "good": {
            "T1": {
                "data_remaining": GB - 250_000_000,
                "data_allowance": GB,
                "until": date(2026, 12, 16),
                "status": "active",
            }
        },
        "empty": {},
        "unlimited": {"T1": {"status": "active"}},
        "not started": {"T1": {"data_allowance": GB, "status": "not_started"}},
        "several": {
            "T1": {"data_remaining": GB, "data_allowance": GB, "status": "active"},
            "T2": {"data_allowance": 5, "data_remaining": 0, "status": "expired"},
            "T3": {"status": "suspended"},
        },
        "paging": {f"T{n}": {"status": "active"} for n in range(450)},
        "dates with a zone": {"T1": {"until": date(2026, 12, 16), "status": "active"}},
        "dates without a zone": {"T1": {"until": date(2026, 12, 16), "status": "active"}},
        "expired": {"T1": {"until": date(2026, 1, 11), "status": "expired"}},
        "overdrawn": {"T1": {"data_remaining": 0, "data_allowance": GB, "status": "active"}},
        "nothing but an id": {"T1": {}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        headers = {name.lower(): value for name, value in seen.headers.items()}
        if self.locked_out or headers["rt-accesscode"] != "code-secret-2":
            return self._refuse("000101")
        if "rt-signature" in headers:
            signed = headers["rt-timestamp"] + headers["rt-requestid"] + headers["rt-accesscode"]
            signer = hmac.new(b"hmac-secret-2", signed.encode() + seen.body, hashlib.sha256)
            if headers["rt-signature"] != signer.hexdigest():
                return self._refuse("101003")
        if path == "/api/v1/open/balance/query":
            return json_reply({"success": "true", "errorCode": None, "obj": {"balance": 125000}})
        pager = seen.json["pager"]
        esims, size = self._esims(), pager["pageSize"]
        first = (pager["pageNum"] - 1) * size
        found = {"pager": pager | {"total": len(esims)}, "esimList": esims[first : first + size]}
        return json_reply({"success": True, "errorCode": "0", "errorMessage": None, "obj": found})

    @staticmethod
    def _refuse(code: str) -> Reply:
        refusal = {"success": False, "errorCode": code, "errorMessage": "no", "obj": None}
        return json_reply(refusal)

    def _esims(self) -> list[dict[str, Any]]:
        used = {"totalVolume": AMOUNT, "orderUsage": 250_000_000}
        match self.scenario:
            case "empty":
                return []
            case "unlimited":
                return [self._esim(dataType=2, **used)]
            case "not started":
                return [self._esim(esimStatus="GOT_RESOURCE", totalVolume=AMOUNT, expiredTime=None)]
            case "several":
                return [
                    self._esim(totalVolume=AMOUNT, orderUsage=0),
                    self._esim("T2", esimStatus="USED_UP", totalVolume=5, orderUsage=5),
                    self._esim("T3", esimStatus="SUSPENDED"),
                ]
            case "paging":
                return [self._esim(f"T{n}") for n in range(450)]
            case "dates with a zone":
                return [self._esim(expiredTime="2026-12-16T15:55:27Z")]
            case "dates without a zone":
                return [self._esim(expiredTime="2026-12-16 15:55:27")]
            case "expired":
                ended = "2026-01-11T08:10:19+0000"
                return [self._esim(esimStatus="USED_EXPIRED", expiredTime=ended)]
            case "overdrawn":
                return [self._esim(totalVolume=AMOUNT, orderUsage=2 * GB)]
            case "nothing but an id":
                return [{"esimTranNo": "T1"}]
        return [self._esim(expiredTime="2026-12-16T15:55:27+0000", **used)]

    @staticmethod
    def _esim(tran: str = "T1", **more: Any) -> dict[str, Any]:
        return {
            "esimTranNo": tran,
            "orderNo": "B1",
            "iccid": ICCID,
            "msisdn": "",
            "smsStatus": 0,
            "dataType": 1,
            "smdpStatus": "ENABLED",
            "esimStatus": "IN_USE",
            "totalDuration": 7,
            "durationUnit": "DAY",
            "packageList": [{"packageCode": "CKH179", "duration": 7, "locationCode": "JP"}],
            **more,
        }


class AiraloFake(WithToken):
    key = "airalo"
    CREDENTIALS = {"client_id": "client-3", "client_secret": "secret-3-secret"}
    SECRETS = ("secret-3-secret", "token-", ICCID)
    CREDIT = ("88.25", "USD")
    AMOUNT = "767"
    WITHOUT = {}
    REACTIONS = {"422 login": "LoginRefused"}
    EXPECTED = {
        "good": {
            ICCID: {
                "data_remaining": 767 * MIB,
                "data_allowance": 2048 * MIB,
                "voice_remaining": 600,
                "sms_remaining": 5,
                "until": date(2026, 12, 24),
                "status": "active",
            }
        },
        "empty": {},
        "unlimited": {
            ICCID: {
                "data_remaining": UNLIMITED,
                "until": date(2026, 12, 24),
                "status": "active",
            }
        },
        "not started": {
            ICCID: {
                "data_remaining": 2048 * MIB,
                "data_allowance": 2048 * MIB,
                "status": "not_started",
            }
        },
        "several": {
            iccid(1): {
                "data_remaining": 767 * MIB,
                "data_allowance": 2048 * MIB,
                "status": "active",
            },
            iccid(2): {"data_remaining": 0, "data_allowance": 2048 * MIB, "status": "expired"},
        },
        "paging": {iccid(n): {"status": "active"} for n in range(250)},
        "dates with a zone": {ICCID: {"until": date(2026, 12, 24), "status": "active"}},
        "dates without a zone": {ICCID: {"until": date(2026, 12, 24), "status": "active"}},
        "expired": {ICCID: {"until": date(2022, 1, 1), "status": "expired"}},
        "overdrawn": {ICCID: {"data_remaining": 0, "status": "active"}},
        "nothing but an id": {ICCID: {}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        if path == "/v2/token":
            wanted = self.CREDENTIALS | {"grant_type": "client_credentials"}
            if self.locked_out or seen.form != wanted:
                return json_reply({"data": {"client_id": ["invalid"]}, "meta": {}}, 422)
            token = {"token_type": "Bearer", "expires_in": 31622400}
            data = {**token, "access_token": self.new_token()}
            return json_reply({"data": data, "meta": {"message": "success"}})
        if not self.knows(seen):
            return json_reply({"data": [], "meta": {"message": "Unauthenticated."}}, 401)
        if path == "/v2/balance":
            if self.scenario == "empty":
                return json_reply({"data": [], "meta": {"message": "success"}})
            available = {"amount": 88.25, "currency": "USD"}
            balances = {"name": "balance", "availableBalance": available}
            return json_reply({"data": {"balances": balances}, "meta": {"message": "success"}})
        if path == "/v2/sims":
            return self._list(int(seen.query["page"]), int(seen.query["limit"]))
        return json_reply({"data": self._usage(path.split("/")[3]), "meta": {"message": "success"}})

    def _list(self, page: int, size: int) -> Reply:
        many = {"empty": 0, "several": 2, "paging": 250}
        numbers = [ICCID]
        if self.scenario in many:
            numbers = [iccid(n + (self.scenario == "several")) for n in range(many[self.scenario])]
        sims = [{"id": 11028 + n, "iccid": each} for n, each in enumerate(numbers)]
        if page == self.expire_after_page:
            self.end_token()
        return json_reply({"data": sims[(page - 1) * size : page * size], "meta": {}})

    def _usage(self, number: str) -> dict[str, Any]:
        plan = {
            "remaining": AMOUNT,
            "total": 2048,
            "expired_at": None,
            "is_unlimited": False,
            "status": "ACTIVE",
            "remaining_voice": 0,
            "remaining_text": 0,
            "total_voice": 0,
            "total_text": 0,
        }
        ends = {"expired_at": "2026-12-24 12:00:00"}
        match self.scenario:
            case "unlimited":
                return plan | ends | {"remaining": 0, "total": 0, "is_unlimited": True}
            case "not started":
                return plan | {"remaining": 2048, "status": "NOT_ACTIVE"}
            case "several":
                empty = {"remaining": 0, "status": "FINISHED"}
                return plan | (empty if number == iccid(2) else {})
            case "paging":
                return {"status": "ACTIVE"}
            case "dates with a zone":
                return {"status": "ACTIVE", "expired_at": "2026-12-24T12:00:00+00:00"}
            case "dates without a zone":
                return {"status": "ACTIVE", **ends}
            case "expired":
                return {"status": "EXPIRED", "expired_at": "2022-01-01 01:00:00"}
            case "overdrawn":
                return {"status": "ACTIVE", "remaining": -3}
            case "nothing but an id":
                return {}
        extras = {"remaining_voice": 10, "total_voice": 30, "remaining_text": 5, "total_text": 9}
        return plan | ends | extras


class KeepGoFake(Fake):
    key = "keepgo"
    CREDENTIALS = {"api_key": "key-secret-4", "access_token": "access-secret-4"}
    SECRETS = ("key-secret-4", "access-secret-4", ICCID, NUMBER)
    BASE = "/api/v2"
    CREDIT = ("40.5", "USD")
    AMOUNT = "51200"
    WITHOUT = {"unlimited": "a SIM without a volume looks like one of which nothing is said"}
    REACTIONS = {"403": "LoginRefused"}
    EXPECTED = {
        "good": {
            ICCID: {
                "data_remaining": 51200 * 1024,
                "data_allowance": 102400 * 1024,
                "until": date(2027, 2, 1),
                "status": "active",
            }
        },
        "empty": {},
        "not started": {ICCID: {"data_remaining": 102400 * 1024}},
        "several": {
            iccid(1): {"data_remaining": 51200 * 1024, "until": date(2027, 3, 1)},
            iccid(2): {"until": date(2026, 11, 28), "status": "active"},
        },
        "paging": {iccid(n): {"status": "active"} for n in range(25)},
        "dates with a zone": {ICCID: {"until": date(2027, 2, 1)}},
        "dates without a zone": {ICCID: {"until": date(2027, 2, 1)}},
        "expired": {ICCID: {"until": date(2026, 2, 1), "status": "expired"}},
        "overdrawn": {ICCID: {"data_remaining": 0}},
        "nothing but an id": {ICCID: {}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        keys = (seen.headers.get("apiKey"), seen.headers.get("accessToken"))
        if self.locked_out or keys != ("key-secret-4", "access-secret-4"):
            return json_reply({"ack": "failure"}, 401)
        if path == "/account_balance":
            return json_reply({"ack": "success", "balance": "40.5", "currency": "USD"})
        if path == "/lines":
            return self._list(int(seen.query["page"]))
        card = {"iccid": path.split("/")[2], **self._card(path.split("/")[2])}
        return json_reply({"ack": "success", "sim_card": card})

    def _list(self, page: int) -> Reply:
        many = {"empty": 0, "several": 2, "paging": 25}
        numbers = [ICCID]
        if self.scenario in many:
            numbers = [iccid(n + (self.scenario == "several")) for n in range(many[self.scenario])]
        cards = [{"iccid": each, "notes": "", "bundle": "Aquila"} for each in numbers]
        pages = {"current_page": page, "last_page": 3, "per_page": 10, "total": len(numbers)}
        if self.scenario != "paging":
            pages = {}
        shown = cards[(page - 1) * 10 : page * 10]
        return json_reply({"ack": "success", "sim_cards": shown, "pagination": pages})

    def _card(self, number: str) -> dict[str, Any]:
        bundle = {"id": 1, "status": 1, "allowed_usage_kb": 102400, "remaining_usage_kb": 51200}
        match self.scenario:
            case "not started":
                return {"remaining_usage_kb": 102400, "remaining_days": None, "status": 0}
            case "several" if number == iccid(1):
                bundles = [
                    {"status": 1, "expireAt": "2027-01-01 08:00:00"},
                    {"status": 1, "expireAt": "2027-03-01 08:00:00"},
                    {"status": 2, "expireAt": "2027-09-01 08:00:00"},
                ]
                return {"remainingUsageKb": AMOUNT, "dataBundles": bundles, "status": 7}
            case "several":
                return {"status": "active", "remaining_days": 5}
            case "paging":
                return {"status": "Activated"}
            case "dates with a zone":
                return {"expired_at": "2027-02-01T08:00:00Z"}
            case "dates without a zone":
                return {"expired_at": "2027-02-01 08:00:00"}
            case "expired":
                return {"status": "expired", "expired_at": "2026-02-01 08:00:00"}
            case "overdrawn":
                return {"remaining_usage_kb": -5}
            case "nothing but an id":
                return {}
        return {
            "msisdn": NUMBER,
            "deactivation_date": None,
            "allowed_usage_kb": 102400,
            "remaining_usage_kb": AMOUNT,
            "remaining_days": 5,
            "status": "Activated",
            "bundle": "Aquila",
            "data_bundles": [bundle | {"expire_at": "2027-02-01 08:00:00"}],
        }


class EsimGoFake(Fake):
    key = "esim_go"
    CREDENTIALS = {"api_key": "key-secret-5"}
    SECRETS = ("key-secret-5", ICCID)
    BASE = "/v2.5"
    CREDIT = ("1000", "USD")
    AMOUNT = "750000000"
    REACTIONS = {"403": "LoginRefused"}
    EXPECTED = {
        "good": {
            ICCID: {
                "data_remaining": 750_000_000,
                "data_allowance": GB,
                "until": date(2026, 12, 18),
                "status": "active",
            }
        },
        "empty": {},
        "unlimited": {
            ICCID: {
                "data_remaining": UNLIMITED,
                "until": date(2026, 12, 18),
                "status": "active",
            }
        },
        "not started": {ICCID: {"status": "not_started"}},
        "several": {
            iccid(1): {
                "data_remaining": 2 * 750_000_000,
                "data_allowance": 2 * GB,
                "until": date(2027, 1, 18),
                "status": "active",
            },
            iccid(2): {},
        },
        "paging": {iccid(n): {} for n in range(250)},
        "dates with a zone": {ICCID: {"until": date(2026, 12, 18), "status": "active"}},
        "dates without a zone": {ICCID: {"until": date(2026, 12, 18), "status": "active"}},
        "expired": {ICCID: {"until": date(2026, 1, 18), "status": "expired"}},
        "overdrawn": {ICCID: {"data_remaining": 0, "data_allowance": GB, "status": "active"}},
        "nothing but an id": {ICCID: {}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        if self.locked_out or seen.headers.get("X-API-Key") != "key-secret-5":
            return json_reply({"message": "access denied"}, 403)
        if path == "/organisation":
            organisation = {"name": "Home", "balance": 1000, "currency": "USD"}
            flat = self.scenario != "several"
            return json_reply(organisation if flat else {"organisations": [organisation]})
        if path == "/esims":
            return self._list(int(seen.query["page"]), int(seen.query["perPage"]))
        states = self._assignments(path.split("/")[2])
        bundles = [{"name": "esim_1GB_7D_GB_V2", "assignments": states}] if states else []
        return json_reply({"bundles": bundles})

    def _list(self, page: int, size: int) -> Reply:
        many = {"empty": 0, "several": 2, "paging": 250}
        numbers = [ICCID]
        if self.scenario in many:
            numbers = [iccid(n + (self.scenario == "several")) for n in range(many[self.scenario])]
        esims = [{"iccid": each, "customerRef": "", "physical": False} for each in numbers]
        return json_reply({"esims": esims[(page - 1) * size : page * size]})

    def _assignments(self, number: str) -> list[dict[str, Any]]:
        bundle = {
            "id": "215009266",
            "callTypeGroup": "data",
            "initialQuantity": GB,
            "remainingQuantity": AMOUNT,
            "startTime": "2026-11-11T11:00:00Z",
            "endTime": "2026-12-18T11:00:00Z",
            "assignmentDateTime": "2026-11-11T10:47:00.34523Z",
            "bundleState": "active",
            "unlimited": False,
        }
        coming = {"bundleState": "Queued", "initialQuantity": GB, "remainingQuantity": GB}
        match self.scenario:
            case "unlimited":
                return [bundle | {"unlimited": True, "initialQuantity": -1}]
            case "not started":
                return [coming, coming | {"bundleState": "processing"}]
            case "several" if number == iccid(1):
                return [bundle, bundle | {"endTime": "2027-01-18T11:00:00Z"}, coming]
            case "several" | "paging" | "nothing but an id":
                return []
            case "dates with a zone":
                ends = "2026-12-18T11:00:00.123456789Z"
                return [{"bundleState": "active", "endTime": ends}]
            case "dates without a zone":
                return [{"bundleState": "Active", "endTime": "2026-12-18 11:00:00"}]
            case "expired":
                ended = {"bundleState": "depleted", "endTime": "2026-01-18T11:00:00Z"}
                return [bundle | ended, bundle | ended | {"bundleState": "revoked"}]
            case "overdrawn":
                late = {"remainingQuantity": -5}
                return [{key: each for key, each in (bundle | late).items() if key != "endTime"}]
        return [bundle]


class TelekomFake(Fake):
    key = "telekom"
    CREDENTIALS: ClassVar[dict[str, str]] = {}
    SECRETS = ("Datenbonus",)
    AMOUNT = "4294967296"
    WITHOUT = {
        "empty": "there is always the one SIM, or no answer",
        "several": "there is only the SIM behind which Home Assistant is",
        "paging": "there is only one SIM",
        "not started": "a pass is in the answer once it runs",
        "dates with a zone": "moments are counted in milliseconds",
        "dates without a zone": "moments are counted in milliseconds",
        "expired": "without a pass, the answer is a web page",
    }
    REACTIONS = {
        **dict.fromkeys(
            ("400", "401", "403", "404", "422", "HTML", "redirect 302", "redirect 307", "50 MB"),
            "TryLater",
        ),
        **dict.fromkeys(
            ("gzip bomb", "gzip cut off", "gzip of nothing", "odd encoding"), "TryLater"
        ),
    }
    EXPECTED = {
        "good": {
            "datapass": {
                "data_remaining": 4294967296 - 4279463299,
                "data_allowance": 4294967296,
                "until": date(2026, 12, 17),
                "status": "active",
            }
        },
        "unlimited": {"datapass": {"until": date(2026, 12, 17), "status": "active"}},
        "overdrawn": {"datapass": {"data_remaining": 0, "data_allowance": 5, "status": "active"}},
        "nothing but an id": {"datapass": {"status": "active"}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        if self.locked_out or "Mozilla" not in seen.headers.get("User-Agent", ""):
            return Reply(HTML, content_type="text/html; charset=utf-8")
        when = {"usedAt": 1795428000000, "remainingSeconds": 2073906, "nextUpdate": 10800}
        volume = {"initialVolume": AMOUNT, "usedVolume": 4279463299, "usedPercentage": 100}
        plan = {"sessionState": 0, "title": "", "passName": "Datenbonus", "passStage": 1}
        match self.scenario:
            case "unlimited":
                return json_reply(plan | when)
            case "overdrawn":
                return json_reply({"initialVolume": 5, "usedVolume": 9})
            case "nothing but an id":
                return json_reply({})
        return json_reply(plan | when | volume | {"subscriptions": ["speedon"], "passType": 101})


class ThingsMobileFake(Fake):
    key = "things_mobile"
    CREDENTIALS = {"username": "user-6", "token": "token-secret-6"}
    SECRETS = ("token-secret-6", ICCID, NUMBER)
    CREDIT = ("9.00", "EUR")
    AMOUNT = "3000000"
    WITHOUT = {}
    EXPECTED = {
        "good": {
            ICCID: {
                "data_remaining": 2_000_000,
                "data_allowance": 3_000_000,
                "until": date(2026, 12, 20),
                "status": "active",
            }
        },
        "empty": {},
        "unlimited": {ICCID: {"status": "active"}},
        "not started": {ICCID: {"status": "not_started"}},
        "several": {
            iccid(1): {"until": date(2026, 12, 20), "status": "active"},
            iccid(2): {"status": "suspended"},
        },
        "paging": {iccid(n): {"status": "active"} for n in range(1200)},
        "dates with a zone": {ICCID: {"until": date(2026, 12, 20), "status": "active"}},
        "dates without a zone": {ICCID: {"until": date(2026, 12, 20), "status": "active"}},
        "expired": {ICCID: {"until": date(2018, 2, 20), "status": "lost"}},
        "overdrawn": {ICCID: {"data_remaining": 0, "data_allowance": 3_000_000}},
        "nothing but an id": {ICCID: {}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        form = seen.form
        if self.locked_out or (form["username"], form["token"]) != ("user-6", "token-secret-6"):
            return self._refuse("30", "user error: token mismatch")
        match path.rsplit("/", 1)[1]:
            case "credit":
                return self._result("<amount>9.00</amount><currency>EUR</currency>")
            case "simListLite":
                return self._list(int(form["page"]), int(form["pageSize"]))
        return self._result(f"<sims>{self._sim(form['iccid'])}</sims>")

    @staticmethod
    def _refuse(code: str, message: str) -> Reply:
        error = f"<errorCode>{code}</errorCode><errorMessage>{message}</errorMessage>"
        body = f"<result><done>false</done>{error}</result>"
        return Reply(body.encode(), content_type="application/xml")

    @staticmethod
    def _result(inner: str) -> Reply:
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        body = f"{head}<result><done>true</done>{inner}</result>"
        return Reply(body.encode(), content_type="application/xml")

    def _list(self, page: int, size: int) -> Reply:
        many = {"empty": 0, "several": 2, "paging": 1200}
        numbers = [ICCID]
        if self.scenario in many:
            numbers = [iccid(n + (self.scenario == "several")) for n in range(many[self.scenario])]
        sims = "".join(
            f"<sim><iccid>{each}</iccid><msisdn>{NUMBER}</msisdn><name>car</name></sim>"
            for each in numbers[(page - 1) * size : page * size]
        )
        return self._result(f"<sims>{sims}</sims>")

    def _sim(self, number: str) -> str:
        fields = {
            "iccid": number,
            "balance": "30",
            "blockSimAfterExpirationDate": "1",
            "blockSimTotal": "1",
            "expirationDate": "2026-12-20 12:00:00",
            "status": "active",
            "totalTraffic": "1000000",
            "totalTrafficThreshold": AMOUNT,
        }
        some: Callable[..., dict[str, str]] = lambda **more: {"iccid": number, **more}  # noqa: E731
        match self.scenario:
            case "unlimited":
                fields |= {"blockSimTotal": "0", "expirationDate": ""}
            case "not started":
                fields = some(status="not active", totalTraffic="0")
            case "several" if number == iccid(2):
                fields = some(status="Suspended", expirationDate="0000-00-00 00:00:00")
            case "several":
                fields |= {"totalTraffic": ""}
                del fields["totalTrafficThreshold"]
            case "paging":
                fields = some(status="active")
            case "dates with a zone":
                fields = some(status="active", expirationDate="2026-12-20T12:00:00Z")
            case "dates without a zone":
                fields = some(status="active", expirationDate="2026-12-20 12:00:00")
            case "expired":
                fields = some(status="deactivated", expirationDate="2018-02-20 00:00:00")
            case "overdrawn":
                threshold = {"blockSimTotal": "1", "totalTrafficThreshold": "3000000"}
                fields = some(totalTraffic="9000000", **threshold)
            case "nothing but an id":
                fields = some()
        inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
        return f"<sim>{inner}<cdrs><cdr><cdrTraffic>1</cdrTraffic></cdr></cdrs></sim>"


class HologramFake(Fake):
    key = "hologram"
    CREDENTIALS = {"api_key": "key-secret-7"}
    SECRETS = ("key-secret-7", b64encode(b"apikey:key-secret-7").decode(), ICCID)
    BASE = "/api/1"
    CREDIT = ("17.40", "USD")
    AMOUNT = "1000000"
    WITHOUT = {
        "dates with a zone": "the end of a billing period is not taken for an end of service",
        "dates without a zone": "the end of a billing period is not taken for an end of service",
    }
    REACTIONS = {"403": "LoginRefused"}
    EXPECTED = {
        "good": {"1": {"data_remaining": 900_000, "data_allowance": 1_000_000, "status": "active"}},
        "empty": {},
        "unlimited": {"1": {"status": "active"}},
        "not started": {"1": {"data_allowance": 1_000_000, "status": "active"}},
        "several": {
            "1": {"data_remaining": 900_000, "data_allowance": 1_000_000, "status": "active"},
            "2": {"status": "suspended"},
            "3": {},
        },
        "paging": {str(n): {"status": "active"} for n in range(1, 1201)},
        "expired": {"1": {"status": "lost"}},
        "overdrawn": {"1": {"data_remaining": 0, "data_allowance": 1_000_000, "status": "active"}},
        "nothing but an id": {"1": {}},
    }

    def answer(self, seen: Seen, path: str) -> Reply:
        wanted = f"Basic {b64encode(b'apikey:key-secret-7').decode()}"
        if self.locked_out or seen.headers.get("Authorization") != wanted:
            return json_reply({"success": False, "error": "Invalid apikey"}, 401)
        if path == "/organizations/1/balance":
            return json_reply({"success": True, "data": {"balance": "17.40"}})
        devices, limit = self._devices(), int(seen.query["limit"])
        after = int(seen.query.get("startafter", 0))
        shown = [each for each in devices if each["id"] > after][:limit]
        return json_reply({"success": True, "limit": limit, "data": shown})

    def _devices(self) -> list[dict[str, Any]]:
        plan = {"id": 170, "name": "Pilot Plan - 1MB", "data": AMOUNT, "zone": "global"}
        used = {"plan": plan, "cur_billing_data_used": 100_000}
        match self.scenario:
            case "empty":
                return []
            case "unlimited":
                return [self._device(1, plan=plan | {"data": 0}, overagelimit=-1)]
            case "not started":
                return [self._device(1, plan=plan, state="TEST-PRE-ACTIVATED")]
            case "several":
                odd = self._device(9)
                odd["links"]["cellular"] = [{"id": 2, "state": "PAUSED-USER"}, {"id": 3}]
                return [self._device(1, **used), odd]
            case "paging":
                return [self._device(n) for n in range(1, 1201)]
            case "expired":
                return [self._device(1, state="DEAD")]
            case "overdrawn":
                return [self._device(1, **(used | {"cur_billing_data_used": "2000000"}))]
            case "nothing but an id":
                return [{"id": 1, "links": {"cellular": [{"id": 1}]}}]
        return [self._device(1, **used)]

    @staticmethod
    def _device(number: int, **link: Any) -> dict[str, Any]:
        known = {
            "id": number,
            "sim": ICCID,
            "state": "LIVE",
            "whenexpires": "2026-12-03 20:41:45",
            "last_connect_time": "",
            **link,
        }
        return {
            "id": number,
            "name": "Pilot",
            "orgid": 1,
            "phonenumber": "",
            "lastsession": {"bytes": "1234", "session_end": "0000-00-00 00:00:00"},
            "links": {"cellular": [known]},
        }


FAKES: Mapping[str, type[Fake]] = {
    each.key: each
    for each in (
        OneNceFake,
        EsimAccessFake,
        AiraloFake,
        KeepGoFake,
        EsimGoFake,
        TelekomFake,
        ThingsMobileFake,
        HologramFake,
    )
}
