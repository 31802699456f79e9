"""Why a model file is refused: every reason by a stable code."""

from __future__ import annotations

from types import MappingProxyType

from stylepad.errors import Reason

REASONS = MappingProxyType(
    {
        "model_list_held": "another program holds it",
        "model_no_file": "it is not a file",
        # the format; said as "a GGUF file of … format"
        "model_big_endian": "big-endian",
        "model_version": "version {version}",
        # numbers that no published model comes near
        "model_tensor_count": "it names {count} tensors, more than {most}",
        "model_entry_count": "it names {count} metadata entries, more than {most}",
        "model_value_bytes": "it names {count} bytes for {key}, more than {most}",
        "model_string_bytes": "it names {count} bytes for a string, more than {most}",
        "model_elements": "it names {count} elements in {key}, more than {most}",
        "model_header_bytes": "its header is larger than {most} bytes",
        # names
        "model_key_bytes": "it names {count} bytes for a metadata key, more than {most}",
        "model_key_text": "a metadata key is not text",
        "model_key_empty": "a metadata key is empty or has a NUL",
        "model_key_twice": "the key {key} appears twice",
        "model_name_bytes": "it names {count} bytes for a tensor name, more than {most}",
        "model_name_text": "a tensor name is not text",
        "model_name_empty": "a tensor name is empty or has a NUL",
        # values
        "model_unknown_value": "{key} is of an unknown type",
        "model_nested_array": "{key} is an array of arrays",
        "model_value_type": "{key} is of the wrong type ({found})",
        "model_array_type": "{key} is of the wrong type (array of {found})",
        "model_alignment": "general.alignment is {value}, not a power of two from 8 to {most}",
        # tensors
        "model_dimensions": "the tensor {name} has {count} dimensions",
        "model_unknown_tensor": "the tensor {name} is of the unknown type {number}",
        "model_impossible_shape": "the tensor {name} has the impossible shape {shape}",
        "model_rows": "the tensor {name} has rows of {length}, which are no whole blocks of {type}",
        "model_tensor_twice": "the tensor {name} appears twice",
        "model_tensor_place": "the tensor {name} is not where it should be",
        "model_embedding": "{name} is missing or of the wrong shape",
        "model_unfit_type": "{name} is of the type {type}, which does not suit it",
        "model_layers": "{count} of {layers} layers are missing",
        # several files
        "model_part_name": "it says that it is one of {count} parts, and its name does not",
        "model_part_number": "it is not part {number} of {first}",
        "model_in_two_parts": "the tensor {name} is in two parts",
        # measures
        "model_no_key": "{key} is missing",
        "model_value": "{key} is {value}, which cannot be",
        "model_measure": "{key} is {value}, not between 1 and {most}",
        "model_per_layer": "{key} does not have one measure per layer",
        "model_kv_heads": "{key} does not fit the heads",
        "model_experts": "{key} is {used} of {experts}, which cannot be",
        # the tokenizer
        "model_no_tokenizer": "it has no tokenizer",
        "model_token_twice": "its vocabulary has {token} twice",
        "model_few_kinds": "its token types or scores are too few",
        "model_end_token": "its {end} token {token} is not in its vocabulary",
        "model_template_length": "its chat template is longer than {most} characters",
    }
)


def why(code: str, **values: object) -> Reason:
    """Return a reason with its values."""
    return Reason.of(code, REASONS[code], values)
