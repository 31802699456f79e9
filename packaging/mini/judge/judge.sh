#!/bin/sh
# Measure the built-in model and styles: make judge DATA=folder [PAIRS=] [SAMPLES=] [RESOURCES=] [TIMES=]
# Goes on where it was stopped; another model or another style is measured anew.
set -eu
here=$(dirname "$0")
mini=$here/..
: "${DATA:?say where the corpora are: make judge DATA=folder}"
program=${PROGRAM:-.venv/bin/python}
venv=${JUDGE_VENV:-.venv-judge}
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -r "$here/requirements.txt"
fi
pairs=${PAIRS:-build/mini-pairs}
if [ ! -d "$pairs" ]; then
    mkdir -p "$pairs"
    tar -xJf "$mini/pairs.tar.xz" -C "$pairs"
fi
resources=${RESOURCES:-resources}
# A folder of its own for every model, set of styles, state of the program and list of passages.
edition=$(find "$resources/models" "$resources/styles" stylepad/restyle stylepad/text \
    stylepad/styles "$here/outputs.py" "$here/inputs.py" -type f ! -name '*.pyc' |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | sha256sum | cut -c1-12)
work=build/mini-judge/$edition-${TIMES:-1}
mkdir -p "$work"
judge() {
    OMP_NUM_THREADS=1 PYTHONPATH="$mini" "$venv/bin/python" -m "$@"
}
judge judge.inputs "$DATA" "$pairs" "$work/inputs.jsonl" \
    ${SAMPLES:+--samples "$SAMPLES"} --times "${TIMES:-1}"
"$program" "$here/outputs.py" "$work/inputs.jsonl" "$resources" "$work/outputs.jsonl"
judge judge "$DATA" "$pairs" "$work" "$resources" "${DOCS:-docs}"
