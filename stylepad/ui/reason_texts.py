"""Why models, adapters and style packs are refused, in the interface language, by code."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from stylepad.ui.reason_texts_models import model_reason_templates

_NUMBER = re.compile(r"\d{1,3}(,\d{3})+")


def translated(details: Mapping[str, str]) -> dict[str, str]:
    """Return an error's details with every reason among them in the interface language."""
    templates, told = reason_templates(), dict(details)
    # A reason's value can be a reason itself, whose key is the longer one.
    for mark in sorted(details, key=len, reverse=True):
        key = mark.removesuffix("_code")
        template = templates.get(details[mark], "") if key != mark else ""
        if template:
            values = {
                name.removeprefix(f"{key}_"): _spelled(value)
                for name, value in told.items()
                if name.startswith(f"{key}_")
            }
            told[key] = template.format_map(values)
    return told


def _spelled(value: str) -> str:
    """Return a whole number with its thousands set apart as in the language; else the value."""
    return value.replace(",", QLocale().groupSeparator()) if _NUMBER.fullmatch(value) else value


def reason_templates() -> dict[str, str]:
    """Return the clauses by code, with fields for the values."""
    return {
        **_content(),
        **_kind(),
        **_beyond(),
        **_config(),
        **_file(),
        **_pack(),
        **_system(),
        **_load(),
        **model_reason_templates(),
    }


def _content() -> dict[str, str]:
    """Return the clauses about what an adapter holds."""
    return {
        "empty": QCoreApplication.translate("Reasons", "it has no weights"),
        "no_text_weights": QCoreApplication.translate("Reasons", "it has no LoRA weights for text"),
        "half": QCoreApplication.translate("Reasons", "{module} has one half of its pair"),
        "no_product": QCoreApplication.translate(
            "Reasons", "the halves of {module} do not multiply"
        ),
        "ranks": QCoreApplication.translate("Reasons", "the halves of {module} differ in rank"),
        "twice": QCoreApplication.translate("Reasons", "{name} is there twice"),
        "not_pair": QCoreApplication.translate(
            "Reasons", "it has {tensor}, which is not part of a LoRA pair"
        ),
        "not_matrix": QCoreApplication.translate("Reasons", "{tensor} is not a matrix"),
        "unusable_type": QCoreApplication.translate(
            "Reasons", "{first} or {second} is of an unusable type"
        ),
        "alpha_missing": QCoreApplication.translate(
            "Reasons", "adapter.lora.alpha is missing or not a number"
        ),
        "alpha_zero": QCoreApplication.translate(
            "Reasons", "its alpha is 0, so it changes nothing"
        ),
        "scale_large": QCoreApplication.translate("Reasons", "the scale of {module} is too large"),
    }


def _kind() -> dict[str, str]:
    """Return the clauses about what an adapter is."""
    return {
        "kind": QCoreApplication.translate(
            "Reasons", "it is not a LoRA adapter but of the kind {kind}"
        ),
        "type": QCoreApplication.translate(
            "Reasons", "it is not a LoRA adapter but an adapter of the type {type}"
        ),
        "no_type": QCoreApplication.translate(
            "Reasons", "it does not say that it is a LoRA adapter"
        ),
        "activated": QCoreApplication.translate(
            "Reasons", "it is an activated LoRA, which StylePad cannot use"
        ),
        "architecture": QCoreApplication.translate(
            "Reasons", "it was made for the architecture {made_for}, the loaded model is {loaded}"
        ),
        "no_architecture": QCoreApplication.translate(
            "Reasons",
            "it does not say for which architecture it was made, the loaded model is {loaded}",
        ),
        "tied": QCoreApplication.translate(
            "Reasons",
            "it changes the embeddings, and this model uses one matrix for input and output",
        ),
        "no_tensor": QCoreApplication.translate(
            "Reasons", "it was made for another model: this model has no {tensor}"
        ),
        "shape": QCoreApplication.translate(
            "Reasons",
            "it was made for another model: it expects {module} of {width} × {rows}, the "
            "loaded one is {model_width} × {model_rows}",
        ),
        "layer": QCoreApplication.translate(
            "Reasons", "it changes layer {layer}, the model has {layers}"
        ),
        "rows_twice": QCoreApplication.translate(
            "Reasons", "it changes the same rows of {tensor} twice"
        ),
        "module_shape": QCoreApplication.translate(
            "Reasons",
            "it expects {module} of {width} × {rows}, the model's is {model_width} × {model_rows}",
        ),
        "heads": QCoreApplication.translate(
            "Reasons", "{tensor} does not divide into {heads} heads"
        ),
    }


