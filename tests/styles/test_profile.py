"""The style meter: nearness, copied runs, and files that are not profiles."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from stylepad.errors import StyleError
from stylepad.styles import profile as meter
from stylepad.styles.profile import BUCKETS, Profile

AUTHOR = "it was the best of times it was the worst of times it was the age of wisdom"


def arrays() -> dict[str, np.ndarray]:
    """Return a small valid profile: the word “whilst” speaks for the author."""
    weights = np.zeros(BUCKETS, dtype=np.float16)
    weights[list(meter.buckets("whilst"))] = 1.0
    bits = np.zeros(8 * 200, dtype=np.uint8)
    for run in meter.shingles(meter.word_list(AUTHOR)):
        bits[meter.bloom_places(run, len(bits))] = 1
    return {
        "weights": weights,
        "idf": np.ones(BUCKETS, dtype=np.float16),
        "scale": np.array([0.0, 0.0, 2.0], dtype=np.float32),
        "bloom": np.packbits(bits, bitorder="little"),
        "words": np.array(["the", "of"]),
        "frequencies": np.array([0.06, 0.03], dtype=np.float32),
    }


def saved(path: Path, **changed: object) -> Path:
    """Write a profile with some arrays replaced; None leaves one out."""
    body = {k: v for k, v in {**arrays(), **changed}.items() if v is not None}
    np.savez_compressed(path, **body)
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile.load(saved(tmp_path / "profile.npz"))


def test_nearness_rises_with_the_authors_words(profile: Profile) -> None:
    plain = profile.nearness("We waited while it rained.")
    styled = profile.nearness("We waited whilst it rained.")
    assert 0.0 <= plain < styled <= 1.0


def test_nearness_of_nothing_is_a_number(profile: Profile) -> None:
    assert 0.0 <= profile.nearness("") <= 1.0


def test_copied_run_counts_words(profile: Profile) -> None:
    text = "He said it was the worst of times it was the age of reason"
    assert profile.longest_copied_run(text, "plain") == 11


def test_copied_run_of_the_original_does_not_count(profile: Profile) -> None:
    text = "It was the best of times, it was the worst of times."
    assert profile.longest_copied_run(text, text) == 0


def test_short_runs_do_not_count(profile: Profile) -> None:
    assert profile.longest_copied_run("the best of times today", "") == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"weights": None},
        {"weights": np.zeros(10, dtype=np.float16)},
        {"weights": np.zeros(BUCKETS, dtype=np.int32)},
        {"idf": np.full(BUCKETS, np.nan, dtype=np.float16)},
        {"scale": np.array([0.0, 2.0, 1.0], dtype=np.float32)},
        {"bloom": np.zeros(0, dtype=np.uint8)},
        {"bloom": np.zeros(4, dtype=np.uint16)},
        {"frequencies": np.zeros(3, dtype=np.float32)},
        {"words": np.array([b"a", b"b"])},
    ],
)
def test_wrong_arrays_are_refused(tmp_path: Path, changed: dict[str, object]) -> None:
    with pytest.raises(StyleError):
        Profile.load(saved(tmp_path / "profile.npz", **changed))


def test_objects_are_never_unpickled(tmp_path: Path) -> None:
    path = saved(tmp_path / "profile.npz", words=np.array([{}, {}], dtype=object))
    with pytest.raises(StyleError):
        Profile.load(path)


def test_huge_arrays_are_refused_unread(tmp_path: Path) -> None:
    path = saved(tmp_path / "profile.npz", bloom=np.zeros(50_000_000, dtype=np.uint8))
    with pytest.raises(StyleError, match="larger"):
        Profile.load(path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "profile.npz"
    path.write_bytes(content)
    with pytest.raises(StyleError):
        Profile.load(path)


def test_a_zip_without_arrays_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "profile.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("weights.npy", b"junk")
    with pytest.raises(StyleError):
        Profile.load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StyleError):
        Profile.load(tmp_path / "none.npz")
