"""Style packs made on the spot for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import tomli_w

FINGERPRINT = "0123456789abcdef"


def manifest(style_id: str = "gogol", **changes: Any) -> dict[str, Any]:
    """Return the values of a whole style.toml; a change of None removes the key."""
    values: dict[str, Any] = {
        "format": 1,
        "id": style_id,
        "version": "1.0",
        "language": "ru",
        "licence": "Apache-2.0",
        "strength": 1.0,
        "instruction": "Перепиши отрывок в манере Гоголя.",
        "marker": "[gogol]",
        "name": {"en": "Gogol", "ru": "Гоголь"},
        "author": {"en": "Nikolai Gogol", "ru": "Николай Гоголь", "dates": "1809–1852"},
        "description": {"en": "Lively, winding, grotesque", "ru": "Живо, витиевато, гротескно"},
        "sampling": {"temperature": 0.8, "top_k": 30, "top_p": 0.9, "min_p": 0.02},
        "sources": [{"title": "Шинель", "year": "1842", "licence": "public domain"}],
        "training": {"pairs": 850},
        "report": {"style": 0.6},
    }
    values.update(changes)
    return {key: value for key, value in values.items() if value is not None}


def write_pack(root: Path, style_id: str = "gogol", **changes: Any) -> Path:
    """Write a pack under `root` and return its folder."""
    folder = root / style_id
    folder.mkdir(parents=True)
    (folder / "style.toml").write_bytes(tomli_w.dumps(manifest(style_id, **changes)).encode())
    return folder


def write_exemplars(folder: Path, *pairs: tuple[str, str]) -> None:
    """Write plain → author pairs into a pack."""
    lines = [json.dumps({"plain": plain, "text": text}) for plain, text in pairs]
    (folder / "exemplars.jsonl").write_text("\n".join(lines), encoding="utf-8")
