"""The job's base model as a file: is it there, and is it the one that the job began with?"""

from __future__ import annotations

import hashlib
from pathlib import Path

from stylepad.errors import StudioError
from stylepad.models.base import describe
from stylepad.models.splits import read_model
from stylepad.studio.job import Job

_SAMPLES = 32
_SAMPLE = 1 << 16


def digest(path: Path) -> str:
    """Return a digest of a file's size and of samples spread over it: quick for any size."""
    size = path.stat().st_size
    hashed = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for number in range(_SAMPLES):
            file.seek(max(0, size - _SAMPLE) * number // (_SAMPLES - 1))
            hashed.update(file.read(_SAMPLE))
    return hashed.hexdigest()[:32]


def check_base(job: Job, known: str) -> str:
    """Return the digest of the job's base.

    Raises StudioError "studio.base_missing", "studio.base_changed" where it is another model than
    the job began with, or another file than `known`, the digest of before; ModelError.
    """
    path = job.spec.base
    if not path.is_file():
        raise StudioError(
            f"The base model {path} of this style is not there any more. What was made so far is"
            " kept. Put the file back, then go on.",
            code="studio.base_missing",
            path=str(path),
        )
    found = describe(read_model(path)).fingerprint
    now = digest(path)
    if found != job.spec.fingerprint or (known and now != known):
        raise StudioError(
            f"The base model {path} is another file than when this style was begun, so pairs and"
            " training would not fit it. What was made so far is kept. Put the old file back, or"
            " begin the style anew with this one.",
            code="studio.base_changed",
            path=str(path),
            expected=job.spec.fingerprint,
            found=found,
        )
    return now