def _beyond() -> dict[str, str]:
    """Return the clauses about what a GGUF adapter cannot express."""
    return {
        "strange_names": QCoreApplication.translate(
            "Reasons", "its weights are not named as PEFT names them ({name})"
        ),
        "dora_tensor": QCoreApplication.translate(
            "Reasons", "it is a DoRA, whose magnitudes ({name}) a GGUF adapter cannot hold"
        ),
        "bias_tensor": QCoreApplication.translate(
            "Reasons", "it has biases ({name}), which a GGUF adapter cannot hold"
        ),
        "replaces": QCoreApplication.translate("Reasons", "it replaces {name} as a whole"),
        "not_lora": QCoreApplication.translate("Reasons", "it is of the kind {kind}, not a LoRA"),
        "bias": QCoreApplication.translate("Reasons", "it has trained biases (bias = {value})"),
        "start": QCoreApplication.translate(
            "Reasons", "it was trained on changed weights of its base (init_lora_weights = {value})"
        ),
        "use_dora": QCoreApplication.translate(
            "Reasons", "it is a DoRA, whose magnitudes a GGUF adapter cannot hold"
        ),
        "lora_bias": QCoreApplication.translate(
            "Reasons", "it has biases (lora_bias), which a GGUF adapter cannot hold"
        ),
        "modules_to_save": QCoreApplication.translate(
            "Reasons", "it replaces whole parts of the model (modules_to_save)"
        ),
        "trainable_token_indices": QCoreApplication.translate(
            "Reasons", "it changes single tokens' embeddings (trainable_token_indices)"
        ),
        "target_parameters": QCoreApplication.translate(
            "Reasons", "it changes bare parameters (target_parameters)"
        ),
        "layer_replication": QCoreApplication.translate(
            "Reasons", "it repeats layers of its base (layer_replication)"
        ),
        "alora_invocation_tokens": QCoreApplication.translate(
            "Reasons", "it is an activated LoRA, which works on a part of the text"
        ),
        "use_qalora": QCoreApplication.translate(
            "Reasons", "it is a QALoRA, which pools its input"
        ),
        "mixed_ranks": QCoreApplication.translate("Reasons", "its modules have different ranks"),
        "use_bdlora": QCoreApplication.translate("Reasons", "it is a block-diagonal LoRA"),
        "arrow_config": QCoreApplication.translate(
            "Reasons", "it routes between several adapters (arrow)"
        ),
        "kasa_config": QCoreApplication.translate(
            "Reasons", "it was trained on changed weights of the base (KaSA)"
        ),
        "monteclora_config": QCoreApplication.translate(
            "Reasons", "it draws its weights at random (MonteCLoRA)"
        ),
    }


