"""Why models are refused, in the interface language: a clause for each code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def model_reason_templates() -> dict[str, str]:
    """Return the clauses by code, with fields for the values."""
    return {**_header(), **_tensors(), **_metadata()}


def _header() -> dict[str, str]:
    """Return the clauses about the header of a model file."""
    return {
        "model_list_held": QCoreApplication.translate("Reasons", "another program holds it"),
        "model_no_file": QCoreApplication.translate("Reasons", "it is not a file"),
        "model_big_endian": QCoreApplication.translate("Reasons", "big-endian"),
        "model_version": QCoreApplication.translate("Reasons", "version {version}"),
        "model_tensor_count": QCoreApplication.translate(
            "Reasons", "it names {count} tensors, more than {most}"
        ),
        "model_entry_count": QCoreApplication.translate(
            "Reasons", "it names {count} metadata entries, more than {most}"
        ),
        "model_value_bytes": QCoreApplication.translate(
            "Reasons", "it names {count} bytes for {key}, more than {most}"
        ),
        "model_string_bytes": QCoreApplication.translate(
            "Reasons", "it names {count} bytes for a string, more than {most}"
        ),
        "model_elements": QCoreApplication.translate(
            "Reasons", "it names {count} elements in {key}, more than {most}"
        ),
        "model_header_bytes": QCoreApplication.translate(
            "Reasons", "its header is larger than {most} bytes"
        ),
        "model_key_bytes": QCoreApplication.translate(
            "Reasons", "it names {count} bytes for a metadata key, more than {most}"
        ),
        "model_key_text": QCoreApplication.translate("Reasons", "a metadata key is not text"),
        "model_key_empty": QCoreApplication.translate(
            "Reasons", "a metadata key is empty or has a NUL"
        ),
        "model_key_twice": QCoreApplication.translate("Reasons", "the key {key} appears twice"),
        "model_name_bytes": QCoreApplication.translate(
            "Reasons", "it names {count} bytes for a tensor name, more than {most}"
        ),
        "model_name_text": QCoreApplication.translate("Reasons", "a tensor name is not text"),
        "model_name_empty": QCoreApplication.translate(
            "Reasons", "a tensor name is empty or has a NUL"
        ),
        "model_unknown_value": QCoreApplication.translate("Reasons", "{key} is of an unknown type"),
        "model_nested_array": QCoreApplication.translate("Reasons", "{key} is an array of arrays"),
        "model_value_type": QCoreApplication.translate(
            "Reasons", "{key} is of the wrong type ({found})"
        ),
        "model_array_type": QCoreApplication.translate(
            "Reasons", "{key} is of the wrong type (array of {found})"
        ),
        "model_alignment": QCoreApplication.translate(
            "Reasons", "general.alignment is {value}, not a power of two from 8 to {most}"
        ),
    }


def _tensors() -> dict[str, str]:
    """Return the clauses about a model's tensors and files."""
    return {
        "model_dimensions": QCoreApplication.translate(
            "Reasons", "the tensor {name} has {count} dimensions"
        ),
        "model_unknown_tensor": QCoreApplication.translate(
            "Reasons", "the tensor {name} is of the unknown type {number}"
        ),
        "model_impossible_shape": QCoreApplication.translate(
            "Reasons", "the tensor {name} has the impossible shape {shape}"
        ),
        "model_rows": QCoreApplication.translate(
            "Reasons", "the tensor {name} has rows of {length}, which are no whole blocks of {type}"
        ),
        "model_tensor_twice": QCoreApplication.translate(
            "Reasons", "the tensor {name} appears twice"
        ),
        "model_tensor_place": QCoreApplication.translate(
            "Reasons", "the tensor {name} is not where it should be"
        ),
        "model_embedding": QCoreApplication.translate(
            "Reasons", "{name} is missing or of the wrong shape"
        ),
        "model_unfit_type": QCoreApplication.translate(
            "Reasons", "{name} is of the type {type}, which does not suit it"
        ),
        "model_layers": QCoreApplication.translate(
            "Reasons", "{count} of {layers} layers are missing"
        ),
        "model_part_name": QCoreApplication.translate(
            "Reasons", "it says that it is one of {count} parts, and its name does not"
        ),
        "model_part_number": QCoreApplication.translate(
            "Reasons", "it is not part {number} of {first}"
        ),
        "model_in_two_parts": QCoreApplication.translate(
            "Reasons", "the tensor {name} is in two parts"
        ),
    }


def _metadata() -> dict[str, str]:
    """Return the clauses about what a model says of itself."""
    return {
        "model_no_key": QCoreApplication.translate("Reasons", "{key} is missing"),
        "model_value": QCoreApplication.translate("Reasons", "{key} is {value}, which cannot be"),
        "model_measure": QCoreApplication.translate(
            "Reasons", "{key} is {value}, not between 1 and {most}"
        ),
        "model_per_layer": QCoreApplication.translate(
            "Reasons", "{key} does not have one measure per layer"
        ),
        "model_kv_heads": QCoreApplication.translate("Reasons", "{key} does not fit the heads"),
        "model_experts": QCoreApplication.translate(
            "Reasons", "{key} is {used} of {experts}, which cannot be"
        ),
        "model_no_tokenizer": QCoreApplication.translate("Reasons", "it has no tokenizer"),
        "model_token_twice": QCoreApplication.translate(
            "Reasons", "its vocabulary has {token} twice"
        ),
        "model_few_kinds": QCoreApplication.translate(
            "Reasons", "its token types or scores are too few"
        ),
        "model_end_token": QCoreApplication.translate(
            "Reasons", "its {end} token {token} is not in its vocabulary"
        ),
        "model_template_length": QCoreApplication.translate(
            "Reasons", "its chat template is longer than {most} characters"
        ),
    }
