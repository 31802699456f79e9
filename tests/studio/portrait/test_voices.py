from __future__ import annotations

import numpy as np
import pytest

from stylepad.studio.portrait.voices import FEWEST, Space, hear, likeness, part, space_of


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_directions_ship_and_are_whole(language: str) -> None:
    space = space_of(language)

    assert space is not None
    assert space.projection.shape == (len(space.runs), len(space.between))
    assert np.isfinite(space.projection).all()
    assert (space.between > 0).all()


def test_two_groups_of_places_are_parted_and_unlike() -> None:
    rng = np.random.default_rng(1)
    places = np.concatenate([rng.normal(6, 1, (5, 8)), rng.normal(-6, 1, (4, 8))])

    alike = likeness(places, np.full(8, 20.0))
    side = part(alike)

    assert sorted((int(side.sum()), int((~side).sum()))) == [4, 5]
    assert len(set(side[:5].tolist())) == 1
    assert alike[:5, 5:].max() < 0 < alike[:5, :5].min()


def test_likeness_is_the_ratio_of_the_two_densities() -> None:
    def log_density(point: np.ndarray, spread: np.ndarray) -> float:
        sign, size = np.linalg.slogdet(2 * np.pi * spread)
        assert sign > 0
        return -0.5 * float(point @ np.linalg.solve(spread, point) + size)

    between = np.array([3.0])
    one, other = 1.5, -0.7
    whole = between[0] + 1
    together = np.array([[whole, between[0]], [between[0], whole]])
    expected = log_density(np.array([one, other]), together) - log_density(
        np.array([one, other]), np.eye(2) * whole
    )

    assert likeness(np.array([[one], [other]]), between)[0, 1] == pytest.approx(expected)


def test_a_few_works_say_nothing() -> None:
    found = hear([(n, "", "слово за слово " * 2000) for n in range(1, 2 * FEWEST)], "ru")

    assert not found.two
    assert found.groups == ((1, 2, 3, 4, 5),)


def test_one_text_in_pieces_is_one_voice_and_two_kinds_of_prose_are_two() -> None:
    from stylepad.studio.reference import read_reference

    reference = read_reference("en")

    def works(texts: list[str], count: int, first: int) -> list[tuple[int, str, str]]:
        return [(first + n, "", " ".join(texts[n::count])) for n in range(count)]

    old, new = works(reference.contemporary(), 6, 1), works(reference.plain(), 6, 7)

    assert not hear(old, "en").two
    mixed = hear([*old, *new], "en")
    assert mixed.two
    assert {frozenset(group) for group in mixed.groups} == {
        frozenset(range(1, 7)),
        frozenset(range(7, 13)),
    }


def test_a_language_without_directions_is_not_judged() -> None:
    assert isinstance(space_of("en"), Space)
    assert space_of("xx") is None
    assert not hear([(n, "", "word " * 4000) for n in range(8)], "xx").two
