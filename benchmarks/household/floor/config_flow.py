"""The floor is set up by the benchmark, and never by a person."""

from homeassistant.config_entries import ConfigFlow


class FloorFlow(ConfigFlow, domain="benchmark_floor"):
    """A dialog without a step."""
