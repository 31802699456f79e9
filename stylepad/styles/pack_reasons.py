"""Why a style pack is not installed: every reason by a stable code."""

from __future__ import annotations

from types import MappingProxyType

from stylepad.errors import Reason

REASONS = MappingProxyType(
    {
        "pack_unreadable": "it cannot be read ({error})",
        "pack_file_unreadable": "{name} cannot be read ({error})",
        "pack_none": "there is no style.toml in it",
        "pack_several": "there are several style packs in it",
        "pack_no_zip": "it is not a style pack: it is no zip file",
        "pack_damaged": "it is damaged or cut off",
        "pack_contents": "its list of contents is too long",
        "pack_length": "{name} is not as long as it says",
        "pack_folder_content": "{name} is a folder with a content",
        "pack_method": "{name} is packed in an unusual way",
        "pack_encrypted": "{name} is encrypted",
        "pack_no_gguf": "{name} in it is no GGUF file",
        "pack_entries": "it has {count} files, over {most}",
        "pack_total": "it unpacks to over {size} GiB",
        "pack_file_size": "{name} unpacks to over {size} bytes",
        "pack_bomb": "it unpacks to far more than its size, to fill the disk",
        "pack_link": "{name} is a link or another special file",
        "pack_link_out": "{name} leads out of its folder",
        "pack_one_file": "{name} and {other} would be one file",
        "pack_reserved_id": "its id “{style}” is kept by Windows",
        "name_no_utf8": "a name in it is not in UTF-8",
        "name_outside": "{name} leads out of the style's folder",
        "name_character": "{name} has a character that no file may have on every system",
        "name_no_path": "{name} is no plain path",
        "name_end": "{name} ends in a dot or a space, which Windows drops",
        "name_device": "{name} is kept for a device by Windows",
        "name_long": "{name} is too long or too deep",
    }
)


def why(code: str, **values: object) -> Reason:
    """Return a reason with its values."""
    return Reason.of(code, REASONS[code], values)
