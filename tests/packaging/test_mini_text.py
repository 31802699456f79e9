"""The parts of the built-in model's training that need neither torch nor the corpora."""

from __future__ import annotations

from pathlib import Path
from random import Random

import augment
import data
import lexicon
import meter_texts
import passages
import pytest

from stylepad.studio.pairs import noise


def test_sentences_mind_abbreviations() -> None:
    text = 'Mr. Brown met Dr. J. Smith. "Good day!" he said. They left.'
    assert passages.sentences(text) == [
        "Mr. Brown met Dr. J. Smith.",
        '"Good day!" he said.',
        "They left.",
    ]


def test_passages_are_whole_sentences() -> None:
    text = "Первое предложение стоит здесь. Второе идёт за ним. Третье всё кончает. " * 20
    whole = set(passages.sentences(" ".join(text.split())))
    for passage in passages.passages(text, "ru", Random(1), 200):
        assert len(passage) <= 200
        assert set(passages.sentences(passage)) <= whole


def test_foreign_and_code_passages_are_left_out() -> None:
    assert not passages.is_clean("Eh bien, mon prince, Gênes et Lucques ne sont plus.", "ru")
    assert not passages.is_clean("Run `make` and open https://example.org now", "en")
    assert passages.is_clean("Он вышел из дому и пошёл по улице.", "ru")


def test_a_meter_hears_every_work_alike() -> None:
    long = [
        f"The long work goes on and on, and this is its passage {n}." + 20 * "!" for n in range(50)
    ]
    short = [
        f"The short work has little to say, and this is passage {n}." + 20 * "!" for n in range(3)
    ]

    found = meter_texts.by_turns([long, short, ["Too short."]], 10, Random(1))

    assert len(set(found)) == 10
    assert set(short) < set(found)


def test_a_meter_tells_an_author_from_his_equals_and_from_plain_prose() -> None:
    many = [f"passage {n}" for n in range(meter_texts.OTHER + 5)]
    texts = meter_texts.MeterTexts({"one": ["own"], "other": many}, ["of his time"], ["plain"])

    assert texts.own("one") == ["own"]
    assert texts.others("one") == [*many[: meter_texts.OTHER], "of his time", "plain"]


@pytest.fixture(scope="module")
def english() -> lexicon.Lexicon:
    """Learn from thirty pairs in which “upon” is said “on” and “indeed” is dropped."""
    nouns = "table river horse garden letter window".split()
    pairs = [
        (f"it lay indeed upon the {a} and upon the {b}", f"it lay on the {a} and on the {b}")
        for a in nouns
        for b in nouns
        if a != b
    ]
    pairs += [(f"the {a} indeed was his", f"the {a} was his") for a in nouns]
    return lexicon.build(pairs, commonest=5)


def test_alignment_finds_renderings(english: lexicon.Lexicon) -> None:
    assert english.plain["upon"][0][0] == "on"
    assert "indeed" not in dict(english.plain["indeed"])
    assert "river" not in english.plain


def test_lexicon_survives_saving(english: lexicon.Lexicon, tmp_path: Path) -> None:
    english.save(tmp_path / "lexicon.json")
    assert lexicon.Lexicon.load(tmp_path / "lexicon.json") == english


def test_plainify_uses_the_lexicon(english: lexicon.Lexicon) -> None:
    made = noise.Noise(english, Random(3)).plainify("Indeed, he sat upon a chair.", 1.0)
    assert "upon" not in made
    assert made[0].isupper()


def test_names_numbers_and_negations_survive(english: lexicon.Lexicon) -> None:
    maker = noise.Noise(english, Random(4))
    for _ in range(200):
        text = maker.damage("On 14 May Anna Brown did not pay 250 pounds.", 0.9, 0.9, 0.3)
        assert {"14", "May", "Anna", "Brown", "not", "250"} <= set(text.rstrip(".").split())


def test_possessives_move_before_their_noun() -> None:
    maker = noise.Noise(lexicon.Lexicon(), Random(1))
    made = {maker.plainify("Тут стоит домик наш старый.", 1.0) for _ in range(20)}
    assert "Тут стоит наш домик старый." in made


def test_names_and_numbers_vary_alike_on_both_sides() -> None:
    names = augment.NameStock(["and Olivia went with Peter to the Thames"])
    rng = Random(2)
    for _ in range(50):
        plain, text = augment.vary("then Sarah paid 25", "then Sarah did pay 25", names, rng)
        name, number = plain.split()[1], plain.split()[-1]
        assert text == f"then {name} did pay {number}"


def test_held_out_works_are_not_used() -> None:
    pair = data.Pair("gogol", "own", "test", "viy", "a", "b")
    used = {work.stem for work in data.usable(data.read_sources(), [pair]) if work.style == "gogol"}
    assert "shinel" in used
    assert not used & {"viy", "zakoldovannoe-mesto", "revizor"}


def test_every_style_has_its_texts() -> None:
    groups = {work.style for work in data.read_sources()}
    assert set(data.STYLES) <= groups
