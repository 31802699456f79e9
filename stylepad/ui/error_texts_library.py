"""What the errors of the model library and of the Hub mean, in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def library_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        "library.unwritable": QCoreApplication.translate(
            "Errors",
            "The list of models {path} cannot be written: {reason}. The models and your text are "
            "as they were; make room or allow writing there.",
        ),
        "library.broken": QCoreApplication.translate(
            "Errors",
            "The list of models {path} cannot be used, so models that were only linked have to be "
            "added again; downloaded ones are found. What was kept of it: {kept}",
        ),
        "library.unknown": QCoreApplication.translate(
            "Errors",
            "The model “{model}” is not in the library any more. Your text is as it was; choose "
            "another.",
        ),
        "library.built_in": QCoreApplication.translate(
            "Errors",
            "The built-in model belongs to the program and cannot be removed.",
        ),
        "library.in_use": QCoreApplication.translate(
            "Errors",
            "{path} cannot be deleted: {reason}. Another program may be using it; close it and try "
            "again.",
        ),
        "model.no_fit": QCoreApplication.translate(
            "Errors",
            "{name} does not fit: it needs {needed} of memory, and {free} can be had. What would "
            "fit: {instead}. Your text is not affected.",
        ),
        "model.ended_engine": QCoreApplication.translate(
            "Errors",
            "{name} ended the engine when it was loaded last, so it is not loaded again unasked. "
            "The built-in model is used instead; “Use” under Models and styles tries it once more.",
        ),
        "engine.no_numbers": QCoreApplication.translate(
            "Errors",
            "The model's answer is not a number: its file is damaged, or the adapter does not "
            "belong to it. The text is unchanged; choose another model or another style.",
        ),
    }


def hub_templates() -> dict[str, str]:
    """Return the texts by code of what the Hub answers."""
    return {
        "hub.offline": QCoreApplication.translate(
            "Errors",
            "The Hub is not asked, because HF_HUB_OFFLINE is set. What is installed works; unset "
            "it to search and download.",
        ),
        "hub.unreachable": QCoreApplication.translate(
            "Errors",
            "The Hub cannot be reached. What is installed works. Check the network, and "
            "HTTPS_PROXY and HF_ENDPOINT where they are set.",
        ),
        "hub.name": QCoreApplication.translate(
            "Errors",
            "“{subject}” is not the name of a repository on the Hub; one is written owner/name.",
        ),
        "hub.gated": QCoreApplication.translate(
            "Errors",
            "{subject} is gated: its terms have to be accepted on its page on the Hub, by an "
            "account that is let in. Accept them there, then sign in on this machine with “hf auth "
            "login” or set HF_TOKEN.",
        ),
        "hub.forbidden": QCoreApplication.translate(
            "Errors",
            "The Hub does not give {subject} to this account ({status}). Sign in with “hf auth "
            "login” or set HF_TOKEN to a token that may read it.",
        ),
        "hub.not_found": QCoreApplication.translate(
            "Errors",
            "There is no {subject} on the Hub, or it is private. Check the name; for a private one "
            "sign in with “hf auth login” or set HF_TOKEN.",
        ),
        "hub.no_file": QCoreApplication.translate("Errors", "The Hub does not have {subject}."),
        "hub.busy": QCoreApplication.translate(
            "Errors",
            "The Hub is asked too often from here (429). Wait some minutes; signing in with “hf "
            "auth login” raises the limit.",
        ),
        "hub.server": QCoreApplication.translate(
            "Errors",
            "The Hub cannot give {subject} at the moment ({status}). Try again later.",
        ),
        "hub.strange": QCoreApplication.translate(
            "Errors",
            "What answers for {subject} is not the Hub. A log-in page of the network may stand "
            "between; open a web page in the browser, and check HF_ENDPOINT where it is set.",
        ),
        "hub.which": QCoreApplication.translate(
            "Errors", "Say which model of {subject} to download: {names}."
        ),
        **_style_templates(),
        **_download_templates(),
    }


def _style_templates() -> dict[str, str]:
    return {
        "hub.no_adapter": QCoreApplication.translate(
            "Errors",
            "{subject} has no adapter that StylePad can import: neither a GGUF adapter nor an "
            "adapter_model.safetensors with its adapter_config.json. Nothing was loaded; choose "
            "another repository.",
        ),
        "hub.model_not_adapter": QCoreApplication.translate(
            "Errors",
            "What {subject} has is a whole model, not an adapter, so it was not loaded. To write "
            "with it, get it under “Get models”. Your styles are as they were.",
        ),
        "hub.adapter_not_model": QCoreApplication.translate(
            "Errors",
            "{subject} is an adapter, not a model, so it was not loaded. It changes how a model "
            "writes: add it under Styles with “Add an adapter”, as hub:{place}",
        ),
        "hub.which_adapter": QCoreApplication.translate(
            "Errors",
            "{subject} has several adapters: {names}. Say which, as in hub:{subject}/{first}",
        ),
        "hub.no_pack": QCoreApplication.translate(
            "Errors",
            "{subject} has no style pack: neither a style.toml nor a .stylepack file. Nothing was "
            "loaded. An adapter alone is added with “Add an adapter”.",
        ),
    }


def _download_templates() -> dict[str, str]:
    return {
        "hub.unsafe": QCoreApplication.translate(
            "Errors",
            "The file name {subject} of the repository cannot be used on this machine, so nothing "
            "was loaded. Choose another repository.",
        ),
        "hub.no_hash": QCoreApplication.translate(
            "Errors",
            "The Hub names no SHA-256 for {subject}, so it could not be checked and is not loaded. "
            "Choose another repository, or download it yourself and add the file.",
        ),
        "hub.size": QCoreApplication.translate(
            "Errors",
            "The server contradicts itself about the size of {subject}. It was not used and has "
            "been removed. Try again later, or choose another repository.",
        ),
        "hub.hash": QCoreApplication.translate(
            "Errors",
            "{subject} arrived damaged: its SHA-256 is not the one that the Hub names. It was not "
            "used and has been removed. Try again; if it comes back, something between here and "
            "the Hub changes the file.",
        ),
        "hub.broken_off": QCoreApplication.translate(
            "Errors",
            "The download of {subject} broke off at {share} %. What was loaded so far is kept, and "
            "the next try goes on from there.",
        ),
        "hub.no_room": QCoreApplication.translate(
            "Errors",
            "The model takes {needed}, and {free} are free in {path}. Make room, or choose a "
            "smaller edition.",
        ),
        "hub.disk_full": QCoreApplication.translate(
            "Errors",
            "The disk filled up while the model was loaded into {path}. What was loaded so far is "
            "kept, and the next try goes on from there. Make room first.",
        ),
        "hub.unwritable": QCoreApplication.translate(
            "Errors",
            "{path} cannot be written: {reason}. Allow writing there, or choose another folder for "
            "models under Folders in the settings.",
        ),
        "hub.no_folder": QCoreApplication.translate(
            "Errors",
            "The folder for models, {path}, is not there. Connect its disk, or choose another "
            "folder under Folders in the settings. Nothing was loaded; what is installed works.",
        ),
    }
