"""`stylepad styles import` and `add-adapter` from a server that speaks the Hub's protocol."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import pefts
from tests.commands import Installation, Run
from tests.families import linear_modules
from tests.hub_server import HubServer, serving
from tests.packs import write_pack

OWNER = "somebody/Styles"


@pytest.fixture
def server() -> Iterator[HubServer]:
    with serving() as server:
        yield server


@pytest.fixture
def here(tmp_path: Path, tiny_base: Path) -> Installation:
    (tmp_path / "home").mkdir()
    return Installation(tmp_path / "home", tiny_base)


def run(here: Installation, server: HubServer, *arguments: str) -> Run:
    return here.run(
        "styles", *arguments, HF_ENDPOINT=server.url, HF_HOME=str(here.home / "hf"), HF_TOKEN=""
    )


def serve(server: HubServer, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            git = path.suffix in {".toml", ".json"}
            server.add(OWNER, path.relative_to(folder).as_posix(), path.read_bytes(), git=git)


def test_a_pack_is_imported_from_a_repository(
    here: Installation, server: HubServer, tmp_path: Path
) -> None:
    serve(server, write_pack(tmp_path, "poe"))

    came = run(here, server, "import", OWNER)

    assert came.code == 0, came.errors
    assert "“poe” 1.0 is installed" in came.text
    assert not list((here.home / "data" / "incoming").rglob("style.toml"))
    again = json.loads(run(here, server, "import", f"hub:{OWNER}", "--json").text)
    assert again["installed"][0]["outcome"] == "same"


def test_an_adapter_is_added_from_a_repository(
    here: Installation, server: HubServer, tmp_path: Path
) -> None:
    here.add_style("gogol")
    serve(server, pefts.adapter(linear_modules("llama")).write(tmp_path / "peft"))

    added = run(here, server, "add-adapter", "--style", "gogol", "--json", f"hub:{OWNER}")

    assert added.code == 0, added.errors
    assert Path(json.loads(added.text)["adapter"]).is_file()
    assert not list((here.home / "data" / "incoming").rglob("*.safetensors"))


def test_what_is_not_there_and_pickles_are_told_plainly(
    here: Installation, server: HubServer
) -> None:
    here.add_style("gogol")
    server.add("somebody/Old", "adapter_model.bin", b"pickle")

    lost = run(here, server, "import", "nobody/nothing")
    pickle = run(here, server, "add-adapter", "--style", "gogol", "hub:somebody/Old")

    assert (lost.code, pickle.code) == (7, 4)
    assert "There is no repository nobody/nothing" in lost.errors
    assert "is a pickle" in pickle.errors
    assert "Traceback" not in lost.errors + pickle.errors


def test_a_whole_model_and_an_adapter_are_not_taken_for_each_other(
    here: Installation, server: HubServer, tiny_base: Path, tiny_adapter: Path
) -> None:
    here.add_style("gogol")
    server.add("somebody/Model", "tiny.gguf", tiny_base.read_bytes())
    server.add("somebody/Pen", "pen.gguf", tiny_adapter.read_bytes())
    where = {"HF_ENDPOINT": server.url, "HF_HOME": str(here.home / "hf"), "HF_TOKEN": ""}

    model = run(here, server, "add-adapter", "--style", "gogol", "hub:somebody/Model")
    adapter = here.run("models", "download", "somebody/Pen", **where)

    assert (model.code, adapter.code) == (7, 7)
    assert "“stylepad models download somebody/Model --file tiny.gguf”" in model.errors
    assert "“stylepad styles add-adapter hub:somebody/Pen/pen.gguf --style …”" in adapter.errors
    assert server.transfers() == []


def test_a_file_that_is_missing_is_not_looked_for_on_the_hub(
    here: Installation, server: HubServer
) -> None:
    run(here, server, "import", "packs/poe.stylepack")

    assert server.requests == []


def test_a_blend_is_given_no_adapter(here: Installation, server: HubServer, tmp_path: Path) -> None:
    for style in ("gogol", "poe"):
        here.add_style(style)
    here.run(
        "styles", "blend", "--name", "Both", "--language", "ru", "--id", "both", "gogol=1", "poe=1"
    )
    peft = pefts.adapter(linear_modules("llama")).write(tmp_path / "peft")

    refused = run(here, server, "add-adapter", "--style", "both", str(peft))

    assert refused.code == 4
    assert "is a blend and uses the adapters of its parts" in refused.errors
    assert "gogol, poe" in refused.errors
