"""The form on which a person says what each SIM of an account is to become."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
from homeassistant.helpers.translation import async_get_translations
import voluptuous as vol

from ..accounts.links import bound_sims, labels_of, matching_line
from ..carriers.base import CarrierApi, Sim
from ..clock import local_now
from ..const import (
    CONF_CARRIER,
    CONF_CURRENCY,
    CONF_FORM,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_RULE,
    DOMAIN,
)
from ..core.iccid import IccidError, parse_iccid
from ..core.model import Form
from ..core.rule_settings import USUAL
from ..core.rule_table import NO_RULE
from ..entries import household_entry, lines_of_household
from ..settings.line import new_line
from ..settings.phone_numbers import read_number
from ..settings.source import CONF_SOURCE, account_source
from ..settings.validation import LONGEST_NAME, FieldError
from ..storage.new_records import async_remove_new, async_save_first
from ..storage.records import RecordNotSaved

NEW: Final = "new"
NOT_NOW: Final = "not_now"

MOST_SHOWN = 25
"""More SIMs than this do not fit on a form; the others can be chosen once these are done."""


class SimDialog:
    """Lets a person choose, for each SIM, a line that it feeds, a new line, or nothing for now."""

    @classmethod
    async def async_open(
        cls, hass: HomeAssistant, carrier: CarrierApi, sims: Sequence[Sim], account_id: str | None
    ) -> SimDialog:
        """Return the dialog with its words; `account_id` is that of an account that exists."""
        texts = await async_get_translations(hass, hass.config.language, "selector", {DOMAIN})
        prefix = f"component.{DOMAIN}.selector.sim_choice.options."
        words = {option: texts.get(prefix + option, option) for option in (NOT_NOW, NEW)}
        return cls(hass, carrier, sims, account_id, words)

    def __init__(
        self,
        hass: HomeAssistant,
        carrier: CarrierApi,
        sims: Sequence[Sim],
        account_id: str | None,
        words: Mapping[str, str],
    ) -> None:
        """Know the SIMs, by the label that a person sees; those that feed a line come first."""
        bound = bound_sims(hass, account_id) if account_id else {}
        ordered = sorted(sims, key=lambda sim: sim.sim_id not in bound)
        self._hass = hass
        self._carrier = carrier
        self._bound = bound
        self._words = dict(words)
        self._labels = {each.text: each.sim for each in labels_of(ordered[:MOST_SHOWN])}
        self.choices: dict[str, str] = {}
        self._new: dict[str, ConfigSubentry] = {}

    @property
    def has_any(self) -> bool:
        """Whether there is anything to ask about, and a household to answer for."""
        return bool(self._labels) and household_entry(self._hass) is not None

    @callback
    def schema(
        self, typed: Mapping[str, Any] | None, *, offer_new: bool, is_repair: bool = False
    ) -> vol.Schema:
        """Return the form; a SIM that a line already knows is proposed for that line.

        The fields of a repair have no labels but translated ones: there, each choice names its SIM.
        """
        lines = lines_of_household(self._hass)
        names = _short_names(self._labels.values()) if is_repair else {}
        choices = self._words | {line.subentry_id: line.title for line in lines}
        return vol.Schema(
            {
                vol.Required(label, default=self._default(label, sim, typed, lines, offer_new)): (
                    _selector(choices, names.get(sim.sim_id, ""))
                )
                for label, sim in self._labels.items()
            }
        )

    def _default(
        self,
        label: str,
        sim: Sim,
        typed: Mapping[str, Any] | None,
        lines: Sequence[ConfigSubentry],
        offer_new: bool,
    ) -> str:
        if typed is not None and label in typed:
            return str(typed[label])
        if sim.sim_id in self._bound:
            return self._bound[sim.sim_id]
        return matching_line(sim, lines) or (NEW if offer_new else NOT_NOW)

    async def async_take(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Keep what was chosen; return the errors by field: one line has one SIM."""
        errors: dict[str, str] = {}
        used: set[str] = set()
        for label, sim in self._labels.items():
            choice = typed[label]
            if choice not in {NEW, NOT_NOW}:
                if choice in used:
                    errors[label] = "line_twice"
                used.add(choice)
            self.choices[sim.sim_id] = choice
        if not errors:
            try:
                await self._async_begin_lines()
            except RecordNotSaved:
                errors["base"] = "record_not_saved"
        return errors

    async def _async_begin_lines(self) -> None:
        """Put the records of the lines on disk that SIMs become, before `async_apply` adds these.

        Raises `RecordNotSaved`, and then nothing is kept of any.
        """
        known, new = [line.data for line in lines_of_household(self._hass)], {}
        for sim in self._labels.values():
            if self.choices[sim.sim_id] == NEW:
                new[sim.sim_id] = line = await self._async_line(sim, known)
                known.append(line.data)
        await async_save_first(self._hass, local_now(), *new.values())
        self._new = new

    async def async_apply(self, account_id: str) -> None:
        """Write the lines: their source, and no source where a SIM no longer feeds one."""
        entry = household_entry(self._hass)
        if entry is None:
            await async_remove_new(self._hass, [line.subentry_id for line in self._new.values()])
            return
        sims = {sim.sim_id: sim for sim in self._labels.values()}
        wanted = {line: sim_id for sim_id, line in self.choices.items()}
        for sim_id, line_id in self._bound.items():
            if sim_id in sims and line_id not in wanted and line_id in entry.subentries:
                self._change(entry, line_id, None)
        for sim_id, choice in self.choices.items():
            source = account_source(account_id, sim_id, self._carrier.key)
            if choice == NEW:
                line = self._new[sim_id]
                data = {**line.data, CONF_SOURCE: source}
                self._hass.config_entries.async_add_subentry(
                    entry, new_line(line.title, data, line.subentry_id)
                )
            elif choice in entry.subentries:
                self._change(entry, choice, source)

    @callback
    def _change(self, entry: ConfigEntry, line_id: str, source: Mapping[str, Any] | None) -> None:
        """Give a line a source, or none: everything else of it stays."""
        line = entry.subentries[line_id]
        data = {key: value for key, value in line.data.items() if key != CONF_SOURCE}
        if source is not None:
            data[CONF_SOURCE] = dict(source)
        self._hass.config_entries.async_update_subentry(entry, line, data=data)

    async def _async_line(self, sim: Sim, known: Sequence[Mapping[str, Any]]) -> ConfigSubentry:
        """Return a new line with what is known of a SIM; its dates come from the account."""
        data: dict[str, Any] = {
            CONF_FORM: Form.ESIM.value if self._carrier.sells_esims else Form.PHYSICAL.value,
            CONF_CARRIER: self._carrier.name,
            CONF_CURRENCY: self._hass.config.currency,
            CONF_RULE: NO_RULE,
            **USUAL,
        }
        iccid = _iccid_of(sim)
        number = await self._hass.async_add_executor_job(_number_of, sim, self._hass.config.country)
        if iccid and not any(each.get(CONF_ICCID) == iccid for each in known):
            data[CONF_ICCID] = iccid
        if number and not any(each.get(CONF_NUMBER) == number for each in known):
            data[CONF_NUMBER] = number
        name = sim.name or f"{self._carrier.name} {(sim.iccid or sim.sim_id)[-4:]}"
        return new_line(name[:LONGEST_NAME], data)


