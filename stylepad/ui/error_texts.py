"""What an error means for the writer, in the interface language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stylepad.errors import StylePadError
from stylepad.ui.error_texts_imports import (
    import_templates,
    import_variants,
    install_templates,
)
from stylepad.ui.error_texts_library import hub_templates, library_templates
from stylepad.ui.error_texts_packs import (
    adapter_templates,
    model_kind_templates,
    style_file_templates,
    style_templates,
)
from stylepad.ui.error_texts_server import server_templates
from stylepad.ui.error_texts_studio import studio_templates
from stylepad.ui.error_texts_styles import style_pack_templates
from stylepad.ui.reason_texts import translated


def describe(error: Exception) -> str:
    """Return the translated text for an error's `code`, else the error's own message.

    An error that StylePad did not foresee is named by its type only: its details are in the log.
    """
    if not isinstance(error, StylePadError):
        return QCoreApplication.translate(
            "Errors",
            "Something went wrong inside StylePad ({kind}). Your text is untouched; "
            "the details are in the log.",
        ).format(kind=type(error).__name__)
    details = translated(error.details)
    if "path" in details:
        details.setdefault("file", Path(details["path"]).name)
    for templates in (_templates(), import_variants()):
        try:
            return templates[error.code].format_map(details)
        except (KeyError, ValueError, IndexError):
            continue
    return error.message


def _templates() -> dict[str, str]:
    return {
        "cancelled": QCoreApplication.translate("Errors", "Stopped."),
        **_opening_templates(),
        **_saving_templates(),
        **_settings_templates(),
        **_model_templates(),
        **model_kind_templates(),
        **adapter_templates(),
        **import_templates(),
        **style_templates(),
        **style_file_templates(),
        **style_pack_templates(),
        **install_templates(),
        **library_templates(),
        **hub_templates(),
        **_death_templates(),
        **_request_templates(),
        **server_templates(),
        **studio_templates(),
    }


def _opening_templates() -> dict[str, str]:
    return {
        "document.binary": QCoreApplication.translate(
            "Errors",
            "This is not a text file, so it was not opened; nothing was changed. StylePad "
            "opens plain text and Markdown (.txt, .md): save the document as one of those "
            "first.",
        ),
        "document.undecodable": QCoreApplication.translate(
            "Errors",
            "The file is not in {encoding}, so it was not opened; nothing was changed. "
            "Choose another encoding.",
        ),
        "document.folder": QCoreApplication.translate(
            "Errors",
            "{file} is a folder or a device, not a text file. Nothing was changed. Choose a"
            " text file.",
        ),
        "document.too_large": QCoreApplication.translate(
            "Errors",
            "{file} is larger than the texts that StylePad opens (200 MB). Nothing was "
            "changed. Split the file and open its parts.",
        ),
        "document.missing": QCoreApplication.translate(
            "Errors",
            "{file} is not there any more; it may have been moved or deleted. Nothing was "
            "changed. Look for it in another folder.",
        ),
        "document.unreadable": QCoreApplication.translate(
            "Errors",
            "{file} could not be read ({reason}), so it was not opened; nothing was "
            "changed. Check that you may read the file and that its disk is connected.",
        ),
    }


def _saving_templates() -> dict[str, str]:
    return {
        "document.unencodable": QCoreApplication.translate(
            "Errors",
            "The character “{character}” in line {line} does not exist in {encoding}, so "
            "the file was not saved and is as it was. Save it in UTF-8, which has every "
            "character, or replace the character.",
        ),
        "document.read_only": QCoreApplication.translate(
            "Errors",
            "{file} is read-only, so it was not saved and is as it was. Your text is safe "
            "here: save it under another name, or allow writing to the file.",
        ),
        "document.unwritable": QCoreApplication.translate(
            "Errors",
            "{file} could not be written ({reason}), so it was not saved; what was on disk "
            "is as it was and your text is safe here. Save it in another folder.",
        ),
        "document.full": QCoreApplication.translate(
            "Errors",
            "There is no room on the disk for {file}, so it was not saved; the file on disk"
            " is as it was and your text is safe here. Free some space or save to another "
            "disk.",
        ),
        "document.changed": QCoreApplication.translate(
            "Errors",
            "{file} was changed by another program after you opened it, so it was not saved"
            " over. Your text is safe here: save it under another name, or overwrite the "
            "file.",
        ),
        "recovery.failed": QCoreApplication.translate(
            "Errors",
            "The recovery copy could not be written ({reason}). Your text is here, but "
            "would not survive a crash: save it now.",
        ),
        "recovery.taken": QCoreApplication.translate(
            "Errors",
            "The recovery copy is not there any more; another window may have opened it.",
        ),
    }


def _settings_templates() -> dict[str, str]:
    return {
        "settings.unwritable": QCoreApplication.translate(
            "Errors",
            "The settings could not be saved in {path}. They hold until the program ends; "
            "your text is not concerned. Make room or allow writing there.",
        ),
        "settings.unreadable": QCoreApplication.translate(
            "Errors",
            "The settings file {path} cannot be read, so the usual settings hold. Your text"
            " is not concerned; check that you may read the file.",
        ),
        "settings.value": QCoreApplication.translate(
            "Errors",
            "The setting “{key}” cannot have this value, so nothing was changed.",
        ),
        "theme.broken": QCoreApplication.translate(
            "Errors",
            "The theme file {file} cannot be used: {what}. Install StylePad again to mend it.",
        ),
        "settings.broken": QCoreApplication.translate(
            "Errors",
            "The settings file {path} is broken, so the usual settings hold. The file as it"
            " was is kept in {kept}.",
        ),
        "settings.wrong": QCoreApplication.translate(
            "Errors",
            "The settings file {path} has wrong values, for which the usual ones hold. The "
            "file as it was is kept in {kept}.",
        ),
        "settings.newer": QCoreApplication.translate(
            "Errors",
            "The settings file {path} is of a newer StylePad; what this one understands is "
            "used. The file as it was is kept in {kept}.",
        ),
        "settings.not_kept": QCoreApplication.translate(
            "Errors",
            "The settings file {path} is not usable as it is and could not be kept aside, so it "
            "stays untouched and changes of settings hold until the program ends. Mend the file "
            "or move it away.",
        ),
        "settings.variable": QCoreApplication.translate(
            "Errors",
            "The environment variable {variable} is “{value}”, which it cannot be, so it is left "
            "out of account; your text is not concerned. Correct it or remove it.",
        ),
    }


def _model_templates() -> dict[str, str]:
    return {
        "model.missing": QCoreApplication.translate(
            "Errors",
            "There is no model file {path}. Choose another model, or install StylePad again"
            " if it is the built-in one. Your text is as it was.",
        ),
        "model.unreadable": QCoreApplication.translate(
            "Errors",
            "The model file {path} cannot be read: {reason}. Check its permissions or "
            "choose another.",
        ),
        "model.not_gguf": QCoreApplication.translate(
            "Errors",
            "{name} is not a GGUF model file. If it was downloaded, a web page may have "
            "been saved in its place: get it again, or choose another model.",
        ),
        "model.truncated": QCoreApplication.translate(
            "Errors",
            "{name} is cut off: part of the model is missing. Get it again, or choose "
            "another model.",
        ),
        "model.damaged": QCoreApplication.translate(
            "Errors",
            "{name} is damaged: {what}. Get it again, or choose another model.",
        ),
        "model.memory": QCoreApplication.translate(
            "Errors",
            "{name} needs more memory than is free. Close other programs or choose a "
            "smaller model; your text is not affected.",
        ),
        "model.refused": QCoreApplication.translate(
            "Errors",
            "The model {name} cannot be loaded: {reason}. The text is unchanged; choose "
            "another model.",
        ),
        "adapter.refused": QCoreApplication.translate(
            "Errors",
            "The adapter {name} cannot be used: {reason}. The text is unchanged; install "
            "the style again.",
        ),
        "adapter.unreadable": QCoreApplication.translate(
            "Errors",
            "The style's adapter {path} cannot be read. The text is unchanged; install the "
            "style again.",
        ),
    }


def _death_templates() -> dict[str, str]:
    return {
        "engine.start": QCoreApplication.translate(
            "Errors",
            "The engine could not start. The text is unchanged; install StylePad again, or "
            "run `stylepad doctor` to see why.",
        ),
        "engine.memory": QCoreApplication.translate(
            "Errors",
            "The engine ran out of memory. The text is unchanged; close other programs, or "
            "choose a smaller model.",
        ),
        "engine.killed": QCoreApplication.translate(
            "Errors",
            "The system ended the engine, perhaps because memory ran out. The text is "
            "unchanged, only this suggestion is lost. Try again: the engine starts anew by "
            "itself.",
        ),
        "engine.aborted": QCoreApplication.translate(
            "Errors",
            "The model library met something it cannot handle and ended itself. The text is"
            " unchanged, only this suggestion is lost. Try again: the engine starts anew by"
            " itself.",
        ),
        "engine.crashed": QCoreApplication.translate(
            "Errors",
            "The engine crashed. The text is unchanged, only this suggestion is lost. Try "
            "again: the engine starts anew by itself.",
        ),
        "engine.gave_up": QCoreApplication.translate(
            "Errors",
            "The engine stopped twice in a row and is not started again by itself. The text "
            "is unchanged. Close other programs or choose a smaller model, then start the "
            "engine again.",
        ),
        "engine.gpu": QCoreApplication.translate(
            "Errors",
            "The graphics card ({device}) failed while it was writing. The text is unchanged, "
            "only this suggestion is lost. Try again: the model is loaded anew with fewer layers "
            "on the card, or none.",
        ),
    }


def _request_templates() -> dict[str, str]:
    return {
        "engine.decode": QCoreApplication.translate(
            "Errors",
            "The model could not go on with this text. The text is unchanged; try again, or"
            " select less of it.",
        ),
        "engine.prompt_too_long": QCoreApplication.translate(
            "Errors",
            "The text is too long for the model: {tokens} tokens, and the model reads "
            "{context}. The text is unchanged; select less of it.",
        ),
        "engine.no_model": QCoreApplication.translate(
            "Errors",
            "No model is loaded. The text is unchanged; choose a model first.",
        ),
        "engine.not_loaded": QCoreApplication.translate(
            "Errors",
            "No model is loaded, so nothing can be restyled. Your text is as it was; load a"
            " model first.",
        ),
        "engine.system": QCoreApplication.translate(
            "Errors",
            "The system refused something that the engine needs: {reason}. The text is "
            "unchanged; try again.",
        ),
        "engine.closed": QCoreApplication.translate(
            "Errors",
            "The engine is closed. The text is unchanged; start StylePad again to restyle.",
        ),
        "engine.prompt_empty": QCoreApplication.translate(
            "Errors",
            "There is nothing to send to the model. The text is unchanged; select a "
            "sentence or more.",
        ),
        "engine.sampling": QCoreApplication.translate(
            "Errors",
            "The style asks for an impossible way of writing. The text is unchanged; check "
            "the style's sampling settings.",
        ),
        "engine.internal": QCoreApplication.translate(
            "Errors",
            "The engine met an error of its own. The text is unchanged; try again, and "
            "report it if it comes back.",
        ),
        "restyle.request": QCoreApplication.translate(
            "Errors",
            "“{name}” cannot be {value}. Your text is unchanged; choose another value.",
        ),
        "restyle.nothing": QCoreApplication.translate(
            "Errors",
            "There is nothing to restyle: the selection has no sentences, only blanks, "
            "signs, links, code or headings. Your text is as it was; select a sentence or "
            "more.",
        ),
    }
