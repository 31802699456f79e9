#!/usr/bin/env bash
# Collects the texts of the window into resources/translations/*.ts and compiles them to *.qm.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
folder=resources/translations
mapfile -t sources < <(find stylepad/ui stylepad/desktop.py -name '*.py' | sort)
for language in en ru; do
  "$bin/pyside6-lupdate" -silent -no-obsolete -locations none \
    -source-language en -target-language "$language" "${sources[@]}" -ts "$folder/stylepad_$language.ts"
  "$bin/pyside6-lrelease" -silent "$folder/stylepad_$language.ts" -qm "$folder/stylepad_$language.qm"
done
