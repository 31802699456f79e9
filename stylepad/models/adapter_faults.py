"""What can be wrong with an adapter that is to be imported, in the words for the writer."""

from __future__ import annotations

from pathlib import Path

from stylepad.errors import AdapterError, Reason

_USUAL = frozenset({"adapter_config", "adapter_model"})
_UNTOUCHED = "Your texts and styles are as they were."


def source(path: Path, error: OSError) -> AdapterError:
    """Return the error for a file that is not there or cannot be read."""
    reason = Reason.of_system(error)
    return AdapterError(
        f"The adapter {path} cannot be read: {reason}. Check the path and its permissions."
        f" {_UNTOUCHED}",
        code="adapter.source",
        path=str(path),
        **reason.details("reason"),
    )


def pickle(path: Path) -> AdapterError:
    """Return the error for a pickle, which may run a program of its maker when it is opened."""
    return AdapterError(
        f"{path.name} is a pickle, and opening one can run any program of its maker, so it was not"
        " opened. Get the same adapter as .safetensors or .gguf; whoever made it can save it again"
        f" with safe_serialization=True. {_UNTOUCHED}",
        code="adapter.pickle",
        name=path.name,
    )


def kind(path: Path) -> AdapterError:
    """Return the error for a file that is no adapter by its name."""
    return AdapterError(
        f"{path.name} is not an adapter that StylePad can import. Give a .gguf adapter, a folder"
        " that PEFT saved, or its adapter_model.safetensors with adapter_config.json beside it."
        f" {_UNTOUCHED}",
        code="adapter.format",
        name=path.name,
    )


def damaged(path: Path, what: Reason) -> AdapterError:
    """Return the error for a file that contradicts itself or its format."""
    return AdapterError(
        f"The adapter file {path.name} is damaged: {what}. Download it again. {_UNTOUCHED}",
        code="adapter.damaged",
        name=path.name,
        **what.details("what"),
    )


def config(path: Path, what: Reason) -> AdapterError:
    """Return the error for an adapter_config.json that is missing or makes no sense."""
    return AdapterError(
        f"The adapter cannot be converted: {path.name} {what}. Without it the strength of the"
        f" adapter is not known; get the adapter's whole folder again. {_UNTOUCHED}",
        code="adapter.config",
        name=path.name,
        **what.details("what"),
    )


def _label(path: Path) -> str:
    """Return what a writer calls the adapter: its folder, where a file in it has a usual name."""
    whole = path.resolve()
    return whole.parent.name if whole.stem in _USUAL else whole.name


def unsupported(path: Path, feature: Reason, advice: str) -> AdapterError:
    """Return the error for an adapter that llama.cpp cannot express; `advice` is a sentence."""
    return AdapterError(
        f"The adapter {_label(path)} cannot be converted: {feature}. {advice} {_UNTOUCHED}",
        code="adapter.unsupported",
        name=_label(path),
        **feature.details("feature"),
    )


def architecture(path: Path, model: str, name: str, known: str) -> AdapterError:
    """Return the error for a base whose tensors we do not know how to match."""
    return AdapterError(
        f"The adapter {_label(path)} cannot be converted for {model}, a model of the architecture"
        f" “{name}”; StylePad converts for {known}. Get the adapter as .gguf, or convert it with"
        f" llama.cpp's convert_lora_to_gguf.py. {_UNTOUCHED}",
        code="adapter.convert_architecture",
        name=_label(path),
        model=model,
        architecture=name,
    )


def target(path: Path, module: str) -> AdapterError:
    """Return the error for a part of the model that cannot be adapted."""
    return AdapterError(
        f"The adapter {_label(path)} cannot be converted: it changes {module}, for which there is"
        " no place in a GGUF adapter. Without that part it would not be the style as trained;"
        f" merge it into its base and convert the whole model instead. {_UNTOUCHED}",
        code="adapter.target",
        name=_label(path),
        module=module,
    )


def other_base(path: Path, made_for: str, model: str, detail: Reason) -> AdapterError:
    """Return the error for an adapter whose measures are not the model's."""
    origin = f", made for {made_for}," if made_for else ""
    return AdapterError(
        f"The adapter {_label(path)}{origin} does not fit the model {model}: {detail}. Name"
        f" the model it was made for. {_UNTOUCHED}",
        code="adapter.other_base",
        name=_label(path),
        made_for=made_for,
        model=model,
        **detail.details("detail"),
    )


def unwritable(path: Path, error: OSError) -> AdapterError:
    """Return the error for a place that the adapter could not be written to."""
    reason = Reason.of_system(error)
    return AdapterError(
        f"The adapter could not be written to {path.parent}: {reason}. Make room there or check"
        f" its permissions. {_UNTOUCHED}",
        code="adapter.unwritable",
        path=str(path),
        **reason.details("reason"),
    )


def tied(path: Path, module: str, model: str) -> AdapterError:
    """Return the error for changed embeddings of a model that has one matrix for both ends."""
    return AdapterError(
        f"The adapter {_label(path)} cannot be converted for {model}: it changes {module}, and this"
        " model uses one matrix for input and output, which llama.cpp cannot adapt. Train it"
        f" without the embeddings, or merge it into its base. {_UNTOUCHED}",
        code="adapter.tied_embeddings",
        name=_label(path),
        module=module,
        model=model,
    )
