"""A private desktop for a test: an X server in memory, a session bus and a window manager."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

from tests.e2e import screen
from tests.e2e.accessible import Bus
from tests.e2e.waiting import wait_for

SIZE = (1280, 860)


class Desktop:
    """Xvfb, dbus-daemon and openbox, each in its own process; `close` ends them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._logs: list[IO[bytes]] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.environment = _environment(folder, runtime)
        self.environment["DISPLAY"] = self._start_server()
        self.session_address = self._start_bus()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.session_address
        self._start("openbox", "--sm-disable")
        wait_for("the window manager", self._has_manager)
        self.bus = Bus(self.session_address)

    def close(self) -> None:
        """End everything that was started, last first."""
        self.bus.close()
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)
        for log in self._logs:
            log.close()

    # -- keyboard, mouse and picture

    def keys(self, *names: str) -> None:
        """Press keys or chords ("ctrl+s", "Return") in the focused window, one after the other."""
        self._xdotool("key", "--clearmodifiers", *names)

    def key_codes(self, *codes: int) -> None:
        """Press physical keys together, by their X key codes, whatever the layout."""
        for code in codes:
            self._xdotool("keydown", str(code))
        for code in reversed(codes):
            self._xdotool("keyup", str(code))

    def type(self, text: str) -> None:
        """Type text into the focused window."""
        self._xdotool("type", "--clearmodifiers", "--delay", "2", text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place on the screen."""
        self._xdotool("mousemove", str(x), str(y), "click", str(button))

    def layout(self, name: str) -> None:
        """Switch the keyboard's layout ("us", "ru")."""
        self._run("setxkbmap", name)

    def windows(self, title: str) -> list[str]:
        """Return the ids of the visible windows whose title matches a pattern."""
        return self._search("--name", title)

    def windows_of(self, process: int) -> list[str]:
        """Return the ids of the visible windows of a process, also those without a title."""
        return self._search("--pid", str(process))

    def _search(self, *criterion: str) -> list[str]:
        command = ["xdotool", "search", "--onlyvisible", *criterion]
        found = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        return found.stdout.decode().split()

    def photograph(self, target: Path, box: tuple[int, int, int, int] | None = None) -> None:
        """Save the screen, or a part of it, as a PNG."""
        screen.save_png(self.folder / "Xvfb_screen0", target, box)

    # -- processes

    def _start_server(self) -> str:
        """Start Xvfb on a free display of its own choice and return the display's name."""
        reader, writer = os.pipe()
        width, height = SIZE
        self._start(
            *("Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"),
            *("-fbdir", str(self.folder), "-nolisten", "tcp", "-noreset"),
            pass_fds=(writer,),
        )
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()  # ends empty when Xvfb dies
        assert number, f"Xvfb did not start; see {self.folder / 'Xvfb.log'}"
        return f":{number}"

    def _start_bus(self) -> str:
        """Start a session bus and return its address."""
        reader, writer = os.pipe()
        command = ("dbus-daemon", "--session", "--nofork", "--nopidfile")
        self._start(*command, f"--print-address={writer}", pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as answer:
            address = answer.readline().strip()
        assert address, f"dbus-daemon did not start; see {self.folder / 'dbus-daemon.log'}"
        return address

    def _start(self, *command: str, pass_fds: tuple[int, ...] = ()) -> None:
        log = (self.folder / f"{command[0]}.log").open("wb")
        self._logs.append(log)
        process = subprocess.Popen(
            command, env=self.environment, stdout=log, stderr=log, pass_fds=pass_fds
        )
        self._processes.append(process)

    def _has_manager(self) -> bool:
        command = ["xdotool", "get_desktop"]
        answer = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        return answer.returncode == 0 and not answer.stderr

    def _xdotool(self, *arguments: str) -> None:
        self._run("xdotool", *arguments)

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self.environment, check=True, capture_output=True, timeout=60)


def _environment(folder: Path, runtime: Path) -> dict[str, str]:
    """Return an environment that shares nothing of the caller's desktop or home."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
