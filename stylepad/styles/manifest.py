"""Typed, bounded reading of style.toml: every fault names the file and the key, and the mend."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stylepad.errors import StyleError

FILE_NAME = "style.toml"
FORMAT = 1
SIZE_LIMIT = 256 * 2**10
ID_PATTERN = r"[a-z0-9-]{1,64}"
LANGUAGE_PATTERN = r"[a-z]{2,3}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A table of style.toml with checked access; `prefix` is its dotted name, "" for the top."""

    folder: Path
    values: Mapping[str, object]
    prefix: str = ""

    def fault(self, key: str, problem: str, mend: str, code: str) -> StyleError:
        """Return the error for a key of this table."""
        name = f"{self.prefix}.{key}" if self.prefix else key
        return StyleError(
            f"The style in {self.folder} cannot be used: in {FILE_NAME}, “{name}” {problem}. "
            f"{mend}",
            code=code,
            folder=str(self.folder),
            file=FILE_NAME,
            key=name,
        )

    def text(
        self, key: str, *, longest: int = 200, pattern: str = "", default: str | None = None
    ) -> str:
        """Return a text; without a `default` it must be there and not be blank."""
        if default is not None and key not in self.values:
            return default
        value = self._value(key, str, "a text in quotation marks")
        assert isinstance(value, str)
        if len(value) > longest:
            raise self.fault(
                key,
                f"is {len(value)} characters long",
                f"Shorten it to {longest} at most.",
                "style.value",
            )
        if default is None and not value.strip():
            raise self.fault(key, "is empty", "Give it a value.", "style.value")
        if "\x00" in value:
            raise self.fault(key, "holds a NUL character", "Remove it.", "style.value")
        if pattern and not re.fullmatch(pattern, value):
            raise self.fault(key, f"is “{value[:80]}”", f"It must match {pattern}.", "style.value")
        return value

    def number(self, key: str, least: float, most: float, *, default: float) -> float:
        """Return a number between two bounds."""
        if key not in self.values:
            return default
        value = self._value(key, (int, float), f"a number from {least:g} to {most:g}")
        assert isinstance(value, int | float)
        if not math.isfinite(value) or not least <= value <= most:
            raise self.fault(
                key, f"is {value}", f"It must be from {least:g} to {most:g}.", "style.value"
            )
        return float(value)

    def whole(self, key: str, least: int, most: int, *, default: int) -> int:
        """Return a whole number between two bounds."""
        if key in self.values:
            self._value(key, int, f"a whole number from {least} to {most}")
        return int(self.number(key, least, most, default=default))

    def table(self, key: str, *, required: bool = True) -> Manifest:
        """Return a table within this one; an empty one where it may be absent."""
        if not required and key not in self.values:
            return Manifest(self.folder, {}, key)
        value = self._value(key, dict, f"a table [{key}]")
        assert isinstance(value, dict)
        return Manifest(self.folder, value, f"{self.prefix}.{key}" if self.prefix else key)

    def tables(self, key: str) -> tuple[Manifest, ...]:
        """Return a list of tables, [[key]]; none where it is absent."""
        if key not in self.values:
            return ()
        items = self._value(key, list, f"a list of tables [[{key}]]")
        assert isinstance(items, list)
        if not all(isinstance(item, dict) for item in items):
            raise self.fault(
                key, "is not a list of tables", f"Write each as [[{key}]].", "style.type"
            )
        return tuple(Manifest(self.folder, item, f"{key}[{n}]") for n, item in enumerate(items))

    def localized(self, key: str, *, longest: int, apart: tuple[str, ...] = ()) -> dict[str, str]:
        """Return a table of texts by language; the keys in `apart` are something else."""
        table = self.table(key)
        names = [name for name in table.values if name not in apart]
        texts = {
            name: table.text(name, longest=longest)
            for name in names
            if re.fullmatch(LANGUAGE_PATTERN, name)
        }
        if not texts:
            raise self.fault(
                key, "has no text in any language", 'Add at least en = "…".', "style.value"
            )
        return texts

    def _value(self, key: str, kind: type | tuple[type, ...], wanted: str) -> object:
        if key not in self.values:
            raise self.fault(key, "is missing", f"Add it: {wanted}.", "style.key_missing")
        value = self.values[key]
        # A TOML boolean is a Python int; no key of ours is both.
        if isinstance(value, bool) or not isinstance(value, kind):
            raise self.fault(key, f"is {_kind(value)}", f"It must be {wanted}.", "style.type")
        return value


def read(folder: Path) -> Manifest:
    """Read style.toml of a pack and check its format number.

    Raises StyleError for a file that is missing, unreadable, too large, broken or too new.
    """
    path = folder / FILE_NAME
    sheet = Manifest(folder, _parse(folder, _bytes(folder, path)))
    number = sheet.whole("format", 1, 2**31, default=0)
    if number == 0:
        raise sheet.fault(
            "format", "is missing", f"Add it: format = {FORMAT}.", "style.key_missing"
        )
    if number > FORMAT:
        raise sheet.fault(
            "format",
            f"is {number}, newer than this StylePad reads ({FORMAT})",
            "Update StylePad, or get an older edition of the style.",
            "style.newer",
        )
    return sheet


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path leads into a resolved folder, through links if there are any."""
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _bytes(folder: Path, path: Path) -> bytes:
    if not is_inside(path, folder):
        raise _file_fault(
            folder, "is a link out of its folder", "Put the file itself there.", "style.path"
        )
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise _file_fault(
            folder, "is missing", "Get the style again, or remove the folder.", "style.missing_file"
        ) from None
    except OSError as error:
        raise _file_fault(
            folder,
            f"cannot be read ({error.strerror})",
            "Check that you may read it.",
            "style.unreadable",
        ) from error
    if len(data) > SIZE_LIMIT:
        raise _file_fault(
            folder, f"is larger than {SIZE_LIMIT // 1024} KiB", "Shorten it.", "style.too_large"
        )
    return data


def _parse(folder: Path, data: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _file_fault(folder, "is not in UTF-8", "Save it in UTF-8.", "style.syntax") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _file_fault(
            folder, f"is not valid TOML: {error}", "Mend that place.", "style.syntax"
        ) from error


def _file_fault(folder: Path, problem: str, mend: str, code: str) -> StyleError:
    return StyleError(
        f"The style in {folder} cannot be used: {FILE_NAME} {problem}. {mend}",
        code=code,
        folder=str(folder),
        file=FILE_NAME,
    )


def _kind(value: object) -> str:
    names = {bool: "true or false", str: "a text", int: "a number", float: "a number"}
    return names.get(type(value), "a list" if isinstance(value, list) else "a table")
