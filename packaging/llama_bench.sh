#!/bin/sh
# Build llama-bench from the sources inside the llama-cpp-python sdist: build/llama-bench.
#
# It is linked with the libllama and libggml of the installed package, so that it and StylePad run
# the very same kernels, compiled with the same flags; only what measures is compiled here (about
# 30 seconds of one core). Needs pip's package index once, a C++ compiler and the checkout's .venv.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
out=build/llama-bench
if [ -x "$out" ] && "$out" --help >/dev/null 2>&1; then
    exit 0
fi
work=build/llama-bench.parts
mkdir -p "$work"
version=$("$python" -c 'from importlib.metadata import version; print(version("llama-cpp-python"))')
archive=$work/llama_cpp_python-$version.tar.gz
if [ ! -f "$archive" ]; then
    "$python" -m pip download -q --no-deps --no-binary llama-cpp-python -d "$work" \
        "llama-cpp-python==$version"
fi
tar -xzf "$archive" -C "$work" --strip-components=1 --wildcards \
    '*/vendor/llama.cpp/include/*' '*/vendor/llama.cpp/src/llama-ext.h' '*/vendor/llama.cpp/ggml/include/*' \
    '*/vendor/llama.cpp/common/*' '*/vendor/llama.cpp/vendor/nlohmann/*' \
    '*/vendor/llama.cpp/vendor/sheredom/*' '*/vendor/llama.cpp/tools/llama-bench/*'
source=$work/vendor/llama.cpp
flags="-std=c++17 -O2 -DNDEBUG -ffunction-sections -fdata-sections -I$source/include -I$source/ggml/include
    -I$source/common -I$source/vendor"
for file in tools/llama-bench/llama-bench.cpp tools/llama-bench/main.cpp common/common.cpp \
    common/log.cpp common/fit.cpp common/json.cpp; do
    object=$work/$(basename "$file" .cpp).o
    [ "$object" -nt "$source/$file" ] ||
        nice -n 10 "${CXX:-c++}" $flags -c "$source/$file" -o "$object"
done
nice -n 10 "${CXX:-c++}" $flags -c packaging/llama_bench/extras.cpp -o "$work/extras.o"
libraries=$("$python" -c \
    'import importlib.util as u; print(u.find_spec("llama_cpp").submodule_search_locations[0])')/lib
"${CXX:-c++}" -Wl,--gc-sections -Wl,--wrap=llama_init_from_model "$work"/*.o -o "$out" \
    -L"$libraries" -lllama -lggml -lggml-base -lggml-cpu -lpthread -Wl,-rpath,"$libraries"
"$out" --help >/dev/null
