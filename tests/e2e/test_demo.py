"""What `scripts/demo` runs, the first time and the second."""

import asyncio
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from scripts.realhome.demo import run
from scripts.realhome.home import wait_until
from scripts.realhome.process import free_port, is_port_free

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@asynccontextmanager
async def running_demo(directory: Path, port: int, said: str, capsys: pytest.CaptureFixture[str]):
    """Run the demo until it has said something, and end it like Ctrl-C."""
    output = []

    async def has_said() -> bool:
        output.append(capsys.readouterr().out)
        return said in "".join(output) or demo.done()

    demo = asyncio.create_task(run(directory, port))
    try:
        await wait_until(has_said, f"the demo said {said}", seconds=120)
        yield "".join(output)
    finally:
        demo.cancel()
        with suppress(asyncio.CancelledError):
            await demo


async def test_the_second_demo_finds_the_household_of_the_first(tmp_path, capsys) -> None:
    directory, first_port, second_port = tmp_path / "demo", free_port(), free_port()
    async with running_demo(directory, first_port, "] Push 2 on Demo phone", capsys) as output:
        assert f"http://localhost:{first_port}" in output
        assert "Renew Papa" in output
        assert "[Renewed]  [Later]" in output
    assert is_port_free(first_port)

    async with running_demo(directory, second_port, "Ctrl-C ends", capsys) as output:
        assert "Creating" not in output
        assert "Grand-mère" in output
    assert is_port_free(second_port)
