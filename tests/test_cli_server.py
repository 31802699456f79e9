"""The command line with a server: llama-cpp-python's own, over loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.engine.remote.address import read_address
from tests.commands import Installation, Run
from tests.engine.remote.real_servers import KEY, python_server

TEXT = "Вечером он пришёл домой усталый.\n\nПотом он лёг спать.\n"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with python_server(paths.built_in_model()) as address:
        yield address


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    installed = Installation(tmp_path, tmp_path / "no-model-here.gguf")
    installed.add_style("shukshin")
    return installed


def run(here: Installation, *arguments: str, data: bytes = b"", **changes: str) -> Run:
    """Run without a keyring, which a test must not open."""
    safe = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "STYLEPAD_API_KEY": KEY}
    return here.run(*arguments, data=data, **(safe | changes))


def restyle(here: Installation, *arguments: str, **changes: str) -> Run:
    command = ("restyle", "--style", "shukshin", "--candidates", "2", *arguments)
    return run(here, *command, data=TEXT.encode(), **changes)


def test_a_text_is_restyled_on_a_server(here: Installation, url: str) -> None:
    done = restyle(here, "--server", url)

    assert done.code == 0, done.errors
    first, blank, second, end = done.text.split("\n")
    assert first
    assert second
    assert blank == end == ""
    assert "shukshin has no adapter for stylepad-mini" in done.errors
    assert "works by instruction" in done.errors


def test_json_names_the_server_as_the_device(here: Installation, url: str) -> None:
    done = restyle(
        here, "--server", f"{url}/v1", "--server-model", str(paths.built_in_model()), "--json"
    )

    assert done.code == 0, done.errors
    assert json.loads(done.text)["device"] == read_address(url).host


def test_a_wrong_key_is_an_error_of_the_engine(here: Installation, url: str) -> None:
    done = restyle(here, "--server", url, STYLEPAD_API_KEY="sk-wrong-one")

    assert done.code == 5
    assert "did not accept the key" in done.errors
    assert "sk-wrong-one" not in done.errors
    assert done.output == b""


def test_a_server_in_the_settings_needs_the_writers_agreement(here: Installation, url: str) -> None:
    settings = here.home / "config" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f'[server]\nurl = "{url}"\n', encoding="utf-8")
    refused = restyle(here, STYLEPAD_MODEL="")
    assert refused.code == 5
    assert "you have not agreed" in refused.errors

    host = read_address(url).host
    settings.write_text(f'[server]\nurl = "{url}"\nallowed = ["{host}"]\n', encoding="utf-8")
    assert restyle(here, STYLEPAD_MODEL="").code == 0


@pytest.mark.parametrize(
    "arguments", [("--server-model", "big"), ("--server", "localhost:1", "--model", "a.gguf")]
)
def test_options_that_do_not_go_together_are_refused(
    here: Installation, arguments: tuple[str, ...]
) -> None:
    assert restyle(here, *arguments).code == 2


def test_doctor_says_what_the_server_is(here: Installation, url: str) -> None:
    done = run(here, "doctor", "--server", url)

    assert done.code == 0, done.text
    host = read_address(url).host
    assert f"stylepad-mini at {host}" in done.text
    assert "taken from STYLEPAD_API_KEY" in done.text
    assert f"texts that are restyled are sent to {host}" in done.text
    assert "shukshin: works by instruction, the server holds no adapter for it" in done.text
    assert KEY not in done.text


def test_doctor_says_why_a_server_does_not_answer(here: Installation) -> None:
    done = run(here, "doctor", "--server", "http://no-such-machine.invalid")

    assert done.code == 1
    assert "There is no machine named no-such-machine.invalid" in done.text
