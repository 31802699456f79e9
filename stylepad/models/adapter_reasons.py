"""Why an adapter cannot be used or converted: every reason by a stable code."""

from __future__ import annotations

from types import MappingProxyType

from stylepad.errors import Reason

REASONS = MappingProxyType(
    {
        # what it holds
        "empty": "it has no weights",
        "no_text_weights": "it has no LoRA weights for text",
        "half": "{module} has one half of its pair",
        "no_product": "the halves of {module} do not multiply",
        "ranks": "the halves of {module} differ in rank",
        "twice": "{name} is there twice",
        "not_pair": "it has {tensor}, which is not part of a LoRA pair",
        "not_matrix": "{tensor} is not a matrix",
        "unusable_type": "{first} or {second} is of an unusable type",
        "alpha_missing": "adapter.lora.alpha is missing or not a number",
        "alpha_zero": "its alpha is 0, so it changes nothing",
        "scale_large": "the scale of {module} is too large",
        # what it is
        "kind": "it is not a LoRA adapter but of the kind {kind}",
        "type": "it is not a LoRA adapter but an adapter of the type {type}",
        "no_type": "it does not say that it is a LoRA adapter",
        "activated": "it is an activated LoRA, which StylePad cannot use",
        "architecture": "it was made for the architecture {made_for}, the loaded model is {loaded}",
        "no_architecture": "it does not say for which architecture it was made, the loaded model"
        " is {loaded}",
        "tied": "it changes the embeddings, and this model uses one matrix for input and output",
        "no_tensor": "it was made for another model: this model has no {tensor}",
        "shape": "it was made for another model: it expects {module} of {width} × {rows}, the"
        " loaded one is {model_width} × {model_rows}",
        "layer": "it changes layer {layer}, the model has {layers}",
        "rows_twice": "it changes the same rows of {tensor} twice",
        "module_shape": "it expects {module} of {width} × {rows}, the model's is {model_width} ×"
        " {model_rows}",
        "heads": "{tensor} does not divide into {heads} heads",
        # what a GGUF adapter cannot express
        "strange_names": "its weights are not named as PEFT names them ({name})",
        "dora_tensor": "it is a DoRA, whose magnitudes ({name}) a GGUF adapter cannot hold",
        "bias_tensor": "it has biases ({name}), which a GGUF adapter cannot hold",
        "replaces": "it replaces {name} as a whole",
        "not_lora": "it is of the kind {kind}, not a LoRA",
        "bias": "it has trained biases (bias = {value})",
        "start": "it was trained on changed weights of its base (init_lora_weights = {value})",
        "use_dora": "it is a DoRA, whose magnitudes a GGUF adapter cannot hold",
        "lora_bias": "it has biases (lora_bias), which a GGUF adapter cannot hold",
        "modules_to_save": "it replaces whole parts of the model (modules_to_save)",
        "trainable_token_indices": "it changes single tokens' embeddings (trainable_token_indices)",
        "target_parameters": "it changes bare parameters (target_parameters)",
        "layer_replication": "it repeats layers of its base (layer_replication)",
        "alora_invocation_tokens": "it is an activated LoRA, which works on a part of the text",
        "use_qalora": "it is a QALoRA, which pools its input",
        "mixed_ranks": "its modules have different ranks",
        "use_bdlora": "it is a block-diagonal LoRA",
        "arrow_config": "it routes between several adapters (arrow)",
        "kasa_config": "it was trained on changed weights of the base (KaSA)",
        "monteclora_config": "it draws its weights at random (MonteCLoRA)",
        # adapter_config.json; said after its name
        "config_kind": "is not a file",
        "config_missing": "is not there",
        "config_large": "is larger than {size} MiB",
        "config_json": "is not JSON",
        "config_table": "is not a table",
        "config_rank": "says that {module} has rank {rank}, its weights have {found}",
        "config_slow": "has patterns that take too long to match",
        "config_patterns": "has a {field} that makes no sense",
        "config_intricate": "has too intricate a pattern in {field}: {pattern}",
        "config_pattern": "has a broken pattern in {field}: {pattern}",
        "config_rank_value": "has {value} as rank ({name})",
        "config_alpha_value": "has {value} as alpha ({name})",
        "config_flag": "has a {name} that is neither true nor false",
        # safetensors
        "not_float": "{name} is of the type {type}, not a float",
        "not_numbers": "{name} has weights that are not numbers",
        "cut_now": "it was cut off while it was read",
        "cut": "it is cut off: {size} bytes are there, {needed} should",
        "header_cut": "it is cut off: {size} bytes, its header alone needs more",
        "excess": "{count} bytes of it belong to no tensor",
        "short": "it has {size} bytes",
        "many_tensors": "it names {count} tensors, more than {most}",
        "header_long": "its header would be {length} bytes long",
        "header_twice": "its header has a name twice",
        "header_json": "its header is not JSON",
        "header_table": "its header is not a table of tensors",
        "entry": "the entry “{name}” is not a tensor",
        "unknown_type": "{name} is of an unknown type",
        "no_place": "{name} does not say where it lies",
        "shape_place": "the shape of {name} does not fit its place",
        "shape_nonsense": "the shape or the place of {name} makes no sense",
        "overlap": "{name} overlaps another tensor or leaves a gap",
    }
)


def why(code: str, **values: object) -> Reason:
    """Return a reason with its values."""
    return Reason.of(code, REASONS[code], values)
