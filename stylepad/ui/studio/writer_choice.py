"""Who writes the plain sides of the pairs: the job's model or the server that is known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from stylepad.engine.protocol import Server
from stylepad.errors import SettingsError, StylePadError
from stylepad.ui.messages import Choice, Messages
from stylepad.ui.studio.core import StudioServers

_KEY = "studio"


class WriterChoice(QComboBox):
    """A choice with its `label`; both are hidden where no server is known.

    `wanted` carries the Server that the writer chose, None for the job's own model.
    """

    wanted = Signal(object)

    def __init__(self, servers: StudioServers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._servers = servers
        self._writer: Server | None = None
        self.label = QLabel(parent)
        self.label.setBuddy(self)
        self.activated.connect(self._on_activated)
        self.show_writer(None)

    def show_writer(self, writer: Server | None) -> None:
        """Show who writes now, and who could."""
        self._writer = writer
        offered = [each for each in (writer, self._servers.known) if each is not None]
        self.clear()
        self.addItem("", None)
        for server in offered:
            if not any(self._same(self.itemData(at), server) for at in range(1, self.count())):
                self.addItem(self._named(server), server)
        self.setCurrentIndex(0 if writer is None else 1)
        self.setVisible(bool(offered))
        self.label.setVisible(bool(offered))
        self.retranslate()

    def _on_activated(self) -> None:
        before, self._writer = self._writer, self.currentData()
        if self._writer is None and before is None:
            return
        if self._writer is None or not self._same(before, self._writer):
            self.wanted.emit(self._writer)

    def _named(self, server: Server) -> str:
        host = self._host(server)
        return f"{server.model} · {host}" if server.model else host

    def _host(self, server: Server) -> str:
        try:
            return self._servers.host(server.url)
        except StylePadError:
            return server.url  # written by hand into the job; the stage says what is wrong with it

    @staticmethod
    def _same(one: Server | None, other: Server) -> bool:
        return one is not None and (one.url, one.model) == (other.url, other.model)

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.label.setText(QCoreApplication.translate("Studio", "Plain sides are &written by"))
        self.setAccessibleName(
            QCoreApplication.translate("Studio", "What writes the plain sides of the pairs")
        )
        self.setItemText(0, QCoreApplication.translate("Studio", "this model, on this machine"))


def agreed(servers: StudioServers, messages: Messages, server: Server) -> bool:
    """Return whether passages may go to a server, asking once per host. Raises ServerError."""
    if servers.allowed(server.url):
        return True
    host = servers.host(server.url)
    text = QCoreApplication.translate(
        "Studio",
        "Passages of the author's texts will be sent to {host}, and whoever runs that machine can "
        "read them. Training stays on this machine.",
    ).format(host=host)
    if not servers.encrypted(server.url):
        warning = QCoreApplication.translate(
            "Studio",
            "The connection is not encrypted: others on the way can read them too, and the key.",
        )
        text = f"{text}\n\n{warning}"
    title = QCoreApplication.translate("Studio", "Send Passages to {host}?").format(host=host)
    choices = (
        Choice("send", QCoreApplication.translate("Studio", "Send Passages There")),
        Choice("cancel", QCoreApplication.translate("Studio", "Cancel"), "reject"),
    )
    if messages.ask(title, text, choices) != "send":
        return False
    try:
        servers.allow(server.url)
    except SettingsError as error:
        # The process that works on the job reads the agreement in the settings.
        messages.failure(error, key=_KEY)
        return False
    return True
