"""What the report found, written into the finished pack: its figures, the strength to start at."""

from __future__ import annotations

import tomlkit
from tomlkit.exceptions import TOMLKitError

from stylepad.errors import StyleError
from stylepad.paths import replace_file
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.report.stage import read_report
from stylepad.styles import manifest

_USUAL = 1.0


def put_verdict(job: Job) -> None:
    """Put the report's figures and its recommended strength into the pack's style.toml.

    A strength that a person has chosen there stays. Raises StudioError, StyleError "style.value".
    """
    report = read_report(job)
    path = job.at(Stage.PACK) / manifest.FILE_NAME
    try:
        sheet = tomlkit.parse(path.read_text(encoding="utf-8"))
        before = sheet.get("report", {}).get("strength", _USUAL)
        if sheet.get("strength", _USUAL) == before:
            sheet["strength"] = report.recommended
        best = report.best
        table = tomlkit.table()
        for name, value in (
            ("strength", best.strength),
            ("style", best.style),
            ("facts", 1 - best.facts_lost),
            ("copied", best.copied),
            ("fluent", best.fluent),
        ):
            table[name] = round(value, 4)
        sheet["report"] = table
        replace_file(path, tomlkit.dumps(sheet).encode())
    except (ValueError, TypeError, AttributeError, TOMLKitError) as error:
        raise StyleError(
            f"{path} cannot be written anew: {error}.",
            code="style.value",
            folder=str(path.parent),
        ) from error
    except OSError as error:
        raise unwritable(job.folder, error) from error
