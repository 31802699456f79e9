"""What can be wrong with an author's files, in words; a file that is left out loses no other."""

from __future__ import annotations

from stylepad.errors import StudioError

_WHY = {
    "studio.binary": (
        "it is no text",
        "Give books as .txt, .md, .html, .epub, .fb2, .docx, .odt or .pdf.",
    ),
    "studio.unknown_format": (
        "its kind is not known",
        "Save it as .txt, .epub, .fb2, .docx, .odt or .pdf.",
    ),
    "studio.archive_bomb": (
        "it unpacks to far more than its size, as files do that are made to fill a disk",
        "If it is a real book, unpack it yourself and give the files.",
    ),
    "studio.archive_name": (
        "a name in it leads out of its folder",
        "Get it from someone you trust, or unpack it yourself and give the files.",
    ),
    "studio.archive_encrypted": ("it is locked with a password", "Unpack it and give the files."),
    "studio.archive_damaged": ("it is damaged or cut off", "Get the file again."),
    "studio.encrypted": (
        "it is locked with a password or a licence",
        "Save it without the lock, if you may, and give that file.",
    ),
    "studio.scan": (
        "its pages are pictures without a text",
        "Run it through text recognition (OCR) first, or find the text elsewhere.",
    ),
    "studio.entities": (
        "it declares entities of its own, which books do not need and attacks do",
        "Get it elsewhere, or save its text as .txt.",
    ),
    "studio.broken_book": ("it is damaged or not what its name says", "Get the file again."),
    "studio.unreadable": ("it cannot be read", "Check that it exists and that you may read it."),
    "studio.too_large": ("it is larger than any book", "Give the books singly."),
    "studio.empty": ("there is no text in it", "Give a file with the author's text."),
}


def left_out(code: str, name: str, reason: str = "") -> StudioError:
    """Return the error for a file that is not used; `reason` says more, in the library's words."""
    why, mend = _WHY[code]
    detail = f" ({reason})" if reason else ""
    return StudioError(
        f"{name} was left out: {why}{detail}. The other texts are used without it. {mend}",
        code=code,
        file=name,
        reason=reason,
    )
