"""Asks for a server: address, key, model, with a test of what is typed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stylepad.engine.protocol import ServerReport


@dataclass(frozen=True, slots=True)
class ServerEntry:
    """What was typed. `key` is None where the field was left as it was: the kept key holds."""

    url: str
    model: str
    key: str | None


class ServerDialog(QDialog):
    """Emits `test_wanted` with what is typed, and `use_wanted` or `this_machine_wanted` at the end.

    A key that is kept somewhere is never shown, not even as dots.
    """

    test_wanted = Signal(object)
    use_wanted = Signal(object)
    this_machine_wanted = Signal()

    def __init__(
        self, url: str, model: str, *, in_use: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Use a Server"))
        self.url_edit = QLineEdit(url, self)
        self.key_edit = QLineEdit(self)
        self.model_box = QComboBox(self)
        self.test_button = QPushButton(self.tr("Test"), self)
        self.outcome = QLabel(self)
        self._set_up_fields(model)
        buttons = self._buttons(in_use)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self._named(self.tr("&Address:"), self.url_edit), self.url_edit)
        form.addRow(self._named(self.tr("&Key:"), self.key_edit), self.key_edit)
        form.addRow(self._named(self.tr("&Model:"), self.model_box), self._model_row())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(self._introduction())
        layout.addLayout(form)
        layout.addWidget(self.outcome)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.resize(560, 340)
        self._follow()

    @property
    def entry(self) -> ServerEntry:
        """Return what is typed now."""
        key = self.key_edit.text().strip() if self.key_edit.isModified() else None
        return ServerEntry(self.url_edit.text().strip(), self.model_box.currentText().strip(), key)

    def show_key_place(self, words: str) -> None:
        """Say in the empty field where the key is."""
        self.key_edit.setPlaceholderText(words)

    def show_testing(self) -> None:
        """Say that the server is asked."""
        self.test_button.setEnabled(False)
        self._say(self.tr("Asking the server…"))

    def show_report(self, report: ServerReport) -> None:
        """Say what was found and offer the server's models."""
        chosen = self.model_box.currentText()
        self.model_box.clear()
        self.model_box.addItems(list(report.models))
        self.model_box.setEditText(chosen)
        self.test_button.setEnabled(True)
        context, slots = str(report.model.context), str(report.slots)
        self._say(
            self.tr("It works: {model}, {context} tokens of context, {slots} at a time.").format(
                model=report.model.name, context=context, slots=slots
            )
        )

    def show_fault(self, words: str) -> None:
        """Say why the test failed."""
        self.test_button.setEnabled(True)
        self._say(words)

    def _set_up_fields(self, model: str) -> None:
        self.url_edit.setPlaceholderText("http://192.168.1.5:8080")
        self.url_edit.textChanged.connect(self._follow)
        self.key_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.model_box.setEditable(True)
        self.model_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.model_box.setEditText(model)
        line = self.model_box.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("the server's first"))
        self.test_button.setAutoDefault(False)
        self.test_button.clicked.connect(lambda: self.test_wanted.emit(self.entry))
        self.outcome.setWordWrap(True)
        self.outcome.setMinimumHeight(3 * self.fontMetrics().height())

    def _introduction(self) -> QLabel:
        text = QLabel(
            self.tr(
                "A model on another machine: llama-server, vLLM, or any service with an interface "
                "like OpenAI's. The texts that you restyle are sent there."
            ),
            self,
        )
        text.setWordWrap(True)
        return text

    def _model_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.model_box, 1)
        row.addWidget(self.test_button)
        return row

    def _buttons(self, in_use: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.use_button = buttons.addButton(
            self.tr("Use This Server"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.use_button.setDefault(True)
        self.here_button = buttons.addButton(
            self.tr("Use This Computer"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self.here_button.setVisible(in_use)
        self.here_button.clicked.connect(self._leave_server)
        buttons.accepted.connect(self._use)
        buttons.rejected.connect(self.reject)
        return buttons

    def _named(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(field)
        field.setAccessibleName(text.replace("&", "").rstrip(":"))
        return label

    def _follow(self) -> None:
        filled = bool(self.url_edit.text().strip())
        self.use_button.setEnabled(filled)
        self.test_button.setEnabled(filled)

    def _use(self) -> None:
        entry = self.entry
        self.accept()
        self.use_wanted.emit(entry)

    def _leave_server(self) -> None:
        self.accept()
        self.this_machine_wanted.emit()

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.outcome.setAccessibleName(words)
