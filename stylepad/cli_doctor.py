"""`stylepad doctor`: what the program has, what is wrong, and how to mend it."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

from stylepad import __version__
from stylepad.app import build_core
from stylepad.cli_server import named_server
from stylepad.doctor import Check, Doctor, Health

_MARKS = {Health.FINE: "ok   ", Health.NOTE: "note ", Health.WRONG: "WRONG"}


def run(options: argparse.Namespace, *, as_json: bool) -> int:
    """Check everything and print the findings; return 1 where something is wrong, else 0."""
    found: list[Check] = []
    with closing(build_core()) as core:
        server = named_server(core, options)
        for check in Doctor(core, options.model, server).checks():
            found.append(check)
            if not as_json:
                _print(check)
    wrong = [check for check in found if check.health is Health.WRONG]
    if as_json:
        print(_as_json(found, fine=not wrong))
    else:
        print(f"\n{len(wrong)} wrong." if wrong else "\nAll is well.")
    return 1 if wrong else 0


def _print(check: Check) -> None:
    print(f"{_MARKS[check.health]} {check.subject}: {check.finding}", flush=True)
    if check.mend:
        print(f"      → {check.mend}", flush=True)


def _as_json(checks: list[Check], *, fine: bool) -> str:
    value = {
        "version": __version__,
        "ok": fine,
        "checks": [
            {
                "subject": check.subject,
                "health": str(check.health),
                "finding": check.finding,
                "mend": check.mend,
            }
            for check in checks
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
