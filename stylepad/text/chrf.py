"""chrF: how many runs of characters two texts share (M. Popović, chrF, 2015; beta 2, up to six)."""

from __future__ import annotations

from collections import Counter

_ORDER, _BETA = 6, 2.0


def chrf(candidate: str, reference: str) -> float:
    """Return the score, 0 to 100; blanks do not count. Two empty texts score 0."""
    one, other = "".join(candidate.split()), "".join(reference.split())
    precisions: list[float] = []
    recalls: list[float] = []
    for size in range(1, _ORDER + 1):
        own, wanted = _runs(one, size), _runs(other, size)
        if own and wanted:
            shared = (own & wanted).total()
            precisions.append(shared / own.total())
            recalls.append(shared / wanted.total())
    if not precisions:
        return 0.0
    precision = sum(precisions) / len(precisions)
    recall = sum(recalls) / len(recalls)
    weighted = _BETA**2 * precision + recall
    return 100 * (1 + _BETA**2) * precision * recall / weighted if weighted else 0.0


def _runs(text: str, size: int) -> Counter[str]:
    return Counter(text[at : at + size] for at in range(len(text) - size + 1))
