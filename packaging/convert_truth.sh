#!/bin/sh
# Hold the conversion of adapters against PEFT, transformers and llama.cpp's own converter.
#
# Everything is installed into .venv-convert: torch and transformers are no part of StylePad. The
# converter comes out of the llama-cpp-python sdist, of the version that StylePad runs.
set -eu
cd "$(dirname "$0")/.."
venv=.venv-convert
version=0.3.36
if [ ! -f "$venv/.installed" ] || [ "$0" -nt "$venv/.installed" ]; then
    [ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
    # transformers and numpy are those that this llama.cpp's converter asks for.
    "$venv/bin/python" -m pip install --quiet torch==2.13.0 transformers==4.57.6 peft==0.21.2 \
        "numpy~=2.2.6" gguf==0.19.0 sentencepiece protobuf pytest pytest-timeout \
        "llama-cpp-python==$version"
    touch "$venv/.installed"
fi
work=build/convert-truth
source=$work/vendor/llama.cpp
archive=$work/llama_cpp_python-$version.tar.gz
mkdir -p "$work"
if [ ! -f "$archive" ]; then
    "$venv/bin/python" -m pip download --quiet --no-deps --no-binary llama-cpp-python -d "$work" \
        "llama-cpp-python==$version"
fi
if [ ! -f "$source/convert_lora_to_gguf.py" ]; then
    tar -xzf "$archive" -C "$work" --strip-components=1 --wildcards \
        '*/vendor/llama.cpp/convert_lora_to_gguf.py' '*/vendor/llama.cpp/conversion/*' \
        '*/vendor/llama.cpp/gguf-py/*'
fi
# One thread: the models are tiny, and sums come out the same everywhere.
LLAMA_CPP=$PWD/$source OMP_NUM_THREADS=1 HF_HUB_OFFLINE=1 PYTHONPATH=$PWD \
    "$venv/bin/python" -m pytest -c tests/truth/pytest.ini tests/truth "$@"
