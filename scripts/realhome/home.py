"""A person at Home Assistant: first login, dialogs, actions, and what is shown."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from .connection import Connection, Refused

OWNER = {"name": "Demo", "username": "demo", "password": "demo"}

DOMAIN = "sim_renewal"

FIRST_PAGE = ("name", "carrier", "service_until")
OF_TODAY = ("service_until", "number_until", "data_remaining", "credit")


class Home(Connection):
    """Home Assistant as its owner uses it."""

    async def onboard(self, *, language: str, country: str, currency: str, zone: str) -> None:
        """Create the owner, log in, and say where this home is."""
        owner = {**OWNER, "client_id": self.client_id, "language": language}
        created = await self.post("/api/onboarding/users", owner)
        await self.take_tokens(created["auth_code"])
        await self.command(
            "config/core/update",
            language=language,
            country=country,
            currency=currency,
            time_zone=zone,
            location_name="Home",
        )

    async def log_in(self, name: str = OWNER["username"]) -> None:
        """Log in as the owner, or as somebody who was invited."""
        client = {"client_id": self.client_id}
        start = {**client, "handler": ["homeassistant", None], "redirect_uri": self.client_id}
        flow = await self.post("/auth/login_flow", start)
        typed = {**client, "username": name.lower(), "password": OWNER["password"]}
        done = await self.post(f"/auth/login_flow/{flow['flow_id']}", typed)
        await self.take_tokens(done["result"])

    async def invite(self, name: str, group: str = "system-users") -> None:
        """Create a user and a person of that name, who can log in but administers nothing."""
        created = await self.command("config/auth/create", name=name, group_ids=[group])
        user_id = created["user"]["id"]
        await self.command(
            "config/auth_provider/homeassistant/create",
            user_id=user_id,
            username=name.lower(),
            password=OWNER["password"],
        )
        await self.command("person/create", name=name, user_id=user_id)

    async def fill_in(
        self, dialog: str, start: Mapping[str, Any], *forms: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Fill in the forms of a dialog, one after the other, and return how it ended.

        `dialog` is the path of a flow below `/api/config/config_entries`. What a form shows is sent
        with it, but for what is typed as `None`. A form takes what it has a field for, also in a
        section, of the next of `forms`; what is left of that is for the pages after it. Raises
        `Refused` with the errors by field, or where something was left to be typed; the dialog is
        then given up.
        """
        path = f"/api/config/config_entries/{dialog}"
        result: dict[str, Any] = await self.post(path, start)
        flow = f"{path}/{result['flow_id']}"
        try:
            return await self._fill_in_forms(flow, result, forms)
        except Refused:
            with suppress(Refused):  # it may have ended
                await self.delete(flow)
            raise

    async def set_up_household(
        self, targets: Sequence[str], line: Mapping[str, Any], *forms: Mapping[str, Any]
    ) -> str:
        """Create the household with its first line; return the id of its config entry.

        `forms` are those that come after the first page, from the line's menu.
        """
        page = {**_first_page(line), "targets": list(targets)}
        result = await self.fill_in("flow", {"handler": DOMAIN}, page)
        entry_id = str(result["result"]["entry_id"])
        await self._fill_in_rest(entry_id, line, *forms)
        return entry_id

    async def add_line(
        self, entry_id: str, line: Mapping[str, Any], *forms: Mapping[str, Any]
    ) -> None:
        """Add a line on its first page, then fill in `forms`, from its menu."""
        start, page = {"handler": [entry_id, "line"]}, _first_page(line)
        await self.fill_in("subentries/flow", start, page, {"next_step_id": "finish"})
        await self._fill_in_rest(entry_id, line, *forms)

    async def add_recipient(self, entry_id: str, recipient: Mapping[str, Any]) -> None:
        """Add a recipient to the household."""
        await self.fill_in("subentries/flow", {"handler": [entry_id, "recipient"]}, recipient)

    async def _fill_in_rest(
        self, entry_id: str, line: Mapping[str, Any], *forms: Mapping[str, Any]
    ) -> None:
        name = str(line["name"])
        await self.wait_for_lines(name)
        sim = {key: value for key, value in line.items() if key not in FIRST_PAGE}
        if sim:
            await self.change(entry_id, name, "sim", sim)
            await self.wait_for_lines(name)
        if not forms:
            return
        of_today: dict[str, Any] = {"service_until": None}
        for form in forms:
            of_today |= {key: value for key, value in form.items() if key in OF_TODAY}
        rest = [{key: form[key] for key in form if key not in OF_TODAY} for form in forms]
        await self.change(entry_id, name, "validity", *filter(None, rest))
        await self.wait_for_lines(name)
        # The dates come last, so that whoever is reminded hears of them with all that follows.
        await self.change(entry_id, name, "dates", of_today)
        await self.wait_for_lines(name)

    async def change(
        self, entry_id: str, line: str, choice: str, *forms: Mapping[str, Any]
    ) -> None:
        """Do something with a line, chosen from the menu of its dialog."""
        listed = await self.command("config_entries/subentries/list", entry_id=entry_id)
        (line_id,) = (
            each["subentry_id"]
            for each in listed
            if (each["subentry_type"], each["title"]) == ("line", line)
        )
        start = {"handler": [entry_id, "line"], "subentry_id": line_id}
        await self.fill_in("subentries/flow", start, {"next_step_id": choice}, *forms)

    async def set_options(
        self, entry_id: str, *forms: Mapping[str, Any], part: str = "when"
    ) -> None:
        """Change a part of the household's options through its dialog."""
        chosen = {"next_step_id": part}
        await self.fill_in("options/flow", {"handler": entry_id}, chosen, *forms)

    async def act(self, action: str, **data: Any) -> None:
        """Call an action such as `button.press`."""
        domain, service = action.split(".")
        await self.command("call_service", domain=domain, service=service, service_data=data)

    async def ask(self, action: str, **data: Any) -> dict[str, Any]:
        """Call an action such as `sim_renewal.get_lines`, and return its response."""
        domain, service = action.split(".")
        called = await self.command(
            "call_service", domain=domain, service=service, service_data=data, return_response=True
        )
        response: dict[str, Any] = called["response"]
        return response

    async def lines(self) -> dict[str, dict[str, Any]]:
        """Return how the lines stand, by name."""
        response = await self.ask("sim_renewal.get_lines")
        return {line["name"]: line for line in response["lines"]}

    async def entity_id(self, device_id: str, key: str) -> str:
        """Return the entity of a device whose unique id ends with a key, such as `status`."""
        entities = await self.command("config/entity_registry/list")
        ours = {
            entity["unique_id"].split("_", 1)[1]: entity["entity_id"]
            for entity in entities
            if entity["platform"] == DOMAIN
            and entity["device_id"] == device_id
            and entity["disabled_by"] is None
        }
        return str(ours[key])

    async def issues(self) -> list[dict[str, Any]]:
        """Return the repairs that this integration asks for."""
        listed = await self.command("repairs/list_issues")
        return [issue for issue in listed["issues"] if issue["domain"] == DOMAIN]

    async def translations(self, category: str, language: str) -> dict[str, str]:
        """Return the texts of this integration, such as those of category `entity`."""
        answer = await self.command(
            "frontend/get_translations", category=category, language=language, integration=[DOMAIN]
        )
        texts: dict[str, str] = answer["resources"]
        return texts

    async def wait_for_state(self, entity_id: str, state: str) -> None:
        """Wait until an entity has a state; raises `TimeoutError`."""

        async def has_state() -> bool:
            states = await self.get("/api/states")
            return any((each["entity_id"], each["state"]) == (entity_id, state) for each in states)

        await wait_until(has_state, f"{entity_id} was {state}")

    async def wait_for_credit(self, name: str, credit: float) -> None:
        """Wait until a line has a credit; raises `TimeoutError`."""

        async def has_credit() -> bool:
            return bool((await self.lines())[name]["balance"].get("credit") == credit)

        await wait_until(has_credit, f"the credit of {name} was {credit}")

    async def wait_for_action(self, action: str) -> None:
        """Wait until an action exists; raises `TimeoutError`."""
        domain, service = action.split(".")

        async def exists() -> bool:
            return service in (await self.command("get_services")).get(domain, {})

        await wait_until(exists, f"{action} existed")

    async def wait_for_lines(self, *names: str) -> None:
        """Wait until lines are there: after a change, the household is loaded again."""

        async def are_there() -> bool:
            devices = {each["name"] for each in await self.command("config/device_registry/list")}
            entries = await self.command("config_entries/get", domain=DOMAIN)
            return set(names) <= devices and all(each["state"] == "loaded" for each in entries)

        await wait_until(are_there, f"there were {', '.join(names)}")

    async def wait_until_running(self) -> None:
        """Wait until Home Assistant has finished its start; raises `TimeoutError`."""

        async def is_running() -> bool:
            return bool((await self.get("/api/config"))["state"] == "RUNNING")

        await wait_until(is_running, "Home Assistant was running", seconds=120)

    async def _fill_in_forms(
        self, flow: str, result: dict[str, Any], forms: Sequence[Mapping[str, Any]]
    ) -> dict[str, Any]:
        left = [dict(form) for form in forms]
        while result["type"] == "form" or (result["type"] == "menu" and left):
            if result["type"] == "menu":
                result = await self.post(flow, left.pop(0))
                continue
            step = result["step_id"]
            sent = _typed(result["data_schema"], left[0] if left else {})
            left = [form for form in left if form]
            result = await self.post(flow, sent)
            if errors := result.get("errors"):
                raise Refused(f"what was typed in step {step}", errors)
        if left:
            raise Refused(f"a further form: the dialog ended with {result['type']}", result)
        return result


