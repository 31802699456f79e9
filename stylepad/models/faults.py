"""What can be wrong with a model file, in the words for the writer."""

from __future__ import annotations

from pathlib import Path

from stylepad.errors import ModelError, Reason

AGAIN = "Download it again; your text is not affected."


def missing(path: Path) -> ModelError:
    """Return the error for a file that is not there."""
    return ModelError(
        f"The model file {path} is not there. It may have been moved or deleted; choose another.",
        code="model.missing",
        path=str(path),
    )


def unreadable(path: Path, error: OSError) -> ModelError:
    """Return the error for a file that the system does not let us read."""
    return refused_file(path, Reason.of_system(error))


def refused_file(path: Path, reason: Reason) -> ModelError:
    """Return the error for a file that cannot be read for a reason."""
    return ModelError(
        f"The model file {path} cannot be read: {reason}. Check its permissions or choose another.",
        code="model.unreadable",
        path=str(path),
        **reason.details("reason"),
    )


def not_gguf(path: Path) -> ModelError:
    """Return the error for a file of another kind."""
    return ModelError(
        f"{path.name} is not a GGUF model file. If it was downloaded, a web page may have been"
        f" saved in its place. {AGAIN}",
        code="model.not_gguf",
        name=path.name,
    )


def version(path: Path, found: Reason) -> ModelError:
    """Return the error for a GGUF version that cannot be used."""
    return ModelError(
        f"{path.name} is a GGUF file of {found} format; StylePad reads versions 2 and 3,"
        " little-endian. Look for a newer edition of the model.",
        code="model.version",
        name=path.name,
        **found.details("found"),
    )


def truncated(path: Path, size: int, expected: int | None) -> ModelError:
    """Return the error for a file that ends early; `expected` is None inside the header."""
    there = f"{size:,} bytes are there"
    should = f"{expected:,} should be" if expected else "its header alone needs more"
    return ModelError(
        f"{path.name} is cut off: {there}, {should}. {AGAIN}",
        code="model.truncated",
        name=path.name,
        size=str(size),
        expected=str(expected or ""),
    )


def damaged(path: Path, what: Reason) -> ModelError:
    """Return the error for a header that contradicts itself or the format."""
    return ModelError(
        f"{path.name} is damaged: {what}. {AGAIN}",
        code="model.damaged",
        name=path.name,
        **what.details("what"),
    )


def metadata(path: Path, what: Reason) -> ModelError:
    """Return the error for metadata that llama.cpp cannot take."""
    return ModelError(
        f"{path.name} was not made correctly: {what}. Look for another edition of the model.",
        code="model.metadata",
        name=path.name,
        **what.details("what"),
    )


def kind(path: Path, found: str) -> ModelError:
    """Return the error for a GGUF file that is not a model, such as an adapter."""
    return ModelError(
        f"{path.name} is not a base model but of the kind “{found}”. Choose a base model; adapters"
        " belong into a style pack.",
        code="model.kind",
        name=path.name,
        found=found,
    )


def architecture(path: Path, name: str) -> ModelError:
    """Return the error for a model that cannot write text here."""
    return ModelError(
        f"{path.name} is a model of the architecture “{name}”, which cannot rewrite text here."
        " Choose a text model such as Llama, Mistral, Qwen or Gemma.",
        code="model.architecture",
        name=path.name,
        architecture=name,
    )


def vocabulary_only(path: Path) -> ModelError:
    """Return the error for a file with a tokenizer and no weights."""
    return ModelError(
        f"{path.name} holds a vocabulary and no weights. Choose the model's complete file.",
        code="model.vocabulary_only",
        name=path.name,
    )


def parts_missing(path: Path, names: list[str]) -> ModelError:
    """Return the error for a split model some of whose files are not there."""
    listed = ", ".join(names)
    return ModelError(
        f"{path.name} is one part of a model in several files; missing beside it: {listed}."
        " Download these into the same folder.",
        code="model.parts_missing",
        name=path.name,
        missing=listed,
    )


def not_first_part(path: Path, first: str) -> ModelError:
    """Return the error for a later part of a split model."""
    return ModelError(
        f"{path.name} is a later part of a model in several files. Choose the first, {first}.",
        code="model.not_first_part",
        name=path.name,
        first=first,
    )


def ended_engine(path: Path) -> ModelError:
    """Return the error for a model that ended the engine when it was loaded last."""
    return ModelError(
        f"{path.name} ended the engine when it was loaded last, so it is not loaded again unasked."
        " Name it with --model to try once more, or choose a smaller one.",
        code="model.ended_engine",
        name=path.name,
    )


def no_memory(path: Path, needed: int, free: int) -> ModelError:
    """Return the error for a model that is larger than the free memory, in bytes."""
    return ModelError(
        f"{path.name} needs {_gib(needed)} of memory and {_gib(free)} are free. Close other"
        " programs or choose a smaller model; your text is not affected.",
        code="model.memory",
        name=path.name,
        needed=_gib(needed),
        free=_gib(free),
    )


def _gib(size: int) -> str:
    return f"{size / (1 << 30):.1f} GiB"
