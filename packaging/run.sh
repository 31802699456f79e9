#!/usr/bin/env bash
# Starts StylePad from its .venv; without a display it restyles a sample on the command line.
set -euo pipefail
cd "$(dirname "$0")/.."
stylepad="$PWD/.venv/bin/stylepad"

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open."
  echo "This is what StylePad does with a sample on the command line:"
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    ru*) style=gogol
      sample="Утром Иван Петрович открыл окно и увидел во дворе 3 телеги с сеном. Он удивился и позвал соседа." ;;
    *) style=dickens
      sample="In the morning Mr. Brown opened the window and saw 3 carts of hay in the yard. He was surprised and called his neighbour." ;;
  esac
  printf '\n%s\n\n$ stylepad restyle --style %s\n\n' "$sample" "$style"
  printf '%s\n' "$sample" | "$stylepad" restyle --style "$style" -
  exit
fi

[ "$(uname -s)" != Linux ] || packaging/system.sh window
exec "$stylepad" "$@"
