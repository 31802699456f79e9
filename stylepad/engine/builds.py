"""Which GPUs the installed build of llama.cpp can use, and how to get a build that can use others.

Nothing is loaded to find out: the library keeps every backend in a file of its own.
"""

from __future__ import annotations

import ctypes.util
import importlib.util
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PACKAGE = "llama-cpp-python"

_NVIDIA_DRIVER = Path("/proc/driver/nvidia/version")


@dataclass(frozen=True, slots=True)
class Build:
    """A build of the engine for one kind of GPU.

    `seen` is what on this machine speaks for it, "" where nothing does; `needs` what must be there
    to compile it; `command` makes and installs it, in the shell of this system.
    """

    name: str
    seen: str
    needs: str
    command: str


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    file: str
    option: str
    needs: str
    systems: tuple[str, ...]
    sign: Callable[[str], str]


def backends(folder: Path | None = None) -> tuple[str, ...]:
    """Return the kinds of GPU that the engine was built for, by the libraries in `folder`.

    Without a folder it is that of the installed package. Empty means the processor only.
    """
    folder = folder or _library_folder()
    if folder is None or not folder.is_dir():
        return ()
    files = [path.name for path in folder.iterdir()]
    known = [(kind.name, kind.file) for kind in _KINDS] + list(_OTHERS)
    return tuple(name for name, part in known if any(_is_of(part, file) for file in files))


def builds(system: str = sys.platform, python: str = sys.executable) -> tuple[Build, ...]:
    """Return the builds that a system can have, those first that its hardware speaks for."""
    found = [
        Build(kind.name, kind.sign(system), kind.needs, _command(kind.option, system, python))
        for kind in _KINDS
        if system in kind.systems
    ]
    return tuple(sorted(found, key=lambda build: not build.seen))


def _command(option: str, system: str, python: str) -> str:
    """Return the command that puts a build with an option into the place of the installed one.

    Without pip's cache, where the earlier build lies under the same name, and from the sources.
    """
    package = f"{PACKAGE}=={metadata.version(PACKAGE)}"
    install = (
        f"-m pip install --force-reinstall --no-deps --no-cache-dir --no-binary {PACKAGE} {package}"
    )
    if system == "win32":
        path = python.replace("'", "''")
        return f"$env:CMAKE_ARGS = \"{option}\"; & '{path}' {install}"
    return f'CMAKE_ARGS="{option}" {shlex.quote(python)} {install}'


def _nvidia(system: str) -> str:
    library = "nvcuda" if system == "win32" else "cuda"
    there = (
        _NVIDIA_DRIVER.exists()
        or shutil.which("nvidia-smi") is not None
        or ctypes.util.find_library(library) is not None
    )
    return "the driver of an NVIDIA graphics card is installed" if there else ""


def _apple(_system: str) -> str:
    return "every Mac has Metal"


def _vulkan(system: str) -> str:
    library = "vulkan-1" if system == "win32" else "vulkan"
    there = ctypes.util.find_library(library) is not None
    return "the system has Vulkan, which most graphics cards understand" if there else ""


_KINDS = (
    _Kind("Metal", "metal", "-DGGML_METAL=on", "Xcode's command line tools", ("darwin",), _apple),
    _Kind(
        "CUDA",
        "cuda",
        "-DGGML_CUDA=on",
        "NVIDIA's CUDA toolkit and a C++ compiler",
        ("linux", "win32"),
        _nvidia,
    ),
    _Kind(
        "Vulkan",
        "vulkan",
        "-DGGML_VULKAN=on",
        "the Vulkan SDK, or on Debian and Ubuntu the packages libvulkan-dev, glslc and"
        " spirv-headers, and a C++ compiler",
        ("linux", "win32"),
        _vulkan,
    ),
)

_OTHERS = (("ROCm", "hip"), ("SYCL", "sycl"), ("OpenCL", "opencl"), ("MUSA", "musa"))
"""Backends that somebody may have built, although nothing here tells how."""


def _is_of(backend: str, file: str) -> bool:
    """Return whether a file is a backend's library, by its name on any system."""
    stem = file.partition(".")[0].removeprefix("lib")
    return stem == f"ggml-{backend}"


def _library_folder() -> Path | None:
    spec = importlib.util.find_spec("llama_cpp")
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0]) / "lib" if places else None
