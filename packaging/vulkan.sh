#!/usr/bin/env bash
# Builds llama-cpp-python with the Vulkan backend into .venv-vulkan, and runs tests/gpu with it on
# Mesa's software device: layers are moved to a device for real, on machines without a GPU.
#
# The first time llama.cpp and some thousand shaders are compiled: an hour of one core, roughly.
# What was compiled stays in build/vulkan, so that a build that was broken off goes on; JOBS=1
# uses no more than one core. Words after the script's name go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.venv-vulkan
python="$venv/bin/python"
requirement="$(grep -o 'llama-cpp-python==[0-9.]*' pyproject.toml)"

# The loader and its headers, the shader compiler, and a device that is a program.
packaging/system.sh build libvulkan-dev glslc spirv-headers mesa-vulkan-drivers

if [ ! -x "$python" ]; then
    "${PYTHON:-python3}" -m venv "$venv"
fi
export PIP_DISABLE_PIP_VERSION_CHECK=1
if [ "$(cat "$venv/.installed" 2>/dev/null)" != "$requirement" ]; then
    echo "Building $requirement for Vulkan. Its shaders take most of an hour of one core."
    # Not from pip's cache, nor into it: there lies the build of the same version without Vulkan.
    CMAKE_ARGS="-DGGML_VULKAN=on" CMAKE_BUILD_PARALLEL_LEVEL="${JOBS:-$(nproc)}" \
        nice -n 10 "$python" -m pip install --quiet --no-cache-dir --no-binary llama-cpp-python \
        --config-settings=build-dir="$PWD/build/vulkan" "$requirement"
    # All that StylePad needs besides, but for its window.
    "$python" - >build/vulkan/requirements.txt <<'END'
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
print("\n".join(name for name in project["dependencies"] if not name.startswith("PySide6")))
END
    "$python" -m pip install --quiet --requirement build/vulkan/requirements.txt pytest pytest-timeout
    echo "$requirement" >"$venv/.installed"
fi
PYTHONPATH="$PWD" "$python" -m pytest -c tests/gpu/pytest.ini tests/gpu "$@"
