"""Fixtures for all tests."""

# The test harness has a package `custom_components` of its own; ours must be imported first.
import custom_components.sim_renewal  # noqa: F401
