"""A client of AT-SPI, the accessibility bus that screen readers use, over plain D-Bus.

Every object of a program's window is a node with a name, a role, states and interfaces (Action,
Text, Value ...). The wire format is that of at-spi2-core's `xml/*.xml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.e2e.waiting import wait_for

ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
# Positions in at-spi2-core's AtspiStateType.
STATES = {"checked": 4, "editable": 7, "enabled": 8, "focused": 12, "showing": 25, "visible": 30}
CALL_SECONDS = 20.0


class Bus:
    """A connection to the accessibility bus that belongs to a session bus."""

    def __init__(self, session_address: str) -> None:
        session = open_dbus_connection(session_address)
        bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        try:
            reply = session.send_and_get_reply(
                new_method_call(bus, "GetAddress"), timeout=CALL_SECONDS
            )
            self._connection: DBusConnection = open_dbus_connection(unwrap_msg(reply)[0])
        finally:
            session.close()

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def programs(self) -> list[Node]:
        """Return the root node of every program on the bus."""
        return Node(self, REGISTRY, ROOT).children()

    def process_id(self, owner: str) -> int:
        """Return the process behind a name on the bus."""
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        message = new_method_call(bus, "GetConnectionUnixProcessID", "s", (owner,))
        return int(unwrap_msg(self._connection.send_and_get_reply(message))[0])

    def call(self, node: Node, interface: str, method: str, sig: str = "", *args: Any) -> Any:
        """Call a method of a node and return its results: a tuple, or the only one itself."""
        address = DBusAddress(node.path, node.owner, f"org.a11y.atspi.{interface}")
        message = new_method_call(address, method, sig or None, args)
        values = unwrap_msg(self._connection.send_and_get_reply(message, timeout=CALL_SECONDS))
        return values[0] if len(values) == 1 else values

    def tell(self, node: Node, interface: str, method: str, sig: str = "", *args: Any) -> None:
        """Call a method without waiting, for what may open a dialog and answer late."""
        address = DBusAddress(node.path, node.owner, f"org.a11y.atspi.{interface}")
        self._connection.send(new_method_call(address, method, sig or None, args))

    def get(self, node: Node, interface: str, name: str) -> Any:
        """Return a property of a node."""
        address = DBusAddress(node.path, node.owner, f"org.a11y.atspi.{interface}")
        message = Properties(address).get(name)
        reply = self._connection.send_and_get_reply(message, timeout=CALL_SECONDS)
        return unwrap_msg(reply)[0][1]

    def set(self, node: Node, interface: str, name: str, sig: str, value: Any) -> None:
        """Set a property of a node."""
        address = DBusAddress(node.path, node.owner, f"org.a11y.atspi.{interface}")
        message = Properties(address).set(name, sig, value)
        reply = self._connection.send_and_get_reply(message, timeout=CALL_SECONDS)
        if reply.header.message_type is MessageType.error:
            raise DBusErrorResponse(reply)


@dataclass(frozen=True)
class Node:
    """An object of a window, as a screen reader sees it."""

    bus: Bus
    owner: str
    path: str

    @property
    def name(self) -> str:
        """Return the accessible name."""
        return str(self.bus.get(self, "Accessible", "Name"))

    @property
    def description(self) -> str:
        """Return the accessible description."""
        return str(self.bus.get(self, "Accessible", "Description"))

    @property
    def role(self) -> str:
        """Return the role's English name ("push button", "text")."""
        return str(self.bus.call(self, "Accessible", "GetRoleName"))

    def has(self, state: str) -> bool:
        """Return whether the node is in a state (see STATES); one that has gone is in none."""
        try:
            low, high = self.bus.call(self, "Accessible", "GetState")
        except DBusErrorResponse:
            return False
        return bool((high << 32 | low) >> STATES[state] & 1)

    def children(self) -> list[Node]:
        """Return the direct children; none for a node that has just gone."""
        try:
            pairs = self.bus.call(self, "Accessible", "GetChildren")
        except DBusErrorResponse:
            return []
        return [Node(self.bus, owner, path) for owner, path in pairs if not path.endswith("/null")]

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, breadth first."""
        queue = [self]
        while queue:
            node = queue.pop(0)
            yield node
            queue.extend(node.children())

    def look_for(self, name: str, role: str = "", *, showing: bool = True) -> Node | None:
        """Return the first node below with an exact name, or None."""
        for node in self.walk():
            try:
                if node.name != name or (role and node.role != role):
                    continue
                if not showing or node.has("showing"):
                    return node
            except DBusErrorResponse:  # it went away while we looked
                continue
        return None

    def find(self, name: str, role: str = "", seconds: float = 10.0) -> Node:
        """Wait for a showing node with an exact name."""
        return wait_for(
            f"{role or 'a control'} called “{name}”", lambda: self.look_for(name, role), seconds
        )

    # -- Action

    def actions(self) -> list[str]:
        """Return the names of what can be done to the node."""
        return [entry[0] for entry in self.bus.call(self, "Action", "GetActions")]

    def press(self) -> None:
        """Wait until the node is enabled, then do its first action."""
        wait_for(f"“{self.name}” to be enabled", lambda: self.has("enabled"))
        self.bus.tell(self, "Action", "DoAction", "i", 0)

    def focus(self) -> None:
        """Give the node the keyboard focus."""
        self.bus.call(self, "Component", "GrabFocus")
        wait_for(f"focus in “{self.name}”", lambda: self.has("focused"))

    # -- Text and Value

    @property
    def text(self) -> str:
        """Return the whole text of a text node."""
        return str(self.bus.call(self, "Text", "GetText", "ii", 0, -1))

    @property
    def caret(self) -> int:
        """Return the position of the text cursor, in characters."""
        return int(self.bus.get(self, "Text", "CaretOffset"))

    @property
    def selection(self) -> tuple[int, int]:
        """Return start and end of the selection; equal where there is none."""
        if not self.bus.call(self, "Text", "GetNSelections"):
            return (self.caret, self.caret)
        start, end = self.bus.call(self, "Text", "GetSelection", "i", 0)
        return (int(start), int(end))

    def select(self, start: int, end: int) -> None:
        """Select the characters `start`:`end` of a text node."""
        self.bus.call(self, "Text", "SetSelection", "iii", 0, start, end)
        wait_for(f"the selection {start}:{end}", lambda: self.selection == (start, end))

    def fill(self, text: str) -> None:
        """Replace the text of an editable node.

        Writes again what is not there: a file dialog that is still reading its folder rewrites
        the name it was given.
        """

        def filled() -> bool:
            if self.text != text:
                self.bus.call(self, "EditableText", "SetTextContents", "s", text)
            return self.text == text

        wait_for(f"“{text}” in “{self.name}”", filled)

    @property
    def value(self) -> float:
        """Return the number that a slider stands at."""
        return float(self.bus.get(self, "Value", "CurrentValue"))

    def set_value(self, number: float) -> None:
        """Move a slider to a number."""
        self.bus.set(self, "Value", "CurrentValue", "d", number)

    def box(self) -> tuple[int, int, int, int]:
        """Return x, y, width and height on the screen, in pixels."""
        x, y, width, height = self.bus.call(self, "Component", "GetExtents", "u", 0)
        return (x, y, width, height)

    def tree(self, depth: int = 0) -> str:
        """Return the nodes below as an indented list, for messages about failures."""
        try:
            mark = "" if self.has("showing") else " (hidden)"
            lines = ["  " * depth + f"{self.role} “{self.name}”{mark}"]
        except DBusErrorResponse:
            return "  " * depth + "(gone)"
        return "\n".join(lines + [child.tree(depth + 1) for child in self.children()])
