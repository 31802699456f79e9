#!/bin/sh
# Build llama-server from the sources inside the llama-cpp-python sdist: build/llama-server.
#
# It is linked with the libllama, libggml and libmtmd of the installed package, so that the server
# of the tests runs the very kernels that StylePad runs; its web page is left out. Ten to twenty minutes
# of one core, once; JOBS=1 uses no more. Needs pip's package index, a C++ compiler and .venv.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
out=build/llama-server
if [ -x "$out" ] && "$out" --version >/dev/null 2>&1; then
    exit 0
fi
work=build/llama-server.parts
mkdir -p "$work/objects"
version=$("$python" -c 'from importlib.metadata import version; print(version("llama-cpp-python"))')
archive=$work/llama_cpp_python-$version.tar.gz
if [ ! -f "$archive" ]; then
    "$python" -m pip download -q --no-deps --no-binary llama-cpp-python -d "$work" \
        "llama-cpp-python==$version"
fi
tar -xzf "$archive" -C "$work" --strip-components=1 --skip-old-files --wildcards \
    '*/vendor/llama.cpp/include/*' '*/vendor/llama.cpp/src/*.h' '*/vendor/llama.cpp/ggml/include/*' \
    '*/vendor/llama.cpp/common/*' '*/vendor/llama.cpp/vendor/*' '*/vendor/llama.cpp/tools/server/*' \
    '*/vendor/llama.cpp/tools/mtmd/*.h'
source=$work/vendor/llama.cpp
libraries=$("$python" -c \
    'import importlib.util as u; print(u.find_spec("llama_cpp").submodule_search_locations[0])')/lib
# The server waits for the model all the time; its own code need not be fast, only built soon.
flags="-std=c++17 -O1 -DNDEBUG -w -ffunction-sections -fdata-sections -DCPPHTTPLIB_LISTEN_BACKLOG=512
    -Ipackaging/llama_server -I$source -I$source/include -I$source/ggml/include -I$source/common
    -I$source/vendor -I$source/tools/server -I$source/tools/mtmd"
compile() {
    for file in "$source"/common/*.cpp "$source"/common/jinja/*.cpp "$source"/common/parsers/*.cpp \
        "$source"/tools/server/*.cpp "$source"/vendor/cpp-httplib/httplib.cpp \
        packaging/llama_server/extras.cpp; do
        echo "$file $work/objects/$(echo "${file#"$source"/}" | tr / _).o"
    done | CXX="${CXX:-c++}" FLAGS="$flags" xargs -P "${JOBS:-$(nproc)}" -L 1 sh -c \
        '[ "$1" -nt "$0" ] || { nice -n 10 $CXX $FLAGS -c "$0" -o "$1.new" && mv "$1.new" "$1"; }'
}
compile
"${CXX:-c++}" -Wl,--gc-sections "$work"/objects/*.o -o "$out" -L"$libraries" \
    -lmtmd -lllama -lggml -lggml-base -lggml-cpu -lpthread -Wl,-rpath,"$libraries"
"$out" --version
