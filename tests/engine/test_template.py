"""Chat templates: the usual ones, and programs of strangers."""

from __future__ import annotations

import sys

import pytest

from stylepad.engine.protocol import Message
from stylepad.engine.template import MAX_TEMPLATE, ChatTemplate
from stylepad.errors import ModelError

TALK = (Message("system", "Write as Gogol."), Message("user", "Купил <b>шинель</b> & {{ ушёл }}."))


def test_messages_and_special_tokens_are_rendered_as_written() -> None:
    source = (
        "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m['content'] | trim }}{% endfor %}"
        "{% if add_generation_prompt %}[assistant]{% endif %}{{ eos_token }}"
    )
    rendered = ChatTemplate(source, "<s>", "</s>").render(TALK)
    assert rendered == (
        "<s>[system]Write as Gogol.[user]Купил <b>шинель</b> & {{ ушёл }}.[assistant]</s>"
    )


def test_a_model_without_a_template_gets_a_plain_one() -> None:
    rendered = ChatTemplate("").render(TALK)
    assert rendered.startswith("<|im_start|>system\nWrite as Gogol.<|im_end|>\n")
    assert rendered.endswith("<|im_start|>assistant\n")


def test_a_template_that_refuses_a_system_message_gets_it_with_the_first_user_message() -> None:
    source = (
        "{% for m in messages %}{% if m.role == 'system' %}"
        "{{ raise_exception('System role not supported') }}{% endif %}"
        "[{{ m.role }}]{{ m.content }}{% endfor %}"
    )
    rendered = ChatTemplate(source).render(TALK)
    assert rendered == f"[user]{TALK[0].content}\n\n{TALK[1].content}"


def test_loop_controls_and_namespaces_work() -> None:
    source = (
        "{% set ns = namespace(count=0) %}{% for m in messages %}"
        "{% if m.role == 'system' %}{% continue %}{% endif %}"
        "{% set ns.count = ns.count + 1 %}{% endfor %}{{ ns.count }}"
    )
    assert ChatTemplate(source).render(TALK) == "1"


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ messages.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% for m in messages %}{{ m.update({'content': ''}) }}{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(100000000) %}x{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}xxxxxxxx{% endfor %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x' | center(1000000000) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ raise_exception('no') }}",
        "{% for m in messages %}",
        "{{ messages | no_such_filter }}",
        "{% include '/etc/passwd' %}",
        "x" * (MAX_TEMPLATE + 1),
    ],
)
def test_a_hostile_or_broken_template_is_refused_in_bounded_time(source: str) -> None:
    with pytest.raises(ModelError) as caught:
        ChatTemplate(source).render(TALK)
    assert caught.value.code == "model.template"
    assert "unchanged" in caught.value.message


def test_the_time_limit_leaves_a_debugger_in_place() -> None:
    before = sys.gettrace()
    ChatTemplate("").render(TALK)
    assert sys.gettrace() is before
