"""How much of an author's punctuation his plain sides lose, by what his contemporaries have.

What is flattened in the plain side is what the adapter learns to put in. Of the marks that a plain
side loses the ellipsis alone may stand at the end of any sentence, so that an adapter, at more than
its trained strength, puts it everywhere: of Leskov's 6 in a thousand words it made 39. A mark that
his time had as well is little of his own, and less of it is flattened. The other marks come back
more rarely than the author has them, whatever is flattened.
"""

from __future__ import annotations

from stylepad.errors import StudioError
from stylepad.studio.job import Job
from stylepad.studio.portrait.stage import read_portrait

_ELLIPSIS = "ellipsis"
_UNKNOWN = 0.5


def ellipses_flattened(job: Job) -> float:
    """Return which share, 0 to 1, of the passages with an ellipsis lose it in their plain side.

    It is a / (a + c) with his rate a and that of his contemporaries c: a half where both have as
    many, 1 where he alone has them. Without a portrait he is taken to write as they do.
    """
    try:
        surface = read_portrait(job).surface
    except StudioError:
        return _UNKNOWN
    own, others = (surface[kind].marks.get(_ELLIPSIS, 0.0) for kind in ("author", "contemporary"))
    return own / (own + others) if own + others > 0 else _UNKNOWN
