"""Plain first: what is strongly styled is heard, rewritten plainly, and the report says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, Sampling
from stylepad.errors import StylePadError
from stylepad.restyle.neutral import Ear
from stylepad.restyle.result import PassageResult, RestyleRequest
from stylepad.restyle.rewriter import Rewriter, collect
from stylepad.restyle.style_meters import ProfileShelf
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import StylePack
from stylepad.text.language import detect
from tests.engine.driving import load_request
from tests.packs import write_pack
from tests.restyle.engines import AnsweringEngine, turned

PLAIN = (
    "Вчера наша компания провела встречу с клиентами в новом офисе. Мы показали сервис и ответили "
    "на вопросы. Клиенты попросили добавить отчёты и поиск. Разработчики сделают это до конца "
    "месяца, а потом мы встретимся снова и проверим результат."
)
ORNATE = (
    "Дабы оный отрок не влачил доселе дней своих втуне, изволил отец его, ибо был премного стар, "
    "призвать сына и молвил ему: полноте, чадо, внемли сему слову моему, и узрел сын слезу в очах "
    "родителя своего на закате."
)
GOGOL = (
    "В ворота гостиницы губернского города въехала довольно красивая рессорная небольшая бричка, "
    "в какой ездят холостяки: отставные подполковники, штабс-капитаны, помещики, имеющие около "
    "сотни душ крестьян, — словом, все те, которых называют господами средней руки. В бричке сидел "
    "господин, не красавец, но и не дурной наружности, ни слишком толст, ни слишком тонок; нельзя "
    "сказать, чтобы стар, однако ж и не так, чтобы слишком молод."
)
AUSTEN = (
    "It is a truth universally acknowledged, that a single man in possession of a good fortune, "
    "must be in want of a wife. However little known the feelings or views of such a man may be on "
    "his first entering a neighbourhood, this truth is so well fixed in the minds of the "
    "surrounding families, that he is considered as the rightful property of some one or other of "
    "their daughters."
)
DOSTOEVSKY = (
    "В начале июля, в чрезвычайно жаркое время, под вечер, один молодой человек вышел из своей "
    "каморки, которую нанимал от жильцов в С-м переулке, на улицу и медленно, как бы в "
    "нерешимости, отправился к К-ну мосту. Он благополучно избегнул встречи с своею хозяйкой на "
    "лестнице. Каморка его приходилась под самою кровлей высокого пятиэтажного дома и походила "
    "более на шкаф, чем на квартиру."
)
ENGLISH = "The meeting was moved from Tuesday to Thursday because Sarah was still ill at home then."


@pytest.fixture(scope="module")
def library() -> StyleLibrary:
    return StyleLibrary([paths.built_in_styles()])


@pytest.fixture(scope="module")
def ear(library: StyleLibrary) -> Ear:
    return Ear(lambda: library.styles, ProfileShelf().meter)


def restyled(
    engine: AnsweringEngine, library: StyleLibrary, text: str, *, neutralise: bool = True
) -> tuple[PassageResult, ...]:
    style = library.get("chekhov")
    rewriter = Rewriter(engine, installed=lambda: library.styles)
    request = RestyleRequest(text, style, candidates=1, neutralise=neutralise)
    return collect(rewriter.restyle(request, CancelToken()), text).passages


def plain_first(passage: str, candidate: int, sampling: Sampling) -> str:
    """Answer as `turned`; the plain pass, which is greedy, also swaps the last words."""
    if sampling.temperature:
        return turned(passage, candidate, sampling)
    *words, last = passage.rstrip(".").split()
    return " ".join([last.capitalize(), *words]) + "."


@pytest.mark.parametrize("text", [GOGOL, AUSTEN, DOSTOEVSKY], ids=["gogol", "austen", "dostoevsky"])
def test_an_authors_manner_is_heard_by_the_meters(
    ear: Ear, library: StyleLibrary, text: str
) -> None:
    language = detect(text)

    manner = ear.manner(text, language)

    assert manner is not None
    assert manner.nearness >= 0.8
    assert library.get(manner.style).language == language


def test_plain_prose_and_short_texts_are_left_alone(ear: Ear) -> None:
    assert ear.manner(PLAIN, "ru") is None
    assert ear.manner("Дабы оный отрок узрел сие.", "ru") is None


def test_old_fashioned_words_are_heard_without_any_style() -> None:
    manner = Ear(tuple, ProfileShelf().meter).manner(ORNATE, "ru")

    assert manner is not None
    assert manner.style == ""
    assert {"дабы", "оный", "отрок"} <= set(manner.words)


def test_a_style_with_a_broken_profile_has_no_say(tmp_path: Path) -> None:
    (write_pack(tmp_path) / "profile.npz").write_bytes(b"broken")
    styles = StyleLibrary([tmp_path]).styles

    assert Ear(lambda: styles, ProfileShelf().meter).manner(PLAIN, "ru") is None


def test_a_styled_passage_is_made_plain_and_that_is_what_is_restyled(
    library: StyleLibrary,
) -> None:
    engine = AnsweringEngine(plain_first, context=4096, passage_tokens=900)

    (passage,) = restyled(engine, library, ORNATE)

    assert passage.neutral is not None
    assert passage.neutral.text == plain_first(ORNATE, 0, Sampling(temperature=0.0))
    first, second = engine.requests[:2]
    assert (first.adapters, first.candidates, first.sampling.temperature) == ((), 1, 0.0)
    assert first.prompts[0][-1].content == ORNATE
    assert "простым" in first.prompts[0][0].content
    assert second.prompts[0][-1].content == passage.neutral.text
    assert passage.original == ORNATE


def test_a_plain_passage_is_restyled_at_once(library: StyleLibrary) -> None:
    engine = AnsweringEngine(plain_first, context=4096, passage_tokens=900)

    (passage,) = restyled(engine, library, PLAIN)

    assert passage.neutral is None
    assert len(engine.requests) == 1


def test_nothing_is_made_plain_unless_asked(library: StyleLibrary) -> None:
    engine = AnsweringEngine(plain_first, context=4096, passage_tokens=900)

    (passage,) = restyled(engine, library, ORNATE, neutralise=False)

    assert passage.neutral is None
    assert [request.prompts[0][-1].content for request in engine.requests] == [ORNATE]


def test_a_short_passage_goes_with_the_whole_text(library: StyleLibrary) -> None:
    engine = AnsweringEngine(plain_first, context=4096, passage_tokens=900)

    long, short = restyled(engine, library, f"{ORNATE}\n\nИ ушёл сын в город далёкий.")

    assert long.neutral is not None
    assert short.neutral is not None


def test_a_plain_text_that_lost_something_is_not_used_and_the_report_says_so(
    library: StyleLibrary,
) -> None:
    text = ORNATE.replace("на закате", "в 1842 году")

    def losing(passage: str, candidate: int, sampling: Sampling) -> str:
        answer = plain_first(passage, candidate, sampling)
        return answer if sampling.temperature else answer.replace("1842", "том")

    engine = AnsweringEngine(losing, context=4096, passage_tokens=900)

    (passage,) = restyled(engine, library, text)

    assert passage.neutral is not None
    assert passage.neutral.text == ""
    assert "lost" in passage.neutral.faults
    assert engine.requests[1].prompts[0][-1].content == text


def test_a_passage_without_room_for_the_plain_pass_is_restyled_from_the_original(
    library: StyleLibrary,
) -> None:
    engine = AnsweringEngine(plain_first, context=300, passage_tokens=900)

    (passage,) = restyled(engine, library, ORNATE)

    assert passage.neutral is not None
    assert passage.neutral.faults == ("room",)


def test_a_stop_in_the_plain_pass_stops_the_restyle(library: StyleLibrary) -> None:
    cancel = CancelToken()

    def stop(_count: int) -> None:
        cancel.cancel()

    engine = AnsweringEngine(plain_first, context=4096, passage_tokens=900, before_word=stop)
    rewriter = Rewriter(engine, installed=lambda: library.styles)
    request = RestyleRequest(ORNATE, library.get("chekhov"), neutralise=True)

    with pytest.raises(StylePadError) as caught:
        list(rewriter.restyle(request, cancel))

    assert caught.value.code == "cancelled"
    assert len(engine.requests) == 1


def test_the_built_in_model_is_not_asked_for_what_it_cannot_do(library: StyleLibrary) -> None:
    style: StylePack = library.get("austen")
    engine = EngineClient()
    try:
        engine.load(load_request(paths.built_in_model()), CancelToken())
        request = RestyleRequest(ENGLISH, style, neutralise=True)
        with pytest.raises(StylePadError) as caught:
            list(Rewriter(engine).restyle(request, CancelToken()))
    finally:
        engine.close()

    assert caught.value.code == "restyle.neutralise"


def test_a_model_with_a_chat_template_of_its_own_is_asked(
    library: StyleLibrary, tiny_base: Path
) -> None:
    engine = EngineClient()
    try:
        assert engine.load(load_request(tiny_base), CancelToken()).instructed
        rewriter = Rewriter(engine, installed=lambda: library.styles)
        request = RestyleRequest(ORNATE, library.get("gogol"), candidates=1, neutralise=True)
        passages = collect(rewriter.restyle(request, CancelToken()), ORNATE).passages
    finally:
        engine.close()

    # A random model writes nothing that could be used, which must be said.
    neutrals = [passage.neutral for passage in passages]
    assert any(neutral is not None and neutral.faults for neutral in neutrals)
