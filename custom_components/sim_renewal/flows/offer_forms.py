"""The forms of what the catalogue offers: an offer, and the ways to renew it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from homeassistant.core import callback
from homeassistant.loader import async_get_loaded_integration
import voluptuous as vol

from ..catalogue.links import is_look_alike
from ..clock import local_now
from ..const import CONF_CHANNELS, CONF_OFFER_ID, CONF_RULE, DOMAIN
from ..core.rule_table import NO_RULE
from ..settings.channels import check_channels
from .channels import (
    FIELDS as CHANNEL_FIELDS,
    channels_schema,
    kept_ways,
    named_ways,
    prefilled_channels,
    sites_text,
)
from .fields import filled_form
from .line_values import OF_OFFER, LineValues
from .offer import OTHER_OFFER, doubt_text, offer_schema
from .rule_fields import rule_choice
from .terms import PLAIN_TERM, with_rule

PAGE_OF_FACTS = "blob/main/docs/catalogue.md"
"""Where the sources of all facts are, below the documentation."""


class OfferForms(LineValues):
    """Asks which offer a line has, and how it is renewed."""

    async def async_offer_schema(self) -> vol.Schema:
        """Return the choice among the offers of the carrier, which the catalogue knows."""
        assert self.carrier is not None  # noqa: S101
        return await self._hass.async_add_executor_job(
            offer_schema,
            self.carrier,
            self._words,
            self._hass.config.language,
            local_now().date(),
            self._offer_set,
        )

    @property
    def _offer_set(self) -> str | None:
        """The offer that the line has; none where nothing was chosen of this carrier."""
        if self._choosing or (self.offer is None and self.values[CONF_RULE] == NO_RULE):
            return None
        return self.offer.offer_id if self.offer else OTHER_OFFER

    @callback
    def take_offer(self, typed: Mapping[str, Any]) -> None:
        """Take over all that the catalogue knows of the offer; everything can still be changed.

        The offer that the line has already stays as it was changed.
        """
        carrier = self.carrier
        assert carrier is not None  # noqa: S101
        offer = carrier.offer(typed[CONF_OFFER_ID])
        if offer == self.offer and not self._choosing:
            return
        self._choosing = True
        known: dict[str, Any] = {**PLAIN_TERM}
        if offer is not None:
            rule = {} if offer.rule else {CONF_RULE: NO_RULE}
            known |= {CONF_OFFER_ID: offer.offer_id, **rule, **offer.settings}
        known[CONF_CHANNELS] = prefilled_channels(
            carrier, offer, self._words, self._hass.config.language
        )
        self._keep(known, OF_OFFER)

    @property
    def needs_rule(self) -> bool:
        """Whether a person has to say of which kind the rule is: no offer of the catalogue does."""
        return self.offer is None or self.offer.rule is None

    @callback
    def rule_schema(self) -> vol.Schema:
        """Return the choice among the kinds of rules."""
        return filled_form(rule_choice(), self.values)

    @callback
    def take_rule(self, typed: Mapping[str, Any]) -> None:
        """Take over the kind of rule; one that stays keeps all that is set of it."""
        if typed[CONF_RULE] != self.values[CONF_RULE]:
            self.values = with_rule(self.values, typed[CONF_RULE])

    @callback
    def channels_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of the ways to renew, filled with what was typed or is set."""
        shown = named_ways(self.values, self._words) if typed is None else typed
        return channels_schema(shown, self._words)

    async def async_take_channels(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of the ways to renew and keep it; return the errors by field."""
        check = partial(is_look_alike, carrier=self.carrier, catalogue=self._catalogue)
        kept, errors = await self._hass.async_add_executor_job(
            check_channels,
            kept_ways(typed, self._words),
            check,
            self._words,
            local_now().date(),
        )
        if not errors:
            self._keep(kept, CHANNEL_FIELDS)
        return errors

    async def async_placeholders(
        self, step_id: str, typed: Mapping[str, Any] | None
    ) -> dict[str, str]:
        """Return what the text above a form tells of the catalogue, and of what was typed."""
        if step_id == "dates":
            return {}
        if step_id == "channels":
            return {
                "sites": await self._hass.async_add_executor_job(
                    sites_text,
                    (self.values if typed is None else typed).get(CONF_CHANNELS, ()),
                    self.carrier,
                    self.carrier_name,
                    self._catalogue,
                    self._words,
                )
            }
        integration = async_get_loaded_integration(self._hass, DOMAIN)
        return {
            "doubt": await self._hass.async_add_executor_job(
                doubt_text,
                self.carrier,
                self.offer,
                self._words,
                self._hass.config.language,
                local_now().date(),
                f"{integration.documentation}/{PAGE_OF_FACTS}",
            ),
        }
