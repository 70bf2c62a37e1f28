"""The dialogs of an account: which carrier, its login, and what its SIMs are to become."""

from collections.abc import Mapping
from typing import Any, override

from aiohttp import DummyCookieJar
from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.helpers.aiohttp_client import async_create_clientsession
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..accounts.coordinator import forget_account
from ..accounts.entry import async_carriers, open_account
from ..accounts.links import bound_sims, remember_seen
from ..carriers.base import CarrierApi, FormField, Sim
from ..carriers.errors import AccountError, AnswerUnreadable, LoginRefused, NotAllowed
from ..carriers.http import is_safe
from ..const import CONF_ACCOUNT_CARRIER, CONF_CREDENTIALS, CONF_ENTRY_KIND, CONF_SEEN, KIND_ACCOUNT
from ..settings.validation import FieldError
from .fields import TEXT, choice, filled_form
from .sims import SimDialog

SECRET = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))

LONGEST_LOGIN = 4000


class AccountSteps(ConfigFlow):
    """Adds an account, changes it, and asks for its login again when the carrier refuses it."""

    _carrier: CarrierApi
    _sims: SimDialog | None = None
    _credentials: dict[str, str]

    async def async_step_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which carrier the account is with."""
        if user_input is not None:
            self._carrier = (await async_carriers(self.hass))[user_input[CONF_ACCOUNT_CARRIER]]
            if not self._carrier.fields:
                return await self.async_step_login({})
            return await self.async_step_login()
        carriers = (await async_carriers(self.hass)).values()
        options = [SelectOptionDict(value=each.key, label=each.name) for each in carriers]
        config = SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST)
        return self.async_show_form(
            step_id="account",
            data_schema=vol.Schema({vol.Required(CONF_ACCOUNT_CARRIER): SelectSelector(config)}),
            last_step=False,
        )

    async def async_step_login(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the login, and try it."""
        return await self._async_login("login", self._carrier.fields, user_input, {})

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Begin to ask again for what the carrier refused."""
        self._carrier = (await async_carriers(self.hass))[entry_data[CONF_ACCOUNT_CARRIER]]
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the secret part of the login alone."""
        known = self._get_reauth_entry().data[CONF_CREDENTIALS]
        secret = tuple(field for field in self._carrier.fields if field.secret)
        return await self._async_login("reauth_confirm", secret, user_input, known)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the login without its secrets; those that are left empty stay as they are."""
        entry = self._get_reconfigure_entry()
        if not entry.data.get(CONF_ACCOUNT_CARRIER):
            return self.async_abort(reason="household_is_changed_elsewhere")
        self._carrier = (await async_carriers(self.hass))[entry.data[CONF_ACCOUNT_CARRIER]]
        fields = self._carrier.fields
        known = entry.data[CONF_CREDENTIALS]
        return await self._async_login("reconfigure", fields, user_input, known)

    async def async_step_sims(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what each SIM is to become."""
        assert self._sims is not None  # noqa: S101
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._sims.async_take(user_input)
            if not errors:
                return await self._async_finish()
        return self.async_show_form(
            step_id="sims",
            data_schema=self._sims.schema(user_input, offer_new=self.source != SOURCE_RECONFIGURE),
            errors=errors,
            description_placeholders={"carrier": self._carrier.name},
        )

    async def _async_login(
        self,
        step_id: str,
        fields: tuple[FormField, ...],
        typed: Mapping[str, Any] | None,
        known: Mapping[str, str],
    ) -> ConfigFlowResult:
        errors: dict[str, str] = {}
        if typed is not None:
            self._credentials, errors = self._checked(fields, typed, known)
            if not errors:
                sims, errors = await self._async_try(fields)
            if not errors:
                return await self._async_logged_in(sims)
        return self.async_show_form(
            step_id=step_id,
            data_schema=_login_form(fields, known, typed),
            errors=errors,
            last_step=step_id == "reauth_confirm",
            description_placeholders={
                "carrier": self._carrier.name,
                "documentation": self._carrier.documentation,
            },
        )

    def _checked(
        self,
        fields: tuple[FormField, ...],
        typed: Mapping[str, Any],
        known: Mapping[str, str],
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return the login with what was typed, and the errors by field.

        A secret that was kept is for the address that it was typed for, and goes to no other.
        """
        credentials, errors = dict(known), {}
        moves = self._moves(typed, known)
        for field in fields:
            value = str(typed.get(field.key) or "").strip()
            if not value and field.secret and field.key in known:
                if moves:
                    errors[field.key] = "secret_again"
                continue
            try:
                self._refuse_odd(field, value)
            except FieldError as error:
                errors[field.key] = error.reason
            else:
                credentials[field.key] = value
        return {key: value for key, value in credentials.items() if value}, errors

    def _moves(self, typed: Mapping[str, Any], known: Mapping[str, str]) -> bool:
        """Return whether a known account is asked at another address from now on."""
        address = self._carrier.address_field or ""
        return bool(known) and typed.get(address, known.get(address)) != known.get(address)

    def _refuse_odd(self, field: FormField, value: str) -> None:
        """Raise what is wrong with what a field of the login has, if anything is."""
        if not value and field.required:
            raise FieldError("needed_for_login")
        if len(value) > LONGEST_LOGIN or not value.isprintable() or not value.isascii():
            raise FieldError("login_odd")
        if value and field.key == self._carrier.address_field and not is_safe(value):
            raise FieldError("address_not_https")

    async def _async_try(
        self, fields: tuple[FormField, ...]
    ) -> tuple[tuple[Sim, ...], dict[str, str]]:
        """Log in and list the SIMs; an error stands at the field that it is about."""
        self._async_abort_entries_match(
            {CONF_ACCOUNT_CARRIER: self._carrier.key, CONF_CREDENTIALS: self._credentials}
        )
        session = async_create_clientsession(
            self.hass, auto_cleanup=False, cookie_jar=DummyCookieJar()
        )
        try:
            account = open_account(self.hass, session, self._carrier, self._credentials)
            await account.async_login()
            sims = await account.async_sims(())
        except LoginRefused as error:
            keys = {field.key for field in fields}
            field = error.field if error.field in keys else "base"
            return (), {field or "base": "login_refused"}
        except NotAllowed:
            return (), {"base": "not_allowed"}
        except AnswerUnreadable:
            return (), {"base": "answer_unreadable"}
        except AccountError:
            return (), {"base": "try_later"}
        finally:
            session.detach()
        if (entry := self._present) is not None:
            bound = bound_sims(self.hass, entry.entry_id)
            if bound and not bound.keys() & {sim.sim_id for sim in sims}:
                return (), {"base": "other_account"}
        return sims, {}

    @property
    def _present(self) -> ConfigEntry | None:
        """The account that is changed; `None` while one is added."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        return self._get_reconfigure_entry() if self.source == SOURCE_RECONFIGURE else None

    async def _async_logged_in(self, sims: tuple[Sim, ...]) -> ConfigFlowResult:
        if self.source == SOURCE_REAUTH:
            return await self._async_finish()
        entry = self._present
        self._sims = await SimDialog.async_open(
            self.hass, self._carrier, sims, entry.entry_id if entry else None
        )
        if self._sims.has_any:
            return await self.async_step_sims()
        return await self._async_finish()

    async def _async_finish(self) -> ConfigFlowResult:
        """Keep the account; a changed one is loaded again, in whatever state it was."""
        data = {
            CONF_ENTRY_KIND: KIND_ACCOUNT,
            CONF_ACCOUNT_CARRIER: self._carrier.key,
            CONF_CREDENTIALS: self._credentials,
        }
        asked = list(self._sims.choices) if self._sims else []
        entry = self._present
        if entry is None:
            return self.async_create_entry(
                title=self._title(), data=data, options={CONF_SEEN: asked}
            )
        forget_account(self.hass, entry.entry_id)
        remember_seen(self.hass, entry, asked)
        result = self.async_update_reload_and_abort(entry, data=data)
        if self._sims is not None:
            await self._sims.async_apply(entry.entry_id)
        return result

    def _title(self) -> str:
        name = self._credentials.get("username")
        return f"{self._carrier.name} ({name})" if name else self._carrier.name

    @override
    async def async_on_create_entry(self, result: ConfigFlowResult) -> ConfigFlowResult:
        """Write the lines once the account exists that is to feed them."""
        assert self._sims is not None  # noqa: S101
        await self._sims.async_apply(result["result"].entry_id)
        return result


def _login_form(
    fields: tuple[FormField, ...], known: Mapping[str, str], typed: Mapping[str, Any] | None
) -> vol.Schema:
    """Return the login form; what is secret is never shown again."""
    form: dict[vol.Marker, Any] = {}
    shown: dict[str, Any] = {}
    for field in fields:
        keeps = field.secret and field.key in known
        marker = vol.Required if field.required and not keeps else vol.Optional
        selector: Any = SECRET if field.secret else TEXT
        if field.options:
            selector = choice(field.options)
        form[marker(field.key)] = selector
        if not field.secret:
            present = known.get(field.key, field.default)
            shown[field.key] = present if typed is None else typed.get(field.key)
    return filled_form(form, shown)
