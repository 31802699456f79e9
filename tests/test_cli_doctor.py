"""`stylepad doctor`: what is wrong is found and its mend is said."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from stylepad.engine.builds import backends, builds
from tests.commands import Installation, Run


def findings(run: Run, subject: str) -> list[tuple[str, str]]:
    checks = json.loads(run.text)["checks"]
    return [(item["health"], item["finding"]) for item in checks if item["subject"] == subject]


def test_all_is_well_where_it_is(tmp_path: Path, tiny_base: Path, tiny_adapter: Path) -> None:
    here = Installation(tmp_path, tiny_base)
    here.add_style("gogol", tiny_adapter)

    run = here.run("doctor")

    assert run.code == 0, run.text
    assert "All is well." in run.text
    assert "gogol: works by adapter" in run.text
    assert here.fingerprint in run.text
    assert "CPU" in run.text
    assert "there is none, so the window cannot open" in run.text


def test_json_has_every_check(tmp_path: Path, tiny_base: Path, tiny_adapter: Path) -> None:
    here = Installation(tmp_path, tiny_base)
    here.add_style("gogol", tiny_adapter)

    run = here.run("doctor", "--json")

    value = json.loads(run.text)
    assert value["ok"] is True
    subjects = {item["subject"] for item in value["checks"]}
    assert {"program", "library", "folder", "display", "model", "device", "style"} <= subjects
    assert findings(run, "trial")[0][0] == "fine"


def test_a_missing_model_is_wrong_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    here = Installation(tmp_path, tmp_path / "nowhere.gguf")
    here.styles.mkdir(parents=True)

    run = here.run("doctor", "--json", "--model", "elsewhere.gguf")

    assert run.code == 1
    assert findings(run, "model")[0][0] == "wrong"
    assert "elsewhere.gguf" in findings(run, "model")[0][1]
    assert findings(run, "folder")


def test_a_broken_style_is_wrong_with_its_file_and_key(tmp_path: Path, tiny_base: Path) -> None:
    here = Installation(tmp_path, tiny_base)
    here.add_style("half", strength=9.0)

    run = here.run("doctor", "--json")

    assert run.code == 1
    assert any("“strength”" in finding for _, finding in findings(run, "style"))


def test_an_adapter_that_does_not_fit_is_wrong(tmp_path: Path, tiny_base: Path) -> None:
    here = Installation(tmp_path, tiny_base)
    folder = here.add_style("gogol", tiny_base)

    run = here.run("doctor", "--json")

    assert folder.exists()
    assert run.code == 1
    wrong = [finding for health, finding in findings(run, "style") if health == "wrong"]
    assert len(wrong) == 1
    assert "not a LoRA adapter" in wrong[0]


def test_an_unwritable_folder_is_wrong(tmp_path: Path, tiny_base: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")

    run = Installation(tmp_path, tiny_base).run("doctor", "--json")

    assert run.code == 1
    assert any(health == "wrong" for health, _ in findings(run, "folder"))


def test_a_broken_settings_file_is_told(tmp_path: Path, tiny_base: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("zoom = ")

    run = Installation(tmp_path, tiny_base).run("doctor", "--json")

    assert "settings.broken-1.toml" in findings(run, "settings")[0][1]


@pytest.mark.skipif(bool(backends()), reason="this build of the engine has a GPU backend")
def test_a_build_without_gpus_is_told_with_the_commands_for_others(
    tmp_path: Path, tiny_base: Path
) -> None:
    run = Installation(tmp_path, tiny_base).run("doctor", "--json")

    assert run.code == 0, run.text
    checks = [item for item in json.loads(run.text)["checks"] if item["subject"] == "gpu"]
    assert "with the processor only" in checks[0]["finding"]
    assert [item["mend"] for item in checks[1:]] == [build.command for build in builds()]
    for item in checks[1:]:
        assert sys.executable in item["mend"]
        assert "minutes" in item["finding"]