def _config() -> dict[str, str]:
    """Return the clauses about adapter_config.json, said after its name."""
    return {
        "config_kind": QCoreApplication.translate("Reasons", "is not a file"),
        "config_missing": QCoreApplication.translate("Reasons", "is not there"),
        "config_large": QCoreApplication.translate("Reasons", "is larger than {size} MiB"),
        "config_json": QCoreApplication.translate("Reasons", "is not JSON"),
        "config_table": QCoreApplication.translate("Reasons", "is not a table"),
        "config_rank": QCoreApplication.translate(
            "Reasons", "says that {module} has rank {rank}, its weights have {found}"
        ),
        "config_slow": QCoreApplication.translate(
            "Reasons", "has patterns that take too long to match"
        ),
        "config_patterns": QCoreApplication.translate(
            "Reasons", "has a {field} that makes no sense"
        ),
        "config_intricate": QCoreApplication.translate(
            "Reasons", "has too intricate a pattern in {field}: {pattern}"
        ),
        "config_pattern": QCoreApplication.translate(
            "Reasons", "has a broken pattern in {field}: {pattern}"
        ),
        "config_rank_value": QCoreApplication.translate("Reasons", "has {value} as rank ({name})"),
        "config_alpha_value": QCoreApplication.translate(
            "Reasons", "has {value} as alpha ({name})"
        ),
        "config_flag": QCoreApplication.translate(
            "Reasons", "has a {name} that is neither true nor false"
        ),
    }


def _file() -> dict[str, str]:
    """Return the clauses about safetensors files."""
    return {
        "not_float": QCoreApplication.translate(
            "Reasons", "{name} is of the type {type}, not a float"
        ),
        "not_numbers": QCoreApplication.translate(
            "Reasons", "{name} has weights that are not numbers"
        ),
        "cut_now": QCoreApplication.translate("Reasons", "it was cut off while it was read"),
        "cut": QCoreApplication.translate(
            "Reasons", "it is cut off: {size} bytes are there, {needed} should"
        ),
        "header_cut": QCoreApplication.translate(
            "Reasons", "it is cut off: {size} bytes, its header alone needs more"
        ),
        "excess": QCoreApplication.translate("Reasons", "{count} bytes of it belong to no tensor"),
        "short": QCoreApplication.translate("Reasons", "it has {size} bytes"),
        "many_tensors": QCoreApplication.translate(
            "Reasons", "it names {count} tensors, more than {most}"
        ),
        "header_long": QCoreApplication.translate(
            "Reasons", "its header would be {length} bytes long"
        ),
        "header_twice": QCoreApplication.translate("Reasons", "its header has a name twice"),
        "header_json": QCoreApplication.translate("Reasons", "its header is not JSON"),
        "header_table": QCoreApplication.translate(
            "Reasons", "its header is not a table of tensors"
        ),
        "entry": QCoreApplication.translate("Reasons", "the entry “{name}” is not a tensor"),
        "unknown_type": QCoreApplication.translate("Reasons", "{name} is of an unknown type"),
        "no_place": QCoreApplication.translate("Reasons", "{name} does not say where it lies"),
        "shape_place": QCoreApplication.translate(
            "Reasons", "the shape of {name} does not fit its place"
        ),
        "shape_nonsense": QCoreApplication.translate(
            "Reasons", "the shape or the place of {name} makes no sense"
        ),
        "overlap": QCoreApplication.translate(
            "Reasons", "{name} overlaps another tensor or leaves a gap"
        ),
    }


