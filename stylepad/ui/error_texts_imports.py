"""What errors of importing adapters and installing styles mean, in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def import_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        "adapter.source": QCoreApplication.translate(
            "Errors",
            "The adapter {path} cannot be read: {reason}. Check that it is there and that you may "
            "read it. Your texts and styles are as they were.",
        ),
        "adapter.pickle": QCoreApplication.translate(
            "Errors",
            "{name} is a pickle, and opening one can run any program of its maker, so it was not "
            "opened. Get the same adapter as .safetensors or .gguf. Your texts and styles are as "
            "they were.",
        ),
        "adapter.format": QCoreApplication.translate(
            "Errors",
            "{name} is not an adapter that StylePad can import. Choose a .gguf adapter, a folder "
            "that PEFT saved, or its adapter_model.safetensors with adapter_config.json beside it. "
            "Your texts and styles are as they were.",
        ),
        "adapter.config": QCoreApplication.translate(
            "Errors",
            "The adapter cannot be converted, because of {name}: {what}. Without it the strength "
            "of the adapter is not known; get the adapter's whole folder again. Your texts and "
            "styles are as they were.",
        ),
        "adapter.unsupported": QCoreApplication.translate(
            "Errors",
            "The adapter {name} cannot be converted: {feature}. The engine cannot express that; "
            "look for another edition of the adapter, or merge it into its base and use the whole "
            "model. Your texts and styles are as they were.",
        ),
        "adapter.convert_architecture": QCoreApplication.translate(
            "Errors",
            "The adapter {name} cannot be converted for {model}, a model of the architecture "
            "“{architecture}”. Get the adapter as .gguf. Your texts and styles are as they were.",
        ),
        "adapter.target": QCoreApplication.translate(
            "Errors",
            "The adapter {name} cannot be converted: it changes {module}, for which a GGUF adapter "
            "has no place. Merge it into its base and use the whole model. Your texts and styles "
            "are as they were.",
        ),
        "adapter.unwritable": QCoreApplication.translate(
            "Errors",
            "The adapter could not be written to {path}: {reason}. Make room there or check its "
            "permissions. Your texts and styles are as they were.",
        ),
    }


def import_variants() -> dict[str, str]:
    """Return the texts by code for errors that importing raises with details of its own."""
    return {
        "adapter.damaged": QCoreApplication.translate(
            "Errors",
            "The adapter file {name} is damaged: {what}. Download it again. Your texts and styles "
            "are as they were.",
        ),
        "adapter.other_base": QCoreApplication.translate(
            "Errors",
            "The adapter {name} does not fit the model {model}: {detail}. Choose the model that it "
            "was made for. Your texts and styles are as they were.",
        ),
        "adapter.tied_embeddings": QCoreApplication.translate(
            "Errors",
            "The adapter {name} cannot be converted for {model}: it changes {module}, and this "
            "model uses one matrix for input and output. Look for an adapter without the "
            "embeddings. Your texts and styles are as they were.",
        ),
    }


def install_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        "style.exists": QCoreApplication.translate(
            "Errors",
            "There is a style “{style}” already, and it was kept. Add the adapter to that style, "
            "or choose another name.",
        ),
        "style.adapter_exists": QCoreApplication.translate(
            "Errors",
            "The style “{style}” has an adapter for this model already, and it was kept.",
        ),
        "style.id": QCoreApplication.translate(
            "Errors",
            "“{style}” cannot be the id of a style, so none was made. Choose a name with letters.",
        ),
        "style.folder_taken": QCoreApplication.translate(
            "Errors",
            "There is another or a broken style in {folder}, and it was kept. Remove or rename "
            "that folder, or choose another name.",
        ),
        "style.unwritable": QCoreApplication.translate(
            "Errors",
            "The style could not be written to {folder}: {reason}. Make room there or check its "
            "permissions; the styles that are installed are as they were.",
        ),
    }
