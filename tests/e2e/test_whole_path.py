"""The whole path of a writer: open, highlight, Restyle, pick, accept, undo, save, reopen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.program import Start
from tests.e2e.waiting import wait_for
from tests.e2e.writer import Writer

pytestmark = pytest.mark.e2e

FIRST = "The letter came on Monday."
MIDDLE = "Mr. Brown opened the window and saw 3 carts of hay in the yard. He was surprised."
LAST = "- nothing else happened"
LONGER = (
    "The train was late, and Miss Grant waited on the platform with her bag. It was cold, and only "
    "3 other people were there. She asked the porter when the train would come. He said that he "
    "did not know, and that nobody had told him anything since Monday."
)
"""Long enough that two strengths cannot come to the same words by chance."""
PAGE = f"{FIRST}\n\n  {MIDDLE}\n\n{LAST}\n"


def as_stored(page: str) -> bytes:
    """Return a page as Windows programs store it: UTF-8 with BOM and CRLF."""
    return page.replace("\n", "\r\n").encode("utf-8-sig")


def test_open_restyle_accept_undo_save_and_reopen(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(as_stored(PAGE))
    writer = Writer(start("-m", "stylepad"))
    writer.open(path)
    assert writer.text.text == PAGE

    writer.highlight(MIDDLE)
    chosen = writer.text.selection
    writer.press("Restyle")
    writer.choose("Charles Dickens")
    suggestion = writer.suggestion()
    assert suggestion.strip()
    assert suggestion != MIDDLE
    assert writer.text.text == PAGE, "the original stays until the suggestion is accepted"

    writer.press("Accept")
    accepted = PAGE.replace(MIDDLE, suggestion)
    wait_for("the accepted text", lambda: writer.text.text == accepted)
    writer.text.focus()
    desktop.keys("ctrl+z")
    wait_for("the old text again", lambda: writer.text.text == PAGE)
    assert writer.text.selection == chosen
    desktop.keys("ctrl+shift+z")
    wait_for("the accepted text again", lambda: writer.text.text == accepted)

    desktop.keys("ctrl+s")
    wait_for("the saved file", lambda: path.read_bytes() != as_stored(PAGE))
    assert path.read_bytes() == as_stored(accepted)
    assert writer.quit() == 0

    again = Writer(start("-m", "stylepad"))
    again.open(path)
    assert again.text.text == accepted


def test_candidates_strength_and_discard(start: Start, desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(as_stored(LONGER))
    writer = Writer(start("-m", "stylepad"))
    writer.open(path)
    writer.highlight(LONGER)
    writer.ask("dickens")
    first = writer.suggestion()
    writer.press("Next candidate")
    suggestion = writer.program.find("Suggestion", "text")
    wait_for("another candidate", lambda: suggestion.text != first)
    writer.press("Previous candidate")
    wait_for("the first candidate", lambda: suggestion.text == first)
    writer.program.find("Strength", "slider").set_value(0)
    writer.press("Try again")
    wait_for("a suggestion without the style", lambda: writer.suggestion() != first)
    writer.press("Discard")
    wait_for("the review to close", lambda: not writer.program.root.look_for("Accept"))
    assert writer.text.text == LONGER
    assert path.read_bytes() == as_stored(LONGER)


def test_restyle_shortcut_works_on_a_russian_keyboard_layout(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(as_stored(PAGE))
    writer = Writer(start("-m", "stylepad"))
    writer.open(path)
    writer.highlight(MIDDLE)
    desktop.layout("ru")
    desktop.key_codes(37, 36)  # Ctrl, Return
    writer.wait_for_keyboard("Filter styles")
    for code in (40, 31, 54):  # the keys that say “dic” on an English keyboard, “вшс” on this one
        desktop.key_codes(code)
    desktop.key_codes(36)  # Return
    suggestion = writer.suggestion()
    desktop.key_codes(37, 50, 36)  # Ctrl, Shift, Return: accept
    wait_for("the accepted text", lambda: writer.text.text == PAGE.replace(MIDDLE, suggestion))
    writer.text.focus()
    desktop.key_codes(37, 52)  # Ctrl and the key that says Z
    wait_for("the old text again", lambda: writer.text.text == PAGE)
