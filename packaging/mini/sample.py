"""Draw candidates from the exported files with llama.cpp (runs in StylePad's own environment)."""

from __future__ import annotations

from pathlib import Path

from llama_cpp import Llama

END = 3
_OPTIONS = {"n_ctx": 512, "n_threads": 1, "n_threads_batch": 1, "verbose": False}


class Writer:
    """A base with one adapter or none."""

    def __init__(self, base: Path, adapter: Path | None = None, strength: float = 1.0) -> None:
        lora = {"lora_path": str(adapter), "lora_scale": strength} if adapter else {}
        self.llama = Llama(str(base), **_OPTIONS, **lora)
        self.draws = 0

    def tokens(self, passage: str) -> list[int]:
        """Return the rendered prompt's tokens, special pieces parsed, no extra start token."""
        text = f"<|in|>{passage}<|out|>"
        return self.llama.tokenize(text.encode("utf-8"), add_bos=False, special=True)

    def write(
        self, passage: str, temperature: float = 0.0, min_p: float = 0.06, most: int = 220
    ) -> str:
        """Return one answer; temperature 0 is greedy."""
        out: list[int] = []
        self.llama.reset()
        self.draws += 1
        self.llama.set_seed(self.draws)
        sampling = {"top_k": 40, "top_p": 0.92, "min_p": min_p, "repeat_penalty": 1.0}
        for token in self.llama.generate(self.tokens(passage), temp=temperature, **sampling):
            if token == END or len(out) >= most:
                break
            out.append(token)
        return self.llama.detokenize(out).decode("utf-8", "replace").strip()
