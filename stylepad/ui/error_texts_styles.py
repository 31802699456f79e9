"""What errors of style archives, blends and the writer's own styles mean for the writer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def style_pack_templates() -> dict[str, str]:
    """Return the translated texts by code, with fields for the details."""
    return {**_archive_templates(), **_admission_templates(), **_home_templates()}


def _archive_templates() -> dict[str, str]:
    unsafe = QCoreApplication.translate(
        "Errors",
        "{file} was not installed, for it is not a sound style pack: {reason}. Nothing has "
        "changed; get the style again, from someone you trust.",
    )
    codes = ("damaged", "name", "link", "encrypted", "double", "size")
    return {
        **{f"style.archive_{code}": unsafe for code in codes},
        "style.archive_unreadable": QCoreApplication.translate(
            "Errors",
            "{file} was not installed: {reason}. Nothing has changed; check the name and that you "
            "may read it.",
        ),
        "style.archive_no_pack": QCoreApplication.translate(
            "Errors",
            "{file} was not installed: {reason}. Nothing has changed; choose the file or the "
            "folder of one style.",
        ),
        "style.export": QCoreApplication.translate(
            "Errors",
            "The style “{style}” was not exported: {file} could not be installed elsewhere, "
            "because of its name. Give it an ending that files of styles have, without a dot "
            "before it.",
        ),
        "style.file_exists": QCoreApplication.translate(
            "Errors", "{file} is there already, and it was kept. Choose another name."
        ),
    }


def _admission_templates() -> dict[str, str]:
    return {
        "style.hidden": QCoreApplication.translate(
            "Errors",
            "The style “{style}” was kept as it is: version {version} is older than {installed}, "
            "which is in {folder} and would be used all the same. Give it a higher version in its "
            "style.toml to use it.",
        ),
        "style.older": QCoreApplication.translate(
            "Errors",
            "The style “{style}” was kept as it is: version {version} is older than the installed "
            "{installed}. Remove that one first to go back.",
        ),
        "style.other_content": QCoreApplication.translate(
            "Errors",
            "The style “{style}” was kept as it is: version {version} is installed already, with "
            "other content. One of the two was changed; remove the installed one first to use the "
            "new one.",
        ),
    }


def _home_templates() -> dict[str, str]:
    return {
        "style.built_in": QCoreApplication.translate(
            "Errors",
            "The style “{style}” is not one of your own: it is in {folder}. Nothing was removed.",
        ),
        "style.in_use": QCoreApplication.translate(
            "Errors",
            "The style “{style}” was kept: {blends} is blended of it and could not be used without "
            "it. Remove that first.",
        ),
        "style.blend_missing": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: it is blended of “{style}”, which is not "
            "installed or broken. Install it, or take it out of [blend] in {file}.",
        ),
        "style.blend_adapter": QCoreApplication.translate(
            "Errors",
            "The style “{style}” is a blend and uses the adapters of its parts, so it was given "
            "none. Add the adapter to one of these: {parts}.",
        ),
        "style.blend_nested": QCoreApplication.translate(
            "Errors",
            "“{style}” is a blend itself, and a blend can only be made of styles that are not. "
            "Name the styles that it is made of.",
        ),
        "restyle.neutralise": QCoreApplication.translate(
            "Errors",
            "{model} cannot rewrite a text plainly first: it was trained for its styles and does "
            "not follow instructions. Your text is as it was; choose an instruct model.",
        ),
    }
