"""Choosing a server in the window: the dialog, the writer's agreement, the key, the load."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from stylepad.engine.protocol import CancelToken, Server, ServerReport
from stylepad.errors import SettingsError, StylePadError
from stylepad.ui.error_texts import describe
from stylepad.ui.messages import Action, Choice, Messages
from stylepad.ui.restyle.core import RestyleCore
from stylepad.ui.restyle.engine_room import EngineRoom
from stylepad.ui.restyle.server_dialog import ServerDialog, ServerEntry
from stylepad.ui.tasks import Tasks

_KEY = "server"


class ServerChoice(QObject):
    """The command “Use a Server…” and all that comes of it."""

    def __init__(
        self, core: RestyleCore, room: EngineRoom, messages: Messages, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._servers = core.servers
        self._core = core
        self._room = room
        self._messages = messages
        self._tasks = tasks
        self._window = parent
        self.dialog: ServerDialog | None = None
        self._testing: CancelToken | None = None
        self.action = QAction(self)
        self.action.setObjectName("use_server")
        self.action.triggered.connect(self.open)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the command in the interface language."""
        self.action.setText(self.tr("Use a &Server…"))

    def open(self) -> None:
        """Show the dialog with the server that is known."""
        known = self._servers.known
        dialog = ServerDialog(
            known.url if known is not None else "",
            known.model if known is not None else "",
            in_use=self._servers.chosen is not None,
            parent=self._window,
        )
        dialog.test_wanted.connect(self._test)
        dialog.use_wanted.connect(self._use)
        dialog.this_machine_wanted.connect(self.use_this_machine)
        dialog.finished.connect(self._on_dialog_closed)
        self.dialog = dialog
        if known is not None:
            self._show_key_place(known.url)
        dialog.open()

    def remedies(self, error: Exception) -> list[Action]:
        """Return what can be done about a server that could not be loaded; nothing for others."""
        code = error.code if isinstance(error, StylePadError) else ""
        known = self._servers.known
        if not code.startswith("server.") or known is None:
            return []
        here = Action(self.tr("Use This Computer"), self.use_this_machine)
        if code == "server.not_allowed":
            entry = ServerEntry(known.url, known.model, None)
            return [Action(self.tr("Send Texts There…"), lambda: self._use(entry)), here]
        return [Action(self.tr("Change the Server…"), self.open), here]

    def use_this_machine(self) -> None:
        """Go back to the model on this machine."""
        self.leave_server()
        self._room.start()

    def leave_server(self) -> None:
        """Have the next loading take the model on this machine."""
        if self._servers.chosen is not None:
            self._change(self._servers.choose_this_machine)

    # --- testing ------------------------------------------------------------------------------

    def _test(self, entry: ServerEntry) -> None:
        if self.dialog is None:
            return
        self.dialog.show_testing()
        cancel = self._testing = CancelToken()
        server = Server(entry.url, entry.model)
        self._tasks.run(
            lambda _progress: self._servers.test(server, entry.key, cancel),
            done=lambda report: self._on_tested(cancel, report),
            failed=lambda error: self._on_test_failed(cancel, error),
            cancel=cancel,
        )

    def _on_tested(self, cancel: CancelToken, report: ServerReport) -> None:
        if self.dialog is not None and cancel is self._testing:
            self.dialog.show_report(report)

    def _on_test_failed(self, cancel: CancelToken, error: Exception) -> None:
        if self.dialog is not None and cancel is self._testing:
            self.dialog.show_fault(describe(error))

    def _on_dialog_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if self._testing is not None:
            self._testing.cancel()
            self._testing = None
        if dialog is not None:
            dialog.deleteLater()

    def _show_key_place(self, url: str) -> None:
        self._tasks.run(
            lambda _progress: self._servers.key_place(url),
            done=self._on_key_place,
            failed=lambda _error: None,  # an address that cannot be read has no key
        )

    def _on_key_place(self, place: str) -> None:
        if self.dialog is None:
            return
        words = {
            "environment": self.tr("taken from STYLEPAD_API_KEY"),
            "keyring": self.tr("kept in the system's keyring"),
            "session": self.tr("kept until StylePad ends"),
        }
        self.dialog.show_key_place(words.get(place, self.tr("none")))

    # --- choosing -----------------------------------------------------------------------------

    def _use(self, entry: ServerEntry) -> None:
        """Ask once per host, keep the key, and load."""
        try:
            agreed = self._servers.allowed(entry.url) or self._agrees(entry.url)
        except StylePadError as error:
            self._messages.failure(error, key=_KEY)
            return
        if not agreed:
            return
        if entry.key is None:
            self._load(entry)
            return
        key = entry.key
        self._tasks.run(
            lambda _progress: self._servers.keep_key(entry.url, key),
            done=lambda place: self._on_key_kept(entry, place),
        )

    def _agrees(self, url: str) -> bool:
        host = self._servers.host(url)
        text = self.tr(
            "What you restyle will be sent to {host} from now on, and whoever runs that machine "
            "can read it. The rest of your text stays here. You can go back in the Style menu."
        ).format(host=host)
        if not self._servers.encrypted(url):
            warning = self.tr(
                "The connection is not encrypted: others on the way can read it too, and the key."
            )
            text = f"{text}\n\n{warning}"
        answer = self._messages.ask(
            self.tr("Send Texts to {host}?").format(host=host),
            text,
            (
                Choice("send", self.tr("Send Texts There")),
                Choice("cancel", self.tr("Cancel"), "reject"),
            ),
        )
        return answer == "send"

    def _on_key_kept(self, entry: ServerEntry, place: str) -> None:
        if place == "session":
            self._messages.warn(
                self.tr(
                    "This system has no keyring that works, so the key is kept only until StylePad "
                    "ends. Install one (GNOME Keyring, KWallet), or set STYLEPAD_API_KEY."
                ),
                key=_KEY,
            )
        self._load(entry)

    def _load(self, entry: ServerEntry) -> None:
        self._change(lambda: self._servers.choose(entry.url, entry.model))
        if self._core.load_request().server is None:
            self._messages.warn(
                self.tr(
                    "STYLEPAD_MODEL names a model on this machine, which goes before the server. "
                    "Start StylePad without it."
                ),
                key=_KEY,
            )
        self._room.start()

    def _change(self, change: Callable[[], None]) -> None:
        """Change the settings; where they cannot be saved they hold until the end."""
        try:
            change()
        except SettingsError as error:
            self._messages.failure(error, key="settings")
