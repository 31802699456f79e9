#!/usr/bin/env bash
# Makes .venv and installs StylePad into it, editable.
#   packaging/setup.sh run   what the program needs
#   packaging/setup.sh dev   and what its tests and checks need
# Called by the Makefile when a stamp is older than pyproject.toml; safe to repeat.
set -euo pipefail
cd "$(dirname "$0")/.."
what="${1:-run}"
venv=.venv

usable() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && usable "$name"; then
      command -v "$name"
      return 0
    fi
  done
  echo "StylePad needs Python 3.11 or newer; found: $(python3 --version 2>/dev/null || echo none)." >&2
  echo "Install one, or name one: make PYTHON=/path/to/python3.12 ..." >&2
  return 1
}

make_venv() {
  local python
  python="$(find_python)"
  # Debian keeps ensurepip, which fills a new environment, in a package of its own.
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    packaging/system.sh "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
  fi
  echo "Making $venv with $("$python" --version)"
  "$python" -m venv "$venv"
}

case "$what" in
  run) packaging/system.sh build ;;
  dev) packaging/system.sh build window test ;;
  *) echo "usage: packaging/setup.sh run|dev" >&2; exit 2 ;;
esac

if ! { [ -x "$venv/bin/python" ] && usable "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }; then
  rm -rf "$venv"
  make_venv
fi

processors="$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)"
export CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$processors}"
export PIP_DISABLE_PIP_VERSION_CHECK=1
if ! "$venv/bin/python" -c 'import llama_cpp' >/dev/null 2>&1; then
  echo "Installing. llama.cpp is compiled for this machine, which takes about four minutes on two"
  echo "processors; pip keeps the result, so the next time is quick."
fi
if [ "$what" = dev ]; then target=".[dev]"; else target="."; fi
"$venv/bin/python" -m pip install --quiet --editable "$target"
touch "$venv/.installed-run"
[ "$what" != dev ] || touch "$venv/.installed-dev"