def _first_page(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is typed on the first page of a line; a later form has the true date."""
    page = {key: value for key, value in line.items() if key in FIRST_PAGE}
    guess = datetime.now(UTC).date() + timedelta(days=300)
    return {"service_until": guess.isoformat(), **page}


def _typed(fields: Sequence[Mapping[str, Any]], form: dict[str, Any]) -> dict[str, Any]:
    """Return what a form is sent with: what it shows, and what is typed into it, taken from `form`.

    What stands outside sections takes first.
    """
    sent: dict[str, Any] = {}
    sections = [field for field in fields if field.get("type") == "expandable"]
    for field in fields:
        if field in sections:
            continue
        name, suggested = field["name"], (field.get("description") or {}).get("suggested_value")
        shown = field.get("default") if suggested is None else suggested
        value = form.pop(name, shown)
        if value is not None:
            sent[name] = value
    for section in sections:
        inside = form.pop(section["name"], form)
        sent[section["name"]] = _typed(section["schema"], inside)
    return sent


async def wait_until(
    is_so: Callable[[], Awaitable[bool]], what: str, *, seconds: float = 30
) -> None:
    """Ask again and again until something is so; raises `TimeoutError` with what was not."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                if await is_so():
                    return
                await asyncio.sleep(0.05)
    raise TimeoutError(f"not within {seconds:.0f} s: {what}")
