"""The parts of the judge of the built-in model that need neither scikit-learn nor the corpora."""

from __future__ import annotations

from random import Random

import data
import numpy as np
import pytest
from judge import copying, delta, inputs, meaning, ngrams, shelves, surface, texts, wordforms


def test_editions_are_made_alike() -> None:
    old = texts.normalise("“It’s late,” said he--‘indeed’...")
    new = texts.normalise('"It\'s late," said he — "indeed"…')
    assert old == new
    assert texts.normalise("Её «ёлка»  - тут") == 'Ее "елка" — тут'


def test_names_and_numbers_are_hidden_and_common_openings_are_not() -> None:
    ordinary = {"the", "went", "to"}
    assert texts.mask("The dog met Anna at 10:30. Peter went.", ordinary) == (
        "the dog met § at 0. § went."
    )
    assert texts.mask("And I saw him", {"and"}) == "and I saw him"


def test_a_work_is_cut_into_whole_sentences_of_the_right_length() -> None:
    work = "The first sentence stands here quietly. The second one follows it at once. " * 40
    whole = set(texts.sentences(work.strip()))
    found = list(texts.cut(work, "en", Random(1)))
    assert len(found) > 5
    for passage in found:
        assert texts.SHORTEST <= len(passage) <= texts.LONGEST
        assert set(texts.sentences(passage)) <= whole


def test_a_passage_has_one_use_whatever_its_marks() -> None:
    assert shelves.spare("A dog barked.") == shelves.spare("a dog — barked!")
    uses = [shelves.spare(f"passage number {'x' * n}") for n in range(400)]
    assert {use: 60 < uses.count(use) < 240 for use in (0, 1, 2)} == dict.fromkeys((0, 1, 2), True)


def test_the_judges_works_give_the_ceiling_and_other_held_out_works_train() -> None:
    pair = data.Pair("gogol", "own", "test", "viy", "a", "b")
    works = {w.stem for w in shelves.held_out_works("gogol", data.read_sources(), [pair])}
    assert works == {"viy", "zakoldovannoe-mesto"}
    assert not works & {w.stem for w in data.usable(data.read_sources(), [pair])}


def test_the_same_passages_are_chosen_each_time() -> None:
    sides = [(f"passage {number} " + "word " * 20, "") for number in range(50)]
    once = inputs.pick(sides, 8, seed="a")
    assert once == inputs.pick(reversed(sides), 8, seed="a")
    assert once != inputs.pick(sides, 8, seed="b")
    assert inputs.pick([("short", "")], 8, seed="a") == []


def test_chrf_is_one_for_the_same_text_and_falls_with_every_change() -> None:
    original = "The meeting was moved to Thursday."
    scores = [
        meaning.chrf(text, original)
        for text in (original, "The meeting was put off to Thursday.", "Cats sleep all day long.")
    ]
    assert scores[0] == pytest.approx(1)
    assert scores[0] > scores[1] > scores[2]


def test_stems_outlive_inflection() -> None:
    stems = meaning.Stems("ru", ("в",))
    assert stems.kept("Собаками полны дворы", "Собака в дворе") == 1
    assert stems.kept("Кошки спят", "Собака в дворе") == 0


FORMS = wordforms.collect(
    ["the dog met Anna and Peter in Kazan at ten; he paid pounds. Вы, вам, он сказал Анне"]
)


@pytest.mark.parametrize(
    ("text", "original", "same"),
    [
        ("Anna's dog met Peter, and paid 10 pounds.", "Anna met Peter and paid 10.", True),
        ("Anna met Peter and paid ten pounds.", "Anna met Peter and paid 10 pounds.", False),
        ("Anna met the dog.", "Anna met Peter.", False),
        ("Anna met the dog in Kazan.", "Anna met the dog.", False),
        ("Он сказал вам и Анною.", "Он сказал Вам и Анне.", True),
        ("Blorfed met Anna.", "The dog met Anna.", True),  # made up is not invented
    ],
)
def test_numbers_and_names_are_compared_exactly(text: str, original: str, same: bool) -> None:
    assert meaning.exact(text, original, FORMS) is same


def test_made_up_words_are_those_that_nothing_has() -> None:
    assert FORMS.made_up("The dog-met Annish zzork paid frobs", "frobs") == ["annish", "zzork"]


def test_a_copied_run_is_found_whole_and_the_writers_own_words_are_not() -> None:
    index = copying.RunIndex(["It was the best of times, it was the worst of times."])
    text = "He said it was the best of times, indeed."
    assert index.longest(text, "He said so.") == "it was the best of times".split()
    assert index.longest(text, "It was the best of times!") == []
    assert index.longest("the best of days", "") == []


def test_runs_do_not_reach_from_one_work_into_the_next() -> None:
    index = copying.RunIndex(["one two three four five", "six seven eight nine ten"])
    assert index.longest("three four five six seven eight", "") == []


@pytest.fixture(scope="module")
def english() -> ngrams.Trigrams:
    """Learn from sentences of one shape."""
    nouns = "dog cat horse bird girl boy".split()
    lines = [f"the {a} saw the {b} near the old house ." for a in nouns for b in nouns]
    return ngrams.Trigrams([line.split() for line in lines], rarest=2)


def test_trigram_shares_sum_to_one(english: ngrams.Trigrams) -> None:
    words = list(english._ids)
    shares = [1 / english.perplexity(["the", "dog", word]) ** 3 for word in words]
    before = 1 / english.perplexity(["the", "dog"]) ** 2
    assert 0.9 < sum(shares) / before <= 1.0001  # the rest is for unknown words


def test_broken_text_costs_more_and_fits_less(english: ngrams.Trigrams) -> None:
    good, broken = "the bird saw the boy .".split(), "saw bird the the . boy".split()
    assert english.perplexity(good) < english.perplexity(broken)
    assert english.fit(good) > english.fit(broken)
    assert english.perplexity(["the", "zzork"]) > english.perplexity(["the", "dog"])


def test_delta_is_least_for_the_texts_own_class() -> None:
    rng = np.random.default_rng(1)
    speech = {
        "a": ["of the and upon indeed which".split(), [0.3, 0.2, 0.1, 0.2, 0.1, 0.1]],
        "b": ["of the and upon indeed which".split(), [0.1, 0.3, 0.3, 0.1, 0.1, 0.1]],
    }
    drawn = {k: " ".join(rng.choice(w, 9000, p=p)) for k, (w, p) in speech.items()}
    measure = delta.CosineDelta({k: [text[: len(text) // 2]] for k, text in drawn.items()}, 6)
    for name, text in drawn.items():
        rest = [text[len(text) // 2 :]]
        other = "b" if name == "a" else "a"
        assert measure.distance(rest, name) < 0.3 < measure.distance(rest, other)


def test_surface_is_per_thousand_words_and_its_distance_has_a_sign() -> None:
    found = surface.surface(["One, two, three. Four; five -- six!"])
    assert found["words a sentence"] == 3
    assert found["commas"] == pytest.approx(2000 / 6)
    assert found["dashes"] == found["semicolons"] == pytest.approx(1000 / 6)
    bare = surface.surface(["One two three. Four five six."])
    assert surface.distances(bare, found)["commas"] < 0 < surface.distances(found, bare)["commas"]
    assert surface.distance(found, found) == 0
