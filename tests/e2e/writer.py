"""What a writer does with the window, step by step; shared by the tests and the screenshots."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.accessible import Node
from tests.e2e.program import Program
from tests.e2e.waiting import wait_for

SUGGESTION_SECONDS = 60.0


class Writer:
    """A person at the program's window, whose interface language is English."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.desktop = program.desktop

    @property
    def text(self) -> Node:
        """Return the editor."""
        return self.program.find("Text")

    def open(self, path: Path) -> None:
        """Open a file through the dialog, and wait until its text is there."""
        self.text.focus()
        self.desktop.keys("ctrl+o")
        self.fill_dialog("Open", path)
        title = path.name
        wait_for(f"{title} in the title", lambda: self.desktop.windows(title))

    def fill_dialog(self, button: str, path: Path) -> None:
        """Type a path into the file dialog and confirm it with its button."""
        dialog = wait_for("the file dialog", self._dialog)
        dialog.find("File name:", "text").fill(str(path))
        dialog.find(button, "push button").press()
        wait_for("the dialog to close", lambda: not self._dialog())

    def _dialog(self) -> Node | None:
        for window in self.program.root.children():
            if window.role == "dialog" and window.has("showing"):
                return window
        return None

    def highlight(self, words: str) -> None:
        """Select a run of words in the text."""
        start = self.text.text.index(words)
        self.text.focus()
        self.text.select(start, start + len(words))

    def ask(self, style: str) -> None:
        """Click Restyle and pick a style by typing a part of its name."""
        self.program.find("Restyle", "push button").press()
        self.pick(style)

    def pick(self, style: str, field: str = "Filter styles") -> None:
        """Pick a style in the dropdown by typing a part of its name into its field."""
        self.wait_for_keyboard(field)
        self.desktop.type(style)
        self.desktop.keys("Return")

    def wait_for_keyboard(self, name: str) -> None:
        """Wait until a field has the keyboard focus."""
        field = self.program.find(name, "text")
        wait_for(f"the keyboard in “{name}”", lambda: field.has("focused"))

    def styles(self) -> list[str]:
        """Wait for the list of styles; return its rows as a screen reader says them."""
        self.wait_for_keyboard("Filter styles")
        return [row.name for row in self.program.find("Styles", "list").children()]

    def choose(self, words: str) -> None:
        """Walk to a style with the arrow keys until its row has these words, and pick it."""
        rows = self.styles()
        (place,) = [place for place, row in enumerate(rows) if words in row]
        self.desktop.keys(*["Down"] * place, "Return")

    def suggestion(self) -> str:
        """Wait until a suggestion is complete and return its text."""
        accept = self.program.find("Accept", "push button", SUGGESTION_SECONDS)
        wait_for("a complete suggestion", lambda: accept.has("enabled"), SUGGESTION_SECONDS)
        return wait_for(
            "the suggestion's text", lambda: self.program.find("Suggestion", "text").text
        )

    def press(self, name: str) -> None:
        """Click a button."""
        self.program.find(name, "push button").press()

    def quit(self) -> int:
        """Leave the program with the keyboard and return its exit status."""
        self.text.focus()
        self.desktop.keys("ctrl+q")
        return self.program.wait()
