"""Which GPUs the installed engine can use, and the commands for builds that can use others."""

from __future__ import annotations

import shlex
from importlib import metadata
from pathlib import Path

import pytest

from stylepad.engine import builds, llama

PINNED = f"llama-cpp-python=={metadata.version('llama-cpp-python')}"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (("libggml-base.so", "libggml-cpu.so.0", "libllama.so"), ()),
        (("libggml-cpu.so", "libggml-vulkan.so.0.25.3"), ("Vulkan",)),
        (("ggml-cuda.dll", "ggml.dll", "ggml-vulkan.dll"), ("CUDA", "Vulkan")),
        (("libggml-metal.dylib",), ("Metal",)),
        (("libggml-hip.so",), ("ROCm",)),
    ],
)
def test_backends_are_told_by_the_files_of_their_libraries(
    files: tuple[str, ...], expected: tuple[str, ...], tmp_path: Path
) -> None:
    for name in files:
        (tmp_path / name).touch()

    assert builds.backends(tmp_path) == expected


def test_what_the_files_say_is_what_the_library_says_of_itself() -> None:
    assert bool(builds.backends()) == llama.has_gpu_backend()


@pytest.mark.parametrize(
    ("system", "names"),
    [("linux", {"CUDA", "Vulkan"}), ("win32", {"CUDA", "Vulkan"}), ("darwin", {"Metal"})],
)
def test_a_system_is_offered_the_builds_it_can_have(system: str, names: set[str]) -> None:
    assert {build.name for build in builds.builds(system)} == names


def test_the_command_installs_the_pinned_version_into_this_environment() -> None:
    python = "/home/anna maria/.venv/bin/python"
    for build in builds.builds("linux", python):
        option, *words = shlex.split(build.command)
        assert option == f"CMAKE_ARGS=-DGGML_{build.name.upper()}=on"
        assert words[:4] == [python, "-m", "pip", "install"]
        assert words[-1] == PINNED
        # Else pip takes the build without a GPU out of its cache, or leaves what is installed.
        assert {"--force-reinstall", "--no-cache-dir", "--no-deps"} <= set(words)


def test_the_command_for_windows_is_one_for_its_shell() -> None:
    python = "C:\\Users\\O'Neil\\python.exe"
    for build in builds.builds("win32", python):
        start = f"$env:CMAKE_ARGS = \"-DGGML_{build.name.upper()}=on\"; & 'C:\\Users\\O''Neil"
        assert build.command.startswith(start)
        assert build.command.endswith(PINNED)


def test_what_the_hardware_speaks_for_stands_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builds.ctypes.util, "find_library", {"vulkan": "libvulkan.so.1"}.get)
    monkeypatch.setattr(builds, "_NVIDIA_DRIVER", tmp_path / "no driver")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [(build.name, bool(build.seen)) for build in builds.builds("linux")] == [
        ("Vulkan", True),
        ("CUDA", False),
    ]

    smi = tmp_path / "nvidia-smi"
    smi.touch(mode=0o755)

    assert [(build.name, bool(build.seen)) for build in builds.builds("linux")] == [
        ("CUDA", True),
        ("Vulkan", True),
    ]
