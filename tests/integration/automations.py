"""Automations of a test, as a person would write them."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

WAITING = ("_async_step_delay", "_async_step_wait_for_trigger")
"""The steps of a run that wait for a later moment, or for what somebody else does."""

BLUEPRINTS = Path(__file__).parents[2] / "custom_components/sim_renewal/blueprints/automation"


async def automate(hass: HomeAssistant, *configurations: dict) -> None:
    """Set up automations."""
    assert await async_setup_component(
        hass,
        "automation",
        {"automation": [{"id": str(n), **each} for n, each in enumerate(configurations)]},
    )
    await hass.async_block_till_done()


async def use_blueprint(hass: HomeAssistant, name: str, **inputs: object) -> None:
    """Import a blueprint of ours from its file, and make an automation of it."""
    path = Path(hass.config.path(f"blueprints/automation/sim_renewal/{name}.yaml"))

    def copy() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((BLUEPRINTS / f"{name}.yaml").read_bytes())

    await hass.async_add_executor_job(copy)
    await automate(hass, {"use_blueprint": {"path": f"sim_renewal/{name}.yaml", "input": inputs}})
    (automation,) = hass.states.async_all("automation")
    assert automation.state == "on"


async def settle(hass: HomeAssistant) -> None:
    """Let all happen that can at this moment: everything but a run that waits in a step."""
    this = asyncio.current_task()
    idle = 0
    while idle < 10:
        delayed = any(_is_in(task, step) for task in asyncio.all_tasks() for step in WAITING)
        busy = any(
            task is not this and not (delayed and _is_in(task, "async_run")) for task in hass._tasks
        )
        idle = 0 if busy else idle + 1
        await asyncio.sleep(0)


def _is_in(task: asyncio.Future, function: str) -> bool:
    """Return whether a task waits in a function of that name."""
    awaited = task.get_coro() if isinstance(task, asyncio.Task) else None
    while awaited is not None and hasattr(awaited, "cr_code"):
        if awaited.cr_code.co_name == function:
            return True
        awaited = awaited.cr_await
    return False
