#!/bin/sh
# Train the built-in model and styles: make mini DATA=folder with the corpora of sources.tsv.
# Arguments go on to build.py.
set -eu
here=$(dirname "$0")
venv=.venv-mini
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -r "$here/requirements.txt"
fi
: "${DATA:?say where the corpora are: make mini DATA=folder}"
pairs=${PAIRS:-build/mini-pairs}
if [ ! -d "$pairs" ]; then
    mkdir -p "$pairs"
    tar -xJf "$here/pairs.tar.xz" -C "$pairs"
fi
exec "$venv/bin/python" "$here/build.py" --data "$DATA" --pairs "$pairs" --out resources "$@"
