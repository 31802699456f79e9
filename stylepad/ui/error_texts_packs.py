"""What the errors of models, adapters and style packs mean, in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def model_kind_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        "model.version": QCoreApplication.translate(
            "Errors",
            "{name} is a GGUF file of {found} format; StylePad reads versions 2 and 3, "
            "little-endian. Look for a newer edition of the model; your text is not "
            "affected.",
        ),
        "model.metadata": QCoreApplication.translate(
            "Errors",
            "{name} was not made correctly: {what}. Look for another edition of the model; "
            "your text is not affected.",
        ),
        "model.kind": QCoreApplication.translate(
            "Errors",
            "{name} is not a base model but of the kind “{found}”. Choose a base model; "
            "adapters belong into a style pack.",
        ),
        "model.architecture": QCoreApplication.translate(
            "Errors",
            "{name} is a model of the architecture “{architecture}”, which cannot rewrite "
            "text here. Choose a text model such as Llama, Mistral, Qwen or Gemma.",
        ),
        "model.vocabulary_only": QCoreApplication.translate(
            "Errors",
            "{name} holds a vocabulary and no weights. Choose the model's complete file.",
        ),
        "model.parts_missing": QCoreApplication.translate(
            "Errors",
            "{name} is one part of a model in several files; missing beside it: {missing}. "
            "Download these into the same folder.",
        ),
        "model.not_first_part": QCoreApplication.translate(
            "Errors",
            "{name} is a later part of a model in several files. Choose the first, {first}.",
        ),
        "model.template": QCoreApplication.translate(
            "Errors",
            "The model's chat template cannot be used: {reason}. Your text is unchanged; "
            "choose another model.",
        ),
    }


def adapter_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        "adapter.kind": QCoreApplication.translate(
            "Errors",
            "{adapter_file} is not an adapter that StylePad can use: {reason}. Your text is"
            " unchanged; install the style again or choose another.",
        ),
        "adapter.metadata": QCoreApplication.translate(
            "Errors",
            "The adapter {adapter_file} was not made correctly: {reason}. Your text is "
            "unchanged; install the style again or choose another.",
        ),
        "adapter.damaged": QCoreApplication.translate(
            "Errors",
            "The adapter {adapter_file} is damaged: {reason}. Your text is unchanged; "
            "install the style again.",
        ),
        "adapter.tensor": QCoreApplication.translate(
            "Errors",
            "The adapter {adapter_file} has parts that do not belong into an adapter: "
            "{reason}. Your text is unchanged; install the style again or choose another.",
        ),
        "adapter.architecture": QCoreApplication.translate(
            "Errors",
            "The adapter {adapter_file} was made for a model of another architecture than "
            "{model} ({model_file}): {reason}. Your text is unchanged; choose another style"
            " or load the model it was made for.",
        ),
        "adapter.tied_embeddings": QCoreApplication.translate(
            "Errors",
            "The adapter {adapter_file} changes the embeddings, and the loaded model "
            "{model} ({model_file}) uses one matrix for input and output. Your text is "
            "unchanged; choose another style or load the model it was made for.",
        ),
        "adapter.other_base": QCoreApplication.translate(
            "Errors",
            "The adapter {adapter_file} was made for another model than {model} "
            "({model_file}): {reason}. Your text is unchanged; choose another style or load"
            " the model it was made for.",
        ),
    }


def style_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        "style.missing": QCoreApplication.translate(
            "Errors",
            "There is no style at {folder}: it is not a folder. Choose the folder that "
            "holds style.toml.",
        ),
        "style.unknown": QCoreApplication.translate(
            "Errors",
            "There is no style “{style}”. Installed: {known}. Your text is unchanged; "
            "choose one of these.",
        ),
        "style.key_missing": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: “{key}” is missing in {file}. Add it "
            "there, or get the style again.",
        ),
        "style.type": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: “{key}” in {file} is of the wrong kind. "
            "Correct it there, or get the style again.",
        ),
        "style.value": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: “{key}” in {file} has a value that it "
            "cannot have. Correct it there, or get the style again.",
        ),
        "style.newer": QCoreApplication.translate(
            "Errors",
            "The style in {folder} was made for a newer StylePad. Update StylePad, or get "
            "an older edition of the style.",
        ),
        "style.syntax": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: {file} is not valid TOML in UTF-8. Mend "
            "it, or get the style again.",
        ),
    }


def style_file_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        "style.missing_file": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: a file that {file} needs is missing. Get"
            " the style again, or remove its folder.",
        ),
        "style.unreadable": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: {file} cannot be read. Check that you "
            "may read it.",
        ),
        "style.too_large": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: it is larger than a style may be. Get "
            "the style again.",
        ),
        "style.path": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: {file} leads out of the style's folder. "
            "A style may use only files of its own; do not install it if you did not make "
            "it.",
        ),
        "style.adapter_name": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: an adapter's file name does not say "
            "which base it is for. Name it after the base's fingerprint: 16 of 0-9a-f, then"
            " .gguf.",
        ),
        "style.exemplars": QCoreApplication.translate(
            "Errors",
            "The style in {folder} cannot be used: its examples in {file} are damaged. Get "
            "the style again, or mend the file.",
        ),
        "style.profile": QCoreApplication.translate(
            "Errors",
            "The style's profile {file} cannot be used. Install the style again; your text "
            "is not affected.",
        ),
    }
