"""PEFT adapters to GGUF without torch: names, heads and shapes come from the base's GGUF header.

Equal, tensor for tensor, to what llama.cpp's convert_lora_to_gguf.py writes, except where that is
wrong: rank-stabilized LoRA, rank_pattern and alpha_pattern get the scale that PEFT gives them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stylepad.models import adapter_faults as faults
from stylepad.models.adapter_reasons import why
from stylepad.models.adapters import BASE_NAME, check_adapter
from stylepad.models.base import display_name
from stylepad.models.gguf import GgufHeader, read_header
from stylepad.models.lora_targets import Part, Target, find_targets
from stylepad.models.peft import PeftAdapter
from stylepad.models.replacing import replacing
from stylepad.models.shape import architecture

if TYPE_CHECKING:
    from gguf import GGUFWriter

_Matrix = NDArray[np.float32]


def convert(adapter: PeftAdapter, base: GgufHeader, target: Path) -> None:
    """Write `adapter` as a GGUF adapter for `base`, in 32-bit floats.

    `target` appears whole or not at all. Raises AdapterError as `find_targets` does, and
    adapter.unsupported, adapter.damaged or adapter.unwritable; ModelError for a broken base.
    """
    targets = find_targets(adapter, base)
    alpha = _common_alpha(adapter, targets)
    with replacing(target) as unfinished:
        _write(adapter, base, targets, alpha, unfinished)
        check_adapter(read_header(unfinished), base)


def _common_alpha(adapter: PeftAdapter, targets: tuple[Target, ...]) -> np.float32:
    """Return the alpha of the file, the one that most modules have.

    llama.cpp scales each pair by alpha / rank with one alpha for all; what a module has beyond it
    goes into its B.
    """
    strengths = Counter(part.pair.strength for target in targets for part in target.parts)
    del strengths[0.0]  # to llama.cpp an alpha of 0 means that there is none
    if not strengths:
        raise faults.unsupported(adapter.path, why("alpha_zero"), "Use the plain model instead.")
    return np.float32(strengths.most_common(1)[0][0])


def _write(
    adapter: PeftAdapter,
    base: GgufHeader,
    targets: tuple[Target, ...],
    alpha: np.float32,
    path: Path,
) -> None:
    # The import takes 0.1 s and is needed by no other command.
    import gguf  # noqa: PLC0415

    writer = gguf.GGUFWriter(path, architecture(base))
    try:
        _add_metadata(writer, adapter, base, alpha)
        for target in targets:
            for name, (rows, columns) in _shapes(target).items():
                size = rows * columns * 4
                writer.add_tensor_info(name, (rows, columns), np.dtype(np.float32), size)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_ti_data_to_file()
        for target in targets:
            for matrix in _matrices(adapter, target, alpha):
                writer.write_tensor_data(np.ascontiguousarray(matrix))
    finally:
        writer.close()


def _add_metadata(
    writer: GGUFWriter, adapter: PeftAdapter, base: GgufHeader, alpha: np.float32
) -> None:
    import gguf  # noqa: PLC0415

    folder = adapter.path if adapter.path.is_dir() else adapter.path.resolve().parent
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(alpha))
    writer.add_string("general.name", folder.name)
    writer.add_uint32("general.base_model.count", 1)
    writer.add_string(BASE_NAME, adapter.config.base_name or display_name(base))


def _shapes(target: Target) -> dict[str, tuple[int, int]]:
    """Return the names and shapes of both matrices, outermost dimension first."""
    name, (width, rows), rank = target.tensor.name, target.tensor.shape, target.rank
    if target.embedding:
        return {f"{name}.lora_a": (rows, rank), f"{name}.lora_b": (width, rank)}
    return {f"{name}.lora_a": (rank, width), f"{name}.lora_b": (rows, rank)}


def _matrices(adapter: PeftAdapter, target: Target, alpha: np.float32) -> tuple[_Matrix, _Matrix]:
    """Return A and B; several parts stand side by side in A and on the diagonal of B."""
    a = np.concatenate([adapter.weights.load(part.pair.a.name) for part in target.parts])
    if target.embedding:
        return a.T, _scaled(adapter, target, target.parts[0], alpha)
    b = np.zeros((target.tensor.shape[1], target.rank), np.float32)
    column = 0
    for part in target.parts:
        block = _reordered(_scaled(adapter, target, part, alpha), part.heads)
        rows, rank = block.shape
        b[part.first_row : part.first_row + rows, column : column + rank] = block
        column += rank
    return a, b


def _scaled(adapter: PeftAdapter, target: Target, part: Part, alpha: np.float32) -> _Matrix:
    """Return B times what this part's scale is more than the alpha / rank of llama.cpp."""
    pair = part.pair
    b = adapter.weights.load(pair.b.name)
    # In the file's precision, so that the common alpha leaves B exactly as it is.
    strength = float(np.float32(pair.strength))
    excess = np.float32(strength / float(alpha) * (target.rank / pair.rank))
    with np.errstate(over="ignore"):
        scaled = b * excess
    if not np.isfinite(scaled).all():
        raise faults.damaged(adapter.weights.path, why("scale_large", module=pair.module))
    return scaled


def _reordered(b: _Matrix, heads: int) -> _Matrix:
    """Return rows with the halves of each head interleaved (`LlamaModel.permute` of llama.cpp)."""
    if not heads:
        return b
    rows, rank = b.shape
    halves = b.reshape(heads, 2, rows // heads // 2, rank)
    return halves.swapaxes(1, 2).reshape(rows, rank)
