"""Check an installed StylePad from outside: smoke.py COMMAND..., for example .venv/bin/stylepad.

Runs the command as a user would, in an empty home of its own, and ends with status 1 at the first
answer that is not what it must be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

SAMPLES = {
    "en": "Mr. Brown opened the window and saw 3 carts in the yard.",
    "ru": "Иван Петрович открыл окно и увидел во дворе 3 телеги.",
}
SECONDS = 180


def main() -> int:
    """Run every check and return the exit status."""
    command = sys.argv[1:]
    if not command:
        print("usage: smoke.py COMMAND...", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as home:
        try:
            check(command, home)
        except UnexpectedError as problem:
            print(f"FAILED: {problem}", file=sys.stderr)
            return 1
    print("smoke test passed")
    return 0


class UnexpectedError(Exception):
    """The program did not do what it must."""


def check(command: list[str], home: str) -> None:
    """Ask for the version, the styles and a diagnosis, and restyle a sentence per language."""
    version = run(command, home, "--version").strip()
    expect(any(letter.isdigit() for letter in version), f"--version says {version!r}")
    print(version)
    styles = json.loads(run(command, home, "styles", "--json"))
    styles = styles["styles"] if isinstance(styles, dict) else styles
    expect(bool(styles), "no style is installed")
    print(f"{len(styles)} styles: {', '.join(style['id'] for style in styles)}")
    run(command, home, "doctor")
    print("doctor finds nothing wrong")
    for language, sample in SAMPLES.items():
        style = next((s["id"] for s in styles if s["language"] == language), "")
        expect(bool(style), f"no style for {language}")
        answer = json.loads(
            run(command, home, "restyle", "--style", style, "--json", "-", text=sample)
        )
        expect(bool(answer["text"].strip()), f"{style} wrote nothing")
        expect(bool(answer["passages"][0]["candidates"]), f"{style} has no candidate")
        print(f"{style}: {answer['text'].strip()}")


def run(command: list[str], home: str, *arguments: str, text: str = "") -> str:
    """Return what the program writes to standard output; raise UnexpectedError when it fails."""
    environment = os.environ | {"STYLEPAD_HOME": home, "PYTHONUTF8": "1"}
    environment.pop("DISPLAY", None)
    environment.pop("WAYLAND_DISPLAY", None)
    try:
        done = subprocess.run(
            [*command, *arguments],
            input=text,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnexpectedError(f"{' '.join(arguments)}: {error}") from error
    expect(
        done.returncode == 0,
        f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}",
    )
    return done.stdout


def expect(condition: bool, problem: str) -> None:
    """Raise UnexpectedError with the problem unless the condition holds."""
    if not condition:
        raise UnexpectedError(problem)


if __name__ == "__main__":
    sys.exit(main())
