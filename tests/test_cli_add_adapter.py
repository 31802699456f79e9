"""`stylepad styles add-adapter`, as a process on real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import ggufs, pefts
from tests.commands import Installation, Run
from tests.families import linear_modules


@pytest.fixture
def installed(tmp_path: Path, tiny_base: Path) -> Installation:
    (tmp_path / "home").mkdir()
    return Installation(tmp_path / "home", tiny_base)


@pytest.fixture
def peft(tmp_path: Path) -> Path:
    return pefts.adapter(linear_modules("llama"), use_rslora=True).write(tmp_path / "peft")


def add(here: Installation, *arguments: str | Path) -> Run:
    return here.run("styles", "add-adapter", *map(str, arguments))


def test_new_style_of_a_peft_adapter_restyles_at_once(
    installed: Installation, peft: Path, tiny_base: Path
) -> None:
    made = add(
        installed,
        "--style",
        "mine",
        "--model",
        tiny_base,
        "--name",
        "Моё",
        "--language",
        "ru",
        peft,
    )

    adapter = installed.styles / "mine" / "adapters" / f"{installed.fingerprint}.gguf"
    assert made.code == 0, made.errors
    assert made.errors == ""
    assert str(adapter) in made.text
    assert "Random test model" in made.text
    listed = json.loads(installed.run("styles", "--json").text)["styles"]
    mine = next(style for style in listed if style["id"] == "mine")
    assert mine["adapters"] == [installed.fingerprint]
    assert mine["name"] == {"ru": "Моё"}
    restyled = [
        installed.run(
            "restyle",
            *("--style", "mine", "--strength", strength, "--candidates", "1", "--seed", "1"),
            data="Старик шёл по улице.".encode(),
        )
        for strength in ("0", "1")
    ]
    assert [run.code for run in restyled] == [0, 0]
    assert restyled[0].text != restyled[1].text


@pytest.mark.parametrize("what", ["weights", "gguf"])
def test_every_kind_of_adapter_is_added_to_a_style_that_is_there(
    installed: Installation, peft: Path, tiny_base: Path, tmp_path: Path, what: str
) -> None:
    folder = installed.add_style("gogol")
    source = peft / "adapter_model.safetensors"
    if what == "gguf":
        source = ggufs.write_adapter(tmp_path / "lora.gguf", tiny_base)

    run = add(installed, "--style", "gogol", "--json", source)  # STYLEPAD_MODEL names the base

    told = json.loads(run.text)
    assert run.code == 0
    assert told == {
        "style": "gogol",
        "folder": str(folder.resolve()),
        "model": "Random test model",
        "fingerprint": installed.fingerprint,
        "adapter": str(folder.resolve() / "adapters" / f"{installed.fingerprint}.gguf"),
    }
    again = add(installed, "--style", "gogol", source)
    assert again.code == 4
    assert "--replace" in again.errors
    assert add(installed, "--style", "gogol", "--replace", source).code == 0


def test_shipped_style_goes_to_the_folder_of_the_writer(
    installed: Installation, peft: Path
) -> None:
    run = add(installed, "--style", "chekhov", peft)

    assert run.code == 0, run.errors
    listed = json.loads(installed.run("styles", "--json").text)["styles"]
    chekhov = next(style for style in listed if style["id"] == "chekhov")
    assert chekhov["folder"] == str((installed.styles / "chekhov").resolve())
    assert installed.fingerprint in chekhov["adapters"]
    assert len(chekhov["adapters"]) > 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--style", "nobody"], 4, "add --name and --language"),
        (["--style", "chekhov", "--name", "Чехов", "--language", "ru"], 4, "already"),
        (["--style", "mine", "--name", "Mine"], 2, "--language"),
        (["--style", "mine", "--name", "Mine", "--language", "english"], 4, "language"),
        (["--style", "../mine", "--name", "Mine", "--language", "en"], 4, "cannot be the id"),
        (["--style", "chekhov", "--model", "none.gguf"], 4, "none.gguf"),
        ([], 2, "--style"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(
    installed: Installation, peft: Path, arguments: list[str], code: int, said: str
) -> None:
    run = add(installed, *arguments, peft)
    assert run.code == code
    assert said in run.errors
    assert run.output == b""
    assert not list(installed.styles.glob("*"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"use_dora": True}, "DoRA"),
        ({"modules_to_save": ["lm_head"]}, "modules_to_save"),
        ({"r": 8}, "rank 8"),
    ],
)
def test_adapter_that_cannot_be_used_leaves_no_style(
    installed: Installation, peft: Path, change: dict[str, object], said: str
) -> None:
    file = peft / "adapter_config.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), encoding="utf-8")

    run = add(installed, "--style", "mine", "--name", "Mine", "--language", "en", peft)

    assert run.code == 4
    assert said in run.errors
    assert "Traceback" not in run.errors
    assert not list(installed.styles.glob("*"))


def test_pickle_is_refused(installed: Installation, tmp_path: Path) -> None:
    pickle = tmp_path / "adapter_model.bin"
    pickle.write_bytes(b"\x80\x04")
    run = add(installed, "--style", "chekhov", pickle)
    assert run.code == 4
    assert "is a pickle" in run.errors
