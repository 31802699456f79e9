#!/usr/bin/env bash
# Builds llama-cpp-python with the Vulkan backend into .venv-vulkan, and runs tests/gpu with it on
# Mesa's software device: layers are moved to a device for real, on machines without a GPU.
#
# The first time llama.cpp and some thousand shaders are compiled: half an hour of one core and
# more. The sources and what was compiled stay in build/vulkan, so that a build that was broken off
# goes on; JOBS=1 uses no more than one core. Words after the script's name go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.venv-vulkan
python="$venv/bin/python"
requirement="$(grep -o 'llama-cpp-python==[0-9.]*' pyproject.toml)"
work=build/vulkan
archive="$work/llama_cpp_python-${requirement##*=}.tar.gz"

# The loader and its headers, the shader compiler, and a device that is a program.
packaging/system.sh build libvulkan-dev glslc spirv-headers mesa-vulkan-drivers

[ -x "$python" ] || "${PYTHON:-python3}" -m venv "$venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
if [ "$(cat "$venv/.installed" 2>/dev/null)" != "$requirement" ]; then
    mkdir -p "$work/source"
    if [ ! -f "$archive" ]; then
        "$python" -m pip download --quiet --no-deps --no-binary llama-cpp-python -d "$work" "$requirement"
    fi
    tar -xzf "$archive" -C "$work/source" --strip-components=1
    echo "Building $requirement for Vulkan. Its shaders take a quarter of an hour of one core."
    # Not into pip's cache, where the build of the same version without Vulkan lies. The folder is
    # for what Debian 12's headers lack.
    CPATH="$PWD/packaging/vulkan" CMAKE_ARGS="-DGGML_VULKAN=on" \
        CMAKE_BUILD_PARALLEL_LEVEL="${JOBS:-$(getconf _NPROCESSORS_ONLN)}" \
        nice -n 10 "$python" -m pip install --quiet --no-cache-dir \
        --config-settings=build-dir="$PWD/$work/objects" "./$work/source"
    # All that StylePad needs besides, but for its window.
    "$python" - >"$work/requirements.txt" <<'END'
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
print("\n".join(name for name in project["dependencies"] if not name.startswith("PySide6")))
END
    "$python" -m pip install --quiet --requirement "$work/requirements.txt" pytest pytest-timeout
    echo "$requirement" >"$venv/.installed"
fi
# Mesa's device on whatever machine, unless another driver is named; one that is a program counts
# only where its number is.
for driver in /usr/share/vulkan/icd.d/lvp_icd*.json; do
    export VK_ICD_FILENAMES="${VK_ICD_FILENAMES:-$driver}"
done
GGML_VK_VISIBLE_DEVICES="${GGML_VK_VISIBLE_DEVICES:-0}" PYTHONPATH="$PWD" \
    "$python" -m pytest -c tests/gpu/pytest.ini tests/gpu "$@"
