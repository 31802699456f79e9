#!/usr/bin/env bash
# Sees to the system packages that StylePad needs, by group:
#   build   a compiler, for llama.cpp
#   window  what Qt needs of the system to open a window
#   test    the in-memory desktop of the end-to-end tests
# Debian and Ubuntu: as root missing packages are installed, otherwise the command is printed and
# the script ends with status 1. Other systems: what cannot be found is named.
set -euo pipefail

# The libraries that Qt 6 loads and does not bring along (ldd on its xcb plugin and on QtGui).
# libglib2.0-bin stands for libglib2.0-0, which newer systems call libglib2.0-0t64.
window="libegl1 libgl1 libglib2.0-bin libdbus-1-3 libfontconfig1 libx11-xcb1 libxkbcommon-x11-0
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1"
test="xvfb openbox xdotool x11-xkb-utils dbus at-spi2-core fonts-dejavu-core"

installed() {
  [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null | cut -c1-2)" = "ii" ]
}

debian_packages() {
  local missing=()
  for group in "$@"; do
    case "$group" in
      # By command, so that a compiler from elsewhere will do.
      build) for command in cc c++ make; do
          command -v "$command" >/dev/null || { missing+=(build-essential); break; }
        done ;;
      window) for package in $window; do installed "$package" || missing+=("$package"); done ;;
      test) for package in $test; do installed "$package" || missing+=("$package"); done ;;
      *) missing+=("$group") ;; # a package by its own name
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "StylePad needs system packages that are not installed. Install them with" >&2
    echo >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    echo >&2
    echo "and repeat what you did." >&2
    return 1
  fi
  echo "Installing system packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}

other_system() {
  local missing=""
  for group in "$@"; do
    case "$group" in
      build) for command in cc c++ make; do
          command -v "$command" >/dev/null || missing="$missing $command"
        done ;;
      test) for command in Xvfb openbox xdotool setxkbmap dbus-daemon; do
          command -v "$command" >/dev/null || missing="$missing $command"
        done ;;
    esac
  done
  [ -n "$missing" ] || return 0
  echo "StylePad needs these commands, which are not installed:$missing" >&2
  echo "Install them with your system's package manager and repeat what you did." >&2
  [ "$(uname -s)" != Darwin ] || echo "On macOS the compiler comes with: xcode-select --install" >&2
  return 1
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
  debian_packages "$@"
else
  other_system "$@"
fi
