#!/bin/sh
# Train for real: the program installs what trains styles as it does for a writer, then small bases
# learn in it, are killed, paused and resumed, and are held against llama.cpp.
#
# PyTorch and others go into .venv-train; STYLEPAD_TRAINING_PYTHON takes another environment.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
if [ -z "${STYLEPAD_TRAINING_PYTHON:-}" ]; then
    PYTHONPATH=$PWD "$python" - <<'EOF'
import sys
from pathlib import Path

from stylepad.engine.protocol import CancelToken
from stylepad.errors import StylePadError
from stylepad.studio.environment import State, TrainingEnvironment

environment = TrainingEnvironment(Path(".venv-train"))
if environment.state() is not State.READY:
    try:
        environment.install(CancelToken(), lambda done, total, what: print(done, total, what))
    except StylePadError as error:
        sys.exit(error.message)
EOF
    STYLEPAD_TRAINING_PYTHON=$PWD/.venv-train/bin/python
fi
export STYLEPAD_TRAINING_PYTHON
QT_QPA_PLATFORM=offscreen PYTHONPATH=$PWD \
    "$python" -m pytest -c tests/studio/train/pytest.ini tests/studio/train "$@"
