"""Tokens of a chat prompt, in which the writer's own text can never be a control token."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from stylepad.engine.llama import Model
from stylepad.engine.protocol import Message
from stylepad.engine.template import ChatTemplate
from stylepad.errors import ModelError

_ANSWER = "Answer"


def prompt_tokens(model: Model, template: ChatTemplate, messages: Sequence[Message]) -> list[int]:
    """Return the tokens of the rendered messages, with one BOS where the model wants one.

    Raises ModelError (model.template).
    """
    tokens: list[int] = []
    for text, special in _parts(model, template.render(messages), messages):
        tokens += model.tokenize(text, special=special)
    if model.adds_bos and model.bos >= 0 and tokens[:1] != [model.bos]:
        tokens.insert(0, model.bos)
    return tokens


def end_token(model: Model, template: ChatTemplate) -> int:
    """Return the token that ends an answer, -1 where the vocabulary has none.

    The one that the template writes after an answer, where that ends generation (chat models end a
    turn with a token of their own), else the end of a text.
    """
    turns = [Message("user", _ANSWER), Message("assistant", _ANSWER)]
    with suppress(ModelError):
        _, found, after = template.render(turns).rpartition(_ANSWER)
        follows = model.tokenize(after.lstrip(), special=True) if found else []
        if follows and model.pieces[follows[0]] is None:
            return follows[0]
    return model.eos


def _parts(model: Model, text: str, messages: Sequence[Message]) -> list[tuple[str, bool]]:
    """Cut out the messages that spell a control token; all else is tokenized in one piece.

    Tokens do not reach across a control token, but they can reach across the edge of a message.
    So a message is cut out only where it must be.
    """
    parts: list[tuple[str, bool]] = []
    position = 0
    for message in messages:
        content = message.content.strip()
        if model.tokenize(content, special=True) == model.tokenize(content, special=False):
            continue
        found = text.find(content, position)
        if found < 0:
            continue
        parts += [(text[position:found], True), (content, False)]
        position = found + len(content)
    return [*parts, (text[position:], True)]