def _selector(choices: Mapping[str, str], before: str) -> SelectSelector:
    options = [SelectOptionDict(value=key, label=before + text) for key, text in choices.items()]
    return SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN))


def _short_names(sims: Iterable[Sim]) -> dict[str, str]:
    """Return what tells each SIM from the others at a glance, with an arrow to a choice."""
    names = {sim.sim_id: _short_name(sim) for sim in sims}
    often = Counter(names.values())
    return {
        sim_id: f"{name} ({sim_id}) → " if often[name] > 1 else f"{name} → "
        for sim_id, name in names.items()
    }


def _short_name(sim: Sim) -> str:
    end = f"…{(sim.iccid or sim.sim_id)[-4:]}"
    return f"{sim.name} {end}" if sim.name else sim.number or end


def _iccid_of(sim: Sim) -> str | None:
    """Return the ICCID of a SIM as a line keeps it, if it is one."""
    try:
        return parse_iccid(sim.iccid) if sim.iccid else None
    except IccidError:
        return None


def _number_of(sim: Sim, country: str | None) -> str | None:
    """Return the number of a SIM in E.164, if it is one without doubt. Reads from disk.

    Carriers leave out the plus, or write a number as it is dialled at home.
    """
    number = (sim.number or "").strip()
    is_dialled_at_home = number.startswith("0") and not number.startswith("00")
    for written in (number,) if is_dialled_at_home else (f"+{number.lstrip('+0')}", number):
        with suppress(FieldError):
            reading = read_number(written, (country,))
            return None if reading.others else reading.number
    return None