def _pack() -> dict[str, str]:
    """Return the clauses about style packs."""
    return {
        "pack_unreadable": QCoreApplication.translate("Reasons", "it cannot be read ({error})"),
        "pack_file_unreadable": QCoreApplication.translate(
            "Reasons", "{name} cannot be read ({error})"
        ),
        "pack_none": QCoreApplication.translate("Reasons", "there is no style.toml in it"),
        "pack_several": QCoreApplication.translate(
            "Reasons", "there are several style packs in it"
        ),
        "pack_no_zip": QCoreApplication.translate(
            "Reasons", "it is not a style pack: it is no zip file"
        ),
        "pack_damaged": QCoreApplication.translate("Reasons", "it is damaged or cut off"),
        "pack_contents": QCoreApplication.translate("Reasons", "its list of contents is too long"),
        "pack_length": QCoreApplication.translate("Reasons", "{name} is not as long as it says"),
        "pack_folder_content": QCoreApplication.translate(
            "Reasons", "{name} is a folder with a content"
        ),
        "pack_method": QCoreApplication.translate("Reasons", "{name} is packed in an unusual way"),
        "pack_encrypted": QCoreApplication.translate("Reasons", "{name} is encrypted"),
        "pack_no_gguf": QCoreApplication.translate("Reasons", "{name} in it is no GGUF file"),
        "pack_entries": QCoreApplication.translate("Reasons", "it has {count} files, over {most}"),
        "pack_total": QCoreApplication.translate("Reasons", "it unpacks to over {size} GiB"),
        "pack_file_size": QCoreApplication.translate(
            "Reasons", "{name} unpacks to over {size} bytes"
        ),
        "pack_bomb": QCoreApplication.translate(
            "Reasons", "it unpacks to far more than its size, to fill the disk"
        ),
        "pack_link": QCoreApplication.translate(
            "Reasons", "{name} is a link or another special file"
        ),
        "pack_link_out": QCoreApplication.translate("Reasons", "{name} leads out of its folder"),
        "pack_one_file": QCoreApplication.translate(
            "Reasons", "{name} and {other} would be one file"
        ),
        "pack_reserved_id": QCoreApplication.translate(
            "Reasons", "its id “{style}” is kept by Windows"
        ),
        "name_no_utf8": QCoreApplication.translate("Reasons", "a name in it is not in UTF-8"),
        "name_outside": QCoreApplication.translate(
            "Reasons", "{name} leads out of the style's folder"
        ),
        "name_character": QCoreApplication.translate(
            "Reasons", "{name} has a character that no file may have on every system"
        ),
        "name_no_path": QCoreApplication.translate("Reasons", "{name} is no plain path"),
        "name_end": QCoreApplication.translate(
            "Reasons", "{name} ends in a dot or a space, which Windows drops"
        ),
        "name_device": QCoreApplication.translate(
            "Reasons", "{name} is kept for a device by Windows"
        ),
        "name_long": QCoreApplication.translate("Reasons", "{name} is too long or too deep"),
    }


def _system() -> dict[str, str]:
    """Return the clauses about what the system refuses."""
    return {
        "system_denied": QCoreApplication.translate("Reasons", "permission denied"),
        "system_missing": QCoreApplication.translate("Reasons", "there is no such file or folder"),
        "system_is_folder": QCoreApplication.translate("Reasons", "it is a folder"),
        "system_no_folder": QCoreApplication.translate(
            "Reasons", "a part of the path is not a folder"
        ),
        "system_full": QCoreApplication.translate("Reasons", "no space left on the disk"),
        "system_too_large": QCoreApplication.translate(
            "Reasons", "the disk takes no file of this size"
        ),
        "system_read_only": QCoreApplication.translate("Reasons", "the disk is read-only"),
        "system_disk": QCoreApplication.translate("Reasons", "the disk reports an error"),
        "system_gone": QCoreApplication.translate("Reasons", "the disk is not connected"),
        "system_name": QCoreApplication.translate("Reasons", "the name is too long"),
        "system_links": QCoreApplication.translate("Reasons", "the links lead in a circle"),
        "system_busy": QCoreApplication.translate("Reasons", "another program is using it"),
        "system_open_files": QCoreApplication.translate("Reasons", "too many files are open"),
        "system_memory": QCoreApplication.translate("Reasons", "there is too little memory"),
        "system_exists": QCoreApplication.translate("Reasons", "it is there already"),
        "system_other": QCoreApplication.translate("Reasons", "the system says “{message}”"),
    }


def _load() -> dict[str, str]:
    """Return the clauses about what the engine refuses."""
    return {
        "engine_says": QCoreApplication.translate("Reasons", "the engine says “{line}”"),
        "engine_memory": QCoreApplication.translate("Reasons", "there may be too little memory"),
        "engine_file": QCoreApplication.translate("Reasons", "the file {name}: {error}"),
        "template_long": QCoreApplication.translate(
            "Reasons", "it has {count} characters, more than {most}"
        ),
        "template_grows": QCoreApplication.translate("Reasons", "its result is too long"),
        "template_slow": QCoreApplication.translate("Reasons", "it takes longer than {seconds} s"),
        "template_fails": QCoreApplication.translate("Reasons", "it fails with “{message}”"),
    }
